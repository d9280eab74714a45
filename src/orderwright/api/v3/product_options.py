"""Variant options and modifiers of the V3 catalogue, and their values."""

from collections.abc import Callable
from typing import Any

from orderwright.actions import product_options as actions
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.routing import Handler
from orderwright.api.v3.product_printing import (
    pick,
    print_modifier,
    print_modifier_value,
    print_option,
    print_option_value,
)
from orderwright.db import product_options, products
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.product_options import OptionKind, OptionValue, ProductOption

_NAMES: dict[OptionKind, str] = {"option": "option_id", "modifier": "modifier_id"}
_PRINT: dict[OptionKind, Callable[[ProductOption], dict[str, Any]]] = {
    "option": print_option,
    "modifier": print_modifier,
}


def list_of(kind: OptionKind) -> Handler:
    """Reads the options, or the modifiers, of a product."""

    async def get_options(call: Call) -> Answer:
        product_id, query = call.id("product_id"), call.query()
        page = page_of(query)

        async def work(unit: Unit) -> Answer:
            if await products.find(unit, call.store.id, product_id) is None:
                raise NotFound("product", product_id)
            found = await product_options.of_product(unit, call.store.id, product_id, kind)
            shown = found[page.offset : page.offset + page.limit]
            printed = [pick(_PRINT[kind](option), query) for option in shown]
            return v3_list(printed, len(found), page, call.query_fields())

        return await call.read(work)

    return get_options


def one_of(kind: OptionKind) -> Handler:
    """Reads an option or a modifier."""

    async def get_option(call: Call) -> Answer:
        query = call.query()

        async def work(unit: Unit) -> Answer:
            option = await _find(unit, call, kind)
            return _answer(pick(_PRINT[kind](option), query))

        return await call.read(work)

    return get_option


def creates(kind: OptionKind) -> Handler:
    """Makes an option or a modifier."""

    async def create_option(call: Call) -> Answer:
        product_id, given = call.id("product_id"), call.body()

        async def work(unit: Unit) -> Answer:
            option = await actions.create(unit, call.store.id, product_id, kind, given, call.now)
            return _answer(_PRINT[kind](option))

        return await call.write(work)

    return create_option


def updates(kind: OptionKind) -> Handler:
    """Changes an option or a modifier."""

    async def update_option(call: Call) -> Answer:
        product_id, option_id, given = call.id("product_id"), call.id(_NAMES[kind]), call.body()

        async def work(unit: Unit) -> Answer:
            option = await actions.update(
                unit, call.store.id, product_id, kind, option_id, given, call.now
            )
            return _answer(_PRINT[kind](option))

        return await call.write(work)

    return update_option


def deletes(kind: OptionKind) -> Handler:
    """Deletes an option or a modifier."""

    async def delete_option(call: Call) -> Answer:
        product_id, option_id = call.id("product_id"), call.id(_NAMES[kind])

        async def work(unit: Unit) -> Answer:
            await actions.delete(unit, call.store.id, product_id, kind, option_id, call.now)
            return Answer(204)

        return await call.write(work)

    return delete_option


def list_of_values(kind: OptionKind) -> Handler:
    """Reads the values of an option or a modifier."""

    async def get_values(call: Call) -> Answer:
        query = call.query()
        page = page_of(query)

        async def work(unit: Unit) -> Answer:
            option = await _find(unit, call, kind)
            shown = option.values[page.offset : page.offset + page.limit]
            printed = [pick(_print_value(option, value), query) for value in shown]
            return v3_list(printed, len(option.values), page, call.query_fields())

        return await call.read(work)

    return get_values


def one_of_values(kind: OptionKind) -> Handler:
    """Reads a value."""

    async def get_value(call: Call) -> Answer:
        query, value_id = call.query(), call.id("value_id")

        async def work(unit: Unit) -> Answer:
            option = await _find(unit, call, kind)
            value = option.value(value_id)
            if value is None:
                raise NotFound("option_value", value_id)
            return _answer(pick(_print_value(option, value), query))

        return await call.read(work)

    return get_value


def creates_value(kind: OptionKind) -> Handler:
    """Makes a value of an option or a modifier."""

    async def create_value(call: Call) -> Answer:
        product_id, option_id, given = call.id("product_id"), call.id(_NAMES[kind]), call.body()

        async def work(unit: Unit) -> Answer:
            value = await actions.create_value(
                unit, call.store.id, product_id, kind, option_id, given, call.now
            )
            return _answer(_print_value(ProductOption(option_id, kind=kind), value))

        return await call.write(work)

    return create_value


def updates_value(kind: OptionKind) -> Handler:
    """Changes a value."""

    async def update_value(call: Call) -> Answer:
        product_id, option_id, given = call.id("product_id"), call.id(_NAMES[kind]), call.body()
        value_id = call.id("value_id")

        async def work(unit: Unit) -> Answer:
            value = await actions.update_value(
                unit, call.store.id, product_id, kind, option_id, value_id, given, call.now
            )
            return _answer(_print_value(ProductOption(option_id, kind=kind), value))

        return await call.write(work)

    return update_value


def deletes_value(kind: OptionKind) -> Handler:
    """Deletes a value."""

    async def delete_value(call: Call) -> Answer:
        product_id, option_id = call.id("product_id"), call.id(_NAMES[kind])
        value_id = call.id("value_id")

        async def work(unit: Unit) -> Answer:
            await actions.delete_value(
                unit, call.store.id, product_id, kind, option_id, value_id, call.now
            )
            return Answer(204)

        return await call.write(work)

    return delete_value


async def create_modifier_image(call: Call) -> Answer:
    """Gives a value of a modifier an image, by its address."""
    product_id, modifier_id, given = call.id("product_id"), call.id("modifier_id"), call.body()
    value_id = call.id("value_id")
    change = {"adjusters": {"image_url": given["image_url"]}}

    async def work(unit: Unit) -> Answer:
        await actions.update_value(
            unit, call.store.id, product_id, "modifier", modifier_id, value_id, change, call.now
        )
        return _answer({"image_url": given["image_url"]})

    return await call.write(work)


async def _find(unit: Unit, call: Call, kind: OptionKind) -> ProductOption:
    option_id = call.id(_NAMES[kind])
    found = await product_options.of_product(unit, call.store.id, call.id("product_id"), kind)
    for option in found:
        if option.id == option_id:
            return option
    raise NotFound(kind, option_id)


def _print_value(option: ProductOption, value: OptionValue) -> dict[str, Any]:
    if option.kind == "option":
        return print_option_value(value)
    return print_modifier_value(option.id, value)


def _answer(printed: dict[str, Any]) -> Answer:
    return Answer(body={"data": printed, "meta": {}})
