"""A store's accounts with carriers and tax providers."""

from dataclasses import dataclass
from typing import Literal

from orderwright.db.statement import statement
from orderwright.db.unit import Unit

Kind = Literal["carrier", "tax"]

_FIND = statement(
    "SELECT username, profile, secret FROM provider_connections"
    " WHERE store_id = :store_id AND kind = :kind AND provider_id = :provider_id"
)
_SAVE = statement(
    "INSERT INTO provider_connections (store_id, kind, provider_id, username, profile, secret)"
    " VALUES (:store_id, :kind, :provider_id, :username, :profile, :secret)"
    " ON CONFLICT (store_id, kind, provider_id) DO UPDATE SET username = excluded.username,"
    " profile = excluded.profile, secret = excluded.secret"
)
_DELETE = statement(
    "DELETE FROM provider_connections"
    " WHERE store_id = :store_id AND kind = :kind AND provider_id = :provider_id"
)


@dataclass(frozen=True, slots=True)
class Connection:
    """An account; `secret` is sealed."""

    provider_id: str
    username: str = ""
    profile: str = ""
    secret: bytes | None = None


async def find(unit: Unit, store_id: int, kind: Kind, provider_id: str) -> Connection | None:
    row = await unit.row(_FIND, store_id=store_id, kind=kind, provider_id=provider_id)
    if row is None:
        return None
    return Connection(provider_id, row["username"], row["profile"], row["secret"])


async def save(unit: Unit, store_id: int, kind: Kind, connection: Connection) -> None:
    """Keep an account in place of any that there was with the provider."""
    await unit.execute(
        _SAVE,
        store_id=store_id,
        kind=kind,
        provider_id=connection.provider_id,
        username=connection.username,
        profile=connection.profile,
        secret=connection.secret,
    )


async def delete(unit: Unit, store_id: int, kind: Kind, provider_id: str) -> bool:
    """Whether there was an account."""
    return await unit.execute(_DELETE, store_id=store_id, kind=kind, provider_id=provider_id) == 1
