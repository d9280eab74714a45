"""V2 customers, their addresses and their passwords."""

from typing import Any

import pytest

from orderwright.actions.credentials import ATTEMPTS_PER_WINDOW
from tests.support.world import World

JANE = {"email": "jane@example.com", "first_name": "Jane", "last_name": "Doe"}
HOME = {
    "first_name": "Jane",
    "last_name": "Doe",
    "street_1": "1 Main St",
    "city": "Austin",
    "state": "Texas",
    "zip": "78701",
    "country": "united states",
    "phone": "555",
}
NOT_FOUND = [{"status": 404, "message": "The requested resource was not found."}]


def make(world: World, **changes: Any) -> dict[str, Any]:
    reply = world.post("/v2/customers", JANE | changes)
    assert reply.status == 200, reply.text
    made: dict[str, Any] = reply.json()
    return made


def emails(world: World, query: str) -> list[str]:
    reply = world.get(f"/v2/customers?{query}")
    return [row["email"] for row in reply.json()] if reply.status == 200 else []


def test_create_answers_the_whole_customer(world: World) -> None:
    reply = world.post("/v2/customers", JANE | {"store_credit": "5", "customer_group_id": 0})
    assert (reply.status, reply.json()) == (
        200,
        {
            "id": 1,
            "company": "",
            "first_name": "Jane",
            "last_name": "Doe",
            "email": "jane@example.com",
            "phone": "",
            "form_fields": None,
            "date_created": "Thu, 18 Jun 2026 14:23:09 +0000",
            "date_modified": "Thu, 18 Jun 2026 14:23:09 +0000",
            "store_credit": "5.0000",
            "registration_ip_address": "",
            "customer_group_id": 0,
            "notes": "",
            "tax_exempt_category": "",
            "reset_pass_on_login": False,
            "accepts_marketing": False,
            "addresses": {
                "url": "http://testserver/stores/demo/v2/customers/1/addresses",
                "resource": "/customers/1/addresses",
            },
        },
    )
    assert world.get("/v2/customers/1").json() == reply.json()


def test_both_versions_show_one_customer(world: World) -> None:
    world.post("/v3/customers", [JANE | {"form_fields": [{"name": "Sizes", "value": ["S", "L"]}]}])
    assert world.get("/v2/customers/1").json()["form_fields"] == [
        {"name": "Sizes", "value": "S, L"}
    ]


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"email": ...}, "The required field 'email' was not supplied."),
        ({"first_name": ...}, "The required field 'first_name' was not supplied."),
        ({"email": "nobody"}, "The field 'email' is invalid."),
        ({"last_name": None}, "The field 'last_name' does not allow null values."),
        ({"registration_ip_address": "1.2.3"}, "The field 'registration_ip_address' is invalid."),
        ({"store_credit": -1}, "The field 'store_credit' is invalid."),
        ({"colour": 1}, "The field 'colour' is not supported by this resource."),
        ({"accepts_marketing": True}, (
            "The field 'accepts_marketing' cannot be written to. Please remove it from your"
            " request before trying again.")),
        ({"_authentication": {"password": "secret123", "password_confirmation": "secret124"}},
         "The field 'password_confirmation' is invalid."),
        ({"_authentication": {"password": "short"}}, "The field 'password' is invalid."),
        ({"customer_group_id": 9}, "The field 'customer_group_id' is invalid."),
    ],
)  # fmt: skip
def test_refusals_change_nothing(world: World, changes: dict[str, Any], message: str) -> None:
    body = {name: value for name, value in (JANE | changes).items() if value is not ...}
    reply = world.post("/v2/customers", body)
    assert (reply.status, reply.json()[0]["message"]) == (400, message)
    assert world.get("/v2/customers").status == 204


def test_email_of_another(world: World) -> None:
    make(world)
    make(world, email="b@example.com")
    refusal = [
        {
            "status": 400,
            "message": "The field 'email' is invalid.",
            "details": {
                "invalid_reason": "The email address is already in use by another customer."
            },
        }
    ]
    assert world.post("/v2/customers", JANE).json() == refusal
    assert world.put("/v2/customers/2", {"email": "JANE@example.com"}).json() == refusal


def test_update(world: World) -> None:
    make(world)
    world.clock.advance(1_000)
    changed = world.put("/v2/customers/1", {"phone": "1", "reset_pass_on_login": True}).json()
    assert (changed["phone"], changed["reset_pass_on_login"], changed["date_modified"]) == (
        "1",
        True,
        "Thu, 18 Jun 2026 14:23:10 +0000",
    )
    assert world.put("/v2/customers/9", {"phone": "1"}).json() == NOT_FOUND
    assert world.put("/v2/customers/1", {"id": 3}).status == 400


def test_filters_and_pages(world: World) -> None:
    make(world, company="X", phone="1", tax_exempt_category="A", store_credit=2)
    world.clock.advance(60_000)
    make(world, email="bob@example.com", first_name="Bob")
    assert emails(world, "first_name=Bob") == ["bob@example.com"]
    assert emails(world, "last_name=Doe&limit=1") == ["jane@example.com"]
    assert emails(world, "email=BOB@example.com") == ["bob@example.com"]
    assert emails(world, "company=X") == ["jane@example.com"]
    assert emails(world, "phone=1") == ["jane@example.com"]
    assert emails(world, "store_credit=2.0000") == ["jane@example.com"]
    assert emails(world, "tax_exempt_category=A") == ["jane@example.com"]
    assert emails(world, "customer_group_id=4") == []
    assert emails(world, "min_id=2") == ["bob@example.com"]
    assert emails(world, "max_id=1") == ["jane@example.com"]
    later = "Thu,%2018%20Jun%202026%2014:24:00%20%2b0000"
    assert emails(world, f"min_date_created={later}") == ["bob@example.com"]
    assert emails(world, f"max_date_modified={later}") == ["jane@example.com"]
    assert emails(world, "max_date_created=2026-06-18T14:23:09") == ["jane@example.com"]
    assert world.get("/v2/customers?page=3&limit=1").status == 204
    assert world.get("/v2/customers/count?first_name=Bob").json() == {"count": 1}
    assert world.get("/v2/customers/count").json() == {"count": 2}
    assert world.get("/v2/customers?colour=1").status == 400


def test_delete(world: World) -> None:
    make(world)
    make(world, email="b@example.com")
    assert world.delete("/v2/customers/1").status == 204
    assert world.delete("/v2/customers/1").json() == NOT_FOUND
    assert world.delete("/v2/customers").status == 204
    assert world.get("/v2/customers").status == 204


def test_password(world: World) -> None:
    login = {"password": "secret123", "password_confirmation": "secret123", "force_reset": True}
    made = make(world, _authentication=login)
    assert (made["reset_pass_on_login"], "secret123" in str(made)) == (True, False)
    right = world.post("/v2/customers/1/validate", {"password": "secret123"})
    assert (right.status, right.json()) == (200, {"success": True})
    wrong = world.post("/v2/customers/1/validate", {"password": "secret124"})
    assert wrong.json() == {"success": False}
    assert world.post("/v2/customers/9/validate", {"password": "x"}).json() == NOT_FOUND
    world.put("/v2/customers/1", {"phone": "1"})
    assert world.post("/v2/customers/1/validate", {"password": "secret123"}).json()["success"]


def test_password_is_not_guessed_quickly(world: World) -> None:
    make(world)
    statuses = [
        world.post("/v2/customers/1/validate", {"password": "x"}).status
        for _ in range(ATTEMPTS_PER_WINDOW + 1)
    ]
    assert statuses == [200] * ATTEMPTS_PER_WINDOW + [429]
    world.clock.advance(60_000)
    assert world.post("/v2/customers/1/validate", {"password": "x"}).status == 200


def test_addresses(world: World) -> None:
    make(world)
    assert world.get("/v2/customers/1/addresses").status == 204
    made = world.post("/v2/customers/1/addresses", HOME)
    home = HOME | {
        "id": 1,
        "customer_id": 1,
        "company": "",
        "street_2": "",
        "country": "United States",
        "country_iso2": "US",
        "address_type": "residential",
    }
    assert (made.status, made.json()) == (200, home)
    assert world.get("/v2/customers/1/addresses").json() == [home]
    assert world.get("/v2/customers/1/addresses/1").json() == home
    changed = world.put("/v2/customers/1/addresses/1", {"country": "GB", "street_2": "Flat 2"})
    home |= {"country": "United Kingdom", "country_iso2": "GB", "street_2": "Flat 2"}
    assert (changed.status, changed.json()) == (200, home)
    assert world.get("/v2/customers/1/addresses/count").json() == {"count": 1}
    assert world.get("/v2/customers/1/addresses?page=2").status == 204
    assert world.delete("/v2/customers/1/addresses/1").status == 204
    assert world.get("/v2/customers/1/addresses/1").json() == NOT_FOUND
    world.post("/v2/customers/1/addresses", HOME)
    assert world.delete("/v2/customers/1/addresses").status == 204
    assert world.get("/v2/customers/1/addresses/count").json() == {"count": 0}


def test_addresses_of_others(world: World) -> None:
    make(world)
    make(world, email="b@example.com")
    world.post("/v2/customers/1/addresses", HOME)
    for reply in (
        world.get("/v2/customers/2/addresses/1"),
        world.put("/v2/customers/2/addresses/1", {"city": "X"}),
        world.delete("/v2/customers/2/addresses/1"),
        world.get("/v2/customers/9/addresses"),
        world.post("/v2/customers/9/addresses", HOME),
        world.delete("/v2/customers/9/addresses"),
    ):
        assert reply.json() == NOT_FOUND


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"state": ...}, "The required field 'state' was not supplied."),
        ({"state": None}, "The field 'state' does not allow null values."),
        ({"country": "Atlantis"}, "The field 'country' is invalid."),
        ({"address_type": "boat"}, "The field 'address_type' is invalid."),
        ({"country_iso2": "US"}, (
            "The field 'country_iso2' cannot be written to. Please remove it from your request"
            " before trying again.")),
    ],
)  # fmt: skip
def test_address_refusals(world: World, changes: dict[str, Any], message: str) -> None:
    make(world)
    body = {name: value for name, value in (HOME | changes).items() if value is not ...}
    reply = world.post("/v2/customers/1/addresses", body)
    assert (reply.status, reply.json()[0]["message"]) == (400, message)
    assert world.get("/v2/customers/1/addresses").status == 204


def test_xml(world: World) -> None:
    body = (
        b"<customer><first_name>A</first_name><last_name>B</last_name><email>a@example.com</email>"
        b"<customer_group_id>0</customer_group_id></customer>"
    )
    headers = {"content-type": "application/xml", "accept": "application/xml"}
    reply = world.post("/v2/customers", body=body, headers=headers)
    assert reply.status == 200, reply.text
    assert b"<email>a@example.com</email>" in reply.body
