"""What a refund comes to: from what is asked for, what was charged, and what was given back before.

Refunding every part, however it is split, gives back exactly what was paid: pieces of a part are
differences of rounded shares, and the last part takes what the parts do not account for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from orderwright.domain.errors import RefundRefused
from orderwright.domain.order import WholeOrder
from orderwright.domain.refund import (
    BY_QUANTITY,
    ItemRequest,
    Override,
    Refund,
    RefundItem,
    RefundRequest,
    standing,
    tax_of,
)
from orderwright.domain.refund_effect import given_back, of_lines
from orderwright.domain.refund_parts import (
    NOTHING,
    Part,
    PartKey,
    Taken,
    parts_of,
    refund_of,
)

NOTHING_LEFT = "There is nothing left to refund on this order."
NOTHING_ASKED = "The refund comes to nothing."
NO_SUCH_ITEM = "The item is no refundable part of this order."
TOO_MANY = "The quantity is greater than the quantity of the item that is left to refund."
TOO_MUCH = "The amount is greater than the amount of the item that is left to refund."
NO_AMOUNT = "The amount must be greater than 0, and one that the currency can pay."
TOO_GREAT_ADJUSTMENT = "The adjustments are greater than the refund of the item."
NOT_OVERCHARGED = "The tax adjustment is not the amount of tax that was overcharged."
OVERRIDE_TOO_GREAT = "The override is greater than the amount that is left to refund."


@dataclass(frozen=True, slots=True)
class Quote:
    """What a request comes to.

    `adjustment` is how the total differs from the sum of what was asked for: less where less is
    left of the order, more or less where the last part takes the rest. `order_level` is what
    concerns the order as a whole.
    """

    total_amount: int
    total_tax: int
    adjustment: int = 0
    order_level: int = 0
    tax_adjustment: int = 0
    items: tuple[RefundItem, ...] = ()


@dataclass(slots=True)
class _Books:
    """An order's parts, and what is left of them while a request is worked out."""

    whole: WholeOrder
    parts: Mapping[PartKey, Part]
    taken: dict[PartKey, Taken]
    left: int
    tax_left: int
    unit: int


def quote_refund(
    whole: WholeOrder,
    refunds: Sequence[Refund],
    captured: int,
    request: RefundRequest,
    unit: int,
) -> Quote:
    """Work out a request against what was captured. `unit` is the currency's smallest charge.

    Raises RefundRefused.
    """
    counted = standing(refunds)
    books = _Books(
        whole,
        parts_of(whole, unit),
        _taken_before(whole, counted, unit),
        captured - sum([refund.counted for refund in counted]) - _elsewhere(whole, counted),
        whole.order.total_tax - sum([tax_of(refund) for refund in counted]),
        unit,
    )
    if books.left <= 0:
        raise RefundRefused(NOTHING_LEFT)
    items = tuple([_item(books, asked, f"items.{at}") for at, asked in enumerate(request.items)])
    tax_adjustment = _tax_adjustment(books, request, counted)
    order_level = sum([item.total for item in items if item.item_type == "ORDER"])
    if request.override is not None:
        given = request.override
        _check_override(books, given)
        return Quote(given.total_amount, given.total_tax, 0, order_level, tax_adjustment, items)
    total = sum([item.total for item in items]) + tax_adjustment
    tax = sum([item.tax for item in items]) + tax_adjustment
    is_last = _is_last(books, items)
    adjusted = total
    if is_last:
        adjusted += captured - sum([part.total for part in books.parts.values()])
    adjusted = max(0, min(adjusted, books.left))
    if not adjusted:
        raise RefundRefused(NOTHING_ASKED)
    is_everything = is_last and adjusted == books.left
    tax = books.tax_left if is_everything else min(tax, books.tax_left)
    tax = max(0, min(tax, adjusted))
    return Quote(adjusted, tax, adjusted - total, order_level, tax_adjustment, items)


def _elsewhere(whole: WholeOrder, refunds: Sequence[Refund]) -> int:
    """What was refunded before the order came here, as it tells itself."""
    return max(0, whole.order.refunded_amount - given_back(refunds))


def _taken_before(whole: WholeOrder, refunds: Sequence[Refund], unit: int) -> dict[PartKey, Taken]:
    """How much of each part was taken: by these refunds, and before the order came here."""
    taken: dict[PartKey, Taken] = {}
    ours = of_lines(refunds, unit)
    for line in whole.products:
        elsewhere = line.quantity_refunded - ours.get(line.id, (0, 0))[0]
        if elsewhere > 0:
            taken["PRODUCT", line.id] = Taken(elsewhere)
    for refund in refunds:
        for item in refund.items:
            _take(taken, (item.item_type, item.item_id), Taken(item.quantity, item.amount))
    return taken


def _take(taken: dict[PartKey, Taken], key: PartKey, more: Taken) -> None:
    before = taken.get(key, NOTHING)
    amount = 0 if key[0] in BY_QUANTITY else before.amount + more.amount
    taken[key] = Taken(before.quantity + more.quantity, amount)


def _item(books: _Books, asked: ItemRequest, path: str) -> RefundItem:
    """One item worked out, and noted in the books, so that one request cannot ask twice."""
    is_counted = asked.item_type in BY_QUANTITY
    if not is_counted:
        _check_amount(asked.amount, books.unit, f"{path}.amount")
    if asked.item_type in ("ORDER", "TAX"):
        return _of_order(books, asked, path)
    key = _key_of(books.whole, asked)
    part = books.parts.get(key)
    if part is None:
        raise refused(NO_SUCH_ITEM, f"{path}.item_id")
    before = books.taken.get(key, NOTHING)
    now = Taken(asked.quantity) if is_counted else Taken(amount=asked.amount)
    if is_counted and not 0 < now.quantity <= part.quantity - before.quantity:
        raise refused(TOO_MANY, f"{path}.quantity")
    if now.amount > part.amount - before.amount:
        raise refused(TOO_MUCH, f"{path}.amount")
    amount, tax = refund_of(key, part, before, now, books.unit)
    total = amount if part.is_inclusive else amount + tax
    total -= _kept_back(books, asked, total, path)
    _take(books.taken, key, now)
    return RefundItem(
        asked.item_type,
        key[1],
        now.quantity,
        amount,
        min(tax, total),
        total,
        asked.reason,
        asked.adjustments,
    )


def _key_of(whole: WholeOrder, asked: ItemRequest) -> PartKey:
    """The part that is meant; the order's only fee may be named by the order, too (reference)."""
    fees = whole.fees
    if asked.item_type == "FEE" and len(fees) == 1 and asked.item_id == whole.order.id:
        return "FEE", fees[0].id
    return asked.item_type, asked.item_id


def _of_order(books: _Books, asked: ItemRequest, path: str) -> RefundItem:
    """An amount of the whole order, on which tax is not worked out anew; or of its tax."""
    whole = books.whole
    if asked.item_id not in (whole.order.id, *[line.id for line in whole.products]):
        raise refused(NO_SUCH_ITEM, f"{path}.item_id")
    tax = asked.amount if asked.item_type == "TAX" else 0
    if asked.amount > books.left or tax > books.tax_left:
        raise refused(TOO_MUCH, f"{path}.amount")
    return RefundItem(
        asked.item_type, asked.item_id, 0, asked.amount, tax, asked.amount, asked.reason
    )


def _kept_back(books: _Books, asked: ItemRequest, total: int, path: str) -> int:
    for adjustment in asked.adjustments:
        _check_amount(-adjustment.amount, books.unit, f"{path}.adjustments")
    kept = -sum([adjustment.amount for adjustment in asked.adjustments])
    if kept > total:
        raise refused(TOO_GREAT_ADJUSTMENT, f"{path}.adjustments")
    return kept


def _tax_adjustment(books: _Books, request: RefundRequest, counted: Iterable[Refund]) -> int:
    """What is given back of the tax alone: what earlier refunds kept of it by an override.

    It must be that amount, unless the merchant overrides it (reference: `TaxAdjustmentAmount`).
    """
    asked = request.tax_adjustment
    if not asked:
        return 0
    _check_amount(asked, books.unit, "tax_adjustment_amount")
    if request.override is None and asked != min(overcharged(counted), books.tax_left):
        raise refused(NOT_OVERCHARGED, "tax_adjustment_amount")
    return asked


def overcharged(counted: Iterable[Refund]) -> int:
    """The tax of refunded parts that was not given back with them."""
    kept = 0
    for refund in counted:
        kept += sum([item.tax for item in refund.items]) - tax_of(refund)
    return max(0, kept)


def _check_override(books: _Books, given: Override) -> None:
    path = "merchant_calculated_override"
    _check_amount(given.total_amount, books.unit, f"{path}.total_amount")
    if given.total_amount > books.left:
        raise refused(OVERRIDE_TOO_GREAT, f"{path}.total_amount")
    tax = given.total_tax
    if tax % books.unit or not -given.total_amount <= tax <= min(
        given.total_amount, books.tax_left
    ):
        raise refused(OVERRIDE_TOO_GREAT, f"{path}.total_tax")


def _check_amount(amount: int, unit: int, path: str) -> None:
    if amount <= 0 or amount % unit:
        raise refused(NO_AMOUNT, path)


def _is_last(books: _Books, items: Iterable[RefundItem]) -> bool:
    """Whether these items complete the refund of every part."""
    if all(item.item_type in ("ORDER", "TAX") for item in items):
        return False
    return all(
        books.taken.get(key, NOTHING).is_all_of(part)
        for key, part in books.parts.items()
        if part.total
    )


def refused(title: str, path: str) -> RefundRefused:
    """A refusal that names the field that it is about."""
    refusal = RefundRefused(title)
    refusal.fields = {path: title}
    return refusal
