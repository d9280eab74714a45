"""Runs a unit of work from the command line, beside a server or without one."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TypeVar

from orderwright.api.call import Database
from orderwright.api.services import Services
from orderwright.app import build_services
from orderwright.commands.keys import with_secret_key
from orderwright.db.database import migrate
from orderwright.db.unit import Work
from orderwright.settings import Settings

Result = TypeVar("Result")


class Local:
    """The services of one command; every call opens and closes the database."""

    def __init__(self, settings: Settings) -> None:
        self.settings = with_secret_key(settings)
        migrate(self.settings.database_url)
        self.services: Services = build_services(self.settings)
        self.now = self.services.clock.now()

    def write(self, work: Work[Result]) -> Result:
        """Run a unit and commit it."""
        return asyncio.run(self._run(work, writes=True))

    def read(self, work: Work[Result]) -> Result:
        """Run a unit that only reads."""
        return asyncio.run(self._run(work, writes=False))

    def run(self, main: Callable[[Database], Coroutine[None, None, Result]]) -> Result:
        """Run several units on one open database."""

        async def opened() -> Result:
            database = self.services.database
            await database.open()
            try:
                return await main(database)
            finally:
                await database.close()

        return asyncio.run(opened())

    async def _run(self, work: Work[Result], *, writes: bool) -> Result:
        database = self.services.database
        await database.open()
        try:
            return await (database.write(work) if writes else database.read(work))
        finally:
            await database.close()
