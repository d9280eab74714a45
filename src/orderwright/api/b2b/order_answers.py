"""What answers about B2B orders hold, as the published description shows it."""

from collections.abc import Mapping

from orderwright.api.b2b.envelopes import PAGINATION
from orderwright.api.b2b.order_printing import OPTION_NAMES
from orderwright.api.schema import (
    AnyOf,
    Anything,
    Array,
    Boolean,
    Integer,
    JsonSchema,
    Number,
    Object,
    Prop,
    Text,
)
from orderwright.api.v2 import order_answers as v2
from orderwright.api.v2.order_fields import link

TEXT, WHOLE, NUMBER, BOOLEAN = Prop(Text()), Prop(Integer()), Prop(Number()), Prop(Boolean())
_ANY_NUMBER = Prop(Anything(("integer", "number")))
_ANY_OR_NULL = Prop(Anything(("integer", "number")), nullable=True)
_TEXT_OR_NULL = Prop(Text(), nullable=True)


class Flag(Integer):
    """0 or 1."""

    def json_schema(self) -> JsonSchema:
        return {"type": "integer", "enum": [0, 1]}


class YesOrNo(Boolean):
    """true or false, each of which the reference names."""

    def json_schema(self) -> JsonSchema:
        return {"type": "boolean", "enum": [True, False]}


class Named(Text):
    """One of known texts, or another: the enumeration is the reference's, not a limit."""

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [{"type": "string", "enum": list(self.enum)}, {"type": "string"}]}


def numbers(object_: Object, *names: str) -> dict[str, Prop]:
    """Members of a V2 object, with numbers of which either kind is described."""
    return {**object_.props, **dict.fromkeys(names, _ANY_NUMBER)}


def texts(*names: str) -> dict[str, Prop]:
    return dict.fromkeys(names, TEXT)


LEGACY: Mapping[str, Prop] = {
    **{f"extraInt{n}": Prop(Integer(), nullable=True) for n in range(1, 6)},
    **{f"extraStr{n}": _TEXT_OR_NULL for n in range(1, 6)},
    "extraText": _TEXT_OR_NULL,
}
EXTRA_FIELD = Object("B2BOrderExtraValue", texts("fieldName", "fieldValue"))
EXTRA_INFO = Array(
    Object(
        "B2BOrderExtraInfo",
        {
            "billingAddressId": WHOLE,
            "shippingAddressId": WHOLE,
            "shipppingAddressId": WHOLE,
            "addressExtraFields": Prop(Anything(("object",))),
        },
    )
)
EXTRA: Mapping[str, Prop] = {
    **LEGACY,
    "extraInfo": Prop(EXTRA_INFO),
    "extraFields": Prop(Array(EXTRA_FIELD)),
}
_SIDES = Prop(Text(enum=("left", "right")))
MONEY = Object(
    "B2BMoney",
    {
        "currency_location": _SIDES,
        **texts("currency_token", "decimal_token", "thousands_token"),
        "decimal_places": WHOLE,
    },
)
_RECORD: Mapping[str, Prop] = {
    **texts("firstName", "lastName", "poNumber", "referenceNumber", "channelName", "updatedAt"),
    "isInvoiceOrder": Prop(Flag()),
    "money": Prop(MONEY),
    **EXTRA,
}
LISTED = Object(
    "B2BOrderListed",
    {
        "orderId": WHOLE,
        **texts("companyName", "createdAt", "orderStatus", "customOrderStatus", "currencyCode"),
        "statusCode": WHOLE,
        "totalIncTax": NUMBER,
        **_RECORD,
    },
)


def page(name: str, row: Object) -> Object:
    """`{list, paginator}`, and the page once more as it is recorded."""
    pages = dict.fromkeys(("paginator", "pagination"), Prop(PAGINATION))
    return Object(name, {"list": Prop(Array(row)), **pages})


OPTION = Object("B2BOption", {"optionId": WHOLE, **texts("optionValue", "type")})
IMAGE = Object("B2BOrderImage", {"orderId": WHOLE, "imageUrl": TEXT})
SIMPLE_PRODUCT = Object(
    "B2BOrderProduct",
    {
        **texts("productId", "variantId"),
        "quantity": NUMBER,
        "optionList": Prop(Array(OPTION)),
    },
)
_SNAKE_OPTION = v2.PRODUCT_OPTION.props
_BOTH_OPTION = {
    **_SNAKE_OPTION,
    **{name: _SNAKE_OPTION[of] for name, of in OPTION_NAMES.items()},
}
_DISCOUNT = Object(
    "B2BAppliedDiscount",
    {
        **v2.APPLIED_DISCOUNT.props,
        "id": Prop(Named(enum=("manual-discount", "total-coupon"))),
    },
)
ORDERED = Object(
    "B2BOrderedProduct",
    {
        **texts(
            "orderProductId", "productName", "sku", "productId", "variantId", "lastOrdered",
            "orderedTimes", "lastOrderedItems", "productBrandName", "imageUrl",
        ),
        "optionList": Prop(Array(Object("B2BOrderedOption", _SNAKE_OPTION))),
        "optionSelections": Prop(Array(OPTION)),
        "ordersInfo": Prop(
            Array(
                Object(
                    "B2BOrderedIn",
                    {
                        "order_id": NUMBER,
                        "quantity": NUMBER,
                        "ordered_at": NUMBER,
                        "bc_order_id": WHOLE,
                    },
                )
            )
        ),
    },
)  # fmt: skip
_PRODUCT = Object(
    "B2BDetailedProduct",
    {
        **numbers(v2.ORDER_PRODUCT, "id", "order_pickup_method_id", "quantity", "wrapping_id"),
        "option_set_id": _ANY_OR_NULL,
        "parent_order_product_id": _ANY_OR_NULL,
        **texts("product_id", "variant_id"),
        "applied_discounts": Prop(Array(_DISCOUNT)),
        "product_options": Prop(Array(Object("B2BDetailedOption", _BOTH_OPTION))),
        "optionList": Prop(Array(OPTION)),
    },
)
_SHIPMENT_ADDRESS = texts(
    "first_name", "last_name", "company", "street_1", "street_2", "city", "state", "zip",
    "country", "country_iso2", "phone", "email",
)  # fmt: skip
_SHIPMENT = Object(
    "B2BOrderShipment",
    {
        "id": NUMBER,
        **dict.fromkeys(("order_id", "customer_id", "order_address_id"), WHOLE),
        **texts(
            "date_created", "tracking_number", "merchant_shipping_cost", "shipping_method",
            "comments", "tracking_carrier", "tracking_link",
            "generated_tracking_link", "shipping_provider_display_name",
        ),
        "billing_address": Prop(
            Object(
                "B2BShipmentBilling",
                {
                    **{n: p for n, p in _SHIPMENT_ADDRESS.items() if n != "country_iso2"},
                    "country_iso_2": TEXT,
                },
            )
        ),
        "shipping_address": Prop(Object("B2BShipmentAddress", _SHIPMENT_ADDRESS)),
        "items": Prop(
            Array(
                Object(
                    "B2BShipmentItem", {"id": NUMBER, "product_id": TEXT, "quantity": NUMBER}
                )
            )
        ),
    },
)  # fmt: skip
_LINKED = link("B2BOrderPartsLink")
CREDIT_CARDS = (
    "alelo", "alia", "american_express", "cabal", "carnet", "dankort", "diners_club", "discover",
    "elo", "forbrugsforeningen", "jcb", "maestro", "master", "naranja", "sodexo", "unionpay",
    "visa", "vr", "null",
)  # fmt: skip
SOURCES = (
    "www", "mobile", "iphone", "ipad", "android", "manual", "external", "checkout_api",
    "buybutton", "amazon", "ebay", "facebookshop", "facebookcheckout", "facekbookmarketplace",
    "pinterest", "socialshop",
)  # fmt: skip


DETAILS = Object(
    "B2BOrderDetails",
    {
        **numbers(
            v2.ORDER,
            "id",
            "customer_id",
            "items_total",
            "items_shipped",
            "currency_id",
            "default_currency_id",
            "channel_id",
        ),
        "billing_address": Prop(
            Object(
                "B2BBillingAddress",
                {
                    **v2.BILLING_ADDRESS.props,
                    **texts("firstName", "lastName", "street1", "street2"),
                },
            )
        ),
        "payment_provider_id": Prop(Number(), nullable=True),
        "credit_card_type": Prop(Named(enum=CREDIT_CARDS), nullable=True),
        "order_source": Prop(Named(enum=SOURCES)),
        "fees": Prop(_LINKED),
        "consignments": Prop(_LINKED),
        "products": Prop(Array(_PRODUCT)),
        "shipping_addresses": Prop(Array(_LINKED)),
        "coupons": Prop(Array(_LINKED)),
        "shippingAddress": Prop(
            Array(
                Object(
                    "B2BOrderShippingAddress",
                    {**numbers(v2.SHIPPING_ADDRESS, "id"), "cost_exc_tax": TEXT},
                )
            )
        ),
        "shipments": Prop(AnyOf((Array(_SHIPMENT), Boolean()))),
        **_RECORD,
        "canReturn": BOOLEAN,
        "createdEmail": TEXT,
    },
)

_IO_MONEY = Object(
    "B2BManagementMoney",
    {
        "currencyLocation": _SIDES,
        **texts("currencyToken", "decimalToken", "thousandsToken"),
        "decimalPlaces": WHOLE,
    },
)
_IO_ORDER: Mapping[str, Prop] = {
    **dict.fromkeys(
        ("id", "bcOrderId", "items", "companyId", "statusCode", "channelId", "createdAt",
         "updatedAt"),
        WHOLE,
    ),
    **texts("poNumber", "status", "customStatus", "currencyCode", "channelName"),
    "cartId": Prop(Anything(("string", "integer"))),
    "totalIncTax": NUMBER,
    "usdIncTax": NUMBER,
    "money": Prop(Array(_IO_MONEY)),
    "isArchived": Prop(YesOrNo()),
    **EXTRA,
}  # fmt: skip
IO_ORDER = Object("B2BManagementOrder", _IO_ORDER)
IO_ORDER_DETAIL = Object(
    "B2BManagementOrderDetail",
    {
        **_IO_ORDER,
        "isInvoiceOrder": WHOLE,
        **dict.fromkeys(
            ("invoiceId", "invoiceNumber", "invoiceStatus"), Prop(Integer(), nullable=True)
        ),
    },
)
IO_PRODUCT = Object(
    "B2BManagementOrderProduct",
    {
        **dict.fromkeys(
            ("id", "productId", "createdAt", "updatedAt", "variantId", "quantity"), WHOLE
        ),
        **texts("productName", "variantSku", "productBrandName"),
        "options": Prop(
            Array(
                Object(
                    "B2BManagementOption",
                    {
                        **dict.fromkeys(
                            ("id", "optionId", "productOptionId", "orderProductId"), WHOLE
                        ),
                        **texts(
                            "displayName", "displayNameCustomer", "displayNameMerchant",
                            "displayValue", "displayValueCustomer", "displayValueMerchant",
                            "type", "name", "displayStyle",
                        ),
                        "value": Prop(Anything(("integer", "string"))),
                    },
                )
            )
        ),
    },
)  # fmt: skip
ORDER_FIELD = Object(
    "B2BOrderExtraField",
    {
        **dict.fromkeys(("id", "uuid", "configType"), WHOLE),
        **texts("fieldName", "defaultValue", "labelName"),
        "fieldType": Prop(Integer(enum=(0, 1, 2, 3))),
        **dict.fromkeys(("isRequired", "isUnique", "visibleToEnduser"), BOOLEAN),
        **dict.fromkeys(("maximumLength", "numberOfRows", "maximumValue"), NUMBER),
        "listOfValues": Prop(Array(Text())),
    },
)


class FieldNumber(Integer):
    """A whole number that the reference calls any number."""

    def json_schema(self) -> JsonSchema:
        known = {"enum": list(self.enum)} if self.enum else {}
        return {"type": ["integer", "number"], **known}


OWNER_FIELD = Object(
    "B2BExtraField",
    {
        "id": Prop(FieldNumber()),
        **texts(
            "uuid", "fieldName", "defaultValue", "maximumLength", "numberOfRows", "maximumValue"
        ),
        "fieldType": Prop(FieldNumber(enum=(0, 1, 2, 3))),
        "configType": Prop(FieldNumber(enum=(1, 2))),
        **dict.fromkeys(("isRequired", "isUnique", "visibleToEnduser"), BOOLEAN),
        "listOfValue": Prop(Array(Text())),
    },
)
TOTAL = Object("B2BTotal", {"total": WHOLE})
