"""Compares our own OpenAPI with the reference: every property, type and enum, by pointer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.contract.deviations import Deviations
from tests.contract.facts import Facts, query_facts, request_facts, response_facts
from tests.contract.reference import Operation, Reference


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the reference names and our document does not.

    `pointer` begins with the place: `query`, `request` or a status.
    """

    operation: str
    pointer: str
    rule: str
    detail: str

    def __str__(self) -> str:
        return f"{self.operation} {self.pointer} [{self.rule}] {self.detail}"


def gaps_of(reference: Reference, own: Reference, key: str, deviations: Deviations) -> list[Gap]:
    """What our document fails to name of an operation that we serve, deviations apart."""
    ours = own.named(key)
    if not ours:
        gaps = [Gap(key, "", "operation", "is served and not published")]
    else:
        gaps = [
            gap
            for theirs in reference.named(key)
            for gap in _gaps(theirs, ours[0], key, deviations)
        ]
    return [g for g in gaps if not deviations.allows_openapi(key, g.pointer, g.rule)]


def _gaps(theirs: Operation, ours: Operation, key: str, deviations: Deviations) -> Iterator[Gap]:
    yield from _compare(query_facts(theirs), query_facts(ours), key, "query")
    yield from _compare(request_facts(theirs), request_facts(ours), key, "request")
    published = response_facts(ours)
    for status, facts in response_facts(theirs).items():
        answered = _answered_as(key, status, deviations)
        names = (answered, f"{answered[0]}XX", "default")
        found = next((published[name] for name in names if name in published), None)
        if found is None:
            yield Gap(key, status, "response", f"a response {answered} is not published")
        else:
            yield from _compare(facts, found, key, status)


def _answered_as(key: str, status: str, deviations: Deviations) -> str:
    """The status that we give instead of a described one, where a recording orders so."""
    for entry in deviations.entries:
        moved = entry.kind == "status" and str(entry.as_status) == status
        if moved and entry.covers(key, entry.status, "", "status"):
            deviations.used.add(entry)
            return entry.status
    return status


def _compare(theirs: Facts, ours: Facts, key: str, place: str) -> Iterator[Gap]:
    absent: list[str] = []
    for pointer in sorted(theirs):
        if any(pointer.startswith(f"{gone}/") for gone in absent):
            continue
        if pointer not in ours:
            absent.append(pointer)
            yield Gap(key, place + pointer, "property", "is not named")
            continue
        types = theirs[pointer].types - ours[pointer].types
        if "number" in theirs[pointer].types & ours[pointer].types:
            types -= {"integer"}  # where the reference says both, a number is either
        if types:
            named: Any = sorted(ours[pointer].types) or "none"
            yield Gap(key, place + pointer, "type", f"lacks {sorted(types)}, names {named}")
        values = theirs[pointer].enum - ours[pointer].enum
        if values:
            yield Gap(key, place + pointer, "enum", f"lacks {sorted(values, key=str)}")
