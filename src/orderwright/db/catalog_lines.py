"""One query for all that an order's lines need of the catalogue, the stock and the store."""

from collections.abc import Sequence
from typing import Any

from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.order_facts import CatalogItem, OrderFacts, StoreCurrency
from orderwright.domain.order_request import LineRequest

_FACTS = (
    "SELECT"
    " (SELECT 1 FROM customers c WHERE c.store_id = :store_id AND c.id = :customer_id)"
    " AS customer_found,"
    " (SELECT h.status FROM channels h WHERE h.store_id = :store_id AND h.id = :channel_id)"
    " AS channel_status,"
    " d.id AS default_id, d.currency_code AS default_code, d.exchange_rate AS default_rate,"
    " t.id AS chosen_id, t.currency_code AS chosen_code, t.exchange_rate AS chosen_rate,"
    " t.enabled AS chosen_enabled"
    " FROM currencies d LEFT JOIN currencies t"
    " ON t.store_id = d.store_id AND t.currency_code = :currency_code"
    " WHERE d.store_id = :store_id AND d.is_default"
)
_LINES = (
    "SELECT p.id AS product_id, v.id AS variant_id, p.base_variant_id, p.name, p.type, p.price,"
    " p.sale_price, p.sku, p.upc, p.cost_price, p.weight, p.width, p.height, p.depth,"
    " p.tax_class_id, p.fixed_cost_shipping_price, p.bin_picking_number, p.inventory_tracking,"
    " p.order_quantity_minimum, p.order_quantity_maximum,"
    " v.sku AS variant_sku, v.upc AS variant_upc, v.price AS variant_price,"
    " v.sale_price AS variant_sale_price, v.cost_price AS variant_cost_price,"
    " v.weight AS variant_weight, v.width AS variant_width, v.height AS variant_height,"
    " v.depth AS variant_depth, v.bin_picking_number AS variant_bin_picking_number,"
    " s.variant_id AS stock_variant_id, s.level"
    " FROM products p"
    " LEFT JOIN product_variants v ON v.store_id = p.store_id AND v.product_id = p.id"
    "  AND (v.id IN :variant_ids OR v.id = p.base_variant_id)"
    " LEFT JOIN stock_items s ON s.store_id = p.store_id AND s.product_id = p.id"
    "  AND p.inventory_tracking <> 'none'"
    "  AND s.variant_id = CASE p.inventory_tracking WHEN 'variant' THEN v.id ELSE 0 END"
    " WHERE p.store_id = :store_id AND p.id IN :product_ids"
)
_FACTS_ONLY = statement(_FACTS)
_FACTS_AND_LINES = statement(f"SELECT * FROM ({_FACTS}) f LEFT JOIN ({_LINES}) l ON 1 = 1")


async def read_facts(
    unit: Unit,
    store_id: int,
    *,
    customer_id: int,
    channel_id: int,
    currency_code: str,
    lines: Sequence[LineRequest],
) -> OrderFacts:
    """What the order with these lines needs to know, in one round trip."""
    wanted = {position: line for position, line in enumerate(lines) if not line.is_custom}
    params: dict[str, Any] = {
        "store_id": store_id,
        "customer_id": customer_id,
        "channel_id": channel_id,
        "currency_code": currency_code,
    }
    if not wanted:
        rows = await unit.rows(_FACTS_ONLY, **params)
    else:
        rows = await unit.rows(
            _FACTS_AND_LINES,
            **params,
            product_ids=sorted({line.product_id or 0 for line in wanted.values()}),
            variant_ids=sorted({line.variant_id or 0 for line in wanted.values()}),
        )
    return _facts(rows, wanted, customer_id)


def _facts(rows: Sequence[Row], wanted: dict[int, LineRequest], customer_id: int) -> OrderFacts:
    first = rows[0]
    chosen = None
    if first["chosen_id"] is not None:
        chosen = StoreCurrency(
            first["chosen_id"],
            first["chosen_code"],
            first["chosen_rate"],
            bool(first["chosen_enabled"]),
        )
    found: dict[tuple[int, int], CatalogItem] = {}
    if wanted:
        for row in rows:
            if row["product_id"] is not None:
                item = _item(row)
                found[(item.product_id, item.variant_id)] = item
                if row["variant_id"] == row["base_variant_id"]:
                    found[(item.product_id, 0)] = item
    return OrderFacts(
        customer_exists=not customer_id or first["customer_found"] is not None,
        channel_status=first["channel_status"],
        currency=chosen,
        default_currency=StoreCurrency(
            first["default_id"], first["default_code"], first["default_rate"]
        ),
        items={
            position: found.get((line.product_id or 0, line.variant_id or 0))
            for position, line in wanted.items()
        },
    )


def _item(row: Row) -> CatalogItem:
    """The variant's own values where it has any, else the product's."""

    def own(name: str) -> Any:
        value = row[f"variant_{name}"]
        return row[name] if value is None or value == "" else value

    sale_price = own("sale_price")
    return CatalogItem(
        product_id=row["product_id"],
        variant_id=row["variant_id"] or 0,
        name=row["name"],
        sku=own("sku"),
        upc=own("upc"),
        type=row["type"],
        price=sale_price or own("price"),
        cost_price=own("cost_price"),
        weight=own("weight"),
        width=own("width"),
        height=own("height"),
        depth=own("depth"),
        tax_class_id=row["tax_class_id"],
        fixed_shipping_cost=row["fixed_cost_shipping_price"],
        bin_picking_number=own("bin_picking_number"),
        quantity_minimum=row["order_quantity_minimum"],
        quantity_maximum=row["order_quantity_maximum"],
        stock_variant_id=row["stock_variant_id"] or 0,
        stock_level=row["level"],
    )
