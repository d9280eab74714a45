"""Puts the money into an order: from its lines, costs, fees and discounts to every figure of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from orderwright.domain.cost import FREE, Cost, CostInput
from orderwright.domain.currency import decimals_of
from orderwright.domain.discount import MANUAL_ID, Discount
from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.money import InvalidAmount
from orderwright.domain.order import (
    Address,
    GivenCost,
    Order,
    OrderAddress,
    OrderFee,
    OrderProduct,
    OrderTax,
    WholeOrder,
    new_id,
)
from orderwright.domain.order_line import LineFigures, LineInput
from orderwright.domain.records import changed
from orderwright.domain.store import Store
from orderwright.domain.tax import NO_TAX, TaxSet
from orderwright.domain.tax_zones import Place
from orderwright.domain.totals import (
    ConsignmentFigures,
    ConsignmentInput,
    OrderFigures,
    OrderInput,
    Override,
    TaxRow,
    order_totals,
)

TaxOf = Callable[[int, Address], TaxSet]
"""The taxes on a tax class at a destination."""


def no_tax(_class_id: int, _destination: Address) -> TaxSet:
    """Where the store has no taxes at all."""
    return NO_TAX


def store_taxes(store: Store, customer_group_id: int) -> TaxOf:
    """The taxes of a store on what a customer of this group (0 for none) buys."""
    book = store.taxes
    if not store.profile.tax_enabled or not book.rates:
        return no_tax

    def tax_of(class_id: int, destination: Address) -> TaxSet:
        place = Place(
            destination.country_iso2, destination.state, destination.zip, customer_group_id
        )
        return book.taxes_on(class_id, place)

    return tax_of


@dataclass(frozen=True, slots=True)
class CostClasses:
    """The store's tax classes of costs that are not products."""

    shipping: int = 0
    handling: int = 0
    wrapping: int = 0
    fee: int = 0


def price_order(
    whole: WholeOrder, classes: CostClasses, tax_of: TaxOf, *, keeps_discounts: bool = False
) -> WholeOrder:
    """The order with all its money computed anew.

    Where it `keeps_discounts`, the manual discount stays on the lines that have a part of it;
    otherwise it is spread over all lines.
    Its lines bring their base price or pair, `costs_given` and the fees theirs; where a subtotal or
    total is marked as overridden, the order's own pair is taken as given. Raises InvalidInput where
    a figure is more than can be stored.
    """
    try:
        figures = order_totals(
            _order_input(whole, classes, tax_of, keeps_discounts=keeps_discounts)
        )
    except InvalidAmount as error:
        raise InvalidInput(FieldError("products")) from error
    return put_figures(whole, figures, classes, keeps_discounts=keeps_discounts)


def put_figures(
    whole: WholeOrder, figures: OrderFigures, classes: CostClasses, *, keeps_discounts: bool = False
) -> WholeOrder:
    """The order with figures that were worked out of its lines, addresses and fees."""
    addresses = tuple(
        [
            _priced_address(address, costs)
            for address, costs in zip(whole.addresses, figures.consignments, strict=True)
        ]
        if whole.addresses
        else ()
    )
    return WholeOrder(
        order=_priced_order(whole.order, figures, classes, keeps_discounts=keeps_discounts),
        products=tuple(
            [
                _priced_line(line, money)
                for line, money in zip(whole.products, figures.lines, strict=True)
            ]
        ),
        addresses=addresses,
        pickups=whole.pickups,
        fees=tuple(
            [_priced_fee(fee, cost) for fee, cost in zip(whole.fees, figures.fees, strict=True)]
        ),
        taxes=tuple(_tax_rows(whole, figures)),
    )


def keep_tax_ids(whole: WholeOrder, before: Sequence[OrderTax]) -> WholeOrder:
    """The order with the ids that its tax rows had, so that only what changes is written."""
    known: dict[OrderTax, list[int]] = {}
    for row in before:
        known.setdefault(changed(row, id=0, order_id=0), []).append(row.id)
    taxes: list[OrderTax] = []
    added = 0
    for row in whole.taxes:
        ids = known.get(changed(row, id=0, order_id=0))
        if ids:
            taxes.append(changed(row, id=ids.pop(0), order_id=whole.order.id))
        else:
            taxes.append(changed(row, id=new_id(added)))
            added += 1
    return changed(whole, taxes=tuple(taxes))


def _order_input(
    whole: WholeOrder, classes: CostClasses, tax_of: TaxOf, *, keeps_discounts: bool
) -> OrderInput:
    order = whole.order
    destination: Address = whole.addresses[0] if whole.addresses else order.billing_address
    places = {address.id: address for address in whole.addresses}
    given = order.costs_given
    return OrderInput(
        is_tax_inclusive=order.is_tax_inclusive_pricing,
        decimals=decimals_of(order.default_currency_code),
        lines=tuple(
            [
                _line_input(
                    line,
                    tax_of(line.tax_class_id, places.get(line.order_address_id, destination)),
                    keeps_discounts=keeps_discounts,
                )
                for line in whole.products
            ]
        ),
        discount_amount=0 if keeps_discounts else order.manual_discount_amount,
        consignments=tuple([_consignment(one, given, classes, tax_of) for one in whole.addresses]),
        shipping=_cost_input(given.get("shipping"), tax_of(classes.shipping, destination)),
        handling=_cost_input(given.get("handling"), tax_of(classes.handling, destination)),
        wrapping=_wrapping(whole, tax_of(classes.wrapping, destination)),
        fees=tuple([_fee_input(fee, classes, tax_of, destination) for fee in whole.fees]),
        store_credit_amount=order.store_credit_amount,
        gift_certificate_amount=order.gift_certificate_amount,
        subtotal=Override(order.subtotal_ex_tax, order.subtotal_inc_tax)
        if order.is_subtotal_overridden
        else None,
        total=Override(order.total_ex_tax, order.total_inc_tax)
        if order.is_total_overridden
        else None,
    )


def _line_input(line: OrderProduct, taxes: TaxSet, *, keeps_discounts: bool) -> LineInput:
    overridden = line.is_price_overridden
    return LineInput(
        key=f"{line.product_id}/{line.variant_id}/{line.name}",
        quantity=line.quantity,
        base_price=line.base_price,
        price_ex_tax=line.price_ex_tax if overridden else None,
        price_inc_tax=line.price_inc_tax if overridden else None,
        taxes=taxes,
        cost_price=line.base_cost_price,
        discounts=tuple(
            [
                Discount(one.id, one.amount, one.name, one.code, one.target)
                for one in line.applied_discounts
                if keeps_discounts or one.id != MANUAL_ID
            ]
        ),
    )


def _consignment(
    address: OrderAddress, given: Mapping[str, GivenCost], classes: CostClasses, tax_of: TaxOf
) -> ConsignmentInput:
    return ConsignmentInput(
        key=str(address.id),
        weight=address.items_total,
        shipping=FREE
        if "shipping" in given
        else _own_cost(address.base_cost, tax_of, classes.shipping, address),
        handling=FREE
        if "handling" in given
        else _own_cost(address.base_handling_cost, tax_of, classes.handling, address),
    )


def _own_cost(base: int, tax_of: TaxOf, class_id: int, address: Address) -> CostInput:
    return CostInput(base, taxes=tax_of(class_id, address)) if base else FREE


def _cost_input(given: GivenCost | None, taxes: TaxSet) -> CostInput | None:
    if given is None:
        return None
    return CostInput(given.base, given.ex_tax, given.inc_tax, taxes)


def _wrapping(whole: WholeOrder, taxes: TaxSet) -> CostInput | None:
    """The order's own wrapping cost, else that of its lines, which is of whole lines."""
    given = _cost_input(whole.order.costs_given.get("wrapping"), taxes)
    if given is not None:
        return given
    wrapped = [line for line in whole.products if line.wrapping_id]
    if not wrapped:
        return None
    return CostInput(
        sum([line.base_wrapping_cost for line in wrapped]),
        sum([line.wrapping_cost_ex_tax for line in wrapped]),
        sum([line.wrapping_cost_inc_tax for line in wrapped]),
        taxes,
    )


def _fee_input(
    fee: OrderFee, classes: CostClasses, tax_of: TaxOf, destination: Address
) -> CostInput:
    class_id = classes.fee if fee.tax_class_id is None else fee.tax_class_id
    return CostInput(
        fee.base_cost, fee.cost_ex_tax, fee.cost_inc_tax, tax_of(class_id, destination)
    )


def _priced_order(
    order: Order, figures: OrderFigures, classes: CostClasses, *, keeps_discounts: bool
) -> Order:
    discount_amount = figures.discount_amount
    if keeps_discounts and order.is_total_overridden:
        discount_amount = order.discount_amount
    shipping, handling, wrapping = figures.shipping, figures.handling, figures.wrapping
    return changed(
        order,
        subtotal_ex_tax=figures.subtotal_ex_tax,
        subtotal_inc_tax=figures.subtotal_inc_tax,
        subtotal_tax=figures.subtotal_tax,
        base_shipping_cost=shipping.base,
        shipping_cost_ex_tax=shipping.ex_tax,
        shipping_cost_inc_tax=shipping.inc_tax,
        shipping_cost_tax=shipping.tax,
        shipping_cost_tax_class_id=classes.shipping,
        base_handling_cost=handling.base,
        handling_cost_ex_tax=handling.ex_tax,
        handling_cost_inc_tax=handling.inc_tax,
        handling_cost_tax=handling.tax,
        handling_cost_tax_class_id=classes.handling,
        base_wrapping_cost=wrapping.base,
        wrapping_cost_ex_tax=wrapping.ex_tax,
        wrapping_cost_inc_tax=wrapping.inc_tax,
        wrapping_cost_tax=wrapping.tax,
        wrapping_cost_tax_class_id=classes.wrapping,
        total_ex_tax=figures.total_ex_tax,
        total_inc_tax=figures.total_inc_tax,
        total_tax=figures.total_tax,
        items_total=figures.items_total,
        discount_amount=discount_amount,
        coupon_discount=figures.coupon_discount,
    )


def _priced_line(line: OrderProduct, money: LineFigures) -> OrderProduct:
    return changed(
        line,
        base_price=money.base_price,
        price_ex_tax=money.price_ex_tax,
        price_inc_tax=money.price_inc_tax,
        price_tax=money.price_tax,
        base_total=money.base_total,
        total_ex_tax=money.total_ex_tax,
        total_inc_tax=money.total_inc_tax,
        total_tax=money.total_tax,
        base_cost_price=money.cost_price,
        cost_price_inc_tax=money.cost_price,
        cost_price_ex_tax=money.cost_price,
        applied_discounts=money.applied_discounts,
        discounted_total_inc_tax=money.discounted_total_inc_tax,
    )


def _priced_address(address: OrderAddress, costs: ConsignmentFigures) -> OrderAddress:
    shipping, handling = costs.shipping, costs.handling
    return changed(
        address,
        base_cost=shipping.base,
        cost_ex_tax=shipping.ex_tax,
        cost_inc_tax=shipping.inc_tax,
        cost_tax=shipping.tax,
        cost_tax_class_id=shipping.tax_class_id,
        base_handling_cost=handling.base,
        handling_cost_ex_tax=handling.ex_tax,
        handling_cost_inc_tax=handling.inc_tax,
        handling_cost_tax=handling.tax,
        handling_cost_tax_class_id=handling.tax_class_id,
    )


def _priced_fee(fee: OrderFee, cost: Cost) -> OrderFee:
    return changed(
        fee,
        base_cost=cost.base,
        cost_ex_tax=cost.ex_tax,
        cost_inc_tax=cost.inc_tax,
        cost_tax=cost.tax,
    )


def _tax_rows(whole: WholeOrder, figures: OrderFigures) -> Iterator[OrderTax]:
    """The rows of `/taxes`; a given pair of prices names no rate and so makes no row."""
    known = [row for row in figures.taxes if row.rate is not None]
    for position, row in enumerate(known):
        yield _tax_row(whole, row, new_id(position))


def _tax_row(whole: WholeOrder, row: TaxRow, row_id: int) -> OrderTax:
    assert row.rate is not None
    line = whole.products[row.position] if row.kind == "item" and row.position is not None else None
    address_id = whole.addresses[0].id if whole.addresses else None
    pickup_id = 0
    if line is not None:
        address_id, pickup_id = line.order_address_id or None, line.order_pickup_method_id
    elif row.kind in ("shipping", "handling") and row.position is not None:
        address_id = whole.addresses[row.position].id
    return OrderTax(
        id=row_id,
        order_address_id=address_id,
        order_pickup_method_id=pickup_id,
        order_product_id=None if line is None else line.id,
        tax_rate_id=row.rate.id,
        tax_class_id=row.tax_class_id,
        name=row.rate.name,
        tax_class=row.class_name,
        rate=row.rate.rate,
        priority=row.rate.priority,
        priority_amount=row.priority_amount,
        line_amount=row.line_amount,
        line_item_type=row.kind,
    )
