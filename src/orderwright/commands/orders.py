"""`orderwright orders`: names, options and help; what runs is imported when it runs."""

from typing import Annotated

import typer

from orderwright.settings import Settings

app = typer.Typer(help="List, show, export and import orders.", no_args_is_help=True)

Database = Annotated[
    str | None,
    typer.Option("--database", help="sqlite:///PATH or postgresql://USER@HOST/NAME."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
StoreHash = Annotated[str, typer.Option("--store", help="The store's hash.")]
Status = Annotated[
    int | None, typer.Option("--status", min=0, max=14, help="Only orders of this status.")
]
Customer = Annotated[int | None, typer.Option(min=0, help="Only this customer's; 0 is guests.")]
MinId = Annotated[int | None, typer.Option(min=0, help="Only this number and above.")]
MaxId = Annotated[int | None, typer.Option(min=0, help="Only this number and below.")]
Since = Annotated[str | None, typer.Option(help="Only orders created at this date or later.")]
Until = Annotated[str | None, typer.Option(help="Only orders created at this date or earlier.")]


@app.command("list")
def list_orders(
    store: StoreHash,
    status: Status = None,
    customer: Customer = None,
    min_id: MinId = None,
    max_id: MaxId = None,
    since: Since = None,
    until: Until = None,
    archived: Annotated[bool, typer.Option("--archived", help="Archived ones instead.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    oldest: Annotated[
        bool, typer.Option("--oldest", help="The oldest first; else the newest.")
    ] = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """List orders, the newest first."""
    from orderwright.commands import order_listing, printing

    wanted = order_listing.filter_of(
        status=status, customer=customer, min_id=min_id, max_id=max_id, since=since, until=until,
        archived=archived,
    )  # fmt: skip
    rows = order_listing.list_orders(
        _settings(database), store, wanted, limit, newest_first=not oldest, as_json=as_json
    )
    printing.print_table(rows, as_json=as_json)


@app.command("show")
def show_order(
    number: Annotated[int, typer.Argument(min=0, help="The order's number.")],
    store: StoreHash,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Show one order with its products, addresses and shipments."""
    from orderwright.commands import order_listing

    order_listing.show_order(_settings(database), store, number, as_json=as_json)


@app.command("export")
def export_orders(
    store: StoreHash,
    output: Annotated[
        str, typer.Option("--output", "-o", help="A file; - is standard output.")
    ] = "-",
    format: Annotated[str, typer.Option(help="jsonl or csv; else the file's ending decides.")] = "",
    status: Status = None,
    customer: Customer = None,
    min_id: MinId = None,
    max_id: MaxId = None,
    since: Since = None,
    until: Until = None,
    with_archived: Annotated[
        bool, typer.Option("--with-archived", help="Archived ones too, after the others.")
    ] = False,
    database: Database = None,
) -> None:
    """Write orders as JSON lines with all their parts, or as CSV, a row an order."""
    from orderwright.commands import order_exporting, order_listing

    wanted = order_listing.filter_of(
        status=status, customer=customer, min_id=min_id, max_id=max_id, since=since, until=until
    )
    count = order_exporting.export_orders(
        _settings(database), store, wanted, output, format, with_archived=with_archived
    )
    typer.echo(f"{count} orders", err=True)


@app.command("import")
def import_orders(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="JSON lines or a JSON array of orders as the V2 API prints them, with `products`"
            " and `shipping_addresses` in place; or a folder with orders.json, products.json,"
            " shipping_addresses.json and so on; - is standard input.",
        ),
    ],
    store: StoreHash,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Take over orders of a live store with their numbers and dates; run again, it adds nothing."""
    from orderwright.commands import order_importing

    code = order_importing.run_import(_settings(database), store, source, as_json=as_json)
    raise typer.Exit(code)


def _settings(database: str | None) -> Settings:
    return Settings.from_environment().overridden(database_url=database)
