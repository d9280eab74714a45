"""What shipping there is for the consignments of a cart."""

from hashlib import md5

from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart, Consignment, ShippingOption
from orderwright.domain.checkout import with_options
from orderwright.domain.store import Store


async def quote(unit: Unit, store: Store, cart: Cart) -> Cart:
    """The cart with what its store offers now for each consignment that is shipped."""
    return with_options(
        cart, {one.id: _offered(one) for one in cart.consignments if one.address is not None}
    )


def _offered(one: Consignment) -> list[ShippingOption]:
    identity = md5(b"flat", usedforsecurity=False).hexdigest()
    return [ShippingOption(identity, "shipping_flatrate", "Flat Rate", 50_000)]
