"""What else hangs from an order: coupons, taxes, fees, consignments and shipping quotes."""

from typing import Any

from orderwright.db import order_coupons
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.order_coupon import CouponType, OrderCoupon
from tests.support.world import World

NOT_FOUND = [{"status": 404, "message": "The requested resource was not found."}]
BILLING = {
    "first_name": "Test",
    "last_name": "User",
    "street_1": "123 Main St",
    "city": "Austin",
    "state": "TX",
    "zip": "78701",
    "country": "United States",
    "country_iso2": "US",
    "email": "test@example.com",
}
ADDRESS = {
    "first_name": "Test",
    "last_name": "User",
    "company": "",
    "street_1": "123 Main St",
    "street_2": "",
    "city": "Austin",
    "state": "TX",
    "zip": "78701",
    "country": "United States",
    "country_iso2": "US",
    "phone": "",
    "email": "test@example.com",
    "form_fields": [],
}
VASE = {"name": "Vase", "quantity": 2, "price_ex_tax": 5, "price_inc_tax": 5}


def add_order(world: World, *lines: dict[str, Any], **fields: Any) -> int:
    body: dict[str, Any] = {"billing_address": BILLING, **fields}
    if "consignments" not in fields:
        body["products"] = list(lines) or [VASE]
    reply = world.post("/v2/orders", body)
    assert reply.status == 201, reply.text
    number: int = reply.json()["id"]
    return number


def link(resource: str) -> dict[str, str]:
    return {"url": f"http://testserver/stores/demo/v2{resource}", "resource": resource}


def add_coupon(world: World, order_id: int, **fields: Any) -> None:
    async def work(unit: Unit) -> None:
        order_coupons.add(unit, world.store.id, order_id, OrderCoupon(**fields))

    world.write(work)


def test_coupons(world: World) -> None:
    number = add_order(world)
    path = f"/v2/orders/{number}/coupons"
    assert world.get(path).status == 204
    add_coupon(
        world, number, coupon_id=4, code="557D2DEA0CCAFA1", amount=650_000,
        type=CouponType.PERCENTAGE_DISCOUNT, discount=1_300_000,
    )  # fmt: skip
    add_coupon(world, number, type=CouponType.PROMOTION)
    expected = {
        "id": 1,
        "coupon_id": 4,
        "order_id": number,
        "code": "557D2DEA0CCAFA1",
        "amount": "65.0000",
        "type": 1,
        "discount": "130.0000",
    }
    reply = world.get(path)
    assert (reply.status, reply.json()[0]) == (200, expected)
    assert list(reply.json()[0]) == list(expected)
    assert [(row["id"], row["code"], row["type"]) for row in reply.json()] == [
        (1, "557D2DEA0CCAFA1", 1), (2, None, 5),
    ]  # fmt: skip
    assert world.get(f"{path}?limit=1&page=2&harmless=1").json() == [reply.json()[1]]
    assert world.get(f"{path}?limit=1&page=3").status == 204
    assert world.get(f"{path}/1").json() == expected
    assert world.get(f"{path}/3").json() == NOT_FOUND
    assert world.get("/v2/orders/999/coupons").json() == NOT_FOUND
    assert world.get(f"{path}/1.xml").text.endswith(
        f"<coupon><id>1</id><coupon_id>4</coupon_id><order_id>{number}</order_id>"
        "<code>557D2DEA0CCAFA1</code><amount>65.0000</amount><type>1</type>"
        "<discount>130.0000</discount></coupon>"
    )


def add_tax(world: World, order_id: int, number: int, **values: Any) -> None:
    async def work(unit: Unit) -> None:
        unit.insert("order_taxes", store_id=world.store.id, id=number, order_id=order_id, **values)

    world.write(work)


def test_taxes(world: World) -> None:
    number = add_order(world)
    path = f"/v2/orders/{number}/taxes"
    assert world.get(path).status == 204
    add_tax(
        world, number, 13, order_address_id=39, order_product_id=5, tax_rate_id=1, tax_class_id=0,
        name="Tax", tax_class="Default Tax Class", rate=8_250_000, priority=0,
        priority_amount=176_400, line_amount=176_400,
    )  # fmt: skip
    add_tax(
        world, number, 14, order_address_id=39, tax_rate_id=1, tax_class_id=None, name="Tax",
        tax_class="Automatic Tax", rate=5_500_000, line_item_type="shipping",
    )  # fmt: skip
    first = {
        "id": 13,
        "order_id": number,
        "order_address_id": 39,
        "tax_rate_id": 1,
        "sales_tax_id": "1",
        "tax_class_id": 0,
        "name": "Tax",
        "class": "Default Tax Class",
        "rate": "8.2500",
        "priority": 0,
        "priority_amount": "17.6400",
        "line_amount": "17.6400",
        "order_pickup_method_id": 0,
    }
    automatic = {
        "id": 14,
        "tax_rate_id": 1,
        "sales_tax_id": "1",
        "tax_class_id": None,
        "name": "Tax",
        "class": "Automatic Tax",
        "rate": "5.5000",
        "priority": 1,
        "priority_amount": "0.0000",
        "line_amount": "0.0000",
        "order_pickup_method_id": 0,
    }
    reply = world.get(path)
    assert (reply.status, reply.json()) == (200, [first, automatic])
    assert list(reply.json()[0]) == list(first)
    detailed = [
        {**first, "order_product_id": "5", "line_item_type": "item"},
        {**automatic, "order_product_id": None, "line_item_type": "shipping"},
    ]
    assert world.get(f"{path}?details=true").json() == detailed
    assert world.get(f"{path}?details=false&limit=1&page=2").json() == [automatic]
    assert world.get(f"{path}/13").json() == first
    assert world.get(f"{path}/13?details=true").json() == detailed[0]
    assert world.get(f"{path}/15").json() == NOT_FOUND
    assert world.get("/v2/orders/999/taxes").json() == NOT_FOUND
    assert "<taxes><tax><id>13</id>" in world.get(f"{path}.xml").text


def test_fees(world: World) -> None:
    given = {
        "type": "custom_fee",
        "display_name_customer": "A Fee",
        "display_name_merchant": "The Fee",
        "source": "AA",
        "cost_ex_tax": "12.3",
        "cost_inc_tax": 13.3,
    }
    number = add_order(world, fees=[given])
    expected = {
        "id": 1,
        "type": "custom_fee",
        "display_name_customer": "A Fee",
        "display_name_merchant": "The Fee",
        "source": "AA",
        "base_cost": "12.3000",
        "cost_ex_tax": "12.3000",
        "cost_inc_tax": "13.3000",
        "cost_tax": "1.0000",
        "tax_class_id": None,
    }
    reply = world.get(f"/v2/orders/{number}/fees")
    assert (reply.status, reply.json()) == (200, {"fees": [expected]})
    assert list(reply.json()["fees"][0]) == list(expected)
    plain = add_order(world)
    assert world.get(f"/v2/orders/{plain}/fees").json() == {"fees": []}
    assert world.get("/v2/orders/999/fees").json() == NOT_FOUND


def test_shipping_consignments(world: World) -> None:
    number = add_order(
        world,
        VASE,
        shipping_addresses=[{**BILLING, "shipping_method": "Flat rate"}],
        base_shipping_cost="5.1",
    )
    products = world.get(f"/v2/orders/{number}/products").json()
    (line,) = products
    path = f"/v2/orders/{number}/consignments"
    shipping = {
        "id": 1,
        **ADDRESS,
        "shipping_method": "Flat rate",
        "line_items": [link(f"/orders/{number}/products/{line['id']}")],
        "items_total": 2,
        "items_shipped": 0,
        "base_cost": 5.1,
        "cost_ex_tax": 5.1,
        "cost_inc_tax": 5.1,
        "cost_tax": 0,
        "cost_tax_class_id": 0,
        "base_handling_cost": 0,
        "handling_cost_ex_tax": 0,
        "handling_cost_inc_tax": 0,
        "handling_cost_tax": 0,
        "handling_cost_tax_class_id": 0,
        "shipping_zone_id": 0,
        "shipping_zone_name": "",
        "shipping_quotes": link(f"/orders/{number}/consignments/shipping/1/shipping_quotes"),
    }
    expected: dict[str, Any] = {
        "pickups": [],
        "shipping": [shipping],
        "downloads": [],
        "email": {"gift_certificates": []},
    }
    reply = world.get(path)
    assert (reply.status, reply.json()) == (200, expected)
    assert list(reply.json()["shipping"][0]) == list(shipping)
    shipping["line_items"] = products
    assert world.get(f"{path}?include=consignments.line_items").json() == expected
    wrong = world.get(f"{path}?include=everything")
    message = "The field 'include' is invalid."
    assert (wrong.status, wrong.json()) == (400, [{"status": 400, "message": message}])
    assert world.get("/v2/orders/999/consignments").json() == NOT_FOUND


def test_each_address_has_its_own_lines(world: World) -> None:
    number = add_order(world, VASE, shipping_addresses=[BILLING, BILLING])
    shown = world.get(f"/v2/orders/{number}/consignments").json()["shipping"]
    lines = [link(f"/orders/{number}/products/1")]
    assert [(one["id"], one["line_items"]) for one in shown] == [(1, lines), (2, [])]


def test_consignments_and_fees_in_xml(world: World) -> None:
    fee = {"type": "custom_fee", "display_name_customer": "A Fee", "cost_ex_tax": 1,
           "cost_inc_tax": 1}  # fmt: skip
    number = add_order(world, VASE, fees=[fee])
    text = world.get(f"/v2/orders/{number}/consignments.xml").text
    resource = f"/orders/{number}/products/1"
    assert "<consignments><pickups></pickups><shipping><consignment><id>1</id>" in text
    assert (
        f"<line_items><line_item><url>http://testserver/stores/demo/v2{resource}</url>"
        f"<resource>{resource}</resource></line_item></line_items>"
    ) in text
    text = world.get(f"/v2/orders/{number}/fees.xml").text
    assert "<fees><fee><id>1</id><type>custom_fee</type>" in text


def test_pickup_consignments(world: World) -> None:
    location = {"name": "Location 1", "code": "LOCATION-1", "city": "Austin"}
    pickup = {
        "pickup_method_id": 1,
        "pickup_method_display_name": "Pick Up",
        "collection_instructions": "Bring your ID",
        "collection_time_description": "9am - 6pm",
        "location": location,
        "line_items": [VASE],
    }
    number = add_order(world, consignments={"pickups": [pickup]})
    shown = world.get(f"/v2/orders/{number}/consignments").json()
    (line,) = world.get(f"/v2/orders/{number}/products").json()
    assert line["order_pickup_method_id"] == 1
    assert shown["shipping"] == []
    (found,) = shown["pickups"]
    assert found.pop("location").items() >= location.items()
    assert found == {
        "id": 1,
        "pickup_method_id": 1,
        "pickup_method_display_name": "Pick Up",
        "collection_instructions": "Bring your ID",
        "collection_time_description": "9am - 6pm",
        "line_items": [link(f"/orders/{number}/products/{line['id']}")],
    }


BECOMES_A_CERTIFICATE = statement(
    "UPDATE order_products SET type = 'giftcertificate', order_address_id = 0"
    " WHERE store_id = :store_id AND id = :id"
)


def test_digital_consignments(world: World) -> None:
    product = {"name": "E-book", "type": "digital", "price": 1, "weight": 0}
    product_id = world.post("/v3/catalog/products", product).json()["data"]["id"]
    number = add_order(world, {"product_id": product_id, "quantity": 1}, VASE, VASE)
    lines = world.get(f"/v2/orders/{number}/products").json()

    async def work(unit: Unit) -> int:
        return await unit.execute(BECOMES_A_CERTIFICATE, store_id=world.store.id, id=lines[1]["id"])

    assert world.write(work) == 1
    digital, certificate, vase = [link(f"/orders/{number}/products/{line['id']}") for line in lines]
    shown = world.get(f"/v2/orders/{number}/consignments").json()
    assert shown["downloads"] == [{"recipient_email": "test@example.com", "line_items": [digital]}]
    assert shown["email"] == {
        "gift_certificates": [{"recipient_email": "test@example.com", "line_items": [certificate]}]
    }
    assert [one["line_items"] for one in shown["shipping"]] == [[vase]]


def test_there_are_no_shipping_quotes(world: World) -> None:
    number, other = add_order(world), add_order(world)
    for path in ("shipping_addresses/1", "consignments/shipping/1"):
        reply = world.get(f"/v2/orders/{number}/{path}/shipping_quotes")
        assert (reply.status, reply.body) == (204, b"")
        wrong = world.get(f"/v2/orders/{other}/{path}/shipping_quotes")
        assert (wrong.status, wrong.json()) == (404, NOT_FOUND)


def test_an_order_that_nobody_has_paid_has_no_transactions(world: World) -> None:
    number = add_order(world)
    reply = world.get(f"/v2/orders/{number}/transactions")
    assert (reply.status, reply.body) == (204, b"")
    missing = world.get("/v2/orders/99999/transactions")
    assert (missing.status, missing.json()) == (404, NOT_FOUND)
