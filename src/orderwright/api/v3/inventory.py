"""The V3 inventory: adjustments, items, and their settings at each location."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.actions import inventory as actions
from orderwright.actions.inventory import Adjustment
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.v3.inventory_schemas import LIMIT_MAX
from orderwright.db import inventory, locations, stock_levels
from orderwright.db.stock_levels import StockItem
from orderwright.db.unit import Unit
from orderwright.domain.errors import FieldError, InvalidInput, ItemRefused, NotFound
from orderwright.domain.inventory import Identity, Item, Method
from orderwright.domain.location import Location

INVALID_FIELDS = "Payload contains invalid fields"
NO_SETTING = "At least one setting must be specified: warning_level, is_in_stock or safety_stock"
_FILTERS = ("sku:in", "variant_id:in", "product_id:in")
_SETTINGS = ("safety_stock", "is_in_stock", "warning_level", "bin_picking_number")


async def put_absolute_adjustment(call: Call) -> Answer:
    return await _adjust(call, "absolute")


async def post_relative_adjustment(call: Call) -> Answer:
    return await _adjust(call, "relative")


async def _adjust(call: Call, method: Method) -> Answer:
    adjustments = []
    for position, item in enumerate(call.body()["items"]):
        identity = _identity(item, f"items.{position}")
        adjustments.append(Adjustment(identity, item["quantity"], item["location_id"]))
    answer = _transaction(call)

    async def work(unit: Unit) -> Answer:
        await actions.adjust(unit, call.store.id, adjustments, method, call.now)
        return answer

    return await call.write(work)


async def get_inventory_items(call: Call) -> Answer:
    query = call.query()
    page = page_of(query, LIMIT_MAX)
    filters = {name: query[name] for name in _FILTERS if name in query}

    async def work(unit: Unit) -> Answer:
        places = {
            location.id: location
            for location in await locations.all_locations(unit, call.store.id)
            if location.id in query.get("location_id:in", (location.id,))
            and location.code in query.get("location_code:in", (location.code,))
        }
        total, found = await inventory.search(
            unit, call.store.id, filters, page.limit, page.offset, sorted(places)
        )
        stock = await _stock(unit, call, found)
        printed: list[dict[str, Any]] = [
            {
                "identity": _print_identity(item) | {"sku_id": item.sku_id},
                "locations": [
                    {**_print_location(places[one.location_id]), **_print_stock(one)}
                    for one in stock.get((item.product_id, item.stock_variant_id), ())
                    if one.location_id in places
                ],
            }
            for item in found
        ]
        return v3_list(printed, total, page, call.query_fields())

    return await call.read(work)


async def get_location_inventory_items(call: Call) -> Answer:
    location_id, query = call.id("location_id"), call.query()
    page = page_of(query, LIMIT_MAX)
    filters = {name: query[name] for name in _FILTERS if name in query}

    async def work(unit: Unit) -> Answer:
        known = {one.id for one in await locations.all_locations(unit, call.store.id)}
        if location_id not in known:
            raise NotFound("location", location_id)
        total, found = await inventory.search(
            unit, call.store.id, filters, page.limit, page.offset, [location_id]
        )
        stock = await _stock(unit, call, found)
        printed = [
            {"identity": _print_identity(item), **_print_stock(one)}
            for item in found
            for one in stock.get((item.product_id, item.stock_variant_id), ())
            if one.location_id == location_id
        ]
        return v3_list(printed, total, page, call.query_fields())

    return await call.read(work)


async def put_location_inventory_items(call: Call) -> Answer:
    location_id, settings = call.id("location_id"), _settings(call.body()["settings"])
    answer = _transaction(call)

    async def work(unit: Unit) -> Answer:
        await actions.change_settings(unit, call.store.id, location_id, settings, call.now)
        return answer

    return await call.write(work)


def _settings(given: Sequence[Mapping[str, Any]]) -> list[tuple[Identity, dict[str, Any]]]:
    settings = []
    for position, one in enumerate(given):
        changes = {name: one[name] for name in _SETTINGS if name in one}
        if not changes:
            where = f"setting.{position}.settings"
            raise ItemRefused(INVALID_FIELDS, code=None, **{where: NO_SETTING})
        identity = _identity(one["identity"], f"settings.{position}.identity")
        settings.append((identity, changes))
    return settings


def _identity(given: Mapping[str, Any], path: str) -> Identity:
    """The first of the names that are given. Raises InvalidInput where there is none."""
    if "variant_id" in given:
        return Identity("variant_id", given["variant_id"])
    if "sku" in given:
        return Identity("sku", given["sku"])
    if "product_id" in given:
        return Identity("product_id", given["product_id"])
    raise InvalidInput(FieldError("sku", "required", None, f"{path}.sku"))


def _transaction(call: Call) -> Answer:
    """A number for the change that nothing else has; it is kept nowhere."""
    return Answer(body={"transaction_id": call.services.randomness.hex(32)})


async def _stock(
    unit: Unit, call: Call, found: Sequence[Item]
) -> dict[tuple[int, int], list[StockItem]]:
    ids = sorted({item.product_id for item in found})
    return await stock_levels.of_products(unit, call.store.id, ids)


def _print_location(location: Location) -> dict[str, Any]:
    return {
        "location_id": location.id,
        "location_code": location.code,
        "location_name": location.label,
        "location_enabled": location.enabled,
    }


def _print_identity(item: Item) -> dict[str, Any]:
    return {"sku": item.sku, "variant_id": item.variant_id, "product_id": item.product_id}


def _print_stock(stock: StockItem) -> dict[str, Any]:
    return {
        "available_to_sell": stock.available,
        "total_inventory_onhand": stock.level,
        "settings": {
            "safety_stock": stock.safety_stock,
            "is_in_stock": stock.is_in_stock,
            "warning_level": stock.warning_level,
            "bin_picking_number": stock.bin_picking_number,
        },
    }
