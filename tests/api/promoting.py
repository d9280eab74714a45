"""Promotions in a shop, for tests of what carts, checkouts and orders show of them."""

from typing import Any

from tests.support.client import Reply
from tests.support.shop import CHECKOUTS, data
from tests.support.world import World

PROMOTIONS = "/v3/promotions"


def add_promotion(world: World, action: Any, condition: Any = None, **fields: Any) -> int:
    """An automatic promotion of one rule, unless the fields say otherwise; its id."""
    rule = {"action": action, **({"condition": condition} if condition else {})}
    rule |= {name: fields.pop(name) for name in ("apply_once",) if name in fields}
    body = {"redemption_type": "AUTOMATIC", "name": "Sale", "rules": [rule], **fields}
    made: int = data(world.post(PROMOTIONS, body), 201)["id"]
    return made


def add_code(world: World, action: Any, code: str = "SAVE", **fields: Any) -> int:
    """A coupon promotion with one code, whose own limits begin with `code_`; its id."""
    limits = {
        name.removeprefix("code_"): fields.pop(name)
        for name in [*fields]
        if name.startswith("code_")
    }
    codes = {"code": code, **limits}
    return add_promotion(world, action, redemption_type="COUPON", codes=codes, **fields)


def enter(world: World, cart_id: str, code: str = "SAVE", **more: Any) -> Reply:
    """Enter a coupon's code."""
    return world.post(f"{CHECKOUTS}/{cart_id}/coupons", {"coupon_code": code, **more})


def uses(world: World, promotion_id: int) -> int:
    """How often a promotion has been used."""
    count: int = data(world.get(f"{PROMOTIONS}/{promotion_id}"))["current_uses"]
    return count


def put_status(world: World, number: int, status_id: int) -> int:
    return world.put(f"/v2/orders/{number}", {"status_id": status_id}).status
