"""Products of the V3 catalogue: what is made is read back, changed, listed and deleted."""

from typing import Any

import pytest

from orderwright.db import outbox
from orderwright.db.unit import Unit
from tests.support.client import Request
from tests.support.world import World

PRODUCTS = "/v3/catalog/products"
STATUS_CODES = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes"
VASE = {"name": "Vase", "type": "physical", "weight": 1.5, "price": 19.99}
MADE: dict[str, Any] = {
    "id": 1, "name": "Vase", "type": "physical", "sku": "", "description": "", "weight": 1.5,
    "width": 0, "depth": 0, "height": 0, "price": 19.99, "cost_price": 0, "retail_price": 0,
    "sale_price": 0, "map_price": 0, "tax_class_id": 0, "product_tax_code": "",
    "calculated_price": 19.99, "categories": [], "brand_id": 0, "option_set_id": None,
    "option_set_display": "right", "inventory_level": 0, "inventory_warning_level": 0,
    "inventory_tracking": "none", "reviews_rating_sum": 0, "reviews_count": 0, "total_sold": 0,
    "fixed_cost_shipping_price": 0, "is_free_shipping": False, "is_visible": True,
    "is_featured": False, "related_products": [-1], "warranty": "", "bin_picking_number": "",
    "layout_file": "", "upc": "", "mpn": "", "gtin": "", "date_last_imported": "",
    "search_keywords": "", "availability": "available", "availability_description": "",
    "gift_wrapping_options_type": "any", "gift_wrapping_options_list": [], "sort_order": 0,
    "condition": "New", "is_condition_shown": False, "order_quantity_minimum": 0,
    "order_quantity_maximum": 0, "page_title": "", "meta_keywords": [], "meta_description": "",
    "date_created": "2026-06-18T14:23:09+00:00", "date_modified": "2026-06-18T14:23:09+00:00",
    "view_count": 0, "preorder_release_date": None, "preorder_message": "",
    "is_preorder_only": False, "is_price_hidden": False, "price_hidden_label": "",
    "custom_url": {"url": "/vase/", "is_customized": False, "create_redirect": False},
    "base_variant_id": 1, "open_graph_type": "product", "open_graph_title": "",
    "open_graph_description": "", "open_graph_use_meta_description": True,
    "open_graph_use_product_name": True, "open_graph_use_image": True,
}  # fmt: skip
EVERYTHING: dict[str, Any] = {
    "name": "Large Vase", "type": "digital", "sku": "VASE-L", "description": "<p>Blue</p>",
    "weight": 2.25, "width": 10.5, "depth": 3, "height": 40.1234, "price": 100.5,
    "cost_price": 40.25, "retail_price": 120, "sale_price": 90.1, "map_price": 80,
    "tax_class_id": 2, "product_tax_code": "PC040100", "categories": [3, 7],
    "inventory_level": 12, "inventory_warning_level": 3, "inventory_tracking": "product",
    "fixed_cost_shipping_price": 4.5, "is_free_shipping": True, "is_visible": False,
    "is_featured": True, "related_products": [4, 5], "warranty": "2 years",
    "bin_picking_number": "B-7", "layout_file": "wide.html", "upc": "012345678905",
    "search_keywords": "vase,blue", "availability": "preorder",
    "availability_description": "In June", "gift_wrapping_options_type": "list",
    "gift_wrapping_options_list": [1, 2], "sort_order": -5, "condition": "Used",
    "is_condition_shown": True, "order_quantity_minimum": 2, "order_quantity_maximum": 8,
    "page_title": "The vase", "meta_keywords": ["a", "b"], "meta_description": "About it",
    "view_count": 4, "preorder_release_date": "2026-07-01T00:00:00+00:00",
    "preorder_message": "Soon", "is_preorder_only": True, "is_price_hidden": True,
    "price_hidden_label": "Ask", "open_graph_type": "book", "open_graph_title": "T",
    "open_graph_description": "D", "open_graph_use_meta_description": False,
    "open_graph_use_product_name": False, "open_graph_use_image": False, "gtin": "0123456789",
    "mpn": "MPN-1", "date_last_imported": "2026-01-02T03:04:05+00:00", "total_sold": 9,
}  # fmt: skip


def make(world: World, **fields: Any) -> dict[str, Any]:
    reply = world.post(PRODUCTS, VASE | fields)
    assert reply.status == 200, reply.text
    made: dict[str, Any] = reply.json()["data"]
    return made


def events(world: World) -> list[tuple[str, str]]:
    async def work(unit: Unit) -> list[tuple[str, str]]:
        found = await outbox.read_after(unit, world.store.id, 0, 1_000)
        return [(event.scope, event.data) for event in found]

    read: list[tuple[str, str]] = world.read(work)
    return read


def test_create_product_with_the_least(world: World) -> None:
    reply = world.post(PRODUCTS, VASE)
    assert reply.status == 200
    answer = reply.json()
    parts = ("images", "videos", "custom_fields", "bulk_pricing_rules", "options", "modifiers")
    data = answer["data"]
    assert [data.pop(name) for name in (*parts, "parent_relations")] == [[]] * 7
    assert "primary_image" not in data
    (variant,) = data.pop("variants")
    assert data == MADE
    assert list(data) == list(MADE)
    assert variant == {
        "id": 1, "product_id": 1, "sku": "", "sku_id": None, "price": None,
        "calculated_price": 19.99, "sale_price": None, "retail_price": None,
        "weight": None, "calculated_weight": 1.5, "width": None, "height": None, "depth": None,
        "is_free_shipping": False, "fixed_cost_shipping_price": None,
        "purchasing_disabled": False, "purchasing_disabled_message": "", "image_url": "",
        "cost_price": None, "upc": "", "mpn": "", "gtin": "", "inventory_level": 0,
        "inventory_warning_level": 0, "bin_picking_number": "", "option_values": [],
    }  # fmt: skip
    assert answer["meta"] == {}
    assert world.get(f"{PRODUCTS}/1").json() == {"data": MADE, "meta": {}}
    assert events(world) == [("store/product/created", '{"type":"product","id":1}')]


def test_every_field_is_kept(world: World) -> None:
    url = {"url": "/the-vase", "is_customized": True}
    make(world, **EVERYTHING, custom_url=url)
    data = world.get(f"{PRODUCTS}/1").json()["data"]
    assert {name: data[name] for name in EVERYTHING} == EVERYTHING
    assert data["custom_url"] == {**url, "create_redirect": False}
    assert data["calculated_price"] == 90.1
    base = world.get(f"{PRODUCTS}/1?include=variants").json()["data"]["variants"][0]
    shared = ("sku", "upc", "mpn", "gtin", "bin_picking_number", "inventory_level")
    assert {name: base[name] for name in shared} == {name: EVERYTHING[name] for name in shared}


def test_put_of_what_was_got_changes_nothing(world: World) -> None:
    make(world, **EVERYTHING)
    before = world.get(f"{PRODUCTS}/1?include=variants").json()["data"]
    world.clock.advance(60_000)
    reply = world.put(f"{PRODUCTS}/1", before)
    assert reply.status == 200
    assert world.get(f"{PRODUCTS}/1?include=variants").json()["data"] == before
    assert len(events(world)) == 1


def test_update_product_changes_only_what_was_given(world: World) -> None:
    make(world, sku="V1", categories=[1, 2])
    world.clock.advance(60_000)
    reply = world.put(f"{PRODUCTS}/1", {"price": "25.50", "categories": [2, 9], "sku": "V2"})
    assert reply.status == 200
    expected = MADE | {
        "price": 25.5, "calculated_price": 25.5, "categories": [2, 9], "sku": "V2",
        "date_modified": "2026-06-18T14:24:09+00:00",
    }  # fmt: skip
    assert world.get(f"{PRODUCTS}/1").json()["data"] == expected
    assert [scope for scope, _ in events(world)] == [
        "store/product/created",
        "store/product/updated",
    ]
    assert make(world, name="Other", sku="V1")["sku"] == "V1"


def test_a_level_is_announced_with_its_product(world: World) -> None:
    make(world, inventory_tracking="product", inventory_level=5)
    world.put(f"{PRODUCTS}/1", {"inventory_level": 7})
    world.put(f"{PRODUCTS}/1", {"inventory_level": 7})
    assert world.get(f"{PRODUCTS}/1").json()["data"]["inventory_level"] == 7
    assert events(world)[1:] == [
        ("store/product/updated", '{"type":"product","id":1}'),
        (
            "store/product/inventory/updated",
            '{"type":"product","id":1,"inventory":{"product_id":1,"method":"absolute","value":7}}',
        ),
    ]


def test_delete_product_takes_all_with_it(world: World) -> None:
    make(world, sku="V", inventory_tracking="product", inventory_level=5, categories=[1])
    assert world.delete(f"{PRODUCTS}/1").status == 204
    reply = world.get(f"{PRODUCTS}/1")
    assert reply.status == 404
    assert reply.json() == {
        "status": 404,
        "title": "A product was not found with an id of 1",
        "type": STATUS_CODES,
        "errors": {},
    }
    assert world.delete(f"{PRODUCTS}/1").status == 204
    assert [scope for scope, _ in events(world)] == [
        "store/product/created",
        "store/product/deleted",
    ]
    assert make(world, sku="V")["id"] == 2


@pytest.mark.parametrize(
    "fields, name, title",
    [
        ({"sku": "OTHER"}, "name", "The product name is a duplicate"),
        ({"name": "Bowl", "sku": "V"}, "sku", "The product sku is a duplicate"),
        (
            {"name": "Bowl", "custom_url": {"url": "/vase/", "is_customized": True}},
            "custom_url",
            "The product url is a duplicate",
        ),
    ],
)
def test_duplicates_are_refused(
    world: World, fields: dict[str, Any], name: str, title: str
) -> None:
    make(world, sku="V")
    reply = world.post(PRODUCTS, VASE | fields)
    assert reply.status == 409
    assert reply.json() == {
        "status": 409, "title": title, "type": STATUS_CODES, "errors": {name: title},
    }  # fmt: skip
    other = make(world, name="Jug", sku="J")
    assert world.put(f"{PRODUCTS}/{other['id']}", VASE | {"sku": "J"} | fields).status == 409
    assert world.get(PRODUCTS).json()["meta"]["pagination"]["total"] == 2
    assert len(events(world)) == 2


def test_one_of_many_with_the_same_name_wins(world: World) -> None:
    replies = world.together([Request("POST", PRODUCTS, json=VASE) for _ in range(6)])
    assert sorted(reply.status for reply in replies) == [200, 409, 409, 409, 409, 409]
    assert world.get(PRODUCTS).json()["meta"]["pagination"]["total"] == 1


def test_names_alike_get_addresses_of_their_own(world: World) -> None:
    assert make(world, name="Vase!")["custom_url"]["url"] == "/vase/"
    assert make(world, name="Vase?")["custom_url"]["url"] == "/vase-1/"
    assert make(world, name="Vase.")["custom_url"]["url"] == "/vase-2/"


def test_missing_and_wrong_fields_are_named(world: World) -> None:
    reply = world.post(PRODUCTS, {"name": "", "type": "solid", "price": -1, "upc": None})
    assert reply.status == 422
    assert reply.json() == {
        "status": 422,
        "title": "JSON data is missing or invalid",
        "type": STATUS_CODES,
        "errors": {
            "weight": "error.path.missing",
            "name": "error.expected.valid",
            "type": "error.expected.valid",
            "price": "error.expected.valid",
            "upc": "error.expected.notnull",
        },
    }
    assert world.get(PRODUCTS).json()["data"] == []


def test_brand_is_made_by_its_name_once(world: World) -> None:
    first = make(world, brand_name="Potter")["brand_id"]
    assert first == 1
    assert make(world, name="Bowl", brand_name="Potter")["brand_id"] == first
    assert make(world, name="Jug", brand_name="Turner")["brand_id"] == 2


def test_fields_are_picked(world: World) -> None:
    make(world)
    picked = world.get(f"{PRODUCTS}/1?include_fields=name,price").json()["data"]
    assert picked == {"id": 1, "name": "Vase", "price": 19.99}
    rest = world.get(f"{PRODUCTS}/1?exclude_fields=name,id").json()["data"]
    assert rest == {name: value for name, value in MADE.items() if name != "name"}
    made = world.post(f"{PRODUCTS}?include_fields=sku", VASE | {"name": "B"}).json()["data"]
    assert made == {"id": 2, "sku": ""}


def test_update_products_changes_all_or_none(world: World) -> None:
    make(world)
    make(world, name="Bowl")
    changes = [{"id": 2, "price": 3}, {"id": 1, "price": 4}]
    reply = world.put(PRODUCTS, changes)
    assert [(p["id"], p["price"]) for p in reply.json()["data"]] == [(2, 3), (1, 4)]
    assert world.put(PRODUCTS, [{"id": 1, "price": 9}, {"id": 99, "price": 9}]).status == 404
    assert [p["price"] for p in world.get(PRODUCTS).json()["data"]] == [4, 3]
    assert world.put(PRODUCTS, [{"id": 1}] * 11).status == 413
    assert world.put(PRODUCTS, [{"price": 1}]).status == 422


def test_delete_products_needs_a_filter(world: World) -> None:
    make(world)
    make(world, name="Bowl")
    make(world, name="Jug")
    assert world.delete(PRODUCTS).status == 422
    assert world.delete(f"{PRODUCTS}?id:in=1,3").status == 204
    assert [p["id"] for p in world.get(PRODUCTS).json()["data"]] == [2]


def test_another_store_sees_nothing(world: World) -> None:
    make(world)
    other = world.add_store("other")
    token = world.add_token(other, "store_v2_products")
    headers = {"x-auth-token": token}
    assert world.client.get(f"/stores/other{PRODUCTS}", headers=headers).json()["data"] == []
    assert world.client.get(f"/stores/other{PRODUCTS}/1", headers=headers).status == 404


def test_read_only_token_reads_and_does_not_write(world: World) -> None:
    make(world)
    token = world.add_token(world.store, "store_v2_products_read_only")
    headers = {"x-auth-token": token}
    assert world.get(f"{PRODUCTS}/1", headers=headers).status == 200
    assert world.put(f"{PRODUCTS}/1", {"price": 1}, headers=headers).status == 403
    assert world.delete(f"{PRODUCTS}/1", headers=headers).status == 403


def test_one_key_makes_one_product(world: World) -> None:
    headers = {"idempotency-key": "the-vase"}
    choice = {"option_display_name": "Size", "label": "S"}
    body = VASE | {"variants": [{"sku": "V-S", "option_values": [choice]}]}
    first, again = (world.post(PRODUCTS, body, headers=headers) for _ in range(2))
    assert (first.status, again.status, again.body) == (200, 200, first.body)
    assert again.headers["idempotent-replayed"] == "true"
    assert len(events(world)) == 2
    assert world.post(PRODUCTS, VASE, headers=headers).status == 422
    conflict = {"idempotency-key": "again"}
    replies = [world.post(PRODUCTS, VASE, headers=conflict) for _ in range(2)]
    assert [reply.status for reply in replies] == [409, 409]
    assert replies[0].body == replies[1].body
