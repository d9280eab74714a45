"""Creating V2 orders: the whole object, its lines and addresses, and all that may be given."""

from typing import Any

import pytest

from tests.api.shopping import (
    BILLING,
    add_order,
    add_product,
    add_tax,
    custom,
    events_of,
    lines_of,
    order_body,
)
from tests.support.world import World

STORE = "http://testserver/stores/demo/v2"
NOW = "Thu, 18 Jun 2026 14:23:09 +0000"


def link(order_id: int, name: str) -> dict[str, str]:
    resource = f"/orders/{order_id}/{name}"
    return {"url": STORE + resource, "resource": resource}


def recorded_order(order_id: int) -> dict[str, Any]:
    """The body recorded for one product at 109.00 (behaviour 1.1)."""
    no_cost = {
        f"{name}{part}": 0 if part == "_tax_class_id" else "0.0000"
        for name in ("shipping_cost", "handling_cost", "wrapping_cost")
        for part in ("_ex_tax", "_inc_tax", "_tax", "_tax_class_id")
    }
    return {
        "id": order_id, "customer_id": 0, "date_created": NOW, "is_tax_inclusive_pricing": False,
        "date_modified": NOW, "date_shipped": "", "status_id": 1, "status": "Pending",
        "subtotal_ex_tax": "109.0000", "subtotal_inc_tax": "109.0000", "subtotal_tax": "0.0000",
        "base_shipping_cost": "0.0000",
        **{k: v for k, v in no_cost.items() if k.startswith("shipping")},
        "base_handling_cost": "0.0000",
        **{k: v for k, v in no_cost.items() if k.startswith("handling")},
        "base_wrapping_cost": "0.0000",
        **{k: v for k, v in no_cost.items() if k.startswith("wrapping")},
        "total_ex_tax": "109.0000", "total_inc_tax": "109.0000", "total_tax": "0.0000",
        "items_total": 1, "items_shipped": 0, "payment_method": "Manual",
        "payment_provider_id": None, "payment_status": "", "refunded_amount": "0.0000",
        "order_is_digital": False, "store_credit_amount": "0.0000",
        "gift_certificate_amount": "0.0000", "ip_address": "", "ip_address_v6": "",
        "geoip_country": "", "geoip_country_iso2": "", "currency_id": 1, "currency_code": "USD",
        "currency_exchange_rate": "1.0000000000", "default_currency_id": 1,
        "default_currency_code": "USD", "staff_notes": None, "customer_message": None,
        "discount_amount": "0.0000", "coupon_discount": "0.0000", "shipping_address_count": 1,
        "is_deleted": False, "ebay_order_id": "0", "cart_id": None,
        "billing_address": {
            "first_name": "Test", "last_name": "User", "company": "", "street_1": "123 Main St",
            "street_2": "", "city": "Austin", "state": "TX", "zip": "78701",
            "country": "United States", "country_iso2": "US", "phone": "",
            "email": "test@example.com", "form_fields": [],
        },
        "fees": link(order_id, "fees"), "is_email_opt_in": False, "credit_card_type": None,
        "order_source": "external", "channel_id": 1, "external_source": None,
        "consignments": link(order_id, "consignments"), "products": link(order_id, "products"),
        "shipping_addresses": link(order_id, "shipping_addresses"),
        "coupons": link(order_id, "coupons"), "external_id": None, "external_merchant_id": None,
        "tax_provider_id": "", "customer_locale": "en", "external_order_id": "",
        "store_default_currency_code": "USD",
        "store_default_to_transactional_exchange_rate": "1.0000000000", "custom_status": "Pending",
    }  # fmt: skip


def recorded_line(order_id: int, line_id: int, product_id: int) -> dict[str, Any]:
    """The line recorded for it (behaviour 1.3)."""
    zero = "0.0000"
    return {
        "id": line_id, "order_id": order_id, "product_id": product_id, "variant_id": 0,
        "order_pickup_method_id": 0, "order_address_id": 1, "name": "Orbit Terrarium",
        "name_customer": "Orbit Terrarium", "name_merchant": "Orbit Terrarium", "sku": "OTL",
        "upc": "", "type": "physical", "base_price": "109.0000", "price_ex_tax": "109.0000",
        "price_inc_tax": "109.0000", "price_tax": zero, "base_total": "109.0000",
        "total_ex_tax": "109.0000", "total_inc_tax": "109.0000", "total_tax": zero,
        "weight": "1.0000", "width": "1.0000", "height": "1.0000", "depth": "1.0000",
        "quantity": 1, "base_cost_price": zero, "cost_price_inc_tax": zero,
        "cost_price_ex_tax": zero, "cost_price_tax": zero, "is_refunded": False,
        "quantity_refunded": 0, "refund_amount": zero, "return_id": 0, "wrapping_id": 0,
        "wrapping_name": "", "base_wrapping_cost": zero, "wrapping_cost_ex_tax": zero,
        "wrapping_cost_inc_tax": zero, "wrapping_cost_tax": zero, "wrapping_message": "",
        "quantity_shipped": 0, "event_name": None, "event_date": None,
        "fixed_shipping_cost": zero, "ebay_item_id": "", "ebay_transaction_id": "",
        "option_set_id": None, "parent_order_product_id": None, "is_bundled_product": False,
        "bin_picking_number": "", "external_id": "", "fulfillment_source": "", "brand": "",
        "gift_certificate_id": None, "applied_discounts": [], "product_options": [],
        "configurable_fields": [], "discounted_total_inc_tax": "109.0000",
    }  # fmt: skip


def recorded_address(order_id: int) -> dict[str, Any]:
    """The address recorded for it (behaviour 1.4)."""
    quotes = f"/orders/{order_id}/shipping_addresses/1/shipping_quotes"
    zero = "0.0000"
    return {
        "id": 1, "order_id": order_id, "first_name": "Test", "last_name": "User", "company": "",
        "street_1": "123 Main St", "street_2": "", "city": "Austin", "zip": "78701",
        "country": "United States", "country_iso2": "US", "state": "TX",
        "email": "test@example.com", "phone": "", "items_total": 1, "items_shipped": 0,
        "shipping_method": "None", "base_cost": zero, "cost_ex_tax": zero, "cost_inc_tax": zero,
        "cost_tax": zero, "cost_tax_class_id": 0, "base_handling_cost": zero,
        "handling_cost_ex_tax": zero, "handling_cost_inc_tax": zero, "handling_cost_tax": zero,
        "handling_cost_tax_class_id": 0, "shipping_zone_id": 0, "shipping_zone_name": "",
        "shipping_quotes": {"url": STORE + quotes, "resource": quotes}, "form_fields": [],
    }  # fmt: skip


def test_minimal_order_is_the_recorded_one(world: World) -> None:
    sizes = dict.fromkeys(("weight", "width", "height", "depth"), 10_000)
    product = add_product(world, name="Orbit Terrarium", sku="OTL", price=1_090_000, **sizes)
    reply = world.post("/v2/orders", order_body(product))
    assert reply.status == 201
    assert list(reply.json().items()) == list(recorded_order(100).items())
    assert reply.headers["last-modified"] == NOW
    assert world.get("/v2/orders/100").body == reply.body
    lines = world.get("/v2/orders/100/products")
    (line,) = lines.json()
    assert list(line.items()) == list(recorded_line(100, 1, product).items())
    assert "last-modified" not in lines.headers
    assert world.get("/v2/orders/100/products/1").json() == line
    (address,) = world.get("/v2/orders/100/shipping_addresses").json()
    assert list(address.items()) == list(recorded_address(100).items())
    assert world.get("/v2/orders/100/shipping_addresses/1").json() == address
    assert events_of(world) == [("store/order/created", {"type": "order", "id": 100})]


def test_numbers_ascend_in_each_store_from_100(world: World) -> None:
    assert [add_order(world)["id"] for _ in range(3)] == [100, 101, 102]
    other = world.add_store("other")
    token = world.add_token(other, "store_v2_orders")
    reply = world.client.post(
        "/stores/other/v2/orders", order_body(), headers={"x-auth-token": token}
    )
    assert reply.json()["id"] == 100


def test_every_plain_field_is_printed_as_given(world: World) -> None:
    given = {
        "customer_message": "Ring twice", "staff_notes": "VIP", "external_source": "M-MIG",
        "external_id": "A-1", "external_merchant_id": "m1", "external_order_id": "e1",
        "ebay_order_id": "77", "geoip_country": "Kenya", "geoip_country_iso2": "KE",
        "ip_address": "192.0.2.1", "items_shipped": 3, "order_is_digital": True,
        "payment_method": "Cash", "payment_provider_id": "TEST11", "status_id": 11,
        "tax_provider_id": "BasicTaxProvider", "customer_locale": "en-US",
    }  # fmt: skip
    order = add_order(world, **given)
    assert {name: order[name] for name in given} == given
    assert (order["status"], order["custom_status"]) == ("Awaiting Fulfillment",) * 2


def test_numbers_are_taken_where_texts_are_printed(world: World) -> None:
    order = add_order(world, payment_provider_id=12, external_id=3.5, ebay_order_id=9)
    assert (order["payment_provider_id"], order["external_id"], order["ebay_order_id"]) == (
        "12",
        "3.5",
        "9",
    )


@pytest.mark.parametrize("amount", [10, 10.0, "10", "10.0", "10.0000", "9.99995"])
def test_money_is_taken_in_every_form(world: World, amount: object) -> None:
    order = add_order(world, custom(price=amount))
    assert order["total_inc_tax"] == "10.0000"


def test_historical_date_is_kept_and_only_creation_is_moved(world: World) -> None:
    order = add_order(world, date_created="Tue, 20 Nov 2012 00:00:00 +0000")
    assert order["date_created"] == "Tue, 20 Nov 2012 00:00:00 +0000"
    assert order["date_modified"] == NOW


def test_status_2_on_creation_stamps_date_shipped(world: World) -> None:
    assert add_order(world, status_id="2")["date_shipped"] == NOW


def test_manual_discount_is_spread_over_the_lines(world: World) -> None:
    order = add_order(world, custom(), custom(name="Bowl"), discount_amount=15)
    assert (order["discount_amount"], order["total_inc_tax"]) == ("15.0000", "5.0000")
    for line in lines_of(world, order["id"]):
        assert line["applied_discounts"] == [
            {
                "id": "manual-discount",
                "amount": "7.5000",
                "name": "Manual Discount",
                "code": None,
                "target": "order",
            }
        ]
        assert line["discounted_total_inc_tax"] == "2.5000"


def test_overridden_totals_win_over_a_discount(world: World) -> None:
    order = add_order(
        world,
        subtotal_ex_tax=1705.0,
        subtotal_inc_tax=1915.0,
        total_ex_tax=1705.0,
        total_inc_tax=1915.0,
        discount_amount=10,
    )
    names = ("subtotal_tax", "total_ex_tax", "total_inc_tax", "total_tax", "discount_amount")
    assert [order[name] for name in names] == [
        "210.0000", "1705.0000", "1915.0000", "210.0000", "10.0000",
    ]  # fmt: skip


def test_inclusive_store_gives_the_recorded_figures(world: World) -> None:
    world.set_profile(is_tax_inclusive_pricing=True)
    add_tax(world, {0: 5_500_000})
    product = add_product(world, price=2_500_000)
    order = add_order(world, {"product_id": product, "quantity": 10}, discount_amount=100)
    names = (
        "is_tax_inclusive_pricing", "subtotal_ex_tax", "subtotal_inc_tax", "subtotal_tax",
        "total_ex_tax", "total_inc_tax", "total_tax", "items_total",
    )  # fmt: skip
    assert [order[name] for name in names] == [
        True, "2369.6667", "2500.0000", "125.1200", "2274.8800", "2400.0000", "125.1200", 10,
    ]  # fmt: skip
    (line,) = lines_of(world, order["id"])
    assert (line["price_ex_tax"], line["price_tax"]) == ("236.9667", "13.0333")


def test_exclusive_store_taxes_goods_and_shipping_by_their_classes(world: World) -> None:
    world.set_profile(shipping_tax_class_id=2)
    add_tax(world, {0: 3_000_000, 2: 1_000_000})
    product = add_product(world, price=1_199_500)
    order = add_order(world, {"product_id": product, "quantity": 1}, base_shipping_cost=10)
    names = (
        "subtotal_ex_tax", "subtotal_inc_tax", "shipping_cost_inc_tax", "shipping_cost_tax",
        "shipping_cost_tax_class_id", "total_ex_tax", "total_inc_tax", "total_tax",
    )  # fmt: skip
    assert [order[name] for name in names] == [
        "119.9500", "123.5500", "10.1000", "0.1000", 2, "129.9500", "133.6500", "3.7000",
    ]  # fmt: skip


def test_tax_depends_on_where_the_order_goes(world: World) -> None:
    add_tax(world, {0: 10_000_000}, country="CA")
    product = add_product(world)
    there = {**BILLING, "country": "Canada", "country_iso2": "CA"}
    lines = [{"product_id": product, "quantity": 1}]
    assert add_order(world, *lines, shipping_addresses=[there])["total_tax"] == "1.0000"
    assert add_order(world, *lines)["total_tax"] == "0.0000"


def test_costs_sent_alone_are_completed(world: World) -> None:
    order = add_order(world, handling_cost_inc_tax="2.50", base_wrapping_cost=1)
    assert order["handling_cost_ex_tax"] == order["base_handling_cost"] == "2.5000"
    assert order["wrapping_cost_inc_tax"] == "1.0000"
    assert order["total_inc_tax"] == "13.5000"


def test_fees_are_in_the_total(world: World) -> None:
    fee = {"type": "custom_fee", "display_name_customer": "Engraving", "source": "app"}
    order = add_order(world, fees=[{**fee, "cost_inc_tax": 5, "cost_tax": "1"}])
    assert (order["total_ex_tax"], order["total_inc_tax"]) == ("14.0000", "15.0000")


def test_line_wrapping_is_of_the_whole_line(world: World) -> None:
    order = add_order(
        world,
        custom(
            2,
            wrapping_id=1,
            wrapping_name="Paper",
            wrapping_cost_ex_tax=4,
            wrapping_cost_inc_tax=5,
        ),
    )
    assert (order["wrapping_cost_ex_tax"], order["wrapping_cost_tax"]) == ("4.0000", "1.0000")
    assert order["total_inc_tax"] == "25.0000"


def test_country_and_code_fill_each_other(world: World) -> None:
    plain = {k: v for k, v in BILLING.items() if not k.startswith("country")}
    for given in ({"country": "united states"}, {"country_iso2": "us"}):
        address = add_order(world, billing_address=plain | given)["billing_address"]
        assert (address["country"], address["country_iso2"]) == ("United States", "US")


def test_given_shipping_address_is_kept_apart_from_the_billing_one(world: World) -> None:
    there = {**BILLING, "city": "Dallas", "shipping_method": "Flat Rate"}
    order = add_order(world, shipping_addresses=[there, {**BILLING, "city": "Waco"}])
    assert order["shipping_address_count"] == 2
    first, second = world.get(f"/v2/orders/{order['id']}/shipping_addresses").json()
    assert (first["city"], first["shipping_method"], first["items_total"]) == (
        "Dallas",
        "Flat Rate",
        1,
    )
    assert (second["city"], second["items_total"]) == ("Waco", 0)
    assert lines_of(world, order["id"])[0]["order_address_id"] == first["id"]


def test_all_digital_order_has_no_destination(world: World) -> None:
    product = add_product(world, type="digital")
    order = add_order(world, {"product_id": product, "quantity": 2})
    assert (order["order_is_digital"], order["shipping_address_count"]) == (True, 0)
    assert world.get(f"/v2/orders/{order['id']}/shipping_addresses").status == 204
    assert lines_of(world, order["id"])[0]["order_address_id"] == 0


def test_pickup_consignment_stands_for_products_and_addresses(world: World) -> None:
    pickup = {
        "pickup_method_id": 7,
        "pickup_method_display_name": "In store",
        "location": {"name": "Main"},
        "line_items": [custom(2)],
    }
    body = {"billing_address": BILLING, "consignments": {"pickups": [pickup]}}
    order = world.post("/v2/orders", body).json()
    assert (order["items_total"], order["shipping_address_count"]) == (2, 0)
    (line,) = lines_of(world, order["id"])
    assert (line["order_pickup_method_id"], line["order_address_id"]) == (1, 0)


def test_custom_lines_may_count_nothing_or_backwards(world: World) -> None:
    order = add_order(world, custom(0), custom(-2, 3))
    assert (order["items_total"], order["total_inc_tax"]) == (-2, "-6.0000")


def test_other_currency_needs_multi_currency(world: World) -> None:
    body = order_body(default_currency_code="USD")
    assert world.post("/v2/orders", body).json()[0]["message"] == (
        "The field 'default_currency_code' is invalid."
    )
    world.set_profile(multi_currency=True)
    assert world.post("/v2/orders", body).status == 201
    assert world.post("/v2/orders", order_body(default_currency_code="EUR")).status == 400


def test_catalogue_prices_are_converted_at_the_currencys_rate(world: World) -> None:
    world.set_profile(multi_currency=True)
    euro = {
        "currency_code": "EUR", "name": "Euro", "currency_exchange_rate": "0.9", "enabled": True,
        "country_iso2": "DE", "is_transactional": True, "token": "€", "token_location": "left",
        "decimal_token": ",", "thousands_token": ".", "decimal_places": 2, "auto_update": False,
    }  # fmt: skip
    assert world.post("/v2/currencies", euro).status == 200
    product = add_product(world, price=99_900)
    lines = [{"product_id": product, "quantity": 2}, custom(price=1)]
    order = add_order(world, *lines, default_currency_code="EUR")
    names = (
        "currency_code", "default_currency_code", "currency_exchange_rate",
        "store_default_currency_code", "store_default_to_transactional_exchange_rate",
        "total_inc_tax",
    )  # fmt: skip
    assert [order[name] for name in names] == [
        "EUR", "EUR", "1.0000000000", "USD", "0.9000000000", "18.9800",
    ]  # fmt: skip
    changed = world.put(f"/v2/orders/{order['id']}", {"products": [lines[0]]})
    assert changed.json()["total_inc_tax"] == "36.9600"


def test_archived_on_creation_is_absent_from_lists(world: World) -> None:
    order = add_order(world, is_deleted=True)
    assert order["is_deleted"] is True
    assert world.get("/v2/orders").status == 204
    assert world.get(f"/v2/orders/{order['id']}").json() == order


def test_bulk_price_and_sale_price_count(world: World) -> None:
    product = add_product(world, price=100_000, sale_price=80_000)
    order = add_order(world, {"product_id": product, "quantity": 2})
    assert order["subtotal_inc_tax"] == "16.0000"


def test_control_characters_do_not_disturb_the_links(world: World) -> None:
    order = add_order(world, staff_notes="\x01\x02")
    assert order["staff_notes"] == "\x01\x02"
    assert world.get(f"/v2/orders/{order['id']}").json()["staff_notes"] == "\x01\x02"


def test_consignments_of_every_kind_but_both_ways_to_get_goods(world: World) -> None:
    consignments: dict[str, Any] = {
        "shipping": [
            {**BILLING, "city": "Dallas", "shipping_method": "Flat", "line_items": [custom(2)]},
            {**BILLING, "city": "Waco", "line_items": [custom(1, 4), custom(1, 5)]},
        ],
        "downloads": [{"recipient_email": "a@example.com", "line_items": [custom(name="Song")]}],
        "email": {
            "gift_certificates": [
                {"recipient_email": "b@example.com", "line_items": [custom(name="Gift")]}
            ]
        },
    }
    order = world.post(
        "/v2/orders", {"billing_address": BILLING, "consignments": consignments}
    ).json()
    assert (order["total_inc_tax"], order["shipping_address_count"]) == ("49.0000", 2)
    shown = world.get(
        f"/v2/orders/{order['id']}/consignments?include=consignments.line_items"
    ).json()
    assert [(one["city"], one["items_total"]) for one in shown["shipping"]] == [
        ("Dallas", 2),
        ("Waco", 2),
    ]
    assert [len(one["line_items"]) for one in shown["shipping"]] == [1, 2]
    (download,) = shown["downloads"]
    assert (download["recipient_email"], download["line_items"][0]["name"]) == (
        "a@example.com",
        "Song",
    )
    (certificate,) = shown["email"]["gift_certificates"]
    assert certificate["recipient_email"] == "b@example.com"
    assert certificate["line_items"][0]["type"] == "giftcertificate"
    consignments["pickups"] = [{"pickup_method_id": 1, "line_items": [custom()]}]
    refused = world.post("/v2/orders", {"billing_address": BILLING, "consignments": consignments})
    assert refused.json()[0]["message"] == "The field 'consignments' is invalid."
    empty = world.post("/v2/orders", {"billing_address": BILLING, "consignments": {}})
    assert empty.json()[0]["message"] == "The required field 'consignments' was not supplied."
