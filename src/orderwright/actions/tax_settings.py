"""How a store treats tax as a whole; whether prices include it is kept in the store's profile."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.db import access, taxes
from orderwright.db.store_settings import read_settings, write_settings
from orderwright.db.unit import Unit
from orderwright.domain.errors import Unprocessable
from orderwright.domain.store import Store

NAME = "tax"
WITH_PRICES = "tax_entered_with_prices"
FALLBACK = "fallback_strategy"
SUBMISSION = "document_submission_strategy"
DISPLAY = "price_display_settings"
ZONE_FIELDS = ("guest_shopper_tax_zone_id", "store_tax_zone_id")
DEFAULTS: Mapping[str, Any] = {
    "fallback_strategy": "FIXED",
    "should_subtract_store_tax": True,
    "should_use_geolocation_to_determine_guest_shopper_tax_zone": False,
    "guest_shopper_tax_zone_id": 1,
    "store_tax_zone_id": 1,
    "document_submission_strategy": "ON_PAYMENT_CAPTURE",
    "rounding_strategy": "RATE_ROUNDING",
}
DISPLAY_DEFAULTS: Mapping[str, str] = {
    "control_panel_price_display_strategy": "ZONE",
    "invoice_price_display_strategy": "ZONE",
}


async def get_settings(unit: Unit, store: Store) -> dict[str, Any]:
    """All settings, with their defaults where nothing has been set."""
    return _whole(store.profile.is_tax_inclusive_pricing, await read_settings(unit, store.id, NAME))


async def update_settings(unit: Unit, store: Store, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Change some settings; all of them afterwards. Raises Unprocessable for an unknown zone."""
    locked = await access.lock_store(unit, store.id)
    known = {zone.id for zone in await taxes.list_zones(unit, store.id)}
    for name in ZONE_FIELDS:
        if changes.get(name, 1) not in known:
            raise Unprocessable.naming("The tax settings are invalid.", name, "invalid tax zone ID")
    kept = await read_settings(unit, store.id, NAME)
    display = {**kept.get(DISPLAY, {}), **changes.get(DISPLAY, {})}
    set_now = {**kept, **changes, DISPLAY: display}
    with_prices = set_now.pop(WITH_PRICES, locked.profile.is_tax_inclusive_pricing)
    await write_settings(unit, store.id, NAME, set_now)
    profile = replace(
        locked.profile,
        is_tax_inclusive_pricing=with_prices,
        tax_fallback=set_now.get(FALLBACK, DEFAULTS[FALLBACK]),
    )
    await access.save_store(unit, replace(locked, profile=profile))
    return _whole(with_prices, set_now)


def _whole(with_prices: bool, kept: Mapping[str, Any]) -> dict[str, Any]:  # noqa: FBT001
    return {
        WITH_PRICES: with_prices,
        DISPLAY: {**DISPLAY_DEFAULTS, **kept.get(DISPLAY, {})},
        **{name: kept.get(name, default) for name, default in DEFAULTS.items()},
    }
