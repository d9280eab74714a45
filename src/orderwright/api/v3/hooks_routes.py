"""Routes of V3 hooks: any token will do, and sees the hooks of its own account."""

from orderwright.api.routing import ANY_SCOPE, Route
from orderwright.api.v3 import hooks
from orderwright.api.v3.hook_schemas import (
    ADMIN_ANSWER,
    ADMIN_QUERY,
    EMAILS,
    HOOK_POST,
    HOOK_PUT,
    LIST,
    ONE,
    QUERY,
)

BASE = "/stores/{store_hash}/v3/hooks"
HOOK = f"{BASE}/{{webhook_id}}"
ADMIN = f"{BASE}/admin"

ROUTES = [
    Route(
        "GET", BASE, hooks.get_webhooks, "getWebhooks", ANY_SCOPE,
        summary="List webhooks", query=QUERY, answers={200: LIST},
    ),
    Route(
        "POST", BASE, hooks.create_webhooks, "createWebhooks", ANY_SCOPE,
        summary="Create a webhook", body=HOOK_POST, answers={200: ONE},
    ),
    Route(
        "GET", HOOK, hooks.get_webhook, "getWebhook", ANY_SCOPE,
        summary="Get a webhook", answers={200: ONE},
    ),
    Route(
        "PUT", HOOK, hooks.update_webhook, "updateWebhook", ANY_SCOPE,
        summary="Update a webhook", body=HOOK_PUT, answers={200: ONE},
    ),
    Route(
        "DELETE", HOOK, hooks.delete_webhook, "deleteWebhook", ANY_SCOPE,
        summary="Delete a webhook", answers={200: ONE},
    ),
    Route(
        "GET", ADMIN, hooks.get_hooks_admin, "getHooksAdmin", ANY_SCOPE,
        summary="Get e-mails, webhooks and blocked domains of the API account",
        query=ADMIN_QUERY, answers={200: ADMIN_ANSWER},
    ),
    Route(
        "PUT", ADMIN, hooks.update_hooks_admin, "updateHooksAdmin", ANY_SCOPE,
        summary="Set who is told of deactivated webhooks and blocked domains",
        body=EMAILS, answers={204: None},
    ),
]  # fmt: skip
