"""How the lines of an order change: which goods a request means, and what becomes of each line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.new_order import new_line, placed, wrapping_values
from orderwright.domain.order import OrderAddress, OrderProduct, WholeOrder
from orderwright.domain.order_facts import CatalogItem, OrderFacts
from orderwright.domain.order_request import LineRequest, OptionRequest
from orderwright.domain.stock import Wanted, hold


@dataclass(frozen=True, slots=True)
class LineChanges:
    """What a request means for an order's lines.

    `kept` are requests for lines that stay what they are, `swapped` for lines that become other
    goods, by line id; `added` are new lines. `requests` are those whose goods must be known, by a
    position that is also the one in `OrderFacts.items`.
    """

    removed: frozenset[int] = frozenset()
    kept: Mapping[int, int] = field(default_factory=dict)
    swapped: Mapping[int, int] = field(default_factory=dict)
    added: tuple[int, ...] = ()
    requests: Mapping[int, LineRequest] = field(default_factory=dict)


def plan_lines(before: WholeOrder, lines: Sequence[LineRequest]) -> LineChanges:
    """Sort out what each entry of a PUT's `products` means. Raises InvalidInput."""
    known = {line.id: line for line in before.products}
    removed: set[int] = set()
    kept: dict[int, int] = {}
    swapped: dict[int, int] = {}
    added: list[int] = []
    requests: dict[int, LineRequest] = {}
    for at, request in enumerate(lines):
        if request.id is None:
            if request.quantity == 0 and not request.is_custom:
                removed |= _matching(before, request)
            else:
                _check_new(request)
                added.append(at)
                requests[at] = request
            continue
        line = known.get(request.id)
        if line is None:
            raise InvalidInput(FieldError("id", path="products.id"))
        _check_left(line, request.quantity or 0)
        if request.quantity == 0:
            removed.add(line.id)
            continue
        is_same = _is_same(line, request)
        (kept if is_same else swapped)[line.id] = at
        requests[at] = _of_line(line, request) if is_same else _of_goods(line, request)
    return LineChanges(frozenset(removed), kept, swapped, tuple(added), requests)


def apply_lines(
    before: WholeOrder,
    changes: LineChanges,
    facts: OrderFacts,
    addresses: Sequence[OrderAddress],
) -> tuple[tuple[OrderProduct, ...], list[Wanted]]:
    """The lines after the request, holding stock, and what has to be checked against it."""
    destination = addresses[0].id if addresses else 0
    lines: list[OrderProduct] = []
    wanted: list[Wanted] = []
    for line in before.products:
        if line.id in changes.removed:
            continue
        at = changes.kept.get(line.id, changes.swapped.get(line.id))
        if at is None:
            lines.append(line)
            continue
        request, item = changes.requests[at], facts.item(at)
        if line.id in changes.swapped:
            after = _swapped(line, request, item)
        else:
            after = _changed(line, request)
        if after != line:
            after = replace(after, applied_discounts=())
            if item is not None:
                wanted.append(Wanted(item, after.quantity, line.stock_held))
                after = replace(after, stock_held=hold(item, after.quantity))
        lines.append(after)
    for position, at in enumerate(changes.added):
        request, item = changes.requests[at], facts.item(at)
        lines.append(placed(new_line(request, item, position), destination, item))
        if item is not None:
            wanted.append(Wanted(item, lines[-1].quantity))
    return tuple(lines), wanted


def _matching(before: WholeOrder, request: LineRequest) -> set[int]:
    """The lines of a product that are to be removed without naming them by id."""
    found = {
        line.id
        for line in before.products
        if line.product_id == request.product_id
        and (not request.variant_id or line.variant_id == request.variant_id)
    }
    if not found:
        raise InvalidInput(FieldError("product_id", path="products.product_id"))
    for line in before.products:
        if line.id in found:
            _check_left(line, 0)
    return found


def _check_left(line: OrderProduct, quantity: int) -> None:
    """Catalogue lines count from 1, and what has left or was refunded stays ordered."""
    done = max(line.quantity_shipped, line.quantity_refunded)
    if (not line.is_custom and quantity < 0) or (done and quantity < done):
        raise InvalidInput(FieldError("quantity", path="products.quantity"))


def _check_new(request: LineRequest) -> None:
    if not request.is_custom and (request.quantity or 0) < 1:
        raise InvalidInput(FieldError("quantity", path="products.quantity"))


def _is_same(line: OrderProduct, request: LineRequest) -> bool:
    return (
        request.product_id in (None, line.product_id)
        and request.variant_id in (None, 0, line.variant_id)
        and not request.options
    )


def _of_line(line: OrderProduct, request: LineRequest) -> LineRequest:
    """The request with the goods of the line itself."""
    chosen = tuple(
        [
            OptionRequest(int(str(row["product_option_id"])), str(row["value"]))
            for row in line.product_options
        ]
    )
    return replace(request, product_id=line.product_id, variant_id=line.variant_id, options=chosen)


def _of_goods(line: OrderProduct, request: LineRequest) -> LineRequest:
    """The request with the line's product where it names no other."""
    product_id = line.product_id if request.product_id is None else request.product_id
    return replace(request, product_id=product_id)


def _changed(line: OrderProduct, request: LineRequest) -> OrderProduct:
    values: dict[str, Any] = {"quantity": request.quantity}
    if request.price_ex_tax is not None and request.price_inc_tax is not None:
        values |= {
            "price_ex_tax": request.price_ex_tax,
            "price_inc_tax": request.price_inc_tax,
            "is_price_overridden": True,
        }
    if request.name is not None:
        values |= {"name": request.name, "name_customer": request.name}
    if request.name_merchant is not None:
        values["name_merchant"] = request.name_merchant
    if request.sku is not None and line.is_custom:
        values["sku"] = request.sku
    if request.upc is not None:
        values["upc"] = request.upc
    return replace(line, **values, **wrapping_values(request, line))


def _swapped(line: OrderProduct, request: LineRequest, item: CatalogItem | None) -> OrderProduct:
    """Other goods in the same line: what has happened to the line stays."""
    if line.quantity_shipped or line.quantity_refunded:
        raise InvalidInput(FieldError("product_id", path="products.product_id"))
    return replace(
        new_line(request, item, 0),
        id=line.id,
        order_id=line.order_id,
        order_address_id=line.order_address_id,
        order_pickup_method_id=line.order_pickup_method_id,
        external_id=line.external_id,
        stock_held=line.stock_held,
    )
