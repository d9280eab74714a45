"""A store's account with an outside tax provider; whoever is connected taxes its checkouts."""

from dataclasses import dataclass, replace

from orderwright.db import access, provider_connections
from orderwright.db.provider_connections import Connection
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.store import Store


@dataclass(frozen=True, slots=True)
class TaxConnection:
    """What is to be kept of an account; None stays as it is. `secret` is sealed."""

    username: str | None = None
    secret: bytes | None = None
    profile: str | None = None


async def find_connection(unit: Unit, store_id: int, provider_id: str) -> Connection:
    """The account, an empty one where there is none."""
    found = await provider_connections.find(unit, store_id, "tax", provider_id)
    return found or Connection(provider_id)


def is_configured(connection: Connection, *, needs_profile: bool) -> bool:
    """Whether the provider can be asked with this account."""
    has_login = bool(connection.username) and connection.secret is not None
    return has_login and (bool(connection.profile) or not needs_profile)


async def update_connection(
    unit: Unit, store: Store, provider_id: str, changes: TaxConnection, *, needs_profile: bool
) -> Connection:
    """Keep an account; once it is complete, its provider taxes the store's checkouts."""
    locked = await access.lock_store(unit, store.id)
    known = await find_connection(unit, store.id, provider_id)
    connection = Connection(
        provider_id,
        known.username if changes.username is None else changes.username,
        known.profile if changes.profile is None else changes.profile,
        known.secret if changes.secret is None else changes.secret,
    )
    await provider_connections.save(unit, store.id, "tax", connection)
    if is_configured(connection, needs_profile=needs_profile):
        await _use(unit, locked, provider_id)
    return connection


async def delete_connection(unit: Unit, store: Store, provider_id: str) -> Connection:
    """Forget an account; the store's own zones tax again if its provider did. Raises NotFound."""
    locked = await access.lock_store(unit, store.id)
    known = await provider_connections.find(unit, store.id, "tax", provider_id)
    if known is None:
        raise NotFound("tax provider", provider_id)
    await provider_connections.delete(unit, store.id, "tax", provider_id)
    if locked.profile.tax_provider_id == provider_id:
        await _use(unit, locked, "")
    return known


async def _use(unit: Unit, locked: Store, provider_id: str) -> None:
    profile = replace(locked.profile, tax_provider_id=provider_id)
    await access.save_store(unit, replace(locked, profile=profile))
