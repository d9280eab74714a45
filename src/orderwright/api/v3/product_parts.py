"""Custom fields, images, videos and reviews of products, and their bulk pricing rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from orderwright.actions import product_parts as actions
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.routing import Handler
from orderwright.api.v3.product_printing import (
    pick,
    print_custom_field,
    print_image,
    print_review,
    print_rule,
    print_video,
)
from orderwright.db import product_parts, products
from orderwright.db.product_parts import Part, PartKind
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound

_PRINT: Mapping[PartKind, Callable[[Part], dict[str, Any]]] = {
    "custom_field": print_custom_field,
    "image": print_image,
    "video": print_video,
    "review": print_review,
}
_STATUSES = {0: "pending", 1: "approved"}


@dataclass(frozen=True, slots=True)
class PartHandlers:
    """The handlers of one kind of part; `id_name` is its id in the path.

    Where the reference says so, a product without any is answered with 204.
    """

    kind: PartKind
    id_name: str
    empty_is_204: bool = False

    @property
    def get_all(self) -> Handler:
        async def get_parts(call: Call) -> Answer:
            product_id, query = call.id("product_id"), call.query()
            page = page_of(query)

            async def work(unit: Unit) -> Answer:
                found = await _parts(unit, call, product_id, self.kind)
                if not found and self.empty_is_204:
                    return Answer(204)
                if "status" in query:
                    wanted = _STATUSES[query["status"]]
                    found = [part for part in found if part.details.get("status") == wanted]
                shown = found[page.offset : page.offset + page.limit]
                printed = [pick(_PRINT[self.kind](part), query) for part in shown]
                return v3_list(printed, len(found), page, call.query_fields())

            return await call.read(work)

        return get_parts

    @property
    def get(self) -> Handler:
        async def get_part(call: Call) -> Answer:
            product_id, query = call.id("product_id"), call.query()
            part_id = call.id(self.id_name)

            async def work(unit: Unit) -> Answer:
                for part in await _parts(unit, call, product_id, self.kind):
                    if part.id == part_id:
                        return _answer(pick(_PRINT[self.kind](part), query))
                raise NotFound(self.kind, part_id)

            return await call.read(work)

        return get_part

    @property
    def create(self) -> Handler:
        async def create_part(call: Call) -> Answer:
            product_id, given = call.id("product_id"), call.body()

            async def work(unit: Unit) -> Answer:
                part = await actions.create(
                    unit, call.store.id, product_id, self.kind, given, call.now
                )
                return _answer(_PRINT[self.kind](part))

            return await call.write(work)

        return create_part

    @property
    def update(self) -> Handler:
        async def update_part(call: Call) -> Answer:
            product_id, part_id, given = call.id("product_id"), call.id(self.id_name), call.body()

            async def work(unit: Unit) -> Answer:
                part = await actions.update(
                    unit, call.store.id, product_id, self.kind, part_id, given, call.now
                )
                return _answer(_PRINT[self.kind](part))

            return await call.write(work)

        return update_part

    @property
    def delete(self) -> Handler:
        async def delete_part(call: Call) -> Answer:
            product_id, part_id = call.id("product_id"), call.id(self.id_name)

            async def work(unit: Unit) -> Answer:
                await actions.delete(unit, call.store.id, product_id, self.kind, part_id, call.now)
                return Answer(204)

            return await call.write(work)

        return delete_part


async def get_bulk_pricing_rules(call: Call) -> Answer:
    product_id, query = call.id("product_id"), call.query()
    page = page_of(query)

    async def work(unit: Unit) -> Answer:
        await _check_product(unit, call, product_id)
        found = await product_parts.rules_of_products(unit, call.store.id, [product_id])
        rules = found.get(product_id, [])
        shown = rules[page.offset : page.offset + page.limit]
        printed = [pick(print_rule(rule), query) for rule in shown]
        return v3_list(printed, len(rules), page, call.query_fields())

    return await call.read(work)


async def get_bulk_pricing_rule(call: Call) -> Answer:
    product_id, query = call.id("product_id"), call.query()
    rule_id = call.id("bulk_pricing_rule_id")

    async def work(unit: Unit) -> Answer:
        await _check_product(unit, call, product_id)
        found = await product_parts.rules_of_products(unit, call.store.id, [product_id])
        for rule in found.get(product_id, ()):
            if rule.id == rule_id:
                return _answer(pick(print_rule(rule), query))
        raise NotFound("bulk_pricing_rule", rule_id)

    return await call.read(work)


async def create_bulk_pricing_rule(call: Call) -> Answer:
    product_id, given = call.id("product_id"), call.body()

    async def work(unit: Unit) -> Answer:
        rule = await actions.create_rule(unit, call.store.id, product_id, given, call.now)
        return _answer(print_rule(rule))

    return await call.write(work)


async def update_bulk_pricing_rule(call: Call) -> Answer:
    product_id, given = call.id("product_id"), call.body()
    rule_id = call.id("bulk_pricing_rule_id")

    async def work(unit: Unit) -> Answer:
        rule = await actions.update_rule(unit, call.store.id, product_id, rule_id, given, call.now)
        return _answer(print_rule(rule))

    return await call.write(work)


async def delete_bulk_pricing_rule(call: Call) -> Answer:
    product_id, rule_id = call.id("product_id"), call.id("bulk_pricing_rule_id")

    async def work(unit: Unit) -> Answer:
        await actions.delete_rule(unit, call.store.id, product_id, rule_id, call.now)
        return Answer(204)

    return await call.write(work)


async def _check_product(unit: Unit, call: Call, product_id: int) -> None:
    if await products.find(unit, call.store.id, product_id) is None:
        raise NotFound("product", product_id)


async def _parts(unit: Unit, call: Call, product_id: int, kind: PartKind) -> list[Part]:
    await _check_product(unit, call, product_id)
    found = await product_parts.of_products(unit, call.store.id, kind, [product_id])
    return found.get(product_id, [])


def _answer(printed: dict[str, Any]) -> Answer:
    return Answer(body={"data": printed, "meta": {}})
