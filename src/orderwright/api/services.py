"""What `app.py` builds and the edge and handlers use."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from orderwright.actions.quoting import Asking
from orderwright.actions.settling import Settling
from orderwright.api.cache import ByteCache
from orderwright.api.call import Database
from orderwright.api.controls import Controls
from orderwright.api.metrics import Metrics
from orderwright.api.streaming import Streams

PRINTED_PARTS_BYTES = 32 * 1024 * 1024


class Clock(Protocol):
    """The one clock."""

    def now(self) -> int:
        """Milliseconds since 1970 UTC."""
        ...


class Randomness(Protocol):
    """The one source of randomness."""

    def hex(self, digits: int) -> str: ...

    def uuid(self) -> str: ...


class Sealer(Protocol):
    """Authenticated encryption of what must be read back."""

    def derive(self, purpose: str) -> bytes: ...

    def seal(self, secret: str) -> bytes: ...

    def open(self, sealed: bytes) -> str: ...


class AccessLog(Protocol):
    """Told of every answered request: time, method, path, status, request id."""

    def __call__(self, now: int, method: str, path: str, status: int, request_id: str) -> None: ...

    def flush(self) -> None:
        """Write what is still waiting."""
        ...


@dataclass(slots=True)
class Services:
    """Everything that outlives a request."""

    database: Database
    clock: Clock
    randomness: Randomness
    metrics: Metrics
    sealer: Sealer
    fingerprint_key: bytes
    paying: Settling
    """What payments need: units, gateways, the vault."""
    strict_payments: bool = False
    """Whether the payments host takes only what the reference says."""
    access_log: AccessLog | None = None
    """Told of each answered request: its instant, method, path, status, request id."""
    public_url: str = ""
    downloads: Path | None = None
    """The folder with the files of digital products."""
    dev: bool = False
    asking: Asking | None = None
    """Asks a store's outside providers of taxes and shipping."""
    allow_loopback: bool = False
    """Whether hooks may go to this machine itself."""
    controls: Controls | None = None
    streams: Streams = field(default_factory=Streams)
    """The streams of events that are open."""

    printed_parts: ByteCache = field(default_factory=lambda: ByteCache(PRINTED_PARTS_BYTES))
    """Consignments and fees of orders as lists include them."""
