"""The command line: names, options and help; what a command does is in `commands`."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from orderwright import __version__
from orderwright.commands import orders, payments
from orderwright.settings import Settings

app = typer.Typer(
    name="orderwright",
    help="A self-hosted order, checkout and payment server.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
store_app = typer.Typer(help="Make and list stores.", no_args_is_help=True)
token_app = typer.Typer(help="Make, list and revoke access tokens.", no_args_is_help=True)
config_app = typer.Typer(help="Look at the settings.", no_args_is_help=True)
app.add_typer(store_app, name="store")
app.add_typer(token_app, name="token")
app.add_typer(config_app, name="config")
app.add_typer(orders.app, name="orders")
app.add_typer(payments.app, name="payments")

Database = Annotated[
    str | None,
    typer.Option("--database", help="sqlite:///PATH or postgresql://USER@HOST/NAME."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
StoreHash = Annotated[str, typer.Option("--store", help="The store's hash.")]
TlsCert = Annotated[str | None, typer.Option(help="Certificate chain (PEM); serves https.")]
TlsKey = Annotated[str | None, typer.Option(help="The certificate's private key (PEM).")]
SERVER = "http://127.0.0.1:8000"
DEMO_STORE = "demo"
ServerUrl = Annotated[str, typer.Option("--url", help="The running server's address.")]
RemoteStore = Annotated[str, typer.Option("--store", help="The store's hash.")]
RemoteToken = Annotated[
    str,
    typer.Option(
        "--token",
        envvar="ORDERWRIGHT_TOKEN",
        help="An access token of the store; or ORDERWRIGHT_TOKEN.",
    ),
]
LogLevel = Annotated[str | None, typer.Option(help="debug, info, warning or error.")]


def settings_with(**given: Any) -> Settings:
    """The settings of the environment, overridden by the options that were given."""
    return Settings.from_environment().overridden(**given)


def show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"orderwright {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """A self-hosted order, checkout and payment server."""


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    database: Database = None,
    public_url: Annotated[
        str | None, typer.Option(help="Origin that links in answers begin with.")
    ] = None,
    tls_cert: TlsCert = None,
    tls_key: TlsKey = None,
    cors_origin: Annotated[
        list[str] | None, typer.Option(help="Origin whose pages may call the API; repeatable.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Server processes; more than one needs PostgreSQL.")
    ] = None,
    with_worker: Annotated[
        bool | None,
        typer.Option("--with-worker", help="Run the jobs in this process; always so on SQLite."),
    ] = None,
    dev: Annotated[
        bool | None, typer.Option("--dev", help="Development mode: x/control is served.")
    ] = None,
    log_level: LogLevel = None,
) -> None:
    """Serve the API, in production mode unless --dev."""
    from orderwright.commands import serving

    serving.serve(
        settings_with(
            host=host, port=port, database_url=database, public_url=public_url,
            tls_cert=tls_cert, tls_key=tls_key, workers=workers, with_worker=with_worker,
            cors_origins=tuple(cors_origin) if cors_origin else None, dev=dev,
            log_level=log_level,
        )
    )  # fmt: skip


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = 8000,
    data: Annotated[
        Path | None, typer.Option(help="Folder that keeps the data; else it is temporary.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Repeat a run: data, tokens, ids.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON once requests are answered.")
    ] = False,
    database: Database = None,
    tls_cert: TlsCert = None,
    tls_key: TlsKey = None,
    workers: Annotated[
        int, typer.Option(help="Server processes; more than one needs PostgreSQL.")
    ] = 1,
    log_level: LogLevel = None,
) -> None:
    """Serve a seeded demo store on this machine's own address, in development mode."""
    from orderwright.commands.demo import DemoOptions, run_demo

    run_demo(
        DemoOptions(
            port=port, data=data, seed=seed, as_json=as_json, database=database or "",
            tls_cert=tls_cert or "", tls_key=tls_key or "", workers=workers,
            log_level=log_level or "",
        )
    )  # fmt: skip


@app.command()
def work(database: Database = None, log_level: LogLevel = None) -> None:
    """Run the jobs that nobody waits for, beside servers on PostgreSQL."""
    from orderwright.commands import working

    working.work(settings_with(database_url=database, log_level=log_level))


@app.command()
def migrate(database: Database = None) -> None:
    """Bring the database to the current schema."""
    from orderwright.db import database as db

    url = settings_with(database_url=database).database_url
    changed = db.migrate(url)
    typer.echo(
        f"schema {db.current_revision(url)}, {'brought up to date' if changed else 'as it was'}"
    )


@app.command()
def doctor(database: Database = None, as_json: Json = False) -> None:
    """Check this machine, the settings and the database."""
    from orderwright.commands import examining, printing

    checks = examining.examine(settings_with(database_url=database))
    printing.print_checks(checks, as_json=as_json)
    if not all(check["passed"] for check in checks):
        raise typer.Exit(1)


@app.command()
def listen(
    forward_to: Annotated[str, typer.Option("--forward-to", help="Where events are sent to.")],
    token: RemoteToken,
    url: ServerUrl = SERVER,
    store: RemoteStore = DEMO_STORE,
    scope: Annotated[
        list[str] | None,
        typer.Option(help="Only events on this scope, such as store/order/*; repeatable."),
    ] = None,
    secret: Annotated[
        str,
        typer.Option(
            envvar="ORDERWRIGHT_CLIENT_SECRET",
            help="The client secret to sign with, or ORDERWRIGHT_CLIENT_SECRET; else a random one.",
        ),
    ] = "",
    after: Annotated[
        int | None, typer.Option(min=0, help="Begin after this position; else with what is next.")
    ] = None,
    count: Annotated[int, typer.Option(min=0, help="End after so many events; 0 has no end.")] = 0,
) -> None:
    """Forward the events of a running server to a URL, as the signed webhooks that they are."""
    from orderwright.commands import listening

    listening.listen(
        listening.Listening(url, store, token, forward_to, secret, tuple(scope or ()), after, count)
    )


@app.command()
def trigger(
    scope: Annotated[
        str, typer.Argument(metavar="SCOPE", help="The event's scope: store/order/created.")
    ] = "",
    url: ServerUrl = SERVER,
    store: RemoteStore = DEMO_STORE,
    token: RemoteToken = "",
    show_list: Annotated[
        bool, typer.Option("--list", help="Print every scope that can be triggered.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Cause an event in a store in development mode, by making the change that it tells of."""
    from orderwright.commands import printing, triggering

    if show_list:
        printing.print_table(triggering.list_triggers(), as_json=as_json)
        return
    if not scope or not token:
        raise typer.BadParameter("SCOPE and --token are needed; --list shows the scopes")
    caused = triggering.trigger(scope, url, store, token)
    printing.print_table([*map(triggering.shown, caused)], as_json=as_json)


@store_app.command("create")
def store_create(
    name: Annotated[str, typer.Option(help="The shop's name.")],
    store_hash: Annotated[
        str, typer.Option("--hash", help="Its part of every address; else a random one.")
    ] = "",
    domain: Annotated[str, typer.Option(help="The storefront's domain.")] = "",
    currency: Annotated[str, typer.Option(help="ISO code of its currency.")] = "USD",
    country: Annotated[str, typer.Option(help="Two-letter code of its country.")] = "US",
    weight_unit: Annotated[str, typer.Option(help="lbs, ounces, kg, g or tonnes.")] = "lbs",
    tax_inclusive: Annotated[
        bool, typer.Option("--tax-inclusive", help="Prices are entered including tax.")
    ] = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Make a store."""
    from orderwright.commands import printing, stores

    profile = stores.new_profile(currency, country, weight_unit, tax_inclusive=tax_inclusive)
    made = stores.create_store(
        settings_with(database_url=database), name, store_hash, domain, profile
    )
    printing.print_record(made, as_json=as_json)


@store_app.command("backend-user")
def store_backend_user(
    store: StoreHash,
    email: Annotated[str, typer.Option(help="What they log in with.")],
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for."),
    ],
    role: Annotated[
        str, typer.Option(help="administrator or store owner; others get no token.")
    ] = "administrator",
    database: Database = None,
) -> None:
    """Let someone get tokens of the B2B management API by e-mail and password."""
    from orderwright.commands import stores

    stores.set_backend_user(settings_with(database_url=database), store, email, password, role)


@store_app.command("list")
def store_list(database: Database = None, as_json: Json = False) -> None:
    """List the stores."""
    from orderwright.commands import printing, stores

    printing.print_table(stores.list_stores(settings_with(database_url=database)), as_json=as_json)


@token_app.command("create")
def token_create(
    store: StoreHash,
    scope: Annotated[list[str], typer.Option(help="An OAuth scope, or `all`; repeatable.")],
    name: Annotated[str, typer.Option(help="What the account is for.")] = "API account",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Make an API account: client id, client secret and access token, shown once."""
    from orderwright.commands import printing, stores

    made = stores.create_token(settings_with(database_url=database), store, scope, name)
    printing.print_record(made, as_json=as_json)
    if not as_json:
        typer.echo("Note them now: the secret and the token are not shown again.", err=True)


@token_app.command("list")
def token_list(store: StoreHash, database: Database = None, as_json: Json = False) -> None:
    """List the tokens of a store."""
    from orderwright.commands import printing, stores

    rows = stores.list_tokens(settings_with(database_url=database), store)
    printing.print_table(rows, as_json=as_json)


@token_app.command("revoke")
def token_revoke(
    store: StoreHash,
    token_id: Annotated[int, typer.Argument(metavar="ID", help="As `token list` prints it.")],
    database: Database = None,
) -> None:
    """Make a token useless from now on."""
    from orderwright.commands import stores

    stores.revoke_token(settings_with(database_url=database), store, token_id)
    typer.echo(f"token {token_id} is revoked")


@config_app.command("show")
def config_show(as_json: Json = False) -> None:
    """Print the settings that the environment gives, secrets masked."""
    from orderwright.commands import printing

    printing.print_record(settings_with().shown(), as_json=as_json)


def main() -> None:
    """Run the command line; what can be expected to fail ends in one sentence and a code."""
    try:
        app()
    except Exception as error:
        from orderwright.commands.failures import explain

        failure = explain(error)
        if failure is None:
            raise
        sys.stderr.write(f"orderwright: {failure}\n")
        sys.exit(failure.code)
