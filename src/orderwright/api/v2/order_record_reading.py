"""Reads a whole order as V2 prints it: the way back of `order_record_printing`.

Printed orders of other servers have more members, or fewer; those that this server does not know
are passed over, those that are missing have what an order is born with.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from orderwright.api.schema import (
    Anything,
    Array,
    Boolean,
    DateTime,
    Errors,
    Integer,
    Kind,
    Map,
    Money,
    Object,
    Prop,
    Text,
    refuse,
)
from orderwright.api.v2.order_taxes import RATE_UNITS_OF_MONEY
from orderwright.domain.discount import AppliedDiscount
from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.money import InvalidAmount, parse_rate
from orderwright.domain.order import (
    Address,
    Order,
    OrderAddress,
    OrderFee,
    OrderPickup,
    OrderProduct,
    OrderTax,
    WholeOrder,
)
from orderwright.domain.order_coupon import OrderCoupon
from orderwright.domain.order_message import OrderMessage
from orderwright.domain.order_record import OrderRecord
from orderwright.domain.order_status import ORDER_STATUSES
from orderwright.domain.shipment import Shipment, ShipmentItem

Json = Mapping[str, Any]
Record = TypeVar("Record")


class Rate(Kind):
    """An exchange rate; read in units of 10⁻¹⁰."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        try:
            return parse_rate(value)
        except InvalidAmount:
            refuse(path, errors)
            return 0


class BlankDate(Kind):
    """A date, or the empty string for none."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        return DateTime().read(value, path, errors) if value else None


class Choice(NamedTuple):
    """How the values of one name are read."""

    kind: Kind
    nullable: bool = False
    required: bool = False


INTEGER = Choice(Integer(strings=True))
ID = Choice(Integer(minimum=0, strings=True))
ID_OR_NULL = Choice(Integer(minimum=0, strings=True), nullable=True)
TEXT = Choice(Text(numbers=True))
TEXT_OR_NULL = Choice(Text(numbers=True), nullable=True)
MONEY = Choice(Money())
BOOLEAN = Choice(Boolean(strings=True))
ROWS = Choice(Array(Map(Anything())))

_ADDRESS = {
    "first_name": TEXT, "last_name": TEXT, "company": TEXT, "street_1": TEXT, "street_2": TEXT,
    "city": TEXT, "state": TEXT, "zip": TEXT, "country": TEXT, "country_iso2": TEXT,
    "phone": TEXT, "email": TEXT, "form_fields": ROWS,
}  # fmt: skip
_COSTS = (
    "subtotal_ex_tax", "subtotal_inc_tax", "subtotal_tax",
    "base_shipping_cost", "shipping_cost_ex_tax", "shipping_cost_inc_tax", "shipping_cost_tax",
    "base_handling_cost", "handling_cost_ex_tax", "handling_cost_inc_tax", "handling_cost_tax",
    "base_wrapping_cost", "wrapping_cost_ex_tax", "wrapping_cost_inc_tax", "wrapping_cost_tax",
    "total_ex_tax", "total_inc_tax", "total_tax", "refunded_amount", "store_credit_amount",
    "gift_certificate_amount", "discount_amount", "coupon_discount",
)  # fmt: skip
_ORDER = {
    "id": ID._replace(required=True),
    "date_created": Choice(DateTime(), required=True),
    "date_modified": Choice(DateTime()),
    "date_shipped": Choice(BlankDate()),
    "status_id": Choice(Integer(0, len(ORDER_STATUSES) - 1, strings=True), required=True),
    **dict.fromkeys(_COSTS, MONEY),
    **dict.fromkeys(
        ("customer_id", "shipping_cost_tax_class_id", "handling_cost_tax_class_id",
         "wrapping_cost_tax_class_id", "currency_id", "default_currency_id", "channel_id",
         "shipping_address_count"), ID,
    ),
    "items_total": INTEGER,
    "items_shipped": INTEGER,
    **dict.fromkeys(
        ("is_tax_inclusive_pricing", "order_is_digital", "is_deleted", "is_email_opt_in"), BOOLEAN
    ),
    **dict.fromkeys(
        ("payment_method", "payment_status", "ip_address", "ip_address_v6", "geoip_country",
         "geoip_country_iso2", "currency_code", "default_currency_code", "ebay_order_id",
         "store_default_currency_code", "order_source", "external_order_id", "tax_provider_id",
         "customer_locale"), TEXT,
    ),
    **dict.fromkeys(
        ("payment_provider_id", "staff_notes", "customer_message", "cart_id", "credit_card_type",
         "external_source", "external_id", "external_merchant_id"), TEXT_OR_NULL,
    ),
    "currency_exchange_rate": Choice(Rate()),
    "store_default_to_transactional_exchange_rate": Choice(Rate()),
}  # fmt: skip
_PRODUCT = {
    **dict.fromkeys(
        ("id", "order_id", "product_id", "variant_id", "order_pickup_method_id",
         "order_address_id", "quantity_refunded", "return_id", "wrapping_id", "quantity_shipped"),
        ID,
    ),
    "quantity": INTEGER._replace(required=True),
    **dict.fromkeys(
        ("name", "name_customer", "name_merchant", "sku", "upc", "type", "wrapping_name",
         "wrapping_message", "ebay_item_id", "ebay_transaction_id", "bin_picking_number",
         "fulfillment_source", "brand"), TEXT,
    ),
    **dict.fromkeys(("event_name", "event_date", "external_id"), TEXT_OR_NULL),
    **dict.fromkeys(
        ("option_set_id", "parent_order_product_id", "gift_certificate_id"), ID_OR_NULL
    ),
    **dict.fromkeys(
        ("base_price", "price_ex_tax", "price_inc_tax", "price_tax", "base_total", "total_ex_tax",
         "total_inc_tax", "total_tax", "weight", "width", "height", "depth", "base_cost_price",
         "cost_price_inc_tax", "cost_price_ex_tax", "cost_price_tax", "refund_amount",
         "base_wrapping_cost", "wrapping_cost_ex_tax", "wrapping_cost_inc_tax",
         "wrapping_cost_tax", "fixed_shipping_cost", "discounted_total_inc_tax"), MONEY,
    ),
    "is_bundled_product": BOOLEAN,
    **dict.fromkeys(("applied_discounts", "product_options", "configurable_fields"), ROWS),
}  # fmt: skip
_DISCOUNT = {
    "id": TEXT, "amount": MONEY, "name": TEXT_OR_NULL, "code": TEXT_OR_NULL,
    "target": Choice(Text(enum=("order", "product", "shipping"))),
}  # fmt: skip
_DESTINATION = {
    **_ADDRESS,
    **dict.fromkeys(
        ("id", "order_id", "items_shipped", "cost_tax_class_id", "handling_cost_tax_class_id",
         "shipping_zone_id"), ID,
    ),
    "items_total": INTEGER,
    **dict.fromkeys(
        ("base_cost", "cost_ex_tax", "cost_inc_tax", "cost_tax", "base_handling_cost",
         "handling_cost_ex_tax", "handling_cost_inc_tax", "handling_cost_tax"), MONEY,
    ),
    "shipping_method": TEXT,
    "shipping_zone_name": TEXT,
}  # fmt: skip
_FEE = {
    "id": ID, "type": TEXT, "display_name_customer": TEXT, "display_name_merchant": TEXT,
    "source": TEXT, "base_cost": MONEY, "cost_ex_tax": MONEY, "cost_inc_tax": MONEY,
    "cost_tax": MONEY, "tax_class_id": ID_OR_NULL,
}  # fmt: skip
_PICKUP = {
    "id": ID, "pickup_method_id": ID, "pickup_method_display_name": TEXT,
    "collection_instructions": TEXT, "collection_time_description": TEXT,
}  # fmt: skip
_TAX = {
    "id": ID, "order_id": ID, "order_address_id": ID_OR_NULL, "order_pickup_method_id": ID,
    "order_product_id": ID_OR_NULL, "tax_rate_id": ID, "tax_class_id": ID_OR_NULL, "name": TEXT,
    "class": TEXT, "rate": MONEY, "priority": INTEGER, "priority_amount": MONEY,
    "line_amount": MONEY, "line_item_type": TEXT,
}  # fmt: skip
_COUPON = {
    "id": ID, "order_id": ID, "coupon_id": ID, "code": TEXT_OR_NULL, "amount": MONEY, "type": ID,
    "discount": MONEY,
}  # fmt: skip
_SHIPMENT = {
    "id": ID, "order_id": ID, "customer_id": ID, "order_address_id": ID,
    "date_created": Choice(DateTime()), "tracking_number": TEXT, "merchant_shipping_cost": MONEY,
    "shipping_method": TEXT, "comments": TEXT, "shipping_provider": TEXT,
    "tracking_carrier": TEXT, "tracking_link": TEXT,
}  # fmt: skip
_ITEM = {
    "order_product_id": ID._replace(required=True), "product_id": ID,
    "quantity": INTEGER._replace(required=True),
}  # fmt: skip
_MESSAGE = {
    "id": ID, "order_id": ID, "staff_id": ID, "customer_id": ID, "type": TEXT, "subject": TEXT,
    "message": TEXT, "status": TEXT, "is_flagged": BOOLEAN, "date_created": Choice(DateTime()),
}  # fmt: skip


def read_order_record(value: Any) -> OrderRecord:
    """The record of a printed order. Raises InvalidInput with every wrong place."""
    if not isinstance(value, dict):
        raise InvalidInput(FieldError("order"))
    reader = _Reader()
    record = reader.record(value)
    if reader.errors:
        raise InvalidInput(*reader.errors)
    return record


class _Reader:
    """Reads one order and gathers what is wrong with it."""

    def __init__(self) -> None:
        self.errors: Errors = []

    def record(self, value: Json) -> OrderRecord:
        order = self._order(value)
        consignments = value.get("consignments")
        consignments = consignments if isinstance(consignments, dict) else {}
        products = self._listed(value, "products", [*_consigned_lines(consignments)] or None)
        shipping = consignments.get("shipping")
        addresses = self._listed(value, "shipping_addresses", shipping)
        whole = WholeOrder(
            order,
            tuple([self._product(row, f"products.{at}") for at, row in enumerate(products)]),
            self._rows(OrderAddress, _DESTINATION, addresses, "shipping_addresses"),
            tuple([self._pickup(row) for row in _rows(consignments.get("pickups"))]),
            self._rows(OrderFee, _FEE, _rows(_unwrapped(value.get("fees"))), "fees"),
            tuple([self._tax(row) for row in _rows(value.get("taxes"))]),
        )
        return OrderRecord(
            whole,
            tuple([self._shipment(row) for row in _rows(value.get("shipments"))]),
            self._rows(OrderCoupon, _COUPON, _rows(value.get("coupons")), "coupons"),
            self._rows(OrderMessage, _MESSAGE, _rows(value.get("messages")), "messages"),
        )

    def _order(self, value: Json) -> Order:
        taken = self._take(_ORDER, value, "")
        taken.setdefault("date_modified", taken.get("date_created", 0))
        billing = self._take(_ADDRESS, value.get("billing_address", {}), "billing_address")
        return Order(billing_address=Address(**billing), **taken)

    def _product(self, row: Any, path: str) -> OrderProduct:
        taken = self._take(_PRODUCT, row, path)
        discounts = taken.pop("applied_discounts", ())
        applied = [
            AppliedDiscount(
                **_NO_DISCOUNT | self._take(_DISCOUNT, one, f"{path}.applied_discounts")
            )
            for one in discounts
        ]
        options = tuple([{**_NO_OPTION, **option} for option in taken.pop("product_options", ())])
        return OrderProduct(applied_discounts=tuple(applied), product_options=options, **taken)

    def _pickup(self, row: Any) -> OrderPickup:
        path = "consignments.pickups"
        taken = self._take(_PICKUP, row, path)
        location = row.get("location") if isinstance(row, dict) else None
        described = dict(location) if isinstance(location, dict) else {}
        place = Integer(minimum=0, strings=True).read(
            described.pop("id", 0), f"{path}.location.id", self.errors
        )
        named = {str(name): str(text) for name, text in described.items() if text is not None}
        return OrderPickup(location_id=place, location=named, **taken)

    def _tax(self, row: Any) -> OrderTax:
        taken = self._take(_TAX, row, "taxes")
        taken["rate"] = taken.get("rate", 0) * RATE_UNITS_OF_MONEY
        taken["tax_class"] = taken.pop("class", "")
        taken["order_address_id"] = taken.get("order_address_id") or None
        return OrderTax(**taken)

    def _shipment(self, row: Any) -> Shipment:
        taken = self._take(_SHIPMENT, row, "shipments")
        given: Json = row if isinstance(row, dict) else {}
        billing, shipping = [
            Address(**self._take(_ADDRESS, given.get(side) or {}, f"shipments.{side}"))
            for side in ("billing_address", "shipping_address")
        ]
        items = [
            ShipmentItem(**_NO_ITEM | self._take(_ITEM, item, "shipments.items"))
            for item in _rows(given.get("items"))
        ]
        return Shipment(
            billing_address=billing, shipping_address=shipping, items=tuple(items), **taken
        )

    def _rows(
        self, record: type[Record], kinds: Mapping[str, Choice], rows: list[Any], path: str
    ) -> tuple[Record, ...]:
        return tuple([record(**self._take(kinds, row, path)) for row in rows])

    def _listed(self, value: Json, name: str, otherwise: object) -> list[Any]:
        """A list that an order must bring; a link is none."""
        for found in (value.get(name), otherwise):
            if isinstance(found, list):
                return found
        self.errors.append(FieldError(name, "required"))
        return []

    def _take(self, kinds: Mapping[str, Choice], value: Any, path: str) -> dict[str, Any]:
        """The known members; null counts as absent where there is no null."""
        if not isinstance(value, dict):
            refuse(path, self.errors)
            return {}
        given = {
            name: item
            for name, item in value.items()
            if name in kinds and (item is not None or kinds[name].nullable)
        }
        found: Errors = []
        taken: dict[str, Any] = _object(kinds).read(given, path, found)
        self.errors.extend(found)
        if found:
            taken = {}
        return {name: _stored(item) for name, item in taken.items()}


_NO_DISCOUNT: dict[str, Any] = {
    "id": "",
    "amount": 0,
    "name": None,
    "code": None,
    "target": "order",
}
_NO_OPTION = {"product_option_id": 0, "value": ""}
_NO_ITEM = {"order_product_id": 0, "product_id": 0, "quantity": 0}
_objects: dict[int, Object] = {}


def _object(kinds: Mapping[str, Choice]) -> Object:
    found = _objects.get(id(kinds))
    if found is None:
        props = {
            name: Prop(one.kind, required=one.required, nullable=one.nullable)
            for name, one in kinds.items()
        }
        found = _objects[id(kinds)] = Object("", props)
    return found


def _stored(value: Any) -> Any:
    """Lists as tuples, and fractions inside them as text: they are stored as JSON."""
    if isinstance(value, list):
        return tuple([_plain(item) for item in value])
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _rows(value: object) -> list[Any]:
    """A list of parts; a link, or nothing at all, is none."""
    return value if isinstance(value, list) else []


def _unwrapped(value: object) -> object:
    return value.get("fees") if isinstance(value, dict) else value


def _consigned_lines(consignments: Json) -> Iterator[Any]:
    """The lines that consignments hold in place, where `include` asked for them."""
    emails = consignments.get("email")
    certificates = emails.get("gift_certificates") if isinstance(emails, dict) else ()
    for kind in (
        *(consignments.get(k) for k in ("pickups", "shipping", "downloads")),
        certificates,
    ):
        for one in _rows(kind):
            lines = _rows(one.get("line_items")) if isinstance(one, dict) else []
            yield from (line for line in lines if isinstance(line, dict) and "quantity" in line)
