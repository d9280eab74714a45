"""Sealing of what must be read back: client secrets and the vault, under the secret key."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken

MINIMUM_KEY_LENGTH = 16


class WrongSecretKey(ValueError):
    """What is stored was sealed under another `ORDERWRIGHT_SECRET_KEY`, or none is set."""


class Sealer:
    """Authenticated encryption with keys derived from the one secret key."""

    def __init__(self, secret_key: str) -> None:
        if len(secret_key) < MINIMUM_KEY_LENGTH:
            raise WrongSecretKey(
                f"ORDERWRIGHT_SECRET_KEY must have at least {MINIMUM_KEY_LENGTH} characters"
            )
        self._key = secret_key.encode()
        self._fernet = Fernet(base64.urlsafe_b64encode(self.derive("sealing")))

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose."""
        return hashlib.blake2b(self._key, digest_size=32, person=purpose.encode()[:16]).digest()

    def seal(self, secret: str) -> bytes:
        return self._fernet.encrypt(secret.encode())

    def open(self, sealed: bytes) -> str:
        """The secret. Raises WrongSecretKey."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken as error:
            raise WrongSecretKey("sealed under another secret key") from error
