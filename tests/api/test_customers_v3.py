"""V3 customers: exact bodies, filters, pages, refusals and what is announced."""

from typing import Any

import pytest

from orderwright.db import outbox
from orderwright.db.unit import Unit
from tests.support.client import Request
from tests.support.world import World

JANE = {"email": "Jane.Doe@example.com", "first_name": "Jane", "last_name": "Doe"}
STATUS_CODES = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes"
ADDRESS = {
    "first_name": "Jane",
    "last_name": "Doe",
    "address1": "1 Main St",
    "city": "Austin",
    "state_or_province": "Texas",
    "postal_code": "78701",
    "country_code": "US",
}


def make(world: World, **changes: Any) -> dict[str, Any]:
    reply = world.post("/v3/customers", [JANE | changes])
    assert reply.status == 200, reply.text
    made: dict[str, Any] = reply.json()["data"][0]
    return made


def emails(world: World, query: str) -> list[str]:
    reply = world.get(f"/v3/customers?{query}")
    assert reply.status == 200, reply.text
    return [row["email"] for row in reply.json()["data"]]


def events(world: World) -> list[tuple[str, str]]:
    async def work(unit: Unit) -> list[tuple[str, str]]:
        return [(e.scope, e.data) for e in await outbox.read_after(unit, world.store.id, 0, 100)]

    found: list[tuple[str, str]] = world.read(work)
    return found


def test_create_answers_the_whole_customer(world: World) -> None:
    reply = world.post("/v3/customers", [JANE])
    assert reply.status == 200
    assert reply.json() == {
        "data": [
            {
                "id": 1,
                "authentication": {"force_password_reset": False},
                "company": "",
                "customer_group_id": 0,
                "email": "Jane.Doe@example.com",
                "first_name": "Jane",
                "last_name": "Doe",
                "notes": "",
                "phone": "",
                "registration_ip_address": "",
                "tax_exempt_category": "",
                "date_created": "2026-06-18T14:23:09Z",
                "date_modified": "2026-06-18T14:23:09Z",
                "accepts_product_review_abandoned_cart_emails": False,
                "address_count": 0,
                "attribute_count": 0,
                "origin_channel_id": 1,
                "channel_ids": [1],
                "store_credit_amounts": [{"amount": 0}],
            }
        ],
        "meta": {},
    }
    assert events(world) == [
        (
            "store/customer/created",
            '{"type":"customer","id":1,"origin_channel_id":1,"channel_ids":[1]}',
        )
    ]


def test_create_with_all_fields_and_addresses(world: World) -> None:
    made = make(
        world,
        company="Acme",
        phone="555",
        notes="Kind",
        tax_exempt_category="A",
        accepts_product_review_abandoned_cart_emails=True,
        store_credit_amounts=[{"amount": 43.15}],
        form_fields=[{"name": "Size", "value": "L"}, {"name": "Colours", "value": ["red"]}],
        authentication={"force_password_reset": True, "new_password": "secret123"},
        trigger_account_created_notification=True,
        addresses=[ADDRESS | {"form_fields": [{"name": "Gate", "value": 5}]}],
    )
    assert made["store_credit_amounts"] == [{"amount": 43.15}]
    assert made["authentication"] == {"force_password_reset": True}
    assert made["form_fields"] == [
        {"name": "Size", "value": "L", "customer_id": 1},
        {"name": "Colours", "value": ["red"], "customer_id": 1},
    ]
    assert made["address_count"] == 1
    assert made["addresses"] == [
        {
            "address1": "1 Main St",
            "address2": "",
            "address_type": "residential",
            "city": "Austin",
            "company": "",
            "country": "United States",
            "country_code": "US",
            "customer_id": 1,
            "first_name": "Jane",
            "id": 1,
            "last_name": "Doe",
            "phone": "",
            "postal_code": "78701",
            "state_or_province": "Texas",
            "form_fields": [{"name": "Gate", "value": 5}],
        }
    ]
    assert "password" not in str(made).replace("force_password_reset", "")
    assert events(world)[1] == (
        "store/customer/address/created",
        '{"type":"customer","id":1,"address":{"customer_id":1}}',
    )


def test_email_in_use_refuses_the_whole_batch(world: World) -> None:
    make(world)
    new = {"email": "new@example.com", "first_name": "N", "last_name": "W"}
    reply = world.post("/v3/customers", [new, JANE | {"email": "jane.doe@EXAMPLE.com"}])
    assert (reply.status, reply.json()) == (
        422,
        {
            "status": 422,
            "title": "Create customers failed.",
            "type": STATUS_CODES,
            "errors": {
                ".customer_create": (
                    "Error creating customers: email jane.doe@EXAMPLE.com already in use"
                )
            },
        },
    )
    assert emails(world, "") == ["Jane.Doe@example.com"]
    twice = world.post("/v3/customers", [new, new])
    assert (twice.status, emails(world, "")) == (422, ["Jane.Doe@example.com"])


def test_two_at_once_with_one_email_make_one_customer(world: World) -> None:
    replies = world.together([Request("POST", "/v3/customers", [JANE])] * 4)
    assert sorted(reply.status for reply in replies) == [200, 422, 422, 422]


@pytest.mark.parametrize(
    "body, errors",
    [
        ([{"first_name": "A", "last_name": "B"}], {"email": "error.path.missing"}),
        ([JANE | {"email": "nobody"}], {"email": "error.expected.valid"}),
        ([JANE | {"first_name": ""}], {"first_name": "error.expected.valid"}),
        ([JANE | {"first_name": None}], {"first_name": "error.expected.notnull"}),
        ([JANE | {"addresses": [{}]}], {
            f"addresses.0.{name}": "error.path.missing"
            for name in ("first_name", "last_name", "address1", "city", "country_code")
        }),
        ([JANE | {"addresses": [ADDRESS | {"country_code": "XX"}]}],
         {"country_code": "error.expected.valid"}),
        (JANE, {"": "error.expected.jsarray"}),
    ],
)  # fmt: skip
def test_bad_bodies_change_nothing(world: World, body: Any, errors: dict[str, str]) -> None:
    reply = world.post("/v3/customers", body)
    assert (reply.status, reply.json()) == (
        422,
        {
            "status": 422,
            "title": "JSON data is missing or invalid",
            "type": STATUS_CODES,
            "errors": errors,
        },
    )
    assert emails(world, "") == []


def test_more_than_ten_are_too_many(world: World) -> None:
    people = [JANE | {"email": f"p{i}@example.com"} for i in range(11)]
    assert world.post("/v3/customers", people).status == 413
    assert world.post("/v3/customers", people[:10]).status == 200


def test_update_changes_only_what_is_given(world: World) -> None:
    make(world, company="Acme")
    world.clock.advance(60_000)
    reply = world.put("/v3/customers", [{"id": 1, "phone": "1", "registration_ip_address": "::1"}])
    changed = reply.json()["data"][0]
    assert (reply.status, changed["phone"], changed["company"]) == (200, "1", "Acme")
    assert changed["registration_ip_address"] == ""
    assert (changed["date_created"], changed["date_modified"]) == (
        "2026-06-18T14:23:09Z",
        "2026-06-18T14:24:09Z",
    )
    world.clock.advance(60_000)
    again = world.put("/v3/customers", [{"id": 1, "phone": "1"}]).json()["data"][0]
    assert again["date_modified"] == "2026-06-18T14:24:09Z"
    assert [scope for scope, _ in events(world)] == [
        "store/customer/created",
        "store/customer/updated",
    ]


def test_update_refusals(world: World) -> None:
    make(world)
    make(world, email="b@example.com")
    unknown = world.put("/v3/customers", [{"id": 9, "phone": "1"}])
    assert (unknown.status, unknown.json()["title"], unknown.json()["errors"]) == (
        422,
        "Update customers failed.",
        {"0.id": "invalid customer ID"},
    )
    missing = world.put("/v3/customers", [{"phone": "1"}])
    assert missing.json()["errors"] == {"id": "error.path.missing"}
    taken = world.put("/v3/customers", [{"id": 1, "email": "B@example.com"}])
    assert (taken.status, taken.json()["errors"]) == (
        422,
        {".customer_update": "Error updating customers: email B@example.com already in use"},
    )
    group = world.put("/v3/customers", [{"id": 1, "customer_group_id": 77}])
    assert group.json()["errors"] == {"0.customer_group_id": "invalid customer group ID"}
    own = world.put("/v3/customers", [{"id": 1, "email": "jane.doe@example.com"}])
    assert (own.status, own.json()["data"][0]["email"]) == (200, "jane.doe@example.com")


def test_filters(world: World) -> None:
    make(world, email="a@example.com", first_name="Ann", company="X", phone="1")
    world.clock.advance(86_400_000)
    make(world, email="b@example.com", first_name="Bob", last_name="O_k", company="Y")
    assert emails(world, "id:in=2") == ["b@example.com"]
    assert emails(world, "id%3Ain=1%2C2") == ["a@example.com", "b@example.com"]
    assert emails(world, "email:in=B@EXAMPLE.COM,c@example.com") == ["b@example.com"]
    assert emails(world, "name:in=ann%20doe") == ["a@example.com"]
    assert emails(world, "name:like=O_") == ["b@example.com"]
    assert emails(world, "name:like=nn,bo") == ["a@example.com", "b@example.com"]
    assert emails(world, "company:in=Y") == ["b@example.com"]
    assert emails(world, "phone:in=1") == ["a@example.com"]
    assert emails(world, "customer_group_id:in=3") == []
    assert emails(world, "date_created:min=2026-06-19") == ["b@example.com"]
    assert emails(world, "date_created:max=2026-06-18") == ["a@example.com"]
    assert emails(world, "date_created=2026-06-18") == ["a@example.com"]
    assert emails(world, "date_modified=2026-06-19T14:23:09Z") == ["b@example.com"]
    assert emails(world, "sort=last_name:desc") == ["b@example.com", "a@example.com"]
    assert emails(world, "sort=date_created:desc") == ["b@example.com", "a@example.com"]


def test_wrong_filters(world: World) -> None:
    unknown = world.get("/v3/customers?foo=1")
    assert (unknown.status, unknown.json()) == (
        422,
        {
            "status": 422,
            "title": "The filter(s): foo are not valid filter parameter(s).",
            "type": STATUS_CODES,
            "errors": {},
        },
    )
    words = world.get("/v3/customers?id:in=hello")
    assert (words.status, words.json()) == (
        422,
        {
            "status": 422,
            "title": (
                'Query parameter "id:in" value may contain only integer values.'
                ' For input string: "hello".'
            ),
            "type": STATUS_CODES,
            "errors": {},
        },
    )
    assert world.get("/v3/customers?after=nonsense").status == 422
    assert world.get("/v3/customers?limit=251").status == 413


def test_empty_list(world: World) -> None:
    assert world.get("/v3/customers").json() == {
        "data": [],
        "meta": {
            "pagination": {
                "total": 0,
                "count": 0,
                "per_page": 50,
                "current_page": 1,
                "total_pages": 1,
            },
            "cursor_pagination": {"count": 0, "per_page": 50},
        },
    }


def test_pages_by_number_and_by_cursor(world: World) -> None:
    for name in "abc":
        make(world, email=f"{name}@example.com")
    first = world.get("/v3/customers?limit=2").json()
    assert first["meta"] == {
        "pagination": {
            "total": 3,
            "count": 2,
            "per_page": 2,
            "current_page": 1,
            "total_pages": 2,
            "links": {"next": "?page=2&limit=2", "current": "?page=1&limit=2"},
        },
        "cursor_pagination": {
            "count": 2,
            "per_page": 2,
            "start_cursor": "aWQ6MQ==",
            "end_cursor": "aWQ6Mg==",
            "links": {"next": "?limit=2&after=aWQ6Mg%3D%3D", "current": "?limit=2"},
        },
    }
    onward = first["meta"]["cursor_pagination"]["links"]["next"]
    second = world.get(f"/v3/customers{onward}").json()
    assert [row["id"] for row in second["data"]] == [3]
    assert "next" not in second["meta"]["cursor_pagination"]["links"]
    back = second["meta"]["cursor_pagination"]["links"]["previous"]
    assert [row["id"] for row in world.get(f"/v3/customers{back}").json()["data"]] == [1, 2]
    assert [row["id"] for row in world.get("/v3/customers?page=2&limit=2").json()["data"]] == [3]


def test_include(world: World) -> None:
    make(world, addresses=[ADDRESS], form_fields=[{"name": "Size", "value": "L"}])
    plain = world.get("/v3/customers").json()["data"][0]
    assert not {"addresses", "attributes", "form_fields", "store_credit_amounts"} & plain.keys()
    everything = "addresses,storecredit,attributes,formfields,shopper_profile_id,segment_ids"
    whole = world.get(f"/v3/customers?include={everything}").json()["data"][0]
    assert whole["addresses"][0]["address1"] == "1 Main St"
    assert whole["store_credit_amounts"] == [{"amount": 0}]
    assert whole["attributes"] == []
    assert whole["form_fields"] == [{"name": "Size", "value": "L", "customer_id": 1}]
    assert whole["segment_ids"] == []
    assert world.get("/v3/customers?include=nothing").status == 422


def test_delete_takes_addresses_along(world: World) -> None:
    make(world, addresses=[ADDRESS])
    assert world.delete("/v3/customers").status == 204
    assert emails(world, "") == ["Jane.Doe@example.com"]
    reply = world.delete("/v3/customers?id:in=1,2")
    assert (reply.status, reply.body) == (204, b"")
    assert emails(world, "") == []
    assert world.get("/v3/customers/addresses").json()["data"] == []
    assert events(world)[-1] == (
        "store/customer/deleted",
        '{"type":"customer","id":1,"origin_channel_id":1,"channel_ids":[1]}',
    )


def test_addresses_are_created_changed_and_deleted(world: World) -> None:
    make(world)
    new = ADDRESS | {"customer_id": 1}
    made = world.post("/v3/customers/addresses", [new, new]).json()
    assert [row["id"] for row in made["data"]] == [1]
    double = world.post("/v3/customers/addresses", [new])
    assert (double.status, double.json()) == (200, {"data": [], "meta": {}})
    changed = world.put(
        "/v3/customers/addresses",
        [{"id": 1, "country_code": "gb", "form_fields": [{"name": "Gate", "value": "5"}]}],
    ).json()["data"][0]
    assert (changed["country"], changed["country_code"]) == ("United Kingdom", "GB")
    assert changed["form_fields"] == [{"name": "Gate", "value": "5", "address_id": 1}]
    listed = world.get("/v3/customers/addresses?customer_id:in=1&include=formfields").json()
    assert listed["data"] == [changed]
    assert listed["meta"]["pagination"]["total"] == 1
    assert world.get("/v3/customers/addresses?name:in=no%20one").json()["data"] == []
    assert world.delete("/v3/customers/addresses?id:in=1").status == 204
    assert world.get("/v3/customers/addresses").json()["data"] == []
    assert [scope for scope, _ in events(world)][1:] == [
        "store/customer/address/created",
        "store/customer/address/updated",
        "store/customer/address/deleted",
    ]


def test_an_address_never_becomes_another_ones_double(world: World) -> None:
    make(world)
    other = ADDRESS | {"customer_id": 1, "address1": "2 Main St"}
    world.post("/v3/customers/addresses", [ADDRESS | {"customer_id": 1}, other])
    reply = world.put("/v3/customers/addresses", [{"id": 2, "address1": "1 Main St"}])
    assert (reply.status, reply.json()["data"]) == (200, [])
    rows = world.get("/v3/customers/addresses?id:in=2").json()["data"]
    assert rows[0]["address1"] == "2 Main St"


def test_address_refusals(world: World) -> None:
    unknown = world.post("/v3/customers/addresses", [ADDRESS | {"customer_id": 5}])
    assert (unknown.status, unknown.json()["errors"]) == (
        422,
        {"0.customer_id": "invalid customer ID"},
    )
    missing = world.put("/v3/customers/addresses", [{"id": 5, "city": "X"}])
    assert missing.json()["errors"] == {"0.id": "invalid customer address ID"}
    assert world.delete("/v3/customers/addresses").status == 422


def test_read_only_scope_may_not_write(world: World) -> None:
    token = world.add_token(world.store, "store_v2_customers_read_only")
    headers = {"x-auth-token": token}
    assert world.get("/v3/customers", headers=headers).status == 200
    assert world.post("/v3/customers", [JANE], headers=headers).status == 403


def test_stores_do_not_see_each_others_customers(world: World) -> None:
    make(world)
    other = world.add_store("other")
    token = world.add_token(other, "store_v2_customers")
    path = "/stores/other/v3/customers"
    reply = world.client.get(path, headers={"x-auth-token": token})
    assert reply.json()["data"] == []
    made = world.client.post(path, [JANE], headers={"x-auth-token": token})
    assert (made.status, made.json()["data"][0]["id"]) == (200, 1)
