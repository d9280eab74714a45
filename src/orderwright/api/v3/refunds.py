"""V3 refunds of orders: quote, make, list, read."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions import refunds as actions
from orderwright.actions.order_changes import By
from orderwright.actions.order_parts import check_order
from orderwright.actions.refunds import Asked
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.v2.order_printing import renderer
from orderwright.api.v3.filters import date_filters
from orderwright.api.v3.refund_printing import print_quote, print_refund
from orderwright.db import refunds
from orderwright.db.unit import Unit
from orderwright.domain.errors import (
    FieldError,
    InData,
    InvalidInput,
    NotFound,
    Unprocessable,
)
from orderwright.domain.payment import Attempt
from orderwright.domain.refund import (
    BY_QUANTITY,
    Adjustment,
    ItemRequest,
    Override,
    RefundRequest,
)
from orderwright.domain.refund_method import PaymentRequest

KEY_DIGITS = 32
ID_DIGITS_MAX = 18

Body = Mapping[str, Any]


async def create_order_refund_quotes(call: Call) -> Answer:
    order_id = call.id("order_id")
    request = _request(call.body())
    gateways = call.services.paying.gateways

    async def work(unit: Unit) -> Answer:
        quoted = await actions.create_order_refund_quotes(
            unit, call.store.id, order_id, request, gateways
        )
        return Answer(201, {"data": print_quote(order_id, quoted), "meta": {}})

    return await call.read(work)


async def create_order_refund(call: Call) -> Answer:
    """The answer is the refund as it was committed; gateways are asked after that."""
    order_id = call.id("order_id")
    paying = call.services.paying
    by = By(call.store, call.token.actor, call.now, renderer(call.store))
    waiting: list[Attempt] = []

    async def work(unit: Unit) -> Answer:
        waiting.clear()
        made, attempts = await actions.create_order_refund(
            unit, by, order_id, asked, paying.gateways
        )
        waiting.extend(attempts)
        return Answer(201, {"data": print_refund(made), "meta": {}})

    try:
        asked = _asked(call)
        answer = await call.write(work)
    except (InvalidInput, Unprocessable) as refusal:
        raise InData(refusal) from refusal
    await actions.give_back(paying, by, waiting)
    return answer


async def get_order_refunds(call: Call) -> Answer:
    order_id = call.id("order_id")

    async def check(unit: Unit) -> None:
        await check_order(unit, call.store.id, order_id)

    await call.read(check)
    return await _list(call, {"order_id": order_id})


async def get_orders_refunds(call: Call) -> Answer:
    return await _list(call, {})


async def get_order_refund(call: Call) -> Answer:
    refund_id = call.id("refund_id")

    async def work(unit: Unit) -> Answer:
        found = await refunds.find(unit, call.store.id, refund_id)
        if found is None:
            raise NotFound("refund", refund_id)
        return Answer(body={"data": print_refund(found, is_one=True), "meta": {}})

    return await call.read(work)


async def _list(call: Call, more: Mapping[str, object]) -> Answer:
    query = call.query()
    page = page_of(query)
    filters: dict[str, object] = {
        **more,
        **{name: query[name] for name in ("order_id:in", "id:in") if name in query},
        **date_filters(query, "created"),
    }
    if "transaction_id" in query:
        text = query["transaction_id"]
        known = text.isascii() and text.isdigit() and len(text) <= ID_DIGITS_MAX
        filters["transaction_id"] = int(text) if known else 0

    async def work(unit: Unit) -> Answer:
        total = await refunds.count_refunds(unit, call.store.id, filters)
        found = await refunds.list_refunds(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        rows = [print_refund(refund) for refund in found]
        return v3_list(rows, total, page, call.query_fields())

    return await call.read(work)


def _asked(call: Call) -> Asked:
    body = call.body()
    request = _request(body)
    if request.items and not body.get("payments"):
        raise InvalidInput(FieldError("payments", "required"))
    payments = [
        PaymentRequest(one["provider_id"], one["amount"], one.get("offline", False))
        for one in body.get("payments", ())
    ]
    key = call.services.randomness.hex(KEY_DIGITS)
    return Asked(request, tuple(payments), body.get("reason", ""), key)


def _request(body: Body) -> RefundRequest:
    """Raises InvalidInput where nothing is asked for."""
    items = body.get("items", ())
    adjustment = body.get("tax_adjustment_amount") or 0
    if not items and not adjustment:
        raise InvalidInput(FieldError("items", "required"))
    return RefundRequest(
        tuple([_item(item, f"items.{at}") for at, item in enumerate(items)]),
        adjustment,
        _override(body.get("merchant_calculated_override")),
    )


def _item(item: Body, path: str) -> ItemRequest:
    needed = "quantity" if item["item_type"] in BY_QUANTITY else "amount"
    if item.get(needed) is None:
        raise InvalidInput(FieldError(needed, "required", path=f"{path}.{needed}"))
    return ItemRequest(
        item["item_type"],
        item["item_id"],
        item.get("quantity") or 0,
        item.get("amount") or 0,
        item.get("reason") or "",
        tuple(
            [
                Adjustment(one["amount"], one.get("description", ""))
                for one in item.get("adjustments", ())
            ]
        ),
    )


def _override(given: Body | None) -> Override | None:
    """A sample of the reference calls the tax `tax_amount`, its schema `total_tax`."""
    if given is None:
        return None
    tax = given.get("total_tax", given.get("tax_amount"))
    if tax is None:
        path = "merchant_calculated_override.total_tax"
        raise InvalidInput(FieldError("total_tax", "required", path=path))
    return Override(given["total_amount"], tax)
