"""Feeders of gift certificates and store credit on checkouts, and of certificates bought."""

from tests.contract.feeders_carts import CERTIFICATE
from tests.contract.feeders_checkouts import ADDRESS, CHECKOUTS, add_checkout
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

GIFT = {
    "to_name": "Jo",
    "to_email": "jo@example.com",
    "from_name": "Al",
    "from_email": "al@example.com",
    "amount": 5,
    "code": "GIFT",
}


@feeds(
    "POST /x/checkouts/{}/gift-certificates",
    "DELETE /x/checkouts/{}/gift-certificates/{}",
    "POST /x/checkouts/{}/store-credit",
    "DELETE /x/checkouts/{}/store-credit",
)
def tenders(shop: Shop) -> None:
    path, made = add_checkout(shop)
    own = f"/x{path.removeprefix('/v3')}"
    shop.call("POST", "/v2/gift_certificates", GIFT)
    body = {"gift_certificate_code": GIFT["code"], "version": made["version"]}
    shop.call("POST", f"{own}/gift-certificates", body)
    shop.call("POST", f"{own}/gift-certificates", body, expect=409)
    shop.call("POST", f"{own}/gift-certificates", {"gift_certificate_code": "NONE"}, expect=404)
    shop.call("DELETE", f"{own}/gift-certificates/{GIFT['code']}")
    shop.call("POST", f"{own}/store-credit", expect=422)
    customer = {"email": "jo@example.com", "first_name": "Jo", "last_name": "Lee"}
    customer_id = shop.call("POST", "/v3/customers", [customer])["data"][0]["id"]
    shop.call("PUT", f"/v3/carts/{made['id']}", {"customer_id": customer_id})
    shop.call("POST", f"{own}/store-credit")
    shop.call("DELETE", f"{own}/store-credit")


@feeds("GET /v2/orders/{}/consignments", "GET /v2/orders/{}/products")
def bought_certificates(shop: Shop) -> None:
    cart = shop.call("POST", "/v3/carts", {"gift_certificates": [CERTIFICATE]})["data"]
    path = f"{CHECKOUTS}/{cart['id']}"
    shop.call("POST", f"{path}/billing-address", ADDRESS)
    order_id = shop.call("POST", f"{path}/orders")["data"]["id"]
    shop.call("PUT", f"/v2/orders/{order_id}", {"status_id": 10})
    shop.call("GET", f"/v2/orders/{order_id}/products")
    shop.call("GET", f"/v2/orders/{order_id}/consignments")
    shop.call("GET", f"/v2/orders/{order_id}/consignments?include=consignments.line_items")
