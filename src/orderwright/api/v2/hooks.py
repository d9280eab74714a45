"""The older form of hooks: the same ones, bare, as published clients still ask for them."""

from orderwright.actions import hooks
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.api.v3.hooks import create, own, print_hook, read_fields, update
from orderwright.db import hooks as stored
from orderwright.db.unit import Unit


async def get_webhooks(call: Call) -> Answer:
    query, filters = call.query(), own(call)
    page = page_of(query)
    filters |= {
        name: query[name] for name in ("is_active", "scope", "destination") if name in query
    }

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_hooks(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        return v2_list([print_hook(call, row) for row in rows])

    return await call.read(work)


async def get_webhook(call: Call) -> Answer:
    hook_id = call.id("webhook_id")

    async def work(unit: Unit) -> Answer:
        found = await hooks.get_hook(unit, call.store, call.token, hook_id)
        return Answer(body=print_hook(call, found))

    return await call.read(work)


async def create_webhooks(call: Call) -> Answer:
    fields = read_fields(call)

    async def work(unit: Unit) -> Answer:
        return Answer(201, print_hook(call, await create(call, unit, fields)))

    return await call.write(work)


async def update_webhook(call: Call) -> Answer:
    hook_id, fields = call.id("webhook_id"), read_fields(call)

    async def work(unit: Unit) -> Answer:
        return Answer(body=print_hook(call, await update(call, unit, hook_id, fields)))

    return await call.write(work)


async def delete_webhook(call: Call) -> Answer:
    hook_id = call.id("webhook_id")

    async def work(unit: Unit) -> Answer:
        deleted = await hooks.delete_hook(unit, call.store, call.token, hook_id)
        return Answer(body=print_hook(call, deleted))

    return await call.write(work)
