"""What shipments look like on the wire, in and out."""

from collections.abc import Mapping

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.schema import AnyOf, Array, Integer, Money, Number, Object, Prop, Text
from orderwright.api.v2.order_fields import ADDRESS_FIELDS, ID, NOTE, STRING, read_only

TRACKING_NUMBER_MAX = 50
TRACKING_LINK_MAX = 500
ITEMS_MAX = 500
QUANTITY_MAX = 1_000_000_000

PROVIDERS = (
    "auspost", "canadapost", "endicia", "usps", "fedex", "ups", "upsready", "upsonline",
    "shipperhq", "royalmail", "",
)  # fmt: skip
_PROVIDER = AnyOf((Text(enum=PROVIDERS), Text(max_length=255)))
_QUANTITY = Integer(minimum=1, maximum=QUANTITY_MAX, strings=True)

_WRITABLE: Mapping[str, Prop] = {
    "tracking_number": Prop(Text(max_length=TRACKING_NUMBER_MAX)),
    "merchant_shipping_cost": Prop(Money(minimum=0)),
    "shipping_method": Prop(Text(max_length=255)),
    "shipping_provider": Prop(_PROVIDER),
    "tracking_carrier": Prop(Text(max_length=255)),
    "tracking_link": Prop(Text(max_length=TRACKING_LINK_MAX)),
    "comments": Prop(NOTE),
}
_ADDRESS = Object("ShipmentAddress", {key: Prop(STRING) for key in ADDRESS_FIELDS})
_ITEM = Object(
    "ShipmentItem",
    {"order_product_id": Prop(ID), "product_id": Prop(ID), "quantity": Prop(Integer())},
)
_ALWAYS_READ_ONLY = {
    "id": read_only(ID),
    "order_id": read_only(ID),
    "customer_id": read_only(ID),
    "date_created": read_only(STRING),
    "billing_address": read_only(_ADDRESS),
    "shipping_address": read_only(_ADDRESS),
    "generated_tracking_link": read_only(STRING),
    "shipping_provider_display_name": read_only(STRING),
}

# A `product_id` may be sent along, as the platform's own example does; it is not read.
ITEM_POST = Object(
    "ShipmentItemCreate",
    {
        "order_product_id": Prop(ID, required=True),
        "product_id": Prop(ID, nullable=True),
        "quantity": Prop(_QUANTITY, required=True),
    },
)
SHIPMENT_POST = Object(
    "ShipmentCreate",
    {
        "order_address_id": Prop(ID, required=True),
        "items": Prop(Array(ITEM_POST, max_items=ITEMS_MAX), required=True),
        **_WRITABLE,
        **_ALWAYS_READ_ONLY,
    },
)
SHIPMENT_PUT = Object(
    "ShipmentUpdate",
    {
        "order_address_id": Prop(ID),
        **_WRITABLE,
        "items": read_only(Array(_ITEM)),
        **_ALWAYS_READ_ONLY,
    },
)
SHIPMENT = Object(
    "Shipment",
    {
        "id": Prop(ID),
        "order_id": Prop(ID),
        "customer_id": Prop(ID),
        "order_address_id": Prop(ID),
        "date_created": Prop(STRING),
        "tracking_number": Prop(STRING),
        "merchant_shipping_cost": Prop(Money(printed=("string",))),
        "shipping_method": Prop(STRING),
        "comments": Prop(NOTE),
        "shipping_provider": Prop(_PROVIDER),
        "tracking_carrier": Prop(STRING),
        "tracking_link": Prop(STRING),
        "billing_address": Prop(_ADDRESS),
        "shipping_address": Prop(_ADDRESS),
        "items": Prop(Array(_ITEM)),
        "generated_tracking_link": Prop(STRING),
        "shipping_provider_display_name": Prop(STRING),
    },
)
PAGE_QUERY = Object("", PAGE_PROPS, unknown="ignore")
COUNT_ANSWER = Object("OrderPartCount", {"count": Prop(Number(minimum=0))})
