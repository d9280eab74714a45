"""Routes of the settings of V3 carts and checkouts."""

from orderwright.api.paging import NO_META
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Boolean, Object, Prop, Text
from orderwright.api.v3 import shop_settings
from orderwright.api.v3.kinds import envelope

V3 = "/stores/{store_hash}/v3"
CARTS = f"{V3}/carts/settings"
CHECKOUTS = f"{V3}/checkouts/settings"
CHANNEL = "channels/{channel_id}"
READ, WRITE = reads("store_v2_information"), writes("store_v2_information")
CONTENT = ("store_checkouts", "store_checkout_content")
READ_CHECKOUTS, WRITE_CHECKOUTS = reads(*CONTENT), writes(*CONTENT)

_URL = Text(max_length=2_000)
_SCRIPTS = {
    "custom_checkout_script_url": Prop(_URL),
    "order_confirmation_use_custom_checkout_script": Prop(Boolean()),
    "custom_order_confirmation_script_url": Prop(_URL),
    "custom_checkout_supports_uco_settings": Prop(Boolean()),
    "custom_checkout_sri_hash": Prop(Text(max_length=255)),
    "custom_order_confirmation_sri_hash": Prop(Text(max_length=255)),
}
_NAME = Text(max_length=255)
CART_SETTINGS = Object("CartSettings", {"allow_purchasing": Prop(Boolean())}, unknown="ignore")
CHANNEL_CART_SETTINGS = Object(
    "ChannelCartSettings", {"allow_purchasing": Prop(Boolean(), nullable=True)}, unknown="ignore"
)
CHECKOUT_SETTINGS = Object("CheckoutSettings", _SCRIPTS, unknown="ignore")
CHANNEL_CHECKOUT_SETTINGS = Object(
    "ChannelCheckoutSettings",
    {
        "checkout_type": Prop(_NAME),
        "guest_checkout_type": Prop(_NAME),
        "guest_checkout_for_existing_accounts": Prop(_NAME),
        "policy_consent": Prop(_NAME),
        "order_confirmation_contact_email": Prop(_NAME),
        "is_order_terms_and_conditions_enabled": Prop(Boolean()),
        "order_terms_and_conditions_type": Prop(_NAME),
        "order_terms_and_conditions_link": Prop(_URL),
        "order_terms_and_conditions_textarea": Prop(Text()),
        "should_redirect_to_storefront_for_auth": Prop(Boolean()),
        **_SCRIPTS,
    },
    unknown="ignore",
)
CART_ANSWER = {200: envelope("CartSettingsAnswer", CART_SETTINGS, NO_META)}
CHANNEL_CART_ANSWER = {200: envelope("ChannelCartSettingsAnswer", CHANNEL_CART_SETTINGS, NO_META)}
CHECKOUT_ANSWER = {200: envelope("CheckoutSettingsAnswer", CHECKOUT_SETTINGS, NO_META)}
CHANNEL_CHECKOUT_ANSWER = {
    200: envelope("ChannelCheckoutSettingsAnswer", CHANNEL_CHECKOUT_SETTINGS, NO_META)
}

ROUTES = [
    Route(
        "GET", CARTS, shop_settings.get_global_cart_settings, "getGlobalCartSettings", READ,
        summary="Get the store's settings of carts",
        answers=CART_ANSWER,
    ),
    Route(
        "PUT", CARTS, shop_settings.update_global_cart_settings, "updateGlobalCartSettings", WRITE,
        summary="Change the store's settings of carts",
        body=CART_SETTINGS,
        answers=CART_ANSWER,
    ),
    Route(
        "GET", f"{CARTS}/{CHANNEL}", shop_settings.get_channel_cart_settings,
        "getChannelCartSettings", READ,
        summary="Get what a channel has in place of the store's settings of carts",
        answers=CHANNEL_CART_ANSWER,
    ),
    Route(
        "PUT", f"{CARTS}/{CHANNEL}", shop_settings.update_channel_cart_settings,
        "updateChannelCartSettings", WRITE,
        summary="Change what a channel has in place of the store's settings of carts",
        body=CHANNEL_CART_SETTINGS,
        answers=CHANNEL_CART_ANSWER,
    ),
    Route(
        "GET", CHECKOUTS, shop_settings.get_checkout_settings, "getCheckoutSettings",
        READ_CHECKOUTS,
        summary="Get the store's settings of checkouts",
        answers=CHECKOUT_ANSWER,
    ),
    Route(
        "PUT", CHECKOUTS, shop_settings.update_checkout_settings, "updateCheckoutSettings",
        WRITE_CHECKOUTS,
        summary="Change the store's settings of checkouts",
        body=CHECKOUT_SETTINGS,
        answers=CHECKOUT_ANSWER,
    ),
    Route(
        "GET", f"{CHECKOUTS}/{CHANNEL}", shop_settings.get_channel_checkout_settings,
        "get-channel-checkout-settings", READ_CHECKOUTS,
        summary="Get a channel's settings of checkouts",
        answers=CHANNEL_CHECKOUT_ANSWER,
    ),
    Route(
        "PUT", f"{CHECKOUTS}/{CHANNEL}", shop_settings.put_channel_checkout_settings,
        "put-channel-checkout-settings", WRITE_CHECKOUTS,
        summary="Change a channel's settings of checkouts",
        body=CHANNEL_CHECKOUT_SETTINGS,
        answers=CHANNEL_CHECKOUT_ANSWER,
    ),
]  # fmt: skip
