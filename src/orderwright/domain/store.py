"""A store and its profile: what its owner has set, read with every request."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from orderwright.domain.order_status import ORDER_STATUSES
from orderwright.domain.promotion_offer import Offer
from orderwright.domain.shipping_settings import ShippingZone
from orderwright.domain.tax_zones import NO_TAX_BOOK, TaxBook

StockReturn = Literal["none", "cancelled"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A store's settings.

    `plan_quota` is the number of requests in 30 seconds, 0 for no limit. `order_status_labels` has
    the owner's own labels by the status' id as a string. Stock is taken when an order is placed,
    or where `takes_stock_late` when it is shipped or completed. `channel_stock` has what channels
    have of the stock settings for themselves, by the channel's id as a string. `tax_provider_id` is
    that of an outside provider; empty, the store's own zones tax. `tax_fallback` rules while such a
    provider does not answer.
    """

    currency_code: str = "USD"
    weight_unit: str = "lbs"
    dimension_unit: str = "in"
    language: str = "en"
    first_name: str = ""
    last_name: str = ""
    country: str = "United States"
    country_code: str = "US"
    address: str = ""
    city: str = ""
    state: str = ""
    phone: str = ""
    admin_email: str = ""
    order_email: str = ""
    timezone: str = "UTC"
    timezone_offset_seconds: int = 0
    is_tax_inclusive_pricing: bool = False
    tax_enabled: bool = True
    tax_provider_id: str = ""
    tax_fallback: str = "FIXED"
    multi_currency: bool = False
    plan_quota: int = 0
    shipping_tax_class_id: int = 0
    handling_tax_class_id: int = 0
    wrapping_tax_class_id: int = 0
    fee_tax_class_id: int = 0
    default_order_status_id: int = 1
    restock_on_cancel: bool = True
    restock_on_decline: bool = True
    restock_on_refund: bool = False
    restock_on_archive: bool = False
    takes_stock_late: bool = False
    moves_stock_on_edit: bool = True
    channel_stock: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    stock_hold_minutes: int = 60
    coupons_per_checkout: int = 1
    promotions_apply_on_products_with_custom_product_price: bool = False
    promotions_triggered_by_products_with_zero_product_price: bool = False
    promotions_applied_on_original_product_price: bool = True
    low_stock_setting: str = "none"
    out_of_stock_setting: str = "show"
    order_status_labels: Mapping[str, str] = field(default_factory=dict)

    def in_channel(self, channel_id: int) -> "Profile":
        """The settings that an order of a channel goes by."""
        own: Mapping[str, Any] | None = self.channel_stock.get(str(channel_id))
        return self if not own else replace(self, **own)

    def status_label(self, status_id: int) -> str:
        """What the owner calls a status: its `custom_label`, the `custom_status` of orders."""
        return self.order_status_labels.get(str(status_id)) or ORDER_STATUSES[status_id].name


@dataclass(frozen=True, slots=True)
class Store:
    """One shop served by this server.

    `revision` grows with every change of its settings, taxes, shipping zones and promotions.
    `taxes`, `shipping_zones` and `offers` (the automatic promotions) are filled for requests.
    """

    id: int
    hash: str
    name: str
    domain: str = ""
    revision: int = 1
    created_at: int = 0
    profile: Profile = field(default_factory=Profile)
    taxes: TaxBook = NO_TAX_BOOK
    shipping_zones: tuple[ShippingZone, ...] = ()
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """An access token as far as requests need it; `actor` names it in the order history."""

    id: int
    account_id: int
    client_id: str
    scopes: frozenset[str]

    @property
    def actor(self) -> str:
        return f"api:{self.client_id}"
