"""Backend users of the B2B Edition as rows."""

from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.customer import email_key

_FIND = statement(
    "SELECT * FROM backend_users WHERE store_id = :store_id AND email_key = :email_key", lock=True
)
_CHANGE = statement(
    "UPDATE backend_users SET password_hash = :password_hash, role = :role"
    " WHERE store_id = :store_id AND email_key = :email_key"
)


async def find_user(unit: Unit, store_id: int, key: str) -> Row | None:
    return await unit.row(_FIND, store_id=store_id, email_key=key)


async def set_user(
    unit: Unit, store_id: int, email: str, password_hash: str, role: str, now: int
) -> None:
    """Make or change the user with this e-mail."""
    key = email_key(email)
    changed = await unit.execute(
        _CHANGE, store_id=store_id, email_key=key, password_hash=password_hash, role=role
    )
    if changed:
        return
    unit.insert(
        "backend_users",
        store_id=store_id,
        id=unit.take(store_id, "backend_user"),
        email=email,
        email_key=key,
        password_hash=password_hash,
        role=role,
        created_at=now,
    )
    await unit.flush()
