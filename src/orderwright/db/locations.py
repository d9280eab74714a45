"""Locations and pick-up methods: rows to records and back."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from orderwright.db.listing import Listing, count_rows, list_rows
from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.location import Location, PickupMethod

_DETAILS = ("address", "operating_hours", "special_hours")
# Coordinates are fractions, which come back as they went.
_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(float_hook=Decimal)

_LOCATIONS = Mapper(
    Location,
    booleans=("managed_by_external_source", "enabled", "storefront_visibility"),
    without=_DETAILS,
)
_METHODS = Mapper(PickupMethod)
LOCATIONS = Listing(
    select="*",
    source="locations",
    conditions={
        "location_id:in": "id IN :value",
        "location_code:in": "code IN :value",
        "is_default": "(id = 1) = :value",
        "type_id:in": "type_id IN :value",
        "managed_by_external_source": "managed_by_external_source = :value",
        "is_active": "enabled = :value",
        "storefront_visibility": "storefront_visibility = :value",
    },
)
METHODS = Listing(
    select="*",
    source="pickup_methods",
    conditions={
        "id:in": "id IN :value",
        "date_created:min": "date_created >= :value",
        "date_created:max": "date_created <= :value",
        "date_modified:min": "date_modified >= :value",
        "date_modified:max": "date_modified <= :value",
    },
    sorts={"date_modified": "date_modified", "name": "display_name"},
)
_ALL = statement("SELECT * FROM locations WHERE store_id = :store_id ORDER BY id")
_CHANGE_LOCATION = statement(
    "UPDATE locations SET "
    + ", ".join(f"{name} = :{name}" for name in (*_LOCATIONS.columns, "details") if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE_LOCATIONS = statement("DELETE FROM locations WHERE store_id = :store_id AND id IN :ids")
_METHODS_BY_ID = statement("SELECT * FROM pickup_methods WHERE store_id = :store_id AND id IN :ids")
_METHODS_AT = statement(
    "SELECT * FROM pickup_methods WHERE store_id = :store_id AND location_id IN :ids ORDER BY id"
)
_CHANGE_METHOD = statement(
    "UPDATE pickup_methods SET "
    + ", ".join(f"{name} = :{name}" for name in _METHODS.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE_METHODS = statement("DELETE FROM pickup_methods WHERE store_id = :store_id AND id IN :ids")
_VARIANT_STOCK = statement(
    "SELECT v.id, p.inventory_tracking, s.location_id, s.available"
    " FROM product_variants v JOIN products p ON p.store_id = v.store_id AND p.id = v.product_id"
    " LEFT JOIN (SELECT store_id, product_id, variant_id, 1 AS location_id,"
    "   level - safety_stock AS available FROM stock_items"
    "  UNION ALL SELECT store_id, product_id, variant_id, location_id,"
    "   level - safety_stock FROM location_stock_items) s"
    "  ON s.store_id = v.store_id AND s.product_id = v.product_id"
    "  AND s.variant_id = CASE p.inventory_tracking WHEN 'variant' THEN v.id ELSE 0 END"
    " WHERE v.store_id = :store_id AND v.id IN :ids"
)


async def all_locations(unit: Unit, store_id: int) -> list[Location]:
    return [_location(row) for row in await unit.rows(_ALL, store_id=store_id)]


async def location_exists(unit: Unit, store_id: int, location_id: int) -> bool:
    return any(one.id == location_id for one in await all_locations(unit, store_id))


async def list_locations(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[Location]:
    rows = await list_rows(unit, LOCATIONS, store_id, filters, limit=limit, offset=offset)
    return [_location(row) for row in rows]


async def count_locations(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, LOCATIONS, store_id, filters)


def add_location(unit: Unit, store_id: int, location: Location) -> Number:
    location_id = unit.take(store_id, "location")
    unit.insert("locations", store_id=store_id, **(_values(location) | {"id": location_id}))
    return location_id


def change_location(unit: Unit, store_id: int, location: Location) -> None:
    unit.change(_CHANGE_LOCATION, store_id=store_id, **_values(location))


async def delete_locations(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    """Delete locations with their pick-up methods."""
    await unit.execute(_DELETE_LOCATIONS, store_id=store_id, ids=list(ids))


async def list_methods(
    unit: Unit,
    store_id: int,
    filters: Mapping[str, object],
    *,
    limit: int,
    offset: int,
    sort: str = "",
    descending: bool = False,
) -> list[PickupMethod]:
    rows = await list_rows(
        unit,
        METHODS,
        store_id,
        filters,
        limit=limit,
        offset=offset,
        sort=sort,
        descending=descending,
    )
    return [_METHODS.record(row) for row in rows]


async def count_methods(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, METHODS, store_id, filters)


async def find_methods(unit: Unit, store_id: int, ids: Iterable[int]) -> dict[int, PickupMethod]:
    """Those of these pick-up methods that there are, by id."""
    rows = await unit.rows(_METHODS_BY_ID, store_id=store_id, ids=sorted(set(ids)))
    return {row["id"]: _METHODS.record(row) for row in rows}


async def methods_at(unit: Unit, store_id: int, location_ids: Sequence[int]) -> list[PickupMethod]:
    """The pick-up methods of these locations."""
    rows = await unit.rows(_METHODS_AT, store_id=store_id, ids=list(location_ids))
    return [_METHODS.record(row) for row in rows]


def add_method(unit: Unit, store_id: int, method: PickupMethod) -> Number:
    method_id = unit.take(store_id, "pickup_method")
    unit.insert(
        "pickup_methods", store_id=store_id, **(_METHODS.values(method) | {"id": method_id})
    )
    return method_id


def change_method(unit: Unit, store_id: int, method: PickupMethod) -> None:
    unit.change(_CHANGE_METHOD, store_id=store_id, **_METHODS.values(method))


async def delete_methods(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    await unit.execute(_DELETE_METHODS, store_id=store_id, ids=list(ids))


async def variant_stock(
    unit: Unit, store_id: int, ids: Sequence[int]
) -> dict[int, dict[int, int] | None]:
    """What can be had of variants at each location, None for as many as one likes everywhere.

    Unknown variants are left out.
    """
    stock: dict[int, dict[int, int] | None] = {}
    for row in await unit.rows(_VARIANT_STOCK, store_id=store_id, ids=sorted(set(ids))):
        if row["inventory_tracking"] == "none":
            stock[row["id"]] = None
            continue
        levels = stock.setdefault(row["id"], {})
        if levels is not None and row["location_id"] is not None:
            levels[row["location_id"]] = row["available"]
    return stock


def _values(location: Location) -> dict[str, object]:
    details = {name: getattr(location, name) for name in _DETAILS}
    return {**_LOCATIONS.values(location), "details": _encoder.encode(details).decode()}


def _location(row: Row) -> Location:
    values = {name: row[name] for name in _LOCATIONS.columns}
    for name in ("managed_by_external_source", "enabled", "storefront_visibility"):
        values[name] = bool(values[name])
    return Location(**values, **_decoder.decode(row["details"]))
