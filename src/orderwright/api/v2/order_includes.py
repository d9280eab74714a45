"""`include` of V2 orders: consignments and fees shown in the place of their links.

What is shown depends on nothing but the order, so it is kept for as long as the order is printed
the same and has the same revision; every change of an order or of its parts raises that.
"""

from collections.abc import Hashable, Sequence

from orderwright.api.cache import ByteCache
from orderwright.api.call import NUMBER_MARK, Call, encode_linked
from orderwright.api.v2.order_consignments import (
    LINE_ITEMS,
    link_products,
    print_consignments,
    print_fee,
    print_products,
)
from orderwright.api.v2.order_printing import LINKS
from orderwright.db.order_bundles import CONSIGNMENTS, FEES_KIND, read_bundles
from orderwright.db.orders import RenderedOrder
from orderwright.db.unit import Unit
from orderwright.domain.order import WholeOrder


async def print_orders(unit: Unit, call: Call, found: Sequence[RenderedOrder]) -> list[bytes]:
    """Each order as it is stored, with its number and with what the query includes."""
    given = call.query().get("include", ())
    if not given:
        return [print_rendered(order) for order in found]
    wanted = [FEES_KIND] if FEES_KIND in given else []
    if CONSIGNMENTS in given or LINE_ITEMS in given:
        wanted.append(LINE_ITEMS if LINE_ITEMS in given else CONSIGNMENTS)
    cache: ByteCache = call.services.printed_parts
    keys = {order.id: _key(call.store.id, order, wanted) for order in found}
    printed = {order.id: cache.get(keys[order.id]) for order in found}
    missing = [order for order in found if printed[order.id] is None]
    if missing:
        kinds = {CONSIGNMENTS if name == LINE_ITEMS else name for name in wanted}
        ids = [order.id for order in missing]
        bundles = await read_bundles(unit, call.store.id, ids, sorted(kinds))
        for order in missing:
            parts = {name: _print(name, bundles[order.id]) for name in wanted}
            printed[order.id] = whole = _spliced(order, parts)
            if order.revision:
                cache.put(keys[order.id], whole)
    return [whole for whole in printed.values() if whole is not None]


def print_rendered(order: RenderedOrder) -> bytes:
    """The stored bytes with the order's number in them."""
    return order.rendered.replace(NUMBER_MARK, b"%d" % order.id)


def _key(store_id: int, order: RenderedOrder, wanted: Sequence[str]) -> Hashable:
    return (store_id, order.id, order.revision, hash(order.rendered), *wanted)


def _print(name: str, bundle: WholeOrder) -> bytes:
    if name == FEES_KIND:
        return encode_linked([print_fee(fee) for fee in bundle.fees])
    print_lines = print_products if name == LINE_ITEMS else link_products
    return encode_linked(print_consignments(bundle, print_lines))


def _spliced(order: RenderedOrder, parts: dict[str, bytes]) -> bytes:
    rendered = order.rendered
    for name, printed in parts.items():
        place = FEES_KIND if name == FEES_KIND else CONSIGNMENTS
        rendered = rendered.replace(bytes(LINKS[place]), printed)
    return rendered.replace(NUMBER_MARK, b"%d" % order.id)
