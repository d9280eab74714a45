"""The B2B management API: orders, and the companies, users, roles and fields behind them."""

from typing import Any

import pytest

from tests.api.trading import COMPANY, IO, Trade
from tests.support.client import Request
from tests.support.world import World

UNKNOWN = 999_999
ID_BASE = 20_000_000


@pytest.fixture
def trade(world: World) -> Trade:
    return Trade.open(world)


def told(trade: Trade, method: str, path: str, json: Any = None) -> tuple[int, str, Any]:
    """Status, message and what is wrong of a refusal."""
    reply = trade.manage(method, path, json)
    body = reply.json()
    assert body["code"] == reply.status
    return reply.status, body["meta"]["message"], body["data"].get("errMsg")


def test_an_order_of_a_company_user(trade: Trade) -> None:
    company = trade.company()
    order_id = trade.order(company["customerId"])
    body = {
        "bcOrderId": order_id,
        "customerId": company["customerId"],
        "poNumber": "PO-1",
        "extraFields": [{"fieldName": "a", "fieldValue": "b"}],
    }
    made = trade.data("POST", "/orders", body)
    legacy = {f"extra{kind}{n}": None for kind in ("Int", "Str") for n in range(1, 6)}
    assert made == {
        "id": ID_BASE + order_id,
        "bcOrderId": order_id,
        "totalIncTax": 10,
        "poNumber": "PO-1",
        "status": "Pending",
        "customStatus": "Pending",
        "items": 2,
        "usdIncTax": 10,
        "companyId": company["companyId"],
        "currencyCode": "USD",
        "money": [
            {
                "currencyLocation": "left",
                "currencyToken": "$",
                "decimalToken": ".",
                "decimalPlaces": 2,
                "thousandsToken": ",",
            }
        ],
        "statusCode": 1,
        "isArchived": False,
        "channelId": 1,
        "channelName": "Store demo",
        **legacy,
        "extraText": None,
        "extraInfo": [],
        "extraFields": [{"fieldName": "a", "fieldValue": "b"}],
        "createdAt": 1781792589,
        "updatedAt": 1781792589,
    }
    no_invoice = dict.fromkeys(("invoiceId", "invoiceNumber", "invoiceStatus"))
    assert trade.data("GET", f"/orders/{order_id}") == [{**made, "isInvoiceOrder": 0, **no_invoice}]
    trade.world.clock.advance(60_000)
    [changed] = trade.data("PUT", f"/orders/{order_id}", {"poNumber": "PO-2"})
    assert (changed["poNumber"], changed["updatedAt"]) == ("PO-2", 1781792649)
    assert changed["extraFields"] == made["extraFields"]
    [listed] = trade.data("GET", "/orders")
    assert "extraFields" not in listed
    assert listed.items() <= changed.items()


def test_refusals_change_nothing(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    order_id, other = trade.order(marie), trade.order(0)
    before = trade.record(order_id)
    exists = (400, "The order already exists.", None)
    for body in (
        {"bcOrderId": UNKNOWN, "customerId": marie},
        {"bcOrderId": other, "customerId": marie},
        {"bcOrderId": order_id, "customerId": UNKNOWN},
    ):
        assert told(trade, "POST", "/orders", {**body, "poNumber": "P"}) == exists
    trade.world.clock.advance(10_001)
    late = {"bcOrderId": order_id, "customerId": marie, "poNumber": "P"}
    assert told(trade, "POST", "/orders", late) == exists
    required = {"owner": "order", "field_name": "Centre", "is_required": True}
    assert trade.world.post("/x/extra_fields", required).status == 201
    missing = "Centre is a required extra field"
    change = {"poNumber": "P"}
    assert told(trade, "PUT", f"/orders/{order_id}", change) == (422, missing, missing)
    assert told(trade, "PUT", f"/orders/{order_id}", {})[0] == 422
    assert trade.record(order_id) == before


def test_what_is_not_there_is_told_in_the_operations_own_words(trade: Trade) -> None:
    none = "User does not exist or action not support for this user."
    for method, path, body, message in (
        ("GET", f"/orders/{UNKNOWN}", None, "Order Does Not Exist."),
        ("GET", "/orders/x", None, "Order Does Not Exist."),
        ("PUT", f"/orders/{UNKNOWN}", {"poNumber": "P"}, "Not Found Error"),
        ("GET", f"/orders/{UNKNOWN}/products", None, "The order does not exist."),
        ("PUT", f"/customers/{UNKNOWN}/orders/b2b", None, none),
        ("PUT", f"/customers/{UNKNOWN}/orders/company", {"bcGroupId": 1},
         "User does not exist or action not supported for this user"),
        ("GET", f"/companies/{UNKNOWN}", None, "This resource is not found."),
        ("DELETE", f"/companies/{UNKNOWN}", None, "This resource is not found."),
    ):  # fmt: skip
        assert (path, *told(trade, method, path, body)) == (path, 404, message, None)
    for path in (f"/users/{UNKNOWN}", f"/users/customer/{UNKNOWN}"):
        assert told(trade, "GET", path) == (
            404,
            "Not Found Error",
            "User matching query does not exist.",
        )


def test_every_filter_of_the_list_of_orders(trade: Trade) -> None:
    company = trade.company()
    old = trade.order(0, date_created="Tue, 20 Nov 2012 00:00:00 +0000")
    trade.world.clock.advance(60_000)
    mine = trade.order(company["customerId"])
    second = trade.world.clock.now() // 1000
    for query, found in (
        ("", [mine, old]),
        ("?orderBy=ASC", [old, mine]),
        ("?sortBy=createdAt&orderBy=ASC", [old, mine]),
        (f"?companyId={company['companyId']}", [mine]),
        (f"?bcOrderId={old}", [old]),
        (f"?minModified={second}", [mine]),
        (f"?maxModified={second - 1}", [old]),
        (f"?minCreated={second}", [mine]),
        (f"?maxCreated={second - 1}", [old]),
        ("?minCreated=", [mine, old]),
        ("?channelIds[]=1", [mine, old]),
        ("?channelIds[]=2&channelIds[]=3", []),
        ("?limit=1", [mine]),
        ("?limit=1&offset=1", [old]),
    ):
        rows = trade.data("GET", f"/orders{query}")
        assert (query, [row["bcOrderId"] for row in rows]) == (query, found)
    page = trade.manage("GET", "/orders?limit=1&offset=1").json()["meta"]["pagination"]
    assert page == {"totalCount": 2, "limit": 1, "offset": 1}
    trade.world.clock.advance(366 * 24 * 60 * 60 * 1000)
    assert trade.data("GET", "/orders") == []
    for query in (
        "limit=0",
        "limit=251",
        "sortBy=x",
        "showExtra=2",
        "channelIds[]=x",
        "minCreated=9223372036854775",
        "bcOrderId=-1",
    ):
        assert (query, trade.manage("GET", f"/orders?{query}").status) == (query, 422)


def test_a_total_in_us_dollars_by_way_of_the_stores_currency(trade: Trade) -> None:
    trade.world.set_profile(multi_currency=True)
    euro = {"currency_code": "EUR", "currency_exchange_rate": "0.8", "enabled": True}
    made = trade.world.post("/v2/currencies", {**euro, "is_transactional": True, "name": "Euro",
        "token": "€", "token_location": "right", "decimal_token": ",", "thousands_token": ".",
        "decimal_places": 2, "country_iso2": "DE"})  # fmt: skip
    assert made.status == 200, made
    order_id = trade.order(0, default_currency_code="EUR")
    [order] = trade.data("GET", f"/orders/{order_id}")
    assert (order["totalIncTax"], order["usdIncTax"]) == (10, 12.5)
    [money] = order["money"]
    assert (money["currencyLocation"], money["decimalToken"]) == ("right", ",")


def test_products_of_an_order(trade: Trade) -> None:
    order_id = trade.order(0)
    [line] = trade.data("GET", f"/orders/{order_id}/products")
    assert line == {
        "id": 1,
        "productId": 0,
        "createdAt": 1781792589,
        "updatedAt": 1781792589,
        "productName": "Vase",
        "variantSku": "",
        "variantId": 0,
        "productBrandName": "",
        "quantity": 2,
        "options": [],
    }


def test_orders_move_to_the_companies_of_their_buyers(trade: Trade) -> None:
    body = {"email": "ada@example.com", "first_name": "Ada", "last_name": "L"}
    ada = trade.world.post("/v3/customers", [body]).json()["data"][0]["id"]
    before, again = trade.order(ada), trade.order(ada)
    first = trade.company()
    trade.user(first["companyId"], "ada@example.com")
    assert trade.data("PUT", f"/customers/{ada}/orders/b2b") == {"total": 2}
    assert trade.data("PUT", f"/customers/{ada}/orders/b2b") == {"total": 0}
    other = trade.company(companyName="Other", adminEmail="other@example.com")
    target = {"bcGroupId": other["customerGroupId"]}
    assert trade.data("PUT", f"/customers/{ada}/orders/company", target) == {"total": 2}
    for order_id in (before, again):
        record = trade.record(order_id)
        assert record is not None
        assert record["company_id"] == other["companyId"]


def test_a_company_with_its_administrator(trade: Trade) -> None:
    made = trade.company(city="Austin", extraFields=[{"fieldName": "Code", "fieldValue": "G"}])
    company = trade.data("GET", f"/companies/{made['companyId']}")
    uuid = company.pop("uuid")
    assert len(uuid) == 36
    assert company == {
        "companyId": made["companyId"],
        "companyName": "Great Buys",
        "companyEmail": "office@greatbuys.example",
        "companyPhone": "8001234567",
        "companyStatus": "1",
        "catalogId": "",
        "catalogName": "",
        "bcGroupId": str(made["customerGroupId"]),
        "bcGroupName": "Great Buys",
        "parentCompany": {},
        "priceListAssign": [],
        "createdAt": "1781792589",
        "updatedAt": "1781792589",
        "extraFields": [
            {
                "fieldName": "Code",
                "fieldValue": "G",
                "labelName": "Code",
                "isRequired": "0",
                "dataType": "0",
                "fieldType": 0,
            }
        ],
    }
    admin = trade.data("GET", f"/users/customer/{made['customerId']}")
    assert (admin["role"], admin["companyRoleName"], admin["email"]) == (
        0, "Admin", "marie@greatbuys.example",
    )  # fmt: skip
    customer = trade.world.get(f"/v2/customers/{made['customerId']}").json()
    assert customer["customer_group_id"] == made["customerGroupId"]
    assert told(trade, "POST", "/companies", COMPANY) == (
        422,
        "Processing data contains logical errors",
        "Email already exists. ['marie@greatbuys.example']",
    )
    double = {**COMPANY, "adminEmail": "x@example.com", "companyName": "GREAT buys"}
    assert told(trade, "POST", "/companies", double)[0] == 422
    missing = told(trade, "POST", "/companies", {"companyName": "A"})
    assert missing[:2] == (422, "Parameter Error")
    assert missing[2]["adminEmail"] == ["This field may not be null."]
    assert len(trade.data("GET", "/companies")) == 1


def test_every_filter_of_the_list_of_companies(trade: Trade) -> None:
    first = trade.company(extraFields=[{"fieldName": "Code", "fieldValue": "Gold"}])
    order_id = trade.order(first["customerId"])
    trade.world.clock.advance(60_000)
    second = trade.company(companyName="Acme", adminEmail="acme@example.com", customerGroupId=0)
    now = trade.world.clock.now() // 1000
    one, two = first["companyId"], second["companyId"]
    trade.data("PUT", f"/companies/{two}/status", {"companyStatus": 2})
    for query, found in (
        ("", [two, one]),
        ("?sortBy=companyName&orderBy=ASC", [two, one]),
        ("?orderBy=ASC", [one, two]),
        ("?companyStatus=2", [two]),
        ("?q=reat", [one]),
        (f"?minCreated={now}", [two]),
        (f"?maxModified={now - 1}", [one]),
        (f"?bcOrderId={order_id}", [one]),
        (f"?orderId={order_id}", [one]),
        (f"?bcGroupId={first['customerGroupId']}", [one]),
        (f"?customerId={second['customerId']}", [two]),
        ("?extraFields=Code:ol", [one]),
        ("?extraFields=Code:ol&extraFieldFilterType=exact-match", []),
        ("?extraFields=Code:Gold&extraFieldFilterType=exact-match", [one]),
        ("?limit=1&offset=1", [one]),
    ):
        rows = trade.data("GET", f"/companies{query}")
        assert (query, [row["companyId"] for row in rows]) == (query, found)


def test_a_company_is_changed_and_deleted(trade: Trade) -> None:
    made = trade.company()
    order_id = trade.order(made["customerId"])
    path = f"/companies/{made['companyId']}"
    group = trade.world.post("/v2/customer_groups", {"name": "Gold"}).json()["id"]
    change = {"companyName": "Greater Buys", "customerGroupId": group, "uuid": "erp-7",
              "priceListAssign": [{"channelId": 1, "priceListId": 5}]}  # fmt: skip
    assert trade.data("PUT", path, change) == {"companyId": made["companyId"]}
    company = trade.data("GET", path)
    assert (company["companyName"], company["bcGroupName"]) == ("Greater Buys", "Gold")
    assert company["uuid"] == "erp-7"
    [assigned] = company["priceListAssign"]
    assert (assigned["priceListId"], assigned["channelName"]) == (5, "Store demo")
    customer = trade.world.get(f"/v2/customers/{made['customerId']}").json()
    assert customer["customer_group_id"] == group
    assert told(trade, "PUT", path, {"customerGroupId": UNKNOWN})[0] == 422
    assert trade.manage("DELETE", path).status == 200
    assert trade.manage("DELETE", path).status == 404
    assert trade.record(order_id) is None
    assert trade.world.get(f"/v2/orders/{order_id}").status == 200
    assert trade.world.get(f"/v2/customers/{made['customerId']}").status == 200


def test_a_user_is_made_changed_and_deleted(trade: Trade) -> None:
    company_id = trade.company()["companyId"]
    pierre = trade.user(company_id, "pierre@example.com", role=2, uuid="u-1", phoneNumber="5")
    user = trade.data("GET", f"/users/customer/{pierre}")
    assert user == {
        "id": 2,
        "firstName": "Pierre",
        "lastName": "Curie",
        "email": "pierre@example.com",
        "phoneNumber": "5",
        "role": 2,
        "companyRoleId": 3,
        "companyRoleName": "Junior Buyer",
        "uuid": "u-1",
        "companyId": company_id,
        "customerId": pierre,
        "channelList": [{"channelId": 1, "channelName": "Store demo", "iconUrl": ""}],
        "createdAt": 1781792589,
        "updatedAt": 1781792589,
        "extraFields": [],
    }
    changes = {"firstName": "Paul", "role": 1, "email": "paul@example.com"}
    changed = trade.data("PUT", "/users/2", changes)
    assert (changed["firstName"], changed["role"], changed["email"]) == (
        "Paul", 1, "paul@example.com",
    )  # fmt: skip
    for query, found in (
        (f"?companyId={company_id}", [1, 2]),
        ("?roles=1", [2]),
        ("?roles=0,1", [1, 2]),
        ("?email=PAUL@example.com", [2]),
        ("?channelId=1", [1, 2]),
        ("?channelId=11", []),
        ("?q=paul", [2]),
        ("?limit=1&offset=1", [2]),
        ("?minCreated=1781792590", []),
    ):
        rows = trade.data("GET", f"/users{query}")
        assert (query, [row["id"] for row in rows]) == (query, found)
    assert trade.data("DELETE", "/users/2") == {"userId": 2}
    assert told(trade, "DELETE", "/users/1") == (
        422,
        "Processing data contains logical errors",
        "The last user in company can not be deleted.",
    )
    assert trade.world.get(f"/v2/customers/{pierre}").status == 200


def test_users_that_cannot_be_made(trade: Trade) -> None:
    company_id = trade.company()["companyId"]
    body = {"companyId": company_id, "firstName": "A", "lastName": "B", "role": 1,
            "email": "a@example.com", "channelIds": [1]}  # fmt: skip
    for change, wrong in (
        ({"role": None}, {"non_field_errors": ["User must have a role."]}),
        ({"channelIds": []}, "At least one B2B storefront needs to be enabled for a Company user."),
        ({"email": "marie@greatbuys.example"},
         "Email already exists. ['marie@greatbuys.example']"),
        ({"companyRoleId": 99}, "The company role does not exist. ['99']"),
        ({"email": "none"}, {"email": ["This value is not valid."]}),
        ({"role": 5}, {"role": ["This value is not valid."]}),
    ):  # fmt: skip
        assert told(trade, "POST", "/users", {**body, **change})[::2] == (422, wrong)
    assert trade.manage("POST", "/users", {**body, "companyId": UNKNOWN}).status == 404
    assert len(trade.data("GET", "/users")) == 1
    assert len(trade.world.get("/v3/customers").json()["data"]) == 1


def test_of_several_alike_at_once_one_is_made(trade: Trade) -> None:
    headers = {"x-store-hash": "demo"}
    user = {"companyId": 1, "firstName": "A", "lastName": "B", "role": 1, "channelIds": [1]}
    for path, bodies, status in (
        (f"{IO}/companies", [COMPANY] * 3, 422),
        (
            f"{IO}/companies",
            [{**COMPANY, "companyName": "N", "adminEmail": f"{n}@example.com"} for n in range(3)],
            422,
        ),
        (f"{IO}/users", [{**user, "email": "u@example.com"}] * 3, 422),
        (f"{IO}/companies/roles", [{"name": "N", "permissions": []}] * 3, 422),
        ("/stores/demo/x/extra_fields", [{"owner": "order", "field_name": "N"}] * 3, 409),
    ):
        asked = [Request("POST", path, body, headers=headers) for body in bodies]
        answers = sorted(reply.status for reply in trade.world.client.together(asked))
        assert (path, answers[0] in (200, 201), answers[1:]) == (path, True, [status] * 2)
    assert len(trade.data("GET", "/companies")) == 2
    assert len(trade.data("GET", "/users")) == 3


def test_roles(trade: Trade) -> None:
    names = [role["name"] for role in trade.data("GET", "/companies/roles")]
    assert names == ["Admin", "Senior Buyer", "Junior Buyer"]
    body = {"name": "Clerk", "permissions": [{"code": "get_orders", "permissionLevel": 2}]}
    role = trade.data("POST", "/companies/roles", body)
    [shown] = role.pop("permissions")
    assert (shown["code"], shown["permissionLevel"]) == ("get_orders", 2)
    assert role == {"id": 4, "name": "Clerk", "roleType": 2, "roleLevel": 1}
    unknown = {"name": "X", "permissions": [{"code": "fly", "permissionLevel": 1}]}
    assert told(trade, "POST", "/companies/roles", unknown)[0] == 422
    assert told(trade, "POST", "/companies/roles", {**body, "name": "admin"})[0] == 422
    assert told(trade, "PUT", "/companies/roles/1", body)[0] == 422
    assert told(trade, "DELETE", "/companies/roles/1")[0] == 422
    trade.user(trade.company()["companyId"], "p@example.com", role=1, companyRoleId=4)
    assert told(trade, "DELETE", "/companies/roles/4")[0] == 422
    trade.data("PUT", "/users/2", {"role": 2})
    assert trade.manage("DELETE", "/companies/roles/4").status == 200


def test_extra_fields_are_defined_and_listed(trade: Trade) -> None:
    field = {"owner": "order", "field_name": "Trade", "field_type": 3, "uuid": "77",
             "list_of_values": ["A", "B"], "label_name": "Your trade"}  # fmt: skip
    made = trade.world.post("/x/extra_fields", field)
    assert made.status == 201
    assert trade.data("GET", "/orders/extra-fields") == [
        {
            "id": 1,
            "fieldName": "Trade",
            "fieldType": 3,
            "isRequired": False,
            "isUnique": False,
            "visibleToEnduser": True,
            "configType": 2,
            "defaultValue": "",
            "labelName": "Your trade",
            "uuid": 77,
            "listOfValues": ["A", "B"],
        }
    ]
    assert trade.world.post("/x/extra_fields", field).status == 409
    assert (
        trade.world.post("/x/extra_fields", {**field, "field_name": "B", "field_type": 0}).status
        == 422
    )
    required = {"owner": "user", "field_name": "Badge", "is_required": True}
    assert trade.world.post("/x/extra_fields", required).status == 201
    missing = "Badge is a required extra field"
    assert told(trade, "POST", "/companies", COMPANY) == (422, missing, missing)
    assert trade.data("GET", "/companies") == []
    [badge] = trade.data("GET", "/users/extra-fields")
    assert (badge["fieldName"], badge["maximumLength"]) == ("Badge", "")
