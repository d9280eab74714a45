"""What differs between two states of an order, as its history tells it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from orderwright.domain.order import Order, WholeOrder

Differences = Mapping[str, tuple[object, object]]
"""Names and the values before and after; parts are named `products.ID.FIELD`."""

_UNTOLD = frozenset(
    {
        "id",
        "order_id",
        "revision",
        "date_modified",
        "stock_held",
        "costs_given",
        "is_digital_given",
        "manual_discount_amount",
        "first_option_id",
    }
)
_ORDER_FIELDS = tuple(field.name for field in fields(Order) if field.name not in _UNTOLD)


def differences(before: WholeOrder, after: WholeOrder) -> Differences:
    """Everything that differs but what follows from the change being one."""
    found: dict[str, tuple[object, object]] = {}
    for name in _ORDER_FIELDS:
        old, new = getattr(before.order, name), getattr(after.order, name)
        if old != new:
            found[name] = (_plain(old), _plain(new))
    parts: tuple[tuple[str, Sequence[Any], Sequence[Any]], ...] = (
        ("products", before.products, after.products),
        ("shipping_addresses", before.addresses, after.addresses),
        ("consignments.pickups", before.pickups, after.pickups),
        ("fees", before.fees, after.fees),
    )
    for name, old_parts, new_parts in parts:
        found.update(_of_parts(name, old_parts, new_parts))
    return found


def _of_parts(
    name: str, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[tuple[str, tuple[object, object]]]:
    known = {part.id: part for part in before}
    added = []
    for part in after:
        old = known.pop(part.id, None)
        if old is None:
            added.append(_short(part))
        elif old is not part:
            for field in fields(part):
                values = getattr(old, field.name), getattr(part, field.name)
                if values[0] != values[1] and field.name not in _UNTOLD:
                    yield f"{name}.{part.id}.{field.name}", (_plain(values[0]), _plain(values[1]))
    for part_id, part in known.items():
        yield f"{name}.{part_id}", (_short(part), None)
    if added:
        yield f"{name}.added", (None, added)


def _short(part: Any) -> dict[str, object]:
    """A part as it came or went; what it does not have is left out."""
    return {
        field.name: _plain(value)
        for field in fields(part)
        if (value := getattr(part, field.name)) and field.name not in _UNTOLD
    }


def _plain(value: Any) -> object:
    """The value as JSON can hold it."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
