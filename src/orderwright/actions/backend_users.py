"""Backend users of the B2B Edition: those who may get themselves a token of its management API."""

from dataclasses import dataclass

from orderwright.actions.credentials import count_attempt
from orderwright.db import backend_users
from orderwright.db.unit import Unit
from orderwright.domain.customer import email_key
from orderwright.domain.errors import LoginFailed
from orderwright.domain.store import Store

ALLOWED_ROLES = frozenset({"administrator", "store owner"})


@dataclass(frozen=True, slots=True)
class BackendUser:
    """What a login is checked against; nothing for an e-mail that no user has."""

    email: str = ""
    password_hash: str = ""
    role: str = ""


async def user_for_login(unit: Unit, store: Store, email: str, now: int) -> BackendUser:
    """Raises TooManyRequests."""
    await count_attempt(unit, store.id, f"backend:{email_key(email)}", now)
    row = await backend_users.find_user(unit, store.id, email_key(email))
    if row is None:
        return BackendUser()
    return BackendUser(row["email"], row["password_hash"], row["role"])


def check_role(user: BackendUser) -> None:
    """Raises LoginFailed for a role that may have no token."""
    if user.role not in ALLOWED_ROLES:
        raise LoginFailed("role")


async def set_user(
    unit: Unit, store_id: int, email: str, password_hash: str, role: str, now: int
) -> None:
    """Make a backend user, or give them another password and role."""
    await backend_users.set_user(unit, store_id, email, password_hash, role, now)
