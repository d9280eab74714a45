"""The committed table of recorded cases that are not replayed, or not in every particular."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("unreplayed_cases.toml")


@dataclass(frozen=True, slots=True)
class Outranked:
    """A case that something outranks; `without` names the pointers, empty for the whole case."""

    case: str
    ordered_by: str
    why: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreplayed:
    """`waiting`: case -> the route whose absence keeps it; until then nobody looks at the case.

    The others are outranked by something, wholly or in some particulars.
    """

    waiting: dict[str, str]
    overruled: dict[str, Outranked]
    partly: dict[str, Outranked]


@cache
def unreplayed() -> Unreplayed:
    """Raises ValueError for a case that stands twice in the same part of the table."""
    table = tomllib.loads(TABLE.read_text())
    waiting = {case: e["route"] for e in table.get("not_built", ()) for case in e["cases"]}
    overruled = [_read(entry) for entry in table.get("overruled", ())]
    partly = [_read(entry) for entry in table.get("partly", ())]
    parts = [
        [case for entry in table.get("not_built", ()) for case in entry["cases"]],
        [entry.case for entry in (*overruled, *partly)],
    ]
    twice = {case for part in parts for case in part if part.count(case) > 1}
    if twice or table.keys() - {"not_built", "overruled", "partly"}:
        raise ValueError(f"{TABLE.name}: twice or unknown: {sorted(twice)} {sorted(table)}")
    return Unreplayed(waiting, {e.case: e for e in overruled}, {e.case: e for e in partly})


def _read(entry: dict[str, object]) -> Outranked:
    without = entry.get("without", [])
    if not isinstance(without, list) or not entry.get("ordered_by") or not entry.get("why"):
        raise ValueError(f"{TABLE.name}: an entry says too little: {entry}")
    return Outranked(
        str(entry["case"]), str(entry["ordered_by"]), str(entry["why"]), tuple(without)
    )
