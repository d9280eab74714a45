"""Schemas of V3 hooks."""

from orderwright.api.paging import NO_META, PAGE_META, PAGE_PROPS
from orderwright.api.schema import Array, Boolean, Integer, Map, Object, Prop, Text
from orderwright.api.v2.order_fields import is_email
from orderwright.domain.address import URL_LENGTH_MAX

SCOPE_LENGTH_MAX = 255
EMAILS_MAX = 20

_SETTABLE = {
    "scope": Prop(Text(min_length=1, max_length=SCOPE_LENGTH_MAX)),
    "destination": Prop(Text(min_length=1, max_length=URL_LENGTH_MAX)),
    "is_active": Prop(Boolean()),
    "headers": Prop(Map(Text()), nullable=True),
    "events_history_enabled": Prop(Boolean()),
}
HOOK_POST = Object(
    "WebhookPost",
    {
        **_SETTABLE,
        "scope": Prop(_SETTABLE["scope"].kind, required=True),
        "destination": Prop(_SETTABLE["destination"].kind, required=True),
    },
    unknown="ignore",
)
HOOK_PUT = Object("WebhookPut", _SETTABLE, unknown="ignore")
_SHOWN = {
    "id": Prop(Integer()),
    "client_id": Prop(Text(min_length=1)),
    "store_hash": Prop(Text(min_length=1)),
    **_SETTABLE,
    "created_at": Prop(Integer()),
    "updated_at": Prop(Integer()),
}
HOOK = Object("Webhook", _SHOWN)
ONE = Object("WebhookAnswer", {"data": Prop(HOOK), "meta": Prop(NO_META)})
LIST = Object("WebhookList", {"data": Prop(Array(HOOK)), "meta": Prop(PAGE_META)})
_ACTIVE = {"is_active": Prop(Boolean(strings=True))}
QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        **_ACTIVE,
        "scope": Prop(Text(max_length=SCOPE_LENGTH_MAX)),
        "destination": Prop(Text(max_length=URL_LENGTH_MAX)),
    },
)
ADMIN_QUERY = Object("", _ACTIVE)
_EMAILS = Array(Text(max_length=254, check=is_email, format="email"), max_items=EMAILS_MAX)
EMAILS = Object("WebhookEmails", {"emails": Prop(_EMAILS, required=True)}, unknown="ignore")
ADMIN = Object(
    "WebhookAdmin",
    {
        "emails": Prop(_EMAILS),
        "hooks_list": Prop(
            Array(
                Object(
                    "WebhookOfAdmin",
                    {
                        **_SHOWN,
                        "status": Prop(Text(enum=("inactive", "active", "deactivated"))),
                    },
                )
            )
        ),
        "blocked_domains": Prop(
            Array(
                Object(
                    "WebhookBlockedDomain",
                    {
                        "destination": Prop(Text(format="url")),
                        "time_left": Prop(Integer()),
                        "reasons": Prop(
                            Array(
                                Object(
                                    "WebhookBlockReason",
                                    {
                                        "failure_description": Prop(Text()),
                                        "count": Prop(Integer()),
                                        "timestamp": Prop(Integer()),
                                    },
                                )
                            )
                        ),
                    },
                )
            )
        ),
    },
)
ADMIN_ANSWER = Object("WebhookAdminAnswer", {"data": Prop(ADMIN), "meta": Prop(PAGE_META)})
