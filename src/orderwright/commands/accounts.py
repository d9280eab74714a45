"""API accounts and their access tokens, made and shown once."""

from dataclasses import dataclass

from orderwright.actions import stores
from orderwright.api.auth import hash_token
from orderwright.api.services import Randomness, Sealer
from orderwright.db.unit import Unit, Work

ID_DIGITS = 32
SECRET_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the owner of a new API account must note: none of it can be shown again."""

    client_id: str
    client_secret: str
    access_token: str


def mint(randomness: Randomness) -> Credentials:
    """New credentials, stored nowhere yet."""
    return Credentials(
        randomness.hex(ID_DIGITS), randomness.hex(SECRET_DIGITS), randomness.hex(ID_DIGITS)
    )


def account_creation(
    store_id: int,
    name: str,
    credentials: Credentials,
    scopes: tuple[str, ...],
    sealer: Sealer,
    now: int,
) -> Work[int]:
    """The unit of work that stores an account; its result is the token's id."""
    account = stores.NewAccount(
        name=name,
        client_id=credentials.client_id,
        client_secret=credentials.client_secret,
        client_secret_sealed=sealer.seal(credentials.client_secret),
        access_token_hash=hash_token(credentials.access_token),
        scopes=scopes,
    )

    async def work(unit: Unit) -> int:
        return await stores.create_account(unit, store_id, account, now)

    return work
