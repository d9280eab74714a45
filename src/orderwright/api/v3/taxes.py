"""V3 tax classes, zones, rates and settings."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from orderwright.actions import tax_settings, taxes
from orderwright.api.call import Answer, Call
from orderwright.api.paging import Page, page_meta
from orderwright.api.v3.filters import read_batch, read_ids
from orderwright.api.v3.tax_schemas import (
    BATCH_MAX,
    CLASS_POST,
    CLASS_PUT,
    CLASSES_MAX,
    RATE_POST,
    RATE_PUT,
    ZONE_POST,
    ZONE_PUT,
)
from orderwright.db import taxes as stored
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso_z
from orderwright.domain.errors import (
    FieldError,
    InvalidInput,
    NotFound,
    TooMany,
    Unprocessable,
)
from orderwright.domain.geography import name_of_country
from orderwright.domain.tax import PERCENT, parse_percent
from orderwright.domain.tax_settings import RateSettings, TaxClass, ZoneSettings

_DISPLAY = ("show_inclusive", "show_both_on_detail_view", "show_both_on_list_view")


async def create_classes(call: Call) -> Answer:
    names = [body["name"] for body in _batch(call, CLASS_POST, CLASSES_MAX)]

    async def work(unit: Unit) -> Answer:
        return _answer(
            [
                _print_class(each)
                for each in await taxes.create_classes(unit, call.store, names, call.now)
            ]
        )

    return await call.write(work)


async def update_classes(call: Call) -> Answer:
    names = _by_id(_batch(call, CLASS_PUT, CLASSES_MAX))

    async def work(unit: Unit) -> Answer:
        changed = await taxes.update_classes(
            unit, call.store, {each: body["name"] for each, body in names.items()}, call.now
        )
        return _answer([_print_class(each) for each in changed])

    return await call.write(work)


async def delete_classes(call: Call) -> Answer:
    ids = read_ids(call)
    if not ids:
        raise NotFound("tax class")
    if len(ids) > CLASSES_MAX:
        raise TooMany(CLASSES_MAX)

    async def work(unit: Unit) -> Answer:
        await taxes.delete_classes(unit, call.store, ids)
        return Answer(204)

    return await call.write(work)


async def get_zones(call: Call) -> Answer:
    wanted = call.query().get("id:in")

    async def work(unit: Unit) -> Answer:
        zones = await stored.list_zones(unit, call.store.id)
        return _answer([_print_zone(z) for z in zones if wanted is None or z.id in wanted])

    return await call.read(work)


async def create_zones(call: Call) -> Answer:
    zones = [ZoneSettings(**_zone_fields(body)) for body in _batch(call, ZONE_POST)]

    async def work(unit: Unit) -> Answer:
        made = await taxes.create_zones(unit, call.store, zones)
        return _answer([_print_zone(zone) for zone in made])

    return await call.write(work)


async def update_zones(call: Call) -> Answer:
    bodies = _by_id(_batch(call, ZONE_PUT))
    changes = {zone_id: _zone_fields(body) for zone_id, body in bodies.items()}

    async def work(unit: Unit) -> Answer:
        changed = await taxes.update_zones(unit, call.store, changes)
        return _answer([_print_zone(zone) for zone in changed])

    return await call.write(work)


async def delete_zones(call: Call) -> Answer:
    ids = read_ids(call)

    async def work(unit: Unit) -> Answer:
        await taxes.delete_zones(unit, call.store, ids)
        return Answer(204)

    return await call.write(work)


async def get_rates(call: Call) -> Answer:
    query = call.query()

    async def work(unit: Unit) -> Answer:
        shown = [
            _print_rate(rate)
            for rate in await stored.list_rates(unit, call.store.id)
            if rate.id in query.get("id:in", (rate.id,))
            and rate.tax_zone_id in query.get("tax_zone_id:in", (rate.tax_zone_id,))
        ]
        page = Page(1, max(1, len(shown)))
        return Answer(body={"data": shown, "meta": page_meta(len(shown), len(shown), page)})

    return await call.read(work)


async def create_rates(call: Call) -> Answer:
    rates = [RateSettings(**_rate_fields(body)) for body in _batch(call, RATE_POST)]

    async def work(unit: Unit) -> Answer:
        made = await taxes.create_rates(unit, call.store, rates)
        return _answer([_print_rate(rate) for rate in made])

    return await call.write(work)


async def update_rates(call: Call) -> Answer:
    bodies = _by_id(_batch(call, RATE_PUT))
    changes = {rate_id: _rate_fields(body) for rate_id, body in bodies.items()}

    async def work(unit: Unit) -> Answer:
        changed = await taxes.update_rates(unit, call.store, changes)
        return _answer([_print_rate(rate) for rate in changed])

    return await call.write(work)


async def delete_rates(call: Call) -> Answer:
    ids = read_ids(call)

    async def work(unit: Unit) -> Answer:
        await taxes.delete_rates(unit, call.store, ids)
        return Answer(204)

    return await call.write(work)


async def get_settings(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        return _answer(await tax_settings.get_settings(unit, call.store))

    return await call.read(work)


async def update_settings(call: Call) -> Answer:
    body = call.body()

    async def work(unit: Unit) -> Answer:
        return _answer(await tax_settings.update_settings(unit, call.store, body))

    return await call.write(work)


def _answer(shown: Any) -> Answer:
    return Answer(body={"data": shown, "meta": {}})


def _batch(call: Call, kind: Any, maximum: int = BATCH_MAX) -> list[Any]:
    """The rows of a batch. Raises Unprocessable for none at all."""
    bodies = read_batch(call, kind, maximum)
    if not bodies:
        raise Unprocessable("The batch is empty.")
    return bodies


def _by_id(bodies: Sequence[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    """Rows by id. Raises Unprocessable for an id given twice."""
    by_id = {body["id"]: body for body in bodies}
    if len(by_id) < len(bodies):
        raise Unprocessable("An id is in the batch twice.")
    return by_id


def _zone_fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """Raises InvalidInput for an unknown country."""
    fields = {name: value for name, value in body.items() if name != "id"}
    targets = fields.get("shopper_target_settings")
    if targets and "locations" in targets:
        locations = [_location(location) for location in targets["locations"]]
        fields["shopper_target_settings"] = {**targets, "locations": locations}
    return fields


def _location(location: Mapping[str, Any]) -> dict[str, Any]:
    code = location.get("country_code", "").upper()
    if name_of_country(code) is None:
        raise InvalidInput(FieldError("country_code", "invalid"))
    return {
        "country_code": code,
        "subdivision_codes": location.get("subdivision_codes", []),
        "postal_codes": location.get("postal_codes", []),
    }


def _rate_fields(body: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in body.items() if name != "id"}
    if "class_rates" in fields:
        fields["class_rates"] = {
            each["tax_class_id"]: parse_percent(each["rate"]) for each in fields["class_rates"]
        }
    return fields


def _print_class(tax_class: TaxClass) -> dict[str, Any]:
    return {
        "id": tax_class.id,
        "name": tax_class.name,
        "created_at": print_iso_z(tax_class.created_at),
        "updated_at": print_iso_z(tax_class.updated_at),
    }


def _print_zone(zone: ZoneSettings) -> dict[str, Any]:
    return {
        "id": zone.id,
        "name": zone.name,
        "enabled": zone.enabled,
        "price_display_settings": {
            name: zone.price_display_settings.get(name, False) for name in _DISPLAY
        },
        "shopper_target_settings": {
            "locations": zone.shopper_target_settings.get("locations", []),
            "customer_groups": zone.shopper_target_settings.get("customer_groups", []),
        },
    }


def _print_rate(rate: RateSettings) -> dict[str, Any]:
    return {
        "id": rate.id,
        "tax_zone_id": rate.tax_zone_id,
        "name": rate.name,
        "enabled": rate.enabled,
        "priority": rate.priority,
        "class_rates": [
            {"rate": percent(value), "tax_class_id": class_id}
            for class_id, value in rate.class_rates.items()
        ],
    }


def percent(rate: int) -> int | Decimal:
    """The JSON number of a rate in millionths of a percent: 5, 8.25."""
    whole, rest = divmod(rate, PERCENT)
    return Decimal(rate).scaleb(-6).normalize() if rest else whole
