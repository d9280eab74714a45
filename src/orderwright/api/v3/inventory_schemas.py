"""What the inventory looks like in requests, queries and answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from orderwright.api.paging import PAGE_META, PAGE_PROPS
from orderwright.api.schema import (
    INT32_MAX,
    Array,
    Boolean,
    Integer,
    JsonSchema,
    Object,
    Prop,
    Text,
)
from orderwright.api.v3.kinds import FLAG, ID, LEVEL, LINE, envelope

ADJUSTED_AT_ONCE_MAX = 2_000
LIMIT_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Listed(Array):
    """Values separated by commas, which the reference describes as one value of `type`."""

    type: str = "string"

    def json_schema(self) -> JsonSchema:
        return {"type": ["array", self.type], "items": {"type": self.type}}


_INTEGERS = Listed(Integer(minimum=0, strings=True), separated=True, type="integer")
_TEXTS = Listed(Text(max_length=255), separated=True)

_NAMES: Mapping[str, Prop] = {
    "sku": Prop(Text(min_length=1, max_length=255)),
    "variant_id": Prop(ID),
    "product_id": Prop(ID),
}


def _adjustment(name: str, quantity: Integer) -> Object:
    item = Object(
        f"Inventory{name}Item",
        {
            "location_id": Prop(ID, required=True),
            "quantity": Prop(quantity, required=True),
            **_NAMES,
        },
    )
    return Object(
        f"Inventory{name}Adjustment",
        {
            "reason": Prop(Text(max_length=1024)),
            "items": Prop(Array(item, min_items=1, max_items=ADJUSTED_AT_ONCE_MAX), required=True),
        },
    )


ABSOLUTE = _adjustment("Absolute", LEVEL)
RELATIVE = _adjustment("Relative", Integer(minimum=-INT32_MAX))
TRANSACTION = Object("InventoryTransaction", {"transaction_id": Prop(Text())})

_SETTINGS: Mapping[str, Prop] = {
    "safety_stock": Prop(LEVEL),
    "is_in_stock": Prop(FLAG),
    "warning_level": Prop(LEVEL),
    "bin_picking_number": Prop(LINE),
}
SETTINGS_PUT = Object(
    "InventorySettingsPut",
    {
        "settings": Prop(
            Array(
                Object(
                    "InventoryItemSettingsPut",
                    {"identity": Prop(Object("InventoryIdentityPut", _NAMES), required=True)}
                    | dict(_SETTINGS),
                ),
                min_items=1,
                max_items=ADJUSTED_AT_ONCE_MAX,
            ),
            required=True,
        )
    },
)

_SHOWN: Mapping[str, Prop] = {
    "available_to_sell": Prop(Integer()),
    "total_inventory_onhand": Prop(Integer()),
    "settings": Prop(Object("InventorySettings", _SETTINGS)),
}
_IDENTITY: Mapping[str, Prop] = {
    "sku": Prop(Text()),
    "variant_id": Prop(Integer()),
    "product_id": Prop(Integer()),
}
ITEM = Object(
    "InventoryItem",
    {
        "identity": Prop(
            Object("InventoryIdentity", {**_IDENTITY, "sku_id": Prop(Integer(), nullable=True)})
        ),
        "locations": Prop(
            Array(
                Object(
                    "InventoryItemLocation",
                    {
                        "location_id": Prop(Integer()),
                        "location_code": Prop(Text()),
                        "location_name": Prop(Text()),
                        "location_enabled": Prop(Boolean()),
                        **_SHOWN,
                    },
                )
            )
        ),
    },
)
LOCATION_ITEM = Object(
    "InventoryLocationItem",
    {"identity": Prop(Object("InventoryLocationIdentity", _IDENTITY)), **_SHOWN},
)
ITEMS = envelope("InventoryItemsAnswer", Array(ITEM), PAGE_META)
LOCATION_ITEMS = envelope("InventoryLocationItemsAnswer", Array(LOCATION_ITEM), PAGE_META)

_FILTERS: Mapping[str, Prop] = {
    "sku:in": Prop(_TEXTS),
    "variant_id:in": Prop(_INTEGERS),
    "product_id:in": Prop(_INTEGERS),
}
LOCATION_ITEMS_QUERY = Object("InventoryLocationItemsQuery", {**_FILTERS, **PAGE_PROPS})
ITEMS_QUERY = Object(
    "InventoryItemsQuery",
    {
        **_FILTERS,
        "location_id:in": Prop(_INTEGERS),
        "location_code:in": Prop(_TEXTS),
        **PAGE_PROPS,
    },
)
