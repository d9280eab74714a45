"""Tokens of the B2B Edition: buyers' for a day, and those of the management API until deleted."""

from dataclasses import dataclass
from typing import Literal

from orderwright.db.companies import role_of, user_of
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.company import Buyer

Kind = Literal["storefront", "backend"]

_FIND = (
    "SELECT t.store_id, s.revision, s.hash, t.id AS token_id, t.channel_id, t.customer_id,"
    " t.name AS token_name, t.begins_at, t.ends_at,"
    " u.id, u.company_id, u.company_role_id, u.uuid, u.extra_fields, u.created_at, u.updated_at,"
    " c.status AS company_status, r.name AS role_name, r.permissions"
    " FROM b2b_tokens t JOIN stores s ON s.id = t.store_id"
    " LEFT JOIN company_users u ON u.store_id = t.store_id AND u.customer_id = t.customer_id"
    "  AND t.customer_id > 0"
    " LEFT JOIN companies c ON c.store_id = u.store_id AND c.id = u.company_id"
    " LEFT JOIN company_roles r ON r.store_id = u.store_id AND r.id = u.company_role_id"
    " WHERE t.token_hash = :token_hash AND t.kind = :kind"
)
_FIND_ANY = statement(_FIND)
_LIST = statement(
    "SELECT id, name, email, token_end FROM b2b_tokens"
    " WHERE store_id = :store_id AND kind = 'backend'"
    " ORDER BY id LIMIT :page_limit OFFSET :page_offset"
)
_COUNT = statement(
    "SELECT COUNT(*) AS n FROM b2b_tokens WHERE store_id = :store_id AND kind = 'backend'"
)
_DELETE = statement(
    "DELETE FROM b2b_tokens WHERE store_id = :store_id AND id = :id AND kind = 'backend'"
)
_EXPIRED = statement("DELETE FROM b2b_tokens WHERE ends_at IS NOT NULL AND ends_at <= :now")


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token to be kept; `ends_at` None means until it is deleted."""

    kind: Kind
    token_hash: bytes
    token_end: str
    begins_at: int
    ends_at: int | None
    customer_id: int = 0
    channel_id: int = 1
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class KnownToken:
    """A token as a request brings it: whose it is, and in which store; times are not checked."""

    store_id: int
    store_hash: str
    revision: int
    id: int
    channel_id: int
    begins_at: int
    ends_at: int | None
    buyer: Buyer


def add_token(unit: Unit, store_id: int, token: NewToken, now: int) -> Number:
    """Queue a token."""
    number = unit.take(store_id, "b2b_token")
    unit.insert(
        "b2b_tokens",
        store_id=store_id,
        id=number,
        kind=token.kind,
        token_hash=token.token_hash,
        token_end=token.token_end,
        customer_id=token.customer_id,
        channel_id=token.channel_id,
        name=token.name,
        email=token.email,
        begins_at=token.begins_at,
        ends_at=token.ends_at,
        created_at=now,
    )
    return number


async def find_token(unit: Unit, token_hash: bytes, kind: Kind) -> KnownToken | None:
    """The token in whatever store it opens, with the buyer as they are now."""
    row = await unit.row(_FIND_ANY, token_hash=token_hash, kind=kind)
    if row is None:
        return None
    user = None if row["id"] is None else user_of(row)
    return KnownToken(
        store_id=row["store_id"],
        store_hash=row["hash"],
        revision=row["revision"],
        id=row["token_id"],
        channel_id=row["channel_id"],
        begins_at=row["begins_at"],
        ends_at=row["ends_at"],
        buyer=Buyer(
            customer_id=row["customer_id"],
            user=user,
            role=None if user is None else role_of(row),
            company_status=row["company_status"] or 0,
        ),
    )


async def expire(unit: Unit, now: int) -> int:
    """Forget the tokens of any store whose time is over; how many there were."""
    return await unit.execute(_EXPIRED, now=now)


async def list_backend_tokens(unit: Unit, store_id: int, limit: int, offset: int) -> list[Row]:
    return await unit.rows(_LIST, store_id=store_id, page_limit=limit, page_offset=offset)


async def count_backend_tokens(unit: Unit, store_id: int) -> int:
    row = await unit.row(_COUNT, store_id=store_id)
    assert row is not None
    count: int = row["n"]
    return count


async def delete_backend_token(unit: Unit, store_id: int, token_id: int) -> bool:
    """Whether there was such a token."""
    return await unit.execute(_DELETE, store_id=store_id, id=token_id) == 1
