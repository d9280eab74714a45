"""Every job of this server and its interval."""

from orderwright.jobs import expire_idempotency_keys
from orderwright.jobs.runner import Job

JOBS = (
    Job("expire_idempotency_keys", expire_idempotency_keys.HOUR_MS, expire_idempotency_keys.expire),
)
