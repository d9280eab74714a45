"""What published clients enforce on every answer, whatever the operation (wire_rules.md)."""

from collections.abc import Iterator
from typing import Any

from tests.contract.exchange import BadJson, Exchange, decode, dialect_of
from tests.contract.validate import Finding

RATE_HEADERS = (
    "x-rate-limit-time-reset-ms",
    "x-rate-limit-time-window-ms",
    "x-rate-limit-requests-left",
    "x-rate-limit-requests-quota",
)
LINK = {"url", "resource"}


def wire_findings(exchange: Exchange, origin: str) -> Iterator[Finding]:
    """Where an answer of a store's API breaks a rule; `origin` is what its links begin with."""
    reply = exchange.reply
    dialect = dialect_of(exchange.path)
    for name in RATE_HEADERS:
        if not reply.headers.get(name, "").isdigit():
            yield Finding("", "header", f"{name} is {reply.headers.get(name)!r}, no whole number")
    if not reply.body:
        return
    if not reply.headers.get("content-type", "").startswith("application/json"):
        return
    try:
        body = decode(reply.body)
    except BadJson as error:
        yield Finding("", "body", str(error))
        return
    if reply.status < 300:
        if dialect == "v2" and body == []:
            yield Finding("", "body", "an empty V2 list is 204 without a body")
        if isinstance(body, dict):
            marks = {"error", "errors"} & body.keys()
            yield from (Finding(f"/{name}", "unknown", "stands in a success") for name in marks)
        if dialect == "v2":
            yield from _link_findings(body, origin)


def _link_findings(value: Any, origin: str, pointer: str = "") -> Iterator[Finding]:
    """Links are absolute, and their `resource` appended to the V2 root gives the same."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _link_findings(item, origin, f"{pointer}/{index}")
    elif isinstance(value, dict):
        if value.keys() == LINK and value["url"] != f"{origin}/v2{value['resource']}":
            yield Finding(pointer, "link", f"{value['url']} is not {origin}/v2{value['resource']}")
        for name, item in value.items():
            yield from _link_findings(item, origin, f"{pointer}/{name}")
