"""Making, changing and deleting locations."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.db import access, locations, outbox
from orderwright.db.unit import Number, Unit
from orderwright.domain.errors import NotFound, Unprocessable
from orderwright.domain.location import ACTIVE_MAX, Location, free_code
from orderwright.domain.store import Store

TOO_MANY = f"A store can have at most {ACTIVE_MAX} active locations."
_MERGED = ("address", "operating_hours")


async def create_locations(unit: Unit, store: Store, wanted: Sequence[Location], now: int) -> None:
    """Make locations; one without a code is given one. Raises Unprocessable."""
    await access.lock_store(unit, store.id)
    known = await locations.all_locations(unit, store.id)
    made: list[Location] = []
    for location in wanted:
        code = location.code or free_code([one.code for one in (*known, *made)])
        made.append(replace(location, code=code, created_at=now, updated_at=now))
    _check([*known, *made])
    for location in made:
        number = locations.add_location(unit, store.id, location)
        _announce(unit, store.id, number, "created", now)
    await unit.flush()


async def update_locations(
    unit: Unit, store: Store, wanted: Mapping[int, Mapping[str, Any]], now: int
) -> None:
    """Change fields of locations. Raises Unprocessable."""
    await access.lock_store(unit, store.id)
    known = {one.id: one for one in await locations.all_locations(unit, store.id)}
    changed_ids: list[int] = []
    for location_id, changes in wanted.items():
        found = known.get(location_id)
        if found is None:
            raise Unprocessable(f"Locations with ids: [{location_id}] were not found")
        merged: dict[str, Any] = {
            name: {**getattr(found, name), **value} if name in _MERGED else value
            for name, value in changes.items()
        }
        changed = replace(found, **merged)
        if changed != found:
            known[location_id] = replace(changed, updated_at=now)
            changed_ids.append(location_id)
    _check(list(known.values()))
    for location_id in changed_ids:
        locations.change_location(unit, store.id, known[location_id])
        _announce(unit, store.id, location_id, "updated", now)


async def delete_locations(unit: Unit, store: Store, ids: Sequence[int]) -> None:
    """Delete locations and the pick-up methods there. Raises NotFound, Unprocessable."""
    await access.lock_store(unit, store.id)
    known = {one.id: one for one in await locations.all_locations(unit, store.id)}
    for location_id in ids:
        location = known.get(location_id)
        if location is None:
            raise NotFound("location", location_id)
        if location.is_default:
            raise Unprocessable(
                f"Location can\u02bct be deleted. {location.label} is set as a shipping origin for"
                " this store and can\u02bct be deleted."
            )
    await locations.delete_locations(unit, store.id, ids)


def _announce(unit: Unit, store_id: int, number: int | Number, what: str, now: int) -> None:
    outbox.record(
        unit,
        store_id,
        f"store/inventory/location/{what}",
        {"location_id": number},
        now,
        subject="location",
        subject_id=number,
    )


def _check(all_of_them: Sequence[Location]) -> None:
    codes = [location.code for location in all_of_them]
    double = next((code for code in codes if codes.count(code) > 1), None)
    if double is not None:
        raise Unprocessable(f"Another location has the code '{double}'.")
    if sum(location.enabled for location in all_of_them) > ACTIVE_MAX:
        raise Unprocessable(TOO_MANY)
