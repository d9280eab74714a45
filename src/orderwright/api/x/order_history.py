"""The history of an order, and the order as it was at a moment."""

from typing import Any

import msgspec

from orderwright.actions import orders
from orderwright.api.call import NUMBER_MARK, Answer, Call, encode_linked
from orderwright.api.paging import page_meta, page_of
from orderwright.api.v2.order_printing import renderer
from orderwright.db import order_history
from orderwright.db.order_history import Change
from orderwright.db.unit import Unit
from orderwright.domain.dates import LATEST, print_iso_ms, print_rfc2822
from orderwright.domain.money import print_4

MONEY_PARTS = ("_cost", "_amount", "_total", "_ex_tax", "_inc_tax", "_tax", "_price", "_discount")
SIZES = frozenset({"weight", "width", "height", "depth"})
COUNTS = frozenset({"items_total"})
INSTANTS = frozenset({"date_created", "date_shipped"})


async def get_order_history(call: Call) -> Answer:
    order_id, query = call.id("order_id"), call.query()
    page, as_of = page_of(query), query.get("as_of")
    until = LATEST if as_of is None else as_of

    async def work(unit: Unit) -> Answer:
        render = renderer(call.store)
        now = await orders.get_order(unit, call.store.id, order_id, render)
        total, changes = await order_history.list_page(
            unit, call.store.id, order_id, until, page.limit, page.offset
        )
        meta: dict[str, Any] = page_meta(len(changes), total, page, call.query_fields())
        if as_of is not None:
            following = await order_history.find_after(unit, call.store.id, order_id, until)
            was = now.rendered if following is None else following.before
            meta["order"] = None if was is None else _numbered(was, order_id)
        body = {"data": [_print(change) for change in changes], "meta": meta}
        return Answer(body=encode_linked(body), linked=True)

    return await call.read(work)


def _numbered(rendered: bytes, order_id: int) -> msgspec.Raw:
    return msgspec.Raw(bytes(rendered).replace(NUMBER_MARK, b"%d" % order_id))


def _print(change: Change) -> dict[str, Any]:
    return {
        "revision": change.revision,
        "date": print_iso_ms(change.at),
        "actor": change.actor,
        "action": change.action,
        "status_id_before": change.status_id_before,
        "status_id_after": change.status_id_after,
        "changes": [
            {"field": name, "from": _shown(name, old), "to": _shown(name, new)}
            for name, (old, new) in (change.fields or {}).items()
        ],
    }


def _shown(name: str, value: Any) -> Any:
    """The value as the order prints it."""
    leaf = name.rpartition(".")[2]
    if isinstance(value, dict):
        return {key: _shown(key, item) for key, item in value.items()}
    if isinstance(value, list):
        return [_shown(leaf, item) for item in value]
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    if leaf in INSTANTS:
        return print_rfc2822(value)
    is_money = leaf in SIZES or (leaf.endswith(MONEY_PARTS) and leaf not in COUNTS)
    return print_4(value) if is_money else value
