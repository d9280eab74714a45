"""A banner for a storefront; kept for clients that manage them."""

from dataclasses import dataclass

PAGES = ("home_page", "category_page", "brand_page", "search_page")
LOCATIONS = ("top", "bottom")
DATE_TYPES = ("always", "custom")


@dataclass(frozen=True, slots=True)
class Banner:
    """`date_from` and `date_to` are Unix times in seconds, 0 for none."""

    id: int = 0
    name: str = ""
    content: str = ""
    page: str = PAGES[0]
    location: str = LOCATIONS[0]
    date_type: str = DATE_TYPES[0]
    date_from: int = 0
    date_to: int = 0
    visible: str = "1"
    item_id: str = "0"
    date_created: int = 0
