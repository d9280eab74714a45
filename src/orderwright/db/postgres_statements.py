"""What units have queued, as one statement of PostgreSQL: one unit's alone, or several together.

A text is made once for each shape of a queue and kept, as PostgreSQL keeps its plan (ADR 0001).
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from orderwright.db.statement import Statement, insert_text
from orderwright.db.unit import Adjusted, Amount, Number, Queue, adjusted_value, both

TEXTS_KEPT = 2_000

Types = Mapping[tuple[str, str], str]
"""PostgreSQL's type name of each (table, column)."""

Place = tuple[str, int] | None
"""What stands in a column: a number (its counter, how far before the last), or a plain value."""


class Shape(NamedTuple):
    """All of a queue but its values: queues of one shape share one statement text."""

    changes: tuple[tuple[str, int], ...]
    adjustments: tuple[Adjusted, ...]
    takes: bool
    inserts: tuple[tuple[str, tuple[str, ...], tuple[tuple[Place, ...], ...]], ...]


_texts: dict[Shape, str] = {}


def one_statement(queue: Queue) -> tuple[str, list[object]]:
    """One unit's queue: changes in order, then adjustments as several units' go, numbers, rows."""
    arguments: list[object] = []
    shape = Shape(
        tuple([_changed(change, params, arguments) for change, params in queue.changes]),
        tuple(
            [
                _adjusted(what, key, amount, arguments)
                for what, amounts in sorted(queue.adjustments.items())
                for key, amount in sorted(amounts.items())
            ]
        ),
        _taken(queue, arguments),
        tuple(
            [
                (table, columns, tuple([_placed(row, arguments) for row in rows]))
                for (table, columns), rows in queue.inserts.items()
            ]
        ),
    )
    text = _texts.get(shape)
    if text is None:
        if len(_texts) >= TEXTS_KEPT:
            _texts.clear()
        text = _texts[shape] = _text(shape)
    return text, arguments


def _changed(
    change: Statement, params: Mapping[str, object], arguments: list[object]
) -> tuple[str, int]:
    text, values = change.bind("$", params)
    arguments.extend(values)
    return text, len(values)


def _adjusted(
    what: Adjusted, key: tuple[int, ...], amount: Amount, arguments: list[object]
) -> Adjusted:
    arguments.extend(_bound(what, amount))
    arguments.extend(key)
    return what


def _bound(what: Adjusted, amount: Amount) -> tuple[int, ...]:
    """What an adjustment has for arguments; the least that may be left only beside a floor."""
    _, _, floor, _ = what
    return amount if floor else amount[:1]


def _taken(queue: Queue, arguments: list[object]) -> bool:
    waiting = queue.takings.waiting()
    if waiting:
        arguments.extend(map(list, zip(*waiting, strict=True)))
    return bool(waiting)


def _placed(row: tuple[object, ...], arguments: list[object]) -> tuple[Place, ...]:
    """A number's argument is its store; all else of it is in the text."""
    places: list[Place] = []
    for value in row:
        if value.__class__ is Number:
            number: Any = value
            arguments.append(number.store_id)
            places.append((number.counter, number.from_last))
        else:
            arguments.append(value)
            places.append(None)
    return tuple(places)


def _text(shape: Shape) -> str:
    """The statement; parameters are numbered in the order in which they were appended."""
    parts: list[str] = []
    before: list[str] = []
    used = 0
    for text, count in shape.changes:
        before.append(f"c{len(before)}")
        parts.append(f"{before[-1]} AS ({_shifted(text, used)} RETURNING 1)")
        used += count
    for table, column, floor, key in shape.adjustments:
        first = used + (3 if floor else 2)
        where = " AND ".join(f"{name} = ${first + i}" for i, name in enumerate(key))
        value = adjusted_value(column, floor, f"${used + 1}::bigint", f"${used + 2}::bigint")
        before.append(f"c{len(before)}")
        parts.append(
            f"{before[-1]} AS (UPDATE {table} SET {column} = {value} WHERE {where} RETURNING 1)"
        )
        used = first - 1 + len(key)
    if shape.takes:
        parts.append(_numbers(used, before))
        used += 3
    for position, (table, columns, rows) in enumerate(shape.inserts):
        marks = []
        for places in rows:
            marks.append([_mark(place, used + i + 1) for i, place in enumerate(places)])
            used += len(places)
        parts.append(f"i{position} AS ({insert_text(table, columns, marks)})")
    return f"WITH {', '.join(parts)} {_chosen(before, waiting=shape.takes)}"


def _mark(place: Place, parameter: int) -> str:
    if place is None:
        return f"${parameter}"
    counter, from_last = place
    return (
        f"(SELECT value - {from_last} FROM numbers"
        f" WHERE store_id = ${parameter} AND name = '{counter}')"
    )


def _chosen(before: list[str], *, waiting: bool) -> str:
    if waiting:
        return "SELECT store_id, name, value FROM numbers"
    counts = [f"(SELECT count(*) FROM {name})" for name in before]
    return "SELECT " + ", ".join(counts or ["1"])


def _numbers(used: int, before: list[str]) -> str:
    """The CTE that takes numbers; it waits for the changes, so that counters are locked last."""
    after = " AND ".join(f"(SELECT count(*) FROM {name}) >= 0" for name in before) or "true"
    return (
        "numbers AS (INSERT INTO counters (store_id, name, value) SELECT wanted.store_id,"
        f" wanted.name, wanted.count FROM unnest(${used + 1}::bigint[], ${used + 2}::text[],"
        f" ${used + 3}::bigint[]) AS wanted (store_id, name, count) WHERE {after}"
        " ON CONFLICT (store_id, name) DO UPDATE SET value = counters.value + excluded.value"
        " RETURNING store_id, name, value)"
    )


def _shifted(text: str, by: int) -> str:
    """The text with its placeholders counted on from `by`."""
    first, *pieces = text.split("$")
    for piece in pieces:
        digits = len(piece) - len(piece.lstrip("0123456789"))
        first += f"${int(piece[:digits]) + by}{piece[digits:]}"
    return first


class Kind(NamedTuple):
    """Rows written alike: table, columns, and the counter that numbers each column, if any."""

    table: str
    columns: tuple[str, ...]
    counters: tuple[str, ...]


class MergedShape(NamedTuple):
    """All of a merged statement but its values; it does not depend on how many rows there are."""

    adjustments: tuple[Adjusted, ...]
    takes: bool
    kinds: tuple[Kind, ...]


_merged_texts: dict[MergedShape, str] = {}


class Merged:
    """The queues of several units as one statement: what is changed, numbers, rows as arrays."""

    def __init__(self, queues: list[Queue], types: Types) -> None:
        self._queues = queues
        # How many numbers of a counter later units take: what lies between a run and the last one.
        self._later: list[dict[tuple[int, str], int]] = []
        totals: dict[tuple[int, str], int] = {}
        for queue in reversed(queues):
            self._later.append(dict(totals))
            for store_id, counter, count in queue.takings.waiting():
                totals[(store_id, counter)] = totals.get((store_id, counter), 0) + count
        self._later.reverse()
        self.arguments: list[object] = []
        adjustments = self._adjust()
        waiting = sorted((store, name, count) for (store, name), count in totals.items())
        self._takes = bool(waiting)
        if waiting:
            self.arguments.extend(map(list, zip(*waiting, strict=True)))
        shape = MergedShape(adjustments, self._takes, self._insert())
        text = _merged_texts.get(shape)
        if text is None:
            if len(_merged_texts) >= TEXTS_KEPT:
                _merged_texts.clear()
            text = _merged_texts[shape] = _merged_text(shape, types)
        self.text = text

    def resolve(self, rows: list[Any]) -> None:
        """Give every unit its numbers."""
        if not self._takes:
            return
        last = {(row["store_id"], row["name"]): row["value"] for row in rows}
        for queue, later in zip(self._queues, self._later, strict=True):
            for store_id, counter, _ in queue.takings.waiting():
                key = (store_id, counter)
                queue.takings.resolve(store_id, counter, last[key] - later.get(key, 0))

    def _adjust(self) -> tuple[Adjusted, ...]:
        """Sum the adjustments of each row; keys go in their order."""
        sums: dict[Adjusted, dict[tuple[int, ...], Amount]] = {}
        for queue in self._queues:
            for what, amounts in queue.adjustments.items():
                total = sums.setdefault(what, {})
                for key, amount in amounts.items():
                    total[key] = both(total.get(key), amount)
        for what, total in sorted(sums.items()):
            rows = [(*key, *_bound(what, total[key])) for key in sorted(total)]
            self.arguments.extend(map(list, zip(*rows, strict=True)))
        return tuple(sorted(sums))

    def _insert(self) -> tuple[Kind, ...]:
        """Gather the rows by kind; of a number, how far it lies before the last of its counter."""
        kinds: dict[Kind, list[tuple[object, ...]]] = {}
        for queue, later in zip(self._queues, self._later, strict=True):
            for (table, columns), rows in queue.inserts.items():
                for row in rows:
                    counters = [""] * len(columns)
                    values: list[object] = list(row)
                    for i, value in enumerate(row):
                        if value.__class__ is Number:
                            number: Any = value
                            counter = counters[i] = number.counter
                            values[i] = number.from_last + later.get((number.store_id, counter), 0)
                    kinds.setdefault(Kind(table, columns, tuple(counters)), []).append(
                        tuple(values)
                    )
        for rows in kinds.values():
            self.arguments.extend(map(list, zip(*rows, strict=True)))
        return tuple(kinds)


def _merged_text(shape: MergedShape, types: Types) -> str:
    """The statement; parameters are numbered in the order in which they were appended."""
    parts: list[str] = []
    before: list[str] = []
    used = 0

    def arrays(table: str, columns: Iterable[str]) -> str:
        nonlocal used
        names = []
        for column in columns:
            used += 1
            names.append(f"${used}::{types[(table, column)]}[]")
        return f"unnest({', '.join(names)})"

    for adjusted in shape.adjustments:
        table, column, floor, key = adjusted
        before.append(f"c{len(before)}")
        wanted = arrays(table, (*key, column, *([column] if floor else [])))
        parts.append(_merged_adjustment(before[-1], adjusted, wanted))
    if shape.takes:
        parts.append(_numbers(used, before))
        used += 3
    for position, (table, columns, counters) in enumerate(shape.kinds):
        chosen = [
            f"(SELECT n.value FROM numbers n WHERE n.store_id = r.store_id"
            f" AND n.name = '{counter}') - r.{column}"
            if counter
            else f"r.{column}"
            for column, counter in zip(columns, counters, strict=True)
        ]
        parts.append(
            f"i{position} AS (INSERT INTO {table} ({', '.join(columns)})"
            f" SELECT {', '.join(chosen)} FROM {arrays(table, columns)}"
            f" AS r ({', '.join(columns)}))"
        )
    return f"WITH {', '.join(parts)} {_chosen(before, waiting=shape.takes)}"


def _merged_adjustment(name: str, adjusted: Adjusted, wanted: str) -> str:
    """The rows of a table are locked in the order of their keys first, then changed."""
    table, column, floor, key = adjusted
    locked = ", ".join(f"t.{part}" for part in key)
    same = " AND ".join(f"t.{part} = w.{part}" for part in key)
    held = " AND ".join(f"t.{part} = h.{part}" for part in key)
    value = adjusted_value(f"t.{column}", floor and f"t.{floor}", "h.amount", "h.least")
    given = "amount, least" if floor else "amount"
    chosen = "w.amount, w.least" if floor else "w.amount"
    return (
        f"h{name} AS (SELECT {locked}, {chosen} FROM {table} t JOIN"
        f" {wanted} AS w ({', '.join(key)}, {given}) ON {same}"
        f" ORDER BY {locked} FOR UPDATE OF t),"
        f" {name} AS (UPDATE {table} t SET {column} = {value} FROM h{name} h"
        f" WHERE {held} RETURNING 1)"
    )
