"""Orders in a terminal, or as JSON."""

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console

from orderwright.api.call import encode
from orderwright.api.v2.order_record_printing import print_order_record, print_own_values
from orderwright.commands.failures import CommandFailed, Exit
from orderwright.commands.local import Local
from orderwright.commands.printing import print_record, print_table
from orderwright.db import access, order_lists, order_records
from orderwright.db.order_lists import OrderFilter
from orderwright.db.unit import Unit
from orderwright.domain.dates import parse_date, print_iso
from orderwright.domain.money import print_4
from orderwright.domain.order import Order
from orderwright.domain.store import Store
from orderwright.settings import Settings

Shown = dict[str, Any]


def filter_of(
    *,
    status: int | None = None,
    customer: int | None = None,
    min_id: int | None = None,
    max_id: int | None = None,
    since: str | None = None,
    until: str | None = None,
    archived: bool = False,
) -> OrderFilter:
    """Which orders the options ask for. Raises CommandFailed."""
    given = {
        "status_id": status,
        "customer_id": customer,
        "min_id": min_id,
        "max_id": max_id,
        "min_date_created": _instant("--since", since),
        "max_date_created": _instant("--until", until),
    }
    values = {name: value for name, value in given.items() if value is not None}
    return OrderFilter({**values, "is_deleted": archived})


def _instant(option: str, given: str | None) -> int | None:
    if given is None:
        return None
    try:
        return parse_date(given)
    except (ValueError, OverflowError):
        raise CommandFailed(Exit.USAGE, f"{option} {given} is no date such as 2026-06-18") from None


def find_store(local: Local, store_hash: str) -> Store:
    """Raises CommandFailed."""
    store = local.read(lambda unit: access.find_store(unit, store_hash))
    if store is None:
        raise CommandFailed(Exit.NOT_FOUND, f"There is no store {store_hash}")
    return store


def address_of(settings: Settings, store: Store) -> str:
    """What the links of the store's orders begin with."""
    origin = settings.public_url or f"http://{settings.host}:{settings.port}"
    return f"{origin}/stores/{store.hash}"


def list_orders(
    settings: Settings,
    store_hash: str,
    wanted: OrderFilter,
    limit: int,
    *,
    newest_first: bool,
    as_json: bool,
) -> Sequence[Shown]:
    """Rows of a table, or with `as_json` orders as V2 prints them. Raises CommandFailed."""
    local = Local(settings)
    store = find_store(local, store_hash)

    async def work(unit: Unit) -> list[Order]:
        found = await order_lists.list_rendered(
            unit, store.id, wanted, descending=newest_first, limit=limit, offset=0
        )
        ids = [order.id for order in found]
        return sorted(
            await order_records.find_orders(unit, store.id, ids),
            key=lambda order: order.id,
            reverse=newest_first,
        )

    orders = local.read(work)
    if as_json:
        address = address_of(settings, store)
        return [
            print_own_values(order, store.profile.status_label(order.status_id), address)
            for order in orders
        ]
    return [_row(order, store) for order in orders]


def _row(order: Order, store: Store) -> Shown:
    billing = order.billing_address
    name = f"{billing.first_name} {billing.last_name}".strip()
    return {
        "number": order.id,
        "created": print_iso(order.date_created)[:16].replace("T", " "),
        "status": store.profile.status_label(order.status_id),
        "customer": name or billing.email or "guest",
        "items": order.items_total,
        "total": f"{_amount(order.total_inc_tax)} {order.default_currency_code}".strip(),
    }


def _amount(amount: int) -> str:
    """As V2 prints it, without the two digits that are almost always 0."""
    return print_4(amount).removesuffix("00")


def show_order(settings: Settings, store_hash: str, number: int, *, as_json: bool) -> None:
    """Print one order. Raises CommandFailed."""
    local = Local(settings)
    store = find_store(local, store_hash)
    found = local.read(lambda unit: order_records.find(unit, store.id, [number]))
    if not found:
        raise CommandFailed(Exit.NOT_FOUND, f"Store {store_hash} has no order {number}")
    (record,) = found
    label = store.profile.status_label(record.whole.order.status_id)
    shown = print_order_record(record, label, address_of(settings, store))
    if as_json:
        printed = json.dumps(json.loads(encode(shown)), indent=2)
        Console(soft_wrap=True).out(printed, highlight=False)
        return
    print_record(_summary(record.whole.order, shown), as_json=False)
    for title, rows in (
        ("Products", [_line(row) for row in shown["products"]]),
        ("Shipping addresses", [_destination(row) for row in shown["shipping_addresses"]]),
        ("Shipments", [_shipment(row) for row in shown["shipments"]]),
    ):
        if rows:
            Console().out(f"\n{title}", highlight=False)
            print_table(rows, as_json=False)


def _summary(order: Order, shown: Shown) -> Shown:
    billing = order.billing_address
    summary = {
        "number": order.id,
        "status": f"{shown['custom_status']}{', archived' if order.is_deleted else ''}",
        "created": shown["date_created"],
        "modified": shown["date_modified"],
        "shipped": shown["date_shipped"],
        "customer": f"{billing.first_name} {billing.last_name} <{billing.email}>",
        "payment": f"{order.payment_method} {order.payment_status}".strip(),
        "source": order.external_source or order.order_source,
        "subtotal": _amount(order.subtotal_inc_tax),
        "shipping": _amount(order.shipping_cost_inc_tax),
        "discount": _amount(order.discount_amount + order.coupon_discount),
        "tax": _amount(order.total_tax),
        "total": f"{_amount(order.total_inc_tax)} {order.default_currency_code}",
        "staff notes": order.staff_notes,
        "message": order.customer_message,
    }
    return {name: value for name, value in summary.items() if value not in (None, "")}


def _line(row: Shown) -> Shown:
    return {
        "id": row["id"],
        "sku": row["sku"],
        "name": row["name"],
        "quantity": row["quantity"],
        "shipped": row["quantity_shipped"],
        "price": row["price_inc_tax"].removesuffix("00"),
        "total": row["total_inc_tax"].removesuffix("00"),
    }


def _destination(row: Shown) -> Shown:
    parts = (row["street_1"], row["street_2"], row["zip"], row["city"], row["state"])
    return {
        "id": row["id"],
        "to": f"{row['first_name']} {row['last_name']}".strip(),
        "address": ", ".join([part for part in (*parts, row["country"]) if part]),
        "method": row["shipping_method"],
        "shipped": f"{row['items_shipped']} of {row['items_total']}",
    }


def _shipment(row: Shown) -> Shown:
    return {
        "id": row["id"],
        "sent": row["date_created"],
        "items": sum(item["quantity"] for item in row["items"]),
        "by": row["shipping_provider_display_name"],
        "tracking": row["tracking_number"],
        "link": row["tracking_link"] or row["generated_tracking_link"],
    }
