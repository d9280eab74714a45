"""`orderwright work`: the jobs alone, until told to stop."""

import asyncio
import signal

import structlog
import uvloop

from orderwright import logs
from orderwright.app import build_jobs, build_services
from orderwright.app import work as run_work
from orderwright.commands.keys import with_secret_key
from orderwright.db.database import migrate
from orderwright.settings import Settings

log = structlog.get_logger("orderwright.jobs")


def work(settings: Settings) -> None:
    """Run the jobs until SIGTERM or SIGINT."""
    settings = with_secret_key(settings)
    logs.configure(settings.log_format, settings.log_level)
    migrate(settings.database_url)
    uvloop.run(_work(settings))


async def _work(settings: Settings) -> None:
    services = build_services(settings)
    await services.database.open()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    jobs = build_jobs(settings, services)
    log.info("working", jobs=[job.name for job in jobs])
    try:
        await run_work(services, settings, stop)
    finally:
        await services.paying.gateways.close()
        await services.database.close()
        log.info("stopped")
