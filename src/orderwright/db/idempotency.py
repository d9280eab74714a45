"""Remembered answers: one row a key, written in the transaction of the effect."""

from dataclasses import dataclass

from orderwright.db.statement import statement
from orderwright.db.unit import Unit

_FIND = statement(
    "SELECT fingerprint, status, headers, body, created_at FROM idempotency_keys"
    " WHERE store_id = :store_id AND token_id = :token_id AND route = :route AND key = :key"
)
_DROP = statement(
    "DELETE FROM idempotency_keys"
    " WHERE store_id = :store_id AND token_id = :token_id AND route = :route AND key = :key"
)
_EXPIRE = statement("DELETE FROM idempotency_keys WHERE created_at < :before")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a key counts: one store, one token, one route."""

    store_id: int
    token_id: int
    route: str
    key: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer that was given before."""

    fingerprint: bytes
    status: int
    headers: str
    body: bytes
    created_at: int


async def find(unit: Unit, scope: Scope) -> Remembered | None:
    row = await unit.row(
        _FIND, store_id=scope.store_id, token_id=scope.token_id, route=scope.route, key=scope.key
    )
    return None if row is None else Remembered(**dict(row))


async def forget(unit: Unit, scope: Scope) -> None:
    await unit.execute(
        _DROP, store_id=scope.store_id, token_id=scope.token_id, route=scope.route, key=scope.key
    )


def remember(unit: Unit, scope: Scope, answer: Remembered) -> None:
    unit.insert(
        "idempotency_keys",
        store_id=scope.store_id,
        token_id=scope.token_id,
        route=scope.route,
        key=scope.key,
        fingerprint=answer.fingerprint,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        created_at=answer.created_at,
    )


async def expire(unit: Unit, before: int) -> int:
    """Forget the answers given before an instant; how many there were."""
    return await unit.execute(_EXPIRE, before=before)
