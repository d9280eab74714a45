"""Variants of the V3 catalogue: options that they imply, SKUs, prices, stock, the base variant."""

from typing import Any

import pytest

from tests.api.test_products import PRODUCTS, STATUS_CODES, VASE, events, make
from tests.support.client import Request
from tests.support.world import World

ONE = f"{PRODUCTS}/1"
VARIANTS = f"{ONE}/variants"


def value(name: str, label: str) -> dict[str, str]:
    return {"option_display_name": name, "label": label}


SHIRT = {
    "inventory_tracking": "variant",
    "variants": [
        {
            "sku": "S-RED", "inventory_level": 3, "inventory_warning_level": 1,
            "option_values": [value("Size", "S"), value("Color", "Red")],
        },
        {
            "sku": "M-RED", "price": 25, "weight": 2.5, "inventory_level": 4,
            "option_values": [value("Size", "M"), value("Color", "Red")],
        },
    ],
}  # fmt: skip


def shown(world: World) -> list[dict[str, Any]]:
    reply = world.get(VARIANTS)
    assert reply.status == 200
    data: list[dict[str, Any]] = reply.json()["data"]
    return data


def test_product_made_with_variants(world: World) -> None:
    made = make(world, **SHIRT)
    first, second = made["variants"]
    assert first["option_values"] == [
        {"id": 1, "label": "S", "option_id": 1, "option_display_name": "Size"},
        {"id": 3, "label": "Red", "option_id": 2, "option_display_name": "Color"},
    ]
    assert (first["sku_id"], first["calculated_price"], first["calculated_weight"]) == (
        1, 19.99, 1.5,
    )  # fmt: skip
    assert (second["sku_id"], second["calculated_price"], second["calculated_weight"]) == (
        2, 25, 2.5,
    )  # fmt: skip
    assert (made["base_variant_id"], made["inventory_level"]) == (None, 7)
    assert [(o["display_name"], o["type"]) for o in made["options"]] == [
        ("Size", "radio_buttons"),
        ("Color", "radio_buttons"),
    ]
    assert shown(world) == made["variants"]
    assert events(world) == [
        ("store/product/created", '{"type":"product","id":1}'),
        ("store/sku/created", '{"type":"sku","id":1,"sku":{"product_id":1,"variant_id":1}}'),
        ("store/sku/created", '{"type":"sku","id":2,"sku":{"product_id":1,"variant_id":2}}'),
    ]


@pytest.mark.parametrize(
    "variants, status",
    [
        ([{"sku": "A"}, {"sku": "B"}], 422),
        ([{"sku": "", "option_values": [value("Size", "S")]}], 422),
        ([{"sku": "A", "option_values": [value("Size", "")]}], 422),
        ([{"sku": "A", "option_values": [value("Size", "S"), value("Size", "M")]}], 422),
        ([{"sku": "A", "option_values": [value("Size", "S")]},
          {"sku": "B", "option_values": [value("Color", "Red")]}], 422),
        ([{"sku": "A", "option_values": [value("Size", "S")]},
          {"sku": "B", "option_values": [value("Size", "S")]}], 409),
        ([{"sku": "A", "option_values": [value("Size", "S")]},
          {"sku": "A", "option_values": [value("Size", "M")]}], 409),
        ([{"sku": "TAKEN", "option_values": [value("Size", "S")]}], 409),
    ],
)  # fmt: skip
def test_variants_that_do_not_fit_together(world: World, variants: Any, status: int) -> None:
    make(world, name="Other", sku="TAKEN")
    assert world.post(PRODUCTS, VASE | {"variants": variants}).status == status
    assert world.get(PRODUCTS).json()["meta"]["pagination"]["total"] == 1
    assert len(events(world)) == 1


def test_first_variant_takes_the_place_of_the_base(world: World) -> None:
    make(world, sku="V")
    body = {"sku": "V-S", "option_values": [value("Size", "S")]}
    reply = world.post(VARIANTS, body)
    assert reply.status == 200
    variant = reply.json()["data"]
    assert (variant["id"], variant["sku"], variant["sku_id"]) == (2, "V-S", 1)
    assert shown(world) == [variant]
    assert world.get(ONE).json()["data"]["base_variant_id"] is None
    assert world.get(f"{VARIANTS}/1").status == 404
    assert world.delete(f"{VARIANTS}/2").status == 204
    (base,) = shown(world)
    assert (base["id"], base["sku"], base["sku_id"]) == (3, "V", None)
    assert [scope for scope, _ in events(world)] == [
        "store/product/created", "store/sku/created", "store/sku/deleted",
    ]  # fmt: skip


def test_create_variant_by_ids_or_by_labels(world: World) -> None:
    make(world, **SHIRT)
    by_id = {"sku": "S-BLUE", "option_values": [{"option_id": 1, "id": 1}, value("Color", "Blue")]}
    reply = world.post(VARIANTS, by_id)
    assert [c["label"] for c in reply.json()["data"]["option_values"]] == ["S", "Blue"]
    for values, status in (
        ([{"option_id": 1, "id": 1}, {"option_id": 2, "id": 3}], 409),
        ([{"option_id": 1, "id": 2}], 422),
        ([{"option_id": 1, "id": 99}, {"option_id": 2, "id": 3}], 422),
        ([{"option_id": 9, "id": 1}, {"option_id": 2, "id": 3}], 422),
        ([], 422),
    ):
        body = {"sku": "NEW", "option_values": values}
        assert world.post(VARIANTS, body).status == status, values
    assert len(shown(world)) == 3


def test_empty_sku_is_refused_as_recorded(world: World) -> None:
    make(world, **SHIRT)
    reply = world.put(f"{VARIANTS}/1", {"sku": ""})
    assert reply.status == 422
    assert reply.json() == {
        "status": 422,
        "title": "Variant sku cannot be empty",
        "type": STATUS_CODES,
        "code": 22004,
        "errors": {"sku": "Variant sku cannot be empty"},
    }
    assert world.put(f"{VARIANTS}/1", {"sku": "M-RED"}).status == 409


def test_update_variant(world: World) -> None:
    make(world, **SHIRT)
    before = shown(world)[0]
    changes = {
        "sku": "NEW", "price": 30, "sale_price": 28.5, "cost_price": 7, "retail_price": 40,
        "weight": 9, "width": 1, "height": 2, "depth": 3, "is_free_shipping": True,
        "fixed_cost_shipping_price": 4.25, "purchasing_disabled": True,
        "purchasing_disabled_message": "No", "image_url": "https://example.com/a.png",
        "upc": "123", "mpn": "M", "gtin": "G", "bin_picking_number": "B",
    }  # fmt: skip
    reply = world.put(f"{VARIANTS}/1", changes)
    expected = before | changes | {"calculated_price": 28.5, "calculated_weight": 9}
    assert reply.json()["data"] == expected
    assert world.get(f"{VARIANTS}/1").json() == {"data": expected, "meta": {}}
    assert events(world)[3:] == [
        ("store/sku/updated", '{"type":"sku","id":1,"sku":{"product_id":1,"variant_id":1}}')
    ]
    assert make(world, name="Other", sku="S-RED")["sku"] == "S-RED"


def test_same_values_again_announce_nothing(world: World) -> None:
    make(world, **SHIRT)
    before = shown(world)[0]
    assert world.put(f"{VARIANTS}/1", before).json()["data"] == before
    assert len(events(world)) == 3


def test_level_of_a_variant(world: World) -> None:
    make(world, **SHIRT)
    reply = world.put(f"{VARIANTS}/1", {"inventory_level": 10, "inventory_warning_level": 2})
    assert reply.json()["data"]["inventory_level"] == 10
    assert world.get(ONE).json()["data"]["inventory_level"] == 14
    ((scope, data),) = events(world)[3:]
    assert scope == "store/sku/inventory/updated"
    assert data == (
        '{"type":"sku","id":1,"inventory":'
        '{"product_id":1,"method":"absolute","value":10,"variant_id":1}}'
    )


def test_base_variant_shares_with_its_product(world: World) -> None:
    make(world, sku="V", inventory_tracking="product", inventory_level=5)
    reply = world.put(f"{VARIANTS}/1", {"sku": "W", "upc": "1", "inventory_level": 8, "price": 3})
    data = reply.json()["data"]
    assert (data["sku"], data["upc"], data["inventory_level"]) == ("W", "1", 8)
    product = world.get(ONE).json()["data"]
    assert (product["sku"], product["upc"], product["inventory_level"]) == ("W", "1", 8)
    assert (data["calculated_price"], product["price"]) == (3, 19.99)
    assert world.put(f"{VARIANTS}/1", {"sku": ""}).json()["data"]["sku"] == ""
    assert world.delete(f"{VARIANTS}/1").status == 422


def test_base_variant_counted_as_variant(world: World) -> None:
    make(world, inventory_tracking="variant", inventory_level=6)
    assert shown(world)[0]["inventory_level"] == 6
    world.put(f"{VARIANTS}/1", {"inventory_level": 4})
    assert world.get(ONE).json()["data"]["inventory_level"] == 4


def test_all_variants_and_their_filters(world: World) -> None:
    make(world, **SHIRT)
    make(world, name="Bowl", sku="BOWL")

    def skus(query: str) -> list[str]:
        reply = world.get(f"/v3/catalog/variants{query}")
        assert reply.status == 200
        return [variant["sku"] for variant in reply.json()["data"]]

    assert skus("") == ["S-RED", "M-RED", "BOWL"]
    assert skus("?sku=M-RED") == ["M-RED"]
    assert skus("?id=1") == ["S-RED"]
    assert skus("?product_id:in=2,9") == ["BOWL"]
    assert skus("?limit=1&page=2") == ["M-RED"]
    assert world.get("/v3/catalog/variants?include_fields=sku&id=3").json()["data"] == [
        {"id": 3, "sku": "BOWL"}
    ]
    assert world.get("/v3/catalog/variants?colour=red").json()["title"] == (
        "The filter(s): colour are not valid filter parameter(s)."
    )


def test_variants_in_a_batch_all_or_none(world: World) -> None:
    make(world, **SHIRT)
    batch = [{"id": 2, "price": 7}, {"id": 1, "inventory_level": 9}]
    reply = world.put("/v3/catalog/variants", batch)
    assert reply.status == 200
    assert [(v["id"], v["price"], v["inventory_level"]) for v in reply.json()["data"]] == [
        (2, 7, 4),
        (1, None, 9),
    ]
    new = {
        "product_id": 1,
        "sku": "L",
        "option_values": [value("Size", "L"), value("Color", "Red")],
    }
    assert world.put("/v3/catalog/variants", [new, {"id": 99}]).status == 404
    assert len(shown(world)) == 2
    made = world.put("/v3/catalog/variants", [new]).json()["data"]
    assert [(v["sku"], v["option_values"][0]["label"]) for v in made] == [("L", "L")]
    assert world.put("/v3/catalog/variants", [{"id": 1}] * 51).status == 413


def test_refusals_of_a_batch_are_listed(world: World) -> None:
    make(world, **SHIRT)
    reply = world.put("/v3/catalog/variants", [{"id": 1, "price": 5}, {"id": 2, "sku": ""}])
    assert reply.status == 422
    assert reply.json() == {
        "batch_errors": [
            {
                "status": 422,
                "title": "Variant sku cannot be empty",
                "type": STATUS_CODES,
                "code": 22004,
                "errors": {"sku": "Variant sku cannot be empty"},
            }
        ]
    }
    assert shown(world)[0]["price"] is None
    reply = world.put("/v3/catalog/variants", [{"id": 1, "price": -1}])
    assert reply.json()["batch_errors"][0]["errors"] == {"0.price": "error.expected.valid"}


def test_variant_image_by_its_address(world: World) -> None:
    make(world, **SHIRT)
    image = {"image_url": "https://example.com/x.png"}
    reply = world.post(f"{VARIANTS}/1/image", image)
    assert reply.json() == {"data": image, "meta": {}}
    assert shown(world)[0]["image_url"] == image["image_url"]


def test_one_sku_for_one_of_many(world: World) -> None:
    make(world)
    replies = world.together([
        Request("POST", VARIANTS, json={"sku": "V", "option_values": [value("Size", str(n))]})
        for n in range(5)
    ])  # fmt: skip
    assert sorted(reply.status for reply in replies) == [200, 409, 409, 409, 409]
    assert [v["sku"] for v in shown(world)] == ["V"]


def test_variant_of_another_product_is_not_found(world: World) -> None:
    make(world, **SHIRT)
    make(world, name="Bowl")
    for method in ("GET", "PUT", "DELETE"):
        assert world.request(method, f"{PRODUCTS}/2/variants/1", {}).status == 404
    assert world.get(f"{PRODUCTS}/9/variants").status == 404
    assert world.post(f"{PRODUCTS}/9/variants", {"sku": "A", "option_values": [
        value("Size", "S")]}).status == 404  # fmt: skip
