"""The clocks and the sources of randomness that `app.py` may inject."""

import random
import secrets
import time
import uuid


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000


class ControlledClock:
    """A clock for development: it can be stopped, set and moved on."""

    def __init__(self, frozen_at: int | None = None) -> None:
        self._frozen_at = frozen_at
        self._offset = 0

    @property
    def is_frozen(self) -> bool:
        return self._frozen_at is not None

    def now(self) -> int:
        if self._frozen_at is not None:
            return self._frozen_at
        return time.time_ns() // 1_000_000 + self._offset

    def advance(self, milliseconds: int) -> None:
        """Move on; timers that wait by this clock fire as if the time had passed."""
        if self._frozen_at is not None:
            self._frozen_at += milliseconds
        else:
            self._offset += milliseconds

    def freeze(self, instant: int | None = None) -> None:
        """Stop at an instant, or now."""
        self._frozen_at = self.now() if instant is None else instant

    def set(self, instant: int) -> None:
        """Read another instant from now on, running or frozen as before."""
        self.advance(instant - self.now())

    def reset(self) -> None:
        """Tell the machine's time again."""
        self._frozen_at = None
        self._offset = 0

    def run(self) -> None:
        """Go on from the present reading."""
        if self._frozen_at is not None:
            self._offset = self._frozen_at - time.time_ns() // 1_000_000
            self._frozen_at = None


class SystemRandomness:
    """The system's generator; the only one in production."""

    def hex(self, digits: int) -> str:
        return secrets.token_hex((digits + 1) // 2)[:digits]

    def uuid(self) -> str:
        return str(uuid.uuid4())


class SeededRandomness:
    """A repeatable generator, for development only."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - development only

    def hex(self, digits: int) -> str:
        return f"{self._random.getrandbits(4 * digits):0{digits}x}"

    def uuid(self) -> str:
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))
