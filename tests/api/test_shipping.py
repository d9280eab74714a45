"""Shipping zones, methods and carriers in V2: exact bodies, refusals, and that carts see them."""

from typing import Any

import pytest

from orderwright.db import provider_connections
from orderwright.db.unit import Unit
from tests.support.world import World

TEXAS = {
    "name": "Texas",
    "type": "state",
    "locations": [{"country_iso2": "us", "state_iso2": "TX"}],
}
ADDRESS = {
    "first_name": "Jane",
    "last_name": "Doe",
    "email": "jane@example.com",
    "address1": "1 Main St",
    "city": "Austin",
    "state_or_province": "Texas",
    "country_code": "US",
    "postal_code": "78701",
}


def add_zone(world: World, **changes: Any) -> int:
    reply = world.post("/v2/shipping/zones", {"name": "World", "type": "global", **changes})
    assert reply.status == 201, reply.text
    zone_id: int = reply.json()["id"]
    return zone_id


def add_method(world: World, zone_id: int, **fields: Any) -> dict[str, Any]:
    body = {"name": "Flat", "type": "perorder", "settings": {"rate": 7}, **fields}
    reply = world.post(f"/v2/shipping/zones/{zone_id}/methods", body)
    assert reply.status == 200, reply.text
    made: dict[str, Any] = reply.json()
    return made


def offers(world: World, cart_id: str) -> list[tuple[str, str, Any]]:
    """Type, description and cost of what a checkout's only consignment is offered."""
    path = f"/v3/checkouts/{cart_id}?include=consignments.available_shipping_options"
    (consignment,) = world.get(path).json()["data"]["consignments"]
    return [
        (one["type"], one["description"], one["cost"])
        for one in consignment["available_shipping_options"]
    ]


def offers_for(
    world: World, product_id: int, quantity: int, **address: Any
) -> list[tuple[str, str, Any]]:
    """What is offered for a new cart with so many of a product."""
    items = [{"product_id": product_id, "quantity": quantity}]
    made = world.post("/v3/carts", {"line_items": items})
    assert made.status == 201, made.text
    cart = made.json()["data"]
    line_id = cart["line_items"]["physical_items"][0]["id"]
    lines = [{"item_id": line_id, "quantity": quantity}]
    consignment = {"address": ADDRESS | address, "line_items": lines}
    sent = world.post(f"/v3/checkouts/{cart['id']}/consignments", [consignment])
    assert sent.status == 200, sent.text
    return offers(world, cart["id"])


def test_a_zone_is_made_changed_and_deleted(world: World) -> None:
    assert world.get("/v2/shipping/zones").status == 204
    zone = {
        "id": 1,
        "name": "Texas",
        "type": "state",
        "locations": [{"id": 1, "country_iso2": "US", "state_iso2": "TX"}],
        "free_shipping": {
            "enabled": False,
            "minimum_sub_total": "0.0000",
            "exclude_fixed_shipping_products": False,
        },
        "handling_fees": {"fixed_surcharge": "0.0000", "display_separately": False},
        "enabled": True,
    }
    made = world.post("/v2/shipping/zones", TEXAS)
    assert (made.status, made.json()) == (201, zone)
    assert world.get("/v2/shipping/zones").json() == [zone]
    changed = world.put(
        "/v2/shipping/zones/1",
        {
            "locations": [
                {"country_iso2": "US", "state_iso2": "CA"},
                {"id": 1, "country_iso2": "US", "state_iso2": "TX"},
            ],
            "free_shipping": {"enabled": True, "minimum_sub_total": "49.9"},
            "handling_fees": {"percentage_surcharge": 5, "display_separately": True},
            "enabled": False,
        },
    )
    zone |= {
        "locations": [
            {"id": 2, "country_iso2": "US", "state_iso2": "CA"},
            {"id": 1, "country_iso2": "US", "state_iso2": "TX"},
        ],
        "free_shipping": {
            "enabled": True,
            "minimum_sub_total": "49.9000",
            "exclude_fixed_shipping_products": False,
        },
        "handling_fees": {"percentage_surcharge": "5.0000", "display_separately": True},
        "enabled": False,
    }
    assert (changed.status, changed.json()) == (200, zone)
    assert world.get("/v2/shipping/zones/1").json() == zone
    assert world.delete("/v2/shipping/zones/1").status == 204
    assert world.delete("/v2/shipping/zones/1").status == 404
    assert world.get("/v2/shipping/zones/1").status == 404
    assert world.put("/v2/shipping/zones/1", {"enabled": True}).status == 404


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"name": None}, "The field 'name' does not allow null values."),
        ({"type": "planet"}, "The field 'type' is invalid."),
        ({"id": 3}, "The field 'id' cannot be written to. Please remove it from your request before trying again."),  # noqa: E501 - the sentence
        ({"colour": "red"}, "The field 'colour' is not supported by this resource."),
        ({"locations": [{"country_iso2": "XQ", "state_iso2": "TX"}]}, "The field 'country_iso2' is invalid."),  # noqa: E501 - a row
        ({"locations": [{"country_iso2": "US"}]}, "The required field 'state_iso2' was not supplied."),  # noqa: E501 - a row
        ({"type": "zip"}, "The required field 'zip' was not supplied."),
        ({"free_shipping": {"minimum_sub_total": -1}}, "The field 'minimum_sub_total' is invalid."),
    ],
)  # fmt: skip
def test_bad_zones_are_refused(world: World, changes: dict[str, Any], message: str) -> None:
    reply = world.post("/v2/shipping/zones", TEXAS | changes)
    assert (reply.status, reply.json()) == (400, [{"status": 400, "message": message}])
    assert world.get("/v2/shipping/zones").status == 204


def test_a_method_is_made_changed_and_deleted(world: World) -> None:
    zone_id = add_zone(world)
    path = f"/v2/shipping/zones/{zone_id}/methods"
    assert world.get(path).status == 204
    method: dict[str, Any] = {
        "id": 1,
        "name": "Flat",
        "type": "perorder",
        "settings": {"rate": 7},
        "enabled": True,
        "handling_fees": {"fixed_surcharge": 0},
        "is_fallback": False,
        "channel_ids": [1],
    }
    assert add_method(world, zone_id) == method
    assert world.get(path).json() == [method]
    table = {
        "default_cost": 12.5,
        "default_cost_type": "fixed_amount",
        "range": [{"lower_limit": 0, "upper_limit": 20.5, "shipping_cost": 8}],
    }
    changes = {
        "name": "By weight",
        "type": "weight",
        "settings": table,
        "handling_fees": {"percentage_surcharge": 2.5},
        "is_fallback": True,
        "enabled": False,
        "channel_ids": [],
    }
    method |= changes
    changed = world.put(f"{path}/1", changes)
    assert (changed.status, changed.json()) == (200, method)
    assert world.get(f"{path}/1").json() == method
    renamed = world.put(f"{path}/1", {"name": "Again"})
    assert renamed.json() == method | {"name": "Again"}
    assert world.delete(f"{path}/1").status == 204
    assert world.delete(f"{path}/1").status == 404
    assert world.get(f"{path}/1").status == 404
    assert world.put(f"{path}/1", {"name": "x"}).status == 404
    assert world.get("/v2/shipping/zones/9/methods").status == 404
    assert world.post("/v2/shipping/zones/9/methods", changes).status == 404


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"settings": {}}, "The required field 'rate' was not supplied."),
        ({"type": "total"}, "The required field 'range' was not supplied."),
        ({"type": "pigeon"}, "The field 'type' is invalid."),
        ({"channel_ids": [7]}, "The field 'channel_ids' is invalid."),
        ({"settings": {"rate": -1}}, "The field 'rate' is invalid."),
        (
            {
                "type": "total",
                "settings": {"range": [{"lower_limit": 2, "upper_limit": 2, "shipping_cost": 1}]},
            },
            "The field 'range' is invalid.",
        ),
    ],
)
def test_bad_methods_are_refused(world: World, changes: dict[str, Any], message: str) -> None:
    path = f"/v2/shipping/zones/{add_zone(world)}/methods"
    body = {"name": "Flat", "type": "perorder", "settings": {"rate": 7}, **changes}
    reply = world.post(path, body)
    assert (reply.status, reply.json()) == (400, [{"status": 400, "message": message}])
    assert world.get(path).status == 204


def test_what_a_carrier_is_told_is_kept_as_it_came(world: World) -> None:
    settings = {"carrier_options": {"delivery_services": ["Ground"], "factor": 1.5}}
    zone_id = add_zone(world)
    made = add_method(world, zone_id, type="upsready", settings=settings)
    assert made["settings"] == settings
    assert world.get(f"/v2/shipping/zones/{zone_id}/methods").json()[0]["settings"] == settings


def test_deleting_a_zone_deletes_its_methods(world: World) -> None:
    first, second = add_zone(world), add_zone(world)
    add_method(world, first)
    kept = add_method(world, second)
    assert world.delete(f"/v2/shipping/zones/{first}").status == 204
    assert world.get(f"/v2/shipping/zones/{first}/methods").status == 404
    assert world.get(f"/v2/shipping/zones/{second}/methods").json() == [kept]


def test_carriers_are_connected_and_their_secrets_sealed(world: World) -> None:
    path = "/v2/shipping/carrier/connection"
    body = {"carrier_id": "auspost", "connection": {"auth_key": "pigeon", "test_mode": False}}
    for call in (world.post, world.put):
        assert call(path, body).status == 204
        incomplete = call(path, {"carrier_id": "auspost", "connection": {"test_mode": True}})
        assert (incomplete.status, incomplete.json()) == (
            400,
            [{"status": 400, "message": "Required fields missing [auth_key]"}],
        )
        assert call(path, {"connection": {}}).json() == [
            {"status": 400, "message": "Required fields missing [carrier_id]"}
        ]

    async def find(unit: Unit) -> Any:
        return await provider_connections.find(unit, world.store.id, "carrier", "auspost")

    kept = world.read(find)
    assert b"pigeon" not in kept.secret
    assert "pigeon" in world.services.sealer.open(kept.secret)
    assert world.delete(path, json={"carrier_id": "auspost"}).status == 204
    assert world.read(find) is None


def test_a_checkout_is_offered_what_its_zone_has(world: World) -> None:
    zone_id = add_zone(
        world,
        name="America",
        type="country",
        locations=[{"country_iso2": "US"}],
        free_shipping={"enabled": True, "minimum_sub_total": 30},
    )
    add_method(world, zone_id)
    add_method(world, zone_id, name="Fetch it", type="pickupinstore", settings={})
    mug = {"name": "Mug", "type": "physical", "weight": 1, "price": 10}
    product_id = world.post("/v3/catalog/products", mug).json()["data"]["id"]
    items = [{"product_id": product_id, "quantity": 2}]
    cart = world.post("/v3/carts", {"line_items": items}).json()["data"]
    line_id = cart["line_items"]["physical_items"][0]["id"]
    consignment = {"address": ADDRESS, "line_items": [{"item_id": line_id, "quantity": 2}]}
    made = world.post(f"/v3/checkouts/{cart['id']}/consignments", [consignment])
    assert made.status == 200, made.text
    flat = ("shipping_flatrate", "Flat", 7)
    fetch = ("shipping_pickupinstore", "Fetch it", 0)
    assert offers(world, cart["id"]) == [flat, fetch]
    more = world.put(
        f"/v3/carts/{cart['id']}/items/{line_id}",
        {"line_item": {"quantity": 3, "product_id": product_id}},
    )
    assert more.status == 200, more.text
    assert offers(world, cart["id"]) == [("freeshipping", "Free Shipping", 0), flat, fetch]
    world.put(f"/v2/shipping/zones/{zone_id}", {"enabled": False})
    world.put(
        f"/v3/carts/{cart['id']}/items/{line_id}",
        {"line_item": {"quantity": 2, "product_id": product_id}},
    )
    assert offers(world, cart["id"]) == []


def test_each_change_of_a_method_is_quoted_at_once(world: World) -> None:
    zone_id = add_zone(world)
    mug = {"name": "Mug", "type": "physical", "weight": 1, "price": 10}
    product_id = world.post("/v3/catalog/products", mug).json()["data"]["id"]
    assert offers_for(world, product_id, 1) == []
    path = f"/v2/shipping/zones/{zone_id}/methods/{add_method(world, zone_id)['id']}"
    assert offers_for(world, product_id, 1) == [("shipping_flatrate", "Flat", 7)]
    world.put(path, {"name": "Fast", "settings": {"rate": 9}})
    assert offers_for(world, product_id, 1) == [("shipping_flatrate", "Fast", 9)]
    world.delete(path)
    assert offers_for(world, product_id, 1) == []
    add_method(world, zone_id)
    world.delete(f"/v2/shipping/zones/{zone_id}")
    assert offers_for(world, product_id, 1) == []
