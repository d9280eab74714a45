"""Small scenes that arrangements of cases and feeders of operations are built from."""

import itertools
from typing import Any

from tests.contract.shop import Shop

BILLING: dict[str, Any] = {
    "first_name": "Test",
    "last_name": "User",
    "street_1": "123 Main St",
    "city": "Austin",
    "state": "TX",
    "zip": "78701",
    "country": "United States",
    "country_iso2": "US",
    "email": "test@example.com",
}
PRODUCTS = "/v3/catalog/products"
_numbers = itertools.count(1)


def add_product(shop: Shop, number: int | None = None, **fields: Any) -> dict[str, Any]:
    """A product; a physical one of 10.00 where nothing else is said, numbered where it is."""
    if number is not None:
        shop.number("product", number)
    body = {"name": f"Product {number or ''}".strip(), "type": "physical", "weight": 1, "price": 10}
    made: dict[str, Any] = shop.call("POST", PRODUCTS, {**body, **fields})["data"]
    assert number in (None, made["id"]), made
    return made


def add_orbit_terrarium(shop: Shop) -> dict[str, Any]:
    """The product of the recordings of 2026: number 80, its variant 64."""
    shop.number("variant", 64)
    return add_product(
        shop,
        80,
        name="[Sample] Orbit Terrarium - Large",
        sku="OTL",
        price=109,
        width=1,
        height=1,
        depth=1,
    )


def add_order(shop: Shop, *lines: dict[str, Any], query: str = "", **fields: Any) -> dict[str, Any]:
    """An order of the given lines, or of one custom line."""
    products = list(lines) or [
        {"name": "Vase", "quantity": 2, "price_ex_tax": 5, "price_inc_tax": 5}
    ]
    body = {"billing_address": BILLING, "products": products, **fields}
    made: dict[str, Any] = shop.call("POST", f"/v2/orders{query}", body)
    return made


def add_terrarium_order(shop: Shop, **fields: Any) -> dict[str, Any]:
    """The minimal order of the recordings."""
    add_orbit_terrarium(shop)
    return add_order(shop, {"product_id": 80, "quantity": 1}, **fields)


def lines_of(shop: Shop, order: dict[str, Any]) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = shop.call("GET", f"/v2/orders/{order['id']}/products")
    return lines


def addresses_of(shop: Shop, order: dict[str, Any]) -> list[dict[str, Any]]:
    path = f"/v2/orders/{order['id']}/shipping_addresses"
    addresses: list[dict[str, Any]] = shop.call("GET", path)
    return addresses


def add_shipment(shop: Shop, order: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A shipment of all that the order's first address has left."""
    line = lines_of(shop, order)[0]
    body = {
        "order_address_id": line["order_address_id"],
        "items": [{"order_product_id": line["id"], "quantity": line["quantity"]}],
        "tracking_number": "",
        **fields,
    }
    made: dict[str, Any] = shop.call("POST", f"/v2/orders/{order['id']}/shipments", body)
    return made


FEE = {
    "type": "custom_fee",
    "display_name_customer": "Engraving",
    "display_name_merchant": "Engraving",
    "source": "app",
    "cost_inc_tax": 5,
    "cost_ex_tax": 5,
}
PICKUP_LOCATION = {
    "name": "Main street",
    "code": "MAIN",
    "address_line_1": "1 Main St",
    "address_line_2": "",
    "city": "Austin",
    "state": "TX",
    "postal_code": "78701",
    "country_alpha2": "US",
    "email": "pickup@example.com",
    "phone": "1",
}


def _named(name: str) -> dict[str, Any]:
    """A name and a stock-keeping unit that no other product has."""
    number = next(_numbers)
    return {"name": f"{name} {number}", "sku": f"{name.upper()}-{number}"}


def custom_line(**fields: Any) -> dict[str, Any]:
    return {"name": "Vase", "quantity": 2, "price_ex_tax": 10, "price_inc_tax": 10, **fields}


def rich_order(shop: Shop, query: str = "") -> dict[str, Any]:
    """Catalogue lines with options, a custom one, a discount, an address of its own and a fee."""
    product = add_product(shop, price=20, **_named("Bowl"))
    form_fields = [{"name": "Licence", "value": "123"}, {"name": "Sizes", "value": ["S", "M"]}]
    order = add_order(
        shop,
        {"product_id": product["id"], "quantity": 1},
        chosen_line(shop),
        custom_line(),
        discount_amount=3,
        shipping_addresses=[{**BILLING, "shipping_method": "Flat rate"}],
        fees=[FEE],
        staff_notes="Leave at the door",
        customer_message="Thank you",
        external_source="POS",
        external_id="A-1",
        query=query,
    )
    changes = {"billing_address": {"form_fields": form_fields}}
    changed: dict[str, Any] = shop.call("PUT", f"/v2/orders/{order['id']}", changes)
    [address] = addresses_of(shop, order)
    path = f"/v2/orders/{order['id']}/shipping_addresses/{address['id']}"
    shop.call("PUT", path, {"form_fields": form_fields})
    return changed


def chosen_line(shop: Shop, **fields: Any) -> dict[str, Any]:
    """A line of a product with a variant and a modifier chosen."""
    product = add_product(shop, **_named("Shirt"), **fields)
    path = f"{PRODUCTS}/{product['id']}"
    labels = [{"label": "S", "sort_order": 0}, {"label": "L", "sort_order": 1}]
    option = {"display_name": "Size", "type": "dropdown", "option_values": labels}
    made = shop.call("POST", f"{path}/options", option)["data"]
    value_id = made["option_values"][0]["id"]
    variant = {
        "sku": f"{product['sku']}-S",
        "option_values": [{"option_id": made["id"], "id": value_id}],
    }
    shop.call("POST", f"{path}/variants", variant)
    engraving = {"display_name": "Engraving", "type": "text", "required": False}
    text = shop.call("POST", f"{path}/modifiers", engraving)["data"]
    chosen = [{"id": made["id"], "value": str(value_id)}, {"id": text["id"], "value": "Ada"}]
    return {"product_id": product["id"], "quantity": 1, "product_options": chosen}


def picked_up_order(shop: Shop, query: str = "") -> dict[str, Any]:
    """An order that is fetched at a place described with it."""
    product = chosen_line(shop)
    pickup = {
        "pickup_method_id": 1,
        "pickup_method_display_name": "In store",
        "collection_instructions": "Ring the bell",
        "collection_time_description": "9 to 5",
        "location": PICKUP_LOCATION,
        "line_items": [custom_line(), product],
    }
    consignments = {"pickups": [pickup]}
    body = {"billing_address": BILLING, "consignments": consignments, "discount_amount": 1}
    made: dict[str, Any] = shop.call("POST", f"/v2/orders{query}", body)
    return made


def downloaded_order(shop: Shop, query: str = "") -> dict[str, Any]:
    """An order of nothing but a digital product."""
    line = chosen_line(shop, type="digital", weight=0)
    return add_order(shop, line, discount_amount=1, query=query)


ORDERS_OF_ALL_KINDS = (rich_order, picked_up_order, downloaded_order)


def add_tax_rate(shop: Shop, rate: float) -> int:
    """A tax class with one rate, in per cent, in the United States; the class's id."""
    made = shop.call("POST", "/v3/tax/classes", [{"name": "Goods"}])["data"][0]
    locations = [{"country_code": "US"}]
    zone = {"name": "US", "enabled": True, "shopper_target_settings": {"locations": locations}}
    zone_id = shop.call("POST", "/v3/tax/zones", [zone])["data"][0]["id"]
    tax_class_id: int = made["id"]
    body = {
        "name": "Tax",
        "enabled": True,
        "tax_zone_id": zone_id,
        "class_rates": [{"rate": rate, "tax_class_id": tax_class_id}],
    }
    shop.call("POST", "/v3/tax/rates", [body])
    return tax_class_id
