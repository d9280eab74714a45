"""How the B2B management API prints orders and their lines."""

from collections.abc import Mapping
from typing import Any

from orderwright.api.b2b.order_printing import (
    OPTION_NAMES,
    print_extra,
    print_money,
    record_of,
)
from orderwright.api.v2.order_printing import print_product as print_v2_product
from orderwright.db.company_order_lists import OrderView
from orderwright.domain.company_order import record_id
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.currency_settings import ONE, Currency
from orderwright.domain.money import convert, divide_half_up, round_to_unit, to_number
from orderwright.domain.order import Order, OrderProduct
from orderwright.domain.order_status import ORDER_STATUSES
from orderwright.domain.store import Store

Json = dict[str, Any]
SECOND_MS = 1_000
USD = "USD"
_MONEY = {
    "currencyLocation": "currency_location",
    "currencyToken": "currency_token",
    "decimalToken": "decimal_token",
    "decimalPlaces": "decimal_places",
    "thousandsToken": "thousands_token",
}
_OPTION = {**OPTION_NAMES, "id": "id", "type": "type", "name": "name"}


def print_order(
    view: OrderView, store: Store, currencies: Mapping[str, Currency], *, shows_extra: bool
) -> Json:
    """An order of any customer; without a cart or a rate to US dollars it has no such member."""
    record = record_of(view)
    money = print_money(view.currency_code, currencies)
    printed: Json = {
        "id": record_id(view.order_id),
        "bcOrderId": view.order_id,
        "totalIncTax": to_number(view.total_inc_tax),
        "poNumber": record.po_number,
        "status": ORDER_STATUSES[view.status_id].name,
        "customStatus": store.profile.status_label(view.status_id),
        "items": view.items_total,
        "companyId": record.company_id,
        "currencyCode": view.currency_code,
        "money": [{name: money[of] for name, of in _MONEY.items()}],
        "statusCode": view.status_id,
        "isArchived": view.is_deleted,
        "channelId": view.channel_id,
        "channelName": view.channel_name,
        "createdAt": view.date_created // SECOND_MS,
        "updatedAt": view.updated_at // SECOND_MS,
    }
    if view.cart_id is not None:
        printed["cartId"] = view.cart_id
    in_usd = _in_usd(view, currencies)
    if in_usd is not None:
        printed["usdIncTax"] = to_number(in_usd)
    if shows_extra:
        printed |= print_extra(record)
    return printed


def print_product(order: Order, line: OrderProduct) -> Json:
    """A line without its prices."""
    options = print_v2_product(line)["product_options"]
    return {
        "id": line.id,
        "productId": line.product_id,
        "createdAt": order.date_created // SECOND_MS,
        "updatedAt": order.date_modified // SECOND_MS,
        "productName": line.name,
        "variantSku": line.sku,
        "variantId": line.variant_id,
        "productBrandName": line.brand,
        "quantity": line.quantity,
        "options": [_print_option(option) for option in options],
    }


def _print_option(option: Mapping[str, Any]) -> Json:
    """The value is the number of what was chosen, or the text that was written."""
    value = str(option["value"])
    is_number = value.isascii() and value.isdigit()
    printed: Json = {name: option[of] for name, of in _OPTION.items()}
    return printed | {"value": int(value) if is_number else value}


def _in_usd(view: OrderView, currencies: Mapping[str, Currency]) -> int | None:
    """The total in US dollars, by way of the store's own currency and the rates it has."""
    if view.currency_code == USD:
        return view.total_inc_tax
    own = next((each for each in currencies.values() if each.is_default), None)
    if own is None or not view.exchange_rate:
        return None
    rate = ONE if own.currency_code == USD else None
    if rate is None and USD in currencies:
        rate = currencies[USD].exchange_rate
    if rate is None:
        return None
    total = divide_half_up(view.total_inc_tax * ONE, view.exchange_rate)
    return round_to_unit(convert(total, rate), minor_unit_of(USD))
