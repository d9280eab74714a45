"""Tax classes, zones and rates: as they are kept, and as orders read them in one query."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.db.rows import dump
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.tax_settings import RateSettings, TaxClass, ZoneSettings
from orderwright.domain.tax_zones import TaxBook, TaxLocation, TaxZone, ZoneRate

ALL = 1_000_000
FIRST_CLASSES = ("Non-Taxable Products", "Shipping", "Gift Wrapping")
DEFAULT_ZONE_NAME = "Default Tax Zone"

_BOOK = statement(
    "SELECT 'class' AS kind, id, name, 0 AS zone_id, 0 AS priority, '' AS data, 0 AS by_default"
    " FROM tax_classes WHERE store_id = :store_id"
    " UNION ALL"
    " SELECT 'zone', id, name, 0, 0, shopper_target_settings,"
    " CASE WHEN is_default THEN 1 ELSE 0 END"
    " FROM tax_zones WHERE store_id = :store_id AND enabled"
    " UNION ALL"
    " SELECT 'rate', id, name, tax_zone_id, priority, class_rates, 0"
    " FROM tax_rates WHERE store_id = :store_id AND enabled"
    " ORDER BY 1, 2"
)
_CLASSES = statement(
    "SELECT * FROM tax_classes WHERE store_id = :store_id ORDER BY id LIMIT :limit OFFSET :offset"
)
_CLASS = statement("SELECT * FROM tax_classes WHERE store_id = :store_id AND id = :id")
_CHANGE_CLASS = statement(
    "UPDATE tax_classes SET name = :name, updated_at = :updated_at"
    " WHERE store_id = :store_id AND id = :id"
)
_DELETE_CLASSES = statement("DELETE FROM tax_classes WHERE store_id = :store_id AND id IN :ids")
_ZONES = statement("SELECT * FROM tax_zones WHERE store_id = :store_id ORDER BY id")
_CHANGE_ZONE = statement(
    "UPDATE tax_zones SET name = :name, enabled = :enabled, shopper_target_settings = :targets,"
    " price_display_settings = :display WHERE store_id = :store_id AND id = :id"
)
_DELETE_ZONES = statement("DELETE FROM tax_zones WHERE store_id = :store_id AND id IN :ids")
_RATES = statement("SELECT * FROM tax_rates WHERE store_id = :store_id ORDER BY id")
_CHANGE_RATE = statement(
    "UPDATE tax_rates SET tax_zone_id = :tax_zone_id, name = :name, priority = :priority,"
    " enabled = :enabled, class_rates = :class_rates WHERE store_id = :store_id AND id = :id"
)
_DELETE_RATES = statement("DELETE FROM tax_rates WHERE store_id = :store_id AND id IN :ids")


async def read_tax_book(unit: Unit, store_id: int) -> TaxBook:
    """All that taxes an order of the store, in one query."""
    zones: list[TaxZone] = []
    rates: list[ZoneRate] = []
    class_names: dict[int, str] = {}
    for row in await unit.rows(_BOOK, store_id=store_id):
        if row["kind"] == "class":
            class_names[row["id"]] = row["name"]
        elif row["kind"] == "zone":
            zones.append(_zone(row))
        else:
            rates.append(
                ZoneRate(
                    row["id"],
                    row["zone_id"],
                    row["name"],
                    row["priority"],
                    load_class_rates(row["data"]),
                )
            )
    return TaxBook(tuple(zones), tuple(rates), class_names)


def load_class_rates(text: str) -> dict[int, int]:
    """Stored rates by tax class id."""
    return {int(class_id): rate for class_id, rate in json.loads(text).items()}


def _zone(row: Row) -> TaxZone:
    targets: Mapping[str, Any] = json.loads(row["data"])
    return TaxZone(
        id=row["id"],
        name=row["name"],
        is_default=bool(row["by_default"]),
        locations=tuple(
            TaxLocation(
                location.get("country_code", ""),
                tuple(location.get("subdivision_codes", ())),
                tuple(location.get("postal_codes", ())),
            )
            for location in targets.get("locations", ())
        ),
        customer_groups=tuple(targets.get("customer_groups", ())),
    )


def add_first_taxes(unit: Unit, store_id: int, now: int) -> None:
    """What every store begins with: three classes and the default zone, without a rate."""
    first = unit.take(store_id, "tax_class", len(FIRST_CLASSES))
    for position, name in enumerate(FIRST_CLASSES):
        add_class(unit, store_id, first.plus(position), name, now)
    unit.insert(
        "tax_zones",
        store_id=store_id,
        id=unit.take(store_id, "tax_zone"),
        name=DEFAULT_ZONE_NAME,
        enabled=True,
        is_default=True,
    )


def add_class(unit: Unit, store_id: int, class_id: Number, name: str, now: int) -> None:
    unit.insert(
        "tax_classes", store_id=store_id, id=class_id, name=name, created_at=now, updated_at=now
    )


def add_zone(
    unit: Unit,
    store_id: int,
    name: str,
    targets: Mapping[str, Any],
    *,
    enabled: bool = True,
    display: Mapping[str, Any] | None = None,
) -> Number:
    """Queue a zone; `targets` are its `shopper_target_settings` as on the wire."""
    zone_id = unit.take(store_id, "tax_zone")
    unit.insert(
        "tax_zones",
        store_id=store_id,
        id=zone_id,
        name=name,
        enabled=enabled,
        is_default=False,
        shopper_target_settings=dump(targets),
        price_display_settings=dump(display or {}),
    )
    return zone_id


def add_rate(
    unit: Unit,
    store_id: int,
    zone_id: int | Number,
    name: str,
    class_rates: Mapping[int, int],
    *,
    priority: int = 1,
    enabled: bool = True,
) -> Number:
    """Queue a rate of a zone; `class_rates` in millionths of a percent by tax class."""
    rate_id = unit.take(store_id, "tax_rate")
    unit.insert(
        "tax_rates",
        store_id=store_id,
        id=rate_id,
        tax_zone_id=zone_id,
        name=name,
        priority=priority,
        enabled=enabled,
        class_rates=_dump_class_rates(class_rates),
    )
    return rate_id


async def list_classes(
    unit: Unit, store_id: int, *, limit: int = ALL, offset: int = 0
) -> list[TaxClass]:
    rows = await unit.rows(_CLASSES, store_id=store_id, limit=limit, offset=offset)
    return [_tax_class(row) for row in rows]


async def find_class(unit: Unit, store_id: int, class_id: int) -> TaxClass | None:
    row = await unit.row(_CLASS, store_id=store_id, id=class_id)
    return None if row is None else _tax_class(row)


def change_class(unit: Unit, store_id: int, tax_class: TaxClass) -> None:
    unit.change(
        _CHANGE_CLASS,
        store_id=store_id,
        id=tax_class.id,
        name=tax_class.name,
        updated_at=tax_class.updated_at,
    )


async def delete_classes(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    await unit.execute(_DELETE_CLASSES, store_id=store_id, ids=list(ids))


async def list_zones(unit: Unit, store_id: int) -> list[ZoneSettings]:
    """All zones, enabled or not, as their owner sees them."""
    return [_zone_settings(row) for row in await unit.rows(_ZONES, store_id=store_id)]


def change_zone(unit: Unit, store_id: int, zone: ZoneSettings) -> None:
    unit.change(
        _CHANGE_ZONE,
        store_id=store_id,
        id=zone.id,
        name=zone.name,
        enabled=zone.enabled,
        targets=dump(zone.shopper_target_settings),
        display=dump(zone.price_display_settings),
    )


async def delete_zones(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    """Delete zones with their rates."""
    await unit.execute(_DELETE_ZONES, store_id=store_id, ids=list(ids))


async def list_rates(unit: Unit, store_id: int) -> list[RateSettings]:
    """All rates, enabled or not."""
    return [_rate_settings(row) for row in await unit.rows(_RATES, store_id=store_id)]


def change_rate(unit: Unit, store_id: int, rate: RateSettings) -> None:
    unit.change(
        _CHANGE_RATE,
        store_id=store_id,
        id=rate.id,
        tax_zone_id=rate.tax_zone_id,
        name=rate.name,
        priority=rate.priority,
        enabled=rate.enabled,
        class_rates=_dump_class_rates(rate.class_rates),
    )


async def delete_rates(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    await unit.execute(_DELETE_RATES, store_id=store_id, ids=list(ids))


def _dump_class_rates(class_rates: Mapping[int, int]) -> str:
    return dump({str(class_id): rate for class_id, rate in class_rates.items()})


def _tax_class(row: Row) -> TaxClass:
    return TaxClass(row["id"], row["name"], row["created_at"], row["updated_at"])


def _zone_settings(row: Row) -> ZoneSettings:
    return ZoneSettings(
        id=row["id"],
        name=row["name"],
        enabled=bool(row["enabled"]),
        is_default=bool(row["is_default"]),
        shopper_target_settings=json.loads(row["shopper_target_settings"]),
        price_display_settings=json.loads(row["price_display_settings"]),
    )


def _rate_settings(row: Row) -> RateSettings:
    return RateSettings(
        id=row["id"],
        tax_zone_id=row["tax_zone_id"],
        name=row["name"],
        priority=row["priority"],
        enabled=bool(row["enabled"]),
        class_rates=load_class_rates(row["class_rates"]),
    )
