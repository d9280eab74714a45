"""The minimal server: the rows and answers of real orders and carts with no rules.

It is the yardstick of `make bench`, as fast as can be: no token, no scopes, no quota, no checks, no
prices but the product's, no idempotency. It reads the products that a cart or order names, writes
the rows of the order (its taxes too) or the cart's document, and an event, and answers with the
bytes and headers of the contract. An order's answer is stored rendered, with control bytes for its
id and origin, and leaves as bytes.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import uuid
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

import asyncpg
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bench import carts
from bench.minimal_databases import Cart, Database, Payment, Postgres, Sqlite, open_sqlite
from bench.orders import answer_bytes, decode, draft
from bench.tables import schema

ENVIRONMENT = "ORDERWRIGHT_MINIMAL"
LIST_LIMIT = 50
HEADERS = [
    (b"content-type", b"application/json"),
    (b"vary", b"accept-encoding"),
    (b"x-rate-limit-time-reset-ms", b"30000"),
    (b"x-rate-limit-time-window-ms", b"30000"),
    (b"x-rate-limit-requests-left", b"20"),
    (b"x-rate-limit-requests-quota", b"150"),
    (b"x-bc-store-version", b"7.6.0"),
    (b"x-bc-apilimit-remaining", b"20000"),
    (b"x-request-id", b"0123456789abcdef"),
]

Answer = Callable[[Database, Scope, bytes], Awaitable[tuple[int, bytes]]]


class Handler:
    """One route as a plain ASGI callable."""

    def __init__(self, database: Database, answer: Answer) -> None:
        self.database = database
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        status, answer = await self.answer(self.database, scope, body)
        headers = [*HEADERS, (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})


async def create_order(database: Database, _scope: Scope, body: bytes) -> tuple[int, bytes]:
    """`POST /v2/orders`."""
    post = decode(body)
    products = await database.goods([line.product_id for line in post.products])
    order = draft(post, products)
    return 201, answer_bytes(order.rendered, await database.place(order))


async def read_order(database: Database, scope: Scope, _body: bytes) -> tuple[int, bytes]:
    """`GET /v2/orders/{order_id}`."""
    for order_id, rendered in await database.read(scope["path_params"]["order_id"]):
        return 200, answer_bytes(rendered, order_id)
    return 404, b"[]"


async def list_orders(database: Database, scope: Scope, _body: bytes) -> tuple[int, bytes]:
    """`GET /v2/orders`, spliced from the stored bytes."""
    query = parse_qs(scope["query_string"])
    limit = int(query.get(b"limit", [b"50"])[0])
    first = int(query.get(b"min_id", [b"0"])[0])
    rows = await database.page(first, min(limit, LIST_LIMIT))
    return 200, b"[" + b",".join([answer_bytes(row[1], row[0]) for row in rows]) + b"]"


async def create_cart(database: Database, _scope: Scope, body: bytes) -> tuple[int, bytes]:
    """`POST /v3/carts`."""
    wanted = carts.decode_cart(body).line_items
    products = await database.goods([line.product_id for line in wanted])
    checkout = carts.new_checkout(wanted, products)
    await database.keep_cart(Cart(checkout["id"], carts.encode(checkout).decode()))
    return 201, carts.answer(checkout["cart"])


def changing(change: Callable[[carts.Json, bytes], None]) -> Answer:
    """A call that changes a checkout and answers with it."""

    async def answer(database: Database, scope: Scope, body: bytes) -> tuple[int, bytes]:
        cart_id = scope["path_params"]["checkout_id"]
        checkout = carts.decode(await database.find_cart(cart_id))
        change(checkout, body)
        await database.keep_cart(Cart(cart_id, carts.encode(checkout).decode()))
        return 200, carts.answer(checkout)

    return answer


async def order_checkout(database: Database, scope: Scope, _body: bytes) -> tuple[int, bytes]:
    """`POST /v3/checkouts/{checkout_id}/orders`."""
    checkout = carts.decode(await database.find_cart(scope["path_params"]["checkout_id"]))
    number = await database.place(carts.draft_of(checkout))
    return 200, carts.answer({"id": number})


async def create_token(_database: Database, _scope: Scope, body: bytes) -> tuple[int, bytes]:
    """`POST /v3/payments/access_tokens`; the token is the order's number with a secret."""
    return 201, carts.answer({"id": f"{carts.decode(body)['order']['id']}.{uuid.uuid4().hex}"})


async def pay_order(database: Database, scope: Scope, body: bytes) -> tuple[int, bytes]:
    """`POST /payments`: what is asked is written before, and what came of it after."""
    token = dict(scope["headers"])[b"authorization"].decode().removeprefix("PAT ")
    order_id = int(token.partition(".")[0])
    ((_, rendered),) = await database.read(order_id)
    payment = Payment(uuid.uuid4().hex, order_id, body.decode())
    await database.keep_payment(payment)
    paid = rendered.replace(b'"status_id":0', b'"status_id":11')
    await database.keep_payment(payment._replace(rendered=paid))
    status = {"id": payment.id, "transaction_type": "purchase", "status": "success"}
    return 201, carts.answer(status)


def create_app() -> Starlette:
    """The application of one worker; the environment names its database."""
    url = json.loads(os.environ[ENVIRONMENT])["database"]
    database: Database = Postgres(url) if url.startswith("postgresql") else Sqlite(url)
    orders, checkout = "/stores/demo/v2/orders", "/stores/demo/v3/checkouts/{checkout_id}"

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette):  # type: ignore[no-untyped-def]  # noqa: ANN202
        await database.open()
        yield

    served: list[tuple[str, str, Answer]] = [
        ("POST", orders, create_order),
        ("GET", orders, list_orders),
        ("GET", orders + "/{order_id:int}", read_order),
        ("POST", "/stores/demo/v3/carts", create_cart),
        ("POST", checkout + "/billing-address", changing(carts.bill)),
        ("POST", checkout + "/consignments", changing(carts.consign)),
        ("PUT", checkout + "/consignments/{consignment_id}", changing(carts.choose)),
        ("POST", checkout + "/orders", order_checkout),
        ("POST", "/stores/demo/v3/payments/access_tokens", create_token),
        ("POST", "/stores/demo/payments", pay_order),
    ]
    routes = [
        Route(path, Handler(database, answer), methods=[method]) for method, path, answer in served
    ]
    return Starlette(routes=routes, lifespan=lifespan)


async def prepare(url: str) -> None:
    """Make the tables in an empty database."""
    if not url.startswith("postgresql"):
        with contextlib.closing(open_sqlite(url)) as sqlite:
            for statement in schema("sqlite"):
                sqlite.execute(statement)
        return
    connection = await asyncpg.connect(url)
    for statement in schema("postgresql", rendered="COMPRESSION lz4"):
        await connection.execute(statement)
    await connection.close()


def main() -> None:
    """Make the tables and serve: `python -m bench.minimal --database URL-or-path --port N`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    os.environ[ENVIRONMENT] = json.dumps({"database": options.database})
    asyncio.run(prepare(options.database))
    uvicorn.run(
        "bench.minimal:create_app",
        factory=True,
        port=options.port,
        workers=options.workers,
        log_level="warning",
        access_log=False,
    )


if __name__ == "__main__":
    main()
