"""Creating V2 orders: the whole object, its parts, and what a refusal leaves behind."""

from tests.api.shopping import BILLING, add_product
from tests.support.world import World


def test_minimal_order_has_the_74_members_in_order(world: World) -> None:
    product = add_product(world, name="[Sample] Orbit Terrarium - Large", price=1_090_000)
    reply = world.post(
        "/v2/orders",
        {"billing_address": BILLING, "products": [{"product_id": product, "quantity": 1}]},
    )
    assert reply.status == 201, reply.text
    order = reply.json()
    assert len(order) == 74
    assert world.get(f"/v2/orders/{order['id']}").body == reply.body
