"""One request and its answer, judged by the reference, the dialects and the deviations."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.contract.deviations import Deviations
from tests.contract.reference import JSON_TYPES, Document, Operation, Reference, json_schema_of
from tests.contract.validate import Finding, findings_of
from tests.support.client import Reply

_OWN = Document("dialects", {})
_TYPE_URL = {"type": "string", "format": "uri"}

# Errors as recorded, one shape a dialect (behaviour.md 1.7, 2.4, 3, 6); every refusal has it,
# described by the reference or not.
ERROR_SHAPES: Mapping[str, dict[str, Any]] = {
    "v2": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "required": ["status", "message"],
            "properties": {
                "status": {"type": "integer"},
                "message": {"type": "string", "minLength": 1},
                "details": {"type": "object"},
            },
        },
    },
    "v3": {
        "type": "object",
        "required": ["status", "type"],
        "properties": {
            "status": {"type": "integer"},
            "title": {"type": "string", "minLength": 1},
            "type": _TYPE_URL,
            "code": {"type": "integer"},
            "errors": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    },
    "b2b": {
        "type": "object",
        "required": ["code", "data"],
        "properties": {
            "code": {"type": "integer"},
            "message": {"type": "string", "minLength": 1},
            "data": {"type": "object"},
            "meta": {"type": "object", "properties": {"message": {"type": "string"}}},
        },
    },
}
_BATCH = {
    "type": "object",
    "required": ["batch_errors"],
    "properties": {
        "batch_errors": {"type": "array", "minItems": 1, "items": ERROR_SHAPES["v3"]},
    },
}
# Of a batch of metafields some may fail; the answer tells of both (reference: carts.v3).
_PARTIAL = {
    "type": "object",
    "required": ["data", "errors", "meta"],
    "properties": {
        "data": {"type": "array"},
        "errors": {"type": "array", "minItems": 1, "items": ERROR_SHAPES["v3"]},
        "meta": {"type": "object", "required": ["total", "success", "failed"]},
    },
}
# What a deletion of several promotions or codes did not delete (reference: promotions.v3).
_NOT_DELETED = {**_PARTIAL, "required": ["errors", "meta"]}
# Refusals of refunds are wrapped in a list (behaviour.md 4).
_IN_DATA = {
    "type": "object",
    "required": ["data"],
    "properties": {"data": {"type": "array", "minItems": 1, "items": ERROR_SHAPES["v3"]}},
}
ERROR_SHAPES = {
    **ERROR_SHAPES,
    "v3": {"anyOf": [ERROR_SHAPES["v3"], _BATCH, _PARTIAL, _NOT_DELETED, _IN_DATA]},
    "payments": ERROR_SHAPES["v3"],
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request as it was sent and the answer that came."""

    method: str
    path: str
    reply: Reply

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.reply.status}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an exchange showed: the operation's key, or None for what the reference lacks."""

    key: str | None
    findings: tuple[Finding, ...]
    value: Any = None


class BadJson(ValueError):
    """The body is no JSON, names a property twice, or holds NaN."""


def decode(body: bytes) -> Any:
    """Decode JSON more strictly than clients would. Raises BadJson."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        decoded = dict(pairs)
        if len(decoded) < len(pairs):
            raise BadJson(f"a property is named twice: {[name for name, _ in pairs]}")
        return decoded

    def refuse(constant: str) -> Any:
        raise BadJson(f"{constant} is no JSON")

    try:
        return json.loads(body, object_pairs_hook=unique, parse_constant=refuse)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BadJson(str(error)) from error


def dialect_of(path: str) -> str:
    """The dialect that a path is answered in."""
    if path.startswith("/api/") and not path.startswith("/api/storefront/"):
        return "b2b"
    parts = path.partition("?")[0].strip("/").split("/")
    if parts[0] != "stores" or len(parts) < 3:
        return "v3"
    return parts[2] if parts[2] in ERROR_SHAPES else "v3"


def judge(
    reference: Reference, deviations: Deviations, exchange: Exchange, key: str | None = None
) -> Verdict:
    """Every finding that no deviation covers; `key` names the operation where that is known."""
    key = key or reference.find(exchange.method, exchange.path)
    if key is None or not reference.named(key):
        return Verdict(None, ())
    if exchange.reply.headers.get("content-type", "").startswith("application/xml"):
        return Verdict(key, ())  # the reference describes JSON alone; XML has tests of its own
    value, transport = _body(exchange)
    attempts = [
        [*transport, *_described(operation, deviations, key, exchange.reply, value)]
        for operation in reference.named(key)
    ]
    status = exchange.reply.status
    left: list[list[Finding]] = [
        [f for f in found if not deviations.allows_answer(key, status, f.pointer, f.rule)]
        for found in attempts
    ]
    findings = min(left, key=len)
    if status >= 400:
        findings += findings_of(_OWN, ERROR_SHAPES[dialect_of(exchange.path)], value)
    return Verdict(key, tuple(findings), value)


def _body(exchange: Exchange) -> tuple[Any, list[Finding]]:
    """The decoded body, None for an empty one, and what is wrong with how it was sent."""
    reply = exchange.reply
    if not reply.body:
        return None, []
    if reply.status in (204, 304) or exchange.method == "HEAD":
        return None, [Finding("", "body", f"{reply.status} with {len(reply.body)} bytes of body")]
    media_type = reply.headers.get("content-type", "").partition(";")[0]
    if media_type not in JSON_TYPES:
        return None, [Finding("", "body", f"content type {media_type!r}")]
    try:
        return decode(reply.body), []
    except BadJson as error:
        return None, [Finding("", "body", str(error))]


def _described(
    operation: Operation, deviations: Deviations, key: str, reply: Reply, value: Any
) -> list[Finding]:
    response = operation.response(reply.status)
    if response is None and reply.status >= 400:
        return []  # the dialect's own shape is all that is known of it
    if response is None:
        entry = deviations.status(key, reply.status)
        if entry is None:
            known = ", ".join(operation.responses)
            return [Finding("", "status", f"{reply.status} is not among {known}")]
        if entry.as_status is None:
            return [] if not reply.body else [Finding("", "body", "there should be none")]
        response = operation.response(entry.as_status)
        if response is None:
            return [Finding("", "status", f"{entry.as_status} is not described either")]
    schema = json_schema_of(response.get("content")) if reply.status != 204 else None
    if schema is None:
        expected = reply.status >= 400 or not reply.body
        return [] if expected else [Finding("", "body", "none is described")]
    if not reply.body:
        return [Finding("", "body", "is empty, and one is described")]
    return findings_of(operation.document, schema, value)
