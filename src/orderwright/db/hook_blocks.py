"""Domains that get nothing for a while, since too much to them has failed."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.webhook_blocks import Reason

_WRITE = statement(
    "INSERT INTO hook_blocks (store_id, account_id, domain, blocked_until, reasons)"
    " VALUES (:store_id, :account_id, :domain, :until, :reasons)"
    " ON CONFLICT (store_id, account_id, domain)"
    " DO UPDATE SET blocked_until = excluded.blocked_until, reasons = excluded.reasons"
)


async def write(
    unit: Unit,
    store_id: int,
    account_id: int,
    domain: str,
    until: int,
    reasons: Sequence[Reason],
) -> None:
    """Block a domain for an account until an instant."""
    await unit.execute(
        _WRITE,
        store_id=store_id,
        account_id=account_id,
        domain=domain,
        until=until,
        reasons=json.dumps([asdict(reason) for reason in reasons]),
    )
