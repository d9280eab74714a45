"""What V2 order requests may hold."""

from orderwright.api.schema import Array, DateTime, Integer, Kind, Money, Object, Prop, Text
from orderwright.api.v2.order_fields import (
    ADDRESS_FIELDS,
    BOOLEAN,
    COST,
    COUNT,
    FORM_FIELDS,
    ID,
    MONEY,
    NOTE,
    NUMBER,
    NUMBER_FROM_0,
    PRINTED_MONEY,
    SHORT,
    STRING,
    is_email,
    is_ipv4,
    is_ipv6,
    is_locale,
    link,
    read_only,
)

LINES_MAX = 500
QUANTITY_MAX = 1_000_000_000
TAX_PROVIDERS = ("BasicTaxProvider", "AvaTaxProvider", "")
PAYMENT_STATUSES = (
    "authorized",
    "captured",
    "capture pending",
    "declined",
    "held for review",
    "paid",
    "partially refunded",
    "pending",
    "refunded",
    "void",
    "void pending",
    "",
)

_LABEL = Text(min_length=1, max_length=255)
_QUANTITY = Integer(-QUANTITY_MAX, QUANTITY_MAX, strings=True)

OPTION = Object(
    "OrderLineOptionRequest",
    {
        "id": Prop(ID, required=True),
        "value": Prop(Text(numbers=True), required=True),
        **{
            f"display_{part}{side}": Prop(_LABEL)
            for part in ("name", "value")
            for side in ("", "_customer", "_merchant")
        },
    },
)

# The platform describes two prices here that mean nothing; they are read and left aside.
OPTION_PUT = Object(
    "OrderLineOptionUpdate",
    {
        **OPTION.props,
        "cost_price_inc_tax": Prop(MONEY, deprecated=True),
        "price_ex_tax": Prop(MONEY, deprecated=True),
    },
)

_LINE: dict[str, Prop] = {
    "product_id": Prop(ID, nullable=True),
    "variant_id": Prop(ID, nullable=True),
    "name": Prop(_LABEL),
    "name_customer": Prop(_LABEL),
    "name_merchant": Prop(_LABEL),
    "product_options": Prop(Array(OPTION, max_items=100)),
    "quantity": Prop(_QUANTITY, required=True),
    "price_inc_tax": Prop(Money(minimum=0, printed=("number",))),
    "price_ex_tax": Prop(Money(minimum=0, printed=("number",))),
    "sku": Prop(SHORT),
    "upc": Prop(SHORT),
    "wrapping_id": Prop(ID),
    "wrapping_name": Prop(SHORT),
    "wrapping_message": Prop(NOTE),
    "wrapping_cost_ex_tax": Prop(Money(minimum=0, printed=("number",))),
    "wrapping_cost_inc_tax": Prop(Money(minimum=0, printed=("number",))),
}
LINE_POST = Object("OrderLineCreate", _LINE)
LINE_PUT = Object(
    "OrderLineUpdate",
    {"id": Prop(ID), **_LINE, "product_options": Prop(Array(OPTION_PUT, max_items=100))},
)

_FEE: dict[str, Prop] = {
    "type": Prop(Text(enum=("custom_fee",))),
    "display_name_customer": Prop(SHORT),
    "display_name_merchant": Prop(SHORT),
    "source": Prop(SHORT),
    "cost_ex_tax": Prop(COST),
    "cost_inc_tax": Prop(COST),
    "cost_tax": Prop(COST),
    "tax_class_id": Prop(ID, nullable=True),
}
FEE_POST = Object("OrderFeeCreate", _FEE)
FEE_PUT = Object("OrderFeeUpdate", {"id": Prop(ID), **_FEE})

LOCATION = Object(
    "OrderPickupLocation",
    {
        name: Prop(SHORT)
        for name in (
            "name",
            "code",
            "address_line_1",
            "address_line_2",
            "city",
            "state",
            "postal_code",
            "country_alpha2",
            "email",
            "phone",
        )
    },
)


def _pickup(line: Object, name: str, *, is_new: bool) -> Object:
    own: dict[str, Prop] = {} if is_new else {"id": Prop(ID, required=True)}
    return Object(
        name,
        {
            **own,
            "pickup_method_id": Prop(ID, required=is_new),
            "pickup_method_display_name": Prop(SHORT),
            "collection_instructions": Prop(NOTE),
            "collection_time_description": Prop(NOTE),
            "location": Prop(LOCATION),
            "line_items": Prop(Array(line, max_items=LINES_MAX), required=is_new),
        },
    )


def _recipient(name: str) -> Object:
    return Object(
        name,
        {
            "recipient_email": Prop(Text(min_length=3, max_length=254, check=is_email)),
            "line_items": Prop(Array(LINE_POST, max_items=LINES_MAX), required=True),
        },
    )


def _shipping_address(name: str, *, is_new: bool) -> Object:
    own: dict[str, Prop] = {} if is_new else {"id": Prop(ID)}
    return Object(
        name,
        {
            **own,
            **ADDRESS_FIELDS,
            "shipping_method": Prop(SHORT),
            "form_fields": Prop(FORM_FIELDS),
        },
    )


def _billing_address(name: str, *, is_new: bool) -> Object:
    fields = {**ADDRESS_FIELDS, "form_fields": Prop(FORM_FIELDS)}
    if is_new:
        fields["zip"] = Prop(fields["zip"].kind, required=True)
    return Object(name, fields)


def _new_consignments() -> Object:
    shipping = Object(
        "OrderShippingConsignmentCreate",
        {
            **SHIPPING_ADDRESS_POST.props,
            "line_items": Prop(Array(LINE_POST, max_items=LINES_MAX), required=True),
        },
    )
    emails = Array(_recipient("OrderEmailedCertificateCreate"), max_items=LINES_MAX)
    pickup = _pickup(LINE_POST, "OrderPickupCreate", is_new=True)
    return Object(
        "OrderConsignmentsCreate",
        {
            "pickups": Prop(Array(pickup, max_items=1)),
            "shipping": Prop(Array(shipping, max_items=LINES_MAX)),
            "downloads": Prop(Array(_recipient("OrderDownloadCreate"), max_items=LINES_MAX)),
            "email": Prop(
                Object("OrderEmailsCreate", {"gift_certificates": Prop(emails, required=True)})
            ),
        },
    )


def _changed_consignments() -> Object:
    pickup = _pickup(LINE_PUT, "OrderPickupUpdate", is_new=False)
    return Object("OrderConsignmentsUpdate", {"pickups": Prop(Array(pickup, max_items=10))})


SHIPPING_ADDRESS_POST = _shipping_address("OrderShippingAddressCreate", is_new=True)
SHIPPING_ADDRESS_PUT = _shipping_address("OrderShippingAddressUpdate", is_new=False)

# `item_total` is what the platform itself calls one of them in its refusal (behaviour 1.4).
_ADDRESS_READ_ONLY = (
    "id",
    "order_id",
    "item_total",
    "items_total",
    "items_shipped",
    "base_cost",
    "cost_ex_tax",
    "cost_inc_tax",
    "cost_tax",
    "cost_tax_class_id",
    "base_handling_cost",
    "handling_cost_ex_tax",
    "handling_cost_inc_tax",
    "handling_cost_tax",
    "handling_cost_tax_class_id",
    "shipping_zone_id",
    "shipping_zone_name",
    "shipping_quotes",
)
SHIPPING_ADDRESS_EDIT = Object(
    "OrderShippingAddressEdit",
    {
        **SHIPPING_ADDRESS_POST.props,
        **{name: read_only(STRING) for name in _ADDRESS_READ_ONLY},
    },
)

_COSTS: dict[str, Prop] = {
    name: Prop(COST)
    for cost in ("shipping", "handling", "wrapping")
    for name in (f"base_{cost}_cost", f"{cost}_cost_ex_tax", f"{cost}_cost_inc_tax")
}
_SHARED: dict[str, Prop] = {
    **_COSTS,
    "channel_id": Prop(ID),
    "customer_id": Prop(NUMBER_FROM_0),
    "customer_message": Prop(NOTE, nullable=True),
    "date_created": Prop(DateTime()),
    "discount_amount": Prop(COST),
    "ebay_order_id": Prop(Text(max_length=255, numbers=True)),
    "external_merchant_id": Prop(Text(max_length=255, numbers=True), nullable=True),
    "external_order_id": Prop(Text(max_length=255, numbers=True), nullable=True),
    "external_source": Prop(SHORT, nullable=True),
    "geoip_country": Prop(SHORT),
    "geoip_country_iso2": Prop(Text(max_length=2)),
    "ip_address": Prop(Text(max_length=45, check=is_ipv4)),
    "ip_address_v6": Prop(Text(max_length=45, check=is_ipv6)),
    "is_deleted": Prop(BOOLEAN),
    "items_shipped": Prop(NUMBER_FROM_0),
    "items_total": Prop(NUMBER),
    "order_is_digital": Prop(BOOLEAN),
    "payment_method": Prop(SHORT),
    "payment_provider_id": Prop(Text(max_length=255, numbers=True), nullable=True),
    "refunded_amount": Prop(COST),
    "staff_notes": Prop(NOTE, nullable=True),
    "status_id": Prop(Integer(0, 14, strings=True)),
    "subtotal_ex_tax": Prop(COST),
    "subtotal_inc_tax": Prop(COST),
    "total_ex_tax": Prop(COST),
    "total_inc_tax": Prop(COST),
    "customer_locale": Prop(Text(max_length=10, check=is_locale)),
}

# Kinds of what only answers hold; a request that names one is refused.
RESPONSE_ONLY: dict[str, Kind] = {
    "id": ID,
    "date_modified": STRING,
    "date_shipped": STRING,
    "cart_id": STRING,
    "status": STRING,
    "subtotal_tax": PRINTED_MONEY,
    "shipping_cost_tax": PRINTED_MONEY,
    "shipping_cost_tax_class_id": ID,
    "handling_cost_tax": PRINTED_MONEY,
    "handling_cost_tax_class_id": ID,
    "wrapping_cost_tax": PRINTED_MONEY,
    "wrapping_cost_tax_class_id": ID,
    "payment_status": Text(enum=PAYMENT_STATUSES),
    "store_credit_amount": PRINTED_MONEY,
    "gift_certificate_amount": PRINTED_MONEY,
    "currency_id": ID,
    "currency_code": STRING,
    "currency_exchange_rate": STRING,
    "default_currency_id": ID,
    "store_default_currency_code": STRING,
    "store_default_to_transactional_exchange_rate": STRING,
    "coupon_discount": PRINTED_MONEY,
    "shipping_address_count": COUNT,
    "total_tax": PRINTED_MONEY,
    "is_tax_inclusive_pricing": BOOLEAN,
    "is_email_opt_in": BOOLEAN,
    "credit_card_type": STRING,
    "order_source": STRING,
    "coupons": link("OrderCouponsLink"),
}
_READ_ONLY = {name: read_only(kind) for name, kind in RESPONSE_ONLY.items()}

ORDER_POST = Object(
    "OrderCreate",
    {
        "billing_address": Prop(
            _billing_address("OrderBillingAddressCreate", is_new=True), required=True
        ),
        "products": Prop(Array(LINE_POST, max_items=LINES_MAX)),
        "shipping_addresses": Prop(Array(SHIPPING_ADDRESS_POST, max_items=LINES_MAX)),
        "consignments": Prop(_new_consignments()),
        "fees": Prop(Array(FEE_POST, max_items=100)),
        "default_currency_code": Prop(Text(min_length=3, max_length=3)),
        "external_id": Prop(Text(max_length=255, numbers=True), nullable=True),
        "tax_provider_id": Prop(Text(enum=TAX_PROVIDERS)),
        **_SHARED,
        **_READ_ONLY,
    },
)
ORDER_PUT = Object(
    "OrderUpdate",
    {
        "billing_address": Prop(_billing_address("OrderBillingAddressUpdate", is_new=False)),
        "products": Prop(Array(LINE_PUT, max_items=LINES_MAX)),
        "shipping_addresses": Prop(Array(SHIPPING_ADDRESS_PUT, max_items=LINES_MAX)),
        "consignments": Prop(_changed_consignments()),
        "fees": Prop(Array(FEE_PUT, max_items=100)),
        "default_currency_code": read_only(STRING),
        "external_id": Prop(STRING, read_only=True, nullable=True),
        "tax_provider_id": read_only(Text(enum=TAX_PROVIDERS)),
        **_SHARED,
        **_READ_ONLY,
    },
)
