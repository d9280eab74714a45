"""How an order changes by what a client sends: merged, checked and priced anew where it must be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.new_order import (
    check_references,
    complete_address,
    complete_country,
    cost_classes,
    count_items,
    new_address,
    new_fee,
    with_fields,
)
from orderwright.domain.order import (
    Order,
    OrderAddress,
    OrderFee,
    OrderPickup,
    OrderProduct,
    WholeOrder,
    new_id,
)
from orderwright.domain.order_facts import OrderFacts
from orderwright.domain.order_line_edit import LineChanges, apply_lines
from orderwright.domain.order_pricing import TaxOf, keep_tax_ids, price_order
from orderwright.domain.order_request import FeeRequest, OrderRequest
from orderwright.domain.order_status import Status
from orderwright.domain.stock import (
    StockKey,
    check_quantities,
    check_taken,
    holds_stock,
    take_again,
    takes_stock,
)
from orderwright.domain.store import Profile

PRICED = frozenset(
    {
        "discount_amount",
        "subtotal_ex_tax",
        "subtotal_inc_tax",
        "total_ex_tax",
        "total_inc_tax",
        "base_shipping_cost",
        "shipping_cost_ex_tax",
        "shipping_cost_inc_tax",
        "base_handling_cost",
        "handling_cost_ex_tax",
        "handling_cost_inc_tax",
        "base_wrapping_cost",
        "wrapping_cost_ex_tax",
        "wrapping_cost_inc_tax",
    }
)
"""Fields that move the order's money."""


def edit_order(
    before: WholeOrder,
    request: OrderRequest,
    lines: LineChanges,
    facts: OrderFacts,
    profile: Profile,
    tax_of: TaxOf,
    available: Mapping[StockKey, int],
    now: int,
) -> WholeOrder:
    """The order after a PUT; equal to `before` where nothing changes.

    `available` are the stock items of its lines, for an order that takes its stock again. Raises
    InvalidInput, InvalidOptions, QuantityConflict.
    """
    check_references(request, facts, profile)
    order = _order(before, request, now)
    addresses = _addresses(before, request)
    changed, wanted = apply_lines(before, lines, facts, addresses)
    if not addresses and any(_needs_address(line) for line in changed):
        addresses = (new_address(order.billing_address, 0),)
    destination = addresses[0].id if addresses else 0
    changed = tuple([_destined(line, destination, request) for line in changed])
    check_quantities(wanted)
    after = replace(
        before,
        order=order,
        products=changed,
        addresses=addresses,
        fees=before.fees if request.fees is None else _fees(before.fees, request.fees),
        pickups=_pickups(before.pickups, request),
    )
    after = replace(after, products=_stock(before, after, profile, available))
    if after.products != before.products or len(after.addresses) != len(before.addresses):
        after = count_items(after)
    if _is_repriced(before, after, request):
        after = _priced(before, after, request, profile, tax_of)
    return after


def is_taking_again(before: Order, fields: Mapping[str, object], profile: Profile) -> bool:
    """Whether an order that holds no stock takes it with these fields, or may have to."""
    status_id, is_deleted = fields.get("status_id"), fields.get("is_deleted")
    after_status = status_id if isinstance(status_id, int) else before.status_id
    after_deleted = is_deleted if isinstance(is_deleted, bool) else before.is_deleted
    profile = profile.in_channel(before.channel_id)
    held = holds_stock(before.status_id, profile, is_deleted=before.is_deleted)
    if held and not profile.takes_stock_late:
        return False
    return takes_stock(after_status, profile) and holds_stock(
        after_status, profile, is_deleted=after_deleted
    )


def _needs_address(line: OrderProduct) -> bool:
    return not (line.is_digital or line.order_pickup_method_id or line.order_address_id > 0)


def _destined(line: OrderProduct, destination: int, request: OrderRequest) -> OrderProduct:
    """The line with where it goes: an address, or the pick-up that it was given in."""
    if _needs_address(line):
        return replace(line, order_address_id=destination)
    if line.order_pickup_method_id < 0 and request.pickups is not None:
        pickup = request.pickups[-1 - line.order_pickup_method_id]
        return replace(line, order_pickup_method_id=pickup.id or 0)
    return line


def _order(before: WholeOrder, request: OrderRequest, now: int) -> Order:
    order, fields = before.order, dict(request.fields)
    if order.external_merchant_id is not None and "external_merchant_id" in fields:
        raise InvalidInput(FieldError("external_merchant_id", "read_only"))
    if any(line.quantity_shipped for line in before.products):
        fields.pop("items_shipped", None)
    order = with_fields(order, fields)
    order = replace(
        order, billing_address=complete_address(request.billing_address, order.billing_address)
    )
    if order.status_id == Status.SHIPPED != before.order.status_id:
        order = replace(order, date_shipped=now)
    return order


def _addresses(before: WholeOrder, request: OrderRequest) -> tuple[OrderAddress, ...]:
    addresses = {address.id: address for address in before.addresses}
    added = 0
    for given in request.shipping_addresses or ():
        values: dict[str, Any] = dict(given.fields)
        complete_country(values)
        if given.id is None:
            addresses[new_id(added)] = OrderAddress(id=new_id(added), **values)
            added += 1
        elif given.id in addresses:
            addresses[given.id] = replace(addresses[given.id], **values)
        else:
            raise InvalidInput(FieldError("id", path="shipping_addresses.id"))
    return tuple(addresses.values())


def _fees(before: Sequence[OrderFee], given: Iterable[FeeRequest]) -> tuple[OrderFee, ...]:
    """The given ones replace all: with an id a fee is changed, without one it is new."""
    known = {fee.id: fee for fee in before}
    fees: list[OrderFee] = []
    added = 0
    for request in given:
        fee = new_fee(request, added)
        if request.id is None:
            added += 1
        elif request.id in known:
            fee = replace(fee, id=request.id, order_id=known[request.id].order_id)
        else:
            raise InvalidInput(FieldError("id", path="fees.id"))
        fees.append(fee)
    return tuple(fees)


def _pickups(before: Sequence[OrderPickup], request: OrderRequest) -> tuple[OrderPickup, ...]:
    pickups = {pickup.id: pickup for pickup in before}
    for given in request.pickups or ():
        values: dict[str, Any] = dict(given.fields)
        if given.id not in pickups:
            raise InvalidInput(FieldError("id", path="consignments.pickups.id"))
        pickup = pickups[given.id]
        if "location" in values:
            values["location"] = {**pickup.location, **values["location"]}
        pickups[given.id] = replace(pickup, **values)
    return tuple(pickups.values())


def _stock(
    before: WholeOrder, after: WholeOrder, profile: Profile, available: Mapping[StockKey, int]
) -> tuple[OrderProduct, ...]:
    """The lines with what they hold, now that the order's state is known."""
    order, was = after.order, before.order
    profile = profile.in_channel(was.channel_id)
    if not holds_stock(order.status_id, profile, is_deleted=order.is_deleted):
        return _holding_none(after)
    held = holds_stock(was.status_id, profile, is_deleted=was.is_deleted)
    if held and (not profile.takes_stock_late or any(one.stock_held for one in before.products)):
        return after.products if profile.moves_stock_on_edit else _holding_as(before, after)
    if not takes_stock(order.status_id, profile):
        return _holding_none(after)
    taken = take_again(after.products, available)
    if was.status_id == Status.INCOMPLETE:
        check_taken(taken, available)
    return taken


def _holding_none(after: WholeOrder) -> tuple[OrderProduct, ...]:
    return tuple([replace(line, stock_held=()) for line in after.products])


def _holding_as(before: WholeOrder, after: WholeOrder) -> tuple[OrderProduct, ...]:
    """The lines with what they held before the edit, which moves no stock."""
    held = {line.id: line.stock_held for line in before.products}
    return tuple([replace(line, stock_held=held.get(line.id, ())) for line in after.products])


def _is_repriced(before: WholeOrder, after: WholeOrder, request: OrderRequest) -> bool:
    if not PRICED.isdisjoint(request.fields):
        return True
    money = [
        [(line.id, line.quantity, line.base_price, line.price_ex_tax, line.price_inc_tax,
          line.is_price_overridden, line.applied_discounts, line.wrapping_cost_ex_tax,
          line.wrapping_cost_inc_tax, line.wrapping_id) for line in whole.products]
        for whole in (before, after)
    ]  # fmt: skip
    return money[0] != money[1] or before.fees != after.fees


def _priced(
    before: WholeOrder, after: WholeOrder, request: OrderRequest, profile: Profile, tax_of: TaxOf
) -> WholeOrder:
    priced = price_order(
        after,
        cost_classes(profile),
        tax_of,
        keeps_discounts="discount_amount" not in request.fields,
    )
    return keep_tax_ids(priced, before.taxes)
