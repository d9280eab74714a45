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
FORM_FIELDS = [{"name": "Licence", "value": "123"}, {"name": "Sizes", "value": ["S", "M"]}]
EVERY_RULE: tuple[list[dict[str, Any]], ...] = (
    [{"type": "price_list", "price_list_id": 3}],
    [{"type": "product", "method": "fixed", "amount": 5, "product_id": 3}],
    [{"type": "category", "method": "price", "amount": 5, "category_id": 3}],
    [{"type": "all", "method": "percent", "amount": 5}],
)
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


def _rich_customer(shop: Shop) -> dict[str, Any]:
    """A customer with an address, an attribute, form fields and store credit."""
    attributes = [{"name": "Shoe size", "type": "number"}]
    attribute = shop.call("POST", "/v3/customers/attributes", attributes)["data"][0]
    return _add_customer(
        shop,
        addresses=[{**ADDRESS, "form_fields": FORM_FIELDS}],
        attributes=[{"attribute_id": attribute["id"], "attribute_value": "42"}],
        form_fields=FORM_FIELDS,
        store_credit_amounts=[{"amount": 5.5}],
    )


@feeds("POST /v3/customers", "GET /v3/customers", "PUT /v3/customers", "DELETE /v3/customers")
def customers(shop: Shop) -> None:
    shop.call("GET", "/v3/customers")
    made = _rich_customer(shop)
    shop.call("POST", "/v3/customers", [CUSTOMER], expect=422)
    for name in ("b", "c"):
        _add_customer(shop, email=f"{name}@example.com")
    includes = "addresses,storecredit,attributes,formfields"
    shop.call("GET", f"/v3/customers?include={includes}")
    page = shop.call("GET", "/v3/customers?limit=1&page=2&sort=date_created:asc")
    shop.call("GET", f"/v3/customers{page['meta']['cursor_pagination']['links']['next']}")
    shop.call("GET", f"/v3/customers?id:in={made['id']}&limit=1")
    shop.call("GET", "/v3/customers?foo=1", expect=422)
    shop.call(
        "PUT", "/v3/customers", [{"id": made["id"], "company": "Vases", "form_fields": FORM_FIELDS}]
    )
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
    own = {**ADDRESS, "customer_id": owner["id"], "form_fields": FORM_FIELDS}
    made = shop.call("POST", path, [own])["data"][0]
    for street in ("1 Main St", "2 Main St"):
        shop.call("POST", path, [{**own, "address1": street}])
    shop.call("GET", f"{path}?customer_id:in={owner['id']}&include=formfields&limit=1&page=2")
    shop.call("PUT", path, [{"id": made["id"], "city": "Houston"}])
    shop.call("DELETE", f"{path}?id:in={made['id']}", expect=204)


@feeds(
    "GET /v2/customer_groups",
    "POST /v2/customer_groups",
    "GET /v2/customer_groups/count",
    "GET /v2/customer_groups/{}",
    "PUT /v2/customer_groups/{}",
    "DELETE /v2/customer_groups/{}",
)
def customer_groups(shop: Shop) -> None:
    path = "/v2/customer_groups"
    shop.call("GET", path, expect=204)
    rule = {"type": "category", "method": "percent", "amount": "5.0000", "category_id": 3}
    access = {"type": "specific", "categories": [3]}
    body = {"name": "Trade", "category_access": access, "discount_rules": [rule]}
    made = shop.call("POST", path, body)
    one = f"{path}/{made['id']}"
    shop.call("POST", path, {}, expect=400)
    assert shop.call("GET", path) == [made]
    assert shop.call("GET", one) == made
    assert shop.call("GET", f"{path}/count") == {"count": 1}
    for rules in EVERY_RULE:
        other = {"name": rules[0]["type"], "discount_rules": rules}
        rich = shop.call("POST", path, other)
        shop.call("GET", f"{path}/{rich['id']}")
        shop.call("PUT", one, other)
    shop.call("GET", path)
    shop.call("PUT", one, {"name": "Wholesale"})
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)


@feeds("POST /v2/customers/{}/validate")
def validate_password(shop: Shop) -> None:
    secret = {"new_password": "Passw0rd!", "force_password_reset": False}
    path = f"/v2/customers/{_add_customer(shop, authentication=secret)['id']}/validate"
    assert shop.call("POST", path, {"password": "Passw0rd!"})["success"]
    assert not shop.call("POST", path, {"password": "another"})["success"]


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
    shop.call("POST", "/v2/customers", {**CUSTOMER, "email": "other@example.com"})
    made = _add_customer(shop, form_fields=FORM_FIELDS)
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
