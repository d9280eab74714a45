"""What is sent to a hook, how it is signed, and when it is sent again (behaviour 5)."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from orderwright.domain.webhook_scopes import told

SECOND_MS = 1_000
DAY_MS = 24 * 60 * 60 * SECOND_MS

RETRY_SECONDS = (60, 180, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 50_400, 86_400)
"""The platform's table: the waits after the first attempt and after each retry but the last."""

RETRY_AFTER_SECONDS_MAX = RETRY_SECONDS[-1]
TIMEOUT_SECONDS = 10.0
IDLE_MS = 90 * DAY_MS
USER_AGENT = "pekko-http/1.3.0"
GONE = 410
DELIVERY_EXCEPTION = "store/hook/deliveryException"
WILL_RETRY = 90_001
GAVE_UP = 90_002
OWN_HEADERS = frozenset(
    {
        "accept-encoding", "connection", "content-encoding", "content-length", "content-type",
        "expect", "host", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding",
        "upgrade", "user-agent", "webhook-id", "webhook-signature", "webhook-timestamp",
    }
)  # fmt: skip
"""Headers that a hook cannot set: they are the delivery's own."""

HEADERS_MAX = 50
HEADER_LENGTH_MAX = 2_048
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}", re.ASCII)
_HEADER_VALUE = re.compile(r"[\x20-\x7e\xa0-\xff\t]*")

Status = Literal["active", "inactive", "deactivated"]


@dataclass(frozen=True, slots=True)
class Hook:
    """One subscription. `headers` are the owner's own; `revision` grows with each change."""

    store_id: int
    id: int
    account_id: int
    client_id: str
    scope: str
    destination: str
    headers: Mapping[str, str] | None = None
    is_active: bool = True
    events_history_enabled: bool = False
    status: Status = "active"
    created_at: int = 0
    updated_at: int = 0
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as it was recorded; `position` is its place in the store's events."""

    position: int
    scope: str
    data: Mapping[str, Any]
    channel_id: int
    created_at: int


def payload(wanted: str, happening: Happening, store_id: int, store_hash: str) -> tuple[bytes, str]:
    """The body for a hook on the scope `wanted`, and its hash; both are always the same.

    The hash is the SHA-1 of what is sent and of the event's position: two events may look alike.
    """
    scope, data = told(wanted, happening.scope, happening.channel_id, happening.data)
    content = {
        "producer": f"stores/{store_hash}",
        "created_at": happening.created_at // SECOND_MS,
        "store_id": str(store_id),
        "scope": scope,
        "data": data,
    }
    told_apart = _json({**content, "position": happening.position})
    digest = hashlib.sha1(told_apart, usedforsecurity=False).hexdigest()
    producer = content.pop("producer")
    return _json({"producer": producer, "hash": digest, **content}), digest


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def signed_headers(
    body: bytes,
    digest: str,
    now: int,
    secrets: tuple[str, ...],
    own: Mapping[str, str] | None,
) -> dict[str, str]:
    """The headers of one attempt: Standard Webhooks, and the hook's own.

    The key is the API account's client secret; during a rotation there is a signature by each.
    """
    timestamp = now // SECOND_MS
    signed = b"%s.%d.%s" % (digest.encode(), timestamp, body)
    signatures = [
        base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()
        for secret in secrets
    ]
    return {
        **(own or {}),
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        "accept-encoding": "gzip",
        "webhook-id": digest,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }


def retry_at(attempts: int, now: int, retry_after_seconds: int = 0) -> int | None:
    """When to send again after `attempts` failures; None when all retries are used up.

    `Retry-After` puts a retry off, by a day at most; it never hastens one.
    """
    if attempts > len(RETRY_SECONDS):
        return None
    asked = min(retry_after_seconds, RETRY_AFTER_SECONDS_MAX)
    return now + max(RETRY_SECONDS[attempts - 1], asked) * SECOND_MS


def is_success(status: int) -> bool:
    """Only 2xx is; a redirect is a failure (behaviour 5)."""
    return 200 <= status < 300


def may_be_headers(given: Mapping[str, str]) -> bool:
    """Whether a hook may have these headers of its own: few, well-formed, none of the delivery."""
    return len(given) <= HEADERS_MAX and all(
        _HEADER_NAME.fullmatch(name)
        and name.lower() not in OWN_HEADERS
        and len(value) <= HEADER_LENGTH_MAX
        and _HEADER_VALUE.fullmatch(value)
        for name, value in given.items()
    )
