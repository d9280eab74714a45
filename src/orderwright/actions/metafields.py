"""Making, changing and deleting metafields, one by one or many at once."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from orderwright.db import metafields, outbox
from orderwright.db.unit import Unit
from orderwright.domain.errors import Conflict, Forbidden, NotFound, Refusal, Unprocessable
from orderwright.domain.metafield import Metafield, event_of

DOUBLE = "The metafield with this namespace and key already exists for the resource."
MISSING = "Metafield does not exist"
NO_RESOURCE = "Resource does not exist"
MAY_NOT_CHANGE = "Unauthorized to update"
MAY_NOT_DELETE = "Unauthorized to delete"
TOO_MANY = "An app keeps at most 250 metafields with a resource."
PER_APP_MAX = 250
"""Metafields of one app on one resource (reference)."""

Exists = Callable[[Unit, int, str], Awaitable[bool]]
"""Whether a store has a resource of that id."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Of what kind of resource which app keeps metafields, and when it writes."""

    store_id: int
    resource_type: str
    client_id: str
    now: int
    exists: Exists


@dataclass(slots=True)
class Batch:
    """What has become of many at once; `failed` says why, by position or by id."""

    done: list[Metafield] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


async def create(unit: Unit, kept: Kept, resource_id: str, given: Mapping[str, str]) -> Metafield:
    """Raises NotFound, Conflict, Unprocessable."""
    await metafields.find_locked(unit, kept.store_id, kept.resource_type, [])  # opens the unit
    if not await kept.exists(unit, kept.store_id, resource_id):
        raise NotFound(kept.resource_type, resource_id)
    made = Metafield(
        id=0,
        resource_type=kept.resource_type,
        resource_id=resource_id,
        owner_client_id=kept.client_id,
        permission_set=given["permission_set"],
        namespace=given["namespace"],
        key=given["key"],
        value=given["value"],
        description=given.get("description") or "",
        date_created=kept.now,
        date_modified=kept.now,
    )
    if await metafields.has_double(unit, kept.store_id, made):
        raise Conflict(DOUBLE)
    if await metafields.count_of_app(unit, kept.store_id, made) >= PER_APP_MAX:
        raise Unprocessable(TOO_MANY)
    number = metafields.add(unit, kept.store_id, made)
    await unit.flush()
    made = replace(made, id=number.value)
    _announce(unit, kept, made, "created")
    return made


async def read(unit: Unit, kept: Kept, metafield_id: int, resource_id: str) -> Metafield:
    """Raises NotFound, also for what another app keeps to itself."""
    found = await metafields.find(unit, kept.store_id, kept.resource_type, metafield_id)
    if found is None or found.resource_id != resource_id or not found.is_visible_to(kept.client_id):
        raise NotFound("metafield", metafield_id)
    return found


async def update(
    unit: Unit,
    kept: Kept,
    metafield_id: int,
    given: Mapping[str, str],
    resource_id: str | None = None,
) -> Metafield:
    """Raises NotFound, Forbidden, Conflict."""
    found = await _locked(unit, kept, metafield_id, resource_id)
    if not found.is_writable_by(kept.client_id):
        raise Forbidden(MAY_NOT_CHANGE)
    changes: dict[str, Any] = {
        name: given[name]
        for name in ("permission_set", "namespace", "key", "value", "description")
        if name in given
    }
    changed = replace(found, **changes)
    if changed == found:
        return found
    changed = replace(changed, date_modified=kept.now)
    if await metafields.has_double(unit, kept.store_id, changed):
        raise Conflict(DOUBLE)
    await metafields.save(unit, kept.store_id, changed)
    _announce(unit, kept, changed, "updated")
    return changed


async def delete(
    unit: Unit, kept: Kept, metafield_id: int, resource_id: str | None = None
) -> Metafield:
    """Raises NotFound, Forbidden."""
    found = await _locked(unit, kept, metafield_id, resource_id)
    if not found.is_writable_by(kept.client_id):
        raise Forbidden(MAY_NOT_DELETE)
    await metafields.delete(unit, kept.store_id, [metafield_id])
    _announce(unit, kept, found, "deleted")
    return found


async def create_many(unit: Unit, kept: Kept, given: Sequence[Mapping[str, str]]) -> Batch:
    """Make those that can be made."""
    batch = Batch()
    for position, one in enumerate(given):
        resource_id = one["resource_id"]
        await _attempt(batch, str(position), lambda: create(unit, kept, resource_id, one))  # noqa: B023 - awaited at once
    return batch


async def update_many(unit: Unit, kept: Kept, given: Sequence[Mapping[str, str]]) -> Batch:
    """Change those that can be changed."""
    batch = Batch()
    for one in given:
        number = _number(one["id"])
        await _attempt(batch, one["id"], lambda: update(unit, kept, number, one))  # noqa: B023 - awaited at once
    return batch


async def delete_many(unit: Unit, kept: Kept, ids: Sequence[int]) -> Batch:
    """Delete those that can be deleted."""
    batch = Batch()
    for one in ids:
        await _attempt(batch, str(one), lambda: delete(unit, kept, one))  # noqa: B023 - awaited at once
    return batch


def _announce(unit: Unit, kept: Kept, metafield: Metafield, verb: str) -> None:
    scope, about = event_of(metafield.resource_type, metafield.resource_id)
    data = {"metafield_id": metafield.id, **about}
    outbox.record(
        unit,
        kept.store_id,
        f"{scope}/{verb}",
        data,
        kept.now,
        subject="metafield",
        subject_id=metafield.id,
    )


async def _attempt(batch: Batch, name: str, work: Callable[[], Awaitable[Metafield]]) -> None:
    try:
        batch.done.append(await work())
    except NotFound as refusal:
        batch.failed[name] = MISSING if refusal.resource == "metafield" else NO_RESOURCE
    except (Conflict, Forbidden, Unprocessable) as refusal:
        batch.failed[name] = refusal.title
    except Refusal as refusal:
        batch.failed[name] = str(refusal)


async def _locked(unit: Unit, kept: Kept, metafield_id: int, resource_id: str | None) -> Metafield:
    found = (
        await metafields.find_locked(unit, kept.store_id, kept.resource_type, [metafield_id])
    ).get(metafield_id)
    if (
        found is None
        or (resource_id is not None and found.resource_id != resource_id)
        or not found.is_visible_to(kept.client_id)
    ):
        raise NotFound("metafield", metafield_id)
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
