"""Categories and channels of products, and the catalogue's summary."""

from typing import Any

import pytest

from tests.api.test_products import PRODUCTS, events, make
from tests.api.test_variants import SHIRT
from tests.support.world import World

CATEGORIES = f"{PRODUCTS}/category-assignments"
CHANNELS = f"{PRODUCTS}/channel-assignments"
SUMMARY = "/v3/catalog/summary"


def category(product_id: int, category_id: int) -> dict[str, int]:
    return {"product_id": product_id, "category_id": category_id}


def shown(world: World, path: str) -> Any:
    reply = world.get(path)
    assert reply.status == 200
    return reply.json()["data"]


def test_category_assignments(world: World) -> None:
    make(world, categories=[4])
    make(world, name="Bowl", categories=[4, 7])
    wanted = [category(1, 7), category(2, 4), category(2, 9), category(2, 9)]
    assert world.put(CATEGORIES, wanted).status == 204
    everything = [category(1, 4), category(1, 7), category(2, 4), category(2, 7), category(2, 9)]
    assert shown(world, CATEGORIES) == everything
    assert shown(world, f"{CATEGORIES}?product_id:in=1") == everything[:2]
    assert shown(world, f"{CATEGORIES}?category_id:in=4,9") == [
        category(1, 4), category(2, 4), category(2, 9),
    ]  # fmt: skip
    page = world.get(f"{CATEGORIES}?limit=2&page=3").json()
    assert (page["data"], page["meta"]["pagination"]["total"]) == ([category(2, 9)], 5)
    assert shown(world, f"{PRODUCTS}/2")["categories"] == [4, 7, 9]
    assert world.delete(f"{CATEGORIES}?product_id:in=2&category_id:in=4,7").status == 204
    assert shown(world, f"{CATEGORIES}?product_id:in=2") == [category(2, 9)]
    updated = [data for scope, data in events(world) if scope == "store/product/updated"]
    assert [data[-2] for data in updated] == ["1", "2", "2"]


def test_assignments_that_change_nothing_announce_nothing(world: World) -> None:
    make(world, categories=[4])
    assert world.put(CATEGORIES, [category(1, 4)]).status == 204
    assert world.delete(f"{CATEGORIES}?category_id:in=99").status == 204
    assert len(events(world)) == 1


def test_channel_assignments(world: World) -> None:
    make(world)
    assert shown(world, CHANNELS) == [{"product_id": 1, "channel_id": 1}]
    assert world.delete(f"{CHANNELS}?product_id:in=1").status == 204
    assert shown(world, CHANNELS) == []
    assert world.put(CHANNELS, [{"product_id": 1, "channel_id": 1}]).status == 204
    assert shown(world, f"{PRODUCTS}/1?include=channels")["channels"] == [1]
    assert shown(world, f"{CHANNELS}?channel_id:in=2") == []


@pytest.mark.parametrize(
    "path, bad, wrong",
    [
        (CATEGORIES, category(9, 1), {"1": "product_id 9"}),
        (CHANNELS, {"product_id": 1, "channel_id": 9}, {"1": "channel_id 9"}),
    ],
)
def test_unknown_ids_are_named(
    world: World, path: str, bad: dict[str, int], wrong: dict[str, str]
) -> None:
    make(world)
    good = dict.fromkeys(bad, 1)
    reply = world.put(path, [good, bad])
    assert (reply.status, reply.json()["errors"]) == (422, wrong)
    assert shown(world, CATEGORIES) == []
    assert world.delete(path).status == 422
    assert world.put(path, [{"product_id": 1}]).status == 422
    assert world.delete(f"{path}?color:in=1").status == 422


def test_summary(world: World) -> None:
    assert shown(world, SUMMARY) == {
        "inventory_count": 0, "variant_count": 0, "inventory_value": 0,
        "highest_variant_price": 0, "average_variant_price": 0, "lowest_variant_price": "0.0000",
        "oldest_variant_date": "", "newest_variant_date": "", "primary_category_id": 0,
        "primary_category_name": "",
    }  # fmt: skip
    make(world, **SHIRT, categories=[3])
    world.clock.advance(60_000)
    make(
        world, name="Bowl", price=10, sale_price=8, categories=[3, 2],
        inventory_tracking="product", inventory_level=10,
    )  # fmt: skip
    make(world, name="Jug", price=1, inventory_level=99)
    assert shown(world, SUMMARY) == {
        "inventory_count": 17, "variant_count": 4, "inventory_value": 239.97,
        "highest_variant_price": 25, "average_variant_price": 13.5,
        "lowest_variant_price": "1.0000", "oldest_variant_date": "2026-06-18T14:23:09+00:00",
        "newest_variant_date": "2026-06-18T14:24:09+00:00", "primary_category_id": 3,
        "primary_category_name": "",
    }  # fmt: skip


def test_stock_of_a_whole_product_counts_once(world: World) -> None:
    shared = {**SHIRT, "inventory_tracking": "product", "inventory_level": 6}
    make(world, **shared)
    assert shown(world, SUMMARY)["inventory_count"] == 6


def test_summary_of_the_largest_figures(world: World) -> None:
    make(
        world, price=10**12, inventory_tracking="product", inventory_level=2**31 - 1,
    )  # fmt: skip
    summary = shown(world, SUMMARY)
    assert summary["inventory_value"] == (2**31 - 1) * 10**12
    assert summary["highest_variant_price"] == 10**12
