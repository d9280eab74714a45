"""Feeders of logins and tokens of the B2B Edition."""

from tests.contract import b2b
from tests.contract.feeding import feeds
from tests.contract.shop import Shop


@feeds("POST /api/v2/login", "GET /api/io/auth/storefront")
def vouched_for(shop: Shop) -> None:
    b2b.add_app(shop)
    customer_id = b2b.add_company(shop)["customerId"]
    token = b2b.signed(shop, customer_id)
    shop.call("POST", "/api/v2/login", {"bcToken": token, "storeHash": shop.store.hash})
    shop.call("POST", "/api/v2/login", {"bcToken": "nothing"}, expect=401)
    shop.call("POST", "/api/v2/login", {}, expect=400)
    headers = {"x-store-hash": shop.store.hash}
    shop.call("GET", f"/api/io/auth/storefront?jwtToken={token}", headers=headers)
    shop.call("GET", "/api/io/auth/storefront?jwtToken=nothing", headers=headers, expect=401)


@feeds("POST /api/io/auth/customers")
def credentials(shop: Shop) -> None:
    customer = b2b.add_customer(shop)
    body = {
        "storeHash": shop.store.hash,
        "email": customer["email"],
        "password": b2b.PASSWORD,
        "channelId": 1,
        "name": "portal",
    }
    shop.call("POST", "/api/io/auth/customers", body)
    shop.call("POST", "/api/io/auth/customers", {**body, "password": "wrong"}, expect=400)
    shop.call("POST", "/api/io/auth/customers", {}, expect=422)


@feeds("POST /api/io/auth/customers/storefront")
def for_any_customer(shop: Shop) -> None:
    customer = b2b.add_customer(shop)
    b2b.manage_auth(shop, "/auth/customers/storefront", {"customerId": customer["id"]})


@feeds("POST /api/io/auth/backend", "DELETE /api/io/auth/backend", "GET /api/io/backend/tokens")
def backend(shop: Shop) -> None:
    headers = {"x-store-hash": shop.store.hash}
    body = {
        "storeHash": shop.store.hash,
        "email": b2b.add_backend_user(shop),
        "password": b2b.PASSWORD,
        "name": "connector",
    }
    shop.call("POST", "/api/io/auth/backend", body)
    shop.call("POST", "/api/io/auth/backend", {**body, "password": "wrong"}, expect=400)
    other = b2b.add_backend_user(shop, "sales staff")
    shop.call("POST", "/api/io/auth/backend", {**body, "email": other}, expect=400)
    [token] = shop.call("GET", "/api/io/backend/tokens", headers=headers)["data"]
    path = "/api/io/auth/backend"
    shop.call("DELETE", path, {"id": token["id"]}, headers=headers)
    shop.call("DELETE", path, {"id": token["id"]}, headers=headers, expect=404)
