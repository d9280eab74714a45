"""Routes of the V2 store information."""

from orderwright.api.routing import Route, reads
from orderwright.api.schema import Integer, Object, Prop
from orderwright.api.v2 import store
from orderwright.api.v2.store_schemas import STORE

V2 = "/stores/{store_hash}/v2"
INFORMATION = "store_v2_information"

TIME = Object("SystemTime", {"time": Prop(Integer())})

ROUTES = [
    Route(
        "GET",
        f"{V2}/store",
        store.get_store,
        "getStoreInformation",
        reads(INFORMATION),
        summary="The store's profile",
        answers={200: STORE},
        dialect="v2",
        xml=("store", "store"),
    ),
    Route(
        "GET",
        f"{V2}/time",
        store.get_time,
        "getSystemTimestamp",
        reads(INFORMATION),
        summary="The server's time",
        answers={200: TIME},
        dialect="v2",
        xml=("time", "time"),
    ),
]
