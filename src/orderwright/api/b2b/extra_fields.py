"""Definitions of extra fields, as the B2B management API lists them."""

from collections.abc import Callable
from typing import Any

from orderwright.api.b2b.envelopes import io_list, page_of
from orderwright.api.call import Answer, Call
from orderwright.db import extra_fields
from orderwright.db.unit import Unit
from orderwright.domain.extra_field import ExtraField, Owner

Json = dict[str, Any]


async def get_order_fields(call: Call) -> Answer:
    return await _list(call, "order", _print_order_field)


async def get_company_fields(call: Call) -> Answer:
    return await _list(call, "company", _print_field)


async def get_user_fields(call: Call) -> Answer:
    return await _list(call, "user", _print_field)


async def _list(call: Call, owner: Owner, print_field: Callable[[ExtraField], Json]) -> Answer:
    query = call.query()
    limit, offset = page_of(query)

    async def work(unit: Unit) -> Answer:
        found = await extra_fields.list_fields(unit, call.store.id, owner)
        rows = [print_field(field) for field in found[offset : offset + limit]]
        return io_list(rows, len(found), query)

    return await call.read(work)


def _print_order_field(field: ExtraField) -> Json:
    """A field of orders: limits are numbers, and left out where there are none."""
    printed = _common(field) | {"labelName": field.label_name or field.field_name}
    if field.uuid.isdigit():
        printed["uuid"] = int(field.uuid)
    limits = {
        "maximumLength": field.maximum_length,
        "numberOfRows": field.number_of_rows,
        "maximumValue": field.maximum_value,
    }
    printed |= {name: limit for name, limit in limits.items() if limit is not None}
    return printed | {"listOfValues": list(field.list_of_values)}


def _print_field(field: ExtraField) -> Json:
    """A field of companies or users: limits are texts."""
    return _common(field) | {
        "uuid": field.uuid,
        "maximumLength": _text(field.maximum_length),
        "numberOfRows": _text(field.number_of_rows),
        "maximumValue": _text(field.maximum_value),
        "listOfValue": list(field.list_of_values),
    }


def _common(field: ExtraField) -> Json:
    return {
        "id": field.id,
        "fieldName": field.field_name,
        "fieldType": int(field.field_type),
        "isRequired": field.is_required,
        "isUnique": field.is_unique,
        "visibleToEnduser": field.visible_to_enduser,
        "configType": field.config_type,
        "defaultValue": field.default_value,
    }


def _text(limit: int | None) -> str:
    return "" if limit is None else str(limit)
