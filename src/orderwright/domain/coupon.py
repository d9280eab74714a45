"""A coupon: a code that takes something off an order."""

from dataclasses import dataclass

TYPES = (
    "per_item_discount", "per_total_discount", "shipping_discount", "free_shipping",
    "percentage_discount", "promotion",
)  # fmt: skip
ENTITIES = ("categories", "products")
EVERY_CATEGORY = 0
PERCENT_MAX = 100 * 10_000


@dataclass(frozen=True, slots=True)
class Coupon:
    """`amount` is money, or ten-thousandths of a percent for a `percentage_discount`.

    `expires` None is never. A limit of 0 is none. `entity_ids` are what it applies to: categories
    (0 for all of them) or products. `countries` are the codes that it may be shipped to. With a
    `promotion_id` it is a code of that promotion, which says all but its limits.
    """

    id: int = 0
    name: str = ""
    type: str = TYPES[0]
    amount: int = 0
    min_purchase: int = 0
    expires: int | None = None
    enabled: bool = False
    code: str = ""
    entity: str = ENTITIES[0]
    entity_ids: tuple[int, ...] = ()
    num_uses: int = 0
    max_uses: int = 0
    max_uses_per_customer: int = 0
    restricted_to: tuple[str, ...] = ()
    shipping_methods: tuple[str, ...] | None = None
    date_created: int = 0
    promotion_id: int = 0

    def is_usable(self, now: int) -> bool:
        """Whether it is enabled, has not expired and is not used up."""
        return (
            self.enabled
            and (self.expires is None or now < self.expires)
            and (not self.max_uses or self.num_uses < self.max_uses)
        )


def code_key(code: str) -> str:
    """What makes two codes the same."""
    return code.strip().casefold()
