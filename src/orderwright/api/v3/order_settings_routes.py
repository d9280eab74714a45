"""Routes of V3 order settings."""

from orderwright.actions.order_settings import SUBJECTS
from orderwright.api.paging import NO_META
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Object, Prop, Text
from orderwright.api.v2.order_fields import EMAIL_LENGTH_MAX, is_email
from orderwright.api.v3 import order_settings

ADDRESSES_MAX = 100
GLOBAL = "/stores/{store_hash}/v3/orders/settings"
CHANNEL = f"{GLOBAL}/channels/{{channel_id}}"
READ, WRITE = reads("store_v2_orders"), writes("store_v2_orders")

_ADDRESSES = Array(
    Text(min_length=1, max_length=EMAIL_LENGTH_MAX, check=is_email), max_items=ADDRESSES_MAX
)


def _settings(name: str, *, nullable: bool) -> Object:
    addresses = Prop(_ADDRESSES, nullable=nullable)
    told = Object(f"{name}Notification", {"email_addresses": addresses})
    subjects = Object(f"{name}Notifications", {subject: Prop(told) for subject in SUBJECTS})
    return Object(name, {"notifications": Prop(subjects)})


def _answer(settings: Object) -> Object:
    return Object(f"{settings.name}Answer", {**settings.props, "meta": Prop(NO_META)})


SETTINGS = _settings("GlobalOrderSettings", nullable=False)
CHANNEL_SETTINGS = _settings("ChannelOrderSettings", nullable=True)

ROUTES = [
    Route(
        "GET", GLOBAL, order_settings.get_global_order_settings, "getGlobalOrderSettings", READ,
        summary="Get who is told of orders",
        answers={200: _answer(SETTINGS)},
    ),
    Route(
        "PUT", GLOBAL, order_settings.update_global_order_settings, "updateGlobalOrderSettings",
        WRITE,
        summary="Change who is told of orders",
        body=SETTINGS,
        answers={200: _answer(SETTINGS)},
    ),
    Route(
        "GET", CHANNEL, order_settings.get_channel_order_settings, "getChannelOrderSettings", READ,
        summary="Get who is told of a channel's orders",
        answers={200: _answer(CHANNEL_SETTINGS)},
    ),
    Route(
        "PUT", CHANNEL, order_settings.update_channel_order_settings, "updateChannelOrderSettings",
        WRITE,
        summary="Change who is told of a channel's orders",
        body=CHANNEL_SETTINGS,
        answers={200: _answer(CHANNEL_SETTINGS)},
    ),
]  # fmt: skip
