"""Orders as outside tax providers know them, as rows."""

from decimal import Decimal

import msgspec

from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.tax_document import DocumentState, TaxDocument

_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode
_COLUMNS = "order_id, provider_id, body, state, external_id, due_at, attempts"
_FIND = statement(
    f"SELECT {_COLUMNS} FROM tax_documents WHERE store_id = :store_id AND order_id = :order_id",
    lock=True,
)
_DUE = statement(
    f"SELECT store_id, {_COLUMNS} FROM tax_documents"
    " WHERE due_at IS NOT NULL AND due_at <= :now ORDER BY due_at LIMIT :row_limit",
    lock=True,
)
_SAVE = statement(
    "UPDATE tax_documents SET state = :state, external_id = :external_id, due_at = :due_at,"
    " attempts = :attempts WHERE store_id = :store_id AND order_id = :order_id"
)


def add(unit: Unit, store_id: int, order_id: int | Number, document: TaxDocument) -> None:
    """Queue the document of a new order."""
    unit.insert(
        "tax_documents",
        store_id=store_id,
        order_id=order_id,
        provider_id=document.provider_id,
        body=_encode(document.body).decode(),
        state=document.state.value,
    )


async def find_locked(unit: Unit, store_id: int, order_id: int) -> TaxDocument | None:
    row = await unit.row(_FIND, store_id=store_id, order_id=order_id)
    return None if row is None else _document(row)


async def find_due(unit: Unit, now: int, count: int) -> list[tuple[int, TaxDocument]]:
    """Documents of any store that are to be sent, with the store's id, locked."""
    rows = await unit.rows(_DUE, now=now, row_limit=count)
    return [(row["store_id"], _document(row)) for row in rows]


def save(unit: Unit, store_id: int, document: TaxDocument) -> None:
    """Queue where a document stands now."""
    unit.change(
        _SAVE,
        store_id=store_id,
        order_id=document.order_id,
        state=document.state.value,
        external_id=document.external_id,
        due_at=document.due_at,
        attempts=document.attempts,
    )


def _document(row: Row) -> TaxDocument:
    return TaxDocument(
        order_id=row["order_id"],
        provider_id=row["provider_id"],
        body=_decode(row["body"]),
        state=DocumentState(row["state"]),
        external_id=row["external_id"],
        due_at=row["due_at"],
        attempts=row["attempts"],
    )
