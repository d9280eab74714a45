"""Orders to a file, a hundred at a time, with a progress bar beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import Progress

from orderwright.api.call import Database
from orderwright.api.v2.order_record_printing import print_order_record, print_own_values
from orderwright.commands.failures import CommandFailed, Exit
from orderwright.commands.local import Local
from orderwright.commands.order_files import FORMATS, csv_writer, flatten, line_writer, writing
from orderwright.commands.order_listing import address_of, find_store
from orderwright.db import order_lists, order_records
from orderwright.db.order_lists import OrderFilter
from orderwright.db.unit import Unit
from orderwright.domain.order import Order
from orderwright.domain.order_record import OrderRecord
from orderwright.settings import Settings

ORDERS_AT_ONCE = 100

Print = Callable[[OrderRecord], dict[str, Any]]
Write = Callable[[dict[str, Any]], None]


def export_orders(
    settings: Settings,
    store_hash: str,
    wanted: OrderFilter,
    output: str,
    format: str,
    *,
    with_archived: bool,
) -> int:
    """Write the orders and count them. Raises CommandFailed."""
    chosen = format or (
        Path(output).suffix.removeprefix(".") if output.endswith(".csv") else "jsonl"
    )
    if chosen not in FORMATS:
        raise CommandFailed(Exit.USAGE, f"{chosen} is none of {', '.join(FORMATS)}")
    local = Local(settings)
    store = find_store(local, store_hash)
    address = address_of(local.settings, store)

    def shown(record: OrderRecord) -> dict[str, Any]:
        order = record.whole.order
        label = store.profile.status_label(order.status_id)
        if chosen == "csv":
            return print_own_values(order, label, address)
        return print_order_record(record, label, address)

    filters = [wanted]
    if with_archived:
        filters.append(replace(wanted, values={**wanted.values, "is_deleted": True}))
    with writing(output) as file:
        write = _writer(file, chosen)
        return local.run(lambda database: _copy(database, store.id, filters, shown, write))


def _writer(file: TextIO, format: str) -> Write:
    if format == "csv":
        return csv_writer(file, tuple(flatten(print_own_values(Order(), "", ""))))
    return line_writer(file)


async def _copy(
    database: Database, store_id: int, filters: list[OrderFilter], shown: Print, write: Write
) -> int:
    async def count(unit: Unit) -> int:
        counts = [await order_lists.count_by_status(unit, store_id, one) for one in filters]
        return sum([sum(by_status.values()) for by_status in counts])

    done = 0
    with progress("Exporting", await database.read(count)) as advance:
        for wanted in filters:
            last = -1
            while records := await database.read(_page(store_id, wanted, last)):
                for record in records:
                    write(shown(record))
                last = records[-1].id
                done += len(records)
                advance(len(records))
    return done


def _page(store_id: int, wanted: OrderFilter, after: int) -> Any:
    async def work(unit: Unit) -> list[OrderRecord]:
        ids = await order_records.list_ids(unit, store_id, wanted, after, ORDERS_AT_ONCE)
        return await order_records.find(unit, store_id, ids)

    return work


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where that is a terminal; yields what moves it on."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=total)
        yield lambda count: bar.advance(task, count)
