"""V2 banners."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions import banners
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.db import banners as stored
from orderwright.db.unit import Unit
from orderwright.domain.banner import Banner
from orderwright.domain.errors import NotFound

_MOMENTS = ("date_from", "date_to")


async def get_banners(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters: dict[str, object] = {
        name: query[name] for name in ("min_id", "max_id") if name in query
    }

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_banners(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        return v2_list([_print(row) for row in rows])

    return await call.read(work)


async def count_banners(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        return Answer(body={"count": await stored.count_banners(unit, call.store.id)})

    return await call.read(work)


async def get_banner(call: Call) -> Answer:
    banner_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        found = await stored.find_banner(unit, call.store.id, banner_id)
        if found is None:
            raise NotFound("banner", banner_id)
        return Answer(body=_print(found))

    return await call.read(work)


async def create_banner(call: Call) -> Answer:
    banner = Banner(**_fields(call.body()))

    async def work(unit: Unit) -> Answer:
        return Answer(body=_print(await banners.create_banner(unit, call.store, banner, call.now)))

    return await call.write(work)


async def update_banner(call: Call) -> Answer:
    banner_id = call.id("id")
    changes = _fields(call.body())

    async def work(unit: Unit) -> Answer:
        return Answer(
            body=_print(await banners.update_banner(unit, call.store, banner_id, changes))
        )

    return await call.write(work)


async def delete_banner(call: Call) -> Answer:
    banner_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        await banners.delete_banner(unit, call.store, banner_id)
        return Answer(204)

    return await call.write(work)


async def delete_banners(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        await stored.delete_banners(unit, call.store.id)
        return Answer(204)

    return await call.write(work)


def _fields(body: Mapping[str, Any]) -> dict[str, Any]:
    moments = {name: (body[name] or 0) // 1000 for name in _MOMENTS if name in body}
    return {**body, **moments}


def _print(banner: Banner) -> dict[str, Any]:
    return {
        "id": banner.id,
        "name": banner.name,
        "content": banner.content,
        "page": banner.page,
        "item_id": banner.item_id,
        "location": banner.location,
        "date_created": str(banner.date_created // 1000),
        "date_type": banner.date_type,
        "date_from": str(banner.date_from),
        "date_to": str(banner.date_to),
        "visible": banner.visible,
    }
