"""Who is calling: the access token, its store, and whether its scopes allow the route."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from orderwright.api.call import Database
from orderwright.api.routing import Route
from orderwright.db import access, b2b_tokens
from orderwright.db.access_check import AccessCheck
from orderwright.db.b2b_tokens import Kind, KnownToken
from orderwright.db.unit import Unit
from orderwright.domain.company import Buyer
from orderwright.domain.errors import NotAllowed, NotAuthenticated
from orderwright.domain.store import Store, Token

TOKEN_LENGTH_MAX = 256
REMEMBERED_MAX = 10_000


def hash_token(token: str) -> bytes:
    """What is stored of a token: SHA-256 is enough, since tokens are long and random."""
    return hashlib.sha256(token.encode()).digest()


@dataclass(frozen=True, slots=True)
class Access:
    """Who calls; `check` is still to be made where all this was only remembered."""

    store: Store
    token: Token
    check: AccessCheck | None = None
    buyer: Buyer | None = None


class Authenticator:
    """Finds a token's store.

    Both are remembered once they were looked up, and the request's first query checks that they
    still hold; a store's parsed settings are kept by revision.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stores: dict[tuple[int, int], Store] = {}
        self._remembered: dict[tuple[str, bytes], Access] = {}

    async def authenticate(self, given: str, store_hash: str, route: Route) -> Access:
        """The store and token of a request.

        Raises NotAuthenticated (no valid token), NotAllowed (another store's, or no scope).
        """
        if not given or len(given) > TOKEN_LENGTH_MAX:
            raise NotAuthenticated(any_will_do=not route.scopes)
        key = (store_hash, hash_token(given))
        found = self._remembered.get(key)
        if found is None:
            found = await self._look_up(*key, any_will_do=not route.scopes)
            if len(self._remembered) >= REMEMBERED_MAX:
                self._remembered.clear()
            self._remembered[key] = found
        else:
            check = AccessCheck(store_hash, key[1], found.store.revision)
            found = Access(found.store, found.token, check)
        if route.scopes and not route.scopes & found.token.scopes:
            if found.check is not None:
                self._remembered.pop(key, None)
                return await self.authenticate(given, store_hash, route)
            raise NotAllowed
        return found

    async def authenticate_buyer(self, headers: Mapping[str, str], now: int) -> Access:
        """The store and the buyer behind a storefront token of the B2B Edition.

        It comes in `authToken`, as a bearer token, or in both. Raises NotAuthenticated.
        """
        for given in _bearers(headers):
            found = await self._find_b2b(given, "storefront", now)
            if found is not None:
                return found
        raise NotAuthenticated

    async def authenticate_manager(self, headers: Mapping[str, str], route: Route) -> Access:
        """Who calls the management API of the B2B Edition: an access token with the store's hash.

        Its own older tokens, in `authToken`, open everything of it. Raises NotAuthenticated,
        NotAllowed.
        """
        given = headers.get("x-auth-token", "").strip()
        if given:
            store_hash = headers.get("x-store-hash", "").strip()
            return await self.authenticate(given, store_hash or await self._store_of(given), route)
        for older in _bearers(headers):
            found = await self._find_b2b(older, "backend", 0)
            if found is not None:
                return found
        raise NotAuthenticated

    async def _find_b2b(self, given: str, kind: Kind, now: int) -> Access | None:
        async def look_up(unit: Unit) -> tuple[KnownToken, Store] | None:
            known = await b2b_tokens.find_token(unit, hash_token(given), kind)
            if known is None or (known.ends_at is not None and not _holds(known, now)):
                return None
            key = (known.store_id, known.revision)
            store = self._stores.get(key) or await access.get_store(unit, known.store_id)
            return None if store is None else (known, store)

        found = await self._database.look_up(look_up)
        if found is None:
            return None
        known, store = found
        self._stores[(store.id, store.revision)] = store
        token = Token(-known.id, 0, f"b2b_{kind}", frozenset())
        return Access(store, token, buyer=known.buyer if kind == "storefront" else None)

    async def _store_of(self, given: str) -> str:
        """The hash of the store that issued an access token; empty where none did."""
        if len(given) > TOKEN_LENGTH_MAX:
            return ""

        async def look_up(unit: Unit) -> str:
            return await access.store_hash_of(unit, hash_token(given))

        return await self._database.look_up(look_up)

    async def find_store(self, store_hash: str) -> Store:
        """The store of a request that carries no access token. Raises NotAuthenticated."""

        async def look_up(unit: Unit) -> Store | None:
            found = await access.find_store(unit, store_hash)
            if found is None:
                return None
            return self._stores.get((found.id, found.revision)) or await access.get_store(
                unit, found.id
            )

        store = await self._database.read(look_up)
        if store is None:
            raise NotAuthenticated
        self._stores[(store.id, store.revision)] = store
        return store

    def forget(self, check: AccessCheck) -> None:
        """Look the token up anew at its next request."""
        self._remembered.pop((check.store_hash, check.token_hash), None)

    async def _look_up(self, store_hash: str, token_hash: bytes, *, any_will_do: bool) -> Access:
        async def look_up(unit: Unit) -> Access | None:
            found = await access.find_token(unit, store_hash, token_hash)
            if found is None:
                if await access.is_token_of_any_store(unit, token_hash):
                    raise NotAllowed
                return None
            row, token = found
            key = (row["store_id"], row["revision"])
            store = self._stores.get(key) or await access.get_store(unit, row["store_id"])
            return None if store is None else Access(store, token)

        found = await self._database.look_up(look_up)
        if found is None:
            raise NotAuthenticated(any_will_do=any_will_do)
        self._stores[(found.store.id, found.store.revision)] = found.store
        return found


def _holds(token: KnownToken, now: int) -> bool:
    return token.begins_at <= now < (token.ends_at or 0)


def _bearers(headers: Mapping[str, str]) -> list[str]:
    """The tokens that a request brings, without the stray spaces that clients put around them."""
    found: dict[str, None] = {}
    for name in ("authtoken", "authorization"):
        given = headers.get(name, "").strip()
        if given[:7].lower() == "bearer ":
            given = given[7:].strip()
        if 0 < len(given) <= TOKEN_LENGTH_MAX:
            found[given] = None
    return list(found)
