"""What a cart needs to know of the catalogue and the store before lines are put into it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from orderwright.db import complex_rules, product_options, variants
from orderwright.db.statement import statement
from orderwright.db.store_settings import WHOLE_STORE
from orderwright.db.unit import Row, Unit
from orderwright.domain.cart import StockKey
from orderwright.domain.cart_lines import Goods
from orderwright.domain.catalog import BulkPricingRule, Product, Variant
from orderwright.domain.order_facts import StoreCurrency

_PRODUCTS = statement(
    "SELECT p.id, p.name, p.type, p.sku, p.upc, p.price, p.sale_price, p.retail_price,"
    " p.cost_price, p.weight, p.width, p.height, p.depth, p.tax_class_id, p.inventory_tracking,"
    " p.order_quantity_minimum, p.order_quantity_maximum, p.fixed_cost_shipping_price,"
    " p.is_free_shipping, p.bin_picking_number, p.brand_id, p.availability, p.base_variant_id,"
    " p.option_count, p.custom_url, v.id AS variant_id, v.price AS variant_price,"
    " v.sale_price AS variant_sale_price, v.retail_price AS variant_retail_price,"
    " v.cost_price AS variant_cost_price, v.weight AS variant_weight, v.width AS variant_width,"
    " v.height AS variant_height, v.depth AS variant_depth,"
    " v.fixed_cost_shipping_price AS variant_fixed_cost_shipping_price,"
    " v.purchasing_disabled, s.variant_id AS stock_variant_id,"
    " s.level - s.safety_stock AS available"
    " FROM products p"
    " LEFT JOIN product_variants v ON v.store_id = p.store_id AND v.product_id = p.id"
    "  AND v.id = p.base_variant_id"
    " LEFT JOIN stock_items s ON s.store_id = p.store_id AND s.product_id = p.id"
    "  AND p.inventory_tracking <> 'none'"
    "  AND s.variant_id = CASE p.inventory_tracking WHEN 'variant' THEN v.id ELSE 0 END"
    " WHERE p.store_id = :store_id AND p.id IN :ids"
)
_DETAILS = statement(
    "SELECT 'category' AS kind, product_id, category_id AS a, 0 AS b, 0 AS c, '' AS text"
    " FROM product_categories WHERE store_id = :store_id AND product_id IN :ids"
    " UNION ALL"
    " SELECT 'bulk', product_id, quantity_min, quantity_max, amount, type"
    " FROM bulk_pricing_rules WHERE store_id = :store_id AND product_id IN :ids"
    " UNION ALL"
    " SELECT 'image', product_id, id, 0, 0, details FROM product_parts"
    " WHERE store_id = :store_id AND product_id IN :ids AND kind = 'image'"
    " UNION ALL"
    " SELECT 'brand', p.id, 0, 0, 0, b.name FROM products p"
    " JOIN brands b ON b.store_id = p.store_id AND b.id = p.brand_id"
    " WHERE p.store_id = :store_id AND p.id IN :ids"
    " ORDER BY 1, 2, 3"
)
_COUNTED = statement(
    "SELECT s.product_id, s.variant_id, s.level - s.safety_stock AS available FROM stock_items s"
    " JOIN products p ON p.store_id = s.store_id AND p.id = s.product_id"
    " WHERE s.store_id = :store_id AND s.product_id IN :ids"
    "  AND ((p.inventory_tracking = 'variant' AND s.variant_id > 0)"
    "   OR (p.inventory_tracking = 'product' AND s.variant_id = 0))"
)
_STORE = statement(
    "SELECT 'currency' AS kind, id, currency_code AS code, exchange_rate AS amount,"
    " CASE WHEN enabled AND is_transactional THEN 1 ELSE 0 END AS usable"
    " FROM currencies WHERE store_id = :store_id AND (is_default OR currency_code = :code)"
    " UNION ALL"
    " SELECT 'channel', id, status, 0, 1 FROM channels"
    " WHERE store_id = :store_id AND id = :channel_id"
    " UNION ALL"
    " SELECT 'customer', id, tax_exempt_category, customer_group_id, 1 FROM customers"
    " WHERE store_id = :store_id AND id = :customer_id"
    " UNION ALL"
    " SELECT 'settings', channel_id, data, 0, 1 FROM store_settings"
    " WHERE store_id = :store_id AND name = 'cart' AND channel_id IN :channel_ids"
)


@dataclass(frozen=True, slots=True)
class CartFacts:
    """The store as far as a new cart touches it.

    `customer_group_id` is None where there is no such customer; `settings` are the JSON texts of
    the cart settings, by channel, 0 for the store's own.
    """

    currency: StoreCurrency | None
    channel_status: str | None
    customer_group_id: int | None
    is_tax_exempt: bool = False
    settings: Mapping[int, str] = field(default_factory=dict)

    def allows_purchasing(self, channel_id: int) -> bool:
        """Whether carts of the channel may be filled; what it does not say, the store says."""
        for scope in (channel_id, WHOLE_STORE):
            found = json.loads(self.settings.get(scope, "{}")).get("allow_purchasing")
            if found is not None:
                return bool(found)
        return True


async def read_facts(
    unit: Unit, store_id: int, *, currency_code: str, channel_id: int, customer_id: int
) -> CartFacts:
    """Currency, channel, customer and cart settings, in one round trip."""
    rows = await unit.rows(
        _STORE,
        store_id=store_id,
        code=currency_code,
        channel_id=channel_id,
        customer_id=customer_id,
        channel_ids=[0, channel_id],
    )
    known = {(row["kind"], row["id"]): row for row in rows}
    currency = next(
        (row for row in rows if row["kind"] == "currency" and row["code"] == currency_code), None
    )
    channel = known.get(("channel", channel_id))
    customer = known.get(("customer", customer_id))
    return CartFacts(
        currency=None
        if currency is None
        else StoreCurrency(
            currency["id"], currency["code"], currency["amount"], bool(currency["usable"])
        ),
        channel_status=None if channel is None else channel["code"],
        customer_group_id=None if customer is None else customer["amount"],
        is_tax_exempt=customer is not None and customer["code"] != "",
        settings={row["id"]: row["code"] for row in rows if row["kind"] == "settings"},
    )


async def read_goods(unit: Unit, store_id: int, ids: Sequence[int]) -> dict[int, Goods]:
    """Products by id with all that a line takes of them; those that there are not are left out."""
    ids = sorted(set(ids))
    if not ids:
        return {}
    rows = await unit.rows(_PRODUCTS, store_id=store_id, ids=ids)
    details: dict[int, list[Row]] = {}
    for row in await unit.rows(_DETAILS, store_id=store_id, ids=ids):
        details.setdefault(row["product_id"], []).append(row)
    chosen = [row["id"] for row in rows if row["base_variant_id"] is None or row["option_count"]]
    options = await product_options.of_products(unit, store_id, chosen) if chosen else {}
    found = await variants.of_products(unit, store_id, chosen) if chosen else {}
    rules = await complex_rules.of_products(unit, store_id, chosen) if chosen else {}
    added = {v.product_id for many in options.values() for one in many for v in one.values}
    levels = await read_levels(unit, store_id, [*chosen, *added - {0}]) if chosen else {}
    goods = {}
    for row in rows:
        product_id = row["id"]
        rest = details.get(product_id, ())
        several = product_id in chosen
        goods[product_id] = Goods(
            product=_product(row, rest),
            variants=tuple(found.get(product_id, ())) if several else _base_variant(row),
            options=tuple(options.get(product_id, ())),
            bulk_rules=tuple(_bulk_rules(rest)),
            complex_rules=tuple(rules.get(product_id, ())),
            levels=levels if several else _own_level(row),
            image_url=_image_url(rest),
            brand=next((one["text"] for one in rest if one["kind"] == "brand"), ""),
        )
    return goods


async def read_levels(unit: Unit, store_id: int, ids: Sequence[int]) -> dict[StockKey, int]:
    """What can be had of the stock items of these products that are counted."""
    rows = await unit.rows(_COUNTED, store_id=store_id, ids=sorted(set(ids))) if ids else []
    return {(row["product_id"], row["variant_id"]): row["available"] for row in rows}


def _own_level(row: Row) -> dict[StockKey, int]:
    if row["available"] is None:
        return {}
    return {(row["id"], row["stock_variant_id"]): row["available"]}


def _product(row: Row, details: Sequence[Row]) -> Product:
    return Product(
        id=row["id"],
        name=row["name"],
        type=row["type"],
        sku=row["sku"],
        upc=row["upc"],
        price=row["price"],
        sale_price=row["sale_price"],
        retail_price=row["retail_price"],
        cost_price=row["cost_price"],
        weight=row["weight"],
        width=row["width"],
        height=row["height"],
        depth=row["depth"],
        tax_class_id=row["tax_class_id"],
        inventory_tracking=row["inventory_tracking"],
        order_quantity_minimum=row["order_quantity_minimum"],
        order_quantity_maximum=row["order_quantity_maximum"],
        fixed_cost_shipping_price=row["fixed_cost_shipping_price"],
        is_free_shipping=bool(row["is_free_shipping"]),
        bin_picking_number=row["bin_picking_number"],
        brand_id=row["brand_id"],
        availability=row["availability"],
        base_variant_id=row["base_variant_id"],
        option_count=row["option_count"],
        custom_url=row["custom_url"] or "",
        categories=tuple([d["a"] for d in details if d["kind"] == "category"]),
    )


def _base_variant(row: Row) -> tuple[Variant, ...]:
    if row["variant_id"] is None:
        return ()
    return (
        Variant(
            id=row["variant_id"],
            product_id=row["id"],
            price=row["variant_price"],
            sale_price=row["variant_sale_price"],
            retail_price=row["variant_retail_price"],
            cost_price=row["variant_cost_price"],
            weight=row["variant_weight"],
            width=row["variant_width"],
            height=row["variant_height"],
            depth=row["variant_depth"],
            fixed_cost_shipping_price=row["variant_fixed_cost_shipping_price"],
            purchasing_disabled=bool(row["purchasing_disabled"]),
        ),
    )


def _bulk_rules(details: Sequence[Row]) -> list[BulkPricingRule]:
    return [
        BulkPricingRule(quantity_min=d["a"], quantity_max=d["b"], type=d["text"], amount=d["c"])
        for d in details
        if d["kind"] == "bulk"
    ]


def _image_url(details: Sequence[Row]) -> str:
    """The thumbnail, else the first image."""
    images: list[dict[str, Any]] = [json.loads(d["text"]) for d in details if d["kind"] == "image"]
    if not images:
        return ""
    shown = next((one for one in images if one.get("is_thumbnail")), images[0])
    return str(shown.get("url_standard") or shown.get("image_url") or "")
