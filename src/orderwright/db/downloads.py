"""Mails with digital goods, and their links: rows to records and back."""

from dataclasses import dataclass

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.download import ATTEMPTS_MAX, Download

_QUEUE = statement(
    "INSERT INTO download_mails (store_id, order_id, attempts, not_before)"
    " VALUES (:store_id, :order_id, 0, :now) ON CONFLICT DO NOTHING"
)
_DUE = statement(
    "SELECT store_id, order_id FROM download_mails WHERE sent_at IS NULL AND not_before <= :now"
    " AND attempts < :attempts ORDER BY not_before, store_id, order_id LIMIT :row_limit"
)
_CLAIM = statement(
    "UPDATE download_mails SET attempts = attempts + 1, not_before = :later"
    " WHERE store_id = :store_id AND order_id = :order_id AND sent_at IS NULL"
    " AND not_before <= :now"
)
_SENT = statement(
    "UPDATE download_mails SET sent_at = :now WHERE store_id = :store_id AND order_id = :order_id"
)
_FORGET = statement(
    "DELETE FROM download_links WHERE store_id = :store_id AND order_id = :order_id"
    " AND used_at IS NULL"
)
_LINK = statement(
    "SELECT product_id, order_id, expires_at, used_at FROM download_links"
    " WHERE store_id = :store_id AND token_hash = :token_hash"
)
_USE = statement(
    "UPDATE download_links SET used_at = :now WHERE store_id = :store_id"
    " AND token_hash = :token_hash AND used_at IS NULL AND expires_at > :now"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that still works: to which product of which order."""

    order_id: int
    product_id: int


def queue_mail(unit: Unit, store_id: int, order_id: int, now: int) -> None:
    """Queue that an order's digital goods are to be mailed, once."""
    unit.change(_QUEUE, store_id=store_id, order_id=order_id, now=now)


async def find_due(unit: Unit, now: int, count: int) -> list[tuple[int, int]]:
    """Store and order of mails that are to be sent, in all stores."""
    rows = await unit.rows(_DUE, now=now, attempts=ATTEMPTS_MAX, row_limit=count)
    return [(row["store_id"], row["order_id"]) for row in rows]


async def claim(unit: Unit, store_id: int, order_id: int, now: int, later: int) -> bool:
    """Whether this worker is the one to send a mail; nobody else does until later."""
    claimed = await unit.execute(_CLAIM, store_id=store_id, order_id=order_id, now=now, later=later)
    return claimed == 1


def add_link(
    unit: Unit, store_id: int, order_id: int, one: Download, token_hash: bytes, expires_at: int
) -> None:
    unit.insert(
        "download_links",
        store_id=store_id,
        token_hash=token_hash,
        order_id=order_id,
        order_product_id=one.order_product_id,
        product_id=one.product_id,
        expires_at=expires_at,
    )


async def forget_unused(unit: Unit, store_id: int, order_id: int) -> None:
    """Let the links of a mail that may not have arrived work no longer."""
    await unit.execute(_FORGET, store_id=store_id, order_id=order_id)


def mark_sent(unit: Unit, store_id: int, order_id: int, now: int) -> None:
    unit.change(_SENT, store_id=store_id, order_id=order_id, now=now)


async def find_link(unit: Unit, store_id: int, token_hash: bytes, now: int) -> Link | None:
    """What a link leads to; None if it is unknown, used or too old."""
    row = await unit.row(_LINK, store_id=store_id, token_hash=token_hash)
    if row is None or row["used_at"] is not None or row["expires_at"] <= now:
        return None
    return Link(row["order_id"], row["product_id"])


async def use_link(unit: Unit, store_id: int, token_hash: bytes, now: int) -> bool:
    """Whether this was the one use of a link."""
    return await unit.execute(_USE, store_id=store_id, token_hash=token_hash, now=now) == 1
