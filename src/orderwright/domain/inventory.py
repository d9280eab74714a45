"""What an adjustment of the inventory names, and what it makes of a stock item."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from orderwright.domain.catalog import InventoryTracking
from orderwright.domain.errors import ItemRefused

LOCATION_ID = 1
LOCATION_CODE = "BC-LOCATION-1"
LOCATION_NAME = "Default location"
LEVEL_MAX = 2**31 - 1

Method = Literal["absolute", "relative"]


@dataclass(frozen=True, slots=True)
class Identity:
    """How a request names an item: by its SKU, or by the id of its variant or product."""

    kind: Literal["sku", "variant_id", "product_id"]
    value: str | int

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


@dataclass(frozen=True, slots=True)
class Item:
    """What is counted: a variant, or a product as a whole (`stock_variant_id` 0).

    `sku_id` is None where that is the product or its base variant.
    """

    product_id: int
    stock_variant_id: int
    tracking: InventoryTracking
    variant_id: int = 0
    sku: str = ""
    sku_id: int | None = None
    is_simple: bool = True


def check_tracking(identity: Identity, item: Item) -> None:
    """Raises ItemRefused where the stock is not counted by what the identity names."""
    if identity.kind == "variant_id" and item.tracking == "product":
        raise ItemRefused(
            f"[Item with {identity} is tracked by product, please update stock by product id]"
        )
    if identity.kind == "product_id" and (
        item.tracking == "variant" or (item.tracking == "none" and not item.is_simple)
    ):
        raise ItemRefused(
            f"[Item with {identity} is tracked by variant, please update stock by variant id]"
        )


def not_found(identities: Sequence[Identity]) -> ItemRefused:
    """The refusal of items that there are not."""
    named = ", ".join(str(identity) for identity in identities)
    return ItemRefused(f"Items with identity: [{named}] were not found")


def adjusted(identity: Identity, level: int | None, quantity: int, method: Method) -> int:
    """The level after an adjustment; `level` None where none was ever set. Raises ItemRefused."""
    if method == "relative" and level is None:
        raise ItemRefused(
            f"Items with identity: [{identity}] requires absolute adjustment before relative"
        )
    after = quantity if method == "absolute" else (level or 0) + quantity
    if not 0 <= after <= LEVEL_MAX:
        raise ItemRefused(
            f"Items with identity: [{identity}] would have an inventory level out of range"
        )
    return after
