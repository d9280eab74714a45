"""Runs Alembic from Python, without a configuration file."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

LOCK = 7_237_001
ROWS_OF_STORE, ROWS_OF_VALUE = 1_000_000, 10


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the schema behind a URL to a revision."""
    if url.startswith("sqlite:"):
        engine = create_engine(url)
        with engine.begin() as connection:
            _upgrade(connection, revision)
            tell_planner(connection)
        engine.dispose()
    else:
        asyncio.run(_upgrade_postgres(url, revision))


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for one connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def tell_planner(connection: Connection) -> None:
    """Tell SQLite that a store has many rows, and few of them share any other value.

    Without statistics it takes `store_id` for as selective as any column, and reads all lines of a
    store to find those of one order, only to have them in the order of their ids.
    """
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # makes the table
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    indexes = connection.exec_driver_sql(
        'SELECT t.name, i.name, i."unique", (SELECT count(*) FROM pragma_index_info(i.name))'
        " FROM sqlite_schema t, pragma_index_list(t.name) i"
        " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'"
    ).fetchall()
    for table, index, is_unique, columns in indexes:
        rows = [ROWS_OF_STORE, ROWS_OF_STORE, *[ROWS_OF_VALUE] * (columns - 1)]
        if is_unique:
            rows[-1] = 1
        connection.exec_driver_sql(
            "INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, index, " ".join(map(str, rows)))
        )


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(configuration(connection), revision)


async def _upgrade_postgres(url: str, revision: str) -> None:
    scheme = url.split("://", maxsplit=1)[0]
    engine = create_async_engine(url.replace(scheme, "postgresql+asyncpg", 1))
    async with engine.begin() as connection:
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        await connection.run_sync(_upgrade, revision)
    await engine.dispose()
