"""What a carrier is asked to ship a consignment, and what it answers.

The contract is the platform's own for shipping providers (reference: shipping_provider.yml).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from orderwright.domain.cart import Cart, CartAddress, CartLine, Consignment
from orderwright.domain.money import InvalidAmount, parse_money, to_number
from orderwright.domain.shipping import CarrierRate
from orderwright.domain.shipping_settings import ShippingMethod
from orderwright.domain.states import code_of_state
from orderwright.domain.store import Profile, Store

RATES_MAX = 50
CODE_MAX = 50
NAME_MAX = 100
DURATION_MAX = 90

# What one of the store's units of weight is in one that carriers are told.
_WEIGHTS: Mapping[str, tuple[int, str]] = {
    "lbs": (16, "oz"),
    "ounces": (1, "oz"),
    "oz": (1, "oz"),
    "kg": (1_000, "g"),
    "g": (1, "g"),
    "tonnes": (1_000_000, "g"),
}
_UNITS = {"BUSINESS_DAYS": "business days", "DAYS": "days", "HOURS": "hours"}


@dataclass(frozen=True, slots=True)
class CarrierQuestion:
    """What a carrier is asked about one consignment; the store's account with it comes later."""

    carrier_id: str
    body: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        return sha256(repr((self.carrier_id, self.body)).encode()).hexdigest()


def carrier_question(
    store: Store, cart: Cart, one: Consignment, method: ShippingMethod
) -> CarrierQuestion:
    """What the carrier of a method is asked to ship a consignment."""
    assert one.address is not None
    lines = [
        line
        for line in cart.lines
        if line.id in one.line_ids and line.is_shippable and not line.is_free_shipping
    ]
    body = {
        "base_options": {
            "origin": _origin(store.profile),
            "destination": _destination(one.address),
            "items": [
                _item(store.profile, cart, line) for line in lines if not line.fixed_shipping_cost
            ],
            "customer": {
                "customer_groups": [
                    {"customer_group_id": cart.customer_group_id, "customer_group_name": ""}
                ],
                "customer_id": cart.customer_id,
            },
            "store_id": store.hash,
            "request_context": {
                "reference_values": [
                    {"name": "cart_id", "value": cart.id},
                    {"name": "channel_id", "value": str(cart.channel_id)},
                ]
            },
        },
        "zone_options": dict(method.carrier_options),
    }
    return CarrierQuestion(method.type, body)


def read_rates(answer: Any, currency_code: str) -> list[CarrierRate]:
    """The rates of an answer in the store's currency; none where it is no answer at all."""
    try:
        return list(_rates(answer, currency_code))[:RATES_MAX]
    except (TypeError, KeyError, AttributeError, InvalidAmount, ArithmeticError):
        return []


def _rates(answer: Any, currency_code: str) -> Iterator[CarrierRate]:
    for group in answer["carrier_quotes"]:
        carrier = str((group.get("carrier_info") or {}).get("display_name", ""))[:NAME_MAX]
        for rate in group["quotes"]:
            cost = rate.get("discounted_cost") or rate["cost"]
            amount = parse_money(cost["amount"])
            if cost["currency"] != currency_code or amount < 0:
                continue
            name = str(rate["display_name"])[:NAME_MAX] or str(rate["code"])[:CODE_MAX]
            yield CarrierRate(
                service=str(rate["code"])[:CODE_MAX],
                description=f"{carrier} {name}" if carrier else name,
                cost=amount,
                transit_time=_transit(rate.get("transit_time")),
            )


def _transit(given: Any) -> str:
    """`2 business days`; empty where nothing is said."""
    if not given:
        return ""
    count, unit = given.get("duration"), _UNITS.get(given.get("units", ""))
    if not isinstance(count, int) or not 1 <= count <= DURATION_MAX or unit is None:
        return ""
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"


def _item(profile: Profile, cart: Cart, line: CartLine) -> dict[str, Any]:
    factor, weight_unit = _WEIGHTS.get(profile.weight_unit, _WEIGHTS["g"])
    price = {"currency": cart.currency_code, "amount": to_number(line.list_price)}
    sizes = {"length": line.depth, "width": line.width, "height": line.height}
    return {
        "sku": line.sku,
        "variant_id": str(line.variant_id),
        "product_id": str(line.product_id),
        "name": line.name,
        **{
            name: {"units": profile.dimension_unit, "value": to_number(size)}
            for name, size in sizes.items()
        },
        "weight": {"units": weight_unit, "value": to_number(line.weight * factor)},
        "discounted_price": price,
        "declared_value": price,
        "quantity": line.quantity,
        "attributes": [],
    }


def _origin(profile: Profile) -> dict[str, Any]:
    return {
        "street_1": profile.address,
        "street_2": "",
        "zip": "",
        "city": profile.city,
        "state_iso2": code_of_state(profile.country_code, profile.state) or "",
        "country_iso2": profile.country_code,
        "address_type": "COMMERCIAL",
    }


def _destination(address: CartAddress) -> dict[str, Any]:
    return {
        "street_1": address.address1,
        "street_2": address.address2,
        "zip": address.postal_code,
        "city": address.city,
        "state_iso2": address.state_or_province_code,
        "country_iso2": address.country_code,
        "address_type": "RESIDENTIAL",
        "form_fields": {
            str(field["field_id"]): field.get("field_value", "") for field in address.custom_fields
        },
    }
