"""What buyers see of their orders: lists, details, products, images, ordered products."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.api.trading import ORDERS, Trade
from tests.support.world import World

DAY_MS = 24 * 60 * 60 * 1000
NOT_FOUND = {
    "code": 404,
    "message": "Not Found Error",
    "data": {"errMsg": "Order Does not Exist"},
}


@dataclass(slots=True)
class Company:
    """Three colleagues with an order each, and a buyer of another company."""

    trade: Trade
    marie: int
    pierre: int
    irene: int
    stranger: int
    orders: dict[int, int]

    def list(self, query: str = "", as_: int = 0) -> list[int]:
        """The numbers that a list holds."""
        reply = self.trade.buy("GET", f"{ORDERS}{query}", as_=as_ or self.marie)
        assert reply.status == 200, reply
        return [row["orderId"] for row in reply.json()["data"]["list"]]


@pytest.fixture
def company(world: World) -> Company:
    trade = Trade.open(world)
    made = trade.company()
    company_id, marie = made["companyId"], made["customerId"]
    pierre = trade.user(company_id, "pierre@greatbuys.example")
    irene = trade.user(company_id, "irene@greatbuys.example", role=2)
    other = trade.company(companyName="Other", adminEmail="other@example.com")
    everyone = (marie, pierre, irene, other["customerId"])
    orders = {each: trade.order(each) for each in everyone}
    return Company(trade, *everyone, orders)


def test_one_sees_ones_own_orders_or_by_ones_role_the_companys(company: Company) -> None:
    marie, pierre, irene, stranger = company.orders.values()
    assert company.list() == [marie]
    assert company.list("?isShowMy=0") == [marie]
    assert company.list("?isShowMy=1") == [irene, pierre, marie]
    assert company.list("?isShowMy=1", as_=company.pierre) == [irene, pierre, marie]
    assert company.list("?isShowMy=1", as_=company.irene) == [irene]
    assert company.list("?isShowMy=1", as_=company.stranger) == [stranger]


def test_a_role_of_the_stores_own_sees_as_far_as_its_permissions(company: Company) -> None:
    trade = company.trade
    marie, pierre, irene, _ = company.orders.values()
    sights: tuple[tuple[dict[str, int], list[int]], ...] = (
        ({"get_orders": 2}, [irene, pierre, marie]),
        ({"get_orders": 1}, [irene]),
        ({}, []),
    )
    user = trade.data("GET", f"/users/customer/{company.irene}")
    for number, (permissions, seen) in enumerate(sights):
        levels = [{"code": code, "permissionLevel": n} for code, n in permissions.items()]
        role = trade.data(
            "POST", "/companies/roles", {"name": f"Role {number}", "permissions": levels}
        )
        trade.data("PUT", f"/users/{user['id']}", {"companyRoleId": role["id"]})
        assert company.list("?isShowMy=1", as_=company.irene) == seen
        details = trade.buy("GET", f"{ORDERS}/{irene}/details", as_=company.irene)
        assert (details.status, details.json()) == (404, NOT_FOUND)


def test_every_filter_of_the_list(company: Company) -> None:
    trade, marie = company.trade, company.marie
    first = company.orders[marie]
    second = trade.order(marie, status_id=11, products=[{"name": "A", "quantity": 3,
                         "price_ex_tax": 100, "price_inc_tax": 105.5}])  # fmt: skip
    trade.buy("POST", ORDERS, {"orderId": second, "poNumber": "PO-77%"}, as_=marie)
    newest_first = [second, first]
    for query, found in (
        ("", newest_first),
        ("?sortBy=ASC", [first, second]),
        ("?orderBy=totalIncTax", newest_first),
        ("?orderBy=totalIncTax&sortBy=ASC", [first, second]),
        ("?limit=1", [second]),
        ("?limit=1&offset=1", [first]),
        ("?offset=2", []),
        (f"?orderNumber={first}", [first]),
        ("?poNumber=PO-77%25", [second]),
        ("?poNumber=PO", []),
        ("?companyName=reat+b", newest_first),
        ("?companyName=Other", []),
        ("?status[]=Pending", [first]),
        ("?status[]=awaiting fulfillment", [second]),
        ("?status[]=Pending&status[]=Awaiting Fulfillment", newest_first),
        ("?status[]=Nonsense", []),
        (f"?q={second}", [second]),
        ("?q=o-77%25", [second]),
        ("?q=fulfil", [second]),
        ("?q=316.5", [second]),
        ("?q=_", []),
        ("?beginDateAt=06/18/2026", newest_first),
        ("?beginDateAt=06/19/2026", []),
        ("?endDateAt=06/18/2026", newest_first),
        ("?endDateAt=06/17/2026", []),
        ("?beginDateAt=2026-06-18T00:00:00Z&endDateAt=2026-06-19", newest_first),
        ("?something=else", newest_first),
    ):
        assert (query, company.list(query)) == (query, found)
    wrong = ("limit=0", "limit=251", "offset=-1", "isShowMy=2", "orderBy=x", "sortBy=asc",
             "beginDateAt=13/45/2026", "orderNumber=x", "includeExtra=yes")  # fmt: skip
    for query in wrong:
        reply = trade.buy("GET", f"{ORDERS}?{query}", as_=marie)
        assert (query, reply.status, reply.json()["code"]) == (query, 400, 40013)


def test_a_list_holds_the_last_thirty_days_unless_asked_for_others(company: Company) -> None:
    old = company.trade.order(company.marie, date_created="Tue, 20 Nov 2012 00:00:00 +0000")
    assert company.list() == [company.orders[company.marie]]
    assert company.list("?beginDateAt=11/20/2012&endDateAt=11/20/2012") == [old]
    company.trade.world.clock.advance(31 * DAY_MS)
    company.trade.tokens.clear()
    assert company.list() == []


def test_archived_orders_are_absent_unless_asked_for(company: Company) -> None:
    trade, order_id = company.trade, company.orders[company.marie]
    assert trade.world.delete(f"/v2/orders/{order_id}").status == 204
    assert company.list("?isShowMy=1") == [
        company.orders[company.irene],
        company.orders[company.pierre],
    ]
    assert company.list("?isArchived=1") == [order_id]
    managed = trade.data("GET", "/orders")
    assert order_id not in [row["bcOrderId"] for row in managed]
    [archived] = trade.data("GET", "/orders?isArchived=1")
    assert (archived["bcOrderId"], archived["isArchived"]) == (order_id, True)


def test_a_row_of_the_list(company: Company) -> None:
    trade, marie = company.trade, company.marie
    order_id = company.orders[marie]
    body = {
        "orderId": order_id,
        "poNumber": "PO-1",
        "referenceNumber": "R-1",
        "extraFields": [{"fieldName": "a", "fieldValue": "b"}],
        "extraInfo": {"billingAddressId": 1, "shipppingAddressId": 2},
    }
    trade.world.clock.advance(2_000)
    assert trade.buy("POST", ORDERS, body, as_=marie).status == 200
    answer = trade.buy("GET", ORDERS, as_=marie).json()
    page = {"totalCount": 1, "offset": 0, "limit": 10}
    assert (answer["code"], answer["message"]) == (200, "SUCCESS")
    assert (answer["data"]["paginator"], answer["data"]["pagination"]) == (page, page)
    [row] = answer["data"]["list"]
    legacy = {
        key: value for key, value in row.items() if key.startswith(("extraI", "extraS", "extraT"))
    }
    assert legacy.pop("extraInfo") == [
        {"billingAddressId": 1, "shipppingAddressId": 2, "shippingAddressId": 2}
    ]
    assert legacy == dict.fromkeys(
        [*(f"extra{kind}{n}" for kind in ("Int", "Str") for n in range(1, 6)), "extraText"]
    )
    shown = {key: value for key, value in row.items() if key not in (*legacy, "extraInfo")}
    assert shown == {
        "orderId": order_id,
        "companyName": "Great Buys",
        "createdAt": "1781792589",
        "updatedAt": "1781792591",
        "isInvoiceOrder": 0,
        "orderStatus": "Pending",
        "customOrderStatus": "Pending",
        "statusCode": 1,
        "totalIncTax": 10,
        "currencyCode": "USD",
        "money": {
            "currency_location": "left",
            "currency_token": "$",
            "decimal_token": ".",
            "decimal_places": 2,
            "thousands_token": ",",
        },
        "firstName": "Marie",
        "lastName": "Curie",
        "poNumber": "PO-1",
        "referenceNumber": "R-1",
        "channelName": "Store demo",
        "extraFields": [{"fieldName": "a", "fieldValue": "b"}],
    }
    [bare] = trade.buy("GET", f"{ORDERS}?includeExtra=1", as_=marie).json()["data"]["list"]
    assert bare.keys() == shown.keys() - {"extraFields"}


def test_details_are_those_of_the_v2_order(company: Company) -> None:
    trade, marie = company.trade, company.marie
    order_id = trade.order(marie, customer_message="Ring", staff_notes="VIP")
    trade.buy("POST", ORDERS, {"orderId": order_id, "poNumber": "PO-1"}, as_=marie)
    v2 = trade.world.get(f"/v2/orders/{order_id}").json()
    path = f"{ORDERS}/{order_id}/details"
    details = trade.buy("GET", path, as_=marie).json()["data"]
    own = {"customer_message", "products", "shipping_addresses", "coupons", "billing_address",
           "external_source", "cart_id"}  # fmt: skip
    assert {k: v for k, v in v2.items() if k not in own} == {
        k: v for k, v in details.items() if k in v2 and k not in own
    }
    assert details["customer_message"] == "Ring\nPO-1"
    assert details["billing_address"].items() >= v2["billing_address"].items()
    assert details["shipping_addresses"] == [v2["shipping_addresses"]]
    [line] = details["products"]
    [v2_line] = trade.world.get(f"/v2/orders/{order_id}/products").json()
    assert (line["id"], line["product_id"], line["name"]) == (v2_line["id"], "0", "Vase")
    assert line["total_inc_tax"] == v2_line["total_inc_tax"] == "10.0000"
    [address] = trade.world.get(f"/v2/orders/{order_id}/shipping_addresses").json()
    assert details["shippingAddress"] == [address | {"cost_exc_tax": address["cost_ex_tax"]}]
    assert (details["shipments"], details["canReturn"]) == (False, False)
    assert (details["poNumber"], details["createdEmail"]) == ("PO-1", "marie@greatbuys.example")
    for as_ in (company.irene, company.stranger):
        for part in ("details", "products"):
            reply = trade.buy("GET", f"{ORDERS}/{order_id}/{part}", as_=as_)
            assert (reply.status, reply.json()) == (404, NOT_FOUND)
    assert trade.buy("GET", path, as_=company.pierre).status == 200
    assert trade.buy("GET", f"{ORDERS}/x/details", as_=marie).json() == NOT_FOUND


def add_product(trade: Trade, name: str, url: str = "") -> int:
    body = {"name": name, "sku": name.upper(), "type": "physical", "weight": 1, "price": 10}
    made: int = trade.world.post("/v3/catalog/products", body).json()["data"]["id"]
    if url:
        image = {"image_url": url, "is_thumbnail": True}
        assert trade.world.post(f"/v3/catalog/products/{made}/images", image).status == 200
    return made


def test_images_of_the_orders_that_one_may_see(company: Company) -> None:
    trade, marie = company.trade, company.marie
    url = "https://cdn.example.com/mug.jpg"
    mug, plain = add_product(trade, "Mug", url), add_product(trade, "Plain")
    lines = [{"product_id": each, "quantity": 1} for each in (mug, plain)]
    mine = trade.order(marie, products=lines)
    colleague, other = trade.order(company.pierre, products=lines), company.orders[company.stranger]
    query = "&".join(f"orderIds[]={each}" for each in (mine, colleague, other))
    reply = trade.buy("GET", f"{ORDERS}/images?{query}", as_=marie)
    [first, second] = reply.json()["data"]
    assert {first["orderId"], second["orderId"]} == {mine, colleague}
    assert first["imageUrl"] == second["imageUrl"] != ""
    assert trade.buy("GET", f"{ORDERS}/images", as_=marie).status == 400


def test_ordered_products_count_the_buyers_own_orders(company: Company) -> None:
    trade, marie = company.trade, company.marie
    mug, pan = add_product(trade, "Mug"), add_product(trade, "Pan")

    def order(customer_id: int, product_id: int, quantity: int, **fields: Any) -> int:
        return trade.order(
            customer_id, products=[{"product_id": product_id, "quantity": quantity}], **fields
        )

    first = order(marie, mug, 2)
    trade.world.clock.advance(60_000)
    second = order(marie, mug, 5)
    trade.world.clock.advance(60_000)
    third = order(marie, pan, 1)
    order(company.pierre, mug, 9)
    order(marie, mug, 9, status_id=0)
    url = "/api/v2/ordered-products"

    def found(query: str = "") -> list[dict[str, Any]]:
        reply = trade.buy("GET", f"{url}{query}", as_=marie)
        assert reply.status == 200, reply
        rows: list[dict[str, Any]] = reply.json()["data"]["list"]
        return rows

    newest, older = found()
    assert (newest["productName"], newest["orderedTimes"]) == ("Pan", "1")
    assert older == {
        "orderProductId": older["orderProductId"],
        "productName": "Mug",
        "sku": "MUG",
        "productId": str(mug),
        "variantId": older["variantId"],
        "lastOrdered": "1781792649",
        "optionList": [],
        "optionSelections": [],
        "orderedTimes": "2",
        "lastOrderedItems": "5",
        "productBrandName": "",
        "ordersInfo": [
            {"order_id": 20_000_000 + second, "quantity": 5, "ordered_at": 1781792649,
             "bc_order_id": second},
            {"order_id": 20_000_000 + first, "quantity": 2, "ordered_at": 1781792589,
             "bc_order_id": first},
        ],
        "imageUrl": "",
    }  # fmt: skip
    assert newest["ordersInfo"][0]["bc_order_id"] == third
    for query, names in (
        ("?minOrderedTimes=2", ["Mug"]),
        ("?maxOrderedTimes=1", ["Pan"]),
        (f"?productID={pan}", ["Pan"]),
        ("?q=mu", ["Mug"]),
        ("?limit=1&offset=1", ["Mug"]),
        ("?endDateAt=06/17/2026", []),
    ):
        assert (query, [row["productName"] for row in found(query)]) == (query, names)
