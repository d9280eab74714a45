"""Variant options and modifiers of products as rows; their values are one JSON list each."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.adjuster import Adjuster
from orderwright.domain.product_options import OptionKind, OptionValue, ProductOption

# Amounts in `config` and `value_data` keep their decimals as they were given.
_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(float_hook=Decimal)

_OF_PRODUCTS = statement(
    "SELECT * FROM product_options WHERE store_id = :store_id AND product_id IN :ids"
    " ORDER BY product_id, sort_order, id"
)
_PRODUCT_LISTS = statement(
    "SELECT * FROM product_options WHERE store_id = :store_id"
    " AND type IN ('product_list', 'product_list_with_images') ORDER BY product_id, id"
)
_SAVE = statement(
    "UPDATE product_options SET type = :type, name = :name, display_name = :display_name,"
    " required = :required, sort_order = :sort_order, config = :config,"
    " option_values = :option_values WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM product_options WHERE store_id = :store_id AND id = :id")


def add(unit: Unit, store_id: int, option: ProductOption) -> None:
    """Queue the row of a new option."""
    unit.insert(
        "product_options",
        store_id=store_id,
        id=option.id,
        product_id=option.product_id,
        kind=option.kind,
        **_values(option),
    )


async def save(unit: Unit, store_id: int, option: ProductOption) -> None:
    await unit.execute(_SAVE, store_id=store_id, id=option.id, **_values(option))


async def delete(unit: Unit, store_id: int, option_id: int) -> None:
    await unit.execute(_DELETE, store_id=store_id, id=option_id)


async def of_product(
    unit: Unit, store_id: int, product_id: int, kind: OptionKind | None = None
) -> list[ProductOption]:
    """The options and modifiers of one product, in the order in which they are shown."""
    found = (await of_products(unit, store_id, [product_id])).get(product_id, [])
    return [option for option in found if kind is None or option.kind == kind]


async def of_products(
    unit: Unit, store_id: int, ids: Sequence[int]
) -> dict[int, list[ProductOption]]:
    """The options and modifiers of each of these products."""
    found: dict[int, list[ProductOption]] = {}
    for row in await unit.rows(_OF_PRODUCTS, store_id=store_id, ids=ids):
        found.setdefault(row["product_id"], []).append(from_row(row))
    return found


async def listing_products(
    unit: Unit, store_id: int, ids: Sequence[int]
) -> dict[int, list[ProductOption]]:
    """The product lists of other products in which each of these products is to choose."""
    found: dict[int, list[ProductOption]] = {}
    for row in await unit.rows(_PRODUCT_LISTS, store_id=store_id):
        option = from_row(row)
        for product_id in {value.product_id for value in option.values} & set(ids):
            found.setdefault(product_id, []).append(option)
    return found


def _values(option: ProductOption) -> dict[str, object]:
    return {
        "type": option.type,
        "name": option.name,
        "display_name": option.display_name,
        "required": option.required,
        "sort_order": option.sort_order,
        "config": _encoder.encode(option.config).decode(),
        "option_values": _encoder.encode([_value_json(v) for v in option.values]).decode(),
    }


def from_row(row: Row) -> ProductOption:
    return ProductOption(
        id=row["id"],
        product_id=row["product_id"],
        kind=row["kind"],
        type=row["type"],
        name=row["name"],
        display_name=row["display_name"],
        required=bool(row["required"]),
        sort_order=row["sort_order"],
        config=_decoder.decode(row["config"]),
        values=tuple(_value(given) for given in _decoder.decode(row["option_values"])),
    )


def _value_json(value: OptionValue) -> dict[str, object]:
    """Only what differs from an empty value."""
    return {
        name: content
        for name, content in (
            ("id", value.id),
            ("label", value.label),
            ("sort_order", value.sort_order),
            ("is_default", value.is_default),
            ("value_data", value.value_data),
            ("price", _adjuster_json(value.price)),
            ("weight", _adjuster_json(value.weight)),
            ("image_url", value.image_url),
            ("purchasing_disabled", value.purchasing_disabled),
            ("purchasing_disabled_message", value.purchasing_disabled_message),
        )
        if content is not None and content not in ("", 0)  # an empty object stays
    }


def _adjuster_json(adjuster: Adjuster | None) -> list[object] | None:
    return None if adjuster is None else [adjuster.adjuster, adjuster.adjuster_value]


def _value(given: Mapping[str, Any]) -> OptionValue:
    adjusters = {
        name: Adjuster(*given[name]) for name in ("price", "weight") if given.get(name) is not None
    }
    return OptionValue(**{**given, **adjusters})
