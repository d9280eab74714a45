"""What V2 answers about orders hold, as the published description shows it."""

from orderwright.api.schema import (
    AnyOf,
    Anything,
    Array,
    Boolean,
    Integer,
    Number,
    Object,
    Prop,
    Text,
)
from orderwright.api.v2.order_fields import FORM_VALUE, link
from orderwright.api.v2.order_schemas import PAYMENT_STATUSES

_INTEGER = Prop(Integer())
_NUMBER = Prop(Number())
_TEXT = Prop(Text())
_TEXT_OR_NULL = Prop(Text(), nullable=True)
_INTEGER_OR_NULL = Prop(Integer(), nullable=True)
_BOOLEAN = Prop(Boolean())
_AMOUNT = Prop(Anything(("string", "number")))
PRODUCT_TYPES = ("physical", "digital", "giftcertificate")
OPTION_TYPES = (
    "Checkbox",
    "Date field",
    "File Upload",
    "Multi-line text field",
    "Multiple choice",
    "Product Pick List",
    "Swatch",
    "Text field",
)


def _texts(*names: str) -> dict[str, Prop]:
    return dict.fromkeys(names, _TEXT)


FORM_FIELD = Object(
    "AddressFormField",
    {"name": _TEXT, "value": Prop(FORM_VALUE, nullable=True)},
)
_ADDRESS = _texts(
    "first_name", "last_name", "company", "street_1", "street_2", "city", "state", "zip",
    "country", "country_iso2", "phone", "email",
)  # fmt: skip
BILLING_ADDRESS = Object(
    "OrderBillingAddress", {**_ADDRESS, "form_fields": Prop(Array(FORM_FIELD))}
)

APPLIED_DISCOUNT = Object(
    "OrderProductDiscount",
    {
        **_texts("id", "amount"),
        "name": _TEXT_OR_NULL,
        "code": _TEXT_OR_NULL,
        "target": Prop(Text(enum=("order", "product"))),
    },
)
PRODUCT_OPTION = Object(
    "OrderProductOption",
    {
        **dict.fromkeys(("id", "option_id", "order_product_id", "product_option_id"), _INTEGER),
        **_texts(
            "display_name", "display_value", "value", "name", "display_style",
            "display_name_customer", "display_name_merchant",
            "display_value_customer", "display_value_merchant",
        ),
        "type": Prop(Text(enum=OPTION_TYPES)),
    },
)  # fmt: skip
ORDER_PRODUCT = Object(
    "OrderProduct",
    {
        **dict.fromkeys(
            ("id", "order_id", "product_id", "variant_id", "order_pickup_method_id",
             "order_address_id", "quantity", "wrapping_id"),
            _INTEGER,
        ),
        **_texts(
            "name", "name_customer", "name_merchant", "sku", "upc",
            "base_price", "price_ex_tax", "price_inc_tax", "price_tax",
            "base_total", "total_ex_tax", "total_inc_tax", "total_tax",
            "width", "height", "depth",
            "base_cost_price", "cost_price_inc_tax", "cost_price_ex_tax", "cost_price_tax",
            "refund_amount", "wrapping_cost_ex_tax", "wrapping_cost_inc_tax", "wrapping_cost_tax",
            "wrapping_message", "fixed_shipping_cost", "ebay_item_id", "ebay_transaction_id",
            "bin_picking_number", "fulfillment_source", "brand", "discounted_total_inc_tax",
        ),
        "type": Prop(Text(enum=PRODUCT_TYPES)),
        "weight": _AMOUNT,
        "base_wrapping_cost": _AMOUNT,
        "is_refunded": _BOOLEAN,
        "is_bundled_product": _BOOLEAN,
        "quantity_refunded": _NUMBER,
        "return_id": _NUMBER,
        "quantity_shipped": _NUMBER,
        **dict.fromkeys(
            ("wrapping_name", "event_name", "event_date", "external_id"), _TEXT_OR_NULL
        ),
        **dict.fromkeys(
            ("option_set_id", "parent_order_product_id", "gift_certificate_id"), _INTEGER_OR_NULL
        ),
        "applied_discounts": Prop(Array(APPLIED_DISCOUNT)),
        "product_options": Prop(Array(PRODUCT_OPTION)),
        "configurable_fields": Prop(
            Array(Object("OrderProductConfigurableField", _texts("name", "value")))
        ),
    },
)  # fmt: skip
SHIPPING_ADDRESS = Object(
    "OrderShippingAddress",
    {
        "id": _INTEGER,
        "order_id": _INTEGER,
        **_ADDRESS,
        "items_total": _NUMBER,
        "items_shipped": _NUMBER,
        **_texts(
            "shipping_method", "base_cost", "cost_ex_tax", "cost_inc_tax", "cost_tax",
            "base_handling_cost", "handling_cost_ex_tax", "handling_cost_inc_tax",
            "handling_cost_tax", "shipping_zone_name",
        ),
        "cost_tax_class_id": _INTEGER,
        "handling_cost_tax_class_id": _INTEGER,
        "shipping_zone_id": _NUMBER,
        "shipping_quotes": Prop(link("OrderShippingQuotesLink")),
        "form_fields": Prop(Array(FORM_FIELD)),
    },
)  # fmt: skip

FEE = Object(
    "OrderFee",
    {
        "id": _INTEGER,
        "type": Prop(Text(enum=("custom_fee",))),
        **_texts("display_name_customer", "display_name_merchant", "source"),
        **dict.fromkeys(("base_cost", "cost_ex_tax", "cost_inc_tax", "cost_tax"), _AMOUNT),
        "tax_class_id": _INTEGER_OR_NULL,
    },
)
_LINE_ITEMS = Prop(AnyOf((Array(link("OrderLineItemLink")), Array(ORDER_PRODUCT))))
PICKUP = Object(
    "OrderPickup",
    {
        "id": _INTEGER,
        "pickup_method_id": _INTEGER,
        **_texts(
            "pickup_method_display_name", "collection_instructions", "collection_time_description"
        ),
        "location": Prop(
            Object(
                "OrderPickupPlace",
                {
                    "id": _INTEGER,
                    **_texts(
                        "name", "code", "address_line_1", "address_line_2", "city", "state",
                        "postal_code", "country_alpha2", "email", "phone",
                    ),
                },
            )
        ),
        "line_items": _LINE_ITEMS,
    },
)  # fmt: skip
SHIPPING = Object(
    "OrderShippingConsignment",
    {
        "id": _INTEGER,
        **_ADDRESS,
        "form_fields": Prop(Array(FORM_FIELD)),
        "line_items": _LINE_ITEMS,
        **dict.fromkeys(
            ("items_total", "items_shipped", "base_cost", "cost_ex_tax", "cost_inc_tax",
             "cost_tax", "base_handling_cost", "handling_cost_ex_tax", "handling_cost_inc_tax",
             "handling_cost_tax", "shipping_zone_id"),
            _NUMBER,
        ),
        "shipping_method": _TEXT,
        "cost_tax_class_id": _INTEGER,
        "handling_cost_tax_class_id": _INTEGER,
        "shipping_zone_name": _TEXT,
        "shipping_quotes": Prop(link("OrderShippingConsignmentQuotesLink")),
    },
)  # fmt: skip
_RECIPIENT = {"recipient_email": _TEXT, "line_items": _LINE_ITEMS}
CONSIGNMENTS = Object(
    "OrderConsignments",
    {
        "pickups": Prop(Array(PICKUP)),
        "shipping": Prop(Array(SHIPPING)),
        "downloads": Prop(Array(Object("OrderDownload", _RECIPIENT))),
        "email": Prop(
            Object(
                "OrderEmails",
                {"gift_certificates": Prop(Array(Object("OrderEmailedCertificate", _RECIPIENT)))},
            )
        ),
    },
)

_MONEY = _texts(
    "subtotal_ex_tax", "subtotal_inc_tax", "subtotal_tax", "base_shipping_cost",
    "shipping_cost_ex_tax", "shipping_cost_inc_tax", "shipping_cost_tax", "base_handling_cost",
    "handling_cost_ex_tax", "handling_cost_inc_tax", "handling_cost_tax", "base_wrapping_cost",
    "wrapping_cost_ex_tax", "wrapping_cost_inc_tax", "wrapping_cost_tax", "total_ex_tax",
    "total_inc_tax", "total_tax", "refunded_amount", "store_credit_amount",
    "gift_certificate_amount", "discount_amount", "coupon_discount",
)  # fmt: skip
ORDER = Object(
    "Order",
    {
        "id": _INTEGER,
        "customer_id": _NUMBER,
        **_texts("date_created", "date_modified", "date_shipped", "status", "custom_status"),
        "is_tax_inclusive_pricing": _BOOLEAN,
        "status_id": _INTEGER,
        **_MONEY,
        **dict.fromkeys(
            ("shipping_cost_tax_class_id", "handling_cost_tax_class_id",
             "wrapping_cost_tax_class_id", "currency_id", "default_currency_id", "channel_id"),
            _INTEGER,
        ),
        **dict.fromkeys(("items_total", "items_shipped", "shipping_address_count"), _NUMBER),
        "payment_method": _TEXT,
        "payment_provider_id": Prop(Anything(("string", "number")), nullable=True),
        "payment_status": Prop(Text(enum=PAYMENT_STATUSES)),
        **dict.fromkeys(("order_is_digital", "is_deleted", "is_email_opt_in"), _BOOLEAN),
        **_texts(
            "ip_address", "ip_address_v6", "geoip_country", "geoip_country_iso2", "currency_code",
            "currency_exchange_rate", "default_currency_code", "ebay_order_id", "order_source",
            "tax_provider_id", "customer_locale", "external_order_id",
            "store_default_currency_code", "store_default_to_transactional_exchange_rate",
        ),
        **dict.fromkeys(
            ("staff_notes", "customer_message", "cart_id", "credit_card_type", "external_source",
             "external_id", "external_merchant_id"),
            _TEXT_OR_NULL,
        ),
        "billing_address": Prop(BILLING_ADDRESS),
        "fees": Prop(AnyOf((link("OrderFeesLink"), Array(FEE)))),
        "consignments": Prop(AnyOf((link("OrderConsignmentsLink"), CONSIGNMENTS))),
        "products": Prop(link("OrderProductsLink")),
        "shipping_addresses": Prop(link("OrderShippingAddressesLink")),
        "coupons": Prop(link("OrderCouponsLink")),
    },
)  # fmt: skip

COUNT = Object(
    "OrdersCount",
    {
        "statuses": Prop(
            Array(
                Object(
                    "OrdersCountStatus",
                    {
                        **_texts("name", "system_label", "custom_label", "system_description"),
                        **dict.fromkeys(("id", "order", "count", "sort_order"), _INTEGER),
                    },
                )
            )
        ),
        "count": _NUMBER,
    },
)
