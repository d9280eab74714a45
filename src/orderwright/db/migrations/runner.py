"""Runs Alembic from Python, without a configuration file."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

LOCK = 7_237_001


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the schema behind a URL to a revision."""
    if url.startswith("sqlite:"):
        engine = create_engine(url)
        with engine.begin() as connection:
            _upgrade(connection, revision)
        engine.dispose()
    else:
        asyncio.run(_upgrade_postgres(url, revision))


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for one connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(configuration(connection), revision)


async def _upgrade_postgres(url: str, revision: str) -> None:
    scheme = url.split("://", maxsplit=1)[0]
    engine = create_async_engine(url.replace(scheme, "postgresql+asyncpg", 1))
    async with engine.begin() as connection:
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        await connection.run_sync(_upgrade, revision)
    await engine.dispose()
