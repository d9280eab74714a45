"""Which lines of a cart a promotion means: brands, categories, products, variants, options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from orderwright.domain.cart import CartLine

Goods = tuple[int, int]
"""A product and one of its variants; 0 where the other names it alone."""

CustomFields = Mapping[int, frozenset[tuple[str, str]]]
"""Names and values of custom fields, by product."""


@dataclass(frozen=True, slots=True)
class Items:
    """A matcher; `ids` of what it names, or `name` and `values`, or `parts` that it joins."""

    kind: str
    ids: tuple[int, ...] = ()
    name: str = ""
    values: frozenset[str] = frozenset()
    parts: tuple["Items", ...] = ()

    @property
    def needs_custom_fields(self) -> bool:
        return self.kind == "product_custom_field" or any(
            part.needs_custom_fields for part in self.parts
        )


def read_items(given: Mapping[str, Any]) -> Items:
    """The matcher that a promotion's `items` stands for."""
    ((kind, value),) = given.items()
    if kind in ("and", "or"):
        return Items(kind, parts=tuple([read_items(part) for part in value]))
    if kind == "not":
        return Items(kind, parts=(read_items(value),))
    if kind in ("product_option", "product_custom_field"):
        return Items(kind, name=value["name"], values=frozenset(value["values"]))
    return Items(kind, ids=tuple(value))


def matches(items: Items, line: CartLine, custom_fields: CustomFields) -> bool:
    """Whether a line is one of the items."""
    if items.kind == "and":
        return all(matches(part, line, custom_fields) for part in items.parts)
    if items.kind == "or":
        return any(matches(part, line, custom_fields) for part in items.parts)
    if items.kind == "not":
        return not matches(items.parts[0], line, custom_fields)
    return _MATCHES[items.kind](items, line, custom_fields)


def _has_option(items: Items, line: CartLine, _custom_fields: CustomFields) -> bool:
    return any(
        option.name == items.name and option.value in items.values for option in line.options
    )


def _has_custom_field(items: Items, line: CartLine, custom_fields: CustomFields) -> bool:
    own = custom_fields.get(line.product_id, frozenset())
    return any((items.name, value) in own for value in items.values)


_MATCHES: Mapping[str, Callable[[Items, CartLine, CustomFields], bool]] = {
    "brands": lambda items, line, _: line.brand_id in items.ids,
    "categories": lambda items, line, _: not set(line.category_ids).isdisjoint(items.ids),
    "products": lambda items, line, _: line.product_id in items.ids,
    "variants": lambda items, line, _: line.variant_id in items.ids,
    "product_option": _has_option,
    "product_custom_field": _has_custom_field,
}


def goods_named(items: Items) -> tuple[Goods, ...]:
    """The products or variants that the items name outright."""
    if items.kind == "products":
        return tuple([(product_id, 0) for product_id in items.ids])
    if items.kind == "variants":
        return tuple([(0, variant_id) for variant_id in items.ids])
    return ()
