"""Orders in the B2B management API."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions import company_orders
from orderwright.api.b2b.envelopes import SUCCESS, io, io_list, page_of
from orderwright.api.b2b.io_order_printing import print_order, print_product
from orderwright.api.b2b.order_fields import extra_values
from orderwright.api.b2b.orders import currencies_of, order_id_of
from orderwright.api.b2b.queries import query_of
from orderwright.api.call import Answer, Call
from orderwright.db import company_order_lists, orders
from orderwright.db.company_order_lists import EVERY, OrderView, Wanted
from orderwright.db.unit import Unit
from orderwright.domain.company_order import RecordChange
from orderwright.domain.company_order_dates import YEAR_MS
from orderwright.domain.currency_settings import Currency
from orderwright.domain.errors import NotFound, Unprocessable

SECOND_MS = 1_000
GIVE_SOMETHING = "poNumber or extraFields must be given."
_DATES = {
    "minModified": "min_modified",
    "maxModified": "max_modified",
    "minCreated": "min_created",
    "maxCreated": "max_created",
}
_SORTS = {"createdAt": "created_at", "updatedAt": "updated_at"}


async def get_orders(call: Call) -> Answer:
    """Orders of all customers; where no date is asked for, those of the last year."""
    query = query_of(call)
    limit, offset = page_of(query)
    wanted = Wanted(
        filters=_filters(query, call.now),
        sort=_SORTS[query.get("sortBy", "updatedAt")],
        descending=query.get("orderBy", "DESC") == "DESC",
        limit=limit,
        offset=offset,
    )

    async def work(unit: Unit) -> Answer:
        store_id = call.store.id
        found = await company_order_lists.list_orders(unit, EVERY, store_id, wanted)
        total = await company_order_lists.count_orders(unit, EVERY, store_id, wanted)
        money = await currencies_of(unit, store_id)
        shows_extra = query.get("showExtra", False)
        rows = [print_order(view, call.store, money, shows_extra=shows_extra) for view in found]
        return io_list(rows, total, query)

    return await call.read(work)


async def post_orders(call: Call) -> Answer:
    """Fill in the record of an order that was placed within the last ten seconds."""
    body: dict[str, Any] = call.body()
    order_id, change = body["bcOrderId"], _change(body)

    async def work(unit: Unit) -> Answer:
        await company_orders.create_order_of_customer(
            unit, call.store.id, body["customerId"], order_id, change, call.now
        )
        view, money = await _order(unit, call, order_id)
        return io(print_order(view, call.store, money, shows_extra=True))

    return await call.write(work)


async def get_order(call: Call) -> Answer:
    order_id = order_id_of(call, "bcOrderId")

    async def work(unit: Unit) -> Answer:
        return await _details(unit, call, order_id)

    return await call.read(work)


async def put_order(call: Call) -> Answer:
    order_id = order_id_of(call, "bcOrderId", "company order record")
    body: dict[str, Any] = call.body()
    change = _change(body)
    if change == RecordChange():
        raise Unprocessable(GIVE_SOMETHING)

    async def work(unit: Unit) -> Answer:
        await company_orders.update_order(unit, call.store.id, order_id, change, call.now)
        return _with_message(await _details(unit, call, order_id))

    return await call.write(work)


async def get_order_products(call: Call) -> Answer:
    order_id = order_id_of(call, "bcOrderId", "company order products")

    async def work(unit: Unit) -> Answer:
        whole = await orders.find(unit, call.store.id, order_id)
        if whole is None:
            raise NotFound("company order products", order_id)
        rows = [print_product(whole.order, line) for line in whole.products]
        return _with_message(io(rows))

    return await call.read(work)


async def put_customer_orders(call: Call) -> Answer:
    """Give a company user's company the orders that they placed before they were one."""
    customer_id = order_id_of(call, "customerId", "company buyer")

    async def work(unit: Unit) -> Answer:
        total = await company_orders.assign_customer_orders(
            unit, call.store.id, customer_id, call.now
        )
        return _with_message(io({"total": total}))

    return await call.write(work)


async def put_customer_orders_company(call: Call) -> Answer:
    """Hand all orders of a company user to the company of a customer group."""
    customer_id = order_id_of(call, "customerId", "company buyer or group")
    group_id = call.body()["bcGroupId"]

    async def work(unit: Unit) -> Answer:
        total = await company_orders.reassign_customer_orders(
            unit, call.store.id, customer_id, group_id, call.now
        )
        return _with_message(io({"total": total}))

    return await call.write(work)


async def _details(unit: Unit, call: Call, order_id: int) -> Answer:
    view, money = await _order(unit, call, order_id)
    printed = print_order(view, call.store, money, shows_extra=True)
    no_invoice = {"isInvoiceOrder": 0, "invoiceId": None, "invoiceNumber": None}
    return io([printed | no_invoice | {"invoiceStatus": None}])


async def _order(unit: Unit, call: Call, order_id: int) -> tuple[OrderView, Mapping[str, Currency]]:
    """Raises NotFound."""
    view = await company_order_lists.find_order(unit, EVERY, call.store.id, {"order_id": order_id})
    if view is None:
        raise NotFound("company order", order_id)
    return view, await currencies_of(unit, call.store.id)


def _change(body: Mapping[str, Any]) -> RecordChange:
    return RecordChange(
        po_number=body.get("poNumber"), extra_fields=extra_values(body.get("extraFields"))
    )


def _with_message(answer: Answer) -> Answer:
    """Some operations tell their message beside `meta` as well."""
    answer.body["message"] = SUCCESS
    return answer


def _filters(query: Mapping[str, Any], now: int) -> dict[str, Any]:
    filters: dict[str, Any] = {"is_deleted": query.get("isArchived") == 1}
    for name, filter_name in _DATES.items():
        if name in query:
            rest = SECOND_MS - 1 if name.startswith("max") else 0
            filters[filter_name] = query[name] * SECOND_MS + rest
    if "companyId" in query:
        filters["company_id"] = query["companyId"]
    if "bcOrderId" in query:
        filters["order_id"] = query["bcOrderId"]
    elif not filters.keys() & set(_DATES.values()):
        filters["min_modified"] = now - YEAR_MS
    if "channelIds[]" in query:
        filters["channel_ids"] = query["channelIds[]"]
    return filters
