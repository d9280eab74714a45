"""Custom fields, images, videos, reviews and complex rules of products: rows read whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.catalog import BulkPricingRule

PartKind = Literal["custom_field", "image", "video", "review", "complex_rule"]

_encoder = msgspec.json.Encoder(decimal_format="number")
_OF_PRODUCTS = statement(
    "SELECT * FROM product_parts WHERE store_id = :store_id AND kind = :kind"
    " AND product_id IN :ids ORDER BY product_id, id"
)
_SAVE = statement(
    "UPDATE product_parts SET details = :details, date_modified = :date_modified"
    " WHERE store_id = :store_id AND kind = :kind AND id = :id"
)
_DELETE = statement(
    "DELETE FROM product_parts WHERE store_id = :store_id AND kind = :kind AND id = :id"
)
_RULES = statement(
    "SELECT * FROM bulk_pricing_rules WHERE store_id = :store_id AND product_id IN :ids"
    " ORDER BY product_id, quantity_min, id"
)
_SAVE_RULE = statement(
    "UPDATE bulk_pricing_rules SET quantity_min = :quantity_min, quantity_max = :quantity_max,"
    " type = :type, amount = :amount WHERE store_id = :store_id AND id = :id"
)
_DELETE_RULE = statement("DELETE FROM bulk_pricing_rules WHERE store_id = :store_id AND id = :id")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that hangs from a product; `details` is what was given of it."""

    kind: PartKind
    id: int
    product_id: int
    details: Mapping[str, Any] = field(default_factory=dict)
    date_created: int = 0
    date_modified: int = 0


def add(unit: Unit, store_id: int, part: Part) -> None:
    unit.insert(
        "product_parts",
        store_id=store_id,
        kind=part.kind,
        id=part.id,
        product_id=part.product_id,
        details=_encoder.encode(part.details).decode(),
        date_created=part.date_created,
        date_modified=part.date_modified,
    )


async def save(unit: Unit, store_id: int, part: Part) -> None:
    await unit.execute(
        _SAVE,
        store_id=store_id,
        kind=part.kind,
        id=part.id,
        details=_encoder.encode(part.details).decode(),
        date_modified=part.date_modified,
    )


async def delete(unit: Unit, store_id: int, kind: PartKind, part_id: int) -> int:
    return await unit.execute(_DELETE, store_id=store_id, kind=kind, id=part_id)


async def of_products(
    unit: Unit, store_id: int, kind: PartKind, ids: Sequence[int]
) -> dict[int, list[Part]]:
    """The parts of one kind of each of these products."""
    found: dict[int, list[Part]] = {}
    for row in await unit.rows(_OF_PRODUCTS, store_id=store_id, kind=kind, ids=ids):
        found.setdefault(row["product_id"], []).append(_part(row))
    return found


def add_rule(unit: Unit, store_id: int, product_id: int, rule: BulkPricingRule) -> None:
    unit.insert(
        "bulk_pricing_rules",
        store_id=store_id,
        id=rule.id,
        product_id=product_id,
        quantity_min=rule.quantity_min,
        quantity_max=rule.quantity_max,
        type=rule.type,
        amount=rule.amount,
    )


async def save_rule(unit: Unit, store_id: int, rule: BulkPricingRule) -> None:
    await unit.execute(
        _SAVE_RULE,
        store_id=store_id,
        id=rule.id,
        quantity_min=rule.quantity_min,
        quantity_max=rule.quantity_max,
        type=rule.type,
        amount=rule.amount,
    )


async def delete_rule(unit: Unit, store_id: int, rule_id: int) -> None:
    await unit.execute(_DELETE_RULE, store_id=store_id, id=rule_id)


async def rules_of_products(
    unit: Unit, store_id: int, ids: Sequence[int]
) -> dict[int, list[BulkPricingRule]]:
    """The bulk pricing rules of each of these products, small quantities first."""
    found: dict[int, list[BulkPricingRule]] = {}
    for row in await unit.rows(_RULES, store_id=store_id, ids=ids):
        rule = BulkPricingRule(
            row["id"], row["quantity_min"], row["quantity_max"], row["type"], row["amount"]
        )
        found.setdefault(row["product_id"], []).append(rule)
    return found


def _part(row: Row) -> Part:
    return Part(
        kind=row["kind"],
        id=row["id"],
        product_id=row["product_id"],
        details=msgspec.json.decode(row["details"]),
        date_created=row["date_created"],
        date_modified=row["date_modified"],
    )
