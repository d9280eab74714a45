"""The scenes of the recorded V2 cases that speak XML."""

from collections.abc import Iterator
from typing import Any

from defusedxml.ElementTree import fromstring

from tests.contract.arranging import BILLING
from tests.contract.replay import Scene, arranged, checked
from tests.support.client import Reply

XML = {"content-type": "application/xml", "accept": "application/xml"}


@arranged("v2-order-create-xml")
def an_order_in_xml(scene: Scene) -> None:
    scene.raw = order_in_xml(BILLING)
    scene.headers |= XML


@arranged("v2-order-error-xml-details")
def an_order_in_xml_without_a_country(scene: Scene) -> None:
    named = ("country", "country_iso2")
    scene.raw = order_in_xml({k: v for k, v in BILLING.items() if k not in named})
    scene.headers |= XML


def order_in_xml(billing: dict[str, Any]) -> bytes:
    """The root's name is free; the old suite called it so."""
    fields = "".join(f"<{name}>{value}</{name}>" for name, value in billing.items())
    line = "<name>Vase</name><quantity>1</quantity>"
    price = "<price_ex_tax>10</price_ex_tax><price_inc_tax>10</price_inc_tax>"
    return (
        f"<root><billing_address>{fields}</billing_address>"
        f"<products><product>{line}{price}</product></products></root>"
    ).encode()


@checked("v2-order-create-xml")
def it_is_answered_in_xml(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    if not reply.headers["content-type"].startswith("application/xml"):
        yield f"content type {reply.headers['content-type']}"
        return
    root = fromstring(reply.body)
    found = {
        name: root.findtext(name) for name in ("order_is_digital", "billing_address/first_name")
    }
    if found != {"order_is_digital": "false", "billing_address/first_name": "Test"}:
        yield f"the order holds {found}"
    if not (root.findtext("id") or "").isdigit():
        yield "the order has no id"
