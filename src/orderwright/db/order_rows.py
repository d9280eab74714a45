"""How the records of an order meet their tables."""

import json
from collections.abc import Mapping
from dataclasses import fields
from operator import attrgetter

from orderwright.db.rows import Mapper, dump, load_tuple
from orderwright.domain.discount import AppliedDiscount
from orderwright.domain.order import (
    Address,
    GivenCost,
    Order,
    OrderAddress,
    OrderFee,
    OrderPickup,
    OrderProduct,
    OrderTax,
    StockHold,
)

_ADDRESS_FIELDS = tuple(field.name for field in fields(Address))
_address_values = attrgetter(*_ADDRESS_FIELDS)
_DISCOUNT_FIELDS = tuple(field.name for field in fields(AppliedDiscount))
_discount_values = attrgetter(*_DISCOUNT_FIELDS)


def _dump_address(address: Address) -> str:
    return dump(_address_values(address))


def _load_address(text: str) -> Address:
    values = dict(zip(_ADDRESS_FIELDS, json.loads(text), strict=True))
    values["form_fields"] = tuple(values["form_fields"])
    return Address(**values)


def _dump_costs(costs: Mapping[str, GivenCost]) -> str:
    if not costs:
        return "{}"
    return dump({name: [cost.base, cost.ex_tax, cost.inc_tax] for name, cost in costs.items()})


def _load_costs(text: str) -> Mapping[str, GivenCost]:
    return {name: GivenCost(*cost) for name, cost in json.loads(text).items()}


def _dump_discounts(discounts: tuple[AppliedDiscount, ...]) -> str:
    return dump([_discount_values(discount) for discount in discounts]) if discounts else "[]"


def _load_discounts(text: str) -> tuple[AppliedDiscount, ...]:
    return tuple(AppliedDiscount(*values) for values in load_tuple(text))


def _dump_holds(holds: tuple[StockHold, ...]) -> str:
    return dump(holds) if holds else "[]"


def _load_holds(text: str) -> tuple[StockHold, ...]:
    return tuple(StockHold(*values) for values in load_tuple(text))


def _dump_list(values: tuple[object, ...]) -> str:
    return dump(values) if values else "[]"


_LIST = (_dump_list, load_tuple)

ORDERS = Mapper(
    Order,
    special={
        "billing_address": (_dump_address, _load_address),
        "costs_given": (_dump_costs, _load_costs),
    },
    booleans=(
        "is_tax_inclusive_pricing",
        "is_subtotal_overridden",
        "is_total_overridden",
        "order_is_digital",
        "is_digital_given",
        "is_deleted",
        "is_email_opt_in",
    ),
)
PRODUCTS = Mapper(
    OrderProduct,
    special={
        "applied_discounts": (_dump_discounts, _load_discounts),
        "product_options": _LIST,
        "configurable_fields": _LIST,
        "stock_held": (_dump_holds, _load_holds),
    },
    booleans=("is_price_overridden", "is_bundled_product"),
)
ADDRESSES = Mapper(OrderAddress, special={"form_fields": _LIST})
FEES = Mapper(OrderFee)
PICKUPS = Mapper(OrderPickup, special={"location": (dump, json.loads)})
TAXES = Mapper(OrderTax)
