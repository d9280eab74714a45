"""The check that a remembered token and its store's settings still hold.

Looking a token up would cost every request a query, on PostgreSQL a round trip. A token that was
looked up before is remembered instead, and the first query of the request's unit of work brings
back the store's present revision with its rows; nothing is answered or committed before it has
matched.
"""

from dataclasses import dataclass
from functools import lru_cache

CHECKED_COLUMN = "access_revision"
TEXTS_KEPT = 2_000


@dataclass(slots=True)
class AccessCheck:
    """What was remembered of a token's store, and whether this request has confirmed it."""

    store_hash: str
    token_hash: bytes
    revision: int
    confirmed: bool = False

    def confirm(self, revision: object) -> None:
        """Compare with the present revision, None without a valid token. Raises AccessChanged."""
        if revision != self.revision:
            raise AccessChanged
        self.confirmed = True


class AccessChanged(Exception):
    """The token was revoked, or the store's settings have changed, since they were remembered."""


@lru_cache(TEXTS_KEPT)
def checked(text: str, parameters: int, mark: str) -> str:
    """A query whose rows carry the revision; its own parameters come first, `parameters` many."""
    query = revision_query(mark, parameters)
    return f"SELECT q.*, ({query}) AS {CHECKED_COLUMN} FROM ({text}) q"


def revision_query(mark: str, parameters: int = 0) -> str:
    """The revision of the store behind a token that is valid; takes store hash and token hash."""
    return (
        "SELECT s.revision FROM stores s JOIN access_tokens t ON t.store_id = s.id"
        f" WHERE s.hash = {mark}{parameters + 1} AND t.token_hash = {mark}{parameters + 2}"
        " AND t.revoked_at IS NULL"
    )
