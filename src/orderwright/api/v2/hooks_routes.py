"""Routes of the older form of hooks."""

from orderwright.api.routing import ANY_SCOPE, Route
from orderwright.api.schema import Array
from orderwright.api.v2 import hooks
from orderwright.api.v3.hook_schemas import HOOK, HOOK_POST, HOOK_PUT, QUERY

BASE = "/stores/{store_hash}/v2/hooks"
ONE = f"{BASE}/{{webhook_id}}"
XML = ("hooks", "hook")

ROUTES = [
    Route(
        "GET", BASE, hooks.get_webhooks, "getV2Webhooks", ANY_SCOPE,
        summary="List webhooks", query=QUERY, answers={200: Array(HOOK), 204: None},
        xml=XML, dialect="v2",
    ),
    Route(
        "POST", BASE, hooks.create_webhooks, "createV2Webhook", ANY_SCOPE,
        summary="Create a webhook", body=HOOK_POST, answers={201: HOOK}, xml=XML, dialect="v2",
    ),
    Route(
        "GET", ONE, hooks.get_webhook, "getV2Webhook", ANY_SCOPE,
        summary="Get a webhook", answers={200: HOOK}, xml=XML, dialect="v2",
    ),
    Route(
        "PUT", ONE, hooks.update_webhook, "updateV2Webhook", ANY_SCOPE,
        summary="Update a webhook", body=HOOK_PUT, answers={200: HOOK}, xml=XML, dialect="v2",
    ),
    Route(
        "DELETE", ONE, hooks.delete_webhook, "deleteV2Webhook", ANY_SCOPE,
        summary="Delete a webhook", answers={200: HOOK}, xml=XML, dialect="v2",
    ),
]  # fmt: skip
