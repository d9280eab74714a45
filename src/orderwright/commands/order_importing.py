"""Orders of a live store, taken over in batches; each batch is written whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console

from orderwright.actions.order_changes import By
from orderwright.actions.order_import import Conflict, Imported, import_orders
from orderwright.api.call import Database
from orderwright.api.v2.order_printing import renderer
from orderwright.api.v2.order_record_printing import print_order_record
from orderwright.api.v2.order_record_reading import read_order_record
from orderwright.commands.failures import Exit
from orderwright.commands.local import Local
from orderwright.commands.order_exporting import progress
from orderwright.commands.order_files import Entry, Orders, read_orders
from orderwright.commands.order_listing import find_store
from orderwright.commands.printing import print_record
from orderwright.db.unit import Unit
from orderwright.domain.errors import InvalidInput
from orderwright.domain.order_record import OrderRecord, taken_over
from orderwright.settings import Settings

ORDERS_AT_ONCE = 50
ACTOR = "cli:import"
WORDS = {"required": "is missing", "null": "may not be null"}

Shown = dict[str, Any]


@dataclass(slots=True)
class Outcome:
    """What became of a whole file; `invalid` are places and what is wrong there."""

    imported: int = 0
    skipped: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    invalid: list[tuple[str, str]] = field(default_factory=list)

    def add(self, batch: Imported) -> None:
        self.imported += len(batch.imported)
        self.skipped += len(batch.skipped)
        self.conflicts += batch.conflicts

    @property
    def code(self) -> Exit:
        if self.invalid:
            return Exit.FAILED
        return Exit.CONFLICT if self.conflicts else Exit.DONE


def run_import(settings: Settings, store_hash: str, source: str, *, as_json: bool) -> Exit:
    """Import a file, print what became of it, and say how it ended. Raises CommandFailed."""
    local = Local(settings)
    store = find_store(local, store_hash)
    orders = read_orders(source)
    by = By(store, ACTOR, local.now, renderer(store))
    outcome = local.run(lambda database: _import(database, by, orders))
    _report(outcome, as_json=as_json)
    return outcome.code


async def _import(database: Database, by: By, orders: Orders) -> Outcome:
    outcome = Outcome()
    with progress("Importing", orders.total) as advance:
        for batch in _batches(orders.entries):
            records = [*_readable(batch, by.now, outcome)]
            if records:
                outcome.add(await database.write(_unit(by, records)))
            advance(len(batch))
    return outcome


def _unit(by: By, records: list[OrderRecord]) -> Any:
    async def work(unit: Unit) -> Imported:
        return await import_orders(unit, by, records, _shown)

    return work


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == ORDERS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _readable(batch: list[Entry], now: int, outcome: Outcome) -> Iterator[OrderRecord]:
    for entry in batch:
        if entry.wrong:
            outcome.invalid.append((entry.place, entry.wrong))
            continue
        try:
            yield taken_over(read_order_record(entry.value), now)
        except InvalidInput as error:
            outcome.invalid.append((_place(entry), _reason(error)))


def _place(entry: Entry) -> str:
    number = entry.value.get("id") if isinstance(entry.value, dict) else None
    return entry.place if number is None else f"{entry.place}, order {number}"


def _reason(error: InvalidInput) -> str:
    return "; ".join(
        [f"{one.path or one.name} {WORDS.get(one.reason, 'is invalid')}" for one in error.errors]
    )


def _shown(record: OrderRecord) -> Shown:
    """An order as two servers print it alike: their labels and addresses are their own."""
    return print_order_record(record, "", "")


def _report(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        print_record(
            {
                "imported": outcome.imported,
                "skipped": outcome.skipped,
                "conflicts": [
                    {"id": one.order_id, "reason": one.reason} for one in outcome.conflicts
                ],
                "invalid": [
                    {"place": place, "reason": reason} for place, reason in outcome.invalid
                ],
            },
            as_json=True,
        )
        return
    errors = Console(stderr=True)
    for place, reason in outcome.invalid:
        errors.out(f"{place}: {reason}", highlight=False)
    for one in outcome.conflicts:
        errors.out(f"order {one.order_id}: {one.reason}", highlight=False)
    print_record(
        {
            "imported": outcome.imported,
            "skipped": outcome.skipped,
            "conflicts": len(outcome.conflicts),
            "invalid": len(outcome.invalid),
        },
        as_json=False,
    )
