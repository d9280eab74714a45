"""The B2B record of an order: what a company notes beside the order itself, and until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from orderwright.domain.company import ExtraValues
from orderwright.domain.errors import ExtraFieldMissing, ExtraFieldWrong
from orderwright.domain.extra_field import ExtraField, is_value

WINDOW_MS = 10_000
RECORD_ID_BASE = 20_000_000


@dataclass(frozen=True, slots=True)
class CompanyOrder:
    """One record; without `is_comment_saved` it keeps the order's comment from who reads it.

    `updated_at` moves with every change of the record itself, not with those of the order.
    """

    order_id: int = 0
    company_id: int = 0
    user_id: int = 0
    customer_id: int = 0
    po_number: str = ""
    reference_number: str = ""
    extra_fields: ExtraValues = ()
    extra_info: Mapping[str, Any] = field(default_factory=dict)
    is_comment_saved: bool = True
    created_at: int = 0
    updated_at: int = 0


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What a client fills in; None leaves what is there."""

    po_number: str | None = None
    reference_number: str | None = None
    extra_fields: ExtraValues | None = None
    extra_info: Mapping[str, Any] | None = None
    is_comment_saved: bool | None = None


def record_id(order_id: int) -> int:
    """The record's own number, which is no order's."""
    return RECORD_ID_BASE + order_id


def is_open(inserted_at: int, now: int) -> bool:
    """Whether a record may still be filled in: ten seconds from the order's real insertion.

    The order's `date_created` may be any date that a client gave (seed 001).
    """
    return now - inserted_at <= WINDOW_MS


def filled_in(
    record: CompanyOrder,
    change: RecordChange,
    fields: Sequence[ExtraField],
    now: int,
) -> CompanyOrder:
    """The record with what was given. Raises ExtraFieldMissing, ExtraFieldWrong."""
    values = record.extra_fields if change.extra_fields is None else change.extra_fields
    check_values(values, fields)
    filled = replace(
        record,
        po_number=record.po_number if change.po_number is None else change.po_number,
        reference_number=(
            record.reference_number if change.reference_number is None else change.reference_number
        ),
        extra_fields=values,
        extra_info=record.extra_info if change.extra_info is None else change.extra_info,
        is_comment_saved=(
            record.is_comment_saved if change.is_comment_saved is None else change.is_comment_saved
        ),
    )
    return record if filled == record else replace(filled, updated_at=now)


def check_values(values: ExtraValues, fields: Sequence[ExtraField]) -> None:
    """Raises ExtraFieldMissing, ExtraFieldWrong; values of undefined fields are kept as given."""
    given = {str(value["fieldName"]): value["fieldValue"] for value in values}
    for known in fields:
        value = given.get(known.field_name)
        if value is None or value == "":
            if known.is_required:
                raise ExtraFieldMissing(known.field_name)
        elif not is_value(known, str(value)):
            raise ExtraFieldWrong(known.field_name)
