"""Balances that orders were made with, and gift certificates that they buy, as rows."""

from collections.abc import Sequence

from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.order_tender import BoughtCertificate, OrderTender

_TENDERS = Mapper(OrderTender, booleans=("is_taken",))
BOUGHT = Mapper(BoughtCertificate)

_OF_ORDER = "WHERE store_id = :store_id AND order_id = :order_id ORDER BY id"
_LIST = statement(f"SELECT * FROM order_tenders {_OF_ORDER}")
_BOUGHT = statement(f"SELECT * FROM bought_certificates {_OF_ORDER}")
_SAVE = statement(
    "UPDATE order_tenders SET amount = :amount, is_taken = :is_taken"
    " WHERE store_id = :store_id AND id = :id"
)


def add(unit: Unit, store_id: int, order_id: int | Number, tenders: Sequence[OrderTender]) -> None:
    """Queue the tenders of a new order."""
    for tender in tenders:
        values = _TENDERS.values(tender)
        values["id"] = unit.take(store_id, "order_tender")
        values["order_id"] = order_id
        unit.insert("order_tenders", store_id=store_id, **values)


async def list_tenders(unit: Unit, store_id: int, order_id: int) -> list[OrderTender]:
    rows = await unit.rows(_LIST, store_id=store_id, order_id=order_id)
    return [_TENDERS.record(row) for row in rows]


def save(unit: Unit, store_id: int, tender: OrderTender) -> None:
    """Queue what has become of a tender."""
    unit.change(
        _SAVE, store_id=store_id, id=tender.id, amount=tender.amount, is_taken=tender.is_taken
    )


async def list_bought(unit: Unit, store_id: int, order_id: int) -> list[BoughtCertificate]:
    """What the gift certificates that an order buys are to be like."""
    rows = await unit.rows(_BOUGHT, store_id=store_id, order_id=order_id)
    return [BOUGHT.record(row) for row in rows]
