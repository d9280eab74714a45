"""Metafields of V3 resources whose ids are numbers: orders, customers, channels and the catalogue.

A resource differs from another in its name, in who may see it, and in how the reference wraps a
single metafield, which `wrap_read` and `wrap_write` do.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orderwright.actions import metafields
from orderwright.actions.metafields import Batch, Exists, Kept
from orderwright.api.call import Answer, Call
from orderwright.api.errors import STATUS_CODES
from orderwright.api.paging import Page, page_meta, page_of
from orderwright.api.schema import Kind
from orderwright.api.v3.cursors import cursor_id, print_cursors
from orderwright.api.v3.filters import date_filters, read_batch
from orderwright.api.v3.numbered_metafield_schemas import (
    BATCH_MAX,
    METAFIELD_ID,
    METAFIELDS_POST,
    METAFIELDS_PUT,
)
from orderwright.db import metafields as stored
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso_z
from orderwright.domain.metafield import Metafield

BATCH_FAILED = "Bulk operation has failed"
_AS_GIVEN = ("key", "key:in", "namespace", "namespace:in", "resource_id:in")

Wrap = Callable[[dict[str, Any]], Any]


def whole(shown: dict[str, Any]) -> dict[str, Any]:
    """`{"data": {…}, "meta": {}}`."""
    return {"data": shown, "meta": {}}


def listed(shown: dict[str, Any]) -> dict[str, Any]:
    """`{"data": [{…}], "meta": {…}}`: a batch of one."""
    return {"data": [shown], "meta": _batch_meta([shown["id"]])}


def bare(shown: dict[str, Any]) -> dict[str, Any]:
    """The metafield itself."""
    return shown


@dataclass(frozen=True, slots=True)
class NumberedMetafields:
    """The handlers of one kind of resource; `owner` and `one` name parameters of the path.

    Where `counted`, what a batch has written is counted, and no page.
    """

    resource_type: str
    exists: Exists
    owner: str
    one: str
    wrap_read: Wrap = whole
    wrap_write: Wrap = whole
    counted: bool = False
    batch_put: Kind = METAFIELDS_PUT
    print_date: Callable[[int], str] = print_iso_z

    async def list_of_one(self, call: Call) -> Answer:
        return await self._list(call, {"resource_id": str(call.id(self.owner))})

    async def list_all(self, call: Call) -> Answer:
        return await self._list(call, {})

    async def create(self, call: Call) -> Answer:
        body, owner = call.body(), str(call.id(self.owner))

        async def work(unit: Unit) -> Answer:
            made = await metafields.create(unit, self._kept(call), owner, body)
            return Answer(body=self.wrap_write(self._print(made)))

        return await call.write(work)

    async def get(self, call: Call) -> Answer:
        metafield_id, owner = call.id(self.one), str(call.id(self.owner))
        query = call.query() if call.route.query is not None else {}
        fields, without = query.get("include_fields", ()), query.get("exclude_fields", ())

        async def work(unit: Unit) -> Answer:
            found = await metafields.read(unit, self._kept(call), metafield_id, owner)
            return Answer(body=self.wrap_read(_chosen(self._print(found), fields, without)))

        return await call.read(work)

    async def update(self, call: Call) -> Answer:
        body, metafield_id, owner = call.body(), call.id(self.one), str(call.id(self.owner))

        async def work(unit: Unit) -> Answer:
            changed = await metafields.update(unit, self._kept(call), metafield_id, body, owner)
            return Answer(body=self.wrap_write(self._print(changed)))

        return await call.write(work)

    async def delete(self, call: Call) -> Answer:
        metafield_id, owner = call.id(self.one), str(call.id(self.owner))

        async def work(unit: Unit) -> Answer:
            await metafields.delete(unit, self._kept(call), metafield_id, owner)
            return Answer(204)

        return await call.write(work)

    async def create_many(self, call: Call) -> Answer:
        bodies = [
            {**body, "resource_id": str(body["resource_id"])}
            for body in read_batch(call, METAFIELDS_POST, BATCH_MAX)
        ]

        async def work(unit: Unit) -> Answer:
            batch = await metafields.create_many(unit, self._kept(call), bodies)
            return self._written(batch)

        return await call.write(work)

    async def update_many(self, call: Call) -> Answer:
        bodies = [
            {**body, "id": str(body["id"])} for body in read_batch(call, self.batch_put, BATCH_MAX)
        ]

        async def work(unit: Unit) -> Answer:
            batch = await metafields.update_many(unit, self._kept(call), bodies)
            return self._written(batch)

        return await call.write(work)

    async def delete_many(self, call: Call) -> Answer:
        ids = read_batch(call, METAFIELD_ID, BATCH_MAX)

        async def work(unit: Unit) -> Answer:
            batch = await metafields.delete_many(unit, self._kept(call), ids)
            return _answer(batch, [each.id for each in batch.done], _counts(batch))

        return await call.write(work)

    def _kept(self, call: Call) -> Kept:
        return Kept(
            call.store.id,
            self.resource_type,
            call.token.client_id,
            call.now,
            self.exists,
        )

    def _print(self, metafield: Metafield) -> dict[str, Any]:
        return {
            "id": metafield.id,
            "permission_set": metafield.permission_set,
            "namespace": metafield.namespace,
            "key": metafield.key,
            "value": metafield.value,
            "description": metafield.description,
            "resource_type": metafield.resource_type,
            "resource_id": int(metafield.resource_id),
            "date_created": self.print_date(metafield.date_created),
            "date_modified": self.print_date(metafield.date_modified),
            "owner_client_id": metafield.owner_client_id,
        }

    def _written(self, batch: Batch) -> Answer:
        """What a batch has written; how much where some of it failed, or where it is counted."""
        ids = [each.id for each in batch.done]
        meta = _counts(batch) if batch.failed or self.counted else _batch_meta(ids)
        return _answer(batch, [self._print(each) for each in batch.done], meta)

    async def _list(self, call: Call, more: Mapping[str, object]) -> Answer:
        query = call.query()
        page = page_of(query)
        wanted: dict[str, object] = {
            "resource_type": self.resource_type,
            "visible_to": call.token.client_id,
            **more,
            **{name: query[name] for name in _AS_GIVEN if name in query},
            **date_filters(query, "date_created", "date_modified"),
        }
        around: dict[str, object] = {
            name: cursor_id(query[name]) for name in ("before", "after") if name in query
        }
        backwards = "before" in around
        descending = query.get("direction") == "desc" or backwards
        fields, without = query.get("include_fields", ()), query.get("exclude_fields", ())

        async def work(unit: Unit) -> Answer:
            total = await stored.count_metafields(unit, call.store.id, wanted)
            rows = await stored.list_metafields(
                unit,
                call.store.id,
                {**wanted, **around},
                limit=page.limit,
                offset=0 if around else page.offset,
                descending=descending,
            )
            rows = rows[::-1] if backwards else rows
            given = call.query_fields()
            meta = page_meta(len(rows), total, page, given)
            ids = [row.id for row in rows]
            meta["cursor_pagination"] = print_cursors(ids, page, total, given)
            data = [_chosen(self._print(row), fields, without) for row in rows]
            return Answer(body={"data": data, "meta": meta})

        return await call.read(work)


def _answer(batch: Batch, shown: list[Any], meta: dict[str, Any]) -> Answer:
    if not batch.failed:
        return Answer(body={"data": shown, "meta": meta})
    error = {
        "status": 422,
        "title": BATCH_FAILED,
        "type": STATUS_CODES,
        "errors": dict(batch.failed),
    }
    return Answer(422, {"data": shown, "errors": [error], "meta": meta})


def _batch_meta(ids: Sequence[int]) -> dict[str, Any]:
    """A batch is one page."""
    meta = page_meta(len(ids), len(ids), Page())
    return meta | {"cursor_pagination": print_cursors(ids, Page(), len(ids), {})}


def _counts(batch: Batch) -> dict[str, Any]:
    done, failed = len(batch.done), len(batch.failed)
    return {"total": done + failed, "success": done, "failed": failed}


def _chosen(
    printed: dict[str, Any], fields: Collection[str], without: Collection[str] = ()
) -> dict[str, Any]:
    return {
        name: value
        for name, value in printed.items()
        if name == "id" or ((not fields or name in fields) and name not in without)
    }
