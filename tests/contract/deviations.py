"""The committed table of deviations: where a recording or a ruling outranks the reference.

Every entry is used by some test of a whole run, or the run fails (`plugin.py` watches over it).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("deviations.toml")
_FIELDS = {"operation", "status", "as_status", "pointer", "rule", "ordered_by", "why"}
_RULES = {
    "type",
    "missing",
    "unknown",
    "enum",
    "format",
    "size",
    "pattern",
    "status",
    "body",
    "absent",
}
_OPENAPI_RULES = {"property", "type", "enum", "operation", "response"}


@dataclass(frozen=True, slots=True)
class Deviation:
    """One entry. `kind` is the table it stands in: status, answer or openapi.

    status:  an answer of `status` is described by what the reference says of `as_status`; without
             `as_status` it has no body.
    answer:  a finding at `pointer` in an answer of `status` is no fault; of the rule `absent`,
             that no answer ever holds what is described there.
    openapi: what the reference names at `pointer` is not in our own document.
    """

    kind: str
    operation: str
    ordered_by: str
    why: str
    status: str = "*"
    as_status: int | None = None
    pointer: str = "**"
    rule: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f"{self.operation} {self.status} {self.pointer} {'/'.join(self.rule)}".rstrip()
        return f"[{self.kind}] {where}: {self.why}"

    def concerns(self, operation: str) -> bool:
        return fnmatchcase(operation, self.operation)

    def covers(self, operation: str, status: int | str, pointer: str, rule: str) -> bool:
        return (
            self.concerns(operation)
            and _same_status(self.status, str(status))
            and (not self.rule or rule in self.rule)
            and bool(_pattern(self.pointer).match(pointer))
        )


@dataclass(eq=False)
class Deviations:
    """The entries, and which of them something needed."""

    entries: tuple[Deviation, ...]
    used: set[Deviation] = field(default_factory=set)

    def status(self, operation: str, status: int) -> Deviation | None:
        """The entry that says how an undescribed status is to be read."""
        return self._first("status", operation, status, "", "status")

    def allows_answer(self, operation: str, status: int, pointer: str, rule: str) -> bool:
        return self._first("answer", operation, status, pointer, rule) is not None

    def allows_openapi(self, operation: str, pointer: str, rule: str) -> bool:
        return self._first("openapi", operation, "*", pointer, rule) is not None

    def unused(self) -> list[Deviation]:
        return [entry for entry in self.entries if entry not in self.used]

    def _first(
        self, kind: str, operation: str, status: int | str, pointer: str, rule: str
    ) -> Deviation | None:
        for entry in self.entries:
            if entry.kind == kind and entry.covers(operation, status, pointer, rule):
                self.used.add(entry)
                return entry
        return None


def read_table(table: Mapping[str, Any]) -> Deviations:
    """Raises ValueError for an entry that says too little, or something unknown."""
    entries = [
        _entry(kind, {**raw, "operation": operation, "pointer": pointer})
        for kind in ("status", "answer", "openapi")
        for raw in table.get(kind, ())
        for operation in _list(raw.get("operation", ""))
        for pointer in _list(raw.get("pointer", "**"))
    ]
    stray = table.keys() - {"status", "answer", "openapi"}
    if stray:
        raise ValueError(f"unknown tables of deviations: {sorted(stray)}")
    if len(set(entries)) < len(entries):
        raise ValueError("a deviation stands in the table twice")
    return Deviations(tuple(entries))


def _entry(kind: str, raw: Mapping[str, Any]) -> Deviation:
    rules = tuple(_list(raw.get("rule", ())))
    if raw.keys() - _FIELDS or set(rules) - (_OPENAPI_RULES if kind == "openapi" else _RULES):
        raise ValueError(f"a deviation with unknown fields or rules: {dict(raw)}")
    if not raw.get("operation") or not raw.get("ordered_by") or not raw.get("why"):
        raise ValueError(f"a deviation without operation, ordered_by or why: {dict(raw)}")
    return Deviation(
        kind=kind,
        operation=raw["operation"],
        ordered_by=raw["ordered_by"],
        why=raw["why"],
        status=str(raw.get("status", "*")),
        as_status=raw.get("as_status"),
        pointer=raw["pointer"],
        rule=rules,
    )


def _list(given: str | Sequence[str]) -> Sequence[str]:
    return [given] if isinstance(given, str) else given


@cache
def deviations() -> Deviations:
    """The committed table, one for the whole run, so that use is counted in one place."""
    return read_table(tomllib.loads(TABLE.read_text()))


def unused_after(table: Deviations, used_elsewhere: Iterable[str]) -> list[Deviation]:
    """Entries that neither this process nor any other of the run has used."""
    used = set(used_elsewhere) | {str(entry) for entry in table.used}
    return [entry for entry in table.entries if str(entry) not in used]


def _same_status(pattern: str, status: str) -> bool:
    """`4XX` matches every 4xx, `*` everything."""
    return pattern in ("*", status) or (
        pattern.upper().endswith("XX") and pattern[:1] == status[:1] and len(status) == 3
    )


@cache
def _pattern(pointer: str) -> re.Pattern[str]:
    """`-` is any item of a list, `*` any one name or part of it, `**` anything below."""
    pieces = [
        {"-": r"(?:-|\d+)", "*": "[^/]+", "**": ".*"}.get(
            piece, re.escape(piece).replace(r"\*", "[^/]*")
        )
        for piece in pointer.split("/")
    ]
    return re.compile("^" + "/".join(pieces).replace("/.*", "(?:/.*)?") + "$")
