"""V2 gift certificates and banners."""

import re
from typing import Any

import pytest

from tests.support.world import World

SECONDS = "1781792589"
GIFT = {
    "to_name": "Jo",
    "to_email": "jo@example.com",
    "from_name": "Al",
    "from_email": "al@example.com",
    "amount": "25",
}
BANNER = {
    "name": "Sale",
    "content": "<p>Sale!</p>",
    "page": "home_page",
    "location": "top",
    "date_type": "always",
}


def give(world: World, **changes: Any) -> dict[str, Any]:
    reply = world.post("/v2/gift_certificates", GIFT | changes)
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json()
    return made


def test_create_gift_certificate(world: World) -> None:
    made = give(world)
    assert re.fullmatch(r"([A-Z2-9]{3}-){3}[A-Z2-9]{3}", made.pop("code"))
    assert made == {
        "id": 1,
        "amount": "25.0000",
        "status": "active",
        "balance": "25.0000",
        "to_name": "Jo",
        "order_id": 0,
        "template": "general.html",
        "message": "",
        "to_email": "jo@example.com",
        "from_name": "Al",
        "from_email": "al@example.com",
        "customer_id": 0,
        "expiry_date": "0",
        "purchase_date": SECONDS,
        "currency_code": "USD",
    }
    assert give(world)["code"] != give(world)["code"]


def test_update_gift_certificate(world: World) -> None:
    give(world, code="GIFT")
    changes = {
        "balance": 10,
        "status": "disabled",
        "expiry_date": "Fri, 01 Jan 2027 00:00:00 +0000",
        "purchase_date": "1700000000",
    }
    changed = world.put("/v2/gift_certificates/1", changes).json()
    assert (
        changed["balance"],
        changed["status"],
        changed["expiry_date"],
        changed["purchase_date"],
    ) == ("10.0000", "disabled", "1798761600", "1700000000")
    assert world.get("/v2/gift_certificates/1").json() == changed
    assert world.get("/v2/gift_certificates/9").status == 404
    assert world.put("/v2/gift_certificates/9", {"balance": 1}).status == 404


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"to_name": ...}, "The required field 'to_name' was not supplied."),
        ({"amount": ...}, "The required field 'amount' was not supplied."),
        ({"amount": 0}, "The field 'amount' is invalid."),
        ({"balance": 26}, "The field 'balance' is invalid."),
        ({"to_email": "nobody"}, "The field 'to_email' is invalid."),
        ({"template": "boat.html"}, "The field 'template' is invalid."),
        ({"customer_id": 9}, "The field 'customer_id' is invalid."),
        ({"expiry_date": "soon"}, "The field 'expiry_date' is invalid."),
        ({"order_id": 1}, (
            "The field 'order_id' cannot be written to. Please remove it from your request before"
            " trying again.")),
    ],
)  # fmt: skip
def test_gift_certificate_refusals(world: World, changes: dict[str, Any], message: str) -> None:
    body = {name: value for name, value in (GIFT | changes).items() if value is not ...}
    reply = world.post("/v2/gift_certificates", body)
    assert (reply.status, reply.json()[0]["message"]) == (400, message)
    assert world.get("/v2/gift_certificates").status == 204


def test_a_code_is_of_one_gift_certificate(world: World) -> None:
    give(world, code="GIFT")
    reply = world.post("/v2/gift_certificates", GIFT | {"code": "gift"})
    assert reply.json() == [
        {
            "status": 400,
            "message": "The field 'code' is invalid.",
            "details": {"invalid_reason": "Another gift certificate has the code 'gift'."},
        }
    ]


def test_list_and_delete_gift_certificates(world: World) -> None:
    for name in ("A", "B"):
        give(world, code=name, to_name=name)

    def codes(query: str) -> list[str]:
        reply = world.get(f"/v2/gift_certificates?{query}")
        return [row["code"] for row in reply.json()] if reply.status == 200 else []

    assert codes("") == ["A", "B"]
    assert codes("code=b") == ["B"]
    assert codes("to_name=A") == ["A"]
    assert codes("from_email=al@example.com") == ["A", "B"]
    assert codes("min_id=2") == ["B"]
    assert codes("max_id=1") == ["A"]
    assert codes("order_id=5") == []
    assert codes("sort=id&direction=desc") == ["B", "A"]
    assert codes("limit=1&page=2") == ["B"]
    assert world.delete("/v2/gift_certificates/1").status == 204
    assert world.delete("/v2/gift_certificates/1").status == 404
    assert world.delete("/v2/gift_certificates").status == 204
    assert world.get("/v2/gift_certificates").status == 204


def test_banners(world: World) -> None:
    made = world.post("/v2/banners", BANNER)
    banner = BANNER | {
        "id": 1,
        "item_id": "0",
        "date_created": SECONDS,
        "date_from": "0",
        "date_to": "0",
        "visible": "1",
    }
    assert (made.status, made.json()) == (200, banner)
    changes = {"date_type": "custom", "date_from": "1700000000", "visible": 0}
    changed = world.put("/v2/banners/1", changes)
    banner |= {"date_type": "custom", "date_from": "1700000000", "visible": "0"}
    assert (changed.status, changed.json()) == (200, banner)
    assert world.get("/v2/banners").json() == [banner]
    assert world.get("/v2/banners?min_id=2").status == 204
    assert world.get("/v2/banners/1").json() == banner
    assert world.get("/v2/banners/count").json() == {"count": 1}
    assert world.post("/v2/banners", BANNER | {"page": "cart"}).json() == [
        {"status": 400, "message": "The field 'page' is invalid."}
    ]
    assert world.put("/v2/banners/9", changes).status == 404
    assert world.delete("/v2/banners/1").status == 204
    assert world.delete("/v2/banners/1").status == 404
    world.post("/v2/banners", BANNER)
    assert world.delete("/v2/banners").status == 204
    assert world.get("/v2/banners").status == 204
