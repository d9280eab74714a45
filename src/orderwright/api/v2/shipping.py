"""V2 shipping zones and methods."""

from orderwright.actions import shipping
from orderwright.api.call import Answer, Call
from orderwright.api.paging import v2_list
from orderwright.api.v2.shipping_wire import method_fields, print_method, print_zone, zone_fields
from orderwright.db import shipping as stored
from orderwright.db.unit import Unit
from orderwright.domain.shipping_settings import ShippingZone


async def get_zones(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        zones = await stored.list_zones(unit, call.store.id)
        return v2_list([print_zone(zone) for zone in zones])

    return await call.read(work)


async def create_zone(call: Call) -> Answer:
    zone = ShippingZone(**zone_fields(call.body()))

    async def work(unit: Unit) -> Answer:
        return Answer(201, print_zone(await shipping.create_zone(unit, call.store, zone)))

    return await call.write(work)


async def get_zone(call: Call) -> Answer:
    zone_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        return Answer(body=print_zone(await shipping.get_zone(unit, call.store, zone_id)))

    return await call.read(work)


async def update_zone(call: Call) -> Answer:
    zone_id = call.id("id")
    changes = zone_fields(call.body())

    async def work(unit: Unit) -> Answer:
        changed = await shipping.update_zone(unit, call.store, zone_id, changes)
        return Answer(body=print_zone(changed))

    return await call.write(work)


async def delete_zone(call: Call) -> Answer:
    zone_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        await shipping.delete_zone(unit, call.store, zone_id)
        return Answer(204)

    return await call.write(work)


async def get_methods(call: Call) -> Answer:
    zone_id = call.id("zone_id")

    async def work(unit: Unit) -> Answer:
        await shipping.get_zone(unit, call.store, zone_id)
        methods = await stored.list_methods(unit, call.store.id, zone_id)
        return v2_list([print_method(method) for method in methods])

    return await call.read(work)


async def create_method(call: Call) -> Answer:
    zone_id = call.id("zone_id")
    body = call.body()
    fields = method_fields(body, body["type"])

    async def work(unit: Unit) -> Answer:
        made = await shipping.create_method(unit, call.store, zone_id, fields)
        return Answer(body=print_method(made))

    return await call.write(work)


async def get_method(call: Call) -> Answer:
    zone_id, method_id = call.id("zone_id"), call.id("method_id")

    async def work(unit: Unit) -> Answer:
        found = await shipping.get_method(unit, call.store, zone_id, method_id)
        return Answer(body=print_method(found))

    return await call.read(work)


async def update_method(call: Call) -> Answer:
    zone_id, method_id = call.id("zone_id"), call.id("method_id")
    body = call.body()

    async def work(unit: Unit) -> Answer:
        known = await shipping.get_method(unit, call.store, zone_id, method_id)
        changes = method_fields(body, body.get("type", known.type))
        changed = await shipping.update_method(unit, call.store, zone_id, method_id, changes)
        return Answer(body=print_method(changed))

    return await call.write(work)


async def delete_method(call: Call) -> Answer:
    zone_id, method_id = call.id("zone_id"), call.id("method_id")

    async def work(unit: Unit) -> Answer:
        await shipping.delete_method(unit, call.store, zone_id, method_id)
        return Answer(204)

    return await call.write(work)
