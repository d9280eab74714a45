"""Who is told of orders and their invoices: the store's addresses, and each channel's own."""

from collections.abc import Mapping, Sequence

from orderwright.actions import shop_settings
from orderwright.db.store_settings import WHOLE_STORE
from orderwright.db.unit import Unit
from orderwright.domain.errors import Unprocessable

Addresses = Mapping[str, Sequence[str] | None]
"""E-mail addresses by subject; None in a channel, where the store's own count."""

SUBJECTS = ("order_placed", "forward_invoice")
BOTH_OR_NEITHER = "A channel overrides the email addresses of both notifications, or of neither."
_NAME = "order"


async def get_order_settings(unit: Unit, store_id: int, channel_id: int = WHOLE_STORE) -> Addresses:
    """Every subject with its addresses. Raises Unprocessable for a channel that there is not."""
    return _whole(await shop_settings.read(unit, store_id, _NAME, channel_id), channel_id)


async def update_order_settings(
    unit: Unit, store_id: int, given: Addresses, channel_id: int = WHOLE_STORE
) -> Addresses:
    """Set the given subjects and leave the other.

    Raises Unprocessable for an unknown channel, and where only one of its subjects would be its
    own (reference: either both are overridden, or both are null).
    """
    before = await get_order_settings(unit, store_id, channel_id)
    after = {**before, **given}
    own = [subject for subject in SUBJECTS if after[subject] is not None]
    if len(own) == 1:
        raise Unprocessable.naming(
            BOTH_OR_NEITHER, f"notifications.{own[0]}.email_addresses", "error.expected.both"
        )
    await shop_settings.update(unit, store_id, _NAME, given, channel_id)
    return after


def _whole(found: Mapping[str, Sequence[str]], channel_id: int) -> Addresses:
    nothing: list[str] | None = [] if channel_id == WHOLE_STORE else None
    return {subject: found.get(subject, nothing) for subject in SUBJECTS}
