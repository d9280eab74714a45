"""Locations and pick-up methods: exact bodies, refusals, and where goods can be fetched."""

from typing import Any

import pytest

from tests.support.world import World

CREATED = "2026-06-18T14:23:09Z"
PATH, METHODS = "/v3/inventory/locations", "/v3/pickup/methods"
ADDRESS = {
    "address1": "2 Dock Rd",
    "address2": "Gate 4",
    "city": "Austin",
    "state": "Texas",
    "zip": "78701",
    "email": "dock@example.com",
    "phone": "512",
    "geo_coordinates": {"latitude": 30.25, "longitude": -97.75},
    "country_code": "US",
}
DOCK = {
    "label": "Dock",
    "managed_by_external_source": False,
    "type_id": "PHYSICAL",
    "time_zone": "America/Chicago",
    "address": ADDRESS,
}
CLOSED = {"open": False, "opening": "00:00", "closing": "00:00"}


def add_location(world: World, **changes: Any) -> int:
    reply = world.post(PATH, [DOCK | changes])
    assert reply.status == 200, reply.text
    location_id: int = world.get(PATH).json()["data"][-1]["id"]
    return location_id


def add_method(world: World, location_id: int, name: str = "Counter") -> int:
    reply = world.post(METHODS, [{"location_id": location_id, "display_name": name}])
    assert reply.status == 200, reply.text
    method_id: int = reply.json()["data"][0]["id"]
    return method_id


def test_a_store_begins_with_its_own_location(world: World) -> None:
    reply = world.get(PATH)
    assert reply.status == 200
    (location,) = reply.json()["data"]
    assert {name: location[name] for name in ("id", "code", "label", "enabled")} == {
        "id": 1,
        "code": "BC-LOCATION-1",
        "label": "Default location",
        "enabled": True,
    }
    assert world.delete(f"{PATH}?location_id:in=1").json()["title"] == (
        "Location can\u02bct be deleted. Default location is set as a shipping origin for this"
        " store and can\u02bct be deleted."
    )
    assert len(world.get(PATH).json()["data"]) == 1


def test_a_location_is_made_changed_and_deleted(world: World) -> None:
    monday = {"open": True, "opening": "08:00", "closing": "17:30"}
    holiday = {"label": "Holiday", "date": "2026-12-25", "open": False}
    fields = {"operating_hours": {"monday": monday}, "special_hours": [holiday]}
    made = world.post(PATH, [DOCK | fields])
    assert made.status == 200
    assert len(made.json()["transaction_id"]) == 32
    days = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
    location = {
        "id": 2,
        "code": "BC-LOCATION-2",
        "label": "Dock",
        "description": "",
        "managed_by_external_source": False,
        "type_id": "PHYSICAL",
        "enabled": True,
        "operating_hours": {**dict.fromkeys(days, CLOSED), "monday": monday},
        "time_zone": "America/Chicago",
        "created_at": CREATED,
        "updated_at": CREATED,
        "address": ADDRESS,
        "storefront_visibility": True,
        "special_hours": [
            {**holiday, "opening": "00:00", "closing": "00:00", "all_day": False, "annual": False}
        ],
    }
    assert world.get(f"{PATH}?location_id:in=2").json()["data"] == [location]
    world.clock.advance(1_000)
    address = {"city": "Waco", "country_code": "US"}
    changes = {"id": 2, "label": "Pier", "enabled": False, "address": address}
    assert world.put(PATH, [changes]).status == 200
    location |= {
        "label": "Pier",
        "enabled": False,
        "address": {**ADDRESS, **address},
        "updated_at": "2026-06-18T14:23:10Z",
    }
    assert world.get(f"{PATH}?is_default=false").json()["data"] == [location]
    assert world.get(f"{PATH}?is_active=true&type_id:in=PHYSICAL").json()["data"][0]["id"] == 1
    assert world.get(f"{PATH}?location_code:in=BC-LOCATION-2").json()["data"] == [location]
    assert world.get(f"{PATH}?limit=1&page=2").json()["meta"]["pagination"]["total"] == 2
    assert world.delete(f"{PATH}?location_id:in=2").status == 200
    assert world.delete(f"{PATH}?location_id:in=2").status == 404
    assert len(world.get(PATH).json()["data"]) == 1


@pytest.mark.parametrize(
    "changes, told",
    [
        ({"code": "BC-LOCATION-1"}, "Another location has the code 'BC-LOCATION-1'."),
        (
            {"address": {**ADDRESS, "country_code": "XQ"}},
            {"address.country_code": "error.expected.valid"},
        ),
        ({"type_id": "CLOUD"}, {"type_id": "error.expected.valid"}),
        ({"address": {"city": "Waco"}}, None),
    ],
)
def test_bad_locations_are_refused(world: World, changes: dict[str, Any], told: Any) -> None:
    reply = world.post(PATH, [DOCK | changes])
    assert reply.status == 422, reply.text
    body = reply.json()
    if told is not None:
        assert told == (body["title"] if isinstance(told, str) else body["errors"])
    assert len(world.get(PATH).json()["data"]) == 1


def test_pickup_methods(world: World) -> None:
    texts = {
        "display_name": "Counter",
        "collection_instructions": "Ring twice",
        "collection_time_description": "Within an hour",
    }
    made = world.post(METHODS, [{"location_id": 1, **texts}, {"location_identity": 1}])
    first = {
        "id": 1,
        "location_id": 1,
        "location_identity": 1,
        **texts,
        "date_created": CREATED,
        "date_modified": CREATED,
    }
    second = first | dict.fromkeys(texts, "") | {"id": 2}
    assert (made.status, made.json()) == (200, {"data": [first, second], "meta": {}})
    world.clock.advance(1_000)
    changed = world.put(METHODS, [{"id": 2, "display_name": "Attic"}])
    second |= {"display_name": "Attic", "date_modified": "2026-06-18T14:23:10Z"}
    assert (changed.status, changed.json()["data"]) == (200, [second])
    assert world.get(METHODS).json()["data"] == [first, second]
    assert world.get(f"{METHODS}?sort=name:asc").json()["data"] == [second, first]
    assert world.get(f"{METHODS}?sort=date_modified:desc").json()["data"] == [second, first]
    assert world.get(f"{METHODS}?id:in=2").json()["data"] == [second]
    later = f"{METHODS}?date_modified:min=2026-06-18T14:23:10Z"
    assert world.get(later).json()["data"] == [second]
    unknown = world.put(METHODS, [{"id": 9, "display_name": "x"}])
    assert (unknown.status, unknown.json()["errors"]) == (422, {"id": "9"})
    assert world.post(METHODS, [{"location_id": 9}]).json()["title"] == (
        "Locations with ids: [9] were not found"
    )
    assert world.post(METHODS, [{"display_name": "x"}]).json()["errors"] == {
        "location_id": "error.path.missing"
    }
    assert world.delete(f"{METHODS}?id:in=1,2").status == 204
    assert world.get(METHODS).json()["data"] == []


def test_a_location_goes_with_its_pickup_methods(world: World) -> None:
    kept, gone = add_method(world, 1), add_location(world)
    add_method(world, gone)
    world.delete(f"{PATH}?location_id:in={gone}")
    assert [row["id"] for row in world.get(METHODS).json()["data"]] == [kept]


def test_goods_are_fetched_nearby_where_they_are_in_stock(world: World) -> None:
    """The dock is 11.1 km north of the first location, the far shed some 1,100 km."""
    here = {"latitude": 30.25, "longitude": -97.75}
    origin = {"id": 1, "address": {"country_code": "US", "geo_coordinates": here}}
    assert world.put(PATH, [origin]).status == 200
    north = {**ADDRESS, "geo_coordinates": {"latitude": 30.35, "longitude": -97.75}}
    far = {**ADDRESS, "geo_coordinates": {"latitude": 40.25, "longitude": -97.75}}
    dock, shed = add_location(world, address=north), add_location(world, address=far)
    hidden = add_location(world, storefront_visibility=False)
    for place in (dock, 1, shed, hidden):
        add_method(world, place)
    mug = {"name": "Mug", "type": "physical", "weight": 1, "price": 10}
    counted = {**mug, "name": "Jar", "inventory_tracking": "product", "inventory_level": 3}
    free, jar = (world.post("/v3/catalog/products", body).json()["data"] for body in (mug, counted))
    free_variant, counted_variant = free["base_variant_id"], jar["base_variant_id"]
    counted_product = jar["id"]

    def places(variant_id: int, quantity: int, value: int, unit: str = "KM") -> list[int]:
        area = {"coordinates": here, "radius": {"value": value, "unit": unit}}
        items = [{"variant_id": variant_id, "quantity": quantity}]
        reply = world.post("/v3/pickup/options", {"search_area": area, "items": items})
        assert reply.status == 200, reply.text
        options = reply.json()["results"][0]["pickup_options"]
        assert all(option["available_items"] == items for option in options)
        return [option["pickup_method"]["location_id"] for option in options]

    assert places(free_variant, 50, 20) == [1, dock]
    assert places(free_variant, 50, 11) == [1]
    assert places(free_variant, 50, 7, "MI") == [1, dock]
    assert places(free_variant, 50, 2_000) == [1, dock, shed]
    assert places(counted_variant, 3, 20) == [1]
    assert places(counted_variant, 4, 20) == []
    levels = [{"location_id": dock, "product_id": counted_product, "quantity": 4}]
    body = {"reason": "count", "items": levels}
    assert world.put("/v3/inventory/adjustments/absolute", body).status == 200
    assert places(counted_variant, 3, 20) == [1, dock]
    assert places(counted_variant, 4, 20) == [dock]
    assert places(999, 1, 20) == []
