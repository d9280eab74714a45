"""The B2B storefront: filling in the record of an order that a company user has placed."""

import pytest

from tests.api.trading import NOT_PERMITTED, ORDERS, Trade
from tests.support.world import World


@pytest.fixture
def trade(world: World) -> Trade:
    return Trade.open(world)


def test_a_record_is_made_by_itself_and_filled_in(trade: Trade) -> None:
    company = trade.company()
    marie = company["customerId"]
    order_id = trade.order(marie, customer_message="Ring the bell")
    now = trade.world.clock.now()
    record = trade.record(order_id)
    assert record == {
        "order_id": order_id,
        "company_id": company["companyId"],
        "user_id": 1,
        "customer_id": marie,
        "po_number": "",
        "reference_number": "",
        "extra_fields": (),
        "extra_info": {},
        "comment": "Ring the bell",
        "created_at": now,
        "updated_at": now,
    }
    trade.world.clock.advance(10_000)
    body = {
        "orderId": order_id,
        "poNumber": "PO-123",
        "referenceNumber": "REF-456",
        "isSaveOrderComment": "1",
        "extraFields": [{"fieldName": "department", "fieldValue": "engineering"}],
        "extraInfo": {"billingAddressId": 12, "shipppingAddressId": 34},
    }
    reply = trade.buy("POST", ORDERS, body, as_=marie)
    assert reply.status == 200, reply
    assert reply.json() == {"code": 200, "message": "SUCCESS", "data": [{"orderId": order_id}]}
    assert trade.record(order_id) == {
        **record,
        "po_number": "PO-123",
        "reference_number": "REF-456",
        "extra_fields": ({"fieldName": "department", "fieldValue": "engineering"},),
        "extra_info": {"billingAddressId": 12, "shipppingAddressId": 34},
        "comment": "",
        "updated_at": now + 10_000,
    }


def test_eleven_seconds_after_an_order_its_record_is_closed(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    order_id = trade.order(marie)
    before = trade.record(order_id)
    trade.world.clock.advance(10_001)
    reply = trade.buy("POST", ORDERS, {"orderId": order_id, "poNumber": "PO-1"}, as_=marie)
    assert (reply.status, reply.json()) == (400, NOT_PERMITTED)
    assert trade.record(order_id) == before
