"""An order as it stands: its own values, its lines, its addresses and what else hangs from it.

Field names are those of the wire. Rows that are not yet written have negative ids, counted from -1
by their position among the new ones of their kind; the same ids refer to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from orderwright.domain.discount import AppliedDiscount
from orderwright.domain.order_status import Status

NO_METHOD = "None"
"""How a shipping address without a shipping method prints it (behaviour 1.4)."""


def new_id(position: int) -> int:
    """The id of a row that is not yet written."""
    return -1 - position


@dataclass(frozen=True)
class Address:
    """Where an order is billed or sent to. `form_fields` are stored as they came."""

    first_name: str = ""
    last_name: str = ""
    company: str = ""
    street_1: str = ""
    street_2: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""
    country_iso2: str = ""
    phone: str = ""
    email: str = ""
    form_fields: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class GivenCost:
    """A cost of the whole order as the client gave it; what is None was left to be computed."""

    base: int | None = None
    ex_tax: int | None = None
    inc_tax: int | None = None


@dataclass(frozen=True)
class Order:
    """The order's own values. Money in ten-thousandths, dates in milliseconds.

    `costs_given` are the costs (`shipping`, `handling`, `wrapping`) that the client has set;
    `refunded_amount_given` is what it claimed, which moves no money; `manual_discount_amount` the
    `discount_amount` that it asked for; `is_digital_given` whether it said if the order is digital.
    """

    id: int = 0
    revision: int = 1
    customer_id: int = 0
    date_created: int = 0
    date_modified: int = 0
    date_shipped: int | None = None
    inserted_at: int = 0
    is_tax_inclusive_pricing: bool = False
    status_id: int = Status.PENDING
    subtotal_ex_tax: int = 0
    subtotal_inc_tax: int = 0
    subtotal_tax: int = 0
    is_subtotal_overridden: bool = False
    base_shipping_cost: int = 0
    shipping_cost_ex_tax: int = 0
    shipping_cost_inc_tax: int = 0
    shipping_cost_tax: int = 0
    shipping_cost_tax_class_id: int = 0
    base_handling_cost: int = 0
    handling_cost_ex_tax: int = 0
    handling_cost_inc_tax: int = 0
    handling_cost_tax: int = 0
    handling_cost_tax_class_id: int = 0
    base_wrapping_cost: int = 0
    wrapping_cost_ex_tax: int = 0
    wrapping_cost_inc_tax: int = 0
    wrapping_cost_tax: int = 0
    wrapping_cost_tax_class_id: int = 0
    total_ex_tax: int = 0
    total_inc_tax: int = 0
    total_tax: int = 0
    is_total_overridden: bool = False
    costs_given: Mapping[str, GivenCost] = field(default_factory=dict)
    items_total: int = 0
    items_shipped: int = 0
    payment_method: str = ""
    payment_provider_id: str | None = None
    payment_status: str = ""
    refunded_amount: int = 0
    refunded_amount_given: int = 0
    order_is_digital: bool = False
    is_digital_given: bool = False
    store_credit_amount: int = 0
    gift_certificate_amount: int = 0
    ip_address: str = ""
    ip_address_v6: str = ""
    geoip_country: str = ""
    geoip_country_iso2: str = ""
    currency_id: int = 1
    currency_code: str = ""
    currency_exchange_rate: int = 10**10
    default_currency_id: int = 1
    default_currency_code: str = ""
    store_default_currency_code: str = ""
    store_default_to_transactional_exchange_rate: int = 10**10
    staff_notes: str | None = None
    customer_message: str | None = None
    discount_amount: int = 0
    manual_discount_amount: int = 0
    coupon_discount: int = 0
    shipping_address_count: int = 0
    is_deleted: bool = False
    ebay_order_id: str = "0"
    cart_id: str | None = None
    billing_address: Address = Address()
    is_email_opt_in: bool = False
    credit_card_type: str | None = None
    order_source: str = ""
    channel_id: int = 1
    external_source: str | None = None
    external_id: str | None = None
    external_merchant_id: str | None = None
    external_order_id: str = ""
    tax_provider_id: str = ""
    customer_locale: str = "en"


class StockHold(NamedTuple):
    """So many of one stock item; variant 0 where the product is counted as a whole."""

    product_id: int
    variant_id: int
    quantity: int


@dataclass(frozen=True)
class OrderProduct:
    """One line; `stock_held` is what it has taken of the stock.

    Its `product_options` have ids that follow one another from `first_option_id`. Digital lines go
    to `recipient_email`, or where the order is billed.
    """

    id: int = 0
    order_id: int = 0
    product_id: int = 0
    variant_id: int = 0
    order_pickup_method_id: int = 0
    order_address_id: int = 0
    name: str = ""
    name_customer: str = ""
    name_merchant: str = ""
    sku: str = ""
    upc: str = ""
    type: str = "physical"
    base_price: int = 0
    price_ex_tax: int = 0
    price_inc_tax: int = 0
    price_tax: int = 0
    is_price_overridden: bool = False
    base_total: int = 0
    total_ex_tax: int = 0
    total_inc_tax: int = 0
    total_tax: int = 0
    weight: int = 0
    width: int = 0
    height: int = 0
    depth: int = 0
    quantity: int = 0
    base_cost_price: int = 0
    cost_price_inc_tax: int = 0
    cost_price_ex_tax: int = 0
    cost_price_tax: int = 0
    quantity_refunded: int = 0
    refund_amount: int = 0
    return_id: int = 0
    wrapping_id: int = 0
    wrapping_name: str = ""
    base_wrapping_cost: int = 0
    wrapping_cost_ex_tax: int = 0
    wrapping_cost_inc_tax: int = 0
    wrapping_cost_tax: int = 0
    wrapping_message: str = ""
    quantity_shipped: int = 0
    event_name: str | None = None
    event_date: str | None = None
    fixed_shipping_cost: int = 0
    ebay_item_id: str = ""
    ebay_transaction_id: str = ""
    option_set_id: int | None = None
    parent_order_product_id: int | None = None
    is_bundled_product: bool = False
    bin_picking_number: str = ""
    external_id: str | None = ""
    fulfillment_source: str = ""
    brand: str = ""
    gift_certificate_id: int | None = None
    recipient_email: str = ""
    applied_discounts: tuple[AppliedDiscount, ...] = ()
    product_options: tuple[Mapping[str, object], ...] = ()
    first_option_id: int = 0
    configurable_fields: tuple[Mapping[str, object], ...] = ()
    discounted_total_inc_tax: int = 0
    tax_class_id: int = 0
    stock_held: tuple[StockHold, ...] = ()

    @property
    def is_custom(self) -> bool:
        return self.product_id == 0

    @property
    def is_digital(self) -> bool:
        return self.type != "physical"


@dataclass(frozen=True)
class OrderAddress(Address):
    """One destination with its costs."""

    id: int = 0
    order_id: int = 0
    items_total: int = 0
    items_shipped: int = 0
    shipping_method: str = NO_METHOD
    base_cost: int = 0
    cost_ex_tax: int = 0
    cost_inc_tax: int = 0
    cost_tax: int = 0
    cost_tax_class_id: int = 0
    base_handling_cost: int = 0
    handling_cost_ex_tax: int = 0
    handling_cost_inc_tax: int = 0
    handling_cost_tax: int = 0
    handling_cost_tax_class_id: int = 0
    shipping_zone_id: int = 0
    shipping_zone_name: str = ""


@dataclass(frozen=True)
class OrderFee:
    """A fee on the whole order."""

    id: int = 0
    order_id: int = 0
    type: str = "custom_fee"
    display_name_customer: str = ""
    display_name_merchant: str = ""
    source: str = ""
    base_cost: int = 0
    cost_ex_tax: int = 0
    cost_inc_tax: int = 0
    cost_tax: int = 0
    tax_class_id: int | None = None


@dataclass(frozen=True)
class OrderPickup:
    """A pick-up consignment; `location` is as the client described it."""

    id: int = 0
    order_id: int = 0
    pickup_method_id: int = 0
    pickup_method_display_name: str = ""
    collection_instructions: str = ""
    collection_time_description: str = ""
    location_id: int = 0
    location: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OrderTax:
    """One rate on one thing of the order; `rate` in millionths of a percent."""

    id: int = 0
    order_id: int = 0
    order_address_id: int | None = None
    order_pickup_method_id: int = 0
    order_product_id: int | None = None
    tax_rate_id: int = 0
    tax_class_id: int | None = None
    name: str = ""
    tax_class: str = ""
    rate: int = 0
    priority: int = 1
    priority_amount: int = 0
    line_amount: int = 0
    line_item_type: str = "item"


@dataclass(frozen=True)
class WholeOrder:
    """An order with all that is priced and changed with it."""

    order: Order
    products: tuple[OrderProduct, ...] = ()
    addresses: tuple[OrderAddress, ...] = ()
    pickups: tuple[OrderPickup, ...] = ()
    fees: tuple[OrderFee, ...] = ()
    taxes: tuple[OrderTax, ...] = ()
