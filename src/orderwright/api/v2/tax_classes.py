"""V2 tax classes, which V2 only shows."""

from typing import Any

from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.db import taxes
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_rfc2822
from orderwright.domain.errors import NotFound
from orderwright.domain.tax_settings import TaxClass


async def get_tax_classes(call: Call) -> Answer:
    page = page_of(call.query())

    async def work(unit: Unit) -> Answer:
        rows = await taxes.list_classes(unit, call.store.id, limit=page.limit, offset=page.offset)
        return v2_list([_print(row) for row in rows])

    return await call.read(work)


async def get_tax_class(call: Call) -> Answer:
    class_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        found = await taxes.find_class(unit, call.store.id, class_id)
        if found is None:
            raise NotFound("tax class", class_id)
        return Answer(body=_print(found))

    return await call.read(work)


def _print(tax_class: TaxClass) -> dict[str, Any]:
    return {
        "id": str(tax_class.id),
        "name": tax_class.name,
        "created_at": print_rfc2822(tax_class.created_at),
        "updated_at": print_rfc2822(tax_class.updated_at),
    }
