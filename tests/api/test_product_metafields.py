"""Metafields of products and variants: each app's own, many at once, by pages and by filters."""

from typing import Any

from tests.api.test_products import PRODUCTS, make
from tests.api.test_variants import SHIRT
from tests.support.world import World

OF_ONE = f"{PRODUCTS}/1/metafields"
OF_ALL = f"{PRODUCTS}/metafields"
OF_VARIANT = f"{PRODUCTS}/1/variants/2/metafields"
OF_VARIANTS = "/v3/catalog/variants/metafields"
BODY = {"permission_set": "read", "namespace": "erp", "key": "number", "value": "K-1"}


def data(world: World, path: str) -> Any:
    reply = world.get(path)
    assert reply.status == 200, reply.text
    return reply.json()["data"]


def test_metafield_of_a_product(world: World) -> None:
    make(world)
    expected = {
        "id": 1, **BODY, "description": "", "resource_type": "product", "resource_id": 1,
        "date_created": "2026-06-18T14:23:09Z", "date_modified": "2026-06-18T14:23:09Z",
        "owner_client_id": "client-demo-1",
    }  # fmt: skip
    assert world.post(OF_ONE, BODY).json() == {"data": expected, "meta": {}}
    assert data(world, f"{OF_ONE}/1") == expected
    assert data(world, f"{OF_ONE}/1?include_fields=key") == {"id": 1, "key": "number"}
    assert world.post(OF_ONE, BODY).status == 409
    assert world.put(f"{OF_ONE}/1", {"value": "K-2"}).json()["data"]["value"] == "K-2"
    assert world.post(f"{PRODUCTS}/9/metafields", BODY).status == 404
    assert world.get(f"{PRODUCTS}/2/metafields/1").status == 404
    assert world.delete(f"{OF_ONE}/1").status == 204
    assert data(world, OF_ONE) == []


def test_metafields_of_variants_are_others(world: World) -> None:
    make(world, **SHIRT)
    world.post(OF_ONE, BODY)
    made = world.post(OF_VARIANT, BODY).json()["data"]
    assert (made["resource_type"], made["resource_id"]) == ("variant", 2)
    assert [one["id"] for one in data(world, OF_VARIANTS)] == [made["id"]]
    assert [one["resource_type"] for one in data(world, OF_ALL)] == ["product"]


def test_many_at_once_and_by_resource(world: World) -> None:
    make(world)
    make(world, name="Bowl")
    bodies = [{**BODY, "resource_id": number} for number in (1, 2, 9)]
    reply = world.post(OF_ALL, bodies)
    assert reply.status == 422
    assert reply.json()["meta"] == {"total": 3, "success": 2, "failed": 1}
    assert list(reply.json()["errors"][0]["errors"]) == ["2"]
    assert [one["resource_id"] for one in data(world, f"{OF_ALL}?resource_id:in=2,9")] == [2]
    reply = world.put(OF_ALL, [{"id": 1, "value": "new"}])
    assert reply.json()["meta"] == {"total": 1, "success": 1, "failed": 0}
    assert world.delete(OF_ALL, json=[1, 2]).json()["data"] == [1, 2]


def test_private_metafields_are_the_apps_own(world: World) -> None:
    make(world)
    world.post(OF_ONE, {**BODY, "permission_set": "app_only"})
    other = {"x-auth-token": world.add_token(world.store, "store_v2_products")}
    assert world.get(OF_ONE, headers=other).json()["data"] == []
    assert world.get(f"{OF_ONE}/1", headers=other).status == 404


def test_metafields_go_with_what_they_are_of(world: World) -> None:
    make(world, **SHIRT)
    world.post(OF_ONE, BODY)
    world.post(OF_VARIANT, BODY)
    world.post(f"{PRODUCTS}/1/variants/1/metafields", BODY)
    assert world.delete(f"{PRODUCTS}/1/variants/2").status == 204
    assert [one["resource_id"] for one in data(world, OF_VARIANTS)] == [1]
    assert world.delete(f"{PRODUCTS}/1").status == 204
    assert (data(world, OF_VARIANTS), data(world, OF_ALL)) == ([], [])
