"""Tax classes, zones and rates: as they are kept, and as orders read them in one query."""

import json
from collections.abc import Mapping
from typing import Any

from orderwright.db.rows import dump
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.tax_zones import TaxBook, TaxLocation, TaxZone, ZoneRate

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
        class_rates=dump({str(class_id): rate for class_id, rate in class_rates.items()}),
    )
    return rate_id
