"""Balances of gift certificates and store credit: one column each, and the entries behind it."""

from dataclasses import dataclass

from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.balance import BalanceEntry


@dataclass(frozen=True, slots=True)
class BalanceOf:
    """Where a balance is kept: the table and column of its sum, and the table of its entries."""

    table: str
    column: str
    entries: str
    owner: str
    list_entries: Statement


def _balance_of(table: str, column: str, entries: str, owner: str) -> BalanceOf:
    listing = statement(
        f"SELECT amount, reason, order_id, created_at FROM {entries}"
        f" WHERE store_id = :store_id AND {owner} = :owner_id ORDER BY id"
    )
    return BalanceOf(table, column, entries, owner, listing)


_CREDIT_OF_ORDER = statement(
    "SELECT SUM(amount) AS moved FROM store_credit_entries"
    " WHERE store_id = :store_id AND order_id = :order_id AND reason = 'taken'"
)
_OF_ORDER = statement(
    "SELECT gift_certificate_id, SUM(amount) AS moved FROM gift_certificate_entries"
    " WHERE store_id = :store_id AND order_id = :order_id AND reason = 'taken'"
    " GROUP BY gift_certificate_id ORDER BY gift_certificate_id"
)

GIFT_CERTIFICATE = _balance_of(
    "gift_certificates", "balance", "gift_certificate_entries", "gift_certificate_id"
)
STORE_CREDIT = _balance_of("customers", "store_credit", "store_credit_entries", "customer_id")


def move(unit: Unit, store_id: int, kept: BalanceOf, owner_id: int, entry: BalanceEntry) -> None:
    """Queue an entry together with its effect on the balance.

    The database refuses a balance below zero; the unit is then run again and sees the new one.
    """
    unit.adjust(kept.table, kept.column, entry.amount, store_id=store_id, id=owner_id)
    add_entry(unit, store_id, kept, owner_id, entry)


def add_entry(
    unit: Unit, store_id: int, kept: BalanceOf, owner_id: int | Number, entry: BalanceEntry
) -> None:
    """Queue an entry whose effect is written with the owner's own row."""
    unit.insert(
        kept.entries,
        store_id=store_id,
        id=unit.take(store_id, kept.entries),
        amount=entry.amount,
        reason=entry.reason,
        order_id=entry.order_id,
        created_at=entry.created_at,
        **{kept.owner: owner_id},
    )


async def taken_by_order(unit: Unit, store_id: int, order_id: int) -> tuple[int, dict[int, int]]:
    """What an order has taken: of store credit, and of gift certificates by id."""
    credit = await unit.row(_CREDIT_OF_ORDER, store_id=store_id, order_id=order_id)
    rows = await unit.rows(_OF_ORDER, store_id=store_id, order_id=order_id)
    certificates = {row["gift_certificate_id"]: -int(row["moved"]) for row in rows}
    return -int(credit["moved"] or 0) if credit is not None else 0, certificates


async def entries_of(
    unit: Unit, store_id: int, kept: BalanceOf, owner_id: int
) -> list[BalanceEntry]:
    """What the balance came from, oldest first."""
    rows = await unit.rows(kept.list_entries, store_id=store_id, owner_id=owner_id)
    return [
        BalanceEntry(row["amount"], row["reason"], row["created_at"], row["order_id"])
        for row in rows
    ]
