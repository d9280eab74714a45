"""Products with options, as order lines resolve them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from orderwright.db import complex_rules, product_options, product_parts, products, variants
from orderwright.db.statement import statement
from orderwright.db.stock import read_levels
from orderwright.db.unit import Unit
from orderwright.domain.catalog import BulkPricingRule, Product, Variant, bulk_price
from orderwright.domain.complex_rule import ComplexRule
from orderwright.domain.errors import OptionProblem
from orderwright.domain.order_facts import CatalogItem, StockLevel
from orderwright.domain.order_request import LineRequest
from orderwright.domain.product_options import ProductOption, Resolution, Selection, resolve

_BRANDS = statement("SELECT id, name FROM brands WHERE store_id = :store_id AND id IN :ids")

Levels = Mapping[tuple[int, int], StockLevel]


@dataclass(frozen=True, slots=True)
class LineGoods:
    """A product with all that a line may choose of it."""

    product: Product
    variants: Sequence[Variant]
    options: Sequence[ProductOption]
    rules: Sequence[BulkPricingRule] = ()
    brand: str = ""
    levels: Levels = field(default_factory=dict)
    complex_rules: Sequence[ComplexRule] = ()


async def read_goods(unit: Unit, store_id: int, ids: Sequence[int]) -> dict[int, LineGoods]:
    """These products, with the stock of those that their product lists add."""
    found = await products.find_many(unit, store_id, ids)
    options = await product_options.of_products(unit, store_id, ids)
    own_variants = await variants.of_products(unit, store_id, ids)
    rules = await product_parts.rules_of_products(unit, store_id, ids)
    adjusting = await complex_rules.of_products(unit, store_id, ids)
    brand_ids = sorted({product.brand_id for product in found.values() if product.brand_id})
    brands = {
        row["id"]: row["name"]
        for row in (await unit.rows(_BRANDS, store_id=store_id, ids=brand_ids) if brand_ids else ())
    }
    added = {v.product_id for many in options.values() for one in many for v in one.values}
    levels = await read_levels(unit, store_id, {*ids, *added} - {0})
    return {
        product_id: LineGoods(
            product,
            own_variants.get(product_id, ()),
            options.get(product_id, ()),
            rules.get(product_id, ()),
            brands.get(product.brand_id, ""),
            levels,
            adjusting.get(product_id, ()),
        )
        for product_id, product in found.items()
    }


def item_of(goods: LineGoods, line: LineRequest) -> CatalogItem | OptionProblem:
    """What the line's choices stand for."""
    found = resolve(
        goods.product,
        goods.variants,
        goods.options,
        [Selection(one.id, one.value) for one in line.options or ()],
        line.variant_id or None,
        goods.complex_rules,
    )
    if isinstance(found, OptionProblem):
        return found
    return _item(goods, found, line)


def _item(goods: LineGoods, found: Resolution, line: LineRequest) -> CatalogItem:
    product, variant = goods.product, found.variant
    labels = {one.id: one.labels for one in line.options or ()}
    return CatalogItem(
        product_id=product.id,
        variant_id=variant.id,
        name=product.name,
        sku=variant.sku or product.sku,
        upc=variant.upc or product.upc,
        type=product.type,
        price=bulk_price(goods.rules, found.unit_price, line.quantity or 0),
        cost_price=_own(variant.cost_price, product.cost_price),
        weight=found.weight,
        width=_own(variant.width, product.width),
        height=_own(variant.height, product.height),
        depth=_own(variant.depth, product.depth),
        tax_class_id=product.tax_class_id,
        fixed_shipping_cost=_own(
            variant.fixed_cost_shipping_price, product.fixed_cost_shipping_price
        ),
        bin_picking_number=variant.bin_picking_number or product.bin_picking_number,
        brand=goods.brand,
        quantity_minimum=product.order_quantity_minimum,
        quantity_maximum=product.order_quantity_maximum,
        sku_id=variant.sku_id,
        stock=_stock(goods.levels, product.id, variant.id, found.added_product_ids),
        product_options=tuple(
            [{**row, **labels.get(_id(row["option_id"]), {})} for row in found.order_rows]
        ),
    )


def _stock(
    levels: Levels, product_id: int, variant_id: int, added: Sequence[int]
) -> tuple[StockLevel, ...]:
    own = levels.get((product_id, variant_id)) or levels.get((product_id, 0))
    others = [levels[key] for one in added if (key := (one, 0)) in levels]
    return (*(() if own is None else (own,)), *others)


def _own(value: int | None, of_product: int) -> int:
    return of_product if value is None else value


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
