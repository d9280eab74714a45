"""The ledger of orders: journals as rows, which are added and never changed."""

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.ledger import Journal, Posting

_OF_ORDER = statement(
    "SELECT * FROM order_ledger WHERE store_id = :store_id AND order_id = :order_id"
    " ORDER BY journal, position"
)
_OPENED = statement(
    "SELECT journal FROM order_ledger WHERE store_id = :store_id AND order_id = :order_id"
    " AND cause = 'created' LIMIT 1"
)


def add(unit: Unit, store_id: int, order_id: int, journal: Journal) -> None:
    """Queue a journal, which must balance; one that moves nothing is not written."""
    assert journal.is_balanced, journal
    number = unit.take(store_id, "journal") if journal.postings else None
    for position, one in enumerate(journal.postings):
        unit.insert(
            "order_ledger",
            store_id=store_id,
            order_id=order_id,
            journal=number,
            position=position,
            at=journal.at,
            cause=journal.cause,
            cause_id=journal.cause_id,
            account=one.account,
            item_type=one.item_type,
            item_id=one.item_id,
            name=one.name,
            amount=one.amount,
        )


async def is_opened(unit: Unit, store_id: int, order_id: int) -> bool:
    """Whether what the order charged at first is written down."""
    return await unit.row(_OPENED, store_id=store_id, order_id=order_id) is not None


async def list_journals(unit: Unit, store_id: int, order_id: int) -> list[Journal]:
    """What is stored, oldest first."""
    found: dict[int, Journal] = {}
    postings: dict[int, list[Posting]] = {}
    for row in await unit.rows(_OF_ORDER, store_id=store_id, order_id=order_id):
        number = row["journal"]
        if number not in found:
            found[number] = Journal(row["cause"], row["cause_id"], row["at"], (), number)
        postings.setdefault(number, []).append(
            Posting(row["account"], row["amount"], row["item_type"], row["item_id"], row["name"])
        )
    return [
        Journal(one.cause, one.cause_id, one.at, tuple(postings[number]), number)
        for number, one in found.items()
    ]
