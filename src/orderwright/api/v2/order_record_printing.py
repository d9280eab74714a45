"""A whole order as one JSON object.

It is what V2 prints of an order, with the lists of its sub-resources where the order itself has
links, and with `taxes`, `shipments` and `messages` beside them.
"""

from typing import Any

from orderwright.api.call import NUMBER_MARK, ORIGIN_MARK, decode, encode_linked
from orderwright.api.v2.order_consignments import link_products, print_consignments, print_fee
from orderwright.api.v2.order_messages import print_message
from orderwright.api.v2.order_printing import print_product, print_shipping_address, render_order
from orderwright.api.v2.order_taxes import print_coupon, print_tax
from orderwright.api.v2.shipments import print_shipment
from orderwright.domain.order import Order
from orderwright.domain.order_record import OrderRecord

Json = dict[str, Any]


def print_order_record(record: OrderRecord, custom_status: str, address: str) -> Json:
    """An order with all its parts; links begin with the store's `address`."""
    whole = record.whole
    parts = {
        "fees": [print_fee(fee) for fee in whole.fees],
        "consignments": print_consignments(whole, link_products),
        "products": [print_product(line) for line in whole.products],
        "shipping_addresses": [print_shipping_address(one) for one in whole.addresses],
        "coupons": [print_coupon(coupon) for coupon in record.coupons],
        "taxes": [print_tax(tax, is_detailed=True) for tax in whole.taxes],
        "shipments": [print_shipment(shipment) for shipment in record.shipments],
        "messages": [print_message(message) for message in record.messages],
    }
    located = encode_linked(parts).replace(ORIGIN_MARK, address.encode())
    shown: Json = print_own_values(whole.order, custom_status, address) | decode(located)
    return shown


def print_own_values(order: Order, custom_status: str, address: str) -> Json:
    """The order alone, with links to its parts."""
    rendered = render_order(order, custom_status)
    located = rendered.replace(ORIGIN_MARK, address.encode())
    shown: Json = decode(located.replace(NUMBER_MARK, b"%d" % order.id))
    return shown
