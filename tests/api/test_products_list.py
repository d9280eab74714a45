"""Lists of products: every filter, every sort, pages, and what is refused."""

import pytest

from tests.api.test_products import PRODUCTS, STATUS_CODES, make
from tests.support.world import World


def stock_up(world: World) -> None:
    """Five products that differ in all that can be filtered by, a minute apart."""
    make(
        world, name="Vase", sku="VASE", price=20, weight=3, categories=[1, 2], brand_name="Potter",
        mpn="M1", upc="111", is_featured=True, inventory_tracking="product", inventory_level=5,
        inventory_warning_level=5, total_sold=4, description="Blue clay",
        date_last_imported="2026-01-01T00:00:00+00:00",
    )  # fmt: skip
    world.clock.advance(60_000)
    make(
        world, name="Bowl", sku="BOWL", price=10, sale_price=5, weight=1, categories=[2],
        condition="Used", is_visible=False, is_free_shipping=True, inventory_tracking="product",
    )  # fmt: skip
    world.clock.advance(60_000)
    make(
        world, name="E-book", type="digital", price=8, weight=0, availability="disabled",
        inventory_level=50,
    )  # fmt: skip
    world.clock.advance(60_000)
    make(
        world, name="Anvil", price=99.5, weight=50, inventory_tracking="variant",
        variants=[
            {"sku": "ANVIL-S", "inventory_level": 3,
             "option_values": [{"option_display_name": "Size", "label": "S"}]},
            {"sku": "ANVIL-L", "inventory_level": 4,
             "option_values": [{"option_display_name": "Size", "label": "L"}]},
        ],
    )  # fmt: skip


def ids(world: World, query: str) -> list[int]:
    reply = world.get(f"{PRODUCTS}{query}")
    assert reply.status == 200, reply.text
    answer = reply.json()
    found = [product["id"] for product in answer["data"]]
    assert answer["meta"]["pagination"]["total"] == len(found)
    return found


FOUND = {
    "": [1, 2, 3, 4],
    "?id=2": [2],
    "?id:in=4,2,9": [2, 4],
    "?id%3Ain=4%2C2": [2, 4],
    "?id:not_in=1,2": [3, 4],
    "?id:min=3": [3, 4],
    "?id:max=2": [1, 2],
    "?id:greater=3": [4],
    "?id:less=2": [1],
    "?name=Vase": [1],
    "?name=vas": [],
    "?mpn=M1": [1],
    "?upc=111": [1],
    "?sku=BOWL": [2],
    "?sku:in=BOWL,VASE,NONE": [1, 2],
    "?price=99.5": [4],
    "?weight=3": [1],
    "?condition=used": [2],
    "?condition=New": [1, 3, 4],
    "?brand_id=1": [1],
    "?date_modified=2026-06-18": [1, 2, 3, 4],
    "?date_modified=2026-06-17": [],
    "?date_modified=2026-06-18T14:24:09Z": [2],
    "?date_modified:min=2026-06-18T14:25:09%2B00:00": [3, 4],
    "?date_modified:max=2026-06-18T14:24:09%2B00:00": [1, 2],
    "?date_last_imported=2026-01-01T00:00:00%2B00:00": [1],
    "?date_last_imported:not=2026-01-01T00:00:00%2B00:00": [2, 3, 4],
    "?date_last_imported:min=2025-12-31": [1],
    "?date_last_imported:max=2026-12-31": [1],
    "?is_visible=false": [2],
    "?is_visible=1": [1, 3, 4],
    "?is_featured=1": [1],
    "?is_featured=0": [2, 3, 4],
    "?is_free_shipping=1": [2],
    "?inventory_level=7": [4],
    "?inventory_level:in=5,7": [1, 4],
    "?inventory_level:not_in=5,7": [2, 3],
    "?inventory_level:min=7": [3, 4],
    "?inventory_level:max=5": [1, 2],
    "?inventory_level:greater=7": [3],
    "?inventory_level:less=5": [2],
    "?inventory_low=1": [1],
    "?inventory_low=0": [2, 3, 4],
    "?out_of_stock=1": [2],
    "?total_sold=4": [1],
    "?type=digital": [3],
    "?categories=2": [2],
    "?categories:in=2": [1, 2],
    "?categories:in=1,2": [1],
    "?channel_id:in=1": [1, 2, 3, 4],
    "?channel_id:in=2": [],
    "?keyword=CLAY": [1],
    "?keyword=potter": [1],
    "?keyword=bow&keyword_context=merchant": [2],
    "?keyword=%25": [1, 2, 3, 4],
    "?availability=disabled": [3],
    "?type=physical&is_visible=true&price=20": [1],
}


def test_every_filter(world: World) -> None:
    stock_up(world)
    assert {query: ids(world, query) for query in FOUND} == FOUND


SORTED = {
    "id": [1, 2, 3, 4],
    "name": [4, 2, 3, 1],
    "sku": [3, 4, 2, 1],
    "price": [3, 2, 1, 4],
    "date_modified": [1, 2, 3, 4],
    "date_last_imported": [2, 3, 4, 1],
    "inventory_level": [2, 1, 4, 3],
    "is_visible": [2, 1, 3, 4],
    "total_sold": [2, 3, 4, 1],
    "calculated_price": [2, 3, 1, 4],
}


def test_every_sort_both_ways(world: World) -> None:
    stock_up(world)
    assert {name: ids(world, f"?sort={name}") for name in SORTED} == SORTED
    backwards = {name: ids(world, f"?sort={name}&direction=desc") for name in SORTED}
    assert backwards == {name: found[::-1] for name, found in SORTED.items()}


def test_pages_and_their_links(world: World) -> None:
    stock_up(world)
    meta = world.get(f"{PRODUCTS}?limit=2&page=2&is_featured=0").json()["meta"]
    assert meta == {
        "pagination": {
            "total": 3, "count": 1, "per_page": 2, "current_page": 2, "total_pages": 2,
            "links": {
                "previous": "?page=1&limit=2&is_featured=0",
                "current": "?page=2&limit=2&is_featured=0",
            },
        }
    }  # fmt: skip
    past = world.get(f"{PRODUCTS}?page=9").json()
    assert (past["data"], past["meta"]["pagination"]["total"]) == ([], 4)


def test_at_most_ten_a_page_with_options(world: World) -> None:
    for number in range(11):
        make(world, name=f"Vase {number}")
    assert len(world.get(f"{PRODUCTS}?include=options").json()["data"]) == 10
    assert len(world.get(f"{PRODUCTS}?include=variants").json()["data"]) == 11


def test_included_parts(world: World) -> None:
    stock_up(world)
    (anvil,) = world.get(f"{PRODUCTS}?id=4&include=variants,channels&include_fields=name").json()[
        "data"
    ]
    assert [variant["sku"] for variant in anvil["variants"]] == ["ANVIL-S", "ANVIL-L"]
    assert {name: anvil[name] for name in anvil if name != "variants"} == {
        "id": 4,
        "name": "Anvil",
        "channels": [1],
    }


@pytest.mark.parametrize(
    "query, status, title",
    [
        ("?foo=1", 422, "The filter(s): foo are not valid filter parameter(s)."),
        ("?foo=1&bar=2&id=1", 422, "The filter(s): foo, bar are not valid filter parameter(s)."),
        ("?id=x", 422, "JSON data is missing or invalid"),
        ("?price=-1", 422, "JSON data is missing or invalid"),
        ("?date_modified:min=soon", 422, "JSON data is missing or invalid"),
        ("?sort=weight", 422, "JSON data is missing or invalid"),
        ("?include=nothing", 422, "JSON data is missing or invalid"),
        ("?limit=0", 422, "JSON data is missing or invalid"),
        ("?limit=251", 413, "The requested number of rows is larger than the maximum."),
    ],
)
def test_bad_queries(world: World, query: str, status: int, title: str) -> None:
    reply = world.get(f"{PRODUCTS}{query}")
    assert reply.status == status
    answer = reply.json()
    assert (answer["title"], answer["type"]) == (title, STATUS_CODES)
