"""A cart and the checkout that it becomes: one record, read and written whole.

The cart's id is the checkout's. Money is in ten-thousandths of the cart's currency and in the
store's pricing mode where nothing else is said; weights and sizes are in ten-thousandths too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from orderwright.domain.discount import AppliedDiscount, Discount
from orderwright.domain.tax_quote import TaxQuote

LineKind = Literal["physical", "digital", "custom", "gift_certificate"]

StockKey = tuple[int, int]
"""Product and variant of a stock item; variant 0 where the product is counted as a whole."""

LINES_PER_CALL_MAX = 50
LINES_MAX = 600
FEES_MAX = 5
CONSIGNMENTS_MAX = 50
CONSIGNMENT_ID_DIGITS = 13


class Mint(Protocol):
    """Where new ids come from."""

    def hex(self, digits: int) -> str: ...

    def uuid(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CartAddress:
    """Where a checkout is billed or sent to, in V3's names; country and state are complete."""

    id: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    company: str = ""
    address1: str = ""
    address2: str = ""
    city: str = ""
    state_or_province: str = ""
    state_or_province_code: str = ""
    country: str = ""
    country_code: str = ""
    postal_code: str = ""
    phone: str = ""
    custom_fields: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends or receives a gift certificate."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class GiftCertificateItem:
    """A gift certificate to be bought; `secret` is what its code will be made of."""

    theme: str
    sender: Party
    recipient: Party
    message: str = ""
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How each unit of a line is wrapped; `cost` is that of one."""

    id: int
    name: str
    message: str = ""
    cost: int = 0


@dataclass(frozen=True, slots=True)
class LineOption:
    """What was chosen of one option or modifier, as carts show it."""

    name: str
    name_id: int
    value: str
    value_id: int | None


@dataclass(frozen=True)
class CartLine:
    """One line with all that its price, its shipping and its order product are made of.

    `original_price` is the catalogue's price; `list_price` is what one costs before discounts:
    reduced, adjusted by variant, modifiers and quantity, or overridden. Each unit takes one of the
    stock items in `stock`. `selections` are the choices as they came, so that the line can be
    resolved again. `discounts` are parts of the checkout's, worked out with its figures;
    `promotion_id` is that of the promotion that has put the line into the cart.
    """

    id: str
    kind: LineKind
    name: str
    quantity: int
    list_price: int
    original_price: int = 0
    comparison_price: int = 0
    is_price_overridden: bool = False
    is_name_overridden: bool = False
    parent_id: str | None = None
    product_id: int = 0
    variant_id: int = 0
    catalog_name: str = ""
    sku: str = ""
    upc: str = ""
    url: str = ""
    image_url: str = ""
    tax_class_id: int = 0
    cost_price: int = 0
    weight: int = 0
    width: int = 0
    height: int = 0
    depth: int = 0
    fixed_shipping_cost: int = 0
    is_free_shipping: bool = False
    bin_picking_number: str = ""
    brand_id: int = 0
    brand: str = ""
    category_ids: tuple[int, ...] = ()
    quantity_minimum: int = 0
    quantity_maximum: int = 0
    stock: tuple[StockKey, ...] = ()
    options: tuple[LineOption, ...] = ()
    order_options: tuple[Mapping[str, object], ...] = ()
    selections: tuple[tuple[int, str], ...] = ()
    wrapping: Wrapping | None = None
    gift_certificate: GiftCertificateItem | None = None
    manual_discount: int = 0
    is_on_sale: bool = False
    added_by_promotion: bool = False
    promotion_id: int = 0
    is_mutable: bool = True
    discounts: tuple[AppliedDiscount, ...] = ()

    @property
    def told(self) -> tuple[object, ...]:
        """What `store/cart/lineItem/updated` tells of: quantity, price and options."""
        return (self.quantity, self.list_price, self.variant_id, self.selections, self.wrapping)

    @property
    def is_shippable(self) -> bool:
        """Whether the line must be sent somewhere, or fetched."""
        return self.kind in ("physical", "custom")

    @property
    def is_taxable(self) -> bool:
        return self.kind != "gift_certificate"

    @property
    def extended_list_price(self) -> int:
        return self.list_price * self.quantity

    @property
    def coupon_amount(self) -> int:
        """What coupons take off the line."""
        return sum([part.amount for part in self.discounts if part.code is not None])

    @property
    def discount_amount(self) -> int:
        """What everything but coupons takes off the line."""
        return sum([part.amount for part in self.discounts if part.code is None])


@dataclass(frozen=True)
class ShippingOption:
    """An offer to ship a consignment; `cost` without handling, in the store's pricing mode."""

    id: str
    type: str
    description: str
    cost: int
    handling: int = 0
    image_url: str = ""
    transit_time: str = ""
    additional_description: str = ""
    zone_id: int = 0
    zone_name: str = ""
    method_id: int = 0


@dataclass(frozen=True, slots=True)
class ConsignmentFigures:
    """What a consignment costs, worked out with the checkout's figures."""

    shipping_ex_tax: int = 0
    shipping_inc_tax: int = 0
    handling_ex_tax: int = 0
    handling_inc_tax: int = 0
    discounts: tuple[AppliedDiscount, ...] = ()


@dataclass(frozen=True)
class Consignment:
    """Lines that go to one address, or are fetched at one place."""

    id: str
    line_ids: tuple[str, ...]
    address: CartAddress | None = None
    options: tuple[ShippingOption, ...] = ()
    selected: ShippingOption | None = None
    pickup_method_id: int | None = None
    figures: ConsignmentFigures = ConsignmentFigures()

    @property
    def is_pickup(self) -> bool:
        return self.pickup_method_id is not None


@dataclass(frozen=True)
class CartFee:
    """A fee on the whole checkout; `cost` in the store's pricing mode."""

    id: str
    type: str
    name: str
    display_name: str
    cost: int
    source: str
    tax_class_id: int | None = None
    cost_ex_tax: int = 0
    cost_inc_tax: int = 0


@dataclass(frozen=True)
class CartCoupon:
    """A coupon that the shopper has entered; `discounted_amount` is what it takes off."""

    id: int
    code: str
    type: int
    display_name: str
    amount: int = 0
    discounted_amount: int = 0
    expires: int | None = None


@dataclass(frozen=True)
class CartCertificate:
    """A gift certificate that is to pay; `used` is what it pays of the checkout as it is now."""

    id: int
    code: str
    balance: int
    purchase_date: int
    used: int = 0


@dataclass(frozen=True, slots=True)
class Banner:
    """What a promotion wants shown."""

    id: str
    type: str
    pages: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Figures:
    """The money of the whole checkout, named as on the wire; `taxes` are sums by tax name.

    Gift certificates and store credit leave every other amount as it is.
    """

    base_amount: int = 0
    discount_amount: int = 0
    manual_discount_amount: int = 0
    cart_amount_ex_tax: int = 0
    cart_amount_inc_tax: int = 0
    subtotal_ex_tax: int = 0
    subtotal_inc_tax: int = 0
    shipping_ex_tax: int = 0
    shipping_inc_tax: int = 0
    handling_ex_tax: int = 0
    handling_inc_tax: int = 0
    tax_total: int = 0
    grand_total: int = 0
    gift_certificate_amount: int = 0
    store_credit_amount: int = 0
    taxes: tuple[tuple[str, int], ...] = ()

    @property
    def outstanding_balance(self) -> int:
        """What is left to pay."""
        return self.grand_total - self.gift_certificate_amount - self.store_credit_amount


@dataclass(frozen=True)
class Cart:
    """A cart with its checkout. `order_id` is the last order that was made of it.

    `discounts` are what promotions and coupons came to, in the order in which they apply; their
    `lines` are positions in `lines`. `promotion_ids` are the promotions that took effect, coupons
    among them. `revision` is that of the store when it was priced, `store_credit` what the customer
    had then, if it is to pay.
    """

    id: str
    created_at: int
    updated_at: int
    currency_code: str
    version: int = 1
    revision: int = 0
    customer_id: int = 0
    customer_group_id: int = 0
    is_tax_exempt: bool = False
    channel_id: int = 1
    currency_id: int = 1
    exchange_rate: int = 10**10
    is_tax_inclusive: bool = False
    locale: str = "en"
    lines: tuple[CartLine, ...] = ()
    billing_address: CartAddress | None = None
    consignments: tuple[Consignment, ...] = ()
    coupons: tuple[CartCoupon, ...] = ()
    gift_certificates: tuple[CartCertificate, ...] = ()
    is_store_credit_applied: bool = False
    store_credit: int = 0
    discounts: tuple[Discount, ...] = ()
    manual_discount: int = 0
    fees: tuple[CartFee, ...] = ()
    banners: tuple[Banner, ...] = ()
    promotion_ids: tuple[int, ...] = ()
    tax_quote: TaxQuote | None = None
    customer_message: str = ""
    is_email_opt_in: bool = False
    ip_address: str = ""
    order_id: int | None = None
    figures: Figures = Figures()

    @property
    def email(self) -> str:
        return self.billing_address.email if self.billing_address is not None else ""

    @property
    def is_digital(self) -> bool:
        """Whether nothing in it has to be sent."""
        return not any(line.is_shippable for line in self.lines)

    @property
    def told(self) -> tuple[object, ...]:
        """What `store/cart/updated` tells of: lines, whose cart it is, the shopper's e-mail."""
        return ([(line.id, line.told) for line in self.lines], self.customer_id, self.email)

    def line(self, line_id: str) -> CartLine | None:
        return next((line for line in self.lines if line.id == line_id), None)

    def consignment(self, consignment_id: str) -> Consignment | None:
        return next((one for one in self.consignments if one.id == consignment_id), None)

    def consignment_of(self, line_id: str) -> Consignment | None:
        """The consignment that a line is in."""
        return next((one for one in self.consignments if line_id in one.line_ids), None)
