"""Routes of the store's events."""

from orderwright.api.routing import Route
from orderwright.api.schema import Anything, Array, Integer, Object, Prop, Text
from orderwright.api.x import events

QUERY = Object(
    "EventsQuery",
    {
        "after": Prop(Integer(minimum=0, maximum=events.POSITION_MAX, strings=True)),
        "limit": Prop(Integer(minimum=1, strings=True)),
        "scope": Prop(Array(Text(), separated=True)),
    },
)
EVENT = Object(
    "Event",
    {
        "position": Prop(Integer()),
        "producer": Prop(Text()),
        "hash": Prop(Text()),
        "created_at": Prop(Integer()),
        "store_id": Prop(Text()),
        "scope": Prop(Text()),
        "data": Prop(Anything()),
    },
)
EVENTS = Object(
    "Events",
    {
        "data": Prop(Array(EVENT)),
        "meta": Prop(
            Object(
                "EventsMeta",
                {
                    "cursor": Prop(Integer()),
                    "oldest": Prop(Integer()),
                    "latest": Prop(Integer()),
                },
            )
        ),
    },
)

ROUTES = [
    Route(
        "GET",
        "/stores/{store_hash}/x/events",
        events.list_events,
        "listEvents",
        events.READERS,
        summary="Events of the store after a cursor; as server-sent events if that is accepted",
        query=QUERY,
        answers={200: EVENTS},
        streams=True,
    ),
]
