"""Orders with their lines, addresses, fees, pick-ups and taxes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from orderwright.db.order_rows import ADDRESSES, FEES, ORDERS, PICKUPS, PRODUCTS, TAXES
from orderwright.db.order_tenders import BOUGHT
from orderwright.db.rows import Mapper
from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.order import (
    Order,
    OrderAddress,
    OrderFee,
    OrderPickup,
    OrderProduct,
    OrderTax,
    WholeOrder,
)
from orderwright.domain.order_tender import BoughtCertificate

Record = TypeVar("Record")
Id = int | Number
Resolve = Callable[[int | None], Id | None]

_ORDER = statement("SELECT * FROM orders WHERE store_id = :store_id AND id = :id")
_ORDER_LOCKED = statement(_ORDER.text, lock=True)
_OF_CART = statement(
    "SELECT id, status_id FROM orders WHERE store_id = :store_id AND cart_id = :cart_id ORDER BY id"
)
_OF_CART_LOCKED = statement(_OF_CART.text, lock=True)
_CART_ID = statement("SELECT cart_id FROM orders WHERE store_id = :store_id AND id = :id")
_RENDERED = statement(
    "SELECT id, rendered, date_modified, revision FROM orders"
    " WHERE store_id = :store_id AND id = :id",
    checks_access=True,
)
_OF_ORDER = {
    table: statement(
        f"SELECT * FROM {table} WHERE store_id = :store_id AND order_id = :order_id ORDER BY id"
    )
    for table in (
        "order_products",
        "order_addresses",
        "order_fees",
        "order_pickups",
        "order_taxes",
    )
}

_DELETE = {
    table: statement(f"DELETE FROM {table} WHERE store_id = :store_id AND id IN :ids")
    for table in _OF_ORDER
}


@dataclass(frozen=True, slots=True)
class RenderedOrder:
    """An order as it is printed, with placeholders; empty where it must be printed anew.

    `revision` 0 is not known.
    """

    id: int
    date_modified: int
    rendered: bytes
    revision: int = 0


def add(
    unit: Unit,
    store_id: int,
    whole: WholeOrder,
    rendered: bytes,
    bought: Sequence[BoughtCertificate] = (),
) -> Number:
    """Queue a new order with everything in it; its number, known once the unit is flushed."""
    number = unit.take(store_id, "order")
    values = ORDERS.values(whole.order)
    values["id"] = number
    values["billing_email"] = whole.order.billing_address.email.lower()
    unit.insert("orders", store_id=store_id, **values, rendered=rendered)
    add_parts(unit, store_id, number, whole, bought)
    return number


def add_parts(
    unit: Unit,
    store_id: int,
    order_id: Id,
    whole: WholeOrder,
    bought: Sequence[BoughtCertificate] = (),
) -> None:
    """Queue the parts of an order that are not yet written: those with negative ids."""
    addresses = _numbers(unit, store_id, "order_address", whole.addresses)
    pickups = _numbers(unit, store_id, "order_pickup", whole.pickups)
    products = _numbers(unit, store_id, "order_product", whole.products)
    fees = _numbers(unit, store_id, "order_fee", whole.fees)
    taxes = _numbers(unit, store_id, "order_tax", whole.taxes)
    queued: tuple[tuple[str, Mapper[Any], Sequence[Any], Resolve], ...] = (
        ("order_addresses", ADDRESSES, whole.addresses, addresses),
        ("order_pickups", PICKUPS, whole.pickups, pickups),
        ("order_products", PRODUCTS, whole.products, products),
        ("order_fees", FEES, whole.fees, fees),
        ("order_taxes", TAXES, whole.taxes, taxes),
    )
    for table, mapper, parts, number in queued:
        for part in parts:
            if part.id < 0:
                values = mapper.values(part)
                values["id"] = number(part.id)
                values["order_id"] = order_id
                if "order_address_id" in values:
                    values["order_address_id"] = addresses(part.order_address_id)
                    values["order_pickup_method_id"] = pickups(part.order_pickup_method_id)
                if table == "order_products" and part.product_options:
                    values["first_option_id"] = _option_ids(unit, store_id, part)
                if "order_product_id" in values:
                    values["order_product_id"] = products(part.order_product_id)
                unit.insert(table, store_id=store_id, **values)
    for certificate in bought:
        values = BOUGHT.values(certificate)
        values["id"] = unit.take(store_id, "bought_certificate")
        values["order_id"] = order_id
        values["order_product_id"] = products(certificate.order_product_id)
        unit.insert("bought_certificates", store_id=store_id, **values)


async def number_options(unit: Unit, store_id: int, line: OrderProduct) -> int:
    """The first id for the options of a written line that has become another product."""
    first = _option_ids(unit, store_id, line)
    await unit.flush()
    return first.value


def _option_ids(unit: Unit, store_id: int, line: OrderProduct) -> Number:
    return unit.take(store_id, "order_product_option", len(line.product_options))


def save(unit: Unit, store_id: int, before: WholeOrder, after: WholeOrder, rendered: bytes) -> None:
    """Queue what differs between two states of an order."""
    changed = _changed(ORDERS, before.order, after.order)
    if "billing_address" in changed:
        changed["billing_email"] = after.order.billing_address.email.lower()
    _update(unit, "orders", store_id, after.order.id, {**changed, "rendered": rendered})
    kinds: tuple[tuple[str, Mapper[Any], Sequence[Any], Sequence[Any]], ...] = (
        ("order_addresses", ADDRESSES, before.addresses, after.addresses),
        ("order_pickups", PICKUPS, before.pickups, after.pickups),
        ("order_products", PRODUCTS, before.products, after.products),
        ("order_fees", FEES, before.fees, after.fees),
        ("order_taxes", TAXES, before.taxes, after.taxes),
    )
    for table, mapper, old, new in kinds:
        known = {part.id: part for part in old}
        for part in new:
            if part.id > 0:
                was = known.pop(part.id)
                if was is not part and was != part:
                    _update(unit, table, store_id, part.id, _changed(mapper, was, part))
        if known:
            unit.change(_DELETE[table], store_id=store_id, ids=sorted(known))
    add_parts(unit, store_id, after.order.id, after)


def _changed(mapper: Mapper[Record], before: Record, after: Record) -> dict[str, object]:
    old, new = mapper.values(before), mapper.values(after)
    return {name: value for name, value in new.items() if value != old[name]}


def _update(
    unit: Unit, table: str, store_id: int, row_id: int, values: Mapping[str, object]
) -> None:
    if values:
        change = _update_of(table, tuple(values))
        unit.change(change, store_id=store_id, id=row_id, **_named(values))


@cache
def _update_of(table: str, columns: tuple[str, ...]) -> Statement:
    """One statement for each set of columns that changes together."""
    settings = ", ".join([f"{name} = :new_{name}" for name in columns])
    return statement(f"UPDATE {table} SET {settings} WHERE store_id = :store_id AND id = :id")


def _named(values: Mapping[str, object]) -> dict[str, object]:
    return {f"new_{name}": value for name, value in values.items()}


def _numbers(unit: Unit, store_id: int, counter: str, parts: Sequence[Any]) -> Resolve:
    """What turns the ids of new parts into numbers, and leaves those of written ones alone."""
    count = -min([part.id for part in parts], default=0)
    first = unit.take(store_id, counter, count) if count > 0 else None

    def number(part_id: int | None) -> Id | None:
        if part_id is None or part_id >= 0 or first is None:
            return part_id
        return first.plus(-part_id - 1)

    return number


async def find_rendered(unit: Unit, store_id: int, order_id: int) -> RenderedOrder | None:
    """The order as it is printed; None if there is none."""
    row = await unit.row(_RENDERED, store_id=store_id, id=order_id)
    return None if row is None else rendered_of(row)


def rendered_of(row: Row) -> RenderedOrder:
    return RenderedOrder(row["id"], row["date_modified"], row["rendered"] or b"", row["revision"])


async def find(
    unit: Unit, store_id: int, order_id: int, *, lock: bool = False
) -> WholeOrder | None:
    """The order with all its parts; `lock` keeps others from changing it until the unit ends."""
    row = await unit.row(_ORDER_LOCKED if lock else _ORDER, store_id=store_id, id=order_id)
    if row is None:
        return None
    return WholeOrder(
        order=ORDERS.record(row),
        products=await list_products(unit, store_id, order_id),
        addresses=await list_addresses(unit, store_id, order_id),
        pickups=await list_pickups(unit, store_id, order_id),
        fees=await list_fees(unit, store_id, order_id),
        taxes=await list_taxes(unit, store_id, order_id),
    )


async def lock_with_siblings(
    unit: Unit, store_id: int, order_id: int
) -> tuple[Order | None, list[tuple[int, int]]]:
    """An order, with number and status of the others of its cart; all of them are locked."""
    row = await unit.row(_CART_ID, store_id=store_id, id=order_id)
    siblings: list[tuple[int, int]] = []
    if row is not None and row["cart_id"] is not None:
        rows = await unit.rows(_OF_CART_LOCKED, store_id=store_id, cart_id=row["cart_id"])
        siblings = [(one["id"], one["status_id"]) for one in rows if one["id"] != order_id]
    return await find_order(unit, store_id, order_id, lock=True), siblings


async def siblings_of(unit: Unit, store_id: int, order: Order) -> list[tuple[int, int]]:
    """Number and status of the other orders of an order's cart."""
    if order.cart_id is None:
        return []
    rows = await unit.rows(_OF_CART, store_id=store_id, cart_id=order.cart_id)
    return [(row["id"], row["status_id"]) for row in rows if row["id"] != order.id]


async def find_order(
    unit: Unit, store_id: int, order_id: int, *, lock: bool = False
) -> Order | None:
    """The order's own values; None if there is none. `lock` is as for the whole of it."""
    row = await unit.row(_ORDER_LOCKED if lock else _ORDER, store_id=store_id, id=order_id)
    return None if row is None else ORDERS.record(row)


async def list_products(unit: Unit, store_id: int, order_id: int) -> tuple[OrderProduct, ...]:
    return await _parts(unit, "order_products", PRODUCTS, store_id, order_id)


async def list_addresses(unit: Unit, store_id: int, order_id: int) -> tuple[OrderAddress, ...]:
    return await _parts(unit, "order_addresses", ADDRESSES, store_id, order_id)


async def list_pickups(unit: Unit, store_id: int, order_id: int) -> tuple[OrderPickup, ...]:
    return await _parts(unit, "order_pickups", PICKUPS, store_id, order_id)


async def list_fees(unit: Unit, store_id: int, order_id: int) -> tuple[OrderFee, ...]:
    return await _parts(unit, "order_fees", FEES, store_id, order_id)


async def list_taxes(unit: Unit, store_id: int, order_id: int) -> tuple[OrderTax, ...]:
    return await _parts(unit, "order_taxes", TAXES, store_id, order_id)


async def _parts(
    unit: Unit, table: str, mapper: Mapper[Record], store_id: int, order_id: int
) -> tuple[Record, ...]:
    rows = await unit.rows(_OF_ORDER[table], store_id=store_id, order_id=order_id)
    return tuple([mapper.record(row) for row in rows])
