"""The catalogue in a few figures."""

from dataclasses import dataclass

from orderwright.db.statement import statement
from orderwright.db.unit import Unit

_PRICE = (
    "CASE WHEN COALESCE(v.sale_price, 0) > 0 THEN v.sale_price"
    " WHEN v.price IS NOT NULL THEN v.price ELSE p.calculated_price END"
)
# Grouped, so that values are multiplied where numbers have no end.
_BY_PRICE = statement(
    "SELECT price, COUNT(*) AS variants, CAST(SUM(level) AS BIGINT) AS level,"
    " MIN(date_created) AS oldest, MAX(date_created) AS newest"
    f" FROM (SELECT {_PRICE} AS price, p.date_created, COALESCE(s.level, 0) AS level"
    " FROM product_variants v JOIN products p ON p.store_id = v.store_id AND p.id = v.product_id"
    " LEFT JOIN stock_items s ON s.store_id = v.store_id AND s.product_id = v.product_id"
    " AND p.inventory_tracking <> 'none' AND s.variant_id ="
    " CASE WHEN p.inventory_tracking = 'variant' THEN v.id ELSE 0 END"
    " AND (p.inventory_tracking = 'variant' OR v.id = (SELECT MIN(w.id) FROM product_variants w"
    " WHERE w.store_id = v.store_id AND w.product_id = v.product_id))"
    " WHERE v.store_id = :store_id) priced GROUP BY price ORDER BY price"
)
_PRIMARY = statement(
    "SELECT category_id FROM product_categories WHERE store_id = :store_id"
    " GROUP BY category_id ORDER BY COUNT(*) DESC, category_id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class CatalogSummary:
    """Counts, prices in ten-thousandths, instants of the oldest and newest product.

    Only what is tracked counts as inventory, at what it costs now; `price_sum` is over variants.
    """

    variant_count: int = 0
    highest_price: int = 0
    lowest_price: int = 0
    price_sum: int = 0
    oldest: int | None = None
    newest: int | None = None
    inventory_count: int = 0
    inventory_value: int = 0
    primary_category_id: int = 0


async def read_summary(unit: Unit, store_id: int) -> CatalogSummary:
    prices = await unit.rows(_BY_PRICE, store_id=store_id)
    category = await unit.row(_PRIMARY, store_id=store_id)
    if not prices:
        return CatalogSummary()
    return CatalogSummary(
        variant_count=sum(row["variants"] for row in prices),
        highest_price=prices[-1]["price"],
        lowest_price=prices[0]["price"],
        price_sum=sum(row["price"] * row["variants"] for row in prices),
        oldest=min(row["oldest"] for row in prices),
        newest=max(row["newest"] for row in prices),
        inventory_count=sum(row["level"] for row in prices),
        inventory_value=sum(row["level"] * row["price"] for row in prices),
        primary_category_id=0 if category is None else category["category_id"],
    )
