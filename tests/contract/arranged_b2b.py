"""The scenes of the recorded B2B cases."""

from tests.contract import b2b
from tests.contract.replay import Scene, arranged


@arranged("b2b-post-order-client")
def an_order_that_a_buyer_has_just_placed(scene: Scene) -> None:
    scene.shop.number("order", 295)
    company, _ = b2b.add_company_order(scene.shop)
    headers = b2b.log_in(scene.shop, company["customerId"])
    scene.headers = headers
    scene.path = "/api/v2/orders"


@arranged("b2b-post-order-400")
def a_buyer_without_that_order(scene: Scene) -> None:
    company = b2b.add_company(scene.shop)
    scene.headers = b2b.log_in(scene.shop, company["customerId"])
    scene.path = "/api/v2/orders"


@arranged("b2b-auth-backend-bad-password")
def a_wrong_password_of_a_backend_user(scene: Scene) -> None:
    scene.path = "/api/io/auth/backend"
    scene.body = {
        "storeHash": scene.shop.store.hash,
        "email": b2b.add_backend_user(scene.shop),
        "password": "not this one",
        "name": "connector",
    }


@arranged("b2b-auth-customer-failed")
def a_wrong_password_of_a_customer(scene: Scene) -> None:
    scene.path = "/api/io/auth/customers"
    scene.body = {
        "storeHash": scene.shop.store.hash,
        "email": b2b.add_customer(scene.shop)["email"],
        "password": "not this one",
        "channelId": 1,
        "name": "portal",
    }


@arranged("b2b-list-shape")
def an_order_of_the_buyer(scene: Scene) -> None:
    company, _ = b2b.add_company_order(scene.shop)
    scene.headers = b2b.log_in(scene.shop, company["customerId"])
    scene.path = "/api/v2/orders"


@arranged("b2b-v3-post-order-late")
def an_order_of_eleven_seconds_ago(scene: Scene) -> None:
    company, order = b2b.add_company_order(scene.shop)
    scene.shop.wait(11)
    scene.path = f"{b2b.IO}/orders"
    scene.headers = {"x-store-hash": scene.shop.store.hash}
    scene.body = {"bcOrderId": order["id"], "customerId": company["customerId"]}


@arranged("b2b-v3-get-404")
def no_such_order(scene: Scene) -> None:
    scene.path = f"{b2b.IO}/orders/999999"
    scene.headers = {"x-store-hash": scene.shop.store.hash}
