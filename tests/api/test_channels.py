"""V3 channels and their currencies: exact bodies, filters, refusals."""

from typing import Any

import pytest

from tests.support.world import World

MOMENT = "2026-06-18T14:23:09Z"
STATUS_CODES = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes"
STOREFRONT = {
    "id": 1,
    "icon_url": "",
    "is_listable_from_ui": True,
    "is_visible": True,
    "is_enabled": True,
    "date_created": MOMENT,
    "external_id": "",
    "type": "storefront",
    "platform": "bigcommerce",
    "date_modified": MOMENT,
    "name": "Store demo",
    "status": "active",
}
EBAY = {"name": "eBay", "type": "marketplace", "platform": "ebay"}


def names(world: World, query: str) -> list[str]:
    reply = world.get(f"/v3/channels?{query}")
    assert reply.status == 200, reply.text
    return [row["name"] for row in reply.json()["data"]]


def test_new_store_has_its_storefront(world: World) -> None:
    assert world.get("/v3/channels").json() == {
        "data": [STOREFRONT],
        "meta": {
            "pagination": {
                "total": 1,
                "count": 1,
                "per_page": 50,
                "current_page": 1,
                "total_pages": 1,
                "links": {"current": "?page=1&limit=50"},
            }
        },
    }
    assert world.get("/v3/channels/1").json() == {"data": STOREFRONT, "meta": {}}
    missing = world.get("/v3/channels/9")
    assert (missing.status, missing.json()["errors"]) == (404, {})


def test_create_and_update(world: World) -> None:
    made = world.post("/v3/channels", EBAY)
    channel = STOREFRONT | EBAY | {"id": 2, "status": "connected", "is_listable_from_ui": False}
    assert (made.status, made.json()) == (200, {"data": channel, "meta": {}})
    world.clock.advance(1_000)
    changes = {"status": "disconnected", "external_id": "x-1", "is_listable_from_ui": True}
    changed = world.put("/v3/channels/2", changes | {"id": 7})
    channel |= changes | {"date_modified": "2026-06-18T14:23:10Z", "is_enabled": False}
    assert (changed.status, changed.json()["data"]) == (200, channel)
    assert world.get("/v3/channels/2").json()["data"] == channel


def test_filters(world: World) -> None:
    world.clock.advance(86_400_000)
    world.post("/v3/channels", EBAY)
    world.post("/v3/channels", EBAY | {"name": "Gone", "status": "disconnected"})
    assert names(world, "available=true") == ["Store demo", "eBay"]
    assert names(world, "available=false") == ["Gone"]
    assert names(world, "status:in=disconnected,active") == ["Store demo", "Gone"]
    assert names(world, "type:in=marketplace") == ["eBay", "Gone"]
    assert names(world, "platform:in=bigcommerce") == ["Store demo"]
    assert names(world, "date_created:min=2026-06-19") == ["eBay", "Gone"]
    assert names(world, "limit=1&page=2") == ["eBay"]
    assert world.get("/v3/channels?type:in=shop").status == 422
    assert world.get("/v3/channels?colour=red").json()["title"] == (
        "The filter(s): colour are not valid filter parameter(s)."
    )


@pytest.mark.parametrize(
    "body, title, errors",
    [
        ({"type": "pos"}, "JSON data is missing or invalid",
         {"name": "error.path.missing", "platform": "error.path.missing"}),
        (EBAY | {"platform": "bigcommerce"},
         "Input channel type [marketplace] with platform [bigcommerce] is not supported", None),
        (EBAY | {"status": "active"}, "The following fields are invalid: status",
         {"status": "A channel of type marketplace cannot be active."}),
    ],
)  # fmt: skip
def test_refusals(
    world: World, body: dict[str, Any], title: str, errors: dict[str, str] | None
) -> None:
    reply = world.post("/v3/channels", body)
    refusal = {"status": 422, "title": title, "type": STATUS_CODES}
    if errors is not None:
        refusal["errors"] = errors
    assert (reply.status, reply.json()) == (422, refusal)
    assert names(world, "") == ["Store demo"]


def test_no_doubles(world: World) -> None:
    world.post("/v3/channels", EBAY)
    reply = world.post("/v3/channels", EBAY)
    assert (reply.status, reply.json()["title"]) == (
        409,
        'Channel already exists with name: "eBay", platform: "ebay", and type: "marketplace"',
    )


def test_what_cannot_be_updated(world: World) -> None:
    fixed = world.put("/v3/channels/1", {"type": "pos", "platform": "square"})
    assert (fixed.status, fixed.json()["title"], fixed.json()["errors"]) == (
        422,
        "The following fields are invalid: type, platform",
        {
            "type": "The field 'type' can not be updated after channel is created.",
            "platform": "The field 'platform' can not be updated after channel is created.",
        },
    )
    world.post("/v3/channels", EBAY | {"status": "deleted"})
    gone = world.put("/v3/channels/2", {"name": "Back"})
    assert gone.status == 422
    assert gone.json()["title"].startswith("A deleted channel cannot be updated.")
    assert world.put("/v3/channels/9", {"name": "X"}).status == 404


def test_currencies(world: World) -> None:
    world.post("/v3/channels", EBAY)
    inherited = {"channel_id": 2, "enabled_currencies": ["USD"], "default_currency": "USD"}
    path = "/v3/channels/2/currency-assignments"
    assert world.get(path).json() == {"data": inherited, "meta": {}}
    unknown = world.post(path, {"enabled_currencies": ["USD", "AWG"], "default_currency": "USD"})
    assert (unknown.status, unknown.json()["errors"]) == (
        422,
        {
            "enabled_currencies": (
                "The field `enabled_currencies` contains the following currencies that have not"
                " been enabled [AWG]"
            )
        },
    )
    euro = {
        "name": "Euro", "currency_code": "EUR", "currency_exchange_rate": 2, "token": "€",
        "token_location": "left", "decimal_token": ".", "thousands_token": ",",
        "decimal_places": 2,
    }  # fmt: skip
    assert world.post("/v2/currencies", euro).status == 200
    own = {"enabled_currencies": ["EUR"], "default_currency": "EUR"}
    assert world.put(path, own).json()["data"] == {"channel_id": 2, **own}
    assert world.get("/v3/channels/currency-assignments").json()["data"] == [
        {"channel_id": 1, "enabled_currencies": ["USD", "EUR"], "default_currency": "USD"},
        {"channel_id": 2, **own},
    ]
    shown = world.get("/v3/channels/2?include=currencies").json()["data"]
    assert shown["currencies"] == {"channel_id": 2, **own}
    dropped = world.delete(path)
    assert (dropped.status, dropped.json()) == (200, {"data": 2, "meta": {}})
    assert world.get(path).json()["data"]["enabled_currencies"] == ["USD", "EUR"]


def test_currencies_of_many(world: World) -> None:
    path = "/v3/channels/currency-assignments"
    usd = {"enabled_currencies": ["USD"], "default_currency": "USD"}
    made = world.post(path, [{"channel_id": 1, **usd}])
    assert made.json() == {"data": [{"channel_id": 1, **usd}], "meta": {}}
    assert world.put(path, [{"channel_id": 1}]).json()["errors"] == {
        "0.enabled_currencies": "error.path.missing",
        "0.default_currency": "error.path.missing",
    }
    unknown = world.post(path, [{"channel_id": 9, **usd}])
    assert (unknown.status, unknown.json()["title"]) == (
        422,
        f"The following `channel_id`s [9] are not valid for store {world.store.id}.",
    )
    assert world.get("/v3/channels/9/currency-assignments").status == 404
    assert world.delete("/v3/channels/9/currency-assignments").status == 404
