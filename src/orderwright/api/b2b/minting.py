"""New tokens of the B2B Edition: shown once, kept as a hash."""

from dataclasses import dataclass
from typing import Any

from orderwright.actions import b2b_logins
from orderwright.api.auth import hash_token
from orderwright.api.call import Call
from orderwright.db.b2b_tokens import Kind, NewToken
from orderwright.db.unit import Unit
from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.store import Store

TOKEN_DIGITS = 64
SHOWN_DIGITS = 4
SECOND_MS = 1_000


@dataclass(frozen=True, slots=True)
class Minted:
    """A token in clear and as it is kept."""

    token: str
    kept: NewToken


def mint(call: Call, kind: Kind, **fields: Any) -> Minted:
    """A new token; one of a buyer is good for a day from now unless its times are given."""
    token = call.services.randomness.hex(TOKEN_DIGITS)
    ends_at = None if kind == "backend" else call.now + b2b_logins.DAY_MS
    times = {"begins_at": call.now, "ends_at": ends_at}
    kept = NewToken(
        kind=kind,
        token_hash=hash_token(token),
        token_end=token[-SHOWN_DIGITS:],
        **{**times, **fields},
    )
    return Minted(token, kept)


def validity(body: dict[str, Any], now: int) -> dict[str, int]:
    """When a token is valid, from a body's seconds. Raises InvalidInput where it never is."""
    given = body.get("beginAt")
    begins_at = now if given is None else given * SECOND_MS
    end = body.get("endAt")
    ends_at = begins_at + b2b_logins.DAY_MS if end is None else end * SECOND_MS
    if ends_at <= begins_at:
        raise InvalidInput(FieldError("endAt", "invalid", "The token would never be valid."))
    return {"begins_at": begins_at, "ends_at": ends_at}


async def give(call: Call, store: Store, minted: Minted) -> None:
    """Keep the token in the store that it opens."""

    async def work(unit: Unit) -> None:
        await b2b_logins.give_token(unit, store, minted.kept, call.now)

    await call.database.write(work)
