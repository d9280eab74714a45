"""Schemas of V3 checkouts: what is sent, and what is answered."""

from orderwright.api.paging import NO_META
from orderwright.api.schema import (
    AnyOf,
    Anything,
    Array,
    Boolean,
    Integer,
    Object,
    Prop,
    Text,
)
from orderwright.api.v2.order_fields import is_email
from orderwright.api.v3.cart_schemas import (
    AMOUNT,
    BANNER,
    CUSTOM_ITEM,
    DISCOUNT,
    GIFT_CERTIFICATE_ITEM,
    LINE_OPTION,
    PRICE_OVERRIDE,
    QUANTITY_MAX,
    VERSION,
    Includes,
)
from orderwright.api.v3.kinds import WholeNumber, envelope
from orderwright.domain.cart import CONSIGNMENTS_MAX, FEES_MAX, LINES_MAX

MESSAGE_MAX = 2_000
COUPON_CODE_MAX = 50
TOKEN_USES_MAX = 1_000
TOKEN_SECONDS_MAX = 2_592_000
INCLUDES = (
    "cart.line_items.physical_items.options",
    "cart.line_items.digital_items.options",
    "consignments.available_shipping_options",
    "promotions.banners",
)

CHECKOUT_QUERY = Object("CheckoutQuery", {"include": Prop(Includes(INCLUDES))}, unknown="ignore")
CONSIGNMENT_QUERY = Object(
    "ConsignmentQuery",
    {"include": Prop(AnyOf((Includes(INCLUDES), Text(enum=INCLUDES[2:3]))))},
    unknown="ignore",
)

_LINE = Text(max_length=255)
EMAIL = Text(min_length=1, max_length=254, check=is_email)
COUNTRY_CODE = Text(min_length=2, max_length=2)
CUSTOM_FIELD = Object(
    "AddressCustomField",
    {
        "field_id": Prop(Text(max_length=255), required=True),
        "field_value": Prop(AnyOf((Text(), Anything(("number",)), Array(Text())))),
    },
    unknown="ignore",
)
_ADDRESS = {
    "first_name": Prop(_LINE, nullable=True),
    "last_name": Prop(_LINE, nullable=True),
    "email": Prop(EMAIL, required=True),
    "company": Prop(_LINE, nullable=True),
    "address1": Prop(_LINE, nullable=True),
    "address2": Prop(_LINE, nullable=True),
    "city": Prop(_LINE, nullable=True),
    "state_or_province": Prop(_LINE, nullable=True),
    "state_or_province_code": Prop(_LINE, nullable=True),
    "country_code": Prop(COUNTRY_CODE, required=True),
    "postal_code": Prop(Text(max_length=30), nullable=True),
    "phone": Prop(Text(max_length=50), nullable=True),
    "custom_fields": Prop(Array(CUSTOM_FIELD, max_items=100), nullable=True),
}
BILLING_ADDRESS_POST = Object(
    "CheckoutBillingAddressPost", {**_ADDRESS, "version": Prop(VERSION)}, unknown="ignore"
)
CONSIGNMENT_ADDRESS = Object("CheckoutConsignmentAddressPost", _ADDRESS, unknown="ignore")
ASSIGNMENT = Object(
    "ConsignmentLineItem",
    {
        "item_id": Prop(Text(max_length=64), required=True),
        "quantity": Prop(Integer(minimum=1, maximum=QUANTITY_MAX), required=True),
    },
    unknown="ignore",
)
PICKUP = Object(
    "ConsignmentPickupOption",
    {"pickup_method_id": Prop(Integer(minimum=1), required=True)},
    unknown="ignore",
)
_CONSIGNMENT = {
    "address": Prop(CONSIGNMENT_ADDRESS, nullable=True),
    "shipping_address": Prop(CONSIGNMENT_ADDRESS, nullable=True, deprecated=True),
    "line_items": Prop(Array(ASSIGNMENT, max_items=LINES_MAX), nullable=True),
    "pickup_option": Prop(PICKUP, nullable=True),
    "version": Prop(VERSION),
}
CONSIGNMENTS_POST = Array(
    Object("ConsignmentPost", _CONSIGNMENT, unknown="ignore"),
    min_items=1,
    max_items=CONSIGNMENTS_MAX,
)
CONSIGNMENT_PUT = Object(
    "ConsignmentPut",
    {
        **_CONSIGNMENT,
        "shipping_option_id": Prop(Text(max_length=64), nullable=True),
        "custom_shipping": Prop(
            Object(
                "ConsignmentCustomShipping",
                {
                    "price": Prop(PRICE_OVERRIDE, required=True),
                    "description": Prop(Text(max_length=255)),
                },
                unknown="ignore",
            ),
            nullable=True,
        ),
    },
    unknown="ignore",
)
CHECKOUT_PUT = Object(
    "CheckoutPut",
    {
        "customer_message": Prop(Text(max_length=MESSAGE_MAX), required=True),
        "version": Prop(VERSION),
    },
    unknown="ignore",
)
DISCOUNTS_POST = Object(
    "CheckoutDiscountsPost",
    {
        "cart": Prop(
            Object(
                "CheckoutDiscountedCart",
                {
                    "discounts": Prop(
                        Array(
                            Object(
                                "CheckoutDiscountPost",
                                {"discounted_amount": Prop(PRICE_OVERRIDE, required=True)},
                                unknown="ignore",
                            )
                        )
                    ),
                    "line_items": Prop(
                        Array(
                            Object(
                                "CheckoutLineDiscountPost",
                                {
                                    "id": Prop(Text(max_length=64), required=True),
                                    "discounted_amount": Prop(PRICE_OVERRIDE, required=True),
                                },
                                unknown="ignore",
                            ),
                            max_items=LINES_MAX,
                        )
                    ),
                    "version": Prop(VERSION),
                },
                unknown="ignore",
            ),
            required=True,
        ),
        "version": Prop(VERSION),
    },
    unknown="ignore",
)
COUPON_POST = Object(
    "CheckoutCouponPost",
    {
        "coupon_code": Prop(Text(min_length=1, max_length=COUPON_CODE_MAX), required=True),
        "version": Prop(VERSION),
    },
    unknown="ignore",
)
_FEE = {
    "type": Prop(Text(enum=("custom_fee",)), required=True),
    "name": Prop(Text(min_length=1, max_length=50), required=True),
    "display_name": Prop(Text(min_length=1, max_length=200), required=True),
    "cost": Prop(PRICE_OVERRIDE, required=True),
    "source": Prop(Text(min_length=1, max_length=50), required=True),
    "tax_class_id": Prop(Integer(minimum=0), nullable=True),
}
FEES_POST = Object(
    "CheckoutFeesPost",
    {
        "fees": Prop(
            Array(Object("CheckoutFeePost", _FEE, unknown="ignore"), min_items=1),
            required=True,
        )
    },
    unknown="ignore",
)
FEES_PUT = Object(
    "CheckoutFeesPut",
    {
        "fees": Prop(
            Array(
                Object(
                    "CheckoutFeePut",
                    {**_FEE, "id": Prop(Text(max_length=64), required=True)},
                    unknown="ignore",
                ),
                min_items=1,
                max_items=FEES_MAX,
            ),
            required=True,
        )
    },
    unknown="ignore",
)
FEES_DELETE = Object(
    "CheckoutFeesDelete",
    {"ids": Prop(Array(Text(max_length=64), min_items=1, max_items=FEES_MAX), required=True)},
    unknown="ignore",
)
TOKEN_POST = Object(
    "CheckoutTokenPost",
    {
        "maxUses": Prop(WholeNumber(minimum=1, maximum=TOKEN_USES_MAX)),
        "ttl": Prop(WholeNumber(minimum=1, maximum=TOKEN_SECONDS_MAX)),
    },
    unknown="ignore",
)

# --- what is answered

COUPON = Object(
    "CheckoutCoupon",
    {
        "id": Prop(Integer()),
        "code": Prop(Text()),
        "coupon_type": Prop(Text()),
        "display_name": Prop(Text()),
        "discounted_amount": Prop(AMOUNT),
    },
)
_PRODUCT_LINE = {
    "id": Prop(Text()),
    "parent_id": Prop(WholeNumber(), nullable=True),
    "variant_id": Prop(WholeNumber()),
    "product_id": Prop(WholeNumber()),
    "sku": Prop(Text()),
    "name": Prop(Text()),
    "url": Prop(Text()),
    "quantity": Prop(WholeNumber()),
    "is_taxable": Prop(Boolean()),
    "image_url": Prop(Text()),
    "discounts": Prop(Array(DISCOUNT)),
    "discount_amount": Prop(AMOUNT),
    "coupon_amount": Prop(AMOUNT),
    "original_price": Prop(AMOUNT),
    "list_price": Prop(AMOUNT),
    "sale_price": Prop(AMOUNT),
    "extended_list_price": Prop(AMOUNT),
    "extended_sale_price": Prop(AMOUNT),
    "comparison_price": Prop(AMOUNT),
    "extended_comparison_price": Prop(AMOUNT),
    "is_require_shipping": Prop(Boolean()),
    "is_mutable": Prop(Boolean()),
    "added_by_promotion": Prop(Boolean()),
    "options": Prop(Array(LINE_OPTION)),
}
PHYSICAL_ITEM = Object(
    "CheckoutPhysicalItem",
    {
        **_PRODUCT_LINE,
        "gift_wrapping": Prop(
            Object(
                "CheckoutGiftWrapping",
                {
                    "name": Prop(Text()),
                    "message": Prop(Text()),
                    "amount": Prop(AMOUNT),
                    "amount_as_integer": Prop(WholeNumber()),
                },
            ),
            nullable=True,
        ),
    },
)
CART = Object(
    "CheckoutCart",
    {
        "id": Prop(Text()),
        "customer_id": Prop(Integer()),
        "channel_id": Prop(WholeNumber()),
        "email": Prop(Text()),
        "currency": Prop(Object("CheckoutCurrency", {"code": Prop(Text())})),
        "tax_included": Prop(Boolean()),
        "base_amount": Prop(AMOUNT),
        "discount_amount": Prop(AMOUNT),
        "cart_amount_inc_tax": Prop(AMOUNT),
        "cart_amount_ex_tax": Prop(AMOUNT),
        "coupons": Prop(Array(COUPON)),
        "discounts": Prop(Array(DISCOUNT)),
        "line_items": Prop(
            Object(
                "CheckoutLineItems",
                {
                    "physical_items": Prop(Array(PHYSICAL_ITEM)),
                    "digital_items": Prop(Array(Object("CheckoutDigitalItem", _PRODUCT_LINE))),
                    "gift_certificates": Prop(Array(GIFT_CERTIFICATE_ITEM)),
                    "custom_items": Prop(Array(CUSTOM_ITEM)),
                },
            )
        ),
        "created_time": Prop(Text()),
        "updated_time": Prop(Text()),
    },
)
ADDRESS = Object(
    "CheckoutAddress",
    {
        "id": Prop(Text()),
        **{name: Prop(Text()) for name in _ADDRESS if name != "custom_fields"},
        "country": Prop(Text()),
        "custom_fields": Prop(Array(CUSTOM_FIELD)),
    },
)
SHIPPING_OPTION = Object(
    "CheckoutShippingOption",
    {
        "id": Prop(Text()),
        "type": Prop(Text()),
        "description": Prop(Text()),
        "image_url": Prop(Text()),
        "cost": Prop(AMOUNT),
        "transit_time": Prop(Text()),
        "additional_description": Prop(Text()),
    },
)
CONSIGNMENT = Object(
    "CheckoutConsignment",
    {
        "id": Prop(Text()),
        "shippingAddress": Prop(ADDRESS),
        "address": Prop(ADDRESS),
        "available_shipping_options": Prop(Array(SHIPPING_OPTION)),
        "selected_shipping_option": Prop(SHIPPING_OPTION),
        "coupon_discounts": Prop(
            Array(
                Object("ConsignmentCouponDiscount", {"code": Prop(Text()), "amount": Prop(AMOUNT)})
            )
        ),
        "discounts": Prop(Array(Object("ConsignmentDiscount", {"id": Prop(Integer())}))),
        "shipping_cost_inc_tax": Prop(AMOUNT),
        "shipping_cost_ex_tax": Prop(AMOUNT),
        "handling_cost_inc_tax": Prop(AMOUNT),
        "handling_cost_ex_tax": Prop(AMOUNT),
        "line_item_ids": Prop(Array(Text())),
        "selected_pickup_option": Prop(
            Object("ConsignmentSelectedPickup", {"pickup_method_id": Prop(Integer())})
        ),
    },
)
FEE = Object(
    "CheckoutFee",
    {
        "id": Prop(Text()),
        "type": Prop(Text(enum=("custom_fee",))),
        "name": Prop(Text()),
        "display_name": Prop(Text()),
        "cost_inc_tax": Prop(AMOUNT),
        "cost_ex_tax": Prop(AMOUNT),
        "source": Prop(Text()),
        "tax_class_id": Prop(Integer(), nullable=True),
    },
)
CHECKOUT_CERTIFICATE = Object(
    "CheckoutGiftCertificate",
    {
        "code": Prop(Text()),
        "balance": Prop(AMOUNT),
        "used": Prop(AMOUNT),
        "remaining": Prop(AMOUNT),
        "purchase_date": Prop(Text()),
    },
)
CHECKOUT = Object(
    "Checkout",
    {
        "id": Prop(Text()),
        "cart": Prop(CART),
        "billing_address": Prop(ADDRESS),
        "consignments": Prop(Array(CONSIGNMENT)),
        "taxes": Prop(Array(Object("CheckoutTax", {"name": Prop(Text()), "amount": Prop(AMOUNT)}))),
        "coupons": Prop(Array(COUPON)),
        "fees": Prop(Array(FEE)),
        "order_id": Prop(Text(), nullable=True),
        "shipping_cost_total_inc_tax": Prop(AMOUNT),
        "shipping_cost_total_ex_tax": Prop(AMOUNT),
        "handling_cost_total_inc_tax": Prop(AMOUNT),
        "handling_cost_total_ex_tax": Prop(AMOUNT),
        "tax_total": Prop(AMOUNT),
        "subtotal_inc_tax": Prop(AMOUNT),
        "subtotal_ex_tax": Prop(AMOUNT),
        "grand_total": Prop(AMOUNT),
        "created_time": Prop(Text()),
        "updated_time": Prop(Text()),
        "customer_message": Prop(Text()),
        "promotions": Prop(Array(Object("CheckoutPromotion", {"banners": Prop(Array(BANNER))}))),
        "version": Prop(Integer()),
        "gift_certificates": Prop(Array(CHECKOUT_CERTIFICATE)),
        "is_store_credit_applied": Prop(Boolean()),
        "outstanding_balance": Prop(AMOUNT),
    },
)
CHECKOUT_ANSWER = envelope("CheckoutAnswer", CHECKOUT, NO_META)
ORDER_ANSWER = envelope(
    "CheckoutOrderAnswer", Object("CheckoutOrder", {"id": Prop(Integer())}), NO_META
)
TOKEN_ANSWER = Object("CheckoutTokenAnswer", {"checkoutToken": Prop(Text()), "meta": Prop(NO_META)})
