"""Feeders of the metafields of V3 orders, customers, channels and locations."""

from tests.contract.arranging import add_order
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

BODY = {"permission_set": "read", "namespace": "erp", "key": "number", "value": "K-1"}


@feeds(
    *(
        f"{method} /v3/{noun}/{path}"
        for noun in ("orders", "customers", "channels", "inventory/locations")
        for path, methods in (
            ("{}/metafields", "GET POST"),
            ("{}/metafields/{}", "GET PUT DELETE"),
            ("metafields", "GET POST PUT DELETE"),
        )
        for method in methods.split()
    )
)
def metafields(shop: Shop) -> None:
    person = {"first_name": "Test", "last_name": "User", "email": "test@example.com"}
    owner = shop.call("POST", "/v3/customers", [person])["data"][0]["id"]
    order = add_order(shop)["id"]
    for noun, resource in (
        ("orders", order),
        ("customers", owner),
        ("channels", 1),
        ("inventory/locations", 1),
    ):
        path, every = f"/v3/{noun}/{resource}/metafields", f"/v3/{noun}/metafields"
        shop.call("POST", path, {**BODY, "description": "From the ERP"})
        shop.call("POST", path, BODY, expect=409)
        others = [
            {**BODY, "resource_id": resource, "key": key, "description": key} for key in "abc"
        ]
        made = [each["id"] for each in shop.call("POST", every, others)["data"]]
        shop.call("POST", every, [others[0]], expect=422)
        shop.call("PUT", every, [{"id": made[0], "value": "new"}])
        for listing in (path, every):
            page = shop.call("GET", f"{listing}?limit=1&page=2")
            shop.call("GET", f"{listing}{page['meta']['cursor_pagination']['links']['next']}")
        one = f"{path}/{made[0]}"
        shop.call("GET", one)
        shop.call("PUT", one, {"id": made[0], "value": "newer"})
        shop.call("DELETE", one, expect=204)
        shop.call("GET", one, expect=404)
        shop.call("DELETE", every, made[1:])
        shop.call("DELETE", every, made[:1], expect=422)
