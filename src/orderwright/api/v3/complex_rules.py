"""Complex rules of the V3 catalogue's products."""

from typing import Any

from orderwright.actions import complex_rules as actions
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.v3.product_printing import pick, print_adjuster
from orderwright.db import complex_rules, products, variants
from orderwright.db.unit import Unit
from orderwright.domain.complex_rule import ComplexRule
from orderwright.domain.errors import NotFound


async def get_complex_rules(call: Call) -> Answer:
    product_id, query = call.id("product_id"), call.query()
    page = page_of(query)

    async def work(unit: Unit) -> Answer:
        rules, sku_ids = await _read(unit, call, product_id)
        shown = rules[page.offset : page.offset + page.limit]
        printed = [pick(_print(rule, sku_ids), query) for rule in shown]
        return v3_list(printed, len(rules), page, call.query_fields())

    return await call.read(work)


async def get_complex_rule(call: Call) -> Answer:
    product_id, rule_id, query = call.id("product_id"), call.id("complex_rule_id"), call.query()

    async def work(unit: Unit) -> Answer:
        rules, sku_ids = await _read(unit, call, product_id)
        for rule in rules:
            if rule.id == rule_id:
                return _answer(pick(_print(rule, sku_ids), query))
        raise NotFound("complex_rule", rule_id)

    return await call.read(work)


async def create_complex_rule(call: Call) -> Answer:
    product_id, given = call.id("product_id"), call.body()

    async def work(unit: Unit) -> Answer:
        rule = await actions.create(unit, call.store.id, product_id, given, call.now)
        _, sku_ids = await _read(unit, call, product_id)
        return _answer(_print(rule, sku_ids))

    return await call.write(work)


async def update_complex_rule(call: Call) -> Answer:
    product_id, rule_id, given = call.id("product_id"), call.id("complex_rule_id"), call.body()

    async def work(unit: Unit) -> Answer:
        rule = await actions.update(unit, call.store.id, product_id, rule_id, given, call.now)
        _, sku_ids = await _read(unit, call, product_id)
        return _answer(_print(rule, sku_ids))

    return await call.write(work)


async def delete_complex_rule(call: Call) -> Answer:
    product_id, rule_id = call.id("product_id"), call.id("complex_rule_id")

    async def work(unit: Unit) -> Answer:
        await actions.delete(unit, call.store.id, product_id, rule_id, call.now)
        return Answer(204)

    return await call.write(work)


async def _read(
    unit: Unit, call: Call, product_id: int
) -> tuple[list[ComplexRule], dict[int, int]]:
    """The rules of a product, and the V2 SKU of each of its variants."""
    if await products.find(unit, call.store.id, product_id) is None:
        raise NotFound("product", product_id)
    rules = await complex_rules.of_product(unit, call.store.id, product_id)
    own = await variants.of_product(unit, call.store.id, product_id)
    ordered = sorted(rules, key=lambda rule: (rule.sort_order, rule.id))
    return ordered, {variant.id: variant.sku_id or 0 for variant in own}


def _print(rule: ComplexRule, sku_ids: dict[int, int]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "product_id": rule.product_id,
        "sort_order": rule.sort_order,
        "enabled": rule.enabled,
        "stop": rule.stop,
        "purchasing_disabled": rule.purchasing_disabled,
        "purchasing_disabled_message": rule.purchasing_disabled_message,
        "purchasing_hidden": rule.purchasing_hidden,
        "image_url": rule.image_url,
        "price_adjuster": print_adjuster(rule.price_adjuster),
        "weight_adjuster": print_adjuster(rule.weight_adjuster),
        "conditions": [
            {
                "id": condition.id,
                "rule_id": rule.id,
                "modifier_id": condition.modifier_id,
                "modifier_value_id": condition.modifier_value_id,
                "variant_id": condition.variant_id,
                "combination_id": sku_ids.get(condition.variant_id or 0, 0),
            }
            for condition in rule.conditions
        ],
    }


def _answer(printed: dict[str, Any]) -> Answer:
    return Answer(body={"data": printed, "meta": {}})
