"""Stock items as the catalogue and the inventory set them; orders take from them elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.inventory import LOCATION_ID

_SET = (
    "SET level = :level, warning_level = :warning_level, safety_stock = :safety_stock,"
    " is_in_stock = :is_in_stock, bin_picking_number = :bin_picking_number"
    " WHERE store_id = :store_id AND product_id = :product_id AND variant_id = :variant_id"
)
_KEY = "store_id = :store_id AND product_id = :product_id AND variant_id = :variant_id"
_LOCK = statement(f"SELECT * FROM stock_items WHERE {_KEY}", lock=True)
_LOCK_ELSEWHERE = statement(
    f"SELECT * FROM location_stock_items WHERE {_KEY} AND location_id = :location_id", lock=True
)
_SAVE = statement(f"UPDATE stock_items {_SET}")
_SAVE_ELSEWHERE = statement(f"UPDATE location_stock_items {_SET} AND location_id = :location_id")
_LOCATIONS = statement(
    "SELECT id FROM locations WHERE store_id = :store_id AND id IN :ids ORDER BY id", lock=True
)
_OF_PRODUCTS = statement(
    "SELECT * FROM stock_items WHERE store_id = :store_id AND product_id IN :ids"
)
_OF_PRODUCTS_ELSEWHERE = statement(
    "SELECT * FROM location_stock_items WHERE store_id = :store_id AND product_id IN :ids"
    " ORDER BY location_id"
)


@dataclass(frozen=True, slots=True)
class StockItem:
    """The stock of a variant, or of a product as a whole (variant 0), at one location."""

    product_id: int
    variant_id: int
    location_id: int = LOCATION_ID
    level: int = 0
    warning_level: int = 0
    safety_stock: int = 0
    is_in_stock: bool = True
    bin_picking_number: str = ""

    @property
    def available(self) -> int:
        return max(0, self.level - self.safety_stock)


async def existing_locations(unit: Unit, store_id: int, ids: Iterable[int]) -> set[int]:
    """Those of these locations that there are; they stay until the unit ends."""
    others = set(ids) - {LOCATION_ID}
    rows = await unit.rows(_LOCATIONS, store_id=store_id, ids=sorted(others)) if others else ()
    return {LOCATION_ID, *(row["id"] for row in rows)}


async def find_locked(
    unit: Unit, store_id: int, product_id: int, variant_id: int, location_id: int = LOCATION_ID
) -> StockItem | None:
    """A stock item, locked until the unit ends."""
    key = {"store_id": store_id, "product_id": product_id, "variant_id": variant_id}
    if location_id == LOCATION_ID:
        row = await unit.row(_LOCK, **key)
    else:
        row = await unit.row(_LOCK_ELSEWHERE, **key, location_id=location_id)
    return None if row is None else _item(row, location_id)


async def save(unit: Unit, store_id: int, item: StockItem) -> None:
    """Write a stock item, a new one where there was none."""
    values: dict[str, object] = {"store_id": store_id, **asdict(item)}
    table, change = _table(item.location_id)
    if item.location_id == LOCATION_ID:
        del values["location_id"]
    if not await unit.execute(change, **values):
        unit.insert(table, **values)


def _table(location_id: int) -> tuple[str, Statement]:
    if location_id == LOCATION_ID:
        return "stock_items", _SAVE
    return "location_stock_items", _SAVE_ELSEWHERE


async def of_products(
    unit: Unit, store_id: int, ids: Sequence[int]
) -> dict[tuple[int, int], list[StockItem]]:
    """The stock of these products, by product and variant, the default location first."""
    found: dict[tuple[int, int], list[StockItem]] = {}
    for row in await unit.rows(_OF_PRODUCTS, store_id=store_id, ids=ids):
        key = (row["product_id"], row["variant_id"])
        found.setdefault(key, []).append(_item(row, LOCATION_ID))
    for row in await unit.rows(_OF_PRODUCTS_ELSEWHERE, store_id=store_id, ids=ids):
        key = (row["product_id"], row["variant_id"])
        found.setdefault(key, []).append(_item(row, row["location_id"]))
    return found


def _item(row: Row, location_id: int) -> StockItem:
    return StockItem(
        product_id=row["product_id"],
        variant_id=row["variant_id"],
        location_id=location_id,
        level=row["level"],
        warning_level=row["warning_level"],
        safety_stock=row["safety_stock"],
        is_in_stock=bool(row["is_in_stock"]),
        bin_picking_number=row["bin_picking_number"],
    )
