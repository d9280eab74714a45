"""The B2B storefront's orders."""

from collections.abc import Sequence
from typing import Any

from orderwright.actions import company_orders
from orderwright.api.b2b.envelopes import storefront
from orderwright.api.b2b.order_fields import extra_values
from orderwright.api.b2b.order_printing import (
    print_details,
    print_listed,
    print_ordered,
    print_simple_product,
)
from orderwright.api.b2b.queries import dates_of, query_of
from orderwright.api.call import Answer, Call
from orderwright.db import (
    company_order_lists,
    currencies,
    ordered_products,
    orders,
    product_parts,
    shipments,
)
from orderwright.db.company_order_lists import OF_COMPANIES, OrderView, Wanted
from orderwright.db.listing import like_pattern
from orderwright.db.unit import Unit
from orderwright.domain.company import GET_ORDER_DETAIL, GET_ORDERS, Buyer, visible
from orderwright.domain.company_order import RecordChange
from orderwright.domain.currency_settings import Currency
from orderwright.domain.errors import InvalidInput, NotFound, WrongOrderInput
from orderwright.domain.order_status import ORDER_STATUSES

LIMIT = 10
_STATUS_IDS = {status.name.lower(): int(status.id) for status in ORDER_STATUSES}
_SORTS = {"createdAt": "created_at", "totalIncTax": "total_inc_tax"}
NO_STATUS = -1


async def post_orders(call: Call) -> Answer:
    """Fill in the record of an order that was placed within the last ten seconds."""
    body = body_of(call)
    change = RecordChange(
        po_number=body.get("poNumber"),
        reference_number=body.get("referenceNumber"),
        extra_fields=extra_values(body.get("extraFields")),
        extra_info=body.get("extraInfo"),
        is_comment_saved=body.get("isSaveOrderComment") is not False,
    )
    order_id, buyer = body["orderId"], buyer_of(call)

    async def work(unit: Unit) -> Answer:
        await company_orders.create_order(unit, call.store.id, buyer, order_id, change, call.now)
        return storefront([{"orderId": order_id}])

    return await call.write(work)


async def get_orders(call: Call) -> Answer:
    query = _query(call)
    buyer = buyer_of(call)
    scope = visible(buyer, GET_ORDERS, others=query.get("isShowMy") == 1)
    wanted = Wanted(
        filters={**scope, **_filters(query), **_dates(query, call)},
        sort=_SORTS[query.get("orderBy", "createdAt")],
        descending=query.get("sortBy", "DESC") == "DESC",
        limit=query.get("limit", LIMIT),
        offset=query.get("offset", 0),
    )
    with_extra = query.get("includeExtra", 0) == 0

    async def work(unit: Unit) -> Answer:
        store_id = call.store.id
        found = await company_order_lists.list_orders(unit, OF_COMPANIES, store_id, wanted)
        total = await company_order_lists.count_orders(unit, OF_COMPANIES, store_id, wanted)
        money = await currencies_of(unit, store_id)
        rows = [print_listed(view, call.store, money, with_extra=with_extra) for view in found]
        return _page(rows, total, wanted.limit, wanted.offset)

    return await call.read(work)


async def get_order_images(call: Call) -> Answer:
    order_ids = _query(call)["orderIds[]"]
    scope = visible(buyer_of(call), GET_ORDERS, others=True)
    wanted = Wanted(
        {**scope, "order_ids": order_ids}, descending=False, limit=max(1, len(order_ids))
    )

    async def work(unit: Unit) -> Answer:
        store_id = call.store.id
        found = await company_order_lists.list_orders(unit, OF_COMPANIES, store_id, wanted)
        shown: dict[tuple[int, str], None] = {}
        for view in found:
            lines = await orders.list_products(unit, store_id, view.order_id)
            images = await images_of(unit, store_id, [line.product_id for line in lines])
            shown |= {(view.order_id, url): None for url in images.values()}
        return storefront([{"orderId": each, "imageUrl": url} for each, url in shown])

    return await call.read(work)


async def get_order_products(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        view = await _visible_order(unit, call, GET_ORDERS)
        lines = await orders.list_products(unit, call.store.id, view.order_id)
        return storefront([print_simple_product(line) for line in lines])

    return await call.read(work)


async def get_order_details(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        view = await _visible_order(unit, call, GET_ORDER_DETAIL)
        whole = await orders.find(unit, call.store.id, view.order_id)
        assert whole is not None
        sent = await shipments.list_all(unit, call.store.id, view.order_id)
        money = await currencies_of(unit, call.store.id)
        answer = storefront(print_details(view, whole, sent, call.store, money))
        answer.linked = True
        return answer

    return await call.read(work)


async def get_ordered_products(call: Call) -> Answer:
    """What the buyer has ordered themselves."""
    query = _query(call)
    scope = visible(buyer_of(call), GET_ORDERS, others=False)
    wanted: dict[str, Any] = {**scope, **_dates(query, call)}
    for name, filter_name in (
        ("minOrderedTimes", "min_times"),
        ("maxOrderedTimes", "max_times"),
        ("productID", "product_id"),
    ):
        if name in query:
            wanted[filter_name] = query[name]
    if "q" in query:
        wanted["search"] = like_pattern(query["q"])
    limit, offset = query.get("limit", LIMIT), query.get("offset", 0)

    async def work(unit: Unit) -> Answer:
        store_id = call.store.id
        found = await ordered_products.list_products(
            unit, store_id, wanted, limit=limit, offset=offset
        )
        total = await ordered_products.count_products(unit, store_id, wanted)
        images = await images_of(unit, store_id, [each.product_id for each in found])
        rows = [print_ordered(each, images.get(each.product_id, "")) for each in found]
        return _page(rows, total, limit, offset)

    return await call.read(work)


def buyer_of(call: Call) -> Buyer:
    """Who calls; the edge has looked them up."""
    assert call.buyer is not None
    return call.buyer


def body_of(call: Call) -> dict[str, Any]:
    """The body. Raises WrongOrderInput."""
    try:
        body: dict[str, Any] = call.body()
    except InvalidInput as error:
        raise WrongOrderInput(*error.errors) from None
    return body


async def currencies_of(unit: Unit, store_id: int) -> dict[str, Currency]:
    """The store's currencies by code."""
    found = await currencies.list_currencies(unit, store_id)
    return {currency.currency_code: currency for currency in found}


async def images_of(unit: Unit, store_id: int, product_ids: Sequence[int]) -> dict[int, str]:
    """The address of each product's thumbnail, or of its first image."""
    ids = sorted(set(product_ids) - {0})
    if not ids:
        return {}
    urls: dict[int, str] = {}
    for product_id, parts in (
        await product_parts.of_products(unit, store_id, "image", ids)
    ).items():
        details = [part.details for part in parts]
        shown = next((one for one in details if one.get("is_thumbnail")), details[0])
        url = str(shown.get("url_standard") or shown.get("image_url") or "")
        if url:
            urls[product_id] = url
    return urls


async def _visible_order(unit: Unit, call: Call, permission: str) -> OrderView:
    """Raises NotFound for an order that the buyer may not see."""
    order_id = order_id_of(call, "orderId")
    scope = visible(buyer_of(call), permission, others=True)
    view = await company_order_lists.find_order(
        unit, OF_COMPANIES, call.store.id, {**scope, "order_id": order_id}
    )
    if view is None:
        raise NotFound("company order", order_id)
    return view


def order_id_of(call: Call, name: str, resource: str = "company order") -> int:
    """The order's number in the path. Raises NotFound where it can be none."""
    try:
        return call.id(name)
    except NotFound as error:
        raise NotFound(resource, error.identifier) from None


def _query(call: Call) -> dict[str, Any]:
    try:
        return query_of(call)
    except InvalidInput as error:
        raise WrongOrderInput(*error.errors) from None


def _dates(query: dict[str, Any], call: Call) -> dict[str, Any]:
    try:
        return dates_of(query, call)
    except InvalidInput as error:
        raise WrongOrderInput(*error.errors) from None


def _filters(query: dict[str, Any]) -> dict[str, Any]:
    filters: dict[str, Any] = {"is_deleted": query.get("isArchived") == 1}
    if "status[]" in query:
        names = [name.lower() for name in query["status[]"]]
        filters["status_ids"] = [_STATUS_IDS.get(name, NO_STATUS) for name in names]
    if "orderNumber" in query:
        filters["order_id"] = query["orderNumber"]
    if "poNumber" in query:
        filters["po_number"] = query["poNumber"]
    if "companyName" in query:
        filters["company_name"] = like_pattern(query["companyName"])
    if "q" in query:
        filters["search"] = like_pattern(query["q"])
    return filters


def _page(rows: Sequence[Any], total: int, limit: int, offset: int) -> Answer:
    page = {"totalCount": total, "offset": offset, "limit": limit}
    return storefront({"list": rows, "paginator": page, "pagination": page})
