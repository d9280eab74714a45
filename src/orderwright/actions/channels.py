"""Making and changing sales channels, and which currencies each of them has."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.db import channels, currencies
from orderwright.db.outbox import record
from orderwright.db.store_settings import delete_settings, read_settings, write_settings
from orderwright.db.unit import Unit
from orderwright.domain.channel import (
    GONE,
    Channel,
    CurrencyAssignment,
    first_status,
    is_pair,
    writable_statuses,
)
from orderwright.domain.errors import Conflict, NotFound, Unprocessable
from orderwright.domain.store import Store

CURRENCIES = "channel_currencies"
DELETED_CHANNEL = (
    "A deleted channel cannot be updated. Channel can be restored within 90 days after deleting by"
    " contacting BigCommerce support team"
)


async def create_channel(unit: Unit, store: Store, channel: Channel, now: int) -> Channel:
    """Raises Unprocessable, or Conflict for the double of another."""
    if not is_pair(channel.type, channel.platform):
        raise Unprocessable(
            f"Input channel type [{channel.type}] with platform [{channel.platform}] is not"
            " supported"
        )
    new = replace(
        channel,
        status=channel.status or first_status(channel.type),
        date_created=now,
        date_modified=now,
    )
    await _check(unit, store.id, new)
    number = channels.add_channel(unit, store.id, new)
    record(unit, store.id, "store/channel/created", {"type": "channel", "id": number}, now)
    await unit.flush()
    return replace(new, id=number.value)


async def update_channel(
    unit: Unit, store: Store, channel_id: int, changes: Mapping[str, Any], now: int
) -> Channel:
    """Raises NotFound, Unprocessable, or Conflict for the double of another."""
    found = await channels.find_channel(unit, store.id, channel_id, lock=True)
    if found is None:
        raise NotFound("channel", channel_id)
    if found.status in GONE:
        raise Unprocessable(DELETED_CHANNEL)
    changed = replace(found, **changes)
    if changed == found:
        return found
    changed = replace(changed, date_modified=now)
    await _check(unit, store.id, changed)
    channels.change_channel(unit, store.id, changed)
    record(unit, store.id, "store/channel/updated", {"type": "channel", "id": channel_id}, now)
    return changed


async def _check(unit: Unit, store_id: int, channel: Channel) -> None:
    if channel.status not in writable_statuses(channel.type):
        raise Unprocessable.naming(
            "The following fields are invalid: status",
            "status",
            f"A channel of type {channel.type} cannot be {channel.status}.",
        )
    if await channels.has_double(unit, store_id, channel):
        raise Conflict(
            f'Channel already exists with name: "{channel.name}", platform: "{channel.platform}",'
            f' and type: "{channel.type}"'
        )


async def get_assignment(unit: Unit, store: Store, channel_id: int) -> CurrencyAssignment:
    """A channel's own currencies, or the store's. Raises NotFound."""
    if not await channels.existing_channel_ids(unit, store.id, [channel_id]):
        raise NotFound("channel", channel_id)
    return (await list_assignments(unit, store, [channel_id]))[0]


async def list_assignments(
    unit: Unit, store: Store, channel_ids: Sequence[int]
) -> list[CurrencyAssignment]:
    """The currencies of each of these channels."""
    enabled = [each for each in await currencies.list_currencies(unit, store.id) if each.enabled]
    own = CurrencyAssignment(
        0, [each.currency_code for each in enabled], store.profile.currency_code
    )
    assignments: list[CurrencyAssignment] = []
    for channel_id in channel_ids:
        kept = await read_settings(unit, store.id, CURRENCIES, channel_id)
        assignments.append(replace(own, **kept, channel_id=channel_id))
    return assignments


async def assign_currencies(
    unit: Unit, store: Store, wanted: Sequence[CurrencyAssignment]
) -> list[CurrencyAssignment]:
    """Set the currencies of channels. Raises Unprocessable."""
    ids = [each.channel_id for each in wanted]
    known = await channels.existing_channel_ids(unit, store.id, ids)
    unknown = [str(channel_id) for channel_id in ids if channel_id not in known]
    if unknown:
        raise Unprocessable(
            f"The following `channel_id`s [{', '.join(unknown)}] are not valid for store"
            f" {store.id}."
        )
    enabled = {
        each.currency_code
        for each in await currencies.list_currencies(unit, store.id)
        if each.enabled
    }
    for each in wanted:
        _check_currencies(each, enabled)
        data = {
            "enabled_currencies": list(each.enabled_currencies),
            "default_currency": each.default_currency,
        }
        await write_settings(unit, store.id, CURRENCIES, data, each.channel_id)
    return list(wanted)


def _check_currencies(assignment: CurrencyAssignment, enabled: set[str]) -> None:
    for name, codes in (
        ("enabled_currencies", assignment.enabled_currencies),
        ("default_currency", (assignment.default_currency,)),
    ):
        wrong = [code for code in codes if code not in enabled]
        if wrong:
            raise Unprocessable.naming(
                f"The following fields are invalid: `{name}`",
                name,
                f"The field `{name}` contains the following currencies that have not been enabled"
                f" [{', '.join(wrong)}]",
            )
    if assignment.default_currency not in assignment.enabled_currencies:
        raise Unprocessable.naming(
            "The following fields are invalid: `default_currency`",
            "default_currency",
            "The field `default_currency` is not one of `enabled_currencies`",
        )


async def drop_assignment(unit: Unit, store: Store, channel_id: int) -> None:
    """Let a channel have the store's currencies again. Raises NotFound."""
    if not await channels.existing_channel_ids(unit, store.id, [channel_id]):
        raise NotFound("channel", channel_id)
    await delete_settings(unit, store.id, CURRENCIES, channel_id)
