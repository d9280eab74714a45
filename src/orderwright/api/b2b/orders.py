"""The B2B storefront's orders."""

from typing import Any

from orderwright.actions import company_orders
from orderwright.api.b2b.envelopes import storefront
from orderwright.api.b2b.order_fields import extra_values
from orderwright.api.call import Answer, Call
from orderwright.db.unit import Unit
from orderwright.domain.company import Buyer
from orderwright.domain.company_order import RecordChange
from orderwright.domain.errors import InvalidInput, WrongOrderInput


async def post_orders(call: Call) -> Answer:
    """Fill in the record of an order that was placed within the last ten seconds."""
    body = body_of(call)
    change = RecordChange(
        po_number=body.get("poNumber"),
        reference_number=body.get("referenceNumber"),
        extra_fields=extra_values(body.get("extraFields")),
        extra_info=body.get("extraInfo"),
        is_comment_saved=body.get("isSaveOrderComment"),
    )
    order_id, buyer = body["orderId"], buyer_of(call)

    async def work(unit: Unit) -> Answer:
        await company_orders.create_order(unit, call.store.id, buyer, order_id, change, call.now)
        return storefront([{"orderId": order_id}])

    return await call.write(work)


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
