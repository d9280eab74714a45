"""Metafields of V3 carts: single ones, and batches."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from orderwright.actions import metafields
from orderwright.actions.metafields import Batch, Kept
from orderwright.api.call import Answer, Call
from orderwright.api.errors import STATUS_CODES
from orderwright.api.paging import Page, page_meta, page_of
from orderwright.api.v3.filters import date_filters
from orderwright.db import carts
from orderwright.db import metafields as stored
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso
from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.metafield import Metafield

CART = "cart"
BATCH_FAILED = "Bulk operation has failed"

Query = Mapping[str, Any]


async def get_cart_metafields(call: Call) -> Answer:
    query = call.query()
    return await _list(call, query, {"resource_id": call.params["cart_id"]})


async def get_carts_metafields(call: Call) -> Answer:
    query = call.query()
    filters: dict[str, object] = {}
    filters |= {name: query[name] for name in ("key:in", "namespace:in") if name in query}
    filters |= date_filters(query, "date_created", "date_modified")
    return await _list(call, query, filters, query.get("include_fields", ()))


async def create_cart_metafield(call: Call) -> Answer:
    body, cart_id = call.body(), call.params["cart_id"]

    async def work(unit: Unit) -> Answer:
        return _one(await metafields.create(unit, _kept(call), cart_id, body))

    return await call.write(work)


async def get_cart_metafield(call: Call) -> Answer:
    metafield_id, cart_id = call.id("metafield_id"), call.params["cart_id"]

    async def work(unit: Unit) -> Answer:
        return _one(await metafields.read(unit, _kept(call), metafield_id, cart_id))

    return await call.read(work)


async def update_cart_metafield(call: Call) -> Answer:
    body, metafield_id, cart_id = call.body(), call.id("metafield_id"), call.params["cart_id"]

    async def work(unit: Unit) -> Answer:
        return _one(await metafields.update(unit, _kept(call), metafield_id, body, cart_id))

    return await call.write(work)


async def delete_cart_metafield(call: Call) -> Answer:
    metafield_id, cart_id = call.id("metafield_id"), call.params["cart_id"]

    async def work(unit: Unit) -> Answer:
        await metafields.delete(unit, _kept(call), metafield_id, cart_id)
        return Answer(204)

    return await call.write(work)


async def create_carts_metafields(call: Call) -> Answer:
    body = call.body()

    async def work(unit: Unit) -> Answer:
        return _batch(await metafields.create_many(unit, _kept(call), body), _print)

    return await call.write(work)


async def update_carts_metafields(call: Call) -> Answer:
    body = call.body()

    async def work(unit: Unit) -> Answer:
        return _batch(await metafields.update_many(unit, _kept(call), body), _print)

    return await call.write(work)


async def delete_carts_metafields(call: Call) -> Answer:
    ids = call.body()

    async def work(unit: Unit) -> Answer:
        batch = await metafields.delete_many(unit, _kept(call), ids)
        return _batch(batch, lambda metafield: metafield.id)

    return await call.write(work)


async def _list(
    call: Call, query: Query, filters: Mapping[str, object], fields: Collection[str] = ()
) -> Answer:
    page = page_of(query)
    wanted: dict[str, object] = {
        "resource_type": CART,
        "visible_to": call.token.client_id,
        **filters,
        **{name: query[name] for name in ("key", "namespace") if name in query},
    }
    descending = query.get("direction") == "desc" or "before" in query
    cursors = {name: _cursor_id(query[name]) for name in ("before", "after") if name in query}
    reached: dict[str, object] = {**wanted, **cursors}

    async def work(unit: Unit) -> Answer:
        total = await stored.count_metafields(unit, call.store.id, wanted)
        found = await stored.list_metafields(
            unit,
            call.store.id,
            reached,
            limit=page.limit,
            offset=0 if cursors else page.offset,
            descending=descending,
        )
        rows = found[::-1] if "before" in query else found
        given = call.query_fields()
        meta = page_meta(len(rows), total, page, given)
        meta["cursor_pagination"] = _cursors(rows, page)
        data = [_chosen(_print(row), fields) for row in rows]
        return Answer(body={"data": data, "meta": meta})

    return await call.read(work)


def _kept(call: Call) -> Kept:
    return Kept(call.store.id, CART, call.token.client_id, call.now, _exists)


async def _exists(unit: Unit, store_id: int, cart_id: str) -> bool:
    return await carts.exists(unit, store_id, cart_id)


def _one(metafield: Metafield) -> Answer:
    return Answer(body={"data": _print(metafield), "meta": {}})


def _batch(batch: Batch, show: Callable[[Metafield], Any]) -> Answer:
    """All done is 200; 422 tells of what has failed beside what was done."""
    done, failed = len(batch.done), len(batch.failed)
    body: dict[str, Any] = {"data": [show(one) for one in batch.done]}
    if failed:
        body["errors"] = [
            {
                "status": 422,
                "title": BATCH_FAILED,
                "type": STATUS_CODES,
                "errors": dict(batch.failed),
            }
        ]
    body["meta"] = {"total": done + failed, "success": done, "failed": failed}
    return Answer(422 if failed else 200, body)


def _print(metafield: Metafield) -> dict[str, Any]:
    return {
        "id": str(metafield.id),
        "permission_set": metafield.permission_set,
        "namespace": metafield.namespace,
        "key": metafield.key,
        "value": metafield.value,
        "description": metafield.description,
        "resource_type": metafield.resource_type,
        "resource_id": metafield.resource_id,
        "date_created": print_iso(metafield.date_created),
        "date_modified": print_iso(metafield.date_modified),
        "owner_client_id": metafield.owner_client_id,
    }


def _chosen(printed: dict[str, Any], fields: Collection[str]) -> dict[str, Any]:
    if not fields:
        return printed
    return {name: value for name, value in printed.items() if name == "id" or name in fields}


def _cursors(rows: Sequence[Metafield], page: Page) -> dict[str, Any]:
    cursors: dict[str, Any] = {"count": len(rows), "per_page": page.limit}
    if rows:
        start, end = _cursor(rows[0].id), _cursor(rows[-1].id)
        cursors |= {
            "start_cursor": start,
            "end_cursor": end,
            "links": {
                "previous": f"?limit={page.limit}&before={quote(start)}",
                "current": f"?limit={page.limit}",
                "next": f"?limit={page.limit}&after={quote(end)}",
            },
        }
    return cursors


def _cursor(metafield_id: int) -> str:
    return urlsafe_b64encode(f"id:{metafield_id}".encode()).decode()


def _cursor_id(cursor: str) -> int:
    try:
        text = urlsafe_b64decode(cursor).decode("ascii").removeprefix("id:")
    except ValueError:
        text = ""
    if not text.isdigit() or len(text) > 18:
        raise InvalidInput(FieldError("cursor"))
    return int(text)
