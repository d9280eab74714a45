"""Feeders of V3 carts, their items, links, settings and metafields."""

from typing import Any

from tests.contract.arranging import add_product
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

CARTS = "/v3/carts"
EVERYTHING = (
    "include=redirect_urls,line_items.physical_items.options,line_items.digital_items.options,"
    "promotions.banners"
)
CERTIFICATE = {
    "name": "For you",
    "theme": "Birthday",
    "amount": 25,
    "quantity": 1,
    "sender": {"name": "Ann", "email": "ann@example.com"},
    "recipient": {"name": "Bob", "email": "bob@example.com"},
    "message": "Enjoy",
}
CUSTOM = {"sku": "made-up", "name": "My product", "quantity": 3, "list_price": 5.5}
METAFIELD = {
    "permission_set": "read",
    "namespace": "Sales Department",
    "key": "Staff Name",
    "value": "Ronaldo",
    "description": "Who sold it",
}


def add_modifier(shop: Shop, product_id: int) -> int:
    """A text that may be chosen with a product; its id."""
    body = {"type": "text", "required": False, "display_name": "Engraving", "config": {}}
    made: int = shop.call("POST", f"/v3/catalog/products/{product_id}/modifiers", body)["data"][
        "id"
    ]
    return made


def add_promotion(shop: Shop, action: Any, **fields: Any) -> dict[str, Any]:
    """A promotion of one rule."""
    body = {"redemption_type": "AUTOMATIC", "name": "Sale", "rules": [{"action": action}], **fields}
    made: dict[str, Any] = shop.call("POST", "/v3/promotions", body)["data"]
    return made


def add_sale(shop: Shop) -> None:
    """A tenth off everything, of which a banner tells, and two gifts."""
    banner = {"content": "Sale!", "type": "APPLIED", "locations": ["CART_PAGE"]}
    tenth = {"cart_items": {"discount": {"percentage_amount": "10"}}}
    add_promotion(shop, tenth, notifications=[banner])
    poem = add_product(shop, name="Poem", type="digital", weight=0, price=2)["id"]
    for gift in (poem, add_product(shop, name="Ribbon", price=1)["id"]):
        add_promotion(shop, {"gift_item": {"product_id": gift, "quantity": 1}})


def enter_coupon(shop: Shop, cart_id: str) -> None:
    """Enter the code of a promotion that takes something off all lines."""
    off = {"cart_value": {"discount": {"fixed_amount": "1"}}}
    add_promotion(shop, off, redemption_type="COUPON", codes={"code": "ONE"})
    shop.call("POST", f"/v3/checkouts/{cart_id}/coupons", {"coupon_code": "ONE"})


def add_cart(shop: Shop, **fields: Any) -> dict[str, Any]:
    """A cart with a line of every kind, on sale."""
    add_sale(shop)
    vase = add_product(shop, name="Vase", sku="VASE", price=10)["id"]
    book = add_product(shop, name="E-book", type="digital", weight=0, price=4)["id"]
    paper = {"name": "Gold paper", "price": 1.99}
    wrapping = shop.call("POST", "/x/gift_wrappings", paper)["data"]["id"]
    engraving, inscription = add_modifier(shop, vase), add_modifier(shop, book)
    items = [
        {"product_id": vase, "quantity": 2, "option_selections": [
            {"option_id": engraving, "option_value": "A & B"}],
         "gift_wrapping": {"wrap_together": True, "wrap_details": [
            {"id": wrapping, "message": "Happy Birthday"}]}},
        {"product_id": book, "quantity": 1, "option_selections": [
            {"option_id": inscription, "option_value": "For C"}]},
    ]  # fmt: skip
    body = {
        "line_items": items,
        "custom_items": [CUSTOM],
        "gift_certificates": [CERTIFICATE],
        **fields,
    }
    made: dict[str, Any] = shop.call("POST", f"{CARTS}?{EVERYTHING}", body)["data"]
    return made


@feeds(
    "POST /v3/carts",
    "GET /v3/carts/{}",
    "PUT /v3/carts/{}",
    "DELETE /v3/carts/{}",
    "POST /v3/carts/{}/redirect_urls",
)
def carts(shop: Shop) -> None:
    shop.call("POST", CARTS, {}, expect=422)
    cart_id = add_cart(shop)["id"]
    path = f"{CARTS}/{cart_id}"
    enter_coupon(shop, cart_id)
    shop.call("GET", f"{path}?{EVERYTHING}")
    customer = {"email": "ann@example.com", "first_name": "Ann", "last_name": "Lee"}
    customer_id = shop.call("POST", "/v3/customers", [customer])["data"][0]["id"]
    shop.call("PUT", f"{path}?{EVERYTHING}", {"customer_id": customer_id, "version": 2})
    shop.call("PUT", path, {"customer_id": 0, "version": 1}, expect=409)
    shop.call("POST", f"{path}/redirect_urls")
    shop.call("POST", f"{path}/redirect_urls", {"query_params": {"key": "a", "value": "b"}})
    shop.call("DELETE", path)
    shop.call("GET", path, expect=404)


@feeds(
    "POST /v3/carts/{}/items",
    "PUT /v3/carts/{}/items/{}",
    "DELETE /v3/carts/{}/items/{}",
)
def items(shop: Shop) -> None:
    cart = add_cart(shop)
    enter_coupon(shop, cart["id"])
    path = f"{CARTS}/{cart['id']}/items"
    line = cart["line_items"]["physical_items"][0]
    item = {"product_id": line["product_id"], "quantity": 1}
    body = {"line_items": [item], "custom_items": [CUSTOM], "gift_certificates": [CERTIFICATE]}
    shop.call("POST", f"{path}?{EVERYTHING}", body)
    put = {"line_item": item, "version": 3}
    shop.call("PUT", f"{path}/{line['id']}?{EVERYTHING}", put)
    shop.call("PUT", f"{path}/{line['id']}", put, expect=409)
    last = cart["line_items"]["custom_items"][0]["id"]
    shop.call("DELETE", f"{path}/{last}", {"version": 1}, expect=409)
    shop.call("DELETE", f"{path}/{last}?{EVERYTHING}", {"version": 4})
    alone = shop.call("POST", CARTS, {"custom_items": [CUSTOM]})["data"]
    only = alone["line_items"]["custom_items"][0]["id"]
    shop.call("DELETE", f"{CARTS}/{alone['id']}/items/{only}", expect=204)


@feeds(
    "GET /v3/carts/settings",
    "PUT /v3/carts/settings",
    "GET /v3/carts/settings/channels/{}",
    "PUT /v3/carts/settings/channels/{}",
)
def settings(shop: Shop) -> None:
    for path in (f"{CARTS}/settings", f"{CARTS}/settings/channels/1"):
        shop.call("GET", path)
        shop.call("PUT", path, {"allow_purchasing": True})
        shop.call("PUT", path, {"allow_purchasing": "often"}, expect=422)
    shop.call("GET", f"{CARTS}/settings/channels/99", expect=422)


@feeds(
    "GET /v3/carts/{}/metafields",
    "POST /v3/carts/{}/metafields",
    "GET /v3/carts/{}/metafields/{}",
    "PUT /v3/carts/{}/metafields/{}",
    "DELETE /v3/carts/{}/metafields/{}",
)
def metafields(shop: Shop) -> None:
    cart = shop.call("POST", CARTS, {"custom_items": [CUSTOM]})["data"]
    path = f"{CARTS}/{cart['id']}/metafields"
    made = shop.call("POST", path, METAFIELD)["data"]
    shop.call("POST", path, METAFIELD, expect=409)
    shop.call("POST", path, {"key": "x"}, expect=422)
    for key in ("a", "b"):
        shop.call("POST", path, {**METAFIELD, "key": key})
    shop.call("GET", path)
    shop.call("GET", f"{path}?limit=1&page=2")
    one = f"{path}/{made['id']}"
    shop.call("GET", one)
    shop.call("PUT", one, {**METAFIELD, "value": "Marta"})
    shop.call("PUT", one, {**METAFIELD, "value": ""}, expect=422)
    shop.call("DELETE", one)
    shop.call("GET", one, expect=404)
    shop.call("DELETE", one, expect=404)


@feeds(
    "GET /v3/carts/metafields",
    "POST /v3/carts/metafields",
    "PUT /v3/carts/metafields",
    "DELETE /v3/carts/metafields",
)
def batches_of_metafields(shop: Shop) -> None:
    cart = shop.call("POST", CARTS, {"custom_items": [CUSTOM]})["data"]
    path = f"{CARTS}/metafields"
    wanted = [{**METAFIELD, "key": key, "resource_id": cart["id"]} for key in ("a", "b", "c")]
    made = shop.call("POST", path, wanted)["data"]
    shop.call("POST", path, [*wanted, {**wanted[0], "key": "d"}], expect=422)
    shop.call("GET", f"{path}?limit=1&page=2&direction=desc")
    shop.call("GET", f"{path}?key:in=a,b&include_fields=key")
    ids = [one["id"] for one in made]
    shop.call("PUT", path, [{**METAFIELD, "id": one, "key": f"k{one}"} for one in ids])
    shop.call("PUT", path, [{**METAFIELD, "id": "999"}, {**METAFIELD, "id": ids[0]}], expect=422)
    shop.call("DELETE", path, [int(one) for one in ids])
    shop.call("DELETE", path, [int(ids[0])], expect=422)


@feeds("GET /x/gift_wrappings", "POST /x/gift_wrappings", "DELETE /x/gift_wrappings/{}")
def gift_wrappings(shop: Shop) -> None:
    path = "/x/gift_wrappings"
    made = shop.call("POST", path, {"name": "Gold paper", "price": 1.99})["data"]
    shop.call("POST", path, {"name": "Gold paper", "price": 1}, expect=409)
    shop.call("GET", path)
    shop.call("DELETE", f"{path}/{made['id']}")
    shop.call("DELETE", f"{path}/{made['id']}", expect=404)
