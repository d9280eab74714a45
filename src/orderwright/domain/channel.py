"""A sales channel: what it may be, and in which states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STOREFRONT = "storefront"
TYPES = ("pos", "marketplace", "storefront", "marketing")
STATUSES = (
    "active", "prelaunch", "inactive", "connected", "disconnected", "archived", "deleted",
    "terminated",
)  # fmt: skip
AVAILABLE = ("prelaunch", "active", "inactive", "connected")
UNAVAILABLE = tuple(status for status in STATUSES if status not in AVAILABLE)
GONE = ("deleted", "terminated")

_STOREFRONT_STATUSES = ("prelaunch", "active", "inactive", "archived", "deleted")
_OTHER_STATUSES = ("connected", "disconnected", "archived", "deleted")

_PLATFORMS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys("clover square stripe talech vend".split(), ("pos",)),
    **dict.fromkeys(
        (
            "amazon belk catch ebay etsy hudsons_bay macys mirakl overstock pinterest target_plus"
            " tiktok wayfair wish walmart"
        ).split(),
        ("marketplace",),
    ),
    **dict.fromkeys(
        ("facebook", "google", "instagram", "meta", "facebook by meta"),
        ("marketplace", "marketing"),
    ),
    **dict.fromkeys(("google_shopping", "microsoft"), ("marketing",)),
    **dict.fromkeys(
        ("acquia bigcommerce bloomreach catalyst deity drupal gatsby next vue wordpress").split(),
        (STOREFRONT,),
    ),
    "custom": TYPES,
}


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a store sells; channel 1 is its own storefront."""

    id: int = 0
    name: str = ""
    type: str = STOREFRONT
    platform: str = "custom"
    status: str = ""
    external_id: str = ""
    icon_url: str = ""
    is_listable_from_ui: bool = False
    is_visible: bool = True
    date_created: int = 0
    date_modified: int = 0


@dataclass(frozen=True, slots=True)
class CurrencyAssignment:
    """The currencies of a channel."""

    channel_id: int
    enabled_currencies: Sequence[str]
    default_currency: str


def is_pair(kind: str, platform: str) -> bool:
    """Whether a platform may be of this type."""
    return kind in _PLATFORMS.get(platform, ())


def first_status(kind: str) -> str:
    """The status of a channel that is created without one."""
    return "active" if kind == STOREFRONT else "connected"


def writable_statuses(kind: str) -> tuple[str, ...]:
    """The statuses that a client may set."""
    return _STOREFRONT_STATUSES if kind == STOREFRONT else _OTHER_STATUSES
