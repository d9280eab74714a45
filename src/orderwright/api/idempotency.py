"""`Idempotency-Key`: the same request again gets the same answer, and its effect happens once."""

import hashlib
import hmac
import json
from collections.abc import Callable

from orderwright.api.call import Answer, Database, encode_linked
from orderwright.db import idempotency
from orderwright.db.access_check import AccessCheck
from orderwright.db.unit import Unit, Work
from orderwright.domain.errors import (
    FieldError,
    IdempotencyBusy,
    IdempotencyMismatch,
    InvalidInput,
    NotAllowed,
    NotAuthenticated,
    Refusal,
    TooManyRequests,
)

KEY_LENGTH_MAX = 255
KEPT_MS = 24 * 60 * 60 * 1000
NOT_KEPT = frozenset({401, 403, 429})
REPLAYED = (b"idempotent-replayed", b"true")


class Idempotency:
    """One request under a key; `write` runs its unit of work at most once."""

    def __init__(
        self,
        database: Database,
        scope: idempotency.Scope,
        fingerprint: bytes,
        now: int,
        refuse: Callable[[Refusal], Answer],
        check: AccessCheck | None = None,
    ) -> None:
        self._database = database
        self._scope = scope
        self._fingerprint = fingerprint
        self._now = now
        self._refuse = refuse
        self._check = check
        text = f"{scope.store_id}/{scope.token_id}/{scope.route}/{scope.key}"
        self._lock = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> 1

    async def write(self, work: Work[Answer]) -> Answer:
        """Replay the remembered answer, or run `work` and remember its answer with its effect.

        Raises IdempotencyMismatch, IdempotencyBusy.
        """

        async def once(unit: Unit) -> Answer:
            if not await unit.try_lock(self._lock):
                raise IdempotencyBusy
            known = await idempotency.find(unit, self._scope)
            if known is not None and known.created_at > self._now - KEPT_MS:
                return self._replay(known)
            if known is not None:
                await idempotency.forget(unit, self._scope)
            try:
                answer = await unit.savepoint(work)
            except Refusal as refusal:
                answer = self._refuse(refusal)
            self._remember(unit, answer)
            return answer

        check = None if self._check is None or self._check.confirmed else self._check
        return await self._database.write(once, check)

    async def recall(self) -> Answer | None:
        """The answer that is remembered, if any. Raises IdempotencyMismatch."""
        known = await self._database.look_up(lambda unit: idempotency.find(unit, self._scope))
        if known is None or known.created_at <= self._now - KEPT_MS:
            return None
        return self._replay(known)

    def may_keep(self, refusal: Refusal) -> bool:
        """Whether the answer to a refusal is one that a replay may repeat."""
        return not isinstance(
            refusal,
            NotAuthenticated | NotAllowed | TooManyRequests | IdempotencyBusy | IdempotencyMismatch,
        )

    async def refuse(self, refusal: Refusal) -> Answer:
        """The answer to a refusal that arose outside a unit of work, remembered all the same."""

        async def fail(_: Unit) -> Answer:
            raise refusal

        return await self.write(fail)

    def _replay(self, known: idempotency.Remembered) -> Answer:
        if not hmac.compare_digest(known.fingerprint, self._fingerprint):
            raise IdempotencyMismatch
        headers = [(n.encode("latin-1"), v.encode("latin-1")) for n, v in json.loads(known.headers)]
        content_type = dict(headers).pop(b"content-type", b"application/json")
        rest = [(n, v) for n, v in headers if n != b"content-type"]
        return Answer(
            known.status,
            bytes(known.body) if known.body else None,
            [*rest, REPLAYED],
            linked=True,
            content_type=content_type,
        )

    def _remember(self, unit: Unit, answer: Answer) -> None:
        if answer.status in NOT_KEPT or answer.status >= 500:
            return
        if answer.secret:
            raise RuntimeError("an answer that carries a secret must be minted again, not kept")
        body = answer.body
        if body is not None and not isinstance(body, bytes):
            body = encode_linked(body)
        headers = [*answer.headers, (b"content-type", answer.content_type)]
        printed = [[n.decode("latin-1"), v.decode("latin-1")] for n, v in headers]
        idempotency.remember(
            unit,
            self._scope,
            idempotency.Remembered(
                self._fingerprint, answer.status, json.dumps(printed), body or b"", self._now
            ),
        )


def check_key(key: str) -> str:
    """The key itself. Raises InvalidInput if it is empty, too long or not printable."""
    if not 0 < len(key) <= KEY_LENGTH_MAX or not key.isprintable():
        raise InvalidInput(FieldError("Idempotency-Key", "invalid"))
    return key


def fingerprint(secret: bytes, method: str, path: str, query: bytes, body: bytes) -> bytes:
    """A keyed hash that stands for the request, so that no body is ever kept."""
    mac = hmac.new(secret, digestmod=hashlib.sha256)
    for part in (method.encode(), path.encode(), query, body):
        mac.update(len(part).to_bytes(8))
        mac.update(part)
    return mac.digest()


__all__ = ["Idempotency", "check_key", "fingerprint"]
