"""Feeders of what hangs from customers: attributes, form fields, consent, settings, logins."""

from typing import Any

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

ATTRIBUTES = "/v3/customers/attributes"
VALUES = "/v3/customers/attribute-values"
FIELDS = "/v3/customers/form-field-values"
PERSON = {"first_name": "Test", "last_name": "User", "email": "test@example.com"}
ADDRESS = {
    "first_name": "Test",
    "last_name": "User",
    "address1": "123 Main St",
    "city": "Austin",
    "country_code": "US",
}


def _person(shop: Shop, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = shop.call("POST", "/v3/customers", [PERSON | fields])["data"][0]
    return made


def _attributes(shop: Shop) -> list[int]:
    wanted = [{"name": kind, "type": kind} for kind in ("string", "number", "date")]
    return [each["id"] for each in shop.call("POST", ATTRIBUTES, wanted)["data"]]


@feeds(f"GET {ATTRIBUTES}", f"POST {ATTRIBUTES}", f"PUT {ATTRIBUTES}", f"DELETE {ATTRIBUTES}")
def attributes(shop: Shop) -> None:
    first, second, _ = _attributes(shop)
    shop.call("POST", ATTRIBUTES, [{"name": "number", "type": "number"}], expect=422)
    shop.call("PUT", ATTRIBUTES, [{"id": first, "name": "Shirt"}])
    shop.call("GET", f"{ATTRIBUTES}?limit=1&page=2")
    shop.call("DELETE", f"{ATTRIBUTES}?id:in={first},{second}", expect=204)


@feeds(f"GET {VALUES}", f"PUT {VALUES}", f"DELETE {VALUES}")
def attribute_values(shop: Shop) -> None:
    ids = _attributes(shop)
    owner = _person(shop)["id"]
    answers = zip(ids, ("L", "42", "2026-06-18"), strict=True)
    wanted = [
        {"customer_id": owner, "attribute_id": each, "value": value} for each, value in answers
    ]
    made = shop.call("PUT", VALUES, wanted)["data"]
    shop.call("PUT", VALUES, [wanted[1] | {"value": "many"}], expect=422)
    shop.call("GET", f"{VALUES}?limit=1&page=2")
    shop.call("DELETE", f"{VALUES}?id:in={made[0]['id']}", expect=204)


@feeds(f"GET {FIELDS}", f"PUT {FIELDS}")
def form_field_values(shop: Shop) -> None:
    owner = _person(shop, addresses=[ADDRESS])
    address = owner["addresses"][0]["id"]
    wanted = [
        {"customer_id": owner["id"], "name": "Colour", "value": "blue"},
        {"customer_id": owner["id"], "name": "Size", "value": 42},
        {"address_id": address, "name": "Gates", "value": ["front", "back"]},
    ]
    shop.call("PUT", FIELDS, wanted)
    shop.call("PUT", FIELDS, [{"name": "Nobody's", "value": "x"}], expect=422)
    shop.call("GET", FIELDS)
    page = shop.call("GET", f"{FIELDS}?limit=1&page=2")
    shop.call("GET", f"{FIELDS}{page['meta']['cursor_pagination']['links']['next']}")


@feeds("GET /v3/customers/{}/consent", "PUT /v3/customers/{}/consent")
def consent(shop: Shop) -> None:
    path = f"/v3/customers/{_person(shop)['id']}/consent"
    shop.call("GET", path)
    shop.call("PUT", path, {"allow": ["essential", "functional"], "deny": ["targeting"]})
    shop.call("PUT", path, {"allow": "all"}, expect=422)
    shop.call("GET", path)


@feeds(
    "GET /v3/customers/settings",
    "PUT /v3/customers/settings",
    "GET /v3/customers/settings/channels/{}",
    "PUT /v3/customers/settings/channels/{}",
)
def settings(shop: Shop) -> None:
    group = shop.call("POST", "/v2/customer_groups", {"name": "Trade"})["id"]
    wanted = {
        "privacy_settings": {
            "ask_shopper_for_tracking_consent": True,
            "policy_url": "https://example.com/policy",
        },
        "customer_group_settings": {
            "guest_customer_group_id": group,
            "default_customer_group_id": group,
        },
    }
    for path in ("/v3/customers/settings", "/v3/customers/settings/channels/1"):
        shop.call("PUT", path, wanted)
        shop.call("GET", path)


@feeds("POST /v3/customers/validate-credentials")
def credentials(shop: Shop) -> None:
    _person(shop, authentication={"new_password": "Passw0rd!"})
    path = "/v3/customers/validate-credentials"
    login = {"email": PERSON["email"], "password": "Passw0rd!", "channel_id": 1}
    assert shop.call("POST", path, login)["is_valid"]
    shop.call("POST", path, login | {"password": "another"})
    shop.call("POST", path, {}, expect=422)
