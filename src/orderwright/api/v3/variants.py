"""Product variants of the V3 catalogue: of one product, and of all."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.actions import variants as actions
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.v3.product_printing import pick, print_variant
from orderwright.api.v3.variants_schemas import VARIANT_BATCH_MAX
from orderwright.db import product_views, products, variants
from orderwright.db.unit import Unit
from orderwright.domain.catalog import Variant
from orderwright.domain.errors import (
    InvalidBatch,
    InvalidInput,
    NotFound,
    TooMany,
    Unprocessable,
)

_FILTERS = ("id", "sku", "upc", "product_id:in")


async def get_product_variants(call: Call) -> Answer:
    product_id, query = call.id("product_id"), call.query()
    page = page_of(query)

    async def work(unit: Unit) -> Answer:
        product = await products.find(unit, call.store.id, product_id)
        if product is None:
            raise NotFound("product", product_id)
        found = await product_views.read_variants(unit, call.store.id, [product])
        of_it = found.get(product_id, [])
        shown = of_it[page.offset : page.offset + page.limit]
        printed = [pick(print_variant(product, variant), query) for variant in shown]
        return v3_list(printed, len(of_it), page, call.query_fields())

    return await call.read(work)


async def get_product_variant(call: Call) -> Answer:
    product_id, variant_id, query = call.id("product_id"), call.id("variant_id"), call.query()

    async def work(unit: Unit) -> Answer:
        return await _one(unit, call, product_id, variant_id, query)

    return await call.read(work)


async def create_product_variant(call: Call) -> Answer:
    product_id, given = call.id("product_id"), call.body()

    async def work(unit: Unit) -> Answer:
        variant_id = await actions.create(unit, call.store.id, product_id, given, call.now)
        return await _one(unit, call, product_id, variant_id, {})

    return await call.write(work)


async def update_product_variant(call: Call) -> Answer:
    product_id, variant_id, given = call.id("product_id"), call.id("variant_id"), call.body()

    async def work(unit: Unit) -> Answer:
        await actions.update(unit, call.store.id, product_id, variant_id, given, call.now)
        return await _one(unit, call, product_id, variant_id, {})

    return await call.write(work)


async def delete_product_variant(call: Call) -> Answer:
    product_id, variant_id = call.id("product_id"), call.id("variant_id")

    async def work(unit: Unit) -> Answer:
        await actions.delete(unit, call.store.id, product_id, variant_id, call.now)
        return Answer(204)

    return await call.write(work)


async def create_product_variant_image(call: Call) -> Answer:
    product_id, variant_id, given = call.id("product_id"), call.id("variant_id"), call.body()

    async def work(unit: Unit) -> Answer:
        await actions.update(unit, call.store.id, product_id, variant_id, given, call.now)
        return Answer(body={"data": {"image_url": given["image_url"]}, "meta": {}})

    return await call.write(work)


async def get_variants(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = {name: query[name] for name in _FILTERS if name in query}

    async def work(unit: Unit) -> Answer:
        total, found = await variants.search(unit, call.store.id, filters, page.limit, page.offset)
        printed = await _print(unit, call.store.id, found)
        rows = [pick(variant, query) for variant in printed]
        return v3_list(rows, total, page, call.query_fields())

    return await call.read(work)


async def update_variants_batch(call: Call) -> Answer:
    try:
        given = call.body()
    except InvalidInput as refusal:
        raise InvalidBatch(refusal) from refusal
    if len(given) > VARIANT_BATCH_MAX:
        raise TooMany(VARIANT_BATCH_MAX)

    async def work(unit: Unit) -> Answer:
        try:
            ids = await actions.save_many(unit, call.store.id, given, call.now)
        except Unprocessable as refusal:
            raise InvalidBatch(refusal) from refusal
        found = await variants.find_many(unit, call.store.id, ids)
        printed = await _print(unit, call.store.id, [found[variant_id] for variant_id in ids])
        return v3_list(printed, len(printed), page_of({"limit": VARIANT_BATCH_MAX}))

    return await call.write(work)


async def _one(
    unit: Unit, call: Call, product_id: int, variant_id: int, query: Mapping[str, Any]
) -> Answer:
    product = await products.find(unit, call.store.id, product_id)
    if product is None:
        raise NotFound("product", product_id)
    variant = await variants.find(unit, call.store.id, product_id, variant_id)
    if variant is None:
        raise NotFound("variant", variant_id)
    (printed,) = await _print(unit, call.store.id, [variant])
    return Answer(body={"data": pick(printed, query), "meta": {}})


async def _print(unit: Unit, store_id: int, found: Sequence[Variant]) -> list[dict[str, Any]]:
    by_product: dict[int, list[Variant]] = {}
    for variant in found:
        by_product.setdefault(variant.product_id, []).append(variant)
    owners = await products.find_many(unit, store_id, sorted(by_product))
    named = await product_views.name_variants(unit, store_id, owners, by_product)
    shown = {variant.id: variant for of_it in named.values() for variant in of_it}
    return [print_variant(owners[v.product_id], shown[v.id]) for v in found]
