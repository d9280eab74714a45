"""Mails the links to digital goods that have been paid for."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from orderwright.actions import downloads as actions
from orderwright.actions.downloads import Tokens
from orderwright.db import downloads
from orderwright.gateways.mail import Mailer, MailFailed

EVERY_MS = 5_000
SENT_AT_ONCE = 50

log = structlog.get_logger("orderwright.jobs")


def sending(mailer: Mailer, tokens: Tokens, origin: str) -> Callable[[Any, int], Awaitable[int]]:
    """The job; links begin with `origin`."""

    async def send(database: Any, now: int) -> int:
        due = await database.read(lambda unit: downloads.find_due(unit, now, SENT_AT_ONCE))
        sent = 0
        for store_id, order_id in due:
            sent += await _send(database, store_id, order_id, now)
        return sent

    async def _send(database: Any, store_id: int, order_id: int, now: int) -> bool:
        claimed = await actions.claim_mail(database, store_id, order_id, tokens, now)
        if claimed is None:
            return False
        store, made = claimed
        subject = f"Your downloads of order {order_id}"
        try:
            for recipient, text in actions.texts(store, order_id, made, origin).items():
                await mailer.send([recipient], subject, text)
        except MailFailed as error:
            log.warning("mail not sent", subject=subject, reason=str(error))
            return False

        async def mark(unit: Any) -> None:
            downloads.mark_sent(unit, store_id, order_id, now)

        await database.write(mark)
        return True

    return send
