"""The platform's official Python client, unmodified but for its address, against a real server."""

from collections.abc import Iterator
from typing import Any

import bigcommerce.api
import pytest
from bigcommerce.exception import ClientRequestException

from tests.e2e.conftest import Authority
from tests.e2e.processes import demo

ADDRESS = {
    "first_name": "Ada", "last_name": "Mercer", "street_1": "12 Juniper Lane", "city": "Austin",
    "state": "Texas", "zip": "78701", "country": "United States", "country_iso2": "US",
    "email": "ada@example.com",
}  # fmt: skip


@pytest.fixture
def client(
    empty_database: str, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The client and the demo store that it talks to, over https."""
    arguments = ("--tls-cert", str(authority.certificate), "--tls-key", str(authority.key))
    with demo("--database", empty_database, *arguments) as (_, opened):
        assert opened["base_url"].startswith("https://127.0.0.1:")
        monkeypatch.setenv("BC_API_ENDPOINT", opened["base_url"].removeprefix("https://"))
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.bundle))
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        api = bigcommerce.api.BigcommerceApi(
            client_id=opened["client_id"],
            store_hash=opened["store_hash"],
            access_token=opened["access_token"],
        )
        yield api, opened
        api.connection._session.close()


def create(api: Any, opened: dict[str, Any], quantity: int = 2) -> Any:
    return api.Orders.create(
        billing_address=ADDRESS,
        products=[{"product_id": opened["product_ids"][0], "quantity": quantity}],
        staff_notes="from the client",
    )


def test_orders_are_created_read_listed_updated_and_archived(
    client: tuple[Any, dict[str, Any]],
) -> None:
    api, opened = client
    made = create(api, opened)
    assert (made.id, made.status, made.items_total) == (300, "Pending", 2)
    assert made.total_inc_tax == "25.9800"

    read = api.Orders.get(made.id)
    assert dict(read) == {**made, "_connection": read._connection}
    assert [(line.name, line.quantity) for line in read.products()] == [("Trail Mug", 2)]
    assert read.shipping_addresses()[0].city == "Austin"
    assert len(read.taxes()) == 1

    assert api.Orders.count() == 201
    assert [order.id for order in api.Orders.all(min_id=300)] == [300]
    assert len(list(api.Orders.iterall())) == 201
    assert [order.id for order in api.Orders.all(limit=2, page=2, sort="id:desc")] == [298, 297]

    updated = read.update(status_id=11, staff_notes="packed")
    assert (updated.status, updated.staff_notes) == ("Awaiting Fulfillment", "packed")
    assert api.Orders.get(made.id).status_id == 11

    assert api.Orders.get(made.id).delete() == {}
    assert api.Orders.get(made.id).is_deleted is True
    assert "id" not in api.Orders.all(min_id=300)
    assert api.Orders.count() == 200


def test_rate_limits_are_understood(client: tuple[Any, dict[str, Any]]) -> None:
    api, _ = client
    api.Orders.get(100)
    assert api.connection.rate_limit["requests_quota"] == 150
    assert api.connection.rate_limit["window_size_ms"] == 30_000


def test_refusals_arrive_as_the_clients_own_exceptions(
    client: tuple[Any, dict[str, Any]],
) -> None:
    api, opened = client
    with pytest.raises(ClientRequestException, match="404"):
        api.Orders.get(9_999_999)
    with pytest.raises(ClientRequestException, match="400"):
        api.Orders.create(billing_address=ADDRESS, products=[], unknown_field=1)
    with pytest.raises(ClientRequestException, match="409"):
        create(api, opened, quantity=100_000_000)
    assert api.Orders.count() == 200


def test_around_the_order(client: tuple[Any, dict[str, Any]]) -> None:
    api, opened = client
    assert len(api.OrderStatuses.all()) == 15
    made = create(api, opened)
    line, address = made.products()[0], made.shipping_addresses()[0]
    shipment = api.OrderShipments.create(
        made.id,
        order_address_id=address.id,
        items=[{"order_product_id": line.id, "quantity": 2}],
        tracking_number="TRACK-1",
    )
    assert shipment.tracking_number == "TRACK-1"
    assert api.Orders.get(made.id).status == "Shipped"
    assert [s.id for s in api.Orders.get(made.id).shipments()] == [shipment.id]
