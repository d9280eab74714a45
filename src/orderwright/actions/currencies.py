"""Making, changing and deleting the currencies of a store.

The default one is also part of the store's profile, by its code.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.db import access, currencies
from orderwright.db.unit import Unit
from orderwright.domain.currency_settings import Currency
from orderwright.domain.errors import Conflict, FieldError, InvalidInput, NotFound
from orderwright.domain.store import Store


async def create_currency(unit: Unit, store: Store, currency: Currency, now: int) -> Currency:
    """Raises InvalidInput for a code that the store already has."""
    await access.lock_store(unit, store.id)
    found = await currencies.lock_currencies(unit, store.id)
    if any(each.currency_code == currency.currency_code for each in found.values()):
        reason = f"The store already has the currency {currency.currency_code}."
        raise InvalidInput(FieldError("currency_code", "invalid", reason))
    made = replace(currency, last_updated=now)
    if made.is_default:
        await _make_default(unit, store, made, found, now)
    number = currencies.add_currency(unit, store.id, made)
    await unit.flush()
    return replace(made, id=number.value)


async def update_currency(
    unit: Unit, store: Store, currency_id: int, changes: Mapping[str, Any], now: int
) -> Currency:
    """Raises NotFound, Conflict."""
    await access.lock_store(unit, store.id)
    found = await currencies.lock_currencies(unit, store.id)
    if currency_id not in found:
        raise NotFound("currency", currency_id)
    before = found[currency_id]
    changed = replace(before, **changes)
    if changed == before:
        return before
    changed = replace(changed, last_updated=now)
    if changed.is_default and not (changed.enabled and changed.is_transactional):
        raise Conflict("The default currency must be enabled and transactional.")
    if changed.is_default and not before.is_default:
        del found[currency_id]
        await _make_default(unit, store, changed, found, now)
    currencies.change_currency(unit, store.id, changed)
    return changed


async def delete_currency(unit: Unit, store: Store, currency_id: int) -> None:
    """Raises NotFound, or Conflict for the default currency."""
    found = await currencies.lock_currencies(unit, store.id)
    if currency_id not in found:
        raise NotFound("currency", currency_id)
    if found[currency_id].is_default:
        raise Conflict("The default currency cannot be deleted.")
    await currencies.delete_currency(unit, store.id, currency_id)


async def delete_currencies(unit: Unit, store: Store) -> None:
    """Delete all but the default one."""
    await currencies.delete_others(unit, store.id)


async def _make_default(
    unit: Unit, store: Store, chosen: Currency, others: Mapping[int, Currency], now: int
) -> None:
    for other in others.values():
        if other.is_default:
            currencies.change_currency(
                unit, store.id, replace(other, is_default=False, last_updated=now)
            )
    locked = await access.lock_store(unit, store.id)
    profile = replace(locked.profile, currency_code=chosen.currency_code)
    await access.save_store(unit, replace(locked, profile=profile))
