"""Routes of what this server adds to hooks."""

from orderwright.api.paging import NO_META, PAGE_META, PAGE_PROPS
from orderwright.api.routing import ANY_SCOPE, Route
from orderwright.api.schema import (
    INT64_MAX,
    Array,
    Boolean,
    DateTime,
    Integer,
    Kind,
    Map,
    Object,
    Prop,
    Text,
)
from orderwright.api.x import hooks

HOOKS = "/stores/{store_hash}/x/hooks"
HOOK = f"{HOOKS}/{{webhook_id}}"
DELIVERIES = f"{HOOK}/deliveries"
DELIVERY = f"{DELIVERIES}/{{delivery_id}}"
OVERLAP_SECONDS_MAX = 30 * 86_400

_POSITION = Integer(minimum=0, maximum=INT64_MAX, strings=True)
_INSTANT = Text(format="date-time")


def _data(name: str, kind: Kind, meta: Object = NO_META) -> Object:
    return Object(name, {"data": Prop(kind), "meta": Prop(meta)})


LOGGED = Object(
    "HookDelivery",
    {
        "id": Prop(Integer()),
        "position": Prop(Integer(maximum=INT64_MAX)),
        "scope": Prop(Text()),
        "attempt": Prop(Integer()),
        "is_success": Prop(Boolean()),
        "sent_at": Prop(_INSTANT),
        "duration_ms": Prop(Integer()),
        "retry_at": Prop(_INSTANT, nullable=True),
        "request": Prop(
            Object(
                "HookDeliveryRequest",
                {
                    "destination": Prop(Text()),
                    "headers": Prop(Map(Text())),
                    "body": Prop(Text()),
                },
            )
        ),
        "answer": Prop(
            Object(
                "HookDeliveryAnswer",
                {
                    "status": Prop(Integer(), nullable=True),
                    "headers": Prop(Map(Text())),
                    "body": Prop(Text()),
                    "error": Prop(Text()),
                },
            )
        ),
    },
)
QUERY = Object(
    "",
    {**PAGE_PROPS, "is_success": Prop(Boolean(strings=True)), "position": Prop(_POSITION)},
)
REPLAY = Object(
    "HookReplay",
    {
        "after_position": Prop(Integer(minimum=0, maximum=INT64_MAX)),
        "since": Prop(DateTime()),
    },
)
REPLAYING = Object(
    "HookReplaying",
    {
        "after_position": Prop(Integer(maximum=INT64_MAX)),
        "newest_position": Prop(Integer(maximum=INT64_MAX)),
    },
)
RESENT = Object("HookResent", {"position": Prop(Integer(maximum=INT64_MAX))})
ROTATION = Object(
    "ClientSecretRotation",
    {"overlap_seconds": Prop(Integer(minimum=0, maximum=OVERLAP_SECONDS_MAX))},
)
ROTATED = Object(
    "ClientSecretRotated",
    {
        "client_id": Prop(Text()),
        "client_secret": Prop(Text()),
        "previous_valid_until": Prop(_INSTANT),
    },
)

ROUTES = [
    Route(
        "GET", DELIVERIES, hooks.get_hook_deliveries, "getHookDeliveries", ANY_SCOPE,
        summary="The log of a webhook's deliveries, the newest first",
        query=QUERY, answers={200: _data("HookDeliveries", Array(LOGGED), PAGE_META)},
    ),
    Route(
        "GET", DELIVERY, hooks.get_hook_delivery, "getHookDelivery", ANY_SCOPE,
        summary="A delivery: request, answer and timing",
        answers={200: _data("HookDeliveryOne", LOGGED)},
    ),
    Route(
        "POST", f"{DELIVERY}/resend", hooks.resend_hook_delivery, "resendHookDelivery", ANY_SCOPE,
        summary="Send the event of a delivery again",
        answers={202: _data("HookResentAnswer", RESENT)},
    ),
    Route(
        "POST", f"{HOOK}/replay", hooks.replay_hook, "replayHook", ANY_SCOPE,
        summary="Tell a webhook of past events again, from a position or a time",
        body=REPLAY, answers={202: _data("HookReplayAnswer", REPLAYING)},
    ),
    Route(
        "POST", f"{HOOKS}/secret/rotate", hooks.rotate_client_secret, "rotateClientSecret",
        ANY_SCOPE,
        summary="Sign with a new client secret, for a while with the old one too",
        body=ROTATION, answers={200: _data("ClientSecretRotatedAnswer", ROTATED)},
    ),
]  # fmt: skip
