"""Shipping zones and methods as V2 writes them: bodies to fields of records, and records back."""

from collections.abc import Mapping
from typing import Any

from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.money import print_4, to_number
from orderwright.domain.shipping_settings import (
    TABLES,
    FreeShipping,
    Handling,
    RateRange,
    RateTable,
    ShippingLocation,
    ShippingMethod,
    ShippingZone,
    is_carrier,
)

RATED = ("perorder", "peritem")
_PERCENTAGE = "percentage_of_total"


def zone_fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a zone that a body sets."""
    fields = {name: body[name] for name in ("name", "type", "enabled") if name in body}
    if "locations" in body:
        fields["locations"] = tuple([_location(one) for one in body["locations"]])
    if "free_shipping" in body:
        free = body["free_shipping"]
        fields["free_shipping"] = FreeShipping(
            free.get("enabled", False),
            free.get("minimum_sub_total", 0),
            free.get("exclude_fixed_shipping_products", False),
        )
    if "handling_fees" in body:
        fields["handling"] = _handling(body["handling_fees"])
    return fields


def method_fields(body: Mapping[str, Any], method_type: str) -> dict[str, Any]:
    """The fields of a method of that type that a body sets. Raises InvalidInput."""
    names = ("name", "type", "enabled", "is_fallback")
    fields = {name: body[name] for name in names if name in body}
    if "channel_ids" in body:
        fields["channel_ids"] = tuple(body["channel_ids"])
    if "handling_fees" in body:
        fields["handling"] = _handling(body["handling_fees"])
    if "settings" in body or "type" in body:
        fields |= _settings(body.get("settings", {}), method_type)
    return fields


def print_zone(zone: ShippingZone) -> dict[str, Any]:
    free = zone.free_shipping
    return {
        "id": zone.id,
        "name": zone.name,
        "type": zone.type,
        "locations": [_print_location(one) for one in zone.locations],
        "free_shipping": {
            "enabled": free.enabled,
            "minimum_sub_total": print_4(free.minimum),
            "exclude_fixed_shipping_products": free.excludes_fixed,
        },
        "handling_fees": {
            **_print_surcharge(zone.handling, print_4),
            "display_separately": zone.handling.display_separately,
        },
        "enabled": zone.enabled,
    }


def print_method(method: ShippingMethod) -> dict[str, Any]:
    return {
        "id": method.id,
        "name": method.name,
        "type": method.type,
        "settings": _print_settings(method),
        "enabled": method.enabled,
        "handling_fees": _print_surcharge(method.handling, to_number),
        "is_fallback": method.is_fallback,
        "channel_ids": list(method.channel_ids),
    }


def _location(given: Mapping[str, Any]) -> ShippingLocation:
    return ShippingLocation(
        given.get("id", 0),
        given.get("country_iso2", "").upper(),
        given.get("state_iso2", "").upper(),
        given.get("zip", ""),
    )


def _handling(given: Mapping[str, Any]) -> Handling:
    return Handling(
        given.get("fixed_surcharge"),
        given.get("percentage_surcharge"),
        given.get("display_separately", False),
    )


def _settings(given: Mapping[str, Any], method_type: str) -> dict[str, Any]:
    """Rate, table and carrier's options, of which a method has those of its type."""
    if method_type in RATED and "rate" not in given:
        raise InvalidInput(FieldError("rate", "required"))
    if method_type in TABLES and "range" not in given:
        raise InvalidInput(FieldError("range", "required"))
    ranges = [
        RateRange(one["lower_limit"], one["upper_limit"], one["shipping_cost"])
        for one in given.get("range", ())
    ]
    table = RateTable(
        tuple(ranges),
        given.get("default_cost"),
        given.get("default_cost_type") == _PERCENTAGE,
    )
    return {
        "rate": given.get("rate", 0),
        "table": table,
        "carrier_options": given.get("carrier_options", {}),
    }


def _print_location(location: ShippingLocation) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": location.id}
    if location.postal_code:
        shown["zip"] = location.postal_code
    if location.country_code:
        shown["country_iso2"] = location.country_code
    if location.state_code:
        shown["state_iso2"] = location.state_code
    return shown


def _print_surcharge(handling: Handling, printed: Any) -> dict[str, Any]:
    if handling.percentage is not None:
        return {"percentage_surcharge": printed(handling.percentage)}
    return {"fixed_surcharge": printed(handling.fixed or 0)}


def _print_settings(method: ShippingMethod) -> dict[str, Any]:
    if method.type in RATED:
        return {"rate": to_number(method.rate)}
    if is_carrier(method.type):
        return {"carrier_options": method.carrier_options}
    if method.type not in TABLES:
        return {}
    table = method.table
    return {
        "default_cost": None if table.default is None else to_number(table.default),
        "default_cost_type": _PERCENTAGE if table.is_percentage else "fixed_amount",
        "range": [
            {
                "lower_limit": to_number(one.lower),
                "upper_limit": to_number(one.upper),
                "shipping_cost": to_number(one.cost),
            }
            for one in table.ranges
        ],
    }
