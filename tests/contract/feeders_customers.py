"""Feeders of customers and their addresses, V2 and V3."""

from typing import Any

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

CUSTOMER = {"first_name": "Test", "last_name": "User", "email": "test@example.com"}
ADDRESS = {
    "first_name": "Test",
    "last_name": "User",
    "address1": "123 Main St",
    "city": "Austin",
    "state_or_province": "Texas",
    "postal_code": "78701",
    "country_code": "US",
}
ADDRESS_V2 = {
    "first_name": "Test",
    "last_name": "User",
    "street_1": "123 Main St",
    "city": "Austin",
    "state": "Texas",
    "zip": "78701",
    "country": "United States",
    "phone": "1",
}


def _add_customer(shop: Shop, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = shop.call("POST", "/v3/customers", [{**CUSTOMER, **fields}])["data"][0]
    return made


@feeds("POST /v3/customers", "GET /v3/customers", "PUT /v3/customers", "DELETE /v3/customers")
def customers(shop: Shop) -> None:
    shop.call("GET", "/v3/customers")
    made = _add_customer(shop, addresses=[ADDRESS])
    shop.call("POST", "/v3/customers", [CUSTOMER], expect=422)
    _add_customer(shop, email="other@example.com")
    includes = "addresses,storecredit,attributes,formfields"
    shop.call("GET", f"/v3/customers?include={includes}")
    shop.call("GET", f"/v3/customers?id:in={made['id']}&limit=1")
    shop.call("GET", "/v3/customers?foo=1", expect=422)
    shop.call("PUT", "/v3/customers", [{"id": made["id"], "company": "Vases"}])
    shop.call("DELETE", f"/v3/customers?id:in={made['id']}", expect=204)


@feeds(
    "POST /v3/customers/addresses",
    "GET /v3/customers/addresses",
    "PUT /v3/customers/addresses",
    "DELETE /v3/customers/addresses",
)
def addresses(shop: Shop) -> None:
    owner = _add_customer(shop)
    path = "/v3/customers/addresses"
    made = shop.call("POST", path, [{**ADDRESS, "customer_id": owner["id"]}])["data"][0]
    shop.call("GET", f"{path}?customer_id:in={owner['id']}&include=formfields")
    shop.call("PUT", path, [{"id": made["id"], "city": "Houston"}])
    shop.call("DELETE", f"{path}?id:in={made['id']}", expect=204)


@feeds(
    "POST /v2/customers",
    "GET /v2/customers",
    "GET /v2/customers/{}",
    "PUT /v2/customers/{}",
    "GET /v2/customers/count",
    "DELETE /v2/customers/{}",
    "DELETE /v2/customers",
)
def customers_v2(shop: Shop) -> None:
    shop.call("GET", "/v2/customers", expect=204)
    made = shop.call("POST", "/v2/customers", CUSTOMER)
    one = f"/v2/customers/{made['id']}"
    shop.call("GET", "/v2/customers")
    shop.call("GET", one)
    shop.call("PUT", one, {"company": "Vases"})
    shop.call("GET", "/v2/customers/count")
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)
    shop.call("DELETE", "/v2/customers", expect=204)


@feeds(
    "POST /v2/customers/{}/addresses",
    "GET /v2/customers/{}/addresses",
    "GET /v2/customers/{}/addresses/{}",
    "PUT /v2/customers/{}/addresses/{}",
    "GET /v2/customers/{}/addresses/count",
    "DELETE /v2/customers/{}/addresses/{}",
    "DELETE /v2/customers/{}/addresses",
)
def addresses_v2(shop: Shop) -> None:
    path = f"/v2/customers/{_add_customer(shop)['id']}/addresses"
    shop.call("GET", path, expect=204)
    made = shop.call("POST", path, ADDRESS_V2)
    one = f"{path}/{made['id']}"
    shop.call("GET", path)
    shop.call("GET", one)
    shop.call("PUT", one, {"city": "Houston"})
    shop.call("GET", f"{path}/count")
    shop.call("DELETE", one, expect=204)
    shop.call("DELETE", path, expect=204)
