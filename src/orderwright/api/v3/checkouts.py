"""V3 checkouts: read them, say where they go, add to them, take off them."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

from orderwright.actions import cart_links, carts, checkout_orders, checkouts
from orderwright.actions.order_changes import By
from orderwright.api.call import Answer, Call
from orderwright.api.errors import print_refusal
from orderwright.api.v2.order_printing import renderer
from orderwright.api.v3.cart_requests import shop_of
from orderwright.api.v3.checkout_printing import print_checkout
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart, CartFee
from orderwright.domain.checkout import Assignment, ConsignmentRequest
from orderwright.domain.errors import CheckoutChanged

Body = Mapping[str, Any]


async def get_checkout(call: Call) -> Answer:
    include = _include(call)

    async def work(unit: Unit) -> Answer:
        cart = await carts.get_cart(unit, call.store.id, call.params["checkout_id"])
        return _answer(cart, include)

    return await call.read(work)


async def update_checkout(call: Call) -> Answer:
    body = call.body()

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.set_message(
            unit, shop_of(call), cart_id, body["customer_message"], body.get("version")
        )

    return await change_checkout(call, change)


async def add_checkout_billing_address(call: Call) -> Answer:
    body = call.body()
    address, version = _address(body), body.get("version")

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.set_billing_address(unit, shop_of(call), cart_id, address, version)

    return await change_checkout(call, change)


async def update_checkout_billing_address(call: Call) -> Answer:
    body, address_id = call.body(), call.params["address_id"]
    address, version = _address(body), body.get("version")

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.set_billing_address(
            unit, shop_of(call), cart_id, address, version, address_id
        )

    return await change_checkout(call, change)


async def add_checkout_consignment(call: Call) -> Answer:
    body = call.body()
    wanted = [_consignment(given) for given in body]
    version = next((given["version"] for given in body if "version" in given), None)

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.add_consignments(unit, shop_of(call), cart_id, wanted, version)

    return await change_checkout(call, change)


async def update_checkout_consignment(call: Call) -> Answer:
    body, consignment_id = call.body(), call.params["consignment_id"]
    wanted, version = _consignment(body), body.get("version")

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.change_consignment(
            unit, shop_of(call), cart_id, consignment_id, wanted, version
        )

    return await change_checkout(call, change)


async def delete_checkout_consignment(call: Call) -> Answer:
    consignment_id, version = call.params["consignment_id"], call.body().get("version")

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.delete_consignment(
            unit, shop_of(call), cart_id, consignment_id, version
        )

    return await change_checkout(call, change)


async def add_checkout_discount(call: Call) -> Answer:
    body = call.body()
    cart_body = body["cart"]
    of_cart = sum([given["discounted_amount"] for given in cart_body.get("discounts", ())])
    of_lines = {
        given["id"]: given["discounted_amount"] for given in cart_body.get("line_items", ())
    }
    version = cart_body.get("version", body.get("version"))

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.set_discounts(
            unit, shop_of(call), cart_id, of_cart, of_lines, version
        )

    return await change_checkout(call, change)


async def add_checkout_coupon(call: Call) -> Answer:
    body = call.body()
    code, version = body["coupon_code"], body.get("version")

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.add_coupon(unit, shop_of(call), cart_id, code, version)

    return await change_checkout(call, change)


async def delete_checkout_coupon(call: Call) -> Answer:
    code, version = call.params["coupon_code"], call.body().get("version")

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.delete_coupon(unit, shop_of(call), cart_id, code, version)

    return await change_checkout(call, change)


async def add_checkout_fees(call: Call) -> Answer:
    fees = [_fee(given) for given in call.body()["fees"]]

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.add_fees(unit, shop_of(call), cart_id, fees)

    return await change_checkout(call, change)


async def update_checkout_fees(call: Call) -> Answer:
    fees = [_fee(given) for given in call.body()["fees"]]

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.update_fees(unit, shop_of(call), cart_id, fees)

    return await change_checkout(call, change)


async def delete_checkout_fees(call: Call) -> Answer:
    ids = call.body()["ids"]

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.delete_fees(unit, shop_of(call), cart_id, ids)

    return await change_checkout(call, change)


async def create_order(call: Call) -> Answer:
    by = By(call.store, call.token.actor, call.now, renderer(call.store))

    async def work(unit: Unit) -> Answer:
        cart_id = call.params["checkout_id"]
        try:
            made = await checkout_orders.create_order(unit, by, cart_id)
        except CheckoutChanged as refusal:  # what it comes to now is kept, so that it can be seen
            await checkouts.refresh(unit, shop_of(call), cart_id)
            return Answer(*print_refusal(call.dialect, refusal))
        return Answer(200, {"data": {"id": made.id}, "meta": {}})

    return await call.write(work)


async def create_checkout_token(call: Call) -> Answer:
    body, cart_id = call.body(), call.params["checkout_id"]

    async def work(unit: Unit) -> Answer:
        token = await cart_links.create_checkout_token(
            unit, shop_of(call), cart_id, body.get("ttl"), body.get("maxUses", 1)
        )
        return Answer(body={"checkoutToken": token, "meta": {}})

    return await call.write(work)


async def change_checkout(call: Call, change: Callable[[Unit, str], Awaitable[Cart]]) -> Answer:
    """The whole checkout after a change."""
    include = _include(call)

    async def work(unit: Unit) -> Answer:
        return _answer(await change(unit, call.params["checkout_id"]), include)

    return await call.write(work)


def _include(call: Call) -> Collection[str]:
    include: Collection[str] = call.query().get("include", frozenset())
    return include


def _answer(cart: Cart, include: Collection[str]) -> Answer:
    return Answer(200, {"data": print_checkout(cart, include), "meta": {}}, linked=True)


def _address(given: Body) -> Body:
    address = {name: value for name, value in given.items() if name != "version"}
    if address.get("custom_fields") is not None:
        address["custom_fields"] = tuple(address["custom_fields"])
    return address


def _consignment(given: Body) -> ConsignmentRequest:
    address = given.get("address") or given.get("shipping_address")
    lines, pickup = given.get("line_items"), given.get("pickup_option")
    custom = given.get("custom_shipping")
    return ConsignmentRequest(
        address=None if address is None else _address(address),
        assignments=None
        if lines is None
        else tuple([Assignment(one["item_id"], one["quantity"]) for one in lines]),
        pickup_method_id=None if pickup is None else pickup["pickup_method_id"],
        shipping_option_id=given.get("shipping_option_id"),
        custom_shipping=None
        if custom is None
        else (custom["price"], custom.get("description", "")),
    )


def _fee(given: Body) -> CartFee:
    return CartFee(
        id=given.get("id", ""),
        type=given["type"],
        name=given["name"],
        display_name=given["display_name"],
        cost=given["cost"],
        source=given["source"],
        tax_class_id=given.get("tax_class_id"),
    )
