"""Payment access tokens: what they allow, and when they have paid. The tokens are not kept."""

from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.payment_token import PaymentToken

_TOKENS = Mapper(PaymentToken, booleans=("is_recurring",))

_LOCK = statement(
    "SELECT * FROM payment_tokens WHERE store_id = :store_id AND token_hash = :token_hash",
    lock=True,
)
_USE = statement(
    "UPDATE payment_tokens SET used_at = :now"
    " WHERE store_id = :store_id AND token_hash = :token_hash"
)
_EXPIRE = statement("DELETE FROM payment_tokens WHERE expires_at < :before")


def add(unit: Unit, store_id: int, token: PaymentToken) -> None:
    """Queue a new token."""
    unit.insert("payment_tokens", store_id=store_id, **_TOKENS.values(token))


async def lock(unit: Unit, store_id: int, token_hash: bytes) -> PaymentToken | None:
    """A token, which nobody else uses until the unit ends."""
    row = await unit.row(_LOCK, store_id=store_id, token_hash=token_hash)
    return None if row is None else _TOKENS.record(row)


def use(unit: Unit, store_id: int, token_hash: bytes, now: int) -> None:
    """Queue that a token has paid."""
    unit.change(_USE, store_id=store_id, token_hash=token_hash, now=now)


async def expire(unit: Unit, before: int) -> int:
    """Forget tokens that ended before an instant; how many."""
    return await unit.execute(_EXPIRE, before=before)
