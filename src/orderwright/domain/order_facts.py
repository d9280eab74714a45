"""What an order needs to know of the rest of the store before it can be made or changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from orderwright.domain.company import CompanyUser
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.errors import OptionProblem
from orderwright.domain.money import RATE_SCALE, convert, round_to_unit


@dataclass(frozen=True, slots=True)
class StockLevel:
    """A stock item and what can be had of it; variant 0 counts the product as a whole.

    `sku_id` is that of the variant, where shoppers choose among variants. A warning level of 0 is
    none.
    """

    product_id: int
    variant_id: int
    available: int
    level: int = 0
    warning_level: int = 0
    sku_id: int | None = None


@dataclass(frozen=True, slots=True)
class CatalogItem:
    """What a line takes from the catalogue: the variant that is ordered, or the simple product.

    `price` is what one costs in the store's pricing mode; `variant_id` is 0 where the product has
    no variant of its own, `sku_id` only where shoppers choose among variants. `stock` are the stock
    items that each unit takes one of: its own if it is counted, and those that choices add. A limit
    of 0 is none.
    """

    product_id: int
    variant_id: int = 0
    name: str = ""
    sku: str = ""
    upc: str = ""
    type: str = "physical"
    price: int = 0
    cost_price: int = 0
    weight: int = 0
    width: int = 0
    height: int = 0
    depth: int = 0
    tax_class_id: int = 0
    fixed_shipping_cost: int = 0
    bin_picking_number: str = ""
    brand: str = ""
    quantity_minimum: int = 0
    quantity_maximum: int = 0
    sku_id: int | None = None
    stock: tuple[StockLevel, ...] = ()
    product_options: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class StoreCurrency:
    """One currency of the store; `rate` in 10^-10 of the store's default currency."""

    id: int
    code: str
    rate: int = RATE_SCALE
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """The store as far as one order touches it.

    `customer_exists` and `channel_status` are about the ids that the request names. `items` are by
    the position of their line in the request: None for what the catalogue does not have, a problem
    where the line's options do not fit. `company_user` is the customer as a company's buyer.
    """

    customer_exists: bool = True
    customer_group_id: int = 0
    company_user: CompanyUser | None = None
    channel_status: str | None = "active"
    currency: StoreCurrency | None = None
    default_currency: StoreCurrency | None = None
    items: Mapping[int, CatalogItem | OptionProblem | None] = field(default_factory=dict)
    rate: int = RATE_SCALE

    @property
    def stock(self) -> dict[tuple[int, int], StockLevel]:
        """The stock items that the lines take of, by product and variant."""
        return {
            (level.product_id, level.variant_id): level
            for item in self.items.values()
            if isinstance(item, CatalogItem)
            for level in item.stock
        }

    def item(self, position: int) -> CatalogItem | None:
        """What the line at a position takes from the catalogue, if that is known.

        Its amounts are in the order's currency, at `rate` of the store's own.
        """
        found = self.items.get(position)
        if not isinstance(found, CatalogItem):
            return None
        return found if self.rate == RATE_SCALE else self._converted(found)

    def _converted(self, item: CatalogItem) -> CatalogItem:
        unit = minor_unit_of(self.currency.code) if self.currency is not None else 1

        def convert_price(amount: int) -> int:
            return round_to_unit(convert(amount, self.rate), unit)

        return replace(
            item,
            price=convert_price(item.price),
            cost_price=convert_price(item.cost_price),
            fixed_shipping_cost=convert_price(item.fixed_shipping_cost),
        )
