"""Checking passwords of customers, not too often."""

from dataclasses import dataclass

from orderwright.db import customers, windows
from orderwright.db.unit import Unit
from orderwright.domain.customer import email_key
from orderwright.domain.errors import NotFound, Quota, TooManyRequests
from orderwright.domain.store import Store

ATTEMPTS_PER_WINDOW = 30
WINDOW_MS = 60_000


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a login is checked against; nothing for an e-mail that no customer has."""

    customer_id: int | None = None
    password_hash: str = ""


async def password_hash_of(unit: Unit, store: Store, customer_id: int, now: int) -> str:
    """The hash that a customer's password is checked against.

    Raises NotFound, or TooManyRequests where it was asked for too often.
    """
    found = await customers.find_customer(unit, store.id, customer_id)
    if found is None:
        raise NotFound("customer", customer_id)
    await count_attempt(unit, store.id, found.email, now)
    return found.password_hash


async def credentials_of(
    unit: Unit, store: Store, email: str, channel_id: int, now: int
) -> Credentials:
    """What a login with this e-mail on a channel is checked against. Raises TooManyRequests."""
    await count_attempt(unit, store.id, email, now)
    found = await customers.list_customers(
        unit, store.id, {"email:in": [email_key(email)]}, limit=1
    )
    if not found or channel_id not in found[0].channel_ids:
        return Credentials()
    return Credentials(found[0].id, found[0].password_hash)


async def count_attempt(unit: Unit, store_id: int, email: str, now: int) -> None:
    """Count a check of a password. Raises TooManyRequests."""
    started, attempts = await windows.count(
        unit, store_id, f"password:{email_key(email)}", now, WINDOW_MS
    )
    if attempts > ATTEMPTS_PER_WINDOW:
        left = max(1, started + WINDOW_MS - now)
        raise TooManyRequests(Quota(ATTEMPTS_PER_WINDOW, 0, WINDOW_MS, left))
