"""What V2 orders refuse, in the recorded words, and that a refusal changes nothing."""

import json
from itertools import product
from typing import Any

import pytest

from tests.api.shopping import BILLING, add_order, add_product, custom, level_of, order_body
from tests.support.world import World

INVALID = "The field '{}' is invalid."
REQUIRED = "The required field '{}' was not supplied."
UNKNOWN = "The field '{}' is not supported by this resource."
READ_ONLY = (
    "The field '{}' cannot be written to. Please remove it from your request before trying again."
)
NULL = "The field '{}' does not allow null values."
NOT_FOUND = [{"status": 404, "message": "The requested resource was not found."}]
NO_COUNTRY = {k: v for k, v in BILLING.items() if not k.startswith("country")}


def billing(**fields: Any) -> dict[str, Any]:
    return order_body(billing_address={**BILLING, **fields})


def shipping(**fields: Any) -> dict[str, Any]:
    return order_body(shipping_addresses=[{**BILLING, **fields}])


def line(**fields: Any) -> dict[str, Any]:
    return order_body(products=[custom(**fields)])


def lacking(name: str, **fields: Any) -> dict[str, Any]:
    return {k: v for k, v in custom(**fields).items() if k != name}


BAD_BODIES: list[tuple[dict[str, Any], str, str]] = [
    ({"products": [custom()]}, REQUIRED, "billing_address"),
    ({"billing_address": BILLING}, REQUIRED, "products"),
    (order_body(products=[]), REQUIRED, "products"),
    (order_body(products={}), INVALID, "products"),
    (order_body(products=["vase"]), INVALID, "products"),
    (order_body(billing_address=[]), INVALID, "billing_address"),
    (order_body(colour="red"), UNKNOWN, "colour"),
    (order_body(custom_status="Mine"), UNKNOWN, "custom_status"),
    (order_body(customer_id="abc"), INVALID, "customer_id"),
    (order_body(customer_id=5), INVALID, "customer_id"),
    (order_body(customer_id=-1), INVALID, "customer_id"),
    (order_body(channel_id=9), INVALID, "channel_id"),
    (order_body(date_created="abc123"), INVALID, "date_created"),
    (order_body(items_shipped="abc"), INVALID, "items_shipped"),
    (order_body(items_total="many"), INVALID, "items_total"),
    (order_body(order_is_digital=123), INVALID, "order_is_digital"),
    (order_body(status_id=15), INVALID, "status_id"),
    (order_body(status_id="Shipped"), INVALID, "status_id"),
    (order_body(status_id=None), NULL, "status_id"),
    (order_body(ip_address="300.1.1.1"), INVALID, "ip_address"),
    (order_body(ip_address_v6="192.0.2.1"), INVALID, "ip_address_v6"),
    (order_body(ip_address="192.0.2.1", ip_address_v6="2001:db8::1"), INVALID, "ip_address_v6"),
    (order_body(tax_provider_id="Magic"), INVALID, "tax_provider_id"),
    (order_body(customer_locale="english"), INVALID, "customer_locale"),
    (order_body(staff_notes="x" * 65_536), INVALID, "staff_notes"),
    (order_body(external_source={}), INVALID, "external_source"),
    (order_body(discount_amount=-1), INVALID, "discount_amount"),
    (order_body(discount_amount="1e400"), INVALID, "discount_amount"),
    (order_body(discount_amount="NaN"), INVALID, "discount_amount"),
    (order_body(discount_amount="1" * 21), INVALID, "discount_amount"),
    (order_body(base_shipping_cost="ten"), INVALID, "base_shipping_cost"),
    (order_body(subtotal_ex_tax=1), INVALID, "subtotal_inc_tax"),
    (order_body(total_inc_tax=1), INVALID, "total_ex_tax"),
    (billing(email="abc123.com"), INVALID, "email"),
    (billing(country=5), INVALID, "country"),
    (billing(country="Atlantis"), INVALID, "country"),
    (billing(state=None), NULL, "state"),
    (billing(planet="Earth"), UNKNOWN, "planet"),
    (order_body(billing_address={**NO_COUNTRY, "country_iso2": "QQ"}), INVALID, "country_iso2"),
    (shipping(country=""), INVALID, "country"),
    (shipping(country_iso2=""), INVALID, "country_iso2"),
    (shipping(email="abc123.com"), INVALID, "email"),
    (order_body(products=[{"quantity": 1}]), INVALID, "products.product_id, products.name"),
    (order_body(products=[lacking("quantity")]), REQUIRED, "quantity"),
    (line(quantity=""), INVALID, "quantity"),
    (line(quantity=10**12), INVALID, "quantity"),
    (line(quantity=10**9, price=10**12), INVALID, "products"),
    (order_body(products=[lacking("price_ex_tax")]), INVALID, "products.price_ex_tax"),
    (order_body(products=[lacking("price_inc_tax")]), INVALID, "products.price_inc_tax"),
    (order_body(products=[{"name": "Vase", "quantity": 1}]), REQUIRED, "price_ex_tax"),
    (line(name=""), INVALID, "name"),
    (line(name_customer="Bowl"), INVALID, "name_customer"),
    (line(variant_id=3), INVALID, "variant_id"),
    (line(wrapping_id=1), REQUIRED, "wrapping_cost_ex_tax"),
    (order_body(products=[{"product_id": 77, "quantity": 1}]), INVALID, "product_id"),
    (order_body(products=[{"product_id": 77, "quantity": 0}]), INVALID, "quantity"),
    (order_body(products=[{"product_id": 77, "quantity": -1}]), INVALID, "quantity"),
    (order_body(fees=[{"cost_ex_tax": 1, "cost_inc_tax": 1}]), REQUIRED, "display_name_customer"),
    (
        order_body(fees=[{"display_name_customer": "Fee", "cost_ex_tax": 1}]),
        REQUIRED,
        "cost_inc_tax",
    ),
    (order_body(consignments={"pickups": []}), INVALID, "products"),
]


def test_bad_fields_are_refused_by_name(world: World) -> None:
    for body, words, name in BAD_BODIES:
        reply = world.post("/v2/orders", body)
        said = [{"status": 400, "message": words.format(name)}]
        assert (reply.status, reply.json()) == (400, said), body
    assert world.get("/v2/orders").status == 204
    assert add_order(world)["id"] == 100


def test_missing_billing_country_has_its_own_words(world: World) -> None:
    reply = world.post("/v2/orders", order_body(billing_address=NO_COUNTRY))
    assert reply.json() == [
        {
            "status": 400,
            "message": "The field 'billing_address.country' is invalid.",
            "details": {"invalid_reason": "Billing address country not supplied."},
        }
    ]


READ_ONLY_FIELDS = (
    "id", "date_modified", "date_shipped", "cart_id", "status", "subtotal_tax",
    "shipping_cost_tax", "shipping_cost_tax_class_id", "handling_cost_tax",
    "handling_cost_tax_class_id", "wrapping_cost_tax", "wrapping_cost_tax_class_id",
    "payment_status", "store_credit_amount", "gift_certificate_amount", "currency_id",
    "currency_code", "currency_exchange_rate", "default_currency_id", "coupon_discount",
    "shipping_address_count", "is_email_opt_in", "order_source", "coupons", "total_tax",
    "is_tax_inclusive_pricing", "credit_card_type", "store_default_currency_code",
    "store_default_to_transactional_exchange_rate",
)  # fmt: skip


def test_every_read_only_field_is_refused(world: World) -> None:
    order = add_order(world)
    only_on_put = ("external_id", "default_currency_code", "tax_provider_id")
    values: tuple[object, ...] = (1, None, "x", {})
    for name, value in product((*READ_ONLY_FIELDS, *only_on_put), values):
        said = [{"status": 400, "message": READ_ONLY.format(name)}]
        assert world.put(f"/v2/orders/{order['id']}", {name: value}).json() == said
        if name not in only_on_put:
            assert world.post("/v2/orders", order_body(**{name: value})).json() == said
    assert world.get(f"/v2/orders/{order['id']}").json() == order


BAD_CHANGES: list[tuple[dict[str, Any], str, str]] = [
    ({"status_id": 99}, INVALID, "status_id"),
    ({"customer_id": 5}, INVALID, "customer_id"),
    ({"channel_id": 5}, INVALID, "channel_id"),
    ({"custom_status": "Mine"}, UNKNOWN, "custom_status"),
    ({"billing_address": {"country": "Atlantis"}}, INVALID, "country"),
    ({"shipping_addresses": [{"id": 99, "city": "Waco"}]}, INVALID, "id"),
    ({"products": [{"id": 99, "quantity": 1}]}, INVALID, "id"),
    ({"products": [{"id": 1}]}, REQUIRED, "quantity"),
    ({"products": [{"id": 1, "quantity": 1, "price_ex_tax": 3}]},
     INVALID, "products.price_inc_tax"),
    ({"products": [{"product_id": 77, "quantity": 1}]}, INVALID, "product_id"),
    ({"products": [{"product_id": 77, "quantity": 0}]}, INVALID, "product_id"),
    ({"fees": [{"id": 9, "display_name_customer": "F", "cost_ex_tax": 1, "cost_inc_tax": 1}]},
     INVALID, "id"),
    ({"consignments": {"pickups": [{"id": 9}]}}, INVALID, "id"),
    ({"total_ex_tax": 3}, INVALID, "total_inc_tax"),
]  # fmt: skip


def test_bad_changes_are_refused_by_name(world: World) -> None:
    order = add_order(world)
    for body, words, name in BAD_CHANGES:
        reply = world.put(f"/v2/orders/{order['id']}", body)
        said = [{"status": 400, "message": words.format(name)}]
        assert (reply.status, reply.json()) == (400, said), body
    assert world.get(f"/v2/orders/{order['id']}").json() == order


def test_merchant_id_is_written_once(world: World) -> None:
    order = add_order(world)
    path = f"/v2/orders/{order['id']}"
    assert world.put(path, {"external_merchant_id": "m1"}).json()["external_merchant_id"] == "m1"
    said = [{"status": 400, "message": READ_ONLY.format("external_merchant_id")}]
    assert world.put(path, {"external_merchant_id": "m2"}).json() == said


ABSENT: list[tuple[str, str, object]] = [
    ("GET", "/v2/orders/999", None),
    ("GET", "/v2/orders/nothing", None),
    ("GET", "/v2/orders/99999999999999999999", None),
    ("PUT", "/v2/orders/999", {"staff_notes": "x"}),
    ("DELETE", "/v2/orders/999", None),
    ("GET", "/v2/orders/999/products", None),
    ("GET", "/v2/orders/999/shipping_addresses", None),
    ("GET", "/v2/orders/100/products/999", None),
    ("GET", "/v2/orders/100/shipping_addresses/999", None),
    ("PUT", "/v2/orders/100/shipping_addresses/999", {"city": "Waco"}),
]


def test_what_is_not_there_is_404(world: World) -> None:
    add_order(world)
    for method, path, body in ABSENT:
        reply = world.request(method, path, body)
        assert (reply.status, reply.json()) == (404, NOT_FOUND), path


def test_orders_of_another_store_are_not_there(world: World) -> None:
    order = add_order(world)
    token = world.add_token(world.add_store("other"), "store_v2_orders")
    for path in ("", "/products", "/shipping_addresses", "/products/1", "/shipping_addresses/1"):
        reply = world.client.get(
            f"/stores/other/v2/orders/{order['id']}{path}", headers={"x-auth-token": token}
        )
        assert (reply.status, reply.json()) == (404, NOT_FOUND)


def test_stock_and_limits_are_refused_together_by_line(world: World) -> None:
    scarce = add_product(world, name="Scarce", level=5)
    limited = add_product(world, name="Limited", order_quantity_maximum=5)
    bulky = add_product(world, name="Bulky", order_quantity_minimum=2)
    wanted = [(scarce, 6), (limited, 6), (bulky, 1), (scarce, 1)]
    reply = world.post(
        "/v2/orders",
        order_body(products=[{"product_id": p, "quantity": q} for p, q in wanted]),
    )

    def shown(product_id: int, name: str, **limit: int) -> dict[str, Any]:
        resource = f"/products/{product_id}"
        url = f"http://testserver/stores/demo/v2{resource}"
        return {"id": product_id, "name": name, **limit, "url": url, "resource": resource}

    no_stock = {"type": "OutOfStock", "product": shown(scarce, "Scarce", inventory_level=5)}
    assert (reply.status, reply.json()) == (
        409,
        [
            {
                "status": 409,
                "message": "Quantities of one or more products are out of stock or did not meet"
                " quantity requirements.",
                "details": {
                    "errors": [
                        no_stock,
                        {
                            "type": "ExceedsMaxQuantity",
                            "product": shown(limited, "Limited", maximum_quantity=5),
                        },
                        {
                            "type": "InsufficientQuantity",
                            "product": shown(bulky, "Bulky", minimum_quantity=2),
                        },
                        no_stock,
                    ]
                },
            }
        ],
    )
    assert level_of(world, scarce) == 5
    assert world.get("/v2/orders").status == 204


def test_options_on_a_product_without_any_are_refused(world: World) -> None:
    plain = add_product(world)
    reply = world.post(
        "/v2/orders",
        order_body(
            products=[
                {
                    "product_id": plain,
                    "quantity": 1,
                    "product_options": [{"id": 222, "value": "1"}],
                }
            ]
        ),
    )
    assert reply.status == 400
    (error,) = reply.json()
    assert error["message"] == "The options of one or more products are invalid."
    assert error["details"]["errors"][0]["type"] == "InvalidProductOption"
    assert error["details"]["errors"][0]["product"]["value"] == 222


def test_malformed_body_is_400(world: World) -> None:
    for body in (b"{", b"[1]", b"nothing", b'{"a":' * 60 + b"1" + b"}" * 60):
        reply = world.post("/v2/orders", body=body, headers={"content-type": "application/json"})
        assert reply.status == 400
        assert reply.json()[0]["status"] == 400


def test_wrong_representations_and_methods(world: World) -> None:
    assert world.post("/v2/orders", body=b"x", headers={"content-type": "text/plain"}).status == 415
    assert world.get("/v2/orders", headers={"accept": "text/plain"}).status == 406
    assert world.put("/v2/orders", {}).status == 405
    assert world.request("PATCH", "/v2/orders").status == 501
    assert world.post("/v2/orders", order_body(staff_notes="x" * 5_000_000)).status == 413


def test_scopes_are_asked_for(world: World) -> None:
    reader = {"x-auth-token": world.add_token(world.store, "store_v2_orders_read_only")}
    assert world.get("/v2/orders", headers=reader).status == 204
    assert world.post("/v2/orders", order_body(), headers=reader).status == 403
    assert world.put("/v2/orders/100", {}, headers=reader).status == 403
    assert world.delete("/v2/orders/100", headers=reader).status == 403
    stranger = {"x-auth-token": world.add_token(world.store, "store_v2_products")}
    assert world.get("/v2/orders", headers=stranger).status == 403
    assert world.get("/v2/orders", headers={"x-auth-token": ""}).status == 401


@pytest.mark.parametrize("body", [[], "order", 3, None])
def test_a_body_that_is_no_object_is_refused_as_a_whole(world: World, body: Any) -> None:
    reply = world.request("POST", "/v2/orders", body=json.dumps(body).encode())
    assert (reply.status, reply.json()[0]["message"]) == (
        400,
        "The request body could not be read.",
    )
    assert world.get("/v2/orders").status == 204
