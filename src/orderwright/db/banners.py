"""Banners: rows to records and back."""

from collections.abc import Mapping

from orderwright.db.listing import Listing, count_rows, list_rows
from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.banner import Banner

_BANNERS = Mapper(Banner)
LISTING = Listing(
    select="*",
    source="banners",
    conditions={"min_id": "id >= :value", "max_id": "id <= :value"},
)
_FIND = statement("SELECT * FROM banners WHERE store_id = :store_id AND id = :id")
_LOCK = statement(_FIND.text, lock=True)
_CHANGE = statement(
    "UPDATE banners SET "
    + ", ".join(f"{name} = :{name}" for name in _BANNERS.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM banners WHERE store_id = :store_id AND id = :id")
_DELETE_ALL = statement("DELETE FROM banners WHERE store_id = :store_id")


async def find_banner(
    unit: Unit, store_id: int, banner_id: int, *, lock: bool = False
) -> Banner | None:
    row = await unit.row(_LOCK if lock else _FIND, store_id=store_id, id=banner_id)
    return None if row is None else _BANNERS.record(row)


async def list_banners(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[Banner]:
    rows = await list_rows(unit, LISTING, store_id, filters, limit=limit, offset=offset)
    return [_BANNERS.record(row) for row in rows]


async def count_banners(unit: Unit, store_id: int) -> int:
    return await count_rows(unit, LISTING, store_id, {})


def add_banner(unit: Unit, store_id: int, banner: Banner) -> Number:
    number = unit.take(store_id, "banner")
    unit.insert("banners", store_id=store_id, **(_BANNERS.values(banner) | {"id": number}))
    return number


def change_banner(unit: Unit, store_id: int, banner: Banner) -> None:
    unit.change(_CHANGE, store_id=store_id, **_BANNERS.values(banner))


async def delete_banner(unit: Unit, store_id: int, banner_id: int) -> bool:
    """Whether there was such a banner."""
    return await unit.execute(_DELETE, store_id=store_id, id=banner_id) == 1


async def delete_banners(unit: Unit, store_id: int) -> None:
    await unit.execute(_DELETE_ALL, store_id=store_id)
