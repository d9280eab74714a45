"""Schemas of V3 customer settings, consent and logins."""

from orderwright.api.schema import Array, Boolean, DateTime, Integer, Object, Prop, Text
from orderwright.api.v3.customer_schemas import data
from orderwright.domain.password import LENGTH_MAX

PURPOSES = ("essential", "functional", "analytics", "targeting")
_POLICY = Text(max_length=2_000)
_GROUP = Integer(minimum=0)


def _settings(name: str, *, of_channel: bool) -> Object:
    privacy = Object(
        f"{name}Privacy",
        {
            "ask_shopper_for_tracking_consent": Prop(Boolean(), nullable=of_channel),
            "policy_url": Prop(_POLICY, nullable=of_channel),
        },
        unknown="ignore",
    )
    groups = Object(
        f"{name}Groups",
        {
            "guest_customer_group_id": Prop(_GROUP, nullable=of_channel),
            "default_customer_group_id": Prop(_GROUP, nullable=of_channel),
        },
        unknown="ignore",
    )
    props = {
        "privacy_settings": Prop(privacy),
        "customer_group_settings": Prop(groups),
    }
    if of_channel:
        props["allow_global_logins"] = Prop(Boolean())
    return Object(name, props, unknown="ignore")


SETTINGS = _settings("CustomerSettings", of_channel=False)
SETTINGS_ANSWER = data("CustomerSettingsAnswer", SETTINGS)
CHANNEL_SETTINGS = _settings("ChannelCustomerSettings", of_channel=True)
CHANNEL_SETTINGS_ANSWER = data("ChannelCustomerSettingsAnswer", CHANNEL_SETTINGS)

_PURPOSES = Prop(Array(Text(enum=PURPOSES), max_items=len(PURPOSES)))
CONSENT_PUT = Object(
    "CustomerConsentPut", {"allow": _PURPOSES, "deny": _PURPOSES}, unknown="ignore"
)
CONSENT = Object(
    "CustomerConsent",
    {"allow": _PURPOSES, "deny": _PURPOSES, "updated_at": Prop(DateTime("date-time"))},
)
LOGIN = Object(
    "CustomerCredentials",
    {
        "email": Prop(Text(min_length=1, max_length=255), required=True),
        "password": Prop(Text(max_length=LENGTH_MAX), required=True),
        "channel_id": Prop(Integer(minimum=1)),
    },
    unknown="ignore",
)
LOGIN_ANSWER = Object(
    "CustomerCredentialsAnswer",
    {"is_valid": Prop(Boolean()), "customer_id": Prop(Integer(), nullable=True)},
)
