"""What shipping there is for the consignments of a cart."""

from dataclasses import replace

from orderwright.actions.quoting import Question, QuoteDesk
from orderwright.domain import shipping
from orderwright.domain.carrier_quote import carrier_question, read_rates
from orderwright.domain.cart import Cart, Consignment, ShippingOption
from orderwright.domain.checkout import with_options
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.shipping import CarrierRate, Destination, Quoting, ShippedLine
from orderwright.domain.shipping_settings import is_carrier
from orderwright.domain.store import Store

RATE = "/rate"


def quote(store: Store, cart: Cart, desk: QuoteDesk | None = None) -> Cart:
    """The cart with what its store offers now for each consignment that is shipped.

    Carriers are asked over the desk; without one they offer nothing. Raises QuoteNeeded.
    """
    quoting = Quoting(cart.channel_id, cart.exchange_rate, minor_unit_of(cart.currency_code))
    offered = {
        one.id: _offers(store, cart, one, quoting, desk)
        for one in cart.consignments
        if one.address is not None
    }
    return with_options(cart, offered)


def _offers(
    store: Store, cart: Cart, one: Consignment, quoting: Quoting, desk: QuoteDesk | None
) -> list[ShippingOption]:
    address = one.address
    assert address is not None
    state = address.state_or_province_code or address.state_or_province
    destination = Destination(address.country_code, state, address.postal_code)
    if desk is not None:
        rates = _carrier_rates(store, cart, one, destination, desk)
        quoting = replace(quoting, carrier_rates=rates)
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


def _carrier_rates(
    store: Store, cart: Cart, one: Consignment, destination: Destination, desk: QuoteDesk
) -> dict[int, list[CarrierRate]]:
    """What the carriers of the destination's zone ask, by method."""
    zone = shipping.zone_of(store.shipping_zones, destination)
    rates: dict[int, list[CarrierRate]] = {}
    for method in () if zone is None else zone.methods:
        if not (is_carrier(method.type) and method.serves(cart.channel_id)):
            continue
        asked = carrier_question(store, cart, one, method)
        if not asked.body["base_options"]["items"]:
            continue
        question = Question("carrier", asked.carrier_id, RATE, asked.body, asked.fingerprint)
        answer = desk.answer(question)
        if answer is not None:
            rates[method.id] = read_rates(answer, store.profile.currency_code)
    return rates
