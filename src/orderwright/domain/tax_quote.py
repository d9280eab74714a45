"""What an outside tax provider says a checkout's taxes are, and how its amounts become rates.

Everything is named by its position (`line:0`, `shipping:1`), which stays the same when a unit of
work is run again and draws other ids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from orderwright.domain.money import InvalidAmount, parse_money, round_to_unit
from orderwright.domain.tax import NO_TAX, PERCENT, TaxRate, TaxSet

AUTOMATIC_TAX = "Automatic Tax"
"""The name of the class of taxes that a provider has worked out (behaviour 1.6)."""

NAME_MAX = 255
TAXES_MAX = 50
RATE_MAX = 10
"""As a fraction: a thousand percent."""

ID_MAX = 2**53


class QuoteInvalid(ValueError):
    """An answer that is no quote of what was asked; the message says why."""


@dataclass(frozen=True, slots=True)
class QuotedTax:
    """One tax on one thing; `rate` in millionths of a percent, `amount` in ten-thousandths."""

    name: str
    rate: int
    amount: int
    id: int = 0


@dataclass(frozen=True, slots=True)
class QuotedItem:
    """The taxes of one thing, and what it costs without them."""

    ex_tax: int
    taxes: tuple[QuotedTax, ...] = ()


@dataclass(frozen=True, slots=True)
class TaxQuote:
    """A provider's answer; `asked` is a fingerprint of the question."""

    provider_id: str
    asked: str
    items: Mapping[str, QuotedItem]

    def taxes_on(self, key: str, unit: int) -> TaxSet:
        """The quoted taxes as rates that give just these amounts on the quoted amount."""
        item = self.items.get(key)
        if item is None or not item.taxes or item.ex_tax <= 0:
            return NO_TAX
        amounts = tuple([round_to_unit(tax.amount, unit) for tax in item.taxes])
        rates = tuple([TaxRate(tax.id, tax.name, tax.rate) for tax in item.taxes])
        return TaxSet(rates, 0, AUTOMATIC_TAX, amounts, item.ex_tax, item.ex_tax + sum(amounts))


def read_quote(
    answer: Any, provider_id: str, asked: str, charged: Mapping[str, int], *, is_inclusive: bool
) -> TaxQuote:
    """The quote in a provider's answer to a question about what is `charged` (ten-thousandths).

    Raises QuoteInvalid, also where something that was asked about is missing.
    """
    try:
        found = dict(_items(answer))
    except (TypeError, KeyError, AttributeError, InvalidAmount, ArithmeticError) as error:
        raise QuoteInvalid(f"not a quote: {type(error).__name__}") from error
    items = {}
    for key, amount in charged.items():
        if key not in found:
            raise QuoteInvalid(f"{key} is missing")
        total = sum([tax.amount for tax in found[key]])
        if total < 0 or (is_inclusive and total > amount):
            raise QuoteInvalid(f"{key} has an impossible tax")
        items[key] = QuotedItem(amount - total if is_inclusive else amount, found[key])
    return TaxQuote(provider_id, asked, items)


def _items(answer: Any) -> Iterator[tuple[str, tuple[QuotedTax, ...]]]:
    for document in answer["documents"]:
        entries = [*document["items"], document["shipping"], document["handling"]]
        entries += [item["wrapping"] for item in document["items"] if item.get("wrapping")]
        for entry in entries:
            yield str(entry["id"]), tuple(_taxes(entry["price"]))


def _taxes(price: Any) -> Iterator[QuotedTax]:
    """The parts of a price's tax; the whole where the parts are not named."""
    parts = price.get("sales_tax_summary") or []
    total = parse_money(price["total_tax"])
    if len(parts) > TAXES_MAX:
        raise QuoteInvalid("too many taxes")
    amounts = [parse_money(part["amount"]) for part in parts]
    if sum(amounts) != total:
        if total:
            yield QuotedTax("Tax", _rate(price.get("tax_rate", 0)), total)
        return
    for part, amount in zip(parts, amounts, strict=True):
        if amount:
            name = str(part["name"])[:NAME_MAX] or "Tax"
            yield QuotedTax(name, _rate(part["rate"]), amount, _id(part.get("id")))


def _rate(value: Any) -> int:
    rate = Decimal(str(value))
    if not 0 <= rate <= RATE_MAX:
        raise QuoteInvalid("impossible rate")
    return int(rate * 100 * PERCENT)


def _id(value: Any) -> int:
    """Only whole numbers are kept (reference, `SalesTax`)."""
    text = str(value)
    return min(int(text[:16]), ID_MAX) if text.isascii() and text.isdigit() else 0
