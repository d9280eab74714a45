"""Gift certificates: rows to records and back."""

from collections.abc import Mapping, Sequence

from orderwright.db.listing import Listing, list_rows
from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.coupon import code_key
from orderwright.domain.gift_certificate import GiftCertificate

_CERTIFICATES = Mapper(GiftCertificate)
LISTING = Listing(
    select="*",
    source="gift_certificates",
    conditions={
        "min_id": "id >= :value",
        "max_id": "id <= :value",
        "code": "code_key = :value",
        "order_id": "order_id = :value",
        **{name: f"{name} = :value" for name in ("to_name", "to_email", "from_name", "from_email")},
    },
)
_FIND = statement("SELECT * FROM gift_certificates WHERE store_id = :store_id AND id = :id")
_LOCK = statement(_FIND.text, lock=True)
_BY_CODE = statement(
    "SELECT * FROM gift_certificates WHERE store_id = :store_id AND code_key = :code_key"
)
_FIND_MANY = statement("SELECT * FROM gift_certificates WHERE store_id = :store_id AND id IN :ids")
_LOCK_BY_CODE = statement(_BY_CODE.text, lock=True)
_ACTIVE = statement(
    "SELECT id FROM gift_certificates WHERE store_id = :store_id AND status = 'active'"
    " AND balance > 0 LIMIT 1"
)
_CHANGE = statement(
    "UPDATE gift_certificates SET code_key = :code_key, "
    + ", ".join(f"{name} = :{name}" for name in _CERTIFICATES.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM gift_certificates WHERE store_id = :store_id AND id = :id")
_DELETE_ALL = statement("DELETE FROM gift_certificates WHERE store_id = :store_id")


async def find_certificate(
    unit: Unit, store_id: int, certificate_id: int, *, lock: bool = False
) -> GiftCertificate | None:
    row = await unit.row(_LOCK if lock else _FIND, store_id=store_id, id=certificate_id)
    return None if row is None else _CERTIFICATES.record(row)


async def find_many(unit: Unit, store_id: int, ids: Sequence[int]) -> dict[int, GiftCertificate]:
    """Those of these certificates that there are, by id."""
    rows = await unit.rows(_FIND_MANY, store_id=store_id, ids=sorted(set(ids)))
    return {row["id"]: _CERTIFICATES.record(row) for row in rows}


async def find_by_code(
    unit: Unit, store_id: int, code: str, *, lock: bool = False
) -> GiftCertificate | None:
    """The certificate of a code, in any case."""
    chosen = _LOCK_BY_CODE if lock else _BY_CODE
    row = await unit.row(chosen, store_id=store_id, code_key=code_key(code))
    return None if row is None else _CERTIFICATES.record(row)


async def has_active(unit: Unit, store_id: int) -> bool:
    """Whether any certificate of the store may still pay for something."""
    return await unit.row(_ACTIVE, store_id=store_id) is not None


async def list_certificates(
    unit: Unit,
    store_id: int,
    filters: Mapping[str, object],
    *,
    limit: int,
    offset: int,
    descending: bool = False,
) -> list[GiftCertificate]:
    rows = await list_rows(
        unit, LISTING, store_id, filters, limit=limit, offset=offset, descending=descending
    )
    return [_CERTIFICATES.record(row) for row in rows]


def add_certificate(unit: Unit, store_id: int, certificate: GiftCertificate) -> Number:
    number = unit.take(store_id, "gift_certificate")
    values = _CERTIFICATES.values(certificate) | {"id": number}
    unit.insert(
        "gift_certificates", store_id=store_id, code_key=code_key(certificate.code), **values
    )
    return number


def change_certificate(unit: Unit, store_id: int, certificate: GiftCertificate) -> None:
    unit.change(
        _CHANGE,
        store_id=store_id,
        code_key=code_key(certificate.code),
        **_CERTIFICATES.values(certificate),
    )


async def delete_certificate(unit: Unit, store_id: int, certificate_id: int) -> bool:
    """Whether there was such a certificate."""
    return await unit.execute(_DELETE, store_id=store_id, id=certificate_id) == 1


async def delete_certificates(unit: Unit, store_id: int) -> None:
    await unit.execute(_DELETE_ALL, store_id=store_id)
