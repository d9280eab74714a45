"""Complex rules of products, kept among their parts."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from orderwright.db import product_parts
from orderwright.db.product_parts import Part
from orderwright.db.unit import Unit
from orderwright.domain.adjuster import Adjuster
from orderwright.domain.complex_rule import ComplexRule, Condition


def add(unit: Unit, store_id: int, rule: ComplexRule, now: int) -> None:
    product_parts.add(unit, store_id, _part(rule, now))


async def save(unit: Unit, store_id: int, rule: ComplexRule, now: int) -> None:
    await product_parts.save(unit, store_id, _part(rule, now))


async def delete(unit: Unit, store_id: int, rule_id: int) -> None:
    await product_parts.delete(unit, store_id, "complex_rule", rule_id)


async def of_product(unit: Unit, store_id: int, product_id: int) -> list[ComplexRule]:
    return (await of_products(unit, store_id, [product_id])).get(product_id, [])


async def of_products(
    unit: Unit, store_id: int, ids: Sequence[int]
) -> dict[int, list[ComplexRule]]:
    """The complex rules of each of these products."""
    found = await product_parts.of_products(unit, store_id, "complex_rule", ids)
    return {product_id: [_rule(part) for part in parts] for product_id, parts in found.items()}


def _part(rule: ComplexRule, now: int) -> Part:
    details = asdict(rule)
    del details["id"], details["product_id"]
    return Part("complex_rule", rule.id, rule.product_id, details, now, now)


def _rule(part: Part) -> ComplexRule:
    details: dict[str, Any] = dict(part.details)
    for name in ("price_adjuster", "weight_adjuster"):
        details[name] = Adjuster(**details[name]) if details[name] else None
    details["conditions"] = tuple(Condition(**given) for given in details["conditions"])
    return ComplexRule(id=part.id, product_id=part.product_id, **details)
