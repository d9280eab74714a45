"""What hangs from products: bulk prices, custom fields, images, videos, reviews, complex rules."""

from typing import Any

import pytest

from tests.api.test_products import PRODUCTS, events, make
from tests.support.client import Reply
from tests.support.world import World

ONE = f"{PRODUCTS}/1"
NOW = "2026-06-18T14:23:09+00:00"


def rule(low: int, high: int, kind: str = "price", amount: Any = 1) -> dict[str, Any]:
    return {"quantity_min": low, "quantity_max": high, "type": kind, "amount": amount}


def data(reply: Reply) -> Any:
    assert reply.status == 200, reply.text
    return reply.json()["data"]


def scopes(world: World) -> list[str]:
    return [scope for scope, _ in events(world)]


def test_bulk_pricing_rules(world: World) -> None:
    make(world)
    path = f"{ONE}/bulk-pricing-rules"
    assert data(world.post(path, rule(5, 9, "percent", "12.5"))) == {
        "id": 1, **rule(5, 9, "percent", 12.5),
    }  # fmt: skip
    assert data(world.post(path, rule(2, 4, "price", 1.5)))["id"] == 2
    assert data(world.post(path, rule(10, 0, "fixed", 9)))["id"] == 3
    assert [r["id"] for r in data(world.get(path))] == [2, 1, 3]
    for overlapping in (rule(4, 4), rule(12, 20), rule(1, 0)):
        reply = world.post(path, overlapping)
        assert (reply.status, list(reply.json()["errors"])) == (409, ["bulk_pricing_rules"])
    assert world.post(path, rule(1, 0, "half")).status == 422
    assert world.put(f"{path}/2", {"quantity_max": 1}).status == 422
    assert data(world.put(f"{path}/2", {"quantity_max": 3})) == {"id": 2, **rule(2, 3, amount=1.5)}
    assert data(world.get(f"{path}/2?include_fields=amount")) == {"id": 2, "amount": 1.5}
    assert world.delete(f"{path}/2").status == 204
    assert world.delete(f"{path}/2").status == 404
    assert world.get(f"{PRODUCTS}/9/bulk-pricing-rules").status == 404
    assert scopes(world) == ["store/product/created", *["store/product/updated"] * 5]


def test_put_replaces_the_bulk_pricing_rules(world: World) -> None:
    make(world, bulk_pricing_rules=[rule(2, 4), rule(5, 0)])
    world.put(ONE, {"bulk_pricing_rules": [{"id": 2, **rule(3, 0)}, rule(2, 2)]})
    kept = data(world.get(f"{ONE}?include=bulk_pricing_rules"))["bulk_pricing_rules"]
    assert kept == [{"id": 3, **rule(2, 2)}, {"id": 2, **rule(3, 0)}]
    before = len(events(world))
    world.put(ONE, {"bulk_pricing_rules": kept})
    assert len(events(world)) == before
    world.put(ONE, {"bulk_pricing_rules": []})
    assert data(world.get(f"{ONE}/bulk-pricing-rules")) == []


def test_custom_fields(world: World) -> None:
    made = make(world, custom_fields=[{"name": "Glaze", "value": "Blue"}])
    assert made["custom_fields"] == [{"id": 1, "name": "Glaze", "value": "Blue"}]
    path = f"{ONE}/custom-fields"
    field = {"name": "Glaze", "value": "Red"}
    assert data(world.post(path, field)) == {"id": 2, **field}
    assert world.post(path, field).status == 409
    assert world.put(f"{path}/1", {"value": "Red"}).status == 409
    assert data(world.put(f"{path}/1", {"value": "White"}))["value"] == "White"
    assert data(world.get(path)) == [
        {"id": 1, "name": "Glaze", "value": "White"},
        {"id": 2, **field},
    ]
    world.put(ONE, {"custom_fields": [{"id": 2, "name": "Form", "value": "Round"}]})
    assert data(world.get(f"{path}/2")) == {"id": 2, "name": "Form", "value": "Round"}
    assert world.put(ONE, {"custom_fields": [{"id": 9, **field}]}).status == 404
    assert world.delete(f"{path}/1").status == 204
    assert [f["id"] for f in data(world.get(path))] == [2]
    assert world.post(path, {"name": "x"}).status == 422


def test_custom_fields_are_at_most_200(world: World) -> None:
    fields = [{"name": "N", "value": str(n)} for n in range(200)]
    make(world, custom_fields=fields)
    assert world.post(f"{ONE}/custom-fields", {"name": "N", "value": "x"}).status == 422


def test_images_by_their_address_announce_nothing(world: World) -> None:
    make(world)
    path = f"{ONE}/images"
    assert world.get(path).status == 204
    url = "https://example.com/a.png"
    first = data(world.post(path, {"image_url": url, "is_thumbnail": True, "description": "A"}))
    assert first == {
        "id": 1, "product_id": 1, "is_thumbnail": True, "sort_order": 0, "description": "A",
        "image_url": url, "url_zoom": url, "url_standard": url, "url_thumbnail": url,
        "url_tiny": url, "date_modified": NOW,
    }  # fmt: skip
    world.post(path, {"image_url": url, "is_thumbnail": True, "sort_order": 3})
    assert [i["is_thumbnail"] for i in data(world.get(path))] == [False, True]
    assert data(world.get(f"{ONE}?include=primary_image"))["primary_image"]["id"] == 2
    assert data(world.put(f"{path}/1", {"description": "B"}))["description"] == "B"
    assert world.post(path, {"description": "none"}).status == 422
    assert world.delete(f"{path}/2").status == 204
    assert scopes(world) == ["store/product/created"]


def test_videos(world: World) -> None:
    make(world)
    path = f"{ONE}/videos"
    assert data(world.get(path)) == []
    made = data(world.post(path, {"video_id": "z3fRu9pkuXE", "title": "How"}))
    assert made == {
        "id": 1, "product_id": 1, "title": "How", "description": "", "sort_order": 0,
        "type": "youtube", "video_id": "z3fRu9pkuXE", "length": "",
    }  # fmt: skip
    assert data(world.put(f"{path}/1", {"sort_order": 2})) == {**made, "sort_order": 2}
    assert world.delete(f"{path}/1").status == 204
    assert world.get(f"{path}/1").status == 404


def test_reviews_are_counted_once_approved(world: World) -> None:
    make(world)
    path = f"{ONE}/reviews"
    assert world.get(path).status == 204
    given = {"title": "Good", "date_reviewed": "2026-06-17T10:00:00Z"}
    assert data(world.post(path, given)) == {
        "id": 1, "title": "Good", "text": "", "status": "pending", "rating": 0, "email": "",
        "name": "", "date_reviewed": "2026-06-17T10:00:00+00:00", "date_created": NOW,
        "date_modified": NOW,
    }  # fmt: skip
    world.post(path, {**given, "rating": 4, "status": "approved", "email": "a@example.com"})
    world.put(f"{path}/1", {"rating": 5, "status": "approved"})
    product = data(world.get(ONE))
    assert (product["reviews_count"], product["reviews_rating_sum"]) == (2, 9)
    world.put(f"{path}/2", {"status": "disapproved"})
    assert data(world.get(ONE))["reviews_count"] == 1
    assert [r["id"] for r in data(world.get(f"{path}?status=1"))] == [1]
    assert data(world.get(f"{path}?status=0")) == []
    assert world.delete(f"{path}/1").status == 204
    assert data(world.get(ONE))["reviews_rating_sum"] == 0
    for bad in ({"rating": 6}, {"email": "nobody"}, {"status": "odd"}, {"date_reviewed": "x"}):
        assert world.post(path, given | bad).status == 422
    assert scopes(world) == ["store/product/created", *["store/product/updated"] * 4]


CHOICES = {
    "display_name": "Wood", "type": "dropdown", "required": False,
    "option_values": [{"label": "Oak", "sort_order": 0}, {"label": "Elm", "sort_order": 1}],
}  # fmt: skip
OAK = {"modifier_id": 1, "modifier_value_id": 1}


def test_complex_rules(world: World) -> None:
    make(world)
    world.post(f"{ONE}/modifiers", CHOICES)
    path = f"{ONE}/complex-rules"
    given = {
        "sort_order": 1, "enabled": True, "stop": True, "purchasing_disabled": True,
        "purchasing_disabled_message": "No", "purchasing_hidden": True,
        "image_url": "https://example.com/oak.png",
        "price_adjuster": {"adjuster": "relative", "adjuster_value": 2.5},
    }  # fmt: skip
    made = data(world.post(path, {**given, "conditions": [OAK]}))
    assert made == {
        "id": 1, "product_id": 1, **given, "weight_adjuster": {},
        "conditions": [{"id": 1, "rule_id": 1, **OAK, "variant_id": None, "combination_id": 0}],
    }  # fmt: skip
    assert data(world.get(path)) == [made]
    assert data(world.get(f"{path}/1")) == made
    assert world.post(path, {"conditions": [OAK]}).status == 409
    refused: list[Any] = [[], [OAK | {"modifier_value_id": 9}], [{"variant_id": 9}], [{}]]
    for bad in refused:
        assert world.post(path, {"conditions": bad}).status == 422, bad
    changed = data(world.put(f"{path}/1", {"enabled": False, "conditions": [{"variant_id": 1}]}))
    assert (changed["enabled"], changed["conditions"][0]["variant_id"]) == (False, 1)
    assert data(world.put(f"{path}/1", {"conditions": [{"variant_id": 1}]})) == changed
    assert world.delete(f"{path}/1").status == 204
    assert world.get(f"{path}/1").status == 404


@pytest.mark.parametrize("path", ["images", "videos", "custom-fields", "reviews", "complex-rules"])
def test_parts_of_a_product_that_there_is_not(world: World, path: str) -> None:
    body = {
        "image_url": "https://example.com/a.png", "video_id": "z3fRu9pkuXE", "name": "N",
        "value": "V", "title": "T", "date_reviewed": NOW, "conditions": [OAK],
    }  # fmt: skip
    assert world.get(f"{PRODUCTS}/7/{path}").status == 404
    assert world.post(f"{PRODUCTS}/7/{path}", body).status == 404
    assert world.get(f"{PRODUCTS}/7/{path}/1").status == 404
    assert world.put(f"{PRODUCTS}/7/{path}/1", {}).status == 404
    assert world.delete(f"{PRODUCTS}/7/{path}/1").status == 404
