"""A shop with goods in it, for tests of carts and checkouts."""

from typing import Any

from orderwright.db.outbox import read_after
from orderwright.db.unit import Unit
from tests.support.client import Reply
from tests.support.world import World

PRODUCTS = "/v3/catalog/products"
CARTS = "/v3/carts"
CHECKOUTS = "/v3/checkouts"
OPTIONS = "include=consignments.available_shipping_options"
STALE = (
    "The request cannot be processed due to a possible conflict. Please review the changes and try"
    " again."
)
TYPE = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes"
JANE = {
    "first_name": "Jane",
    "last_name": "Doe",
    "email": "jane@example.com",
    "address1": "123 Main Street",
    "city": "Austin",
    "state_or_province_code": "TX",
    "country_code": "US",
    "postal_code": "78751",
}


def data(reply: Reply, status: int = 200) -> Any:
    """What a V3 answer holds; any other status fails with the answer in sight."""
    assert reply.status == status, reply.text
    return reply.json()["data"]


def add_product(world: World, name: str = "Vase", price: Any = 10, **fields: Any) -> int:
    """A physical product; its id."""
    body = {"name": name, "type": "physical", "weight": 1, "price": price, **fields}
    made: int = data(world.post(PRODUCTS, body))["id"]
    return made


def add_stocked(world: World, level: int, name: str = "Vase", **fields: Any) -> int:
    """A product whose stock is counted."""
    return add_product(world, name, inventory_tracking="product", inventory_level=level, **fields)


def level_of(world: World, product_id: int) -> int:
    level: int = data(world.get(f"{PRODUCTS}/{product_id}"))["inventory_level"]
    return level


def add_flat_rate(world: World, rate: str = "5", *countries: str) -> int:
    """A zone of these countries (the United States) with one method per order; the zone's id."""
    locations = [{"country_iso2": code} for code in countries or ("US",)]
    zone = world.post(
        "/v2/shipping/zones",
        {"name": "Home", "type": "country", "locations": locations},
    )
    assert zone.status in (200, 201), zone.text
    zone_id: int = zone.json()["id"]
    method = world.post(
        f"/v2/shipping/zones/{zone_id}/methods",
        {"name": "Flat Rate", "type": "perorder", "settings": {"rate": rate}, "enabled": True},
    )
    assert method.status in (200, 201), method.text
    return zone_id


def add_cart(world: World, *lines: tuple[int, int], **fields: Any) -> Any:
    """A cart with so many of these products."""
    items = [{"product_id": product_id, "quantity": quantity} for product_id, quantity in lines]
    return data(world.post(CARTS, {"line_items": items, **fields}), 201)


def physical(cart: Any, position: int = 0) -> Any:
    """One of the physical lines."""
    line: Any = cart["line_items"]["physical_items"][position]
    return line


def bill(world: World, cart_id: str, **changes: Any) -> Any:
    return data(world.post(f"{CHECKOUTS}/{cart_id}/billing-address", {**JANE, **changes}))


def send(world: World, cart_id: str, *lines: tuple[str, int], **changes: Any) -> Any:
    """A consignment of these lines; the checkout with what shipping there is."""
    items = [{"item_id": line_id, "quantity": quantity} for line_id, quantity in lines]
    body = [{"address": {**JANE, **changes}, "line_items": items}]
    return data(world.post(f"{CHECKOUTS}/{cart_id}/consignments?{OPTIONS}", body))


def choose(world: World, cart_id: str, consignment: Any, position: int = 0) -> Any:
    """Take one of the options of a consignment."""
    option = consignment["available_shipping_options"][position]["id"]
    path = f"{CHECKOUTS}/{cart_id}/consignments/{consignment['id']}"
    return data(world.put(path, {"shipping_option_id": option}))


def add_checkout(world: World, *lines: tuple[int, int], **fields: Any) -> Any:
    """A checkout that an order can be made of; there must be shipping to Texas."""
    cart = add_cart(world, *lines, **fields)
    bill(world, cart["id"])
    items = cart["line_items"]["physical_items"] + cart["line_items"]["custom_items"]
    if not items:
        return data(world.get(f"{CHECKOUTS}/{cart['id']}"))
    sent = send(world, cart["id"], *[(line["id"], line["quantity"]) for line in items])
    return choose(world, cart["id"], sent["consignments"][-1])


def add_order(world: World, cart_id: str) -> int:
    """An order of a checkout; its number."""
    number: int = data(world.post(f"{CHECKOUTS}/{cart_id}/orders"))["id"]
    return number


def events(world: World, after: int = 0, prefix: str = "store/") -> list[tuple[str, str]]:
    """Scopes and data of what has been announced, in its order."""

    async def work(unit: Unit) -> list[tuple[str, str]]:
        found = await read_after(unit, world.store.id, after, 1_000)
        return [(one.scope, one.data) for one in found if one.scope.startswith(prefix)]

    found: list[tuple[str, str]] = world.read(work)
    return found
