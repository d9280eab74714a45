"""The vault's rows; what is secret in them is sealed."""

import json
from collections.abc import Sequence

from orderwright.db.rows import Mapper, dump
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.stored_instrument import StoredInstrument

INSTRUMENTS = Mapper(
    StoredInstrument, special={"billing_address": (dump, json.loads)}, booleans=("is_default",)
)

_OF_CUSTOMER = statement(
    "SELECT * FROM stored_instruments WHERE store_id = :store_id AND customer_id = :customer_id"
    " ORDER BY id"
)
_BY_HASH = statement(
    "SELECT * FROM stored_instruments WHERE store_id = :store_id AND token_hash = :token_hash"
)


async def list_instruments(
    unit: Unit, store_id: int, customer_id: int
) -> Sequence[StoredInstrument]:
    """A customer's, oldest first."""
    rows = await unit.rows(_OF_CUSTOMER, store_id=store_id, customer_id=customer_id)
    return [INSTRUMENTS.record(row) for row in rows]


async def find_by_hash(unit: Unit, store_id: int, token_hash: bytes) -> StoredInstrument | None:
    row = await unit.row(_BY_HASH, store_id=store_id, token_hash=token_hash)
    return None if row is None else INSTRUMENTS.record(row)


def add(unit: Unit, store_id: int, instrument: StoredInstrument) -> Number:
    """Queue a new one; its number, known once the unit is flushed."""
    number = unit.take(store_id, "stored_instrument")
    values = INSTRUMENTS.values(instrument) | {"id": number}
    unit.insert("stored_instruments", store_id=store_id, **values)
    return number
