"""`include` of V2 orders: consignments and fees shown in the place of their links."""

from collections.abc import Sequence

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
    wanted = frozenset(call.query().get("include", ()))
    kinds = [kind for kind in (CONSIGNMENTS, FEES_KIND) if _is_wanted(kind, wanted)]
    if not kinds:
        return [print_rendered(order) for order in found]
    ids = [order.id for order in found]
    bundles = await read_bundles(unit, call.store.id, ids, kinds)
    return [_included(order, bundles[order.id], kinds, wanted) for order in found]


def print_rendered(order: RenderedOrder) -> bytes:
    """The stored bytes with the order's number in them."""
    return order.rendered.replace(NUMBER_MARK, b"%d" % order.id)


def _is_wanted(kind: str, wanted: frozenset[str]) -> bool:
    return kind in wanted or (kind == CONSIGNMENTS and LINE_ITEMS in wanted)


def _included(
    order: RenderedOrder, bundle: WholeOrder, kinds: Sequence[str], wanted: frozenset[str]
) -> bytes:
    rendered = order.rendered
    for kind in kinds:
        if kind == FEES_KIND:
            shown = encode_linked([print_fee(fee) for fee in bundle.fees])
        else:
            print_lines = print_products if LINE_ITEMS in wanted else link_products
            shown = encode_linked(print_consignments(bundle, print_lines))
        rendered = rendered.replace(bytes(LINKS[kind]), shown)
    return rendered.replace(NUMBER_MARK, b"%d" % order.id)
