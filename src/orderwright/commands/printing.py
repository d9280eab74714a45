"""Results on standard output: tables that fit the terminal, or JSON."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

Record = Mapping[str, Any]


def print_table(rows: Sequence[Record], *, as_json: bool) -> None:
    """One line a row; with `as_json` the rows as one JSON array."""
    console = Console()
    if as_json:
        console.out(json.dumps(list(rows), indent=2), highlight=False)
        return
    if not rows:
        console.out("none", highlight=False)
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(value)) for value in row.values()))
    console.print(table)


def print_record(record: Record, *, as_json: bool) -> None:
    """One line a field; with `as_json` one JSON object."""
    console = Console()
    if as_json:
        console.out(json.dumps(dict(record), indent=2), highlight=False)
        return
    width = max(map(len, record))
    for name, value in record.items():
        console.out(f"{name:<{width}}  {_shown(value)}", highlight=False)


def print_checks(checks: Sequence[Record], *, as_json: bool) -> None:
    """The findings of `doctor`."""
    if as_json:
        print_table(checks, as_json=True)
        return
    console = Console()
    for check in checks:
        mark = "ok  " if check["passed"] else "FAIL"
        console.out(f"{mark}  {check['check']}: {check['found']}", highlight=False)


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return "" if value is None else str(value)
