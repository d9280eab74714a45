"""The check that a remembered token and its store's settings still hold.

On PostgreSQL a look-up of the token would cost every request a round trip. A token that was looked
up before is remembered instead, and the first query of the request's unit of work brings back the
store's present revision with its rows; nothing is answered or committed before it has matched.
"""

from dataclasses import dataclass

CHECKED_COLUMN = "access_revision"


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


def checked(text: str, parameters: int) -> str:
    """A query whose rows carry the revision; its own parameters come first, `parameters` many."""
    return f"SELECT q.*, ({revision_query(parameters)}) AS {CHECKED_COLUMN} FROM ({text}) q"


def revision_query(parameters: int = 0) -> str:
    """The revision of the store behind a token that is valid; takes store hash and token hash."""
    return (
        "SELECT s.revision FROM stores s JOIN access_tokens t ON t.store_id = s.id"
        f" WHERE s.hash = ${parameters + 1} AND t.token_hash = ${parameters + 2}"
        " AND t.revoked_at IS NULL"
    )
