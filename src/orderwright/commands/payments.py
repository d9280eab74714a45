"""`orderwright payments`: names, options and help; what runs is imported when it runs."""

from typing import Annotated

import typer

from orderwright.settings import Settings

app = typer.Typer(help="Say how a store is paid.", no_args_is_help=True)

Database = Annotated[
    str | None,
    typer.Option("--database", help="sqlite:///PATH or postgresql://USER@HOST/NAME."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
StoreHash = Annotated[str, typer.Option("--store", help="The store's hash.")]


@app.command("list")
def list_methods(store: StoreHash, database: Database = None, as_json: Json = False) -> None:
    """List a store's payment methods, in the order in which they are offered."""
    from orderwright.commands import payment_methods, printing

    rows = payment_methods.list_methods(_settings(database), store)
    printing.print_table(rows, as_json=as_json)


@app.command("set")
def set_method(
    method_id: Annotated[
        str, typer.Argument(metavar="ID", help="What clients send, such as stripe.card.")
    ],
    store: StoreHash,
    gateway: Annotated[str, typer.Option(help="As `payments gateways` lists it.")],
    name: Annotated[str, typer.Option(help="What shoppers read; else the id.")] = "",
    type: Annotated[str, typer.Option(help="card, paypal, bank or offline.")] = "card",
    authorize: Annotated[
        bool, typer.Option("--authorize", help="Authorize only; capture later.")
    ] = False,
    config: Annotated[
        list[str] | None,
        typer.Option(help="KEY=VALUE or KEY=@FILE for the gateway, kept sealed; repeatable."),
    ] = None,
    position: Annotated[int, typer.Option(min=0, help="Its place among the others.")] = 0,
    disabled: Annotated[
        bool, typer.Option("--disabled", help="Not offered; refunds still reach it.")
    ] = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Offer a way of paying, or change one; its configuration is replaced as a whole."""
    from orderwright.commands import payment_methods, printing

    wanted = payment_methods.Wanted(
        method_id, name or method_id, gateway, type, config or [], position,
        authorizes=authorize, is_enabled=not disabled,
    )  # fmt: skip
    made = payment_methods.set_method(_settings(database), store, wanted)
    printing.print_record(made, as_json=as_json)


@app.command("offline")
def offer_offline(store: StoreHash, database: Database = None, as_json: Json = False) -> None:
    """Offer cash on delivery, bank deposit, cheque, money order and the like."""
    from orderwright.commands import payment_methods, printing

    rows = payment_methods.offer_offline(_settings(database), store)
    printing.print_table(rows, as_json=as_json)


@app.command("gateways")
def list_gateways(as_json: Json = False) -> None:
    """List the gateways that this installation has, those of other packages included."""
    from orderwright.commands import payment_methods, printing

    printing.print_table(payment_methods.list_gateways(_settings(None)), as_json=as_json)


@app.command("sandbox")
def run_sandbox(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 8900,
    file: Annotated[str, typer.Option(help="Where its record is kept; else memory.")] = "",
) -> None:
    """Run the sandbox gateway by itself; servers find it by ORDERWRIGHT_SANDBOX=http://..."""
    from orderwright.gateways.sandbox_server import serve_sandbox

    serve_sandbox(port, file)


def _settings(database: str | None) -> Settings:
    return Settings.from_environment().overridden(database_url=database)
