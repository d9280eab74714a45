"""Metafields as rows."""

from collections.abc import Iterable, Mapping, Sequence

from orderwright.db.listing import Listing, count_rows, list_rows
from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.metafield import Metafield

_METAFIELDS = Mapper(Metafield)
_LISTING = Listing(
    select="*",
    source="metafields",
    conditions={
        "resource_type": "resource_type = :value",
        "resource_id": "resource_id = :value",
        "resource_id:in": "resource_id IN :value",
        "key": "key = :value",
        "key:in": "key IN :value",
        "namespace": "namespace = :value",
        "namespace:in": "namespace IN :value",
        "date_created:min": "date_created >= :value",
        "date_created:max": "date_created <= :value",
        "date_modified:min": "date_modified >= :value",
        "date_modified:max": "date_modified <= :value",
        "visible_to": "(permission_set <> 'app_only' OR owner_client_id = :value)",
        "after": "id > :value",
        "before": "id < :value",
    },
    sorts={"id": "id"},
)
_FIND = statement(
    "SELECT * FROM metafields WHERE store_id = :store_id AND resource_type = :resource_type"
    " AND id IN :ids ORDER BY id",
    lock=True,
)
_READ = statement(
    "SELECT * FROM metafields WHERE store_id = :store_id AND resource_type = :resource_type"
    " AND id = :id"
)
_DOUBLE = statement(
    "SELECT id FROM metafields WHERE store_id = :store_id AND resource_type = :resource_type"
    " AND resource_id = :resource_id AND owner_client_id = :owner_client_id"
    " AND namespace = :namespace AND key = :key AND id <> :id"
)
_COUNT_OF_APP = statement(
    "SELECT count(*) AS found FROM metafields WHERE store_id = :store_id"
    " AND resource_type = :resource_type AND resource_id = :resource_id"
    " AND owner_client_id = :owner_client_id"
)
_SAVE = statement(
    "UPDATE metafields SET "
    + ", ".join(f"{name} = :{name}" for name in _METAFIELDS.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_IDS_OF = statement(
    "SELECT id FROM metafields WHERE store_id = :store_id AND resource_type = :resource_type"
    " AND resource_id = :resource_id ORDER BY id"
)
_DELETE_OF = statement(
    "DELETE FROM metafields WHERE store_id = :store_id AND resource_type = :resource_type"
    " AND resource_id IN :ids"
)
_DELETE = statement("DELETE FROM metafields WHERE store_id = :store_id AND id IN :ids")


def add(unit: Unit, store_id: int, metafield: Metafield) -> Number:
    """Queue a new metafield; its id."""
    number = unit.take(store_id, "metafield")
    unit.insert("metafields", store_id=store_id, **_METAFIELDS.values(metafield) | {"id": number})
    return number


async def find(
    unit: Unit, store_id: int, resource_type: str, metafield_id: int
) -> Metafield | None:
    row = await unit.row(_READ, store_id=store_id, resource_type=resource_type, id=metafield_id)
    return None if row is None else _METAFIELDS.record(row)


async def find_locked(
    unit: Unit, store_id: int, resource_type: str, ids: Sequence[int]
) -> dict[int, Metafield]:
    """Metafields by id, locked until the unit ends."""
    rows = await unit.rows(
        _FIND, store_id=store_id, resource_type=resource_type, ids=sorted(set(ids))
    )
    return {row["id"]: _METAFIELDS.record(row) for row in rows}


async def has_double(unit: Unit, store_id: int, metafield: Metafield) -> bool:
    """Whether its owner has another one of that name on the same thing."""
    row = await unit.row(
        _DOUBLE,
        store_id=store_id,
        resource_type=metafield.resource_type,
        resource_id=metafield.resource_id,
        owner_client_id=metafield.owner_client_id,
        namespace=metafield.namespace,
        key=metafield.key,
        id=metafield.id,
    )
    return row is not None


async def count_of_app(unit: Unit, store_id: int, metafield: Metafield) -> int:
    """How many the owner of this one has on the same thing."""
    row = await unit.row(
        _COUNT_OF_APP,
        store_id=store_id,
        resource_type=metafield.resource_type,
        resource_id=metafield.resource_id,
        owner_client_id=metafield.owner_client_id,
    )
    return 0 if row is None else int(row["found"])


async def save(unit: Unit, store_id: int, metafield: Metafield) -> None:
    await unit.execute(_SAVE, store_id=store_id, **_METAFIELDS.values(metafield))


async def ids_of(unit: Unit, store_id: int, resource_type: str, resource_id: str) -> list[int]:
    """The metafields of one resource."""
    rows = await unit.rows(
        _IDS_OF, store_id=store_id, resource_type=resource_type, resource_id=resource_id
    )
    return [row["id"] for row in rows]


async def delete_of(
    unit: Unit, store_id: int, resource_type: str, resource_ids: Iterable[int]
) -> None:
    """Delete the metafields of resources that go."""
    ids = [str(resource_id) for resource_id in resource_ids]
    if ids:
        await unit.execute(_DELETE_OF, store_id=store_id, resource_type=resource_type, ids=ids)


async def delete(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    await unit.execute(_DELETE, store_id=store_id, ids=sorted(set(ids)))


async def list_metafields(
    unit: Unit,
    store_id: int,
    filters: Mapping[str, object],
    *,
    limit: int,
    offset: int,
    descending: bool,
) -> list[Metafield]:
    """One page by id."""
    rows = await list_rows(
        unit,
        _LISTING,
        store_id,
        filters,
        limit=limit,
        offset=offset,
        sort="id",
        descending=descending,
    )
    return [_METAFIELDS.record(row) for row in rows]


async def count_metafields(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, _LISTING, store_id, filters)
