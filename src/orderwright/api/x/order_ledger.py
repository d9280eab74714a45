"""The ledger of an order: what makes up its total, what was paid and given back, line by line."""

from dataclasses import fields
from typing import Any

from orderwright.actions.order_ledger import Ledger, read_ledger
from orderwright.api.call import Answer, Call
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso_ms
from orderwright.domain.ledger import Figures, Journal, Posting
from orderwright.domain.money import print_4


async def get_order_ledger(call: Call) -> Answer:
    order_id = call.id("order_id")

    async def work(unit: Unit) -> Answer:
        ledger = await read_ledger(unit, call.store.id, order_id)
        return Answer(body={"data": _print(ledger), "meta": {}})

    return await call.read(work)


def _print(ledger: Ledger) -> dict[str, Any]:
    figures = ledger.figures
    return {
        "order_id": ledger.order_id,
        "currency_code": ledger.currency_code,
        "is_balanced": all(journal.is_balanced for journal in ledger.journals),
        "figures": {field.name: print_4(getattr(figures, field.name)) for field in fields(Figures)},
        "journals": [_journal(journal) for journal in ledger.journals],
    }


def _journal(journal: Journal) -> dict[str, Any]:
    return {
        "number": journal.number or None,
        "date": print_iso_ms(journal.at),
        "cause": journal.cause,
        "cause_id": journal.cause_id or None,
        "entries": [_posting(posting) for posting in journal.postings],
    }


def _posting(posting: Posting) -> dict[str, Any]:
    return {
        "account": posting.account,
        "item_type": posting.item_type,
        "item_id": posting.item_id or None,
        "name": posting.name,
        "amount": print_4(posting.amount),
    }
