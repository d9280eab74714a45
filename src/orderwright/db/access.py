"""Stores, API accounts and access tokens, as requests and the command line look them up."""

import json
from dataclasses import asdict, replace

from orderwright.db.promotions import list_offers
from orderwright.db.shipping import list_zones
from orderwright.db.statement import statement
from orderwright.db.taxes import read_tax_book
from orderwright.db.unit import Row, Unit
from orderwright.domain.store import Profile, Store, Token

_TOKEN = statement(
    "SELECT t.store_id, t.id, t.account_id, t.scopes, t.revoked_at, a.client_id, s.revision"
    " FROM stores s"
    " JOIN access_tokens t ON t.store_id = s.id AND t.token_hash = :token_hash"
    " JOIN api_accounts a ON a.store_id = t.store_id AND a.id = t.account_id"
    " WHERE s.hash = :store_hash"
)
_TOKEN_ANYWHERE = statement(
    "SELECT id FROM access_tokens WHERE token_hash = :token_hash AND revoked_at IS NULL"
)
_STORE_OF_TOKEN = statement(
    "SELECT s.hash FROM access_tokens t JOIN stores s ON s.id = t.store_id"
    " WHERE t.token_hash = :token_hash AND t.revoked_at IS NULL ORDER BY s.id LIMIT 1"
)
_SECRETS = statement(
    "SELECT client_secret_sealed FROM api_accounts WHERE store_id = :store_id"
    " AND (CAST(:client_id AS TEXT) = '' OR client_id = :client_id)"
    " ORDER BY id DESC LIMIT :count"
)
_STORE = statement("SELECT * FROM stores WHERE id = :id")
_LOCKED_STORE = statement("SELECT * FROM stores WHERE id = :id", lock=True)
_STORE_BY_HASH = statement("SELECT * FROM stores WHERE hash = :hash")
_STORES = statement("SELECT * FROM stores ORDER BY id")
_TOUCH_STORE = statement("UPDATE stores SET revision = revision + 1 WHERE id = :id")
_HIGHEST_STORE = statement("SELECT COALESCE(MAX(id), 0) AS highest FROM stores")
_CHANGE_STORE = statement(
    "UPDATE stores SET name = :name, domain = :domain, profile = :profile, revision = revision + 1"
    " WHERE id = :id"
)
_TOKENS = statement(
    "SELECT t.*, a.client_id, a.name FROM access_tokens t"
    " JOIN api_accounts a ON a.store_id = t.store_id AND a.id = t.account_id"
    " WHERE t.store_id = :store_id ORDER BY t.id"
)
_REVOKE = statement(
    "UPDATE access_tokens SET revoked_at = :now"
    " WHERE store_id = :store_id AND id = :id AND revoked_at IS NULL"
)


async def find_token(unit: Unit, store_hash: str, token_hash: bytes) -> tuple[Row, Token] | None:
    """A store's token with the store's id and revision; None if unknown or revoked."""
    row = await unit.row(_TOKEN, store_hash=store_hash, token_hash=token_hash)
    if row is None or row["revoked_at"] is not None:
        return None
    token = Token(
        id=row["id"],
        account_id=row["account_id"],
        client_id=row["client_id"],
        scopes=frozenset(row["scopes"].split()),
    )
    return row, token


async def is_token_of_any_store(unit: Unit, token_hash: bytes) -> bool:
    """Whether some store of this server has issued the token."""
    return await unit.row(_TOKEN_ANYWHERE, token_hash=token_hash) is not None


async def store_hash_of(unit: Unit, token_hash: bytes) -> str:
    """The hash of the store that has issued a token; empty where none has."""
    row = await unit.row(_STORE_OF_TOKEN, token_hash=token_hash)
    return "" if row is None else row["hash"]


async def sealed_secrets(unit: Unit, store_id: int, client_id: str, count: int) -> list[bytes]:
    """The sealed client secret of an API account, or of the newest ones where none is named."""
    rows = await unit.rows(_SECRETS, store_id=store_id, client_id=client_id, count=count)
    return [bytes(row["client_secret_sealed"]) for row in rows]


async def get_store(unit: Unit, store_id: int) -> Store | None:
    """The store with what is kept with it; who keeps it compares its revision before each use."""
    row = await unit.row(_STORE, id=store_id)
    if row is None:
        return None
    return replace(
        _store(row),
        taxes=await read_tax_book(unit, store_id),
        shipping_zones=tuple(await list_zones(unit, store_id)),
        offers=tuple(await list_offers(unit, store_id)),
    )


async def lock_store(unit: Unit, store_id: int) -> Store:
    """The store, which no other unit changes until this one ends."""
    row = await unit.row(_LOCKED_STORE, id=store_id)
    assert row is not None, store_id
    return _store(row)


async def find_store(unit: Unit, store_hash: str) -> Store | None:
    row = await unit.row(_STORE_BY_HASH, hash=store_hash)
    return None if row is None else _store(row)


async def list_stores(unit: Unit) -> list[Store]:
    return [_store(row) for row in await unit.rows(_STORES)]


async def next_store_id(unit: Unit) -> int:
    row = await unit.row(_HIGHEST_STORE)
    return 1 if row is None else row["highest"] + 1


def add_store(unit: Unit, store: Store) -> None:
    unit.insert(
        "stores",
        id=store.id,
        hash=store.hash,
        revision=store.revision,
        name=store.name,
        domain=store.domain,
        profile=json.dumps(asdict(store.profile)),
        created_at=store.created_at,
    )


async def save_store(unit: Unit, store: Store) -> None:
    """Write the settings back; the revision grows, so that no request trusts an older copy."""
    await unit.execute(
        _CHANGE_STORE,
        id=store.id,
        name=store.name,
        domain=store.domain,
        profile=json.dumps(asdict(store.profile)),
    )


async def touch_store(unit: Unit, store_id: int) -> None:
    """Let no request trust an older copy of what is kept with the store: taxes, shipping zones."""
    await unit.execute(_TOUCH_STORE, id=store_id)


def add_counter(unit: Unit, store_id: int, name: str, value: int) -> None:
    """Start a counter; the first number taken is `value` + 1."""
    unit.insert("counters", store_id=store_id, name=name, value=value)


async def list_tokens(unit: Unit, store_id: int) -> list[Row]:
    return await unit.rows(_TOKENS, store_id=store_id)


async def revoke_token(unit: Unit, store_id: int, token_id: int, now: int) -> bool:
    """Whether there was such a token that was still valid."""
    return await unit.execute(_REVOKE, store_id=store_id, id=token_id, now=now) == 1


def _store(row: Row) -> Store:
    return Store(
        id=row["id"],
        hash=row["hash"],
        name=row["name"],
        domain=row["domain"],
        revision=row["revision"],
        created_at=row["created_at"],
        profile=Profile(**json.loads(row["profile"])),
    )
