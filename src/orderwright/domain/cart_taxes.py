"""Who says what is taxed how in a checkout: the store's own zones, or an outside provider."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

from orderwright.domain.cart import Cart, CartAddress, CartLine, Consignment
from orderwright.domain.cart_pricing import CartTaxOf, order_input, shipped
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.geography import name_of_country
from orderwright.domain.money import to_number
from orderwright.domain.order_pricing import CostClasses
from orderwright.domain.states import find_state
from orderwright.domain.store import Store
from orderwright.domain.tax import NO_TAX, PERCENT, TaxRate, TaxSet, tax_set
from orderwright.domain.tax_quote import TaxQuote
from orderwright.domain.tax_zones import Place
from orderwright.domain.totals import OrderFigures, order_totals

OWN_TAXES = "BasicTaxProvider"
FALLBACK_RATE = 10 * PERCENT
NO_CLASSES = CostClasses()
_FALLBACK = tax_set([TaxRate(0, "Tax", FALLBACK_RATE)])


class TaxSource(Protocol):
    """The taxes of one checkout. `provider_id` is what its orders carry as `tax_provider_id`."""

    @property
    def provider_id(self) -> str: ...

    def taxes_on(self, what: str, class_id: int, address: CartAddress | None) -> TaxSet:
        """The taxes on a line, a cost or a fee, named by its id, where it goes."""
        ...

    def cost_classes(self, own: CostClasses) -> CostClasses:
        """The tax classes of costs: the store's own, or none."""
        ...


class NoTaxes:
    """A shopper who is exempt, or a store that takes no tax."""

    provider_id = OWN_TAXES

    def taxes_on(self, _what: str, _class_id: int, _address: CartAddress | None) -> TaxSet:
        return NO_TAX

    def cost_classes(self, own: CostClasses) -> CostClasses:
        return own


@dataclass(frozen=True, slots=True)
class ManualTaxes:
    """The store's own zones and rates; what has no address yet is taxed at the store's."""

    store: Store
    customer_group_id: int
    provider_id: str = OWN_TAXES

    def taxes_on(self, _what: str, class_id: int, address: CartAddress | None) -> TaxSet:
        profile, group = self.store.profile, self.customer_group_id
        place = Place(profile.country_code, profile.state, "", group)
        if address is not None:
            state = address.state_or_province_code or address.state_or_province
            place = Place(address.country_code, state, address.postal_code, group)
        return self.store.taxes.taxes_on(class_id, place)

    def cost_classes(self, own: CostClasses) -> CostClasses:
        return own


class FlatTaxes(NoTaxes):
    """Ten percent on everything, while a provider does not answer (reference, tax settings)."""

    def taxes_on(self, _what: str, _class_id: int, _address: CartAddress | None) -> TaxSet:
        return _FALLBACK


@dataclass(frozen=True, slots=True)
class QuotedTaxes:
    """What an outside provider has answered about this checkout as it is."""

    quote: TaxQuote
    keys: Mapping[str, str]
    unit: int

    @property
    def provider_id(self) -> str:
        return self.quote.provider_id

    def taxes_on(self, what: str, _class_id: int, _address: CartAddress | None) -> TaxSet:
        return self.quote.taxes_on(self.keys.get(what, ""), self.unit)

    def cost_classes(self, _own: CostClasses) -> CostClasses:
        return NO_CLASSES


def tax_source(store: Store, cart: Cart) -> TaxSource:
    """Who taxes the checkout; where a provider's quote is missing, what the store falls back to."""
    profile = store.profile
    if not profile.tax_enabled:
        return NoTaxes()
    if profile.tax_provider_id and is_placed(cart):
        quote = cart.tax_quote
        if quote is not None and quote.provider_id == profile.tax_provider_id:
            return QuotedTaxes(quote, keys_of(cart), minor_unit_of(cart.currency_code))
        if profile.tax_fallback == "FIXED":
            return FlatTaxes()
        if profile.tax_fallback == "DISABLE":
            return NoTaxes()
    return NoTaxes() if cart.is_tax_exempt else ManualTaxes(store, cart.customer_group_id)


def cart_taxes(store: Store, cart: Cart) -> CartTaxOf:
    return tax_source(store, cart).taxes_on


def is_placed(cart: Cart) -> bool:
    """Whether it is known where something goes, before which no provider is asked (reference)."""
    shipped_to = any(one.address is not None for one in cart.consignments)
    return bool(cart.lines) and (
        shipped_to or (cart.is_digital and cart.billing_address is not None)
    )


def keys_of(cart: Cart) -> dict[str, str]:
    """The keys in a quote of everything that is taxed, by what the checkout calls it."""
    keys = {}
    for at, line in enumerate(cart.lines):
        keys[line.id], keys[f"{line.id}/wrapping"] = f"line:{at}", f"wrapping:{at}"
    for at, one in enumerate(shipped(cart)):
        keys[f"{one.id}/shipping"], keys[f"{one.id}/handling"] = f"shipping:{at}", f"handling:{at}"
    for at, fee in enumerate(cart.fees):
        keys[fee.id] = f"fee:{at}"
    return keys


@dataclass(frozen=True, slots=True)
class TaxQuestion:
    """What a provider is asked: the body without its moment, and what is charged by key."""

    provider_id: str
    body: Mapping[str, Any]
    charged: Mapping[str, int]
    is_inclusive: bool

    @property
    def fingerprint(self) -> str:
        return sha256(repr((self.provider_id, self.body)).encode()).hexdigest()


def tax_question(store: Store, cart: Cart) -> TaxQuestion | None:
    """What is to be asked about the checkout; None where the store's own zones rule."""
    profile = store.profile
    if not (profile.tax_enabled and profile.tax_provider_id and is_placed(cart)):
        return None
    no_tax: CartTaxOf = lambda _what, _class_id, _address: NO_TAX  # noqa: E731
    figures = order_totals(order_input(cart, NO_CLASSES, no_tax))
    charged: dict[str, int] = {}
    documents = [
        _document(store, cart, figures, one, at, charged) for at, one in enumerate(shipped(cart))
    ]
    rest = [at for at, line in enumerate(cart.lines) if _is_elsewhere(cart, line)]
    if rest or cart.fees or not documents:
        documents.append(_rest(store, cart, figures, rest, charged))
    body = {
        "id": cart.id,
        "currency_code": cart.currency_code,
        "customer": {
            "customer_id": str(cart.customer_id),
            "customer_group_id": str(cart.customer_group_id),
            "taxability_code": "EXEMPT" if cart.is_tax_exempt else "",
        },
        "documents": documents,
    }
    return TaxQuestion(profile.tax_provider_id, body, charged, cart.is_tax_inclusive)


def _is_elsewhere(cart: Cart, line: CartLine) -> bool:
    """Whether a line goes to no address of its own."""
    consignment = cart.consignment_of(line.id)
    return consignment is None or consignment.is_pickup


def _document(
    store: Store,
    cart: Cart,
    figures: OrderFigures,
    one: Consignment,
    at: int,
    charged: dict[str, int],
) -> dict[str, Any]:
    costs = figures.consignments[at]
    lines = [position for position, line in enumerate(cart.lines) if line.id in one.line_ids]
    return {
        "id": f"consignment:{at}",
        **_addresses(store, cart, one.address),
        "shipping": _cost(cart, f"shipping:{at}", costs.shipping.charged_inc_tax, charged),
        "handling": _cost(cart, f"handling:{at}", costs.handling.charged_inc_tax, charged),
        "items": [_item(cart, figures, position, charged) for position in lines],
    }


def _rest(
    store: Store, cart: Cart, figures: OrderFigures, lines: list[int], charged: dict[str, int]
) -> dict[str, Any]:
    """Downloads, certificates, pick-ups and fees, which are taxed where they are billed."""
    fees = [
        _entry(cart, f"fee:{at}", fee.display_name, figures.fees[at].inc_tax, 1, charged)
        | {"type": "fee"}
        for at, fee in enumerate(cart.fees)
    ]
    ignored: dict[str, int] = {}
    address = cart.billing_address or next(
        (one.address for one in cart.consignments if one.address is not None), None
    )
    return {
        "id": f"DigitalDelivery_{cart.id}",
        **_addresses(store, cart, address),
        "shipping": _cost(cart, "shipping", 0, ignored),
        "handling": _cost(cart, "handling", 0, ignored),
        "items": [*[_item(cart, figures, position, charged) for position in lines], *fees],
    }


def _item(cart: Cart, figures: OrderFigures, at: int, charged: dict[str, int]) -> dict[str, Any]:
    line, money = cart.lines[at], figures.lines[at]
    entry = _entry(
        cart, f"line:{at}", line.name, money.discounted_total_inc_tax, line.quantity, charged
    )
    entry |= {
        "item_code": line.upc or line.sku,
        "item_reference": line.sku,
        "tax_exempt": not line.is_taxable,
        "type": "item",
    }
    if line.wrapping is not None:
        cost = money.wrapping.inc_tax
        wrapping = _entry(cart, f"wrapping:{at}", line.wrapping.name, cost, line.quantity, charged)
        entry["wrapping"] = wrapping | {"type": "wrapping"}
    return entry


def _cost(cart: Cart, key: str, amount: int, charged: dict[str, int]) -> dict[str, Any]:
    kind = key.partition(":")[0]
    return _entry(cart, key, kind.capitalize(), amount, 1, charged) | {"type": kind}


def _entry(
    cart: Cart, key: str, name: str, amount: int, quantity: int, charged: dict[str, int]
) -> dict[str, Any]:
    charged[key] = amount
    return {
        "id": key,
        "item_code": "",
        "item_reference": "",
        "name": name,
        "price": {"amount": to_number(amount), "tax_inclusive": cart.is_tax_inclusive},
        "quantity": quantity,
        "tax_class": {"code": "", "class_id": "0", "name": ""},
        "tax_exempt": False,
    }


def _addresses(store: Store, cart: Cart, destination: CartAddress | None) -> dict[str, Any]:
    profile = store.profile
    state = find_state(profile.country_code, profile.state)
    origin = {
        "line1": profile.address,
        "line2": "",
        "city": profile.city,
        "region_name": profile.state if state is None else state.name,
        "region_code": "" if state is None else state.code,
        "country_name": profile.country,
        "country_code": profile.country_code,
        "postal_code": "",
    }
    return {
        "billing_address": _address(cart.billing_address),
        "destination_address": _address(destination),
        "origin_address": origin,
    }


def _address(address: CartAddress | None) -> dict[str, str]:
    known = address or CartAddress()
    return {
        "line1": known.address1,
        "line2": known.address2,
        "city": known.city,
        "region_name": known.state_or_province,
        "region_code": known.state_or_province_code,
        "country_name": known.country or name_of_country(known.country_code) or "",
        "country_code": known.country_code,
        "postal_code": known.postal_code,
        "type": "RESIDENTIAL",
    }
