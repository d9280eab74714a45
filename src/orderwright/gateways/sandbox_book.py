"""The sandbox's own record: a file that knows nothing of ours, or memory.

It holds every call by its key, every charge with what is left of it, and stored instruments by
reference. Card numbers are not in it.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUSY_TIMEOUT_MS = 5_000
MEMORY = ":memory:"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS calls (
    key TEXT PRIMARY KEY, kind TEXT, amount INTEGER, currency TEXT, charge TEXT, reply TEXT,
    questions INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS charges (
    id TEXT PRIMARY KEY, key TEXT, amount INTEGER, currency TEXT, behaviour TEXT, state TEXT,
    captured INTEGER DEFAULT 0, refunded INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS instruments (
    reference TEXT PRIMARY KEY, type TEXT, behaviour TEXT, details TEXT);
CREATE TABLE IF NOT EXISTS numbers (name TEXT PRIMARY KEY, last INTEGER);
"""


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge. Its state: `authorized`, `captured`, `pending`, `declined` or `voided`."""

    id: str
    key: str
    amount: int
    currency: str
    behaviour: str
    state: str
    captured: int = 0
    refunded: int = 0


@dataclass(frozen=True, slots=True)
class BookedCall:
    """One call and what was replied to it; `questions` is how often it was asked about."""

    key: str
    kind: str
    amount: int
    currency: str
    charge: str
    reply: Mapping[str, Any]
    questions: int = 0


class SandboxBook:
    """The record in a SQLite file of its own; `with book:` makes changes one."""

    def __init__(self, path: str = "") -> None:
        if path:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(
            path or MEMORY, isolation_level=None, check_same_thread=False
        )
        self._connection.row_factory = sqlite3.Row
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            "synchronous = OFF",  # it survives a kill; power cuts are not this record's subject
        ):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.executescript(_SCHEMA)

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")

    def close(self) -> None:
        self._connection.close()

    def find_call(self, key: str) -> BookedCall | None:
        row = self._row("SELECT * FROM calls WHERE key = ?", key)
        if row is None:
            return None
        return BookedCall(**{**dict(row), "reply": json.loads(row["reply"])})

    def save_call(self, call: BookedCall) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO calls VALUES (?, ?, ?, ?, ?, ?, ?)",
            (call.key, call.kind, call.amount, call.currency, call.charge,
             json.dumps(dict(call.reply)), call.questions),
        )  # fmt: skip

    def find_charge(self, charge_id: str) -> Charge | None:
        row = self._row("SELECT * FROM charges WHERE id = ?", charge_id)
        return None if row is None else Charge(**dict(row))

    def save_charge(self, charge: Charge) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO charges VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (charge.id, charge.key, charge.amount, charge.currency, charge.behaviour, charge.state,
             charge.captured, charge.refunded),
        )  # fmt: skip

    def charges(self) -> list[Charge]:
        """All, oldest first: the sandbox's own books, to compare others with."""
        rows = self._connection.execute("SELECT * FROM charges ORDER BY rowid").fetchall()
        return [Charge(**dict(row)) for row in rows]

    def calls(self) -> list[BookedCall]:
        """All, oldest first."""
        rows = self._connection.execute("SELECT key FROM calls ORDER BY rowid").fetchall()
        return [call for row in rows if (call := self.find_call(row["key"])) is not None]

    def find_instrument(self, reference: str) -> tuple[str, str, Mapping[str, Any]] | None:
        """Type, behaviour and details of a stored instrument."""
        row = self._row("SELECT * FROM instruments WHERE reference = ?", reference)
        if row is None:
            return None
        return row["type"], row["behaviour"], json.loads(row["details"])

    def add_instrument(self, kind: str, behaviour: str, details: Mapping[str, Any]) -> str:
        """Keep an instrument; its reference."""
        reference = f"sandbox_instrument_{self.next_number('instrument'):08d}"
        self._connection.execute(
            "INSERT INTO instruments VALUES (?, ?, ?, ?)",
            (reference, kind, behaviour, json.dumps(dict(details))),
        )
        return reference

    def forget_instrument(self, reference: str) -> None:
        self._connection.execute("DELETE FROM instruments WHERE reference = ?", (reference,))

    def next_number(self, name: str) -> int:
        self._connection.execute(
            "INSERT INTO numbers VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1",
            (name,),
        )
        row = self._row("SELECT last FROM numbers WHERE name = ?", name)
        assert row is not None
        last: int = row["last"]
        return last

    def _row(self, text: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(text, values).fetchone()
        return row
