"""One query for all that an order's lines need of the catalogue, the stock and the store."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.db import line_goods
from orderwright.db.rows import unpacked
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.catalog import BulkPricingRule, bulk_price
from orderwright.domain.company import CompanyUser
from orderwright.domain.errors import OptionProblem
from orderwright.domain.money import RATE_SCALE
from orderwright.domain.order_facts import CatalogItem, OrderFacts, StockLevel, StoreCurrency
from orderwright.domain.order_request import LineRequest

_FACTS = (
    "SELECT (SELECT c.customer_group_id FROM customers c"
    "  WHERE c.store_id = :store_id AND c.id = :customer_id) AS customer_group_id,"
    " (SELECT h.status FROM channels h WHERE h.store_id = :store_id AND h.id = :channel_id)"
    "  AS channel_status,"
    " d.id AS default_id, d.currency_code AS default_code, d.exchange_rate AS default_rate,"
    " t.id AS chosen_id, t.currency_code AS chosen_code, t.exchange_rate AS chosen_rate,"
    " t.enabled AS chosen_enabled, t.is_transactional AS chosen_transactional,"
    " u.id AS company_user_id, u.company_id"
    " FROM currencies d LEFT JOIN currencies t"
    "  ON t.store_id = d.store_id AND t.currency_code = :currency_code"
    " LEFT JOIN company_users u ON u.store_id = d.store_id AND u.customer_id = :customer_id"
    " WHERE d.store_id = :store_id AND d.is_default"
)
_LINES = (
    "SELECT p.id AS product_id, v.id AS variant_id, p.base_variant_id, p.option_count, p.name,"
    " p.type, p.price, p.sale_price, p.sku, p.upc, p.cost_price, p.weight, p.width, p.height,"
    " p.depth, p.tax_class_id, p.fixed_cost_shipping_price, p.bin_picking_number,"
    " p.order_quantity_minimum, p.order_quantity_maximum, b.name AS brand,"
    " v.sku AS variant_sku, v.upc AS variant_upc, v.price AS variant_price,"
    " v.sale_price AS variant_sale_price, v.cost_price AS variant_cost_price,"
    " v.weight AS variant_weight, v.width AS variant_width, v.height AS variant_height,"
    " v.depth AS variant_depth, v.bin_picking_number AS variant_bin_picking_number,"
    " v.fixed_cost_shipping_price AS variant_fixed_cost_shipping_price,"
    " s.variant_id AS stock_variant_id, s.level, s.safety_stock, s.warning_level,"
    " r.quantity_min, r.quantity_max, r.type AS rule_type, r.amount"
    " FROM products p"
    " LEFT JOIN product_variants v ON v.store_id = p.store_id AND v.id = p.base_variant_id"
    " LEFT JOIN stock_items s ON s.store_id = p.store_id AND s.product_id = p.id"
    "  AND p.inventory_tracking <> 'none'"
    "  AND s.variant_id = CASE p.inventory_tracking WHEN 'variant' THEN v.id ELSE 0 END"
    " LEFT JOIN brands b ON b.store_id = p.store_id AND b.id = p.brand_id"
    " LEFT JOIN bulk_pricing_rules r ON r.store_id = p.store_id AND r.product_id = p.id"
    " WHERE p.store_id = :store_id AND p.id IN :product_ids"
)
_FACTS_ONLY = statement(_FACTS, checks_access=True)
_FACTS_AND_LINES = statement(
    f"SELECT * FROM ({_FACTS}) f LEFT JOIN ({_LINES}) l ON 1 = 1", checks_access=True
)


async def read_facts(
    unit: Unit,
    store_id: int,
    *,
    customer_id: int,
    channel_id: int,
    currency_code: str,
    lines: Mapping[int, LineRequest],
) -> OrderFacts:
    """What the order with these lines needs to know: one round trip for simple products.

    `lines` are those of the catalogue, by their position.
    """
    params: dict[str, Any] = {
        "store_id": store_id,
        "customer_id": customer_id,
        "channel_id": channel_id,
        "currency_code": currency_code,
    }
    if not lines:
        rows = await unit.rows(_FACTS_ONLY, **params)
        return _facts(rows[0], customer_id, {})
    ids = sorted({line.product_id or 0 for line in lines.values()})
    rows = await unit.rows(_FACTS_AND_LINES, **params, product_ids=ids)
    products: dict[int, list[Row]] = {}
    for row in rows:
        if row["product_id"] is not None:
            products.setdefault(row["product_id"], []).append(row)
    return _facts(rows[0], customer_id, await _items(unit, store_id, products, lines))


async def _items(
    unit: Unit,
    store_id: int,
    products: Mapping[int, Sequence[Row]],
    lines: Mapping[int, LineRequest],
) -> dict[int, CatalogItem | OptionProblem | None]:
    chosen = [product_id for product_id, rows in products.items() if rows[0]["option_count"]]
    goods = await line_goods.read_goods(unit, store_id, chosen) if chosen else {}
    found: dict[int, CatalogItem | OptionProblem | None] = {}
    for at, line in lines.items():
        product_id = line.product_id or 0
        rows = products.get(product_id)
        if product_id in goods:
            found[at] = line_goods.item_of(goods[product_id], line)
        elif rows is None:
            found[at] = None
        else:
            found[at] = _simple_item(rows, line)
    return found


def _facts(
    row: Row, customer_id: int, items: Mapping[int, CatalogItem | OptionProblem | None]
) -> OrderFacts:
    chosen = None
    if row["chosen_id"] is not None:
        chosen = StoreCurrency(
            row["chosen_id"],
            row["chosen_code"],
            row["chosen_rate"],
            bool(row["chosen_enabled"] and row["chosen_transactional"]),
        )
    user = None
    if row["company_user_id"] is not None:
        user = CompanyUser(row["company_user_id"], row["company_id"], customer_id)
    return OrderFacts(
        company_user=user,
        customer_exists=not customer_id or row["customer_group_id"] is not None,
        customer_group_id=row["customer_group_id"] or 0,
        channel_status=row["channel_status"],
        currency=chosen,
        default_currency=StoreCurrency(row["default_id"], row["default_code"], row["default_rate"]),
        items=items,
        rate=RATE_SCALE if chosen is None else chosen.rate,
    )


def _simple_item(rows: Sequence[Row], line: LineRequest) -> CatalogItem | OptionProblem:
    """A product without options, one row a bulk pricing rule; the base variant's values first."""
    row = unpacked(rows[0])
    if line.variant_id and line.variant_id != row["variant_id"]:
        return OptionProblem("InvalidProductOption", row["product_id"], value=line.variant_id)
    if line.options:
        return OptionProblem("InvalidProductOption", row["product_id"], value=line.options[0].id)

    def own(name: str) -> Any:
        value = row[f"variant_{name}"]
        return row[name] if value is None or value == "" else value

    price = row["variant_sale_price"] or row["variant_price"]
    if price is None:
        price = row["sale_price"] or row["price"]
    rules = [
        BulkPricingRule(
            quantity_min=one["quantity_min"],
            quantity_max=one["quantity_max"],
            type=one["rule_type"],
            amount=one["amount"],
        )
        for one in rows
        if one["rule_type"] is not None
    ]
    stock: tuple[StockLevel, ...] = ()
    if row["level"] is not None:
        available = row["level"] - row["safety_stock"]
        stock = (
            StockLevel(
                row["product_id"],
                row["stock_variant_id"],
                available,
                row["level"],
                row["warning_level"],
            ),
        )
    return CatalogItem(
        product_id=row["product_id"],
        variant_id=row["variant_id"] or 0,
        name=row["name"],
        sku=own("sku"),
        upc=own("upc"),
        type=row["type"],
        price=bulk_price(rules, price, line.quantity or 0) if rules else price,
        cost_price=own("cost_price"),
        weight=own("weight"),
        width=own("width"),
        height=own("height"),
        depth=own("depth"),
        tax_class_id=row["tax_class_id"],
        fixed_shipping_cost=own("fixed_cost_shipping_price"),
        bin_picking_number=own("bin_picking_number"),
        brand=row["brand"] or "",
        quantity_minimum=row["order_quantity_minimum"],
        quantity_maximum=row["order_quantity_maximum"],
        stock=stock,
    )
