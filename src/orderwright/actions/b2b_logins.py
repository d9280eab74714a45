"""Logins of the B2B Edition: what is checked, and the tokens that are given for it."""

from dataclasses import dataclass

from orderwright.db import access, b2b_tokens, customers
from orderwright.db.b2b_tokens import NewToken
from orderwright.db.unit import Unit
from orderwright.domain.customer import email_key
from orderwright.domain.errors import NotAuthenticated, NotFound
from orderwright.domain.store import Store

DAY_MS = 24 * 60 * 60 * 1000


async def store_of(unit: Unit, store_hash: str, host: str) -> Store:
    """The store that a login means: by its hash, else by its own host, else the only one.

    Raises NotAuthenticated.
    """
    if store_hash:
        found = await access.find_store(unit, store_hash)
    else:
        every = await access.list_stores(unit)
        named = [store for store in every if store.domain and store.domain == host]
        found = named[0] if named else every[0] if len(every) == 1 else None
    if found is None:
        raise NotAuthenticated
    return found


@dataclass(frozen=True, slots=True)
class Claimed:
    """Which customer a signed token names."""

    customer_id: int = 0
    email: str = ""


async def customer_of(unit: Unit, store: Store, claimed: Claimed) -> int:
    """The customer that a signed token names. Raises NotAuthenticated."""
    if claimed.customer_id:
        known = await customers.find_customer(unit, store.id, claimed.customer_id)
        agrees = known is not None and (
            not claimed.email or email_key(known.email) == email_key(claimed.email)
        )
        if not agrees:
            raise NotAuthenticated
        return claimed.customer_id
    if not claimed.email:
        raise NotAuthenticated
    by_email = {"email:in": [email_key(claimed.email)]}
    found = await customers.list_customers(unit, store.id, by_email, limit=1)
    if not found:
        raise NotAuthenticated
    return found[0].id


async def give_token(unit: Unit, store: Store, token: NewToken, now: int) -> None:
    """Keep a token. Raises NotFound for no such customer."""
    is_buyers = token.kind == "storefront"
    if is_buyers and await customers.find_customer(unit, store.id, token.customer_id) is None:
        raise NotFound("customer", token.customer_id)
    b2b_tokens.add_token(unit, store.id, token, now)
    await unit.flush()
