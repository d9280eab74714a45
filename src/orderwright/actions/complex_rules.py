"""Making, changing and deleting complex rules of products."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.actions import variants as variant_actions
from orderwright.db import complex_rules, product_options, products, variants
from orderwright.db.unit import Unit
from orderwright.domain.complex_rule import ComplexRule, Condition
from orderwright.domain.errors import Conflict, NotFound, Unprocessable
from orderwright.domain.option_editing import adjuster_of

SAME_CONDITIONS = "Another rule has the same conditions"
BAD_CONDITION = "A condition names a variant, or a modifier and its value, of the product"
_FIELDS = (
    "sort_order", "enabled", "stop", "purchasing_disabled", "purchasing_disabled_message",
    "purchasing_hidden", "image_url",
)  # fmt: skip


async def create(
    unit: Unit, store_id: int, product_id: int, given: Mapping[str, Any], now: int
) -> ComplexRule:
    """A new rule. Raises NotFound, Conflict, Unprocessable."""
    rules = await _open(unit, store_id, product_id)
    conditions = given.get("conditions") or ()
    numbers = await products.take_numbers(
        unit, store_id, complex_rule=1, rule_condition=len(conditions)
    )
    rule = _changed(ComplexRule(numbers["complex_rule"][0], product_id), given)
    rule = replace(rule, conditions=_conditions(conditions, numbers["rule_condition"]))
    await _check(unit, store_id, rules, rule)
    complex_rules.add(unit, store_id, rule, now)
    await _announce(unit, store_id, product_id, now)
    return rule


async def update(
    unit: Unit, store_id: int, product_id: int, rule_id: int, given: Mapping[str, Any], now: int
) -> ComplexRule:
    """Change a rule; its conditions as a whole. Raises NotFound, Conflict, Unprocessable."""
    rules = await _open(unit, store_id, product_id)
    before = _one(rules, rule_id)
    after = _changed(before, given)
    if "conditions" in given:
        numbers = await products.take_numbers(
            unit, store_id, rule_condition=len(given["conditions"])
        )
        wanted = _conditions(given["conditions"], numbers["rule_condition"])
        if replace(before, conditions=wanted).key != before.key:
            after = replace(after, conditions=wanted)
    await _check(unit, store_id, rules, after)
    if after != before:
        await complex_rules.save(unit, store_id, after, now)
        await _announce(unit, store_id, product_id, now)
    return after


async def delete(unit: Unit, store_id: int, product_id: int, rule_id: int, now: int) -> None:
    """Delete a rule. Raises NotFound."""
    _one(await _open(unit, store_id, product_id), rule_id)
    await complex_rules.delete(unit, store_id, rule_id)
    await _announce(unit, store_id, product_id, now)


async def _open(unit: Unit, store_id: int, product_id: int) -> list[ComplexRule]:
    if await products.find_locked(unit, store_id, product_id) is None:
        raise NotFound("product", product_id)
    return await complex_rules.of_product(unit, store_id, product_id)


def _one(rules: Sequence[ComplexRule], rule_id: int) -> ComplexRule:
    for rule in rules:
        if rule.id == rule_id:
            return rule
    raise NotFound("complex_rule", rule_id)


def _changed(rule: ComplexRule, given: Mapping[str, Any]) -> ComplexRule:
    changed = replace(rule, **{name: given[name] for name in _FIELDS if name in given})
    if "price_adjuster" in given:
        changed = replace(changed, price_adjuster=adjuster_of(given["price_adjuster"] or {}))
    if "weight_adjuster" in given:
        changed = replace(changed, weight_adjuster=adjuster_of(given["weight_adjuster"] or {}))
    return changed


def _conditions(given: Sequence[Mapping[str, Any]], ids: range) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            number, one.get("modifier_id"), one.get("modifier_value_id"), one.get("variant_id")
        )
        for number, one in zip(ids, given, strict=True)
    )


async def _check(
    unit: Unit, store_id: int, rules: Sequence[ComplexRule], rule: ComplexRule
) -> None:
    """A rule has conditions, of its own product, that no other has."""
    modifiers = await product_options.of_product(unit, store_id, rule.product_id, "modifier")
    values = {(option.id, value.id) for option in modifiers for value in option.values}
    own = {v.id for v in await variants.of_product(unit, store_id, rule.product_id)}
    for condition in rule.conditions:
        of_modifier = (condition.modifier_id, condition.modifier_value_id)
        if condition.variant_id not in own if condition.variant_id else of_modifier not in values:
            raise Unprocessable(BAD_CONDITION, conditions=BAD_CONDITION)
    if not rule.conditions:
        raise Unprocessable(BAD_CONDITION, conditions=BAD_CONDITION)
    if any(other.key == rule.key for other in rules if other.id != rule.id):
        raise Conflict(SAME_CONDITIONS, conditions=SAME_CONDITIONS)


async def _announce(unit: Unit, store_id: int, product_id: int, now: int) -> None:
    await products.set_date_modified(unit, store_id, product_id, now)
    variant_actions.announce_product(unit, store_id, product_id, now)
    await unit.flush()
