"""V2 payment methods, those that happen elsewhere among them."""

from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.db import payment_methods
from orderwright.db.unit import Unit


async def get_all_payment_methods(call: Call) -> Answer:
    page = page_of(call.query())

    async def work(unit: Unit) -> Answer:
        found = await payment_methods.list_methods(unit, call.store.id)
        shown = {
            one.code: {"code": one.code, "name": one.name, "test_mode": one.test_mode}
            for one in reversed(found)
            if one.is_enabled
        }
        rows = sorted(shown.values(), key=lambda row: (str(row["name"]).casefold(), row["code"]))
        return v2_list(rows[page.offset : page.offset + page.limit])

    return await call.read(work)
