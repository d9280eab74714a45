"""An order with everything that hangs from it, as it is exported and imported."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.order import GivenCost, Order, OrderProduct, WholeOrder
from orderwright.domain.order_coupon import OrderCoupon
from orderwright.domain.order_message import OrderMessage
from orderwright.domain.shipment import Shipment


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """Every row has its own number already."""

    whole: WholeOrder
    shipments: tuple[Shipment, ...] = ()
    coupons: tuple[OrderCoupon, ...] = ()
    messages: tuple[OrderMessage, ...] = ()

    @property
    def id(self) -> int:
        return self.whole.order.id


def taken_over(record: OrderRecord, now: int) -> OrderRecord:
    """The record as it is stored here, its rows numbered and tied to the order.

    Its figures count as given: prices and costs by the pair, the discount as asked for. They stand
    until someone changes what they are made of. It holds no stock. Raises InvalidInput.
    """
    errors = list(_contradictions(record))
    if errors:
        raise InvalidInput(*errors)
    whole = record.whole
    of = whole.order.id
    return OrderRecord(
        replace(
            whole,
            order=_order(whole.order, now),
            products=tuple([_line(line, of) for line in whole.products]),
            addresses=tuple([replace(address, order_id=of) for address in whole.addresses]),
            pickups=tuple([replace(pickup, order_id=of) for pickup in whole.pickups]),
            fees=tuple([replace(fee, order_id=of) for fee in whole.fees]),
            taxes=tuple([replace(tax, order_id=of) for tax in whole.taxes]),
        ),
        tuple([replace(shipment, order_id=of) for shipment in record.shipments]),
        tuple([replace(coupon, order_id=of) for coupon in record.coupons]),
        tuple([replace(message, order_id=of) for message in record.messages]),
    )


def _order(order: Order, now: int) -> Order:
    costs = {
        "shipping": GivenCost(
            order.base_shipping_cost, order.shipping_cost_ex_tax, order.shipping_cost_inc_tax
        ),
        "handling": GivenCost(
            order.base_handling_cost, order.handling_cost_ex_tax, order.handling_cost_inc_tax
        ),
        "wrapping": GivenCost(
            order.base_wrapping_cost, order.wrapping_cost_ex_tax, order.wrapping_cost_inc_tax
        ),
    }
    return replace(
        order,
        inserted_at=now,
        costs_given={name: cost for name, cost in costs.items() if cost != GivenCost(0, 0, 0)},
        manual_discount_amount=order.discount_amount,
        refunded_amount_given=order.refunded_amount,
        is_digital_given=True,
    )


def _line(line: OrderProduct, order_id: int) -> OrderProduct:
    return replace(line, order_id=order_id, is_price_overridden=True, stock_held=())


def _contradictions(record: OrderRecord) -> Iterator[FieldError]:
    """Rows of another order, numbers used twice, and references that lead nowhere."""
    whole = record.whole
    if not whole.order.id:
        yield FieldError("id")
        return
    kinds = (
        ("products", whole.products),
        ("shipping_addresses", whole.addresses),
        ("consignments.pickups", whole.pickups),
        ("fees", whole.fees),
        ("taxes", whole.taxes),
        ("shipments", record.shipments),
        ("coupons", record.coupons),
        ("messages", record.messages),
    )
    for name, rows in kinds:
        ids = [row.id for row in rows]
        if len(set(ids)) != len(ids) or 0 in ids:
            yield FieldError("id", path=f"{name}.id")
        if any(row.order_id not in (0, whole.order.id) for row in rows):
            yield FieldError("order_id", path=f"{name}.order_id")
    addresses = {0, *[address.id for address in whole.addresses]}
    lines = {line.id for line in whole.products}
    if any(line.order_address_id not in addresses for line in whole.products):
        yield FieldError("order_address_id", path="products.order_address_id")
    for shipment in record.shipments:
        if any(item.order_product_id not in lines for item in shipment.items):
            yield FieldError("order_product_id", path="shipments.items.order_product_id")
