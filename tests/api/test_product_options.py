"""Variant options and modifiers of the V3 catalogue, their values, and what they do to variants."""

from typing import Any

import pytest

from tests.api.test_products import PRODUCTS, events, make
from tests.support.client import Request
from tests.support.world import World

OPTIONS = f"{PRODUCTS}/1/options"
MODIFIERS = f"{PRODUCTS}/1/modifiers"
SIZE = {
    "display_name": "Size", "type": "rectangles", "sort_order": 2,
    "option_values": [
        {"label": "S", "sort_order": 0, "is_default": False},
        {"label": "M", "sort_order": 1, "is_default": True},
    ],
}  # fmt: skip
GLOSS = {
    "price": {"adjuster": "relative", "adjuster_value": 5.25},
    "weight": {"adjuster": "percentage", "adjuster_value": -10},
    "image_url": "https://example.com/gloss.png",
    "purchasing_disabled": {"status": True, "message": "Sold out"},
}
FINISH = {
    "display_name": "Finish", "type": "dropdown", "required": True,
    "option_values": [
        {"label": "Gloss", "sort_order": 1, "adjusters": GLOSS},
        {"label": "Matt", "sort_order": 0},
    ],
}  # fmt: skip
PLAIN = {
    "price": {}, "weight": {}, "image_url": "",
    "purchasing_disabled": {"status": False, "message": ""},
}  # fmt: skip


def post(world: World, path: str, body: Any) -> Any:
    reply = world.post(path, body)
    assert reply.status == 200, reply.text
    return reply.json()["data"]


def get(world: World, path: str) -> Any:
    reply = world.get(path)
    assert reply.status == 200, reply.text
    return reply.json()["data"]


def test_create_option(world: World) -> None:
    make(world)
    expected: dict[str, Any] = {
        "id": 1, "product_id": 1, "name": "Size1781792589-1", "display_name": "Size",
        "type": "rectangles", "sort_order": 2,
        "option_values": [
            {"id": 1, "label": "S", "sort_order": 0, "value_data": None, "is_default": False},
            {"id": 2, "label": "M", "sort_order": 1, "value_data": None, "is_default": True},
        ],
        "config": {},
    }  # fmt: skip
    assert post(world, OPTIONS, SIZE) == expected
    assert get(world, f"{OPTIONS}/1") == expected
    assert get(world, OPTIONS) == [expected]
    del expected["name"]
    assert get(world, f"{PRODUCTS}/1?include=options")["options"] == [expected]
    assert get(world, MODIFIERS) == []
    assert [scope for scope, _ in events(world)][1:] == ["store/product/updated"]


def test_options_of_a_product_without_any(world: World) -> None:
    make(world)
    assert world.get(OPTIONS).json() == {
        "data": [],
        "meta": {
            "pagination": {
                "total": 0, "count": 0, "per_page": 50, "current_page": 1, "total_pages": 0,
                "links": {"current": "?page=1&limit=50"},
            }
        },
    }  # fmt: skip
    assert world.get(f"{PRODUCTS}/9/options").status == 404
    assert world.get(f"{OPTIONS}/9").status == 404


def test_update_option_keeps_what_it_does_not_mention(world: World) -> None:
    make(world)
    post(world, OPTIONS, SIZE)
    reply = world.put(
        f"{OPTIONS}/1",
        {
            "display_name": "Fit",
            "type": "dropdown",
            "option_values": [
                {"id": 1, "label": "Small", "sort_order": 0},
                {"label": "L", "sort_order": 9},
            ],
        },
    )
    assert reply.status == 200
    option = reply.json()["data"]
    assert (option["display_name"], option["type"], option["name"]) == (
        "Fit",
        "dropdown",
        "Size1781792589-1",
    )
    assert [(v["id"], v["label"]) for v in option["option_values"]] == [
        (1, "Small"), (2, "M"), (3, "L"),
    ]  # fmt: skip
    before = len(events(world))
    assert world.put(f"{OPTIONS}/1", option).json()["data"] == option
    assert len(events(world)) == before


def test_option_values_have_addresses_of_their_own(world: World) -> None:
    make(world)
    post(world, OPTIONS, SIZE)
    value = {"label": "L", "sort_order": 5, "value_data": {"colors": ["#fff"]}}
    made = post(world, f"{OPTIONS}/1/values", value)
    assert made == {"id": 3, "is_default": False, **value}
    assert get(world, f"{OPTIONS}/1/values/3") == made
    reply = world.put(f"{OPTIONS}/1/values/3", {"label": "XL"})
    assert reply.json()["data"] == {**made, "label": "XL"}
    assert [v["label"] for v in get(world, f"{OPTIONS}/1/values")] == ["S", "M", "XL"]
    assert world.post(f"{OPTIONS}/1/values", {"label": "S", "sort_order": 1}).status == 409
    assert world.delete(f"{OPTIONS}/1/values/3").status == 204
    assert world.get(f"{OPTIONS}/1/values/3").status == 404
    assert world.delete(f"{OPTIONS}/1/values/3").status == 404
    assert world.delete(f"{OPTIONS}/1/values/2").status == 204
    assert world.delete(f"{OPTIONS}/1/values/1").status == 409


def test_create_modifier_with_adjusters(world: World) -> None:
    make(world)
    expected = {
        "id": 1, "product_id": 1, "name": "Finish1781792589-1", "display_name": "Finish",
        "type": "dropdown", "required": True, "sort_order": 0, "config": {},
        "option_values": [
            {
                "id": 1, "option_id": 1, "label": "Matt", "sort_order": 0, "value_data": None,
                "is_default": False, "adjusters": PLAIN,
            },
            {
                "id": 2, "option_id": 1, "label": "Gloss", "sort_order": 1, "value_data": None,
                "is_default": False, "adjusters": GLOSS,
            },
        ],
    }  # fmt: skip
    assert post(world, MODIFIERS, FINISH) == expected
    assert get(world, f"{MODIFIERS}/1") == expected


def test_checkbox_has_its_two_values(world: World) -> None:
    make(world)
    made = post(
        world,
        MODIFIERS,
        {
            "display_name": "Wrap", "type": "checkbox", "required": False,
            "config": {"checkbox_label": "Wrap it", "checked_by_default": False},
        },
    )  # fmt: skip
    assert made["config"] == {"checked_by_default": False, "checkbox_label": "Wrap it"}
    assert made["option_values"] == [
        {
            "id": 1, "option_id": 1, "label": "Yes", "sort_order": 0,
            "value_data": {"checked_value": True}, "is_default": False, "adjusters": PLAIN,
        },
        {
            "id": 2, "option_id": 1, "label": "No", "sort_order": 1,
            "value_data": {"checked_value": False}, "is_default": True, "adjusters": PLAIN,
        },
    ]  # fmt: skip
    price = {"price": {"adjuster": "relative", "adjuster_value": 3}}
    changed = world.put(f"{MODIFIERS}/1/values/1", {"adjusters": price}).json()["data"]
    assert changed["adjusters"] == PLAIN | price
    cleared = world.put(f"{MODIFIERS}/1/values/1", {"adjusters": {"price": None}}).json()["data"]
    assert cleared["adjusters"] == PLAIN


@pytest.mark.parametrize(
    "kind, config",
    [
        ("date", {"date_limited": True, "date_limit_mode": "range",
                  "date_earliest_value": "2026-01-01", "date_latest_value": "2026-12-31"}),
        ("file", {"file_types_mode": "specific", "file_types_supported": ["images"],
                  "file_types_other": ["xyz"], "file_max_size": 1024}),
        ("text", {"default_value": "Ann", "text_characters_limited": True,
                  "text_min_length": 1, "text_max_length": 9}),
        ("multi_line_text", {"text_lines_limited": True, "text_max_lines": 3}),
        ("numbers_only_text", {"number_limited": True, "number_limit_mode": "range",
                               "number_lowest_value": 1.25, "number_highest_value": 10,
                               "number_integers_only": False}),
    ],
)  # fmt: skip
def test_types_without_values_keep_their_config(
    world: World, kind: str, config: dict[str, Any]
) -> None:
    make(world)
    given = {**config, "product_list_shipping_calc": "none"}
    body = {"display_name": "It", "type": kind, "required": False, "config": given}
    made = post(world, MODIFIERS, body)
    assert (made["config"], made["option_values"]) == (config, [])
    assert get(world, f"{MODIFIERS}/1")["config"] == config
    value = {"label": "x", "sort_order": 0}
    assert world.post(f"{MODIFIERS}/1/values", value).status == 422
    assert world.post(MODIFIERS, body).status == 409


def test_modifier_image_by_its_address(world: World) -> None:
    make(world)
    post(world, MODIFIERS, FINISH)
    image = {"image_url": "https://example.com/x.png"}
    assert post(world, f"{MODIFIERS}/1/values/2/image", image) == image
    values = {v["id"]: v for v in get(world, f"{MODIFIERS}/1/values")}
    assert values[2]["adjusters"]["image_url"] == image["image_url"]


def test_refusals_change_nothing(world: World) -> None:
    make(world)
    for path, body in (
        (OPTIONS, {**SIZE, "type": "checkbox"}),
        (OPTIONS, {**SIZE, "option_values": []}),
        (OPTIONS, {"display_name": "Size", "type": "dropdown"}),
        (OPTIONS, {**SIZE, "option_values": [{"label": "", "sort_order": 0}]}),
        (MODIFIERS, {**FINISH, "option_values": []}),
        (MODIFIERS, {"display_name": "Finish", "type": "dropdown"}),
    ):
        assert world.post(path, body).status == 422, body
    twice = [{"label": "S", "sort_order": 0}] * 2
    assert world.post(OPTIONS, {**SIZE, "option_values": twice}).status == 409
    assert get(world, f"{PRODUCTS}/1?include=options,modifiers")["options"] == []
    assert len(events(world)) == 1


def test_option_and_modifier_cannot_share_a_name(world: World) -> None:
    make(world)
    post(world, OPTIONS, SIZE)
    assert world.post(MODIFIERS, {**FINISH, "display_name": "Size"}).status == 409
    assert world.get(f"{MODIFIERS}/1").status == 404
    assert world.delete(f"{MODIFIERS}/1").status == 404


def test_new_option_gives_variants_its_default_value(world: World) -> None:
    make(world, variants=[{"sku": "V-RED", "option_values": [
        {"option_display_name": "Color", "label": "Red"}]}])  # fmt: skip
    post(world, OPTIONS, SIZE)
    (variant,) = get(world, f"{PRODUCTS}/1/variants")
    assert [(c["option_display_name"], c["label"]) for c in variant["option_values"]] == [
        ("Color", "Red"),
        ("Size", "M"),
    ]


def test_deleting_an_option_deletes_its_variants(world: World) -> None:
    sizes = [[{"option_display_name": "Size", "label": label}] for label in ("S", "M")]
    make(world, sku="V", variants=[
        {"sku": f"V-{i}", "option_values": values} for i, values in enumerate(sizes)
    ])  # fmt: skip
    assert world.delete(f"{OPTIONS}/1/values/1").status == 204
    assert [v["sku"] for v in get(world, f"{PRODUCTS}/1/variants")] == ["V-1"]
    assert world.delete(f"{OPTIONS}/1").status == 204
    (base,) = get(world, f"{PRODUCTS}/1/variants")
    assert (base["sku"], base["sku_id"], base["option_values"]) == ("V", None, [])
    assert get(world, f"{PRODUCTS}/1")["base_variant_id"] == base["id"]
    deleted = [data for scope, data in events(world) if scope == "store/sku/deleted"]
    assert deleted == [
        '{"type":"sku","id":1,"sku":{"product_id":1,"variant_id":1}}',
        '{"type":"sku","id":2,"sku":{"product_id":1,"variant_id":2}}',
    ]


def test_values_added_at_once_are_all_there(world: World) -> None:
    make(world)
    post(world, OPTIONS, SIZE)
    replies = world.together([
        Request("POST", f"{OPTIONS}/1/values", json={"label": f"L{n}", "sort_order": n})
        for n in range(8)
    ])  # fmt: skip
    assert [reply.status for reply in replies] == [200] * 8
    values = get(world, f"{OPTIONS}/1/values")
    assert sorted(v["id"] for v in values) == list(range(1, 11))
