"""Quotes are asked for between units of work, and only taken by the very question they answer."""

import asyncio
from decimal import Decimal
from typing import Any

import pytest

from orderwright.actions.quoting import QUESTIONS_MAX, Question, QuoteDesk, with_quotes
from orderwright.domain.tax_quote import QuoteInvalid, read_quote
from orderwright.gateways.addresses import AddressRefused, check_address


def question(asked: str) -> Question:
    return Question("tax", "acme", "/estimate", {}, asked)


def test_a_cart_that_changes_meanwhile_is_asked_about_again() -> None:
    desk, states, asked = QuoteDesk(), iter(["one", "two", "two"]), []

    async def run() -> Any:
        return desk.answer(question(next(states)))

    async def ask(needed: Question) -> Any:
        asked.append(needed.asked)
        return {"of": needed.asked}

    assert asyncio.run(with_quotes(desk, run, ask)) == {"of": "two"}
    assert asked == ["one", "two"]


def test_a_cart_that_never_rests_gets_no_quote() -> None:
    desk, count = QuoteDesk(), iter(range(1_000))

    async def run() -> Any:
        return desk.answer(question(str(next(count))))

    async def ask(_: Question) -> Any:
        return {}

    assert asyncio.run(with_quotes(desk, run, ask)) is None
    assert next(count) == QUESTIONS_MAX + 1


def quote(total: Any, *parts: Any) -> Any:
    price = {"total_tax": total, "tax_rate": Decimal("0.1"), "sales_tax_summary": list(parts)}
    nothing = {"price": {"total_tax": 0}}
    one = {
        "items": [{"id": "line:0", "price": price}],
        "shipping": {"id": "shipping:0", **nothing},
        "handling": {"id": "handling:0", **nothing},
    }
    return {"documents": [one]}


def test_parts_that_do_not_sum_are_read_as_one_tax() -> None:
    part = {"name": "State", "rate": Decimal("0.05"), "amount": Decimal("0.5")}
    found = read_quote(quote(1, part), "acme", "", {"line:0": 100_000}, is_inclusive=False)
    (tax,) = found.items["line:0"].taxes
    assert (tax.name, tax.rate, tax.amount) == ("Tax", 10_000_000, 10_000)


@pytest.mark.parametrize("total", [None, "x", -1, "1e999", 12, 10**30])
def test_impossible_taxes_are_no_quote(total: Any) -> None:
    with pytest.raises(QuoteInvalid):
        read_quote(quote(total), "acme", "", {"line:0": 100_000}, is_inclusive=True)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "::1", "fe80::1%eth0", "fd00:ec2::254", "::ffff:127.0.0.1",
        "2002:7f00:1::", "nonsense",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(host: str) -> None:
    with pytest.raises(AddressRefused):
        check_address(host, allow_private=False)


@pytest.mark.parametrize("host", ["93.184.215.14", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_not(host: str) -> None:
    check_address(host, allow_private=False)
