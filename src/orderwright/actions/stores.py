"""Making stores and the tokens that open them."""

from dataclasses import dataclass, replace

from orderwright.db import access, channels, currencies, locations, taxes
from orderwright.db.unit import Unit
from orderwright.domain.channel import Channel
from orderwright.domain.company import PREDEFINED_ROLES
from orderwright.domain.currency_settings import known_currency
from orderwright.domain.location import default_location
from orderwright.domain.store import Profile, Store

FIRST_ORDER_ID = 100
SCOPE_ALIASES = {"store_checkout": "store_checkouts"}


class StoreExists(ValueError):
    """Another store has this hash."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """The secrets of a new API account, as they are shown once."""

    name: str
    client_id: str
    client_secret: str
    client_secret_sealed: bytes
    access_token_hash: bytes
    scopes: tuple[str, ...]


async def create_store(
    unit: Unit, store_hash: str, name: str, profile: Profile, now: int, domain: str = ""
) -> Store:
    """A new store with its first channel, currency, taxes and location. Raises StoreExists."""
    if await access.find_store(unit, store_hash) is not None:
        raise StoreExists(store_hash)
    store = Store(
        await access.next_store_id(unit), store_hash, name, domain, created_at=now, profile=profile
    )
    access.add_store(unit, store)
    add_first_rows(unit, store, now)
    await unit.flush()
    return store


def add_first_rows(unit: Unit, store: Store, now: int) -> None:
    """Queue what every store begins with."""
    access.add_counter(unit, store.id, "order", FIRST_ORDER_ID - 1)
    access.add_counter(unit, store.id, "company_role", len(PREDEFINED_ROLES))
    storefront = Channel(
        name=store.name,
        platform="bigcommerce",
        status="active",
        is_listable_from_ui=True,
        date_created=now,
        date_modified=now,
    )
    channels.add_channel(unit, store.id, storefront)
    currency = known_currency(store.profile.currency_code)
    currencies.add_currency(unit, store.id, replace(currency, is_default=True, last_updated=now))
    taxes.add_first_taxes(unit, store.id, now)
    locations.add_location(unit, store.id, default_location(store.profile, now))


async def create_account(unit: Unit, store_id: int, account: NewAccount, now: int) -> int:
    """A new API account with its first access token; the token's id."""
    account_id = unit.take(store_id, "api_account")
    token_id = unit.take(store_id, "access_token")
    unit.insert(
        "api_accounts",
        store_id=store_id,
        id=account_id,
        name=account.name,
        client_id=account.client_id,
        client_secret_sealed=account.client_secret_sealed,
        created_at=now,
    )
    unit.insert(
        "access_tokens",
        store_id=store_id,
        id=token_id,
        account_id=account_id,
        token_hash=account.access_token_hash,
        scopes=" ".join(SCOPE_ALIASES.get(scope, scope) for scope in account.scopes),
        created_at=now,
        revoked_at=None,
    )
    await unit.flush()
    return token_id.value
