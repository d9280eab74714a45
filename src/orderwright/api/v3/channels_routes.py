"""Routes of V3 channels and their currencies."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v3 import channels
from orderwright.api.v3.channel_schemas import (
    ASSIGNMENT,
    ASSIGNMENTS,
    CHANNEL_POST,
    CHANNEL_PUT,
    CHANNEL_QUERY,
    DROPPED,
    LIST,
    ONE,
    ONE_ASSIGNMENT,
    ONE_QUERY,
    OWN_ASSIGNMENT,
)

BASE = "/stores/{store_hash}/v3/channels"
CHANNEL = f"{BASE}/{{channel_id}}"
SETTINGS = "store_channel_settings"
READ, WRITE = reads(SETTINGS), writes(SETTINGS)

ROUTES = [
    Route(
        "GET", BASE, channels.get_channels, "getChannels", READ,
        summary="List channels", query=CHANNEL_QUERY, answers={200: LIST},
    ),
    Route(
        "POST", BASE, channels.create_channel, "createChannel", WRITE,
        summary="Create a channel", body=CHANNEL_POST, answers={200: ONE},
    ),
    Route(
        "GET", CHANNEL, channels.get_channel, "getChannel", READ,
        summary="Get a channel", query=ONE_QUERY, answers={200: ONE},
    ),
    Route(
        "PUT", CHANNEL, channels.update_channel, "updateChannel", WRITE,
        summary="Update a channel", body=CHANNEL_PUT, answers={200: ONE},
    ),
    Route(
        "GET", f"{BASE}/currency-assignments", channels.get_all_currencies,
        "getAllCurrencyAssignments", READ,
        summary="List the currencies of all channels", answers={200: ASSIGNMENTS},
    ),
    Route(
        "POST", f"{BASE}/currency-assignments", channels.assign_all_currencies,
        "createMultipleChannelsCurrencyAssignments", WRITE,
        summary="Set the currencies of channels",
        body=Array(ASSIGNMENT), answers={200: ASSIGNMENTS},
    ),
    Route(
        "PUT", f"{BASE}/currency-assignments", channels.assign_all_currencies,
        "updateMultipleChannelsCurrencyAssignments", WRITE,
        summary="Change the currencies of channels",
        body=Array(ASSIGNMENT), answers={200: ASSIGNMENTS},
    ),
    Route(
        "GET", f"{CHANNEL}/currency-assignments", channels.get_currencies,
        "getSingleChannelCurrencyAssignments", READ,
        summary="Get the currencies of a channel", answers={200: ONE_ASSIGNMENT},
    ),
    Route(
        "POST", f"{CHANNEL}/currency-assignments", channels.assign_currencies,
        "createSingleChannelCurrencyAssignments", WRITE,
        summary="Set the currencies of a channel",
        body=OWN_ASSIGNMENT, answers={200: ONE_ASSIGNMENT},
    ),
    Route(
        "PUT", f"{CHANNEL}/currency-assignments", channels.assign_currencies,
        "updateSingleChannelCurrencyAssignments", WRITE,
        summary="Change the currencies of a channel",
        body=OWN_ASSIGNMENT, answers={200: ONE_ASSIGNMENT},
    ),
    Route(
        "DELETE", f"{CHANNEL}/currency-assignments", channels.drop_currencies,
        "deleteSingleChannelCurrencyAssignments", WRITE,
        summary="Give a channel the store's currencies again", answers={200: DROPPED},
    ),
]  # fmt: skip
