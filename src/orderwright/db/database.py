"""Opens a database from its URL and brings its schema up to date."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import asyncpg

from orderwright.db.migrations import HEAD
from orderwright.db.postgres import PostgresDatabase
from orderwright.db.sqlite import SqliteDatabase, connect

SQLITE_PREFIX = "sqlite:///"
POSTGRES_PREFIXES = ("postgresql://", "postgres://")
_VERSION = "SELECT version_num FROM alembic_version"


class UnknownDatabase(ValueError):
    """The URL is neither `sqlite:///PATH` nor `postgresql://…`."""


def open_database(url: str) -> SqliteDatabase | PostgresDatabase:
    """The database behind a URL, not yet opened. Raises UnknownDatabase."""
    if url.startswith(SQLITE_PREFIX):
        return SqliteDatabase(sqlite_file(url))
    if url.startswith(POSTGRES_PREFIXES):
        return PostgresDatabase(url)
    raise UnknownDatabase(url.rsplit("@", maxsplit=1)[-1])


def sqlite_file(url: str) -> Path:
    """The file that a `sqlite:///` URL names. Raises UnknownDatabase if it names none."""
    path = Path(url.removeprefix(SQLITE_PREFIX))
    if not path.name:
        raise UnknownDatabase(url)
    return path


def migrate(url: str) -> bool:
    """Bring the schema to the newest revision; whether anything had to be done.

    Processes that start together wait for one another. Alembic is imported only when needed.
    """
    if current_revision(url) == HEAD:
        return False
    from orderwright.db.migrations.runner import upgrade  # noqa: PLC0415 - slow to import

    upgrade(url)
    return True


def current_revision(url: str) -> str | None:
    """The schema's revision; None for an empty database."""
    if url.startswith(SQLITE_PREFIX):
        return _sqlite_revision(sqlite_file(url))
    if url.startswith(POSTGRES_PREFIXES):
        return asyncio.run(_postgres_revision(url))
    raise UnknownDatabase(url.rsplit("@", maxsplit=1)[-1])


def _sqlite_revision(path: Path) -> str | None:
    if not path.exists():
        return None
    connection = connect(path)
    try:
        row: Any = connection.execute(_VERSION).fetchone()
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()
    return None if row is None else str(row["version_num"])


async def _postgres_revision(url: str) -> str | None:
    connection = await asyncpg.connect(url)
    try:
        revision: str | None = await connection.fetchval(_VERSION)
    except asyncpg.UndefinedTableError:
        return None
    finally:
        await connection.close()
    return revision
