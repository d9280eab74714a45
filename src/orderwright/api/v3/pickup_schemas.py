"""Schemas of V3 pick-ups of orders."""

from dataclasses import dataclass
from typing import Any

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.schema import (
    Array,
    DateTime,
    Errors,
    Integer,
    JsonSchema,
    Kind,
    Object,
    Prop,
    Text,
    refuse,
)
from orderwright.api.v3.filters import IDS
from orderwright.api.v3.kinds import envelope
from orderwright.domain.pickup import LINES_MAX

PICKUPS_MAX = 100
QUANTITY_MAX = 1_000_000
SECONDS_MAX = 253_402_300_799  # the end of the year 9999


@dataclass(frozen=True, slots=True)
class SecondsOrDate(Kind):
    """A moment as Unix time in seconds, or as a date; read as milliseconds."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if isinstance(text, str) and text.isascii() and text.isdigit():
            seconds = int(text[:13])
            if seconds > SECONDS_MAX:
                refuse(path, errors)
            return seconds * 1000
        return DateTime().read(text, path, errors)

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


_ID = Integer(minimum=1)
_SECONDS = SecondsOrDate()
_MOMENT = DateTime("date-time")
_ITEM = {
    "order_product_id": Prop(_ID, required=True),
    "quantity": Prop(Integer(minimum=1, maximum=QUANTITY_MAX), required=True),
}
PICKUP_POST = Object(
    "OrderPickupPost",
    {
        "pickup_method_id": Prop(_ID, required=True),
        "order_id": Prop(_ID, required=True),
        "ready_at": Prop(_SECONDS, required=True),
        "collected_at": Prop(_SECONDS),
        "pickup_items": Prop(
            Array(
                Object("OrderPickupItemPost", _ITEM, unknown="ignore"),
                min_items=1,
                max_items=LINES_MAX,
            ),
            required=True,
        ),
    },
    unknown="ignore",
)
PICKUP_PUT = Object(
    "OrderPickupPut",
    {
        "id": Prop(_ID, deprecated=True),
        "pickup_id": Prop(_ID),
        "ready_at": Prop(_SECONDS),
        "collected_at": Prop(_SECONDS),
    },
    unknown="ignore",
)
PICKUP = Object(
    "Pickup",
    {
        "id": Prop(_ID),
        "pickup_method_id": Prop(_ID),
        "order_id": Prop(_ID),
        "ready_at": Prop(_MOMENT),
        "created_at": Prop(_MOMENT),
        "updated_at": Prop(_MOMENT),
        "pickup_items": Prop(
            Array(
                Object(
                    "CollectedItem",
                    {
                        "id": Prop(_ID),
                        "order_product_id": Prop(_ID),
                        "quantity": Prop(_ID),
                        "status": Prop(Text(enum=("AWAITING_COLLECTION", "COLLECTED"))),
                        "collected_at": Prop(_MOMENT, nullable=True),
                    },
                )
            )
        ),
    },
)
PICKUP_LIST = Object("OrderPickupList", {"data": Prop(Array(PICKUP))})
PICKUP_BATCH = envelope("OrderPickupBatch", Array(PICKUP), Object("OrderPickupMeta", {}))
PICKUP_QUERY = Object("", {**PAGE_PROPS, "order_id:in": Prop(IDS), "pickup_id:in": Prop(IDS)})
PICKUP_DELETE_QUERY = Object("", {"id:in": Prop(IDS, required=True)})
