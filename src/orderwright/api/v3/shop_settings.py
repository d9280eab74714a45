"""V3 settings of carts and checkouts, for the whole store and by channel."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions import shop_settings
from orderwright.actions.shop_settings import CARTS, CHECKOUTS
from orderwright.api.call import Answer, Call
from orderwright.db.store_settings import WHOLE_STORE
from orderwright.db.unit import Unit

Defaults = Mapping[str, Any]

CART_DEFAULTS: Defaults = {"allow_purchasing": True}
CART_CHANNEL_DEFAULTS: Defaults = {"allow_purchasing": None}
CHECKOUT_DEFAULTS: Defaults = {
    "custom_checkout_script_url": "",
    "order_confirmation_use_custom_checkout_script": False,
    "custom_order_confirmation_script_url": "",
    "custom_checkout_supports_uco_settings": False,
    "custom_checkout_sri_hash": "",
    "custom_order_confirmation_sri_hash": "",
}
CHECKOUT_CHANNEL_DEFAULTS: Defaults = {
    "checkout_type": "single",
    "guest_checkout_type": "allow",
    "guest_checkout_for_existing_accounts": "allow",
    "policy_consent": "none",
    "order_confirmation_contact_email": "",
    "is_order_terms_and_conditions_enabled": False,
    "order_terms_and_conditions_type": "textarea",
    "order_terms_and_conditions_link": "",
    "order_terms_and_conditions_textarea": "",
    "should_redirect_to_storefront_for_auth": False,
    **CHECKOUT_DEFAULTS,
}


async def get_global_cart_settings(call: Call) -> Answer:
    return await _read(call, CARTS, CART_DEFAULTS)


async def update_global_cart_settings(call: Call) -> Answer:
    return await _update(call, CARTS, CART_DEFAULTS)


async def get_channel_cart_settings(call: Call) -> Answer:
    return await _read(call, CARTS, CART_CHANNEL_DEFAULTS, call.id("channel_id"))


async def update_channel_cart_settings(call: Call) -> Answer:
    return await _update(call, CARTS, CART_CHANNEL_DEFAULTS, call.id("channel_id"))


async def get_checkout_settings(call: Call) -> Answer:
    return await _read(call, CHECKOUTS, CHECKOUT_DEFAULTS)


async def update_checkout_settings(call: Call) -> Answer:
    return await _update(call, CHECKOUTS, CHECKOUT_DEFAULTS)


async def get_channel_checkout_settings(call: Call) -> Answer:
    return await _read(call, CHECKOUTS, CHECKOUT_CHANNEL_DEFAULTS, call.id("channel_id"))


async def put_channel_checkout_settings(call: Call) -> Answer:
    return await _update(call, CHECKOUTS, CHECKOUT_CHANNEL_DEFAULTS, call.id("channel_id"))


async def _read(call: Call, name: str, defaults: Defaults, channel_id: int = WHOLE_STORE) -> Answer:
    async def work(unit: Unit) -> Answer:
        found = await shop_settings.read(unit, call.store.id, name, channel_id)
        return _answer(found, defaults)

    return await call.read(work)


async def _update(
    call: Call, name: str, defaults: Defaults, channel_id: int = WHOLE_STORE
) -> Answer:
    given = {key: value for key, value in call.body().items() if key in defaults}

    async def work(unit: Unit) -> Answer:
        found = await shop_settings.update(unit, call.store.id, name, given, channel_id)
        return _answer(found, defaults)

    return await call.write(work)


def _answer(found: Mapping[str, Any], defaults: Defaults) -> Answer:
    data = {name: found.get(name, default) for name, default in defaults.items()}
    return Answer(body={"data": data, "meta": {}})
