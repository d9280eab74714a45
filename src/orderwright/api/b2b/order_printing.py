"""How the B2B storefront prints orders: its own members beside those of the V2 order."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.api.v2.order_printing import (
    print_order,
    print_product,
    print_shipping_address,
)
from orderwright.api.v2.shipments import print_shipment
from orderwright.db.company_order_lists import OrderView
from orderwright.db.ordered_products import OrderedProduct
from orderwright.domain.company_order import CompanyOrder, record_id
from orderwright.domain.currency_settings import Currency, known_currency
from orderwright.domain.money import to_number
from orderwright.domain.order import Order, OrderProduct, WholeOrder
from orderwright.domain.order_status import ORDER_STATUSES
from orderwright.domain.shipment import Shipment
from orderwright.domain.store import Store

Json = dict[str, Any]
SECOND_MS = 1_000
LEGACY_FIELDS: Json = dict.fromkeys(
    (
        *(f"extraInt{n}" for n in range(1, 6)),
        *(f"extraStr{n}" for n in range(1, 6)),
        "extraText",
    )
)
"""Extra fields of older stores, null in newer ones."""

OPTION_NAMES = {
    "optionId": "option_id",
    "productOptionId": "product_option_id",
    "orderProductId": "order_product_id",
    "displayName": "display_name",
    "displayNameCustomer": "display_name_customer",
    "displayNameMerchant": "display_name_merchant",
    "displayValue": "display_value",
    "displayValueCustomer": "display_value_customer",
    "displayValueMerchant": "display_value_merchant",
    "displayStyle": "display_style",
}
"""What the B2B APIs call the members of a line's options."""

LINKED = ("fees", "consignments")
LISTED_LINKS = ("shipping_addresses", "coupons")
EMPTY_TEXTS = ("staff_notes", "customer_message", "cart_id", "external_source")


def print_listed(
    view: OrderView, store: Store, currencies: Mapping[str, Currency], *, with_extra: bool
) -> Json:
    """An order in the list."""
    record = record_of(view)
    printed = {
        "orderId": view.order_id,
        "companyName": view.company_name,
        "createdAt": str(view.date_created // SECOND_MS),
        "updatedAt": str(view.updated_at // SECOND_MS),
        "isInvoiceOrder": 0,
        "orderStatus": ORDER_STATUSES[view.status_id].name,
        "customOrderStatus": store.profile.status_label(view.status_id),
        "statusCode": view.status_id,
        "totalIncTax": to_number(view.total_inc_tax),
        "currencyCode": view.currency_code,
        "money": print_money(view.currency_code, currencies),
        "firstName": view.first_name,
        "lastName": view.last_name,
        "poNumber": record.po_number,
        "referenceNumber": record.reference_number,
        "channelName": view.channel_name,
    }
    return printed | print_extra(record) if with_extra else printed


def print_details(
    view: OrderView,
    whole: WholeOrder,
    shipments: Sequence[Shipment],
    store: Store,
    currencies: Mapping[str, Currency],
) -> Json:
    """The V2 order with its parts in the place of their links, and what the record adds."""
    order, record = whole.order, record_of(view)
    printed = print_order(order, store.profile.status_label(order.status_id))
    printed |= {name: printed[name] or "" for name in EMPTY_TEXTS}
    provider = order.payment_provider_id
    printed |= {
        "id": order.id,
        "payment_provider_id": int(provider) if provider and provider.isdigit() else None,
        "customer_message": _message(whole.order, record),
        **{name: _link(order.id, name) for name in LINKED},
        **{name: [_link(order.id, name)] for name in LISTED_LINKS},
        "products": [_print_product(line) for line in whole.products],
        "billing_address": _print_billing(printed["billing_address"]),
        "shippingAddress": [
            address | {"cost_exc_tax": address["cost_ex_tax"]}
            for address in map(print_shipping_address, whole.addresses)
        ],
        "shipments": [_print_shipment(shipment) for shipment in shipments] or False,
    }
    return (
        printed
        | {
            "poNumber": record.po_number,
            "referenceNumber": record.reference_number,
            "money": print_money(order.currency_code, currencies),
            "isInvoiceOrder": 0,
            "canReturn": False,
            "channelName": view.channel_name,
            "createdEmail": view.email,
            "firstName": view.first_name,
            "lastName": view.last_name,
            "updatedAt": str(view.updated_at // SECOND_MS),
        }
        | print_extra(record)
    )


def print_simple_product(line: OrderProduct) -> Json:
    """A line as the list of an order's products has it."""
    return {
        "productId": str(line.product_id),
        "quantity": line.quantity,
        "variantId": str(line.variant_id),
        "optionList": print_options(line),
    }


def print_ordered(product: OrderedProduct, image_url: str) -> Json:
    """A product with all orders that it stands in."""
    newest = product.lines[0]
    return {
        "orderProductId": str(newest.line.id),
        "productName": newest.line.name,
        "sku": newest.line.sku,
        "productId": str(product.product_id),
        "variantId": str(product.variant_id),
        "lastOrdered": str(newest.ordered_at // SECOND_MS),
        "optionList": print_product(newest.line)["product_options"],
        "optionSelections": print_options(newest.line),
        "orderedTimes": str(product.times),
        "lastOrderedItems": str(newest.line.quantity),
        "productBrandName": newest.line.brand,
        "ordersInfo": [
            {
                "order_id": record_id(each.line.order_id),
                "quantity": each.line.quantity,
                "ordered_at": each.ordered_at // SECOND_MS,
                "bc_order_id": each.line.order_id,
            }
            for each in product.lines
        ],
        "imageUrl": image_url,
    }


def print_options(line: OrderProduct) -> list[Json]:
    return [
        {
            "optionId": option["product_option_id"],
            "optionValue": str(option["value"]),
            "type": option["type"],
        }
        for option in line.product_options
    ]


def print_money(code: str, currencies: Mapping[str, Currency]) -> Json:
    """How amounts of a currency are written."""
    currency = currencies.get(code) or known_currency(code)
    return {
        "currency_location": currency.token_location,
        "currency_token": currency.token,
        "decimal_token": currency.decimal_token,
        "decimal_places": currency.decimal_places,
        "thousands_token": currency.thousands_token,
    }


def print_extra(record: CompanyOrder) -> Json:
    """Extra fields of old and new, and the addresses that were chosen."""
    return LEGACY_FIELDS | {
        "extraInfo": print_info(record),
        "extraFields": list(record.extra_fields),
    }


def print_info(record: CompanyOrder) -> list[Json]:
    """What a client sent as `extraInfo`, under the misspelt name of its key and the right one."""
    info = dict(record.extra_info)
    if not info:
        return []
    misspelt = info.get("shipppingAddressId")
    if misspelt is not None:
        info.setdefault("shippingAddressId", misspelt)
    return [info]


def record_of(view: OrderView) -> CompanyOrder:
    """The order's record, or an empty one."""
    return view.record or CompanyOrder(order_id=view.order_id)


def _message(order: Order, record: CompanyOrder) -> str:
    """The order's comment, if it is saved, and the purchase order number in a line of its own."""
    comment = order.customer_message if record.is_comment_saved else ""
    return "\n".join([text for text in (comment, record.po_number) if text])


def _link(order_id: int, name: str) -> Json:
    resource = f"/orders/{order_id}/{name}"
    return {"url": f"\x01/v2{resource}", "resource": resource}


def _print_billing(address: Json) -> Json:
    """A billing address, whose names the reference spells in two ways."""
    return address | {
        "firstName": address["first_name"],
        "lastName": address["last_name"],
        "street1": address["street_1"],
        "street2": address["street_2"],
    }


def _print_product(line: OrderProduct) -> Json:
    printed = print_product(line)
    del printed["gift_certificate_id"]
    return printed | {
        "product_options": [
            {**option, **{name: option[of] for name, of in OPTION_NAMES.items()}}
            for option in printed["product_options"]
        ],
        "product_id": str(line.product_id),
        "variant_id": str(line.variant_id),
        "event_date": line.event_date or "",
        "optionList": print_options(line),
    }


def _print_shipment(shipment: Shipment) -> Json:
    """A V2 shipment; its items are called by the order's lines."""
    printed = print_shipment(shipment)
    items = [
        {
            "id": item["order_product_id"],
            "product_id": str(item["product_id"]),
            "quantity": item["quantity"],
        }
        for item in printed["items"]
    ]
    billing = printed["billing_address"]
    billing["country_iso_2"] = billing.pop("country_iso2")
    del printed["shipping_provider"]
    return printed | {"items": items}
