"""Files of orders: JSON lines, JSON arrays, folders of adjacent lists, and CSV."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from orderwright.api.call import decode, encode
from orderwright.commands.failures import CommandFailed, Exit
from orderwright.domain.errors import MalformedBody

STANDARD = "-"
FORMATS = ("jsonl", "csv")
ADJACENT = (
    "products", "shipping_addresses", "fees", "coupons", "taxes", "shipments", "messages",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One order of a file: where it stands, and its value or what is wrong with it."""

    place: str
    value: Any = None
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a file holds; entries are decoded as they are asked for."""

    total: int
    entries: Iterator[Entry]


def read_orders(source: str) -> Orders:
    """The orders of a file, of standard input, or of a folder. Raises CommandFailed."""
    if source == STANDARD:
        return _entries(sys.stdin.buffer.read())
    path = Path(source)
    try:
        return _joined(path) if path.is_dir() else _entries(path.read_bytes())
    except OSError as error:
        raise CommandFailed(Exit.USAGE, f"{source} cannot be read: {error.strerror}") from None


def _entries(raw: bytes) -> Orders:
    """An array of orders, or one order a line; an order that spans lines may stand alone."""
    lines = [(at, line) for at, line in enumerate(raw.splitlines(), 1) if line.strip()]
    if raw.lstrip()[:1] == b"[" or (len(lines) > 1 and _read("", lines[0][1]).wrong):
        whole = _read("file", raw)
        if isinstance(whole.value, list):
            values = enumerate(whole.value, 1)
            entries = (Entry(f"entry {at}", value) for at, value in values)
            return Orders(len(whole.value), entries)
        if not whole.wrong or raw.lstrip()[:1] == b"[":
            return Orders(1, iter([whole]))
    return Orders(len(lines), (_read(f"line {at}", line) for at, line in lines))


def _read(place: str, raw: bytes) -> Entry:
    try:
        return Entry(place, decode(raw))
    except MalformedBody as error:
        return Entry(place, wrong=f"it is no JSON: {error.detail}")


def _joined(folder: Path) -> Orders:
    """`orders` with the rows of the adjacent lists that name them."""
    orders = _listed(folder, "orders")
    if orders is None:
        raise CommandFailed(Exit.USAGE, f"{folder} holds neither orders.json nor orders.jsonl")
    parts: dict[str, dict[str, list[Any]]] = {}
    for name in ADJACENT:
        rows = _listed(folder, name)
        if rows is not None:
            parts[name] = _by_order(name, rows.entries)
    return Orders(orders.total, (_with_parts(entry, parts) for entry in orders.entries))


def _listed(folder: Path, name: str) -> Orders | None:
    for suffix in (".json", ".jsonl"):
        path = folder / (name + suffix)
        if path.is_file():
            return _entries(path.read_bytes())
    return None


def _by_order(name: str, rows: Iterable[Entry]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        if not isinstance(row.value, dict):
            raise CommandFailed(Exit.USAGE, f"{name} is no list of objects at {row.place}")
        found.setdefault(str(row.value.get("order_id")), []).append(row.value)
    return found


def _with_parts(entry: Entry, parts: Mapping[str, Mapping[str, list[Any]]]) -> Entry:
    if not isinstance(entry.value, dict):
        return entry
    own = {name: rows.get(str(entry.value.get("id")), []) for name, rows in parts.items()}
    return Entry(entry.place, {**entry.value, **own})


@contextmanager
def writing(output: str) -> Iterator[TextIO]:
    """Standard output, or a file that appears only when it is whole. Raises CommandFailed."""
    if output == STANDARD:
        yield sys.stdout
        return
    path = Path(output)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise CommandFailed(Exit.USAGE, f"{output} cannot be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)


def line_writer(file: TextIO) -> Callable[[Json], None]:
    """Writes one order a line, as JSON."""

    def write(order: Json) -> None:
        file.write(encode(order).decode() + "\n")

    return write


def csv_writer(file: TextIO, columns: Sequence[str]) -> Callable[[Json], None]:
    """Writes one order a row; what is within it has columns named `billing_address.city`."""
    rows = csv.writer(file)
    rows.writerow(columns)

    def write(order: Json) -> None:
        flat = flatten(order)
        rows.writerow([_cell(flat[name]) for name in columns])

    return write


def flatten(order: Json, prefix: str = "") -> dict[str, Any]:
    """The order's own values by dotted name, without the links to its parts."""
    flat: dict[str, Any] = {}
    for name, value in order.items():
        if not isinstance(value, dict):
            flat[prefix + name] = value
        elif set(value) != {"url", "resource"}:
            flat |= flatten(value, f"{prefix}{name}.")
    return flat


def _cell(value: object) -> str:
    """The text of a cell; one that a spreadsheet would run as a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return json.dumps(value) if value else ""
    text = str(value)
    if text.startswith(_FORMULA) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()
