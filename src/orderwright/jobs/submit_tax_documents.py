"""Tells outside tax providers of orders that were paid, and of those that are paid no longer."""

from collections.abc import Awaitable, Callable
from typing import Any

from orderwright.actions import tax_documents
from orderwright.actions.quoting import Asking

EVERY_MS = 10_000


def submitting(asking: Asking) -> Callable[[Any, int], Awaitable[int]]:
    """The job, with the providers that it tells."""

    async def submit(_: Any, now: int) -> int:
        return await tax_documents.send_due(asking, now)

    return submit
