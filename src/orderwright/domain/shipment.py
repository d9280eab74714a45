"""Shipments: what may still be shipped of an order, and what shipping it does to the order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from orderwright.domain.errors import FieldError, InvalidInput, NotAvailableToShip
from orderwright.domain.order import Address, OrderAddress, OrderProduct, WholeOrder
from orderwright.domain.order_status import Status, derived_status, shipment_event

NOT_OF_ORDER = "The order has no such product."
NOT_SHIPPED = "The product is not one that is shipped."
OTHER_ADDRESS = "The product goes to another address."


@dataclass(frozen=True, slots=True)
class ShipmentItem:
    """So many of one order product."""

    order_product_id: int
    product_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Shipment:
    """One parcel. Both addresses are those of the day when it was made."""

    id: int = 0
    order_id: int = 0
    customer_id: int = 0
    order_address_id: int = 0
    date_created: int = 0
    tracking_number: str = ""
    merchant_shipping_cost: int = 0
    shipping_method: str = ""
    comments: str = ""
    shipping_provider: str = ""
    tracking_carrier: str = ""
    tracking_link: str = ""
    billing_address: Address = field(default_factory=Address)
    shipping_address: Address = field(default_factory=Address)
    items: tuple[ShipmentItem, ...] = ()


Wanted = tuple[int, int]
"""An order product's id, and how many of it."""


def new_shipment(
    whole: WholeOrder, fields: Mapping[str, Any], wanted: Iterable[Wanted], now: int
) -> Shipment:
    """A shipment of an order; without a `shipping_method` it is that of the address.

    `fields` are those of the record that the client gave, `order_address_id` among them. Raises
    InvalidInput, NotAvailableToShip.
    """
    address = _address(whole, fields["order_address_id"])
    return replace(
        Shipment(
            order_id=whole.order.id,
            customer_id=whole.order.customer_id,
            date_created=now,
            shipping_method=address.shipping_method,
            billing_address=_plain(whole.order.billing_address),
            shipping_address=_plain(address),
            items=_items(whole.products, address.id, wanted),
        ),
        **fields,
    )


def changed_shipment(shipment: Shipment, whole: WholeOrder, fields: Mapping[str, Any]) -> Shipment:
    """The shipment with new values; a new address brings its own text. Raises InvalidInput."""
    changed = replace(shipment, **fields)
    if changed.order_address_id == shipment.order_address_id:
        return changed
    address = _address(whole, changed.order_address_id)
    lines = {line.id: line for line in whole.products}
    if any(lines[item.order_product_id].order_address_id != address.id for item in shipment.items):
        raise InvalidInput(FieldError("order_address_id", detail=OTHER_ADDRESS))
    return replace(changed, shipping_address=_plain(address))


def after_shipping(whole: WholeOrder, items: Iterable[ShipmentItem], now: int) -> WholeOrder:
    """The order once these items have left: counted, and its status derived (ADR 0006)."""
    moved = _moved(whole, {item.order_product_id: item.quantity for item in items})
    to_ship = [line for line in moved.products if not line.is_digital and line.quantity > 0]
    event = shipment_event(
        sum(line.quantity for line in to_ship), sum(line.quantity_shipped for line in to_ship)
    )
    status_id = (
        moved.order.status_id if event is None else derived_status(moved.order.status_id, event)
    )
    order = replace(moved.order, status_id=status_id)
    if status_id == Status.SHIPPED and whole.order.status_id != Status.SHIPPED:
        order = replace(order, date_shipped=now)
    return replace(moved, order=order)


def after_unshipping(whole: WholeOrder, items: Iterable[ShipmentItem]) -> WholeOrder:
    """The order once shipments are deleted: items count as unshipped, the status stays."""
    back: dict[int, int] = {}
    for item in items:
        back[item.order_product_id] = back.get(item.order_product_id, 0) - item.quantity
    return _moved(whole, back)


def _moved(whole: WholeOrder, by: Mapping[int, int]) -> WholeOrder:
    products = tuple(
        [
            replace(line, quantity_shipped=max(0, line.quantity_shipped + by.get(line.id, 0)))
            for line in whole.products
        ]
    )
    shipped_to: dict[int, int] = {}
    for line in products:
        shipped_to[line.order_address_id] = (
            shipped_to.get(line.order_address_id, 0) + line.quantity_shipped
        )
    addresses = tuple(
        [
            replace(address, items_shipped=shipped_to.get(address.id, 0))
            for address in whole.addresses
        ]
    )
    shipped = sum(line.quantity_shipped for line in products)
    order = replace(whole.order, items_shipped=shipped)
    return replace(whole, order=order, products=products, addresses=addresses)


def _address(whole: WholeOrder, address_id: int) -> OrderAddress:
    for address in whole.addresses:
        if address.id == address_id:
            return address
    raise InvalidInput(FieldError("order_address_id"))


def _items(
    products: Sequence[OrderProduct], address_id: int, wanted: Iterable[Wanted]
) -> tuple[ShipmentItem, ...]:
    lines = {line.id: line for line in products}
    quantities: dict[int, int] = {}
    for line_id, quantity in wanted:
        quantities[line_id] = quantities.get(line_id, 0) + quantity
    for line_id, quantity in quantities.items():
        line = lines.get(line_id)
        if line is None:
            raise InvalidInput(FieldError("order_product_id", detail=NOT_OF_ORDER))
        if line.is_digital:
            raise InvalidInput(FieldError("order_product_id", detail=NOT_SHIPPED))
        if line.order_address_id != address_id:
            raise InvalidInput(FieldError("order_product_id", detail=OTHER_ADDRESS))
        available = max(0, line.quantity - line.quantity_shipped)
        if quantity > available:
            raise NotAvailableToShip(line_id, available)
    return tuple(
        [
            ShipmentItem(line_id, lines[line_id].product_id, quantity)
            for line_id, quantity in quantities.items()
        ]
    )


def _plain(address: Address) -> Address:
    """The twelve fields that a shipment shows of an address."""
    return Address(
        first_name=address.first_name,
        last_name=address.last_name,
        company=address.company,
        street_1=address.street_1,
        street_2=address.street_2,
        city=address.city,
        state=address.state,
        zip=address.zip,
        country=address.country,
        country_iso2=address.country_iso2,
        phone=address.phone,
        email=address.email,
    )
