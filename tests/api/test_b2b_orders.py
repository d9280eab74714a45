"""The B2B storefront: filling in the record of an order that a company user has placed."""

from typing import Any

import pytest

from tests.api.ordering import lines, live_order, run
from tests.api.trading import NOT_PERMITTED, ORDERS, Trade
from tests.support.client import Request
from tests.support.world import World

UNKNOWN = 999_999
VALUES = [{"fieldName": "department", "fieldValue": "engineering"}]
MISSING = "Cost centre is a required extra field"


@pytest.fixture
def trade(world: World) -> Trade:
    return Trade.open(world)


def record_of(trade: Trade, order_id: int) -> dict[str, Any]:
    record = trade.record(order_id)
    assert record is not None
    return record


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
        "is_comment_saved": True,
        "created_at": now,
        "updated_at": now,
    }
    trade.world.clock.advance(10_000)
    body = {
        "orderId": order_id,
        "poNumber": "PO-123",
        "referenceNumber": "REF-456",
        "isSaveOrderComment": "1",
        "extraFields": VALUES,
        "extraInfo": {"billingAddressId": 12, "shipppingAddressId": 34},
    }
    reply = trade.buy("POST", ORDERS, body, as_=marie)
    assert reply.status == 200, reply
    assert reply.json() == {"code": 200, "message": "SUCCESS", "data": [{"orderId": order_id}]}
    assert trade.record(order_id) == {
        **record,
        "po_number": "PO-123",
        "reference_number": "REF-456",
        "extra_fields": tuple(VALUES),
        "extra_info": {"billingAddressId": 12, "shipppingAddressId": 34},
        "is_comment_saved": False,
        "updated_at": now + 10_000,
    }


def test_it_may_be_repeated_and_what_is_not_given_stays(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    order_id = trade.order(marie)
    first = {"orderId": order_id, "poNumber": "PO-1", "referenceNumber": "R", "extraFields": VALUES}
    for body in (first, {"orderId": order_id, "poNumber": "PO-2"}, {"orderId": str(order_id)}):
        assert trade.buy("POST", ORDERS, body, as_=marie).status == 200
        trade.world.clock.advance(1_000)
    record = record_of(trade, order_id)
    assert (record["po_number"], record["reference_number"]) == ("PO-2", "R")
    assert record["extra_fields"] == tuple(VALUES)


def refusals(trade: Trade) -> dict[str, tuple[int, int]]:
    """Who asks for which order in vain: customer and order."""
    company = trade.company()
    marie, company_id = company["customerId"], company["companyId"]
    pierre = trade.user(company_id, "pierre@greatbuys.example")
    junior = trade.user(company_id, "irene@greatbuys.example", role=2)
    other = trade.company(companyName="Other", adminEmail="other@example.com")["customerId"]
    body = {"email": "ada@example.com", "first_name": "Ada", "last_name": "L"}
    ada = trade.world.post("/v3/customers", [body]).json()["data"][0]["id"]
    return {
        "unknown": (marie, UNKNOWN),
        "a colleague's": (marie, trade.order(pierre)),
        "another company's": (marie, trade.order(other)),
        "a guest's": (marie, trade.order(0)),
        "without permission": (junior, trade.order(junior)),
        "no company user": (ada, trade.order(ada)),
    }


def test_refusals_tell_the_code_and_change_nothing(trade: Trade) -> None:
    for what, (customer_id, order_id) in refusals(trade).items():
        before = trade.record(order_id)
        body = {"orderId": order_id, "poNumber": "PO-1", "extraFields": VALUES}
        reply = trade.buy("POST", ORDERS, body, as_=customer_id)
        assert (what, reply.status, reply.json()) == (what, 400, NOT_PERMITTED)
        assert (what, trade.record(order_id)) == (what, before)


def test_eleven_seconds_after_an_order_its_record_is_closed(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    order_id = trade.order(marie)
    before = trade.record(order_id)
    trade.world.clock.advance(10_001)
    reply = trade.buy("POST", ORDERS, {"orderId": order_id, "poNumber": "PO-1"}, as_=marie)
    assert (reply.status, reply.json()) == (400, NOT_PERMITTED)
    assert trade.record(order_id) == before


def test_the_ten_seconds_never_count_from_a_given_date(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    old = trade.order(marie, date_created="Tue, 20 Nov 2012 00:00:00 +0000")
    future = trade.order(marie, date_created="Tue, 20 Nov 2035 00:00:00 +0000")
    for order_id in (old, future):
        assert trade.buy("POST", ORDERS, {"orderId": order_id}, as_=marie).status == 200
    trade.world.clock.advance(10_001)
    for order_id in (old, future):
        assert trade.buy("POST", ORDERS, {"orderId": order_id}, as_=marie).status == 400


def test_an_imported_order_has_a_record_and_ten_seconds_from_its_import(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    result = run(trade.world, "import", "-", stdin=lines(live_order(customer_id=marie)))
    assert result.exit_code == 0, result.output
    record = record_of(trade, 5000)
    assert record["customer_id"] == marie
    clock = trade.world.clock
    clock.freeze(record["created_at"] + 10_000)  # the command has the machine's own clock
    assert trade.buy("POST", ORDERS, {"orderId": 5000}, as_=marie).status == 200
    clock.advance(1)
    assert trade.buy("POST", ORDERS, {"orderId": 5000}, as_=marie).status == 400


def test_incomplete_orders_and_those_of_checkouts_have_a_record_too(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    assert trade.record(trade.order(marie, status_id=0)) is not None
    product = {"name": "Atlas", "type": "digital", "weight": 0, "price": 10}
    made = trade.world.post("/v3/catalog/products", product).json()["data"]
    line = {"product_id": made["id"], "quantity": 1}
    body = {"customer_id": marie, "line_items": [line]}
    cart = trade.world.post("/v3/carts", body).json()["data"]
    path = f"/v3/checkouts/{cart['id']}"
    address = {
        "first_name": "Marie", "last_name": "Curie", "email": "marie@greatbuys.example",
        "address1": "1 Main St", "city": "Austin", "state_or_province": "Texas",
        "state_or_province_code": "TX", "postal_code": "78701", "country_code": "US",
    }  # fmt: skip
    assert trade.world.post(f"{path}/billing-address", address).status == 200
    order_id = trade.world.post(f"{path}/orders").json()["data"]["id"]
    assert record_of(trade, order_id)["customer_id"] == marie


def test_orders_of_others_have_no_record(trade: Trade) -> None:
    trade.company()
    assert trade.record(trade.order(0)) is None


def test_the_comment_is_saved_by_0_and_not_by_1(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    order_id = trade.order(marie, customer_message="Ring")
    for given, saved in (
        ("1", False), ("0", True), (1, False), (0, True), (True, False), (False, True),
        ("true", False), ("false", True), ("1", False), (None, True),
    ):  # fmt: skip
        body = {"orderId": order_id, "isSaveOrderComment": given}
        assert trade.buy("POST", ORDERS, body, as_=marie).status == 200
        assert (given, record_of(trade, order_id)["is_comment_saved"]) == (given, saved)
        details = trade.buy("GET", f"{ORDERS}/{order_id}/details", as_=marie).json()["data"]
        assert details["customer_message"] == ("Ring" if saved else "")
    trade.buy("POST", ORDERS, {"orderId": order_id, "isSaveOrderComment": "1"}, as_=marie)
    trade.buy("POST", ORDERS, {"orderId": order_id}, as_=marie)
    assert record_of(trade, order_id)["is_comment_saved"] is True


def test_extra_fields_come_in_three_shapes(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    order_id = trade.order(marie)
    for given, kept in (
        (VALUES, VALUES),
        ({}, VALUES),
        ({"extraFields": [{"fieldName": "a", "fieldValue": 3}]}, [{"fieldName": "a",
                                                                  "fieldValue": "3"}]),
        ([], []),
    ):  # fmt: skip
        body = {"orderId": order_id, "extraFields": given}
        assert trade.buy("POST", ORDERS, body, as_=marie).status == 200, given
        assert record_of(trade, order_id)["extra_fields"] == tuple(kept)


def test_extra_fields_are_checked_by_their_definitions(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    fields = "/x/extra_fields"
    required = {"owner": "order", "field_name": "Cost centre", "is_required": True}
    kinds: list[dict[str, Any]] = [
        {**required, "maximum_length": 3},
        {"owner": "order", "field_name": "Lines", "field_type": 1, "number_of_rows": 2},
        {"owner": "order", "field_name": "Pieces", "field_type": 2, "maximum_value": 10},
        {"owner": "order", "field_name": "Trade", "field_type": 3, "list_of_values": ["A", "B"]},
        {"owner": "order", "field_name": "Job", "is_unique": True},
    ]
    for kind in kinds:
        assert trade.world.post(fields, kind).status == 201
    order_id, later = trade.order(marie), trade.order(marie)

    def fill_in(order: int, **values: Any) -> tuple[int, str]:
        given = [{"fieldName": n.replace("_", " "), "fieldValue": v} for n, v in values.items()]
        body = {"orderId": order, "poNumber": "PO", "extraFields": given}
        reply = trade.buy("POST", ORDERS, body, as_=marie)
        return reply.status, reply.json()["message"]

    for wrong, message in (
        ({}, MISSING),
        ({"Cost_centre": ""}, MISSING),
        ({"Cost_centre": "1234"}, "Cost centre does not take this value"),
        ({"Cost_centre": "1", "Lines": "a\nb\nc"}, "Lines does not take this value"),
        ({"Cost_centre": "1", "Pieces": "11"}, "Pieces does not take this value"),
        ({"Cost_centre": "1", "Pieces": "many"}, "Pieces does not take this value"),
        ({"Cost_centre": "1", "Trade": "C"}, "Trade does not take this value"),
    ):
        assert fill_in(order_id, **wrong) == (422, message)
        assert record_of(trade, order_id)["po_number"] == ""
    right = {"Cost_centre": "1", "Lines": "a\nb", "Pieces": 10, "Trade": "B", "Job": "J1"}
    assert fill_in(order_id, **right) == (200, "SUCCESS")
    assert fill_in(order_id, **right) == (200, "SUCCESS")
    assert fill_in(later, **right) == (422, "Job does not take this value")
    assert fill_in(later, **{**right, "Job": "J2"}) == (200, "SUCCESS")
    reply = trade.buy("POST", ORDERS, {"orderId": order_id}, as_=marie)
    assert reply.status == 200, "what is required is there already"


WRONG: list[Any] = [
    {},
    {"orderId": None},
    {"orderId": "x"},
    {"orderId": 0},
    {"orderId": [1]},
    {"orderId": 1, "poNumber": "x" * 256},
    {"orderId": 1, "poNumber": {"a": 1}},
    {"orderId": 1, "isSaveOrderComment": "2"},
    {"orderId": 1, "isSaveOrderComment": []},
    {"orderId": 1, "extraFields": "x"},
    {"orderId": 1, "extraFields": [{"fieldName": "a"}]},
    {"orderId": 1, "extraFields": [{"fieldName": "a", "fieldValue": "\x00"}]},
    {"orderId": 1, "extraInfo": [1]},
    {"orderId": 1, "extraInfo": {"a": "x" * 70_000}},
    [],
]


def test_a_wrong_body_is_refused_with_the_code_of_orders(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    for body in WRONG:
        reply = trade.buy("POST", ORDERS, body, as_=marie)
        answer = reply.json()
        told = (reply.status, answer["code"], answer["message"])
        assert (body, *told) == (body, 400, 40013, "Bad Request Error")
        assert answer["data"], body


def test_one_key_fills_in_once(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    order_id = trade.order(marie)
    token = trade.log_in(marie)
    headers = {"authtoken": token, "idempotency-key": "k"}
    body = {"orderId": order_id, "poNumber": "PO-1"}
    replies = [trade.world.client.post(ORDERS, body, headers=headers) for _ in range(2)]
    assert [reply.status for reply in replies] == [200, 200]
    assert replies[1].headers["idempotent-replayed"] == "true"
    other = trade.world.client.post(ORDERS, {**body, "poNumber": "PO-2"}, headers=headers)
    assert (other.status, other.json()["code"]) == (422, 422)
    assert record_of(trade, order_id)["po_number"] == "PO-1"


def test_of_two_at_once_both_succeed_and_one_is_kept_whole(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    order_id = trade.order(marie)
    headers = {"authtoken": trade.log_in(marie)}
    bodies = [
        {"orderId": order_id, "poNumber": name, "referenceNumber": name} for name in ("A", "B")
    ]
    replies = trade.world.client.together(
        [Request("POST", ORDERS, body, headers=headers) for body in bodies]
    )
    assert [reply.status for reply in replies] == [200, 200]
    record = record_of(trade, order_id)
    assert record["po_number"] == record["reference_number"]
    assert record["po_number"] in ("A", "B")


def test_who_becomes_a_company_user_at_once_may_still_fill_in(trade: Trade) -> None:
    company_id = trade.company()["companyId"]
    body = {"email": "ada@example.com", "first_name": "Ada", "last_name": "L"}
    ada = trade.world.post("/v3/customers", [body]).json()["data"][0]["id"]
    order_id = trade.order(ada)
    assert trade.record(order_id) is None
    assert trade.user(company_id, "ada@example.com") == ada
    assert trade.buy("POST", ORDERS, {"orderId": order_id, "poNumber": "P"}, as_=ada).status == 200
    assert record_of(trade, order_id)["po_number"] == "P"


def test_a_company_that_is_not_approved_fills_in_nothing(trade: Trade) -> None:
    company = trade.company()
    order_id = trade.order(company["customerId"])
    path = f"/companies/{company['companyId']}/status"
    trade.data("PUT", path, {"companyStatus": 3})
    reply = trade.buy("POST", ORDERS, {"orderId": order_id}, as_=company["customerId"])
    assert (reply.status, reply.json()) == (400, NOT_PERMITTED)
