"""Every job of this server and its interval."""

from orderwright.jobs import (
    expire_b2b_tokens,
    expire_carts,
    expire_idempotency_keys,
    expire_payment_tokens,
    expire_stock_holds,
    forget_deliveries,
    tell_abandoned_carts,
)
from orderwright.jobs.runner import Job

JOBS = (
    Job("expire_idempotency_keys", expire_idempotency_keys.HOUR_MS, expire_idempotency_keys.expire),
    Job("expire_stock_holds", expire_stock_holds.MINUTE_MS, expire_stock_holds.expire),
    Job("expire_b2b_tokens", expire_b2b_tokens.HOUR_MS, expire_b2b_tokens.expire),
    Job("expire_payment_tokens", expire_payment_tokens.HOUR_MS, expire_payment_tokens.expire),
    Job("forget_deliveries", forget_deliveries.HOUR_MS, forget_deliveries.forget),
    Job("expire_carts", expire_carts.HOUR_MS, expire_carts.expire),
    Job("tell_abandoned_carts", tell_abandoned_carts.MINUTE_MS, tell_abandoned_carts.tell),
)
