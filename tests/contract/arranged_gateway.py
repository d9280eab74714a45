"""The scenes of the recorded cases about tokens, limits and V3 in general."""

from collections.abc import Iterator
from typing import Any

from tests.contract.arranging import add_product
from tests.contract.replay import Scene, arranged, checked
from tests.support.client import Reply

QUOTA = 150


@arranged("gw-403-scope")
def a_token_without_the_scope(scene: Scene) -> None:
    shop = scene.shop
    scene.headers["x-auth-token"] = shop.world.add_token(shop.store, "store_v2_orders")


@arranged("gw-auth-client-ignored")
def a_bogus_client_id(scene: Scene) -> None:
    scene.headers["x-auth-client"] = "nobody"


@arranged("gw-429-headers")
def a_store_whose_quota_is_used_up(scene: Scene) -> None:
    scene.shop.set_profile(plan_quota=QUOTA)
    scene.path = "/v2/time"
    for _ in range(QUOTA):
        scene.shop.call("GET", scene.path)
    scene.shop.wait(15)


@arranged("gw-404-tree", "gw-403-unknown-v3", "gw-403-v3-unimplemented", "v3-unknown-filter")
def nothing_is_there(scene: Scene) -> None:
    """A store with nothing in it will do."""


@arranged("gw-v3-variant-sku-empty", "wh-noop-write")
def a_product_with_a_variant(scene: Scene) -> None:
    shop = scene.shop
    product = add_product(shop)
    path = f"/v3/catalog/products/{product['id']}"
    labels = [{"label": "S", "sort_order": 0}, {"label": "L", "sort_order": 1}]
    option = {"display_name": "Size", "type": "dropdown", "option_values": labels}
    made = shop.call("POST", f"{path}/options", option)["data"]
    chosen = {"option_id": made["id"], "id": made["option_values"][0]["id"]}
    variant = {"sku": "VASE-S", "option_values": [chosen]}
    added = shop.call("POST", f"{path}/variants", variant)["data"]
    scene.values |= {"id": product["id"], "vid": added["id"]}
    if scene.case.id == "wh-noop-write":
        scene.body = {"sku": "VASE-S"}
        scene.values["events"] = _events(scene)


@checked("wh-noop-write")
def nothing_is_announced(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    if _events(scene) != scene.values["events"]:
        yield "an event was recorded"


def _events(scene: Scene) -> Any:
    return scene.shop.call("GET", "/x/events?limit=250")["data"]


@arranged("v3-json-validation")
def a_customer_without_an_id(scene: Scene) -> None:
    scene.body = [{"first_name": "Nobody"}]


@arranged("v3-pagination-empty")
def product_80_without_options(scene: Scene) -> None:
    add_product(scene.shop, 80)


@arranged("v3-no-rate-limit-bc-headers")
def one_customer(scene: Scene) -> None:
    customer = {"first_name": "T", "last_name": "U", "email": "t@example.com"}
    scene.shop.call("POST", "/v3/customers", [customer])


@checked("v3-no-rate-limit-bc-headers")
def v2_headers_are_not_there(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    named = {"x-bc-store-version", "x-bc-apilimit-remaining", "last-modified"}
    yield from (f"{name} is there" for name in named & reply.headers.keys())
