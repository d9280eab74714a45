"""Form field values, consent and settings of customers."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.actions import customer_addresses, customer_groups, customers
from orderwright.db import access, channels
from orderwright.db import customer_groups as stored_groups
from orderwright.db import customers as stored
from orderwright.db.store_settings import read_settings, write_settings
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound, Unprocessable
from orderwright.domain.store import Store

SETTINGS = "customers"
PRIVACY = "privacy_settings"
GROUPS = "customer_group_settings"
GLOBAL_LOGINS = "allow_global_logins"
PRIVACY_DEFAULTS: Mapping[str, Any] = {
    "ask_shopper_for_tracking_consent": False,
    "policy_url": "",
}
GROUP_FLAGS = {
    "guest_customer_group_id": "is_group_for_guests",
    "default_customer_group_id": "is_default",
}
DEFAULT_CHANNEL = 1


async def set_form_fields(
    unit: Unit, store: Store, wanted: Sequence[Mapping[str, Any]], now: int
) -> None:
    """Set form field values of customers and addresses. Raises Unprocessable."""
    by_owner: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for value in wanted:
        kind = "customer_id" if "customer_id" in value else "address_id"
        field = {"name": value["name"], "value": value["value"]}
        by_owner.setdefault((kind, value[kind]), []).append(field)
    of_customers = [
        (owner, {"form_fields": tuple(fields)})
        for (kind, owner), fields in by_owner.items()
        if kind == "customer_id"
    ]
    of_addresses = [
        (owner, {"form_fields": tuple(fields)})
        for (kind, owner), fields in by_owner.items()
        if kind == "address_id"
    ]
    if of_customers:
        await customers.update_customers(unit, store, of_customers, now)
    if of_addresses:
        await customer_addresses.update_addresses(unit, store, of_addresses, now)


async def get_consent(unit: Unit, store: Store, customer_id: int) -> dict[str, Any]:
    """Raises NotFound."""
    consent = await stored.read_consent(unit, store.id, customer_id)
    if consent is None:
        raise NotFound("customer", customer_id)
    return consent


async def set_consent(
    unit: Unit, store: Store, customer_id: int, consent: Mapping[str, Any], now: int
) -> dict[str, Any]:
    """Raises NotFound."""
    kept = {
        "allow": consent.get("allow", []),
        "deny": consent.get("deny", []),
        "updated_at": now,
    }
    if not await stored.write_consent(unit, store.id, customer_id, kept):
        raise NotFound("customer", customer_id)
    return kept


async def get_settings(unit: Unit, store: Store) -> dict[str, Any]:
    """The settings of the whole store; groups of 0 are none."""
    kept = await read_settings(unit, store.id, SETTINGS)
    groups = await stored_groups.list_groups(unit, store.id, {}, limit=stored_groups.ALL, offset=0)
    return {
        PRIVACY: {**PRIVACY_DEFAULTS, **kept.get(PRIVACY, {})},
        GROUPS: {
            name: next((each.id for each in groups if getattr(each, flag)), 0)
            for name, flag in GROUP_FLAGS.items()
        },
    }


async def update_settings(
    unit: Unit, store: Store, changes: Mapping[str, Any], now: int
) -> dict[str, Any]:
    """Change some settings of the whole store. Raises Unprocessable for an unknown group."""
    await access.lock_store(unit, store.id)
    kept = await read_settings(unit, store.id, SETTINGS)
    if PRIVACY in changes:
        privacy = {**kept.get(PRIVACY, {}), **changes[PRIVACY]}
        await write_settings(unit, store.id, SETTINGS, {**kept, PRIVACY: privacy})
    chosen = changes.get(GROUPS, {})
    await _check_groups(unit, store.id, chosen)
    before = (await get_settings(unit, store))[GROUPS]
    for name, flag in GROUP_FLAGS.items():
        if name not in chosen or chosen[name] == before[name]:
            continue
        group_id = chosen[name] or before[name]
        await customer_groups.update_group(unit, store, group_id, {flag: bool(chosen[name])}, now)
        await unit.flush()
    return await get_settings(unit, store)


async def get_channel_settings(unit: Unit, store: Store, channel_id: int) -> dict[str, Any]:
    """What a channel has of its own; null is what it has from the store. Raises NotFound."""
    if not await channels.existing_channel_ids(unit, store.id, [channel_id]):
        raise NotFound("channel", channel_id)
    kept = await read_settings(unit, store.id, SETTINGS, channel_id)
    return {
        PRIVACY: {name: kept.get(PRIVACY, {}).get(name) for name in PRIVACY_DEFAULTS},
        GROUPS: {name: kept.get(GROUPS, {}).get(name) for name in GROUP_FLAGS},
        GLOBAL_LOGINS: kept.get(GLOBAL_LOGINS, channel_id == DEFAULT_CHANNEL),
    }


async def update_channel_settings(
    unit: Unit, store: Store, channel_id: int, changes: Mapping[str, Any]
) -> dict[str, Any]:
    """Change what a channel has of its own. Raises NotFound, Unprocessable."""
    await access.lock_store(unit, store.id)
    before = await get_channel_settings(unit, store, channel_id)
    await _check_groups(unit, store.id, changes.get(GROUPS) or {})
    changed = {
        name: {**value, **(changes[name] or {})} if isinstance(value, dict) else changes[name]
        for name, value in before.items()
        if name in changes
    }
    await write_settings(unit, store.id, SETTINGS, {**before, **changed}, channel_id)
    return {**before, **changed}


async def _check_groups(unit: Unit, store_id: int, chosen: Mapping[str, int | None]) -> None:
    wanted = {group_id for group_id in chosen.values() if group_id}
    known = await stored_groups.existing_group_ids(unit, store_id, wanted) if wanted else set()
    for name, group_id in chosen.items():
        if group_id and group_id not in known:
            raise Unprocessable.naming(
                "The customer settings are invalid.", name, "invalid customer group ID"
            )
