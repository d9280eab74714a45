"""Passwords of shoppers: only a slow, salted hash of them is kept."""

import hashlib
import hmac

LENGTH_MIN = 7
LENGTH_MAX = 255
_COST = {"n": 2**14, "r": 8, "p": 1}
_BYTES = 32
_MEMORY_BYTES_MAX = 64 * 1024 * 1024


def hash_password(password: str, salt: str) -> str:
    """`scrypt$SALT$HASH`, with the salt in hexadecimal; takes tens of milliseconds."""
    return f"scrypt${salt}${_derive(password, salt).hex()}"


def is_password(password: str, stored: str) -> bool:
    """Whether the password is the one that was hashed; none is where nothing is stored."""
    _, _, rest = stored.partition("$")
    salt, _, digest = rest.partition("$")
    if not digest:
        _derive(password, "00" * 16)  # an account without a password answers no faster
        return False
    return hmac.compare_digest(_derive(password, salt).hex(), digest)


def is_confirmed(password: str, confirmation: str) -> bool:
    """Whether both are the same."""
    return hmac.compare_digest(password.encode(), confirmation.encode())


def _derive(password: str, salt: str) -> bytes:
    return hashlib.scrypt(
        password.encode(),
        salt=bytes.fromhex(salt),
        dklen=_BYTES,
        maxmem=_MEMORY_BYTES_MAX,
        **_COST,
    )
