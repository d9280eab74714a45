"""Customer groups: rows to records and back."""

import json
from collections.abc import Iterable, Mapping

from orderwright.db.listing import Listing, contains, count_rows, list_rows
from orderwright.db.rows import Mapper, dump, load_tuple
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.customer_group import CustomerGroup

ALL = 1_000_000
_GROUPS = Mapper(
    CustomerGroup,
    special={"category_access": (dump, json.loads), "discount_rules": (dump, load_tuple)},
    booleans=("is_default", "is_group_for_guests"),
)
LISTING = Listing(
    select="*",
    source="customer_groups",
    conditions={
        "name": "name = :value",
        "name:like": contains("name"),
        "is_default": "is_default = :value",
        "is_group_for_guests": "is_group_for_guests = :value",
        "date_created:min": "date_created >= :value",
        "date_created:max": "date_created <= :value",
        "date_modified:min": "date_modified >= :value",
        "date_modified:max": "date_modified <= :value",
    },
)
_DEFAULT = statement(
    "SELECT id FROM customer_groups WHERE store_id = :store_id AND is_default ORDER BY id"
)
_EXISTING = statement("SELECT id FROM customer_groups WHERE store_id = :store_id AND id IN :ids")
_FIND = statement("SELECT * FROM customer_groups WHERE store_id = :store_id AND id = :id")
_LOCK_ALL = statement(
    "SELECT * FROM customer_groups WHERE store_id = :store_id ORDER BY id", lock=True
)
_CHANGE = statement(
    "UPDATE customer_groups SET "
    + ", ".join(f"{name} = :{name}" for name in _GROUPS.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM customer_groups WHERE store_id = :store_id AND id = :id")
_LEAVE = statement(
    "UPDATE customers SET customer_group_id = 0"
    " WHERE store_id = :store_id AND customer_group_id = :id"
)


async def default_group_id(unit: Unit, store_id: int) -> int:
    """The group of new customers; 0 for none."""
    row = await unit.row(_DEFAULT, store_id=store_id)
    return 0 if row is None else row["id"]


async def existing_group_ids(unit: Unit, store_id: int, ids: Iterable[int]) -> set[int]:
    rows = await unit.rows(_EXISTING, store_id=store_id, ids=sorted(set(ids)))
    return {row["id"] for row in rows}


async def find_group(unit: Unit, store_id: int, group_id: int) -> CustomerGroup | None:
    row = await unit.row(_FIND, store_id=store_id, id=group_id)
    return None if row is None else _GROUPS.record(row)


async def lock_groups(unit: Unit, store_id: int) -> dict[int, CustomerGroup]:
    """All groups, which no other unit changes until this one ends."""
    rows = await unit.rows(_LOCK_ALL, store_id=store_id)
    return {row["id"]: _GROUPS.record(row) for row in rows}


async def list_groups(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[CustomerGroup]:
    rows = await list_rows(unit, LISTING, store_id, filters, limit=limit, offset=offset)
    return [_GROUPS.record(row) for row in rows]


async def count_groups(unit: Unit, store_id: int) -> int:
    return await count_rows(unit, LISTING, store_id, {})


def add_group(unit: Unit, store_id: int, group: CustomerGroup) -> Number:
    group_id = unit.take(store_id, "customer_group")
    unit.insert("customer_groups", store_id=store_id, **(_GROUPS.values(group) | {"id": group_id}))
    return group_id


def change_group(unit: Unit, store_id: int, group: CustomerGroup) -> None:
    unit.change(_CHANGE, store_id=store_id, **_GROUPS.values(group))


async def delete_group(unit: Unit, store_id: int, group_id: int) -> bool:
    """Delete a group, which its customers leave; whether there was one."""
    await unit.execute(_LEAVE, store_id=store_id, id=group_id)
    return await unit.execute(_DELETE, store_id=store_id, id=group_id) == 1
