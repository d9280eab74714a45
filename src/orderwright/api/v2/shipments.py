"""V2 shipments of an order."""

from typing import Any

from orderwright.actions import shipments
from orderwright.actions.order_parts import check_order
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.api.v2.order_printing import print_address
from orderwright.api.v2.orders import by_of
from orderwright.db import shipments as stored
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_rfc2822
from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.money import print_4
from orderwright.domain.order import Address
from orderwright.domain.shipment import Shipment
from orderwright.domain.tracking import generated_link, provider_name

Json = dict[str, Any]


async def get_order_shipments(call: Call) -> Answer:
    order_id, page = call.id("order_id"), page_of(call.query())

    async def work(unit: Unit) -> Answer:
        await check_order(unit, call.store.id, order_id)
        rows = await stored.list_page(unit, call.store.id, order_id, page.limit, page.offset)
        return v2_list([print_shipment(row) for row in rows])

    return await call.read(work)


async def get_order_shipment(call: Call) -> Answer:
    order_id, shipment_id = call.id("order_id"), call.id("shipment_id")

    async def work(unit: Unit) -> Answer:
        found = await shipments.get_shipment(unit, call.store.id, order_id, shipment_id)
        return Answer(body=print_shipment(found))

    return await call.read(work)


async def create_order_shipments(call: Call) -> Answer:
    order_id, fields = call.id("order_id"), call.body()
    items = fields.pop("items")
    if not items:
        raise InvalidInput(FieldError("items", "required"))
    wanted = [(item["order_product_id"], item["quantity"]) for item in items]

    async def work(unit: Unit) -> Answer:
        made = await shipments.create_shipment(unit, by_of(call), order_id, fields, wanted)
        return Answer(201, print_shipment(made))

    return await call.write(work)


async def update_order_shipment(call: Call) -> Answer:
    order_id, shipment_id, fields = call.id("order_id"), call.id("shipment_id"), call.body()

    async def work(unit: Unit) -> Answer:
        changed = await shipments.update_shipment(unit, by_of(call), order_id, shipment_id, fields)
        return Answer(body=print_shipment(changed))

    return await call.write(work)


async def delete_order_shipment(call: Call) -> Answer:
    order_id, shipment_id = call.id("order_id"), call.id("shipment_id")

    async def work(unit: Unit) -> Answer:
        await shipments.delete_shipment(unit, by_of(call), order_id, shipment_id)
        return Answer(204)

    return await call.write(work)


async def delete_order_shipments(call: Call) -> Answer:
    order_id = call.id("order_id")

    async def work(unit: Unit) -> Answer:
        await shipments.delete_shipments(unit, by_of(call), order_id)
        return Answer(204)

    return await call.write(work)


def print_shipment(shipment: Shipment) -> Json:
    """The 17 members in the recorded order (behaviour 1.5)."""
    return {
        "id": shipment.id,
        "order_id": shipment.order_id,
        "customer_id": shipment.customer_id,
        "order_address_id": shipment.order_address_id,
        "date_created": print_rfc2822(shipment.date_created),
        "tracking_number": shipment.tracking_number,
        "merchant_shipping_cost": print_4(shipment.merchant_shipping_cost),
        "shipping_method": shipment.shipping_method,
        "comments": shipment.comments,
        "shipping_provider": shipment.shipping_provider,
        "tracking_carrier": shipment.tracking_carrier,
        "tracking_link": shipment.tracking_link,
        "billing_address": _print_address(shipment.billing_address),
        "shipping_address": _print_address(shipment.shipping_address),
        "items": [
            {
                "order_product_id": item.order_product_id,
                "product_id": item.product_id,
                "quantity": item.quantity,
            }
            for item in shipment.items
        ],
        "generated_tracking_link": generated_link(
            shipment.tracking_number,
            shipment.shipping_provider,
            shipment.tracking_carrier,
            shipment.tracking_link,
        ),
        "shipping_provider_display_name": provider_name(shipment.shipping_provider),
    }


def _print_address(address: Address) -> Json:
    shown = print_address(address)
    del shown["form_fields"]
    return shown
