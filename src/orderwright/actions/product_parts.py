"""What is given along with a product: custom fields, images, videos and bulk pricing rules."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.actions import variants
from orderwright.db import product_parts, products
from orderwright.db.product_parts import Part, PartKind
from orderwright.db.unit import Unit
from orderwright.domain.catalog import BulkPricingRule
from orderwright.domain.errors import Conflict, NotFound, Unprocessable

OVERLAPPING_RULES = "The quantity range overlaps with another bulk pricing rule"
INVALID_RANGE = "quantity_max must be greater than quantity_min, or 0"
DUPLICATE_CUSTOM_FIELD = "A custom field with the same name and value already exists"
CUSTOM_FIELDS_MAX = 200
_KINDS: Mapping[str, PartKind] = {
    "custom_fields": "custom_field", "images": "image", "videos": "video",
}  # fmt: skip
RULES = "bulk_pricing_rules"
SILENT: frozenset[PartKind] = frozenset({"image", "custom_field", "review"})
"""Changes of these announce nothing: images as recorded, custom fields as the reference says.

Of reviews the product itself shows their count, and that is announced.
"""

SILENT_NAMES = frozenset({"images", "custom_fields"})

IMAGES_MAX = 1_000
_FIELDS: Mapping[PartKind, frozenset[str]] = {
    "custom_field": frozenset({"name", "value"}),
    "image": frozenset({"is_thumbnail", "sort_order", "description", "image_url"}),
    "video": frozenset({"title", "description", "sort_order", "type", "video_id"}),
    "review": frozenset(
        {
            "title",
            "text",
            "status",
            "rating",
            "email",
            "name",
            "date_reviewed",
        }
    ),
}


async def create(
    unit: Unit, store_id: int, product_id: int, kind: PartKind, given: Mapping[str, Any], now: int
) -> Part:
    """A new part of a product. Raises NotFound, Conflict, Unprocessable."""
    parts = await _open(unit, store_id, product_id, kind)
    number = (await products.take_numbers(unit, store_id, **{kind: 1}))[kind][0]
    part = new_part(kind, number, product_id, given, now)
    check_parts(kind, [*parts, part])
    product_parts.add(unit, store_id, part)
    await _settle(unit, store_id, part, parts, now)
    return part


async def update(
    unit: Unit,
    store_id: int,
    product_id: int,
    kind: PartKind,
    part_id: int,
    given: Mapping[str, Any],
    now: int,
) -> Part:
    """Change a part. Raises NotFound, Conflict."""
    parts = await _open(unit, store_id, product_id, kind)
    before = _one(parts, kind, part_id)
    after = changed_part(before, given, now)
    others = [part for part in parts if part.id != part_id]
    check_parts(kind, [*others, after])
    if after != before:
        await product_parts.save(unit, store_id, after)
        await _settle(unit, store_id, after, others, now)
    return after


async def delete(
    unit: Unit, store_id: int, product_id: int, kind: PartKind, part_id: int, now: int
) -> None:
    """Delete a part. Raises NotFound."""
    parts = await _open(unit, store_id, product_id, kind)
    part = _one(parts, kind, part_id)
    await product_parts.delete(unit, store_id, kind, part_id)
    await _announce(unit, store_id, part.product_id, kind, now)
    await _count_reviews(unit, store_id, product_id, kind, now)


async def create_rule(
    unit: Unit, store_id: int, product_id: int, given: Mapping[str, Any], now: int
) -> BulkPricingRule:
    """A new bulk pricing rule. Raises NotFound, Conflict for one that overlaps, Unprocessable."""
    rules = await _open_rules(unit, store_id, product_id)
    numbers = await products.take_numbers(unit, store_id, bulk_pricing_rule=1)
    rule = changed_rule(BulkPricingRule(numbers["bulk_pricing_rule"][0]), given)
    check_rules([*rules, rule])
    product_parts.add_rule(unit, store_id, product_id, rule)
    await _announce(unit, store_id, product_id, None, now)
    return rule


async def update_rule(
    unit: Unit, store_id: int, product_id: int, rule_id: int, given: Mapping[str, Any], now: int
) -> BulkPricingRule:
    """Change a bulk pricing rule. Raises NotFound, Conflict, Unprocessable."""
    rules = await _open_rules(unit, store_id, product_id)
    before = _one_rule(rules, rule_id)
    after = changed_rule(before, given)
    check_rules([*(rule for rule in rules if rule.id != rule_id), after])
    if after != before:
        await product_parts.save_rule(unit, store_id, after)
        await _announce(unit, store_id, product_id, None, now)
    return after


async def delete_rule(unit: Unit, store_id: int, product_id: int, rule_id: int, now: int) -> None:
    """Delete a bulk pricing rule. Raises NotFound."""
    _one_rule(await _open_rules(unit, store_id, product_id), rule_id)
    await product_parts.delete_rule(unit, store_id, rule_id)
    await _announce(unit, store_id, product_id, None, now)


async def _open(unit: Unit, store_id: int, product_id: int, kind: PartKind) -> list[Part]:
    """The parts of a product that is locked. Raises NotFound."""
    if await products.find_locked(unit, store_id, product_id) is None:
        raise NotFound("product", product_id)
    return (await product_parts.of_products(unit, store_id, kind, [product_id])).get(product_id, [])


async def _open_rules(unit: Unit, store_id: int, product_id: int) -> list[BulkPricingRule]:
    if await products.find_locked(unit, store_id, product_id) is None:
        raise NotFound("product", product_id)
    return (await product_parts.rules_of_products(unit, store_id, [product_id])).get(product_id, [])


def _one(parts: Sequence[Part], kind: PartKind, part_id: int) -> Part:
    for part in parts:
        if part.id == part_id:
            return part
    raise NotFound(kind, part_id)


def _one_rule(rules: Sequence[BulkPricingRule], rule_id: int) -> BulkPricingRule:
    for rule in rules:
        if rule.id == rule_id:
            return rule
    raise NotFound("bulk_pricing_rule", rule_id)


async def _settle(unit: Unit, store_id: int, part: Part, others: Sequence[Part], now: int) -> None:
    """What follows from a new or changed part: one thumbnail, counted reviews, the event."""
    if part.kind == "image" and part.details.get("is_thumbnail"):
        for other in others:
            if other.details.get("is_thumbnail"):
                plain = replace(other, details={**other.details, "is_thumbnail": False})
                await product_parts.save(unit, store_id, plain)
    await _announce(unit, store_id, part.product_id, part.kind, now)
    await _count_reviews(unit, store_id, part.product_id, part.kind, now)


async def _announce(
    unit: Unit, store_id: int, product_id: int, kind: PartKind | None, now: int
) -> None:
    if kind not in SILENT:
        await products.set_date_modified(unit, store_id, product_id, now)
        variants.announce_product(unit, store_id, product_id, now)
    await unit.flush()


async def _count_reviews(
    unit: Unit, store_id: int, product_id: int, kind: PartKind, now: int
) -> None:
    """A product shows how many approved reviews it has, and the sum of their ratings."""
    if kind != "review":
        return
    found = await product_parts.of_products(unit, store_id, "review", [product_id])
    ratings = [
        part.details.get("rating", 0)
        for part in found.get(product_id, ())
        if part.details.get("status") == "approved"
    ]
    product = await products.find(unit, store_id, product_id)
    if product is not None:
        counted = replace(product, reviews_count=len(ratings), reviews_rating_sum=sum(ratings))
        if counted.reviews_count != product.reviews_count:
            variants.announce_product(unit, store_id, product_id, now)
        await products.save(unit, store_id, product, counted)
        await unit.flush()


async def write(
    unit: Unit, store_id: int, product_id: int, given: Mapping[str, Any], now: int
) -> set[str]:
    """Write the parts in a request for a product; the names of those that changed.

    A part with an id is changed, one without is new, and those not mentioned stay; bulk pricing
    rules are replaced as a whole. Raises Conflict, NotFound, Unprocessable.
    """
    changed: set[str] = set()
    for name, kind in _KINDS.items():
        if given.get(name) and await _write_parts(
            unit, store_id, product_id, kind, given[name], now
        ):
            changed.add(name)
    rules = given.get(RULES)
    if rules is not None and await _replace_rules(unit, store_id, product_id, rules):
        changed.add(RULES)
    return changed


async def _write_parts(
    unit: Unit,
    store_id: int,
    product_id: int,
    kind: PartKind,
    given: Sequence[Mapping[str, Any]],
    now: int,
) -> bool:
    parts = (await product_parts.of_products(unit, store_id, kind, [product_id])).get(
        product_id, []
    )
    present = {part.id: part for part in parts}
    new = [one for one in given if not one.get("id")]
    ids = (await products.take_numbers(unit, store_id, **{kind: len(new)}))[kind]
    after = dict(present)
    for one in given:
        if not one.get("id"):
            continue
        if one["id"] not in present:
            raise NotFound(kind, one["id"])
        after[one["id"]] = changed_part(present[one["id"]], one, now)
    for part_id, one in zip(ids, new, strict=True):
        after[part_id] = new_part(kind, part_id, product_id, one, now)
    check_parts(kind, list(after.values()))
    for part in after.values():
        if part.id not in present:
            product_parts.add(unit, store_id, part)
        elif part != present[part.id]:
            await product_parts.save(unit, store_id, part)
    return after != present


def new_part(
    kind: PartKind, part_id: int, product_id: int, given: Mapping[str, Any], now: int
) -> Part:
    """A part with the fields of a request."""
    return Part(kind, part_id, product_id, _details(kind, given), now, now)


def changed_part(part: Part, given: Mapping[str, Any], now: int) -> Part:
    """The part with the fields of a request; itself if they change nothing."""
    details = {**part.details, **_details(part.kind, given)}
    return part if details == part.details else replace(part, details=details, date_modified=now)


def _details(kind: PartKind, given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name in _FIELDS[kind]}


def check_parts(kind: PartKind, parts: Sequence[Part]) -> None:
    """Custom fields of a product are at most 200 and differ. Raises Conflict, Unprocessable."""
    if kind == "image" and len(parts) > IMAGES_MAX:
        raise Unprocessable(f"A product has at most {IMAGES_MAX} images")
    if kind != "custom_field":
        return
    if len(parts) > CUSTOM_FIELDS_MAX:
        raise Unprocessable(f"A product has at most {CUSTOM_FIELDS_MAX} custom fields")
    pairs = {(part.details["name"], part.details["value"]) for part in parts}
    if len(pairs) < len(parts):
        raise Conflict(DUPLICATE_CUSTOM_FIELD, custom_fields=DUPLICATE_CUSTOM_FIELD)


async def _replace_rules(
    unit: Unit, store_id: int, product_id: int, given: Sequence[Mapping[str, Any]]
) -> bool:
    before = (await product_parts.rules_of_products(unit, store_id, [product_id])).get(
        product_id, []
    )
    present = {rule.id: rule for rule in before}
    new = [one for one in given if one.get("id") not in present]
    ids = iter(
        (await products.take_numbers(unit, store_id, bulk_pricing_rule=len(new)))[
            "bulk_pricing_rule"
        ]
    )
    after = [changed_rule(present.get(one.get("id", 0)) or BulkPricingRule(next(ids)), one)
             for one in given]  # fmt: skip
    check_rules(after)
    kept = {rule.id for rule in after}
    for rule in before:
        if rule.id not in kept:
            await product_parts.delete_rule(unit, store_id, rule.id)
    for rule in after:
        if rule.id not in present:
            product_parts.add_rule(unit, store_id, product_id, rule)
        elif rule != present[rule.id]:
            await product_parts.save_rule(unit, store_id, rule)
    return sorted(after, key=lambda rule: rule.id) != sorted(before, key=lambda rule: rule.id)


def changed_rule(rule: BulkPricingRule, given: Mapping[str, Any]) -> BulkPricingRule:
    """The rule with the fields of a request."""
    fields = ("quantity_min", "quantity_max", "type", "amount")
    return replace(rule, **{name: given[name] for name in fields if name in given})


def check_rules(rules: Sequence[BulkPricingRule]) -> None:
    """Each range runs upwards, and no two overlap. Raises Conflict, Unprocessable."""
    for position, rule in enumerate(rules):
        if rule.quantity_max and rule.quantity_max < rule.quantity_min:
            raise Unprocessable(INVALID_RANGE, quantity_max=INVALID_RANGE)
        if any(rule.overlaps(other) for other in rules[position + 1 :]):
            raise Conflict(OVERLAPPING_RULES, bulk_pricing_rules=OVERLAPPING_RULES)
