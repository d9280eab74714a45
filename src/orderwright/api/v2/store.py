"""V2 store information, and the system time by the injected clock."""

from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from orderwright.api.call import Answer, Call
from orderwright.db import currencies
from orderwright.db.unit import Unit
from orderwright.domain.currency_settings import Currency, known_currency
from orderwright.domain.store import Store

WEIGHT_UNITS = {"lbs": "LBS", "oz": "Ounces", "kg": "KGS", "g": "Grams", "tonnes": "Tonnes"}
DIMENSION_UNITS = {"in": "Inches", "cm": "Centimeters"}
DIMENSION_DECIMALS = 2
DATE_FORMAT = {"display": "M jS Y", "export": "M jS Y", "extended_display": "M jS Y @ g:i A"}
PLAN = "Self-hosted"


async def get_time(call: Call) -> Answer:
    return Answer(body={"time": call.now // 1000})


async def get_store(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        found = await currencies.list_currencies(unit, call.store.id)
        code = call.store.profile.currency_code
        currency = next((each for each in found if each.is_default), known_currency(code))
        return Answer(body=_print(call.store, currency, call.origin))

    return await call.read(work)


def _print(store: Store, currency: Currency, origin: str) -> dict[str, Any]:
    profile = store.profile
    host = urlsplit(origin).hostname or ""
    domain = store.domain or host
    return {
        "id": store.hash,
        "account_uuid": str(uuid5(NAMESPACE_URL, f"orderwright:{store.hash}")),
        "domain": domain,
        "secure_url": f"https://{store.domain}" if store.domain else origin,
        "control_panel_base_url": f"{origin}/admin",
        "status": "live",
        "name": store.name,
        "first_name": profile.first_name,
        "last_name": profile.last_name,
        "address": profile.address,
        "country": profile.country,
        "country_code": profile.country_code,
        "infrastructure_region": "",
        "phone": profile.phone,
        "admin_email": profile.admin_email,
        "order_email": profile.order_email,
        "favicon_url": "",
        "timezone": {
            "name": profile.timezone,
            "raw_offset": profile.timezone_offset_seconds,
            "dst_offset": profile.timezone_offset_seconds,
            "dst_correction": False,
            "date_format": DATE_FORMAT,
        },
        "language": profile.language,
        **_print_currency(currency),
        "weight_units": WEIGHT_UNITS.get(profile.weight_unit, profile.weight_unit),
        "dimension_units": DIMENSION_UNITS.get(profile.dimension_unit, profile.dimension_unit),
        "dimension_decimal_places": DIMENSION_DECIMALS,
        "dimension_decimal_token": ".",
        "dimension_thousands_token": ",",
        "plan_name": PLAN,
        "plan_level": PLAN,
        "plan_is_trial": False,
        "industry": "",
        "logo": [],
        "is_price_entered_with_tax": profile.is_tax_inclusive_pricing,
        "store_id": store.id,
        "default_site_id": 1000,
        "default_channel_id": 1,
        "active_comparison_modules": [],
        "features": {
            "stencil_enabled": False,
            "sitewidehttps_enabled": origin.startswith("https:"),
            "facebook_catalog_id": "",
            "checkout_type": "optimized",
            "wishlists_enabled": False,
            "graphql_storefront_api_enabled": False,
            "shopper_consent_tracking_enabled": False,
            "multi_storefront_enabled": True,
            "storefront_limits": {"active": 1, "total_including_inactive": 1},
        },
    }


def _print_currency(currency: Currency) -> dict[str, Any]:
    return {
        "currency": currency.currency_code,
        "currency_symbol": currency.token,
        "decimal_separator": currency.decimal_token,
        "thousands_separator": currency.thousands_token,
        "decimal_places": currency.decimal_places,
        "currency_symbol_location": currency.token_location,
    }
