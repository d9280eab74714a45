"""Who is calling: the access token, its store, and whether its scopes allow the route."""

import hashlib

from orderwright.api.call import Database
from orderwright.api.routing import Route
from orderwright.db import access
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotAllowed, NotAuthenticated
from orderwright.domain.store import Store, Token

TOKEN_LENGTH_MAX = 256


def hash_token(token: str) -> bytes:
    """What is stored of a token: SHA-256 is enough, since tokens are long and random."""
    return hashlib.sha256(token.encode()).digest()


class Authenticator:
    """Looks every token up; only a store's parsed settings are kept, by revision."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stores: dict[tuple[int, int], Store] = {}

    async def authenticate(self, given: str, store_hash: str, route: Route) -> tuple[Store, Token]:
        """The store and token of a request.

        Raises NotAuthenticated (no valid token), NotAllowed (another store's, or no scope).
        """
        if not given or len(given) > TOKEN_LENGTH_MAX:
            raise NotAuthenticated
        token_hash = hash_token(given)

        async def look_up(unit: Unit) -> tuple[Store, Token] | None:
            found = await access.find_token(unit, store_hash, token_hash)
            if found is None:
                if await access.is_token_of_any_store(unit, token_hash):
                    raise NotAllowed
                return None
            row, token = found
            key = (row["store_id"], row["revision"])
            store = self._stores.get(key) or await access.get_store(unit, row["store_id"])
            return None if store is None else (store, token)

        found = await self._database.look_up(look_up)
        if found is None:
            raise NotAuthenticated
        store, token = found
        self._stores[(store.id, store.revision)] = store
        if route.scopes is not None and not route.scopes & token.scopes:
            raise NotAllowed
        return store, token
