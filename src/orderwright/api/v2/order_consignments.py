"""The consignments of an order: where each of its lines goes; and its fees."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from orderwright.actions.order_parts import check_order
from orderwright.api.call import Answer, Call
from orderwright.api.v2.order_printing import print_address, print_product
from orderwright.db import orders as stored
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.money import print_4, to_number
from orderwright.domain.order import OrderAddress, OrderFee, OrderPickup, OrderProduct, WholeOrder

Json = dict[str, Any]
PrintLines = Callable[[Iterable[OrderProduct]], list[Json]]

LINE_ITEMS = "consignments.line_items"
GIFT_CERTIFICATE = "giftcertificate"


async def get_order_consignments(call: Call) -> Answer:
    order_id = call.id("order_id")
    print_lines = print_products if LINE_ITEMS in call.query().get("include", ()) else link_products

    async def work(unit: Unit) -> Answer:
        whole = await stored.find(unit, call.store.id, order_id)
        if whole is None:
            raise NotFound("order", order_id)
        return Answer(body=print_consignments(whole, print_lines), linked=True)

    return await call.read(work)


async def get_order_fees(call: Call) -> Answer:
    order_id = call.id("order_id")

    async def work(unit: Unit) -> Answer:
        fees = await stored.list_fees(unit, call.store.id, order_id)
        if not fees:
            await check_order(unit, call.store.id, order_id)
        return Answer(body={"fees": [print_fee(fee) for fee in fees]})

    return await call.read(work)


def print_consignments(whole: WholeOrder, print_lines: PrintLines) -> Json:
    """All consignments by kind; digital lines go to the address that the order is billed to."""
    email = whole.order.billing_address.email
    downloads = [line for line in whole.products if line.is_digital and not _is_certificate(line)]
    certificates = [line for line in whole.products if _is_certificate(line)]
    carried = [line for line in whole.products if not line.is_digital]
    return {
        "pickups": [_print_pickup(one, carried, print_lines) for one in whole.pickups],
        "shipping": [_print_shipping(one, carried, print_lines) for one in whole.addresses],
        "downloads": _by_email(email, downloads, print_lines),
        "email": {"gift_certificates": _by_email(email, certificates, print_lines)},
    }


def print_products(lines: Iterable[OrderProduct]) -> list[Json]:
    """The lines as `/products` shows them."""
    return [print_product(line) for line in lines]


def link_products(lines: Iterable[OrderProduct]) -> list[Json]:
    """Where each line is found."""
    return [_link(f"/orders/{line.order_id}/products/{line.id}") for line in lines]


def print_fee(fee: OrderFee) -> Json:
    """One fee of an order."""
    return {
        "id": fee.id,
        "type": fee.type,
        "display_name_customer": fee.display_name_customer,
        "display_name_merchant": fee.display_name_merchant,
        "source": fee.source,
        "base_cost": print_4(fee.base_cost),
        "cost_ex_tax": print_4(fee.cost_ex_tax),
        "cost_inc_tax": print_4(fee.cost_inc_tax),
        "cost_tax": print_4(fee.cost_tax),
        "tax_class_id": fee.tax_class_id,
    }


def _print_pickup(
    pickup: OrderPickup, lines: Iterable[OrderProduct], print_lines: PrintLines
) -> Json:
    own = [line for line in lines if line.order_pickup_method_id == pickup.id]
    return {
        "id": pickup.id,
        "pickup_method_id": pickup.pickup_method_id,
        "pickup_method_display_name": pickup.pickup_method_display_name,
        "collection_instructions": pickup.collection_instructions,
        "collection_time_description": pickup.collection_time_description,
        "location": {"id": pickup.location_id, **pickup.location},
        "line_items": print_lines(own),
    }


def _print_shipping(
    address: OrderAddress, lines: Iterable[OrderProduct], print_lines: PrintLines
) -> Json:
    own = [line for line in lines if line.order_address_id == address.id]
    quotes = f"/orders/{address.order_id}/consignments/shipping/{address.id}/shipping_quotes"
    return {
        "id": address.id,
        **print_address(address),
        "shipping_method": address.shipping_method,
        "line_items": print_lines(own),
        "items_total": address.items_total,
        "items_shipped": address.items_shipped,
        "base_cost": to_number(address.base_cost),
        "cost_ex_tax": to_number(address.cost_ex_tax),
        "cost_inc_tax": to_number(address.cost_inc_tax),
        "cost_tax": to_number(address.cost_tax),
        "cost_tax_class_id": address.cost_tax_class_id,
        "base_handling_cost": to_number(address.base_handling_cost),
        "handling_cost_ex_tax": to_number(address.handling_cost_ex_tax),
        "handling_cost_inc_tax": to_number(address.handling_cost_inc_tax),
        "handling_cost_tax": to_number(address.handling_cost_tax),
        "handling_cost_tax_class_id": address.handling_cost_tax_class_id,
        "shipping_zone_id": address.shipping_zone_id,
        "shipping_zone_name": address.shipping_zone_name,
        "shipping_quotes": _link(quotes),
    }


def _by_email(email: str, lines: Sequence[OrderProduct], print_lines: PrintLines) -> list[Json]:
    """One consignment for each recipient, in the order of the lines."""
    recipients: dict[str, list[OrderProduct]] = {}
    for line in lines:
        recipients.setdefault(line.recipient_email or email, []).append(line)
    return [
        {"recipient_email": recipient, "line_items": print_lines(own)}
        for recipient, own in recipients.items()
    ]


def _is_certificate(line: OrderProduct) -> bool:
    return line.type == GIFT_CERTIFICATE


def _link(resource: str) -> Json:
    return {"url": f"\x01/v2{resource}", "resource": resource}
