"""Judges a live answer by the reference, strictly: what is not described is a finding."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeGuard
from uuid import UUID

from tests.contract.facts import CHOICES, COMPOSITIONS, enum_of, properties_of, types_of
from tests.contract.reference import Document, Node

_RFC_3339 = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$")
_MOST_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which an answer differs from its description.

    `rule` is one of: type, missing, unknown, enum, format, size, pattern, status, body.
    """

    pointer: str
    rule: str
    detail: str

    def __str__(self) -> str:
        return f"{self.pointer or '/'} [{self.rule}] {self.detail}"


def findings_of(document: Document, schema: object, value: object) -> list[Finding]:
    """How a decoded JSON value differs from a schema; the best fitting branch speaks."""
    return _check(document, [schema], value, "")[:_MOST_FINDINGS]


def _check(
    document: Document, schemas: Iterable[object], value: object, pointer: str
) -> list[Finding]:
    """Findings of a value that must satisfy all schemas at once; names unite over all of them."""
    plain, choices = _expand(document, schemas)
    if not choices:
        return _check_plain(document, plain, value, pointer)
    (exclusive, branches), *others = choices
    rest: list[object] = [*plain, *({"oneOf" if e else "anyOf": list(b)} for e, b in others)]
    attempts: list[Sequence[object]] = [[branch] for branch in branches]
    if not exclusive:
        attempts.append(branches)
    best: list[Finding] | None = None
    for attempt in attempts:
        found = _check(document, [*rest, *attempt], value, pointer)
        if not found:
            return []
        if best is None or len(found) < len(best):
            best = found
    return best or []


def _expand(
    document: Document, schemas: Iterable[object]
) -> tuple[list[Node], list[tuple[bool, list[object]]]]:
    """Unfold compositions; (plain schemas, choices), a choice being (one branch only, branches)."""
    plain: list[Node] = []
    choices: list[tuple[bool, list[object]]] = []
    for schema in schemas:
        node = document.resolve(schema)
        plain.append({k: [] if k in COMPOSITIONS else v for k, v in node.items()})
        choices += [(word == "oneOf", node[word]) for word in sorted(CHOICES) if node.get(word)]
        inner_plain, inner_choices = _expand(document, node.get("allOf") or [])
        plain += inner_plain
        choices += inner_choices
    return plain, choices


def _check_plain(
    document: Document, nodes: list[Node], value: object, pointer: str
) -> list[Finding]:
    if value is None:
        return _check_null(nodes, pointer)
    found = [finding for node in nodes for finding in _check_value(node, value, pointer)]
    if isinstance(value, dict):
        found += _check_object(document, nodes, value, pointer)
    elif isinstance(value, list):
        items = [node["items"] for node in nodes if isinstance(node.get("items"), dict)]
        for index, item in enumerate(value):
            found += _check(document, items, item, f"{pointer}/{index}")
    return found


def _check_null(nodes: list[Node], pointer: str) -> list[Finding]:
    named = set[str]().union(*(types_of(node) for node in nodes))
    listed = any(None in node["enum"] for node in nodes if isinstance(node.get("enum"), list))
    if not named or "null" in named or listed:
        return []
    return [Finding(pointer, "type", f"is null, described as {_names(named)}")]


def _check_object(
    document: Document, nodes: list[Node], value: dict[str, Any], pointer: str
) -> list[Finding]:
    named: dict[str, list[object]] = {}
    for node in nodes:
        for name, schema in properties_of(node).items():
            named.setdefault(name, []).append(schema)
    required = {name for node in nodes for name in node.get("required") or ()}
    others = [node["additionalProperties"] for node in nodes if "additionalProperties" in node]
    schemas = [schema for schema in others if isinstance(schema, dict)]
    open_to_all = (
        True in others or {} in others or (not named and not schemas and False not in others)
    )
    found = [
        Finding(f"{pointer}/{name}", "missing", "is required")
        for name in sorted(required - value.keys())
    ]
    for name, child in value.items():
        below = f"{pointer}/{name}"
        if name in named:
            found += _check(document, named[name], child, below)
        elif any(schemas):
            found += _check(document, schemas, child, below)
        elif not open_to_all:
            found.append(Finding(below, "unknown", f"is not described (it is {_shown(child)})"))
    return found


def _check_value(node: Node, value: object, pointer: str) -> Iterator[Finding]:
    types = types_of(node) - {"null"}
    if types and not any(_is_of(name, value) for name in types):
        yield Finding(pointer, "type", f"is {_shown(value)}, described as {_names(types)}")
        return
    allowed = enum_of(node)
    if allowed and not isinstance(value, dict | list) and not _among(value, allowed):
        yield Finding(pointer, "enum", f"is {_shown(value)}, not one of {sorted(allowed, key=str)}")
    yield from _check_format(node, value, pointer)
    yield from _check_size(node, value, pointer)


def _is_of(name: str, value: object) -> bool:
    match name:
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
        case _:
            return True


def _among(value: object, allowed: Iterable[object]) -> bool:
    return any(
        value == choice and isinstance(value, bool) == isinstance(choice, bool)
        for choice in allowed
    )


def _check_format(node: Node, value: object, pointer: str) -> Iterator[Finding]:
    name = str(node.get("format", "")).lower().replace(":", "-")
    if isinstance(value, str) and name in _TEXT_FORMATS and not _TEXT_FORMATS[name](value):
        yield Finding(pointer, "format", f"is {_shown(value)}, described as {name}")
    bits = {"int32": 31, "int64": 63}.get(name)
    if bits and isinstance(value, int) and not -(2**bits) <= value < 2**bits:
        yield Finding(pointer, "format", f"is {value}, described as {name}")
    pattern = node.get("pattern")
    if isinstance(value, str) and isinstance(pattern, str) and not re.search(pattern, value):
        yield Finding(pointer, "pattern", f"is {_shown(value)}, described as {pattern}")


def _parses(parse: Any, *errors: type[Exception]) -> Any:
    def test(text: str) -> bool:
        try:
            parse(text)
        except errors:
            return False
        return True

    return test


_DECIMAL = _parses(Decimal, InvalidOperation)
_TEXT_FORMATS: Mapping[str, Any] = {
    "date-time": lambda text: bool(_RFC_3339.match(text)),
    "iso-8601": _parses(datetime.fromisoformat, ValueError),
    "date": _parses(date.fromisoformat, ValueError),
    "uuid": lambda text: _parses(UUID, ValueError)(text) and len(text) == 36,
    "email": lambda text: bool(re.match(r"^[^@\s]+@[^@\s]+$", text)),
    "uri": lambda text: bool(re.match(r"^[A-Za-z][A-Za-z0-9+.-]*:", text)),
    "url": lambda text: bool(re.match(r"^https?://", text)),
    "iso-4217": lambda text: bool(re.match(r"^[A-Z]{3}$", text)),
    "decimal": _DECIMAL,
    "double": _DECIMAL,
    "number": _DECIMAL,
    "int32": _DECIMAL,
}


def _check_size(node: Node, value: object, pointer: str) -> Iterator[Finding]:
    for least, most, size in _sizes(value):
        low, high = node.get(least), node.get(most)
        strict_low, strict_high = node.get("exclusiveMinimum"), node.get("exclusiveMaximum")
        exclusive = least == "minimum"
        if _is_number(low) and (size < low or (exclusive and strict_low is True and size == low)):
            yield Finding(pointer, "size", f"is {_shown(value)}, {least} is {low}")
        if _is_number(high) and (
            size > high or (exclusive and strict_high is True and size == high)
        ):
            yield Finding(pointer, "size", f"is {_shown(value)}, {most} is {high}")
    if node.get("uniqueItems") is True and isinstance(value, list):
        texts = [json.dumps(item, sort_keys=True) for item in value]
        if len(set(texts)) < len(texts):
            yield Finding(pointer, "size", "holds the same item twice")


def _sizes(value: object) -> Iterator[tuple[str, str, float]]:
    if isinstance(value, str):
        yield "minLength", "maxLength", len(value)
    elif isinstance(value, list):
        yield "minItems", "maxItems", len(value)
    elif _is_of("number", value):
        yield "minimum", "maximum", float(str(value))


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."


def _names(types: Iterable[str]) -> str:
    return " or ".join(sorted(types))
