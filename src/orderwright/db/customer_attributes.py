"""Customer attributes and their values: rows to records and back."""

from collections.abc import Iterable, Mapping, Sequence

from orderwright.db.listing import Listing, contains, count_rows, list_rows
from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.customer import CustomerAttribute, CustomerAttributeValue

_ATTRIBUTES = Mapper(CustomerAttribute)
_VALUES = Mapper(CustomerAttributeValue)

ATTRIBUTE_LISTING = Listing(
    select="*",
    source="customer_attributes",
    conditions={
        "id:in": "id IN :value",
        "name": "name = :value",
        "name:like": contains("name"),
        "type": "type = :value",
        "date_created:min": "date_created >= :value",
        "date_created:max": "date_created <= :value",
        "date_modified:min": "date_modified >= :value",
        "date_modified:max": "date_modified <= :value",
    },
)
VALUE_LISTING = Listing(
    select="v.*",
    source=(
        "customer_attribute_values v JOIN customer_attributes a"
        " ON a.store_id = v.store_id AND a.id = v.attribute_id"
    ),
    conditions={
        "id:in": "v.id IN :value",
        "customer_id:in": "v.customer_id IN :value",
        "attribute_id:in": "v.attribute_id IN :value",
        "name": "a.name = :value",
        "attribute_value": "v.value = :value",
        "date_created:min": "v.date_created >= :value",
        "date_created:max": "v.date_created <= :value",
        "date_modified:min": "v.date_modified >= :value",
        "date_modified:max": "v.date_modified <= :value",
    },
    key="v.id",
    store="v.store_id",
)

_FIND = statement("SELECT * FROM customer_attributes WHERE store_id = :store_id AND id IN :ids")
_LOCK_ALL = statement(
    "SELECT * FROM customer_attributes WHERE store_id = :store_id ORDER BY id", lock=True
)
_CHANGE = statement(
    "UPDATE customer_attributes SET name = :name, date_modified = :date_modified"
    " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM customer_attributes WHERE store_id = :store_id AND id IN :ids")
_VALUES_OF = statement(
    "SELECT * FROM customer_attribute_values WHERE store_id = :store_id AND customer_id IN :ids"
    " ORDER BY id"
)
_LOCK_VALUES_OF = statement(_VALUES_OF.text, lock=True)
_CHANGE_VALUE = statement(
    "UPDATE customer_attribute_values SET value = :value, date_modified = :date_modified"
    " WHERE store_id = :store_id AND id = :id"
)
_DELETE_VALUES = statement(
    "DELETE FROM customer_attribute_values WHERE store_id = :store_id AND id IN :ids"
)


async def find_attributes(
    unit: Unit, store_id: int, ids: Iterable[int]
) -> dict[int, CustomerAttribute]:
    rows = await unit.rows(_FIND, store_id=store_id, ids=sorted(set(ids)))
    return {row["id"]: _ATTRIBUTES.record(row) for row in rows}


async def lock_attributes(unit: Unit, store_id: int) -> dict[int, CustomerAttribute]:
    """All attributes, which no other unit changes until this one ends."""
    rows = await unit.rows(_LOCK_ALL, store_id=store_id)
    return {row["id"]: _ATTRIBUTES.record(row) for row in rows}


async def list_attributes(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[CustomerAttribute]:
    rows = await list_rows(unit, ATTRIBUTE_LISTING, store_id, filters, limit=limit, offset=offset)
    return [_ATTRIBUTES.record(row) for row in rows]


async def count_attributes(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, ATTRIBUTE_LISTING, store_id, filters)


def add_attribute(unit: Unit, store_id: int, attribute: CustomerAttribute) -> Number:
    attribute_id = unit.take(store_id, "customer_attribute")
    values = _ATTRIBUTES.values(attribute) | {"id": attribute_id}
    unit.insert("customer_attributes", store_id=store_id, **values)
    return attribute_id


def change_attribute(unit: Unit, store_id: int, attribute: CustomerAttribute) -> None:
    unit.change(
        _CHANGE,
        store_id=store_id,
        id=attribute.id,
        name=attribute.name,
        date_modified=attribute.date_modified,
    )


async def delete_attributes(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    await unit.execute(_DELETE, store_id=store_id, ids=list(ids))


async def values_of(
    unit: Unit, store_id: int, customer_ids: Iterable[int], *, lock: bool = False
) -> dict[int, list[CustomerAttributeValue]]:
    """What these customers answered, by customer."""
    values: dict[int, list[CustomerAttributeValue]] = {each: [] for each in customer_ids}
    if values:
        chosen = _LOCK_VALUES_OF if lock else _VALUES_OF
        for row in await unit.rows(chosen, store_id=store_id, ids=list(values)):
            values[row["customer_id"]].append(_VALUES.record(row))
    return values


async def list_values(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[CustomerAttributeValue]:
    rows = await list_rows(unit, VALUE_LISTING, store_id, filters, limit=limit, offset=offset)
    return [_VALUES.record(row) for row in rows]


async def count_values(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, VALUE_LISTING, store_id, filters)


def add_value(unit: Unit, store_id: int, value: CustomerAttributeValue) -> Number:
    value_id = unit.take(store_id, "customer_attribute_value")
    unit.insert(
        "customer_attribute_values",
        store_id=store_id,
        **(_VALUES.values(value) | {"id": value_id}),
    )
    return value_id


def change_value(unit: Unit, store_id: int, value: CustomerAttributeValue) -> None:
    unit.change(
        _CHANGE_VALUE,
        store_id=store_id,
        id=value.id,
        value=value.value,
        date_modified=value.date_modified,
    )


async def delete_values(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    await unit.execute(_DELETE_VALUES, store_id=store_id, ids=list(ids))
