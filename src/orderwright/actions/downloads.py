"""Bringing digital goods to those who have paid: a mail an order, a link a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from orderwright.actions.gateway_calls import Units
from orderwright.db import access, downloads, orders
from orderwright.db.unit import Unit
from orderwright.domain.download import LIFE_MS, RETRY_MS, Download, digital_lines, mails
from orderwright.domain.order import WholeOrder
from orderwright.domain.order_status import PAID
from orderwright.domain.store import Store

Claimed = tuple[Store, list[Download]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Where the tokens of links come from, and what is kept of them."""

    new: Callable[[], str]
    hash: Callable[[str], bytes]


def follow(unit: Unit, store_id: int, before: WholeOrder, after: WholeOrder, now: int) -> None:
    """Queue the mail of an order that has just been paid, however that came about."""
    paid = after.order.status_id in PAID and before.order.status_id not in PAID
    if paid and digital_lines(after):
        downloads.queue_mail(unit, store_id, after.order.id, now)


async def claim_mail(
    units: Units, store_id: int, order_id: int, tokens: Tokens, now: int
) -> Claimed | None:
    """The downloads of an order, each with a new link; None if another worker has them."""

    async def read(unit: Unit) -> tuple[Store | None, WholeOrder | None]:
        found = await orders.find(unit, store_id, order_id)
        return await access.get_store(unit, store_id), found

    store, whole = await units.read(read)
    if store is None or whole is None:
        return None
    billed = whole.order.billing_address.email
    made = [
        Download(line.id, line.product_id, line.name, line.recipient_email or billed, tokens.new())
        for line in digital_lines(whole)
        if line.recipient_email or billed
    ]

    async def write(unit: Unit) -> bool:
        if not await downloads.claim(unit, store_id, order_id, now, now + RETRY_MS):
            return False
        await downloads.forget_unused(unit, store_id, order_id)
        for one in made:
            token_hash = tokens.hash(one.token)
            downloads.add_link(unit, store_id, order_id, one, token_hash, now + LIFE_MS)
        return True

    return (store, made) if await units.write(write) else None


def texts(store: Store, order_id: int, made: Sequence[Download], origin: str) -> dict[str, str]:
    """What each recipient is to read."""
    address = f"{origin}/stores/{store.hash}/downloads"
    return mails(store.name, order_id, made, address)
