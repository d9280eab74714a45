"""`orderwright store` and `orderwright token`: stores, and the tokens that open them."""

import re
from typing import Any

from orderwright.actions import backend_users, stores
from orderwright.api import scopes
from orderwright.api.v2.order_fields import is_email
from orderwright.commands.accounts import account_creation, mint
from orderwright.commands.failures import CommandFailed, Exit
from orderwright.commands.local import Local
from orderwright.db import access
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso
from orderwright.domain.password import LENGTH_MAX, LENGTH_MIN, hash_password
from orderwright.domain.store import Profile, Store
from orderwright.settings import Settings

HASH_DIGITS = 10
SALT_DIGITS = 32
WEIGHT_UNITS = ("lbs", "ounces", "kg", "g", "tonnes")

Shown = dict[str, Any]


def new_profile(
    currency: str, country_code: str, weight_unit: str, *, tax_inclusive: bool
) -> Profile:
    """The first settings of a store. Raises CommandFailed."""
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise CommandFailed(Exit.USAGE, f"{currency} is no ISO currency code such as USD")
    if not re.fullmatch(r"[A-Z]{2}", country_code):
        raise CommandFailed(Exit.USAGE, f"{country_code} is no two-letter country code such as US")
    if weight_unit not in WEIGHT_UNITS:
        raise CommandFailed(Exit.USAGE, f"{weight_unit} is none of {', '.join(WEIGHT_UNITS)}")
    return Profile(
        currency_code=currency,
        country_code=country_code,
        weight_unit=weight_unit,
        is_tax_inclusive_pricing=tax_inclusive,
    )


def create_store(
    settings: Settings, name: str, store_hash: str, domain: str, profile: Profile
) -> Shown:
    """Make a store. Raises CommandFailed if the hash is taken or cannot stand in an address."""
    if store_hash and not re.fullmatch(r"[a-z0-9]{1,32}", store_hash):
        raise CommandFailed(Exit.USAGE, f"{store_hash} is not made of small letters and digits")
    local = Local(settings)
    chosen = store_hash or local.services.randomness.hex(HASH_DIGITS)

    async def work(unit: Unit) -> Store:
        return await stores.create_store(unit, chosen, name, profile, local.now, domain)

    try:
        return _shown(local.write(work))
    except stores.StoreExists:
        raise CommandFailed(Exit.CONFLICT, f"There is a store {chosen} already") from None


def list_stores(settings: Settings) -> list[Shown]:
    """All stores of this database."""
    return [_shown(store) for store in Local(settings).read(access.list_stores)]


def create_token(settings: Settings, store_hash: str, names: list[str], account: str) -> Shown:
    """Make an API account with a token. Raises CommandFailed, UnknownScope."""
    try:
        chosen = scopes.expand(names)
    except scopes.UnknownScope as error:
        known = ", ".join((scopes.EVERYTHING, *scopes.EVERY_SCOPE))
        raise CommandFailed(
            Exit.USAGE, f"There is no scope {error}. Known (also with _read_only): {known}"
        ) from None
    local = Local(settings)
    store = _find(local, store_hash)
    credentials = mint(local.services.randomness)
    token_id = local.write(
        account_creation(store.id, account, credentials, chosen, local.services.sealer, local.now)
    )
    return {
        "id": token_id,
        "store_hash": store.hash,
        "client_id": credentials.client_id,
        "client_secret": credentials.client_secret,
        "access_token": credentials.access_token,
        "scopes": list(chosen),
    }


def set_backend_user(
    settings: Settings, store_hash: str, email: str, password: str, role: str
) -> None:
    """Make a backend user of the B2B Edition, or change their password and role.

    Raises CommandFailed.
    """
    if not is_email(email) or not email:
        raise CommandFailed(Exit.USAGE, f"{email} is no e-mail address")
    if not LENGTH_MIN <= len(password) <= LENGTH_MAX:
        raise CommandFailed(
            Exit.USAGE, f"A password has between {LENGTH_MIN} and {LENGTH_MAX} characters"
        )
    local = Local(settings)
    store = _find(local, store_hash)
    hashed = hash_password(password, local.services.randomness.hex(SALT_DIGITS))

    async def work(unit: Unit) -> None:
        await backend_users.set_user(unit, store.id, email, hashed, role.lower(), local.now)

    local.write(work)


def list_tokens(settings: Settings, store_hash: str) -> list[Shown]:
    """The tokens of a store, without their secrets."""
    local = Local(settings)
    store = _find(local, store_hash)
    rows = local.read(lambda unit: access.list_tokens(unit, store.id))
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "client_id": row["client_id"],
            "scopes": row["scopes"].split(),
            "created_at": print_iso(row["created_at"]),
            "revoked_at": None if row["revoked_at"] is None else print_iso(row["revoked_at"]),
        }
        for row in rows
    ]


def revoke_token(settings: Settings, store_hash: str, token_id: int) -> None:
    """Make a token useless from now on. Raises CommandFailed if there is no such valid token."""
    local = Local(settings)
    store = _find(local, store_hash)
    if not local.write(lambda unit: access.revoke_token(unit, store.id, token_id, local.now)):
        raise CommandFailed(
            Exit.NOT_FOUND, f"Store {store_hash} has no valid token with the id {token_id}"
        )


def _find(local: Local, store_hash: str) -> Store:
    store = local.read(lambda unit: access.find_store(unit, store_hash))
    if store is None:
        raise CommandFailed(Exit.NOT_FOUND, f"There is no store {store_hash}")
    return store


def _shown(store: Store) -> Shown:
    return {
        "store_hash": store.hash,
        "name": store.name,
        "domain": store.domain,
        "currency": store.profile.currency_code,
        "created_at": print_iso(store.created_at),
    }
