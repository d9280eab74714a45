"""V3 transactions of orders, and what is done with their payments: capture, void."""

from collections.abc import Sequence
from typing import Any

from orderwright.actions import captures
from orderwright.actions.order_changes import By
from orderwright.actions.order_parts import check_order
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list, v3_list
from orderwright.api.v2.order_printing import renderer
from orderwright.api.v3.transaction_printing import print_transaction
from orderwright.db import transactions
from orderwright.db.unit import Unit
from orderwright.domain.payment import Transaction

KEY_DIGITS = 32


async def get_order_transactions(call: Call) -> Answer:
    """None at all are a 204 (reference)."""
    page, (total, rows) = page_of(call.query()), await _transactions(call)
    return v3_list(rows, total, page, call.query_fields()) if total else Answer(204)


async def get_v2_order_transactions(call: Call) -> Answer:
    """The same rows, bare: published clients still ask for them in V2."""
    _, rows = await _transactions(call)
    return v2_list(rows)


async def _transactions(call: Call) -> tuple[int, list[dict[str, Any]]]:
    """How many there are, and those of one page as they are printed."""
    order_id, page = call.id("order_id"), page_of(call.query())

    async def work(unit: Unit) -> tuple[int, Sequence[Transaction]]:
        await check_order(unit, call.store.id, order_id)
        total = await transactions.count(unit, call.store.id, order_id)
        found = await transactions.list_page(unit, call.store.id, order_id, page.limit, page.offset)
        return total, found

    total, found = await call.read(work)
    return total, [print_transaction(one, call.services.paying.vault) for one in found]


async def capture_order_payment(call: Call) -> Answer:
    return await _capture(call, None)


async def capture_amount(call: Call) -> Answer:
    amount: int | None = call.body().get("amount")
    return await _capture(call, amount)


async def void_order_payment(call: Call) -> Answer:
    order_id, by, key = call.id("order_id"), _by(call), _key(call)

    async def work(unit: Unit) -> Answer:
        await captures.void_order_payment(unit, by, order_id, key)
        return _accepted()

    return await call.write(work)


async def _capture(call: Call, amount: int | None) -> Answer:
    order_id, by, key = call.id("order_id"), _by(call), _key(call)
    gateways = call.services.paying.gateways

    async def work(unit: Unit) -> Answer:
        await captures.capture_order_payment(unit, by, order_id, key, gateways, amount)
        return _accepted()

    return await call.write(work)


def _by(call: Call) -> By:
    return By(call.store, call.token.actor, call.now, renderer(call.store))


def _key(call: Call) -> str:
    key: str = call.services.randomness.hex(KEY_DIGITS)
    return key


def _accepted() -> Answer:
    """What is asked for is done by the worker, and the reference's body is an empty object."""
    nothing: dict[str, Any] = {}
    return Answer(201, nothing)
