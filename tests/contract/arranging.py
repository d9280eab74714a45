"""Small scenes that arrangements of cases and feeders of operations are built from."""

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


def add_order(shop: Shop, *lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An order of the given lines, or of one custom line."""
    products = list(lines) or [
        {"name": "Vase", "quantity": 2, "price_ex_tax": 5, "price_inc_tax": 5}
    ]
    body = {"billing_address": BILLING, "products": products, **fields}
    made: dict[str, Any] = shop.call("POST", "/v2/orders", body)
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
