"""V2 orders in XML, in and out: the same orders as in JSON."""

from xml.etree import ElementTree as ET

from tests.api.shopping import add_order, custom, lines_of
from tests.support.client import Reply
from tests.support.world import World

XML = {"content-type": "application/xml", "accept": "application/xml"}
BODY = """<?xml version="1.0"?>
<root>
  <status_id>7</status_id>
  <order_is_digital>false</order_is_digital>
  <discount_amount>2.50</discount_amount>
  <staff_notes>Tea &amp; cake</staff_notes>
  <billing_address>
    <first_name>Test</first_name><last_name>User</last_name><street_1>123 Main St</street_1>
    <city>Austin</city><state>TX</state><zip>78701</zip><country>United States</country>
    <country_iso2>US</country_iso2><email>test@example.com</email>
  </billing_address>
  <products>
    <product>
      <name>Vase</name><quantity>2</quantity>
      <price_ex_tax>10</price_ex_tax><price_inc_tax>10</price_inc_tax>
    </product>
  </products>
</root>"""


def send(world: World, body: str, method: str = "POST", path: str = "/v2/orders") -> Reply:
    return world.request(method, path, body=body.encode(), headers=XML)


def text(root: ET.Element, path: str) -> str | None:
    found = root.find(path)
    assert found is not None, path
    return found.text


def test_an_order_comes_in_and_goes_out_as_xml(world: World) -> None:
    reply = send(world, BODY)
    assert (reply.status, reply.headers["content-type"]) == (201, "application/xml")
    root = ET.fromstring(reply.body)
    assert root.tag == "order"
    assert (text(root, "id"), text(root, "order_is_digital")) == ("100", "false")
    assert text(root, "billing_address/first_name") == "Test"
    assert text(root, "products/url") == "http://testserver/stores/demo/v2/orders/100/products"
    order = world.get("/v2/orders/100").json()
    assert (order["status_id"], order["total_inc_tax"]) == (7, "17.5000")
    assert order["staff_notes"] == "Tea & cake"
    assert [len(root), len(order)] == [74, 74]


def test_several_lines_and_one_are_both_lists(world: World) -> None:
    line = BODY[BODY.index("<product>") : BODY.index("</products>")]
    assert send(world, BODY.replace(line, line * 2)).status == 201
    assert [row["quantity"] for row in lines_of(world, 100)] == [2, 2]


def test_lists_are_xml_by_header_or_extension(world: World) -> None:
    add_order(world, custom(), discount_amount=1)
    for reply in (
        world.get("/v2/orders", headers={"accept": "application/xml"}),
        world.get("/v2/orders.xml"),
    ):
        root = ET.fromstring(reply.body)
        assert [root.tag, *(child.tag for child in root)] == ["orders", "order"]
    lines = ET.fromstring(world.get("/v2/orders/100/products.xml").body)
    assert [lines.tag, lines[0].tag] == ["products", "product"]
    assert text(lines[0], "applied_discounts/discount/id") == "manual-discount"
    addresses = ET.fromstring(world.get("/v2/orders/100/shipping_addresses.xml").body)
    assert [addresses.tag, addresses[0].tag] == ["addresses", "address"]
    assert world.get("/v2/orders.xml", headers={"accept": "application/json"}).json()


def test_a_change_comes_in_as_xml(world: World) -> None:
    add_order(world)
    reply = send(world, "<order><status_id>2</status_id></order>", "PUT", "/v2/orders/100")
    assert reply.status == 200
    assert world.get("/v2/orders/100").json()["status"] == "Shipped"


def test_refusals_are_xml_with_their_details(world: World) -> None:
    reply = send(
        world,
        BODY.replace("<country>United States</country>", "").replace(
            "<country_iso2>US</country_iso2>", ""
        ),
    )
    assert reply.status == 400
    assert reply.text.endswith(
        "<errors><error><status>400</status><message>"
        "<![CDATA[The field 'billing_address.country' is invalid.]]></message><details>"
        "<invalid_reason>Billing address country not supplied.</invalid_reason></details>"
        "</error></errors>"
    )


def test_doctypes_entities_and_broken_documents_are_400(world: World) -> None:
    entities = '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]>'
    bomb = f"{entities}<root><staff_notes>&d;</staff_notes></root>"
    deep = "<a>" * 60 + "</a>" * 60
    for body in (bomb, deep, "<root>", "", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><root/>"):
        reply = send(world, body)
        assert reply.status == 400, body
        assert reply.text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<errors>')
    assert world.get("/v2/orders").status == 204


def test_what_xml_cannot_hold_is_left_out(world: World) -> None:
    made = add_order(world, staff_notes="a\x01b\ufffec\uffffd \U0001f600")
    assert made["staff_notes"] == "a\x01b\ufffec\uffffd \U0001f600"
    root = ET.fromstring(send(world, "", "GET", f"/v2/orders/{made['id']}").body)
    assert text(root, "staff_notes") == "abcd \U0001f600"
    refused = send(world, "", "GET", "/v2/orders?%EF%BF%BFx%01=1")
    message = text(ET.fromstring(refused.body), "error/message")
    assert (refused.status, message) == (400, "The field 'x' is not supported by this resource.")
