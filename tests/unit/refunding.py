"""Orders to refund: short builders for tables of cases, and a strategy for generated ones."""

from dataclasses import replace

from hypothesis import strategies as st

from orderwright.domain.money import parse_money
from orderwright.domain.order import Order, OrderAddress, OrderFee, OrderProduct, WholeOrder
from orderwright.domain.order_pricing import CostClasses, put_figures
from orderwright.domain.refund import (
    Adjustment,
    ItemRequest,
    Override,
    PaymentState,
    Refund,
    RefundPayment,
    RefundRequest,
)
from orderwright.domain.refund_quote import Quote, quote_refund
from orderwright.domain.totals import OrderInput, order_totals
from tests.unit.pricing import orders

ORDER_ID = 100
CENT = 100


def amounts(*texts: str) -> tuple[int, ...]:
    return tuple(parse_money(text) for text in texts)


def product(at: int, quantity: int, ex: str, inc: str, **changes: object) -> OrderProduct:
    """A line of these totals."""
    ex_tax, inc_tax = amounts(ex, inc)
    line = OrderProduct(
        id=at,
        order_id=ORDER_ID,
        quantity=quantity,
        total_ex_tax=ex_tax,
        total_inc_tax=inc_tax,
        total_tax=inc_tax - ex_tax,
        discounted_total_inc_tax=inc_tax,
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def whole(
    *lines: OrderProduct,
    addresses: tuple[OrderAddress, ...] = (),
    fees: tuple[OrderFee, ...] = (),
    **changes: object,
) -> WholeOrder:
    """An order of these parts, its total their sum unless it is given."""
    inc_tax = sum(line.discounted_total_inc_tax + line.wrapping_cost_inc_tax for line in lines)
    inc_tax += sum(one.cost_inc_tax + one.handling_cost_inc_tax for one in addresses)
    inc_tax += sum(fee.cost_inc_tax for fee in fees)
    tax = sum(line.total_tax + line.wrapping_cost_tax for line in lines)
    tax += sum(one.cost_tax + one.handling_cost_tax for one in addresses)
    tax += sum(fee.cost_tax for fee in fees)
    order = Order(id=ORDER_ID, total_inc_tax=inc_tax, total_tax=tax, total_ex_tax=inc_tax - tax)
    return WholeOrder(replace(order, **changes), lines, addresses, (), fees)  # type: ignore[arg-type]


def address(
    at: int, shipping: tuple[str, str], handling: tuple[str, str] = ("0", "0")
) -> OrderAddress:
    (ship_ex, ship_inc), (hand_ex, hand_inc) = amounts(*shipping), amounts(*handling)
    return OrderAddress(
        id=at,
        cost_ex_tax=ship_ex,
        cost_inc_tax=ship_inc,
        cost_tax=ship_inc - ship_ex,
        handling_cost_ex_tax=hand_ex,
        handling_cost_inc_tax=hand_inc,
        handling_cost_tax=hand_inc - hand_ex,
    )


def fee(at: int, ex: str, inc: str) -> OrderFee:
    ex_tax, inc_tax = amounts(ex, inc)
    return OrderFee(id=at, cost_ex_tax=ex_tax, cost_inc_tax=inc_tax, cost_tax=inc_tax - ex_tax)


def units(at: int, quantity: int, *kept: str, kind: str = "PRODUCT") -> ItemRequest:
    adjustments = tuple(Adjustment(amount) for amount in amounts(*kept))
    return ItemRequest(kind, at, quantity, adjustments=adjustments)  # type: ignore[arg-type]


def money(kind: str, at: int, amount: str) -> ItemRequest:
    return ItemRequest(kind, at, amount=parse_money(amount))  # type: ignore[arg-type]


def override(amount: str, tax: str) -> Override:
    return Override(*amounts(amount, tax))


def asked(*items: ItemRequest, **changes: object) -> RefundRequest:
    return RefundRequest(items, **changes)  # type: ignore[arg-type]


def refund_of(quote: Quote, state: PaymentState = PaymentState.DONE, at: int = 1) -> Refund:
    """The refund that a quote would become, paid by one payment."""
    payment = RefundPayment("custom", quote.total_amount, offline=True, state=state)
    return Refund(
        ORDER_ID,
        0,
        quote.total_amount,
        quote.total_tax,
        id=at,
        tax_adjustment=quote.tax_adjustment,
        items=quote.items,
        payments=(payment,),
    )


def quoted(
    order: WholeOrder, request: RefundRequest, *before: Refund, captured: int | None = None
) -> Quote:
    paid = order.order.total_inc_tax if captured is None else captured
    return quote_refund(order, before, paid, request, CENT)


@st.composite
def priced_orders(draw: st.DrawFn) -> tuple[WholeOrder, OrderInput]:
    """Orders as the pricing makes them, of lines of some quantity, and what they were made of."""
    given = draw(orders())
    lines = tuple([line._replace(quantity=abs(line.quantity) or 1) for line in given.lines])
    given = given._replace(lines=lines, wrapping=None)
    figures = order_totals(given)
    skeleton = WholeOrder(
        Order(id=ORDER_ID, is_tax_inclusive_pricing=given.is_tax_inclusive),
        tuple([
            OrderProduct(
                id=at + 1,
                quantity=line.quantity,
                wrapping_cost_ex_tax=line.wrapping.ex_tax,
                wrapping_cost_inc_tax=line.wrapping.inc_tax,
                wrapping_cost_tax=line.wrapping.tax,
                total_tax=line.total_tax,
            )
            for at, line in enumerate(figures.lines)
        ]),
        tuple([OrderAddress(id=at + 1) for at in range(len(given.consignments))]),
        (),
        tuple([OrderFee(id=at + 1) for at in range(len(given.fees))]),
    )  # fmt: skip
    return put_figures(skeleton, figures, CostClasses()), given
