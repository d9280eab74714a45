"""Feeders of companies, their users and roles."""

from tests.contract.b2b import IO, add_company, manage
from tests.contract.feeding import feeds
from tests.contract.shop import Shop


@feeds(
    f"GET {IO}/companies",
    f"POST {IO}/companies",
    f"GET {IO}/companies/{{}}",
    f"PUT {IO}/companies/{{}}",
    f"DELETE {IO}/companies/{{}}",
    f"PUT {IO}/companies/{{}}/status",
)
def companies(shop: Shop) -> None:
    values = [{"fieldName": "Tax code", "fieldValue": "G"}]
    made = add_company(shop, extraFields=values)
    path = f"/companies/{made['companyId']}"
    lists = [{"channelId": 1, "priceListId": 7}]
    manage(shop, "PUT", path, {"city": "Austin", "priceListAssign": lists})
    manage(shop, "PUT", f"{path}/status", {"companyStatus": 1})
    manage(shop, "GET", path)
    manage(shop, "GET", "/companies?isIncludeExtraFields=1&companyStatus=1&q=company")
    manage(shop, "POST", "/companies", {}, expect=422)
    manage(shop, "DELETE", path)
    manage(shop, "DELETE", path, expect=404)
    manage(shop, "GET", path, expect=404)
    manage(shop, "PUT", path, {"city": "Dallas"}, expect=404)


@feeds(
    f"GET {IO}/companies/permissions",
    f"GET {IO}/companies/roles",
    f"POST {IO}/companies/roles",
    f"GET {IO}/companies/roles/{{}}",
    f"PUT {IO}/companies/roles/{{}}",
    f"DELETE {IO}/companies/roles/{{}}",
)
def roles(shop: Shop) -> None:
    manage(shop, "GET", "/companies/permissions?q=orders")
    body = {"name": "Clerk", "permissions": [{"code": "get_orders", "permissionLevel": 2}]}
    role = manage(shop, "POST", "/companies/roles", body)["data"]
    path = f"/companies/roles/{role['id']}"
    manage(shop, "GET", path)
    manage(shop, "PUT", path, {**body, "name": "Office clerk"})
    manage(shop, "GET", "/companies/roles")
    manage(shop, "POST", "/companies/roles", {**body, "name": "Admin"}, expect=422)
    manage(shop, "DELETE", path)
    manage(shop, "DELETE", path, expect=404)


@feeds(
    f"GET {IO}/users",
    f"POST {IO}/users",
    f"GET {IO}/users/{{}}",
    f"PUT {IO}/users/{{}}",
    f"DELETE {IO}/users/{{}}",
    f"GET {IO}/users/customer/{{}}",
)
def users(shop: Shop) -> None:
    company_id = add_company(shop)["companyId"]
    body = {
        "companyId": company_id,
        "firstName": "Pierre",
        "lastName": "Curie",
        "email": "pierre@example.com",
        "phoneNumber": "1",
        "role": 2,
        "channelIds": [1],
        "uuid": "erp-1",
        "extraFields": [{"fieldName": "Badge", "fieldValue": "7"}],
    }
    made = manage(shop, "POST", "/users", body)["data"]
    path = f"/users/{made['userId']}"
    manage(shop, "GET", path)
    manage(shop, "GET", f"/users/customer/{made['bcId']}")
    manage(shop, "GET", f"/users?companyId={company_id}&isIncludeExtraFields=1&roles=0,2")
    manage(shop, "PUT", path, {"role": 1, "firstName": "Paul"})
    manage(shop, "POST", "/users", body, expect=422)
    manage(shop, "POST", "/users", {"companyId": company_id}, expect=422)
    manage(shop, "DELETE", path)
    manage(shop, "DELETE", path, expect=404)
    [last] = manage(shop, "GET", f"/users?companyId={company_id}")["data"]
    manage(shop, "DELETE", f"/users/{last['id']}", expect=422)
