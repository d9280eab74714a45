"""What shipping there is for the consignments of a cart."""

from orderwright.domain import shipping
from orderwright.domain.cart import Cart, Consignment, ShippingOption
from orderwright.domain.checkout import with_options
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.shipping import Destination, Quoting, ShippedLine
from orderwright.domain.store import Store


def quote(store: Store, cart: Cart) -> Cart:
    """The cart with what its store offers now for each consignment that is shipped."""
    quoting = Quoting(cart.channel_id, cart.exchange_rate, minor_unit_of(cart.currency_code))
    offered = {
        one.id: _offers(store, cart, one, quoting)
        for one in cart.consignments
        if one.address is not None
    }
    return with_options(cart, offered)


def _offers(store: Store, cart: Cart, one: Consignment, quoting: Quoting) -> list[ShippingOption]:
    address = one.address
    assert address is not None
    state = address.state_or_province_code or address.state_or_province
    destination = Destination(address.country_code, state, address.postal_code)
    lines = [
        ShippedLine(
            line.quantity,
            0 if line.added_by_promotion else line.list_price,
            line.weight,
            line.fixed_shipping_cost,
            is_free=line.is_free_shipping,
        )
        for line in cart.lines
        if line.id in one.line_ids and line.is_shippable
    ]
    return shipping.quote(store.shipping_zones, destination, lines, quoting)
