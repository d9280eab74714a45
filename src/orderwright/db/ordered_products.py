"""What a buyer has ordered, by product: how often, when last, and in which orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orderwright.db.listing import contains
from orderwright.db.order_rows import PRODUCTS
from orderwright.db.statement import Statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.order import OrderProduct
from orderwright.domain.order_status import Status

_FROM = (
    " FROM order_products p JOIN orders o ON o.store_id = p.store_id AND o.id = p.order_id"
    " JOIN company_orders r ON r.store_id = o.store_id AND r.order_id = o.id"
    " WHERE p.store_id = :store_id AND r.company_id = :company_id"
    " AND r.customer_id = :customer_id AND p.product_id > 0 AND o.is_deleted = FALSE"
    f" AND o.status_id <> {int(Status.INCOMPLETE)}"
    " AND o.date_created >= :min_created AND o.date_created <= :max_created"
)
_CONDITIONS: Mapping[str, str] = {
    "product_id": "p.product_id = :product_id",
    "search": contains("p.name || '|' || p.sku").replace(":value", ":search"),
}
_HAVING: Mapping[str, str] = {
    "min_times": "COUNT(DISTINCT o.id) >= :min_times",
    "max_times": "COUNT(DISTINCT o.id) <= :max_times",
}
_statements: dict[str, Statement] = {}


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """One line in which a product was ordered."""

    line: OrderProduct
    ordered_at: int


@dataclass(frozen=True, slots=True)
class OrderedProduct:
    """A product or one of its variants, with the lines it was ordered in, the newest first."""

    product_id: int
    variant_id: int
    times: int
    lines: tuple[OrderedLine, ...]


async def list_products(
    unit: Unit,
    store_id: int,
    wanted: Mapping[str, object],
    *,
    limit: int,
    offset: int,
) -> list[OrderedProduct]:
    """One page, what was ordered last first.

    `wanted` names company, customer and dates, and whatever else of the filters.
    """
    text = (
        f"SELECT p.product_id, p.variant_id, COUNT(DISTINCT o.id) AS times,"
        f" MAX(o.date_created) AS last_ordered {_grouped(wanted)}"
        " ORDER BY last_ordered DESC, p.product_id, p.variant_id"
        " LIMIT :page_limit OFFSET :page_offset"
    )
    rows = await unit.rows(
        _statement(text), store_id=store_id, page_limit=limit, page_offset=offset, **wanted
    )
    lines = await _lines(unit, store_id, wanted, [row["product_id"] for row in rows])
    return [
        OrderedProduct(
            row["product_id"],
            row["variant_id"],
            row["times"],
            tuple(lines[row["product_id"], row["variant_id"]]),
        )
        for row in rows
    ]


async def count_products(unit: Unit, store_id: int, wanted: Mapping[str, object]) -> int:
    """How many there are on all pages."""
    text = f"SELECT COUNT(*) AS n FROM (SELECT p.product_id {_grouped(wanted)}) g"
    row = await unit.row(_statement(text), store_id=store_id, **wanted)
    assert row is not None
    count: int = row["n"]
    return count


async def _lines(
    unit: Unit, store_id: int, wanted: Mapping[str, object], product_ids: Sequence[int]
) -> dict[tuple[int, int], list[OrderedLine]]:
    if not product_ids:
        return {}
    text = (
        f"SELECT p.*, o.date_created AS ordered_at {_FROM}{_where(wanted)}"
        " AND p.product_id IN :product_ids ORDER BY o.date_created DESC, p.id DESC"
    )
    rows: list[Row] = await unit.rows(
        _statement(text), store_id=store_id, product_ids=sorted(set(product_ids)), **wanted
    )
    found: dict[tuple[int, int], list[OrderedLine]] = {}
    for row in rows:
        line = OrderedLine(PRODUCTS.record(row), row["ordered_at"])
        found.setdefault((row["product_id"], row["variant_id"]), []).append(line)
    return found


def _grouped(wanted: Mapping[str, object]) -> str:
    having = [condition for name, condition in _HAVING.items() if name in wanted]
    text = f"{_FROM}{_where(wanted)} GROUP BY p.product_id, p.variant_id"
    return f"{text} HAVING {' AND '.join(having)}" if having else text


def _where(wanted: Mapping[str, object]) -> str:
    return "".join(f" AND {part}" for name, part in _CONDITIONS.items() if name in wanted)


def _statement(text: str) -> Statement:
    """Each combination of filters is compiled once."""
    return _statements.setdefault(text, Statement(text))
