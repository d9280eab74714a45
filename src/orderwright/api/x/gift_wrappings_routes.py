"""Routes of gift wrappings."""

from orderwright.api.paging import NO_META
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Integer, Money, Object, Prop, Text
from orderwright.api.v3.kinds import envelope
from orderwright.api.x import gift_wrappings

BASE = "/stores/{store_hash}/x/gift_wrappings"
PRODUCTS = "store_v2_products"

_PRICE = Money(minimum=0, printed=("number",))
_NAME = Text(min_length=1, max_length=250)
WRAPPING_POST = Object(
    "GiftWrappingPost",
    {"name": Prop(_NAME, required=True), "price": Prop(_PRICE, required=True)},
)
WRAPPING = Object(
    "GiftWrapping", {"id": Prop(Integer()), "name": Prop(_NAME), "price": Prop(_PRICE)}
)

ROUTES = [
    Route(
        "GET", BASE, gift_wrappings.list_gift_wrappings, "listGiftWrappings", reads(PRODUCTS),
        summary="List the ways to wrap a gift",
        answers={200: envelope("GiftWrappingList", Array(WRAPPING), NO_META)},
    ),
    Route(
        "POST", BASE, gift_wrappings.create_gift_wrapping, "createGiftWrapping", writes(PRODUCTS),
        summary="Add a way to wrap a gift",
        body=WRAPPING_POST,
        answers={201: envelope("GiftWrappingAnswer", WRAPPING, NO_META)},
    ),
    Route(
        "DELETE", f"{BASE}/{{wrapping_id}}", gift_wrappings.delete_gift_wrapping,
        "deleteGiftWrapping", writes(PRODUCTS),
        summary="Delete a way to wrap a gift",
        answers={204: None},
    ),
]  # fmt: skip
