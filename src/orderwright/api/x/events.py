"""The store's events as a feed with a cursor, and as server-sent events."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.actions import events
from orderwright.actions.events import Feed, Heard
from orderwright.api.auth import hash_token
from orderwright.api.call import Answer, Call, decode
from orderwright.api.negotiation import EVENT_STREAM, negotiate
from orderwright.api.routing import reads
from orderwright.api.streaming import Frames, print_frame, wait_for_news
from orderwright.db import access
from orderwright.db.unit import Unit
from orderwright.domain.errors import FieldError, InvalidInput, NotAllowed
from orderwright.domain.webhook import Happening, payload
from orderwright.domain.webhook_scopes import is_scope

LIMIT = 50
LIMIT_MAX = 250
SCOPES_MAX = 20
POSITION_MAX = 2**53 - 1
POLL_SECONDS = 1.0
HEARTBEAT_POLLS = 15
"""A comment is sent after so many seconds without an event, so that nobody takes it for dead."""

RETRY = b"retry: 1000\n\n"
HEARTBEAT = b": heartbeat\n\n"

# Who may read what: the longest beginning of an event's scope counts.
_READERS: Mapping[str, frozenset[str]] = {
    "store/order/transaction/": reads("store_v2_transactions", "store_v2_orders"),
    "store/order/": reads("store_v2_orders"),
    "store/shipment/": reads("store_v2_orders"),
    "store/cart/": reads("store_cart"),
    "store/customer/": reads("store_v2_customers"),
    "store/metafield/": reads("store_v2_customers"),
    "store/subscriber/": reads("store_v2_customers"),
    "store/product/": reads("store_v2_products"),
    "store/product/inventory/": reads("store_inventory", "store_v2_products"),
    "store/sku/": reads("store_v2_products"),
    "store/sku/inventory/": reads("store_inventory", "store_v2_products"),
    "store/option/": reads("store_v2_products"),
    "store/modifier/": reads("store_v2_products"),
    "store/category/": reads("store_v2_products"),
    "store/brand/": reads("store_v2_products"),
    "store/priceList": reads("store_v2_products", "store_price_lists"),
    "store/inventory/": reads("store_inventory", "store_locations"),
    "store/channel/*/inventory/": reads("store_inventory", "store_v2_products"),
    "store/channel/": reads("store_channel_settings", "store_channel_listings"),
    "store/": reads("store_v2_information"),
}
READERS = frozenset().union(*_READERS.values())
"""Whoever may read any of it may ask; what the token may not see is left out."""

_LONGEST_FIRST = sorted(_READERS, key=len, reverse=True)
_MIXED = ("store/channel/", "store/metafield/")
"""Scopes under which events of several resources are told."""


async def list_events(call: Call) -> Answer:
    query = call.query()
    wanted = _wanted(call, query.get("scope") or ())
    if negotiate(call.dialect, call.headers.get("accept", ""), "") == EVENT_STREAM:
        call.services.streams.check_room()
        return Answer(frames=_frames(call, wanted, _begin_after(call, query)))
    limit = min(query.get("limit", LIMIT), LIMIT_MAX)
    feed = await _read(call, query.get("after", 0), limit, wanted)
    meta = {"cursor": feed.cursor, "oldest": feed.oldest, "latest": feed.latest}
    rows = [{"position": one.event.position, **decode(_body(call, one))} for one in feed.events]
    return Answer(body={"data": rows, "meta": meta})


async def _frames(call: Call, wanted: Sequence[str], after: int | None) -> Frames:
    """Events as they are recorded, from now on where no cursor was given.

    When the server stops, what is there already is sent before the stream ends.
    """
    streams = call.services.streams
    with streams.entered():
        cursor = after if after is not None else await _latest(call)
        yield RETRY
        silent = 0
        while True:
            is_last, news = streams.is_closing, streams.news
            feed = await _read(call, cursor, LIMIT_MAX, wanted)
            for one in feed.events:
                yield print_frame(_body(call, one), one.event.position)
            is_behind, cursor = feed.cursor > cursor, feed.cursor
            silent = 0 if feed.events else silent + 1
            if silent >= HEARTBEAT_POLLS:
                silent = 0
                yield HEARTBEAT
            if not is_behind and not is_last:
                await wait_for_news(news, POLL_SECONDS)
            if is_last or not await _is_valid(call):
                return


async def _read(call: Call, after: int, limit: int, wanted: Sequence[str]) -> Feed:
    granted = call.token.scopes

    async def work(unit: Unit) -> Feed:
        return await events.list_events(
            unit, call.store.id, after, limit, wanted, lambda scope: _may_read(granted, scope)
        )

    return await call.read(work)


async def _latest(call: Call) -> int:
    return await call.read(lambda unit: events.latest_position(unit, call.store.id))


async def _is_valid(call: Call) -> bool:
    """Whether the token has not been revoked since the stream began."""
    token_hash = hash_token(call.headers.get("x-auth-token", ""))

    async def work(unit: Unit) -> bool:
        return await access.find_token(unit, call.store.hash, token_hash) is not None

    return await call.database.look_up(work)


def _body(call: Call, heard: Heard) -> bytes:
    """What a hook on that scope is sent, byte for byte."""
    event = heard.event
    happening = Happening(
        event.position, event.scope, event.content, event.channel_id, event.created_at
    )
    return payload(heard.on, happening, call.store.id, call.store.hash)[0]


def _wanted(call: Call, scopes: Sequence[str]) -> Sequence[str]:
    """The scopes asked for. Raises InvalidInput for an unknown one, NotAllowed."""
    if len(scopes) > SCOPES_MAX or not all(is_scope(scope) for scope in scopes):
        raise InvalidInput(FieldError("scope", "invalid"))
    for scope in scopes:
        if not scope.startswith(_MIXED) and not _may_read(call.token.scopes, scope):
            raise NotAllowed
    return scopes


def _may_read(granted: frozenset[str], scope: str) -> bool:
    beginning = next(one for one in _LONGEST_FIRST if scope.startswith(one))
    return bool(granted & _READERS[beginning])


def _begin_after(call: Call, query: Mapping[str, Any]) -> int | None:
    """Where a stream begins: after what the client has had last, else after its cursor."""
    last = call.headers.get("last-event-id", "")
    if last.isascii() and last.isdigit() and int(last) <= POSITION_MAX:
        return int(last)
    after: int | None = query.get("after")
    return after
