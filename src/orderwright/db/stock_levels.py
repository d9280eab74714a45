"""Stock items as the catalogue and the inventory set them; orders take from them elsewhere."""

from dataclasses import asdict, dataclass

from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit

_LOCK = statement(
    "SELECT * FROM stock_items WHERE store_id = :store_id AND product_id = :product_id"
    " AND variant_id = :variant_id",
    lock=True,
)
_SAVE = statement(
    "UPDATE stock_items SET level = :level, warning_level = :warning_level,"
    " safety_stock = :safety_stock, is_in_stock = :is_in_stock,"
    " bin_picking_number = :bin_picking_number WHERE store_id = :store_id"
    " AND product_id = :product_id AND variant_id = :variant_id"
)


@dataclass(frozen=True, slots=True)
class StockItem:
    """The stock of a variant, or of a product as a whole (variant 0), at the one location."""

    product_id: int
    variant_id: int
    level: int = 0
    warning_level: int = 0
    safety_stock: int = 0
    is_in_stock: bool = True
    bin_picking_number: str = ""

    @property
    def available(self) -> int:
        return max(0, self.level - self.safety_stock)


async def find_locked(
    unit: Unit, store_id: int, product_id: int, variant_id: int
) -> StockItem | None:
    """A stock item, locked until the unit ends."""
    row = await unit.row(_LOCK, store_id=store_id, product_id=product_id, variant_id=variant_id)
    return None if row is None else from_row(row)


async def save(unit: Unit, store_id: int, item: StockItem) -> None:
    """Write a stock item, a new one where there was none."""
    values: dict[str, object] = {"store_id": store_id, **asdict(item)}
    if not await unit.execute(_SAVE, **values):
        unit.insert("stock_items", **values)


def from_row(row: Row) -> StockItem:
    return StockItem(
        product_id=row["product_id"],
        variant_id=row["variant_id"],
        level=row["level"],
        warning_level=row["warning_level"],
        safety_stock=row["safety_stock"],
        is_in_stock=bool(row["is_in_stock"]),
        bin_picking_number=row["bin_picking_number"],
    )
