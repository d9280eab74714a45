"""Telling outside tax providers of orders: each document is sent until it has been taken."""

from urllib.parse import quote

from orderwright.actions.quoting import Asking, Question
from orderwright.actions.tax_settings import DEFAULTS, NAME, SUBMISSION
from orderwright.db import access, orders, tax_documents
from orderwright.db.store_settings import read_settings
from orderwright.db.unit import Unit
from orderwright.domain.cart_taxes import OWN_TAXES
from orderwright.domain.dates import print_iso
from orderwright.domain.order import Order
from orderwright.domain.tax_document import (
    DocumentState,
    TaxDocument,
    after_status,
    sent,
    tried,
)

COMMIT, VOID = "/commit", "/void"
SENT_AT_ONCE = 20


async def follow(unit: Unit, store_id: int, before: Order, after: Order, now: int) -> None:
    """Let the document of a locked order follow its status."""
    if after.tax_provider_id in ("", OWN_TAXES) or before.status_id == after.status_id:
        return
    document = await tax_documents.find_locked(unit, store_id, after.id)
    if document is None:
        return
    strategy = (await read_settings(unit, store_id, NAME)).get(SUBMISSION, DEFAULTS[SUBMISSION])
    changed = after_status(document, after.status_id, strategy, now)
    if changed != document:
        tax_documents.save(unit, store_id, changed)


async def send_due(asking: Asking, now: int) -> int:
    """Send what is due, in all stores; how many documents were tried."""

    async def claim(unit: Unit) -> list[tuple[int, TaxDocument]]:
        due = await tax_documents.find_due(unit, now, SENT_AT_ONCE)
        claimed = [(store_id, tried(document, now)) for store_id, document in due]
        for store_id, document in claimed:
            tax_documents.save(unit, store_id, document)
        return claimed

    claimed = await asking.units.write(claim)
    for store_id, document in claimed:
        await _send(asking, store_id, document)
    return len(claimed)


async def _send(asking: Asking, store_id: int, document: TaxDocument) -> None:
    async def read(unit: Unit) -> tuple[str, Order | None]:
        store = await access.get_store(unit, store_id)
        return "" if store is None else store.hash, await orders.find_order(
            unit, store_id, document.order_id
        )

    store_hash, order = await asking.units.read(read)
    if order is None:
        return
    answer = await asking.ask(store_id, store_hash, _question(document, order))

    async def write(unit: Unit) -> None:
        known = await tax_documents.find_locked(unit, store_id, document.order_id)
        if known is not None and (known.state, known.attempts) == (
            document.state,
            document.attempts,
        ):
            tax_documents.save(unit, store_id, sent(known, answer))

    await asking.units.write(write)


def _question(document: TaxDocument, order: Order) -> Question:
    if document.state is DocumentState.VOID_DUE:
        path = f"{VOID}?id={quote(document.external_id, safe='')}"
        return Question("tax", document.provider_id, path, {}, "")
    moment = print_iso(order.date_created)
    body = {**document.body, "id": str(order.id), "transaction_date": moment}
    return Question("tax", document.provider_id, COMMIT, body, "")
