"""Feeders of what hangs from the V3 catalogue's products."""

from typing import Any

from tests.contract.arranging import PRODUCTS, add_product
from tests.contract.feeders_product_options import VALUE
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

PRODUCT = "/v3/catalog/products/{}"


def five(segment: str) -> tuple[str, ...]:
    """The five operations of one kind of part."""
    many, one = f"{PRODUCT}/{segment}", f"{PRODUCT}/{segment}/{{}}"
    return (f"GET {many}", f"POST {many}", f"GET {one}", f"PUT {one}", f"DELETE {one}")


def walk(shop: Shop, segment: str, bodies: list[dict[str, Any]], change: dict[str, Any]) -> str:
    """Make, read, list, change and delete parts; the address of one that is left."""
    path = f"{PRODUCTS}/{add_product(shop)['id']}/{segment}"
    shop.call("GET", path)
    made = [shop.call("POST", path, body)["data"]["id"] for body in bodies]
    shop.call("GET", f"{path}?limit=1&page=2")
    shop.call("GET", path)
    shop.call("GET", f"{path}/{made[0]}")
    shop.call("PUT", f"{path}/{made[0]}", change)
    shop.call("DELETE", f"{path}/{made[1]}", expect=204)
    shop.call("GET", f"{path}/{made[1]}", expect=404)
    shop.call("POST", path, {}, expect=422)
    return f"{path}/{made[0]}"


@feeds(*five("bulk-pricing-rules"))
def bulk_pricing_rules(shop: Shop) -> None:
    rules = [
        {"quantity_min": n, "quantity_max": n, "type": "price", "amount": n} for n in (2, 3, 4)
    ]
    one = walk(shop, "bulk-pricing-rules", rules, {"type": "percent", "amount": "5"})
    shop.call("PUT", one, {"quantity_max": 9}, expect=409)


@feeds(*five("custom-fields"))
def custom_fields(shop: Shop) -> None:
    fields = [{"name": "Glaze", "value": value} for value in ("Blue", "Red", "Green")]
    walk(shop, "custom-fields", fields, {"value": "White"})


@feeds(*five("images"))
def images(shop: Shop) -> None:
    given = [
        {"image_url": f"https://example.com/{n}.png", "is_thumbnail": n == 1, "description": "A"}
        for n in range(3)
    ]
    walk(shop, "images", given, {"description": "B"})


@feeds(*five("videos"))
def videos(shop: Shop) -> None:
    walk(shop, "videos", [{"video_id": f"z3fRu9pkuX{n}"} for n in range(3)], {"title": "B"})


@feeds(*five("reviews"))
def reviews(shop: Shop) -> None:
    given = {
        "title": "Good", "text": "Very", "status": "approved", "rating": 5,
        "email": "a@example.com", "name": "Ann", "date_reviewed": "2026-06-18T10:00:00+00:00",
    }  # fmt: skip
    one = walk(shop, "reviews", [given] * 3, {"rating": 4})
    shop.call("GET", f"{one.rpartition('/')[0]}?status=1")


@feeds(*five("complex-rules"))
def complex_rules(shop: Shop) -> None:
    product = f"{PRODUCTS}/{add_product(shop)['id']}"
    path = f"{product}/complex-rules"
    values = [{**VALUE, "label": label} for label in "ABC"]
    body = {"display_name": "Wood", "type": "dropdown", "required": False, "option_values": values}
    modifier = shop.call("POST", f"{product}/modifiers", body)["data"]
    five_more = {"adjuster": "relative", "adjuster_value": 5}
    shop.call("GET", path)
    made = []
    for value in modifier["option_values"]:
        condition = {"modifier_id": modifier["id"], "modifier_value_id": value["id"]}
        rule = {
            "enabled": True, "price_adjuster": five_more, "weight_adjuster": five_more,
            "conditions": [condition],
        }  # fmt: skip
        made.append(shop.call("POST", path, rule)["data"]["id"])
    shop.call("GET", f"{path}?limit=1&page=2")
    shop.call("GET", path)
    shop.call("GET", f"{path}/{made[0]}")
    shop.call("PUT", f"{path}/{made[0]}", {"sort_order": 2})
    shop.call("DELETE", f"{path}/{made[1]}", expect=204)
    shop.call("GET", f"{path}/{made[1]}", expect=404)
    shop.call("POST", path, {"conditions": []}, expect=422)
