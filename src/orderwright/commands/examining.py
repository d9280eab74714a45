"""`orderwright doctor`: what could keep a server from running well, checked one by one."""

import asyncio
import platform
import sqlite3
import stat
import sys
from collections.abc import Callable
from typing import Any

from orderwright.commands.failures import explain
from orderwright.commands.keys import key_path, sqlite_path
from orderwright.db import access
from orderwright.db.database import current_revision, open_database
from orderwright.db.migrations import HEAD
from orderwright.sealing import Sealer
from orderwright.settings import Settings

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35)

Finding = dict[str, Any]


def examine(settings: Settings) -> list[Finding]:
    """One finding a check; nothing is changed."""
    checks: list[tuple[str, Callable[[Settings], str]]] = [
        ("python", _python),
        ("sqlite", _sqlite),
        ("secret key", _secret_key),
        ("database", _database),
        ("stores", _stores),
    ]
    return [_finding(name, check, settings) for name, check in checks]


class Unwell(Exception):
    """A check did not pass; the message says what to do."""


def _finding(name: str, check: Callable[[Settings], str], settings: Settings) -> Finding:
    try:
        return {"check": name, "passed": True, "found": check(settings)}
    except Unwell as error:
        return {"check": name, "passed": False, "found": str(error)}
    except Exception as error:
        if explain(error) is None:
            raise
        return {"check": name, "passed": False, "found": str(error)}


def _python(_: Settings) -> str:
    if sys.version_info < OLDEST_PYTHON:
        raise Unwell(f"{platform.python_version()}; 3.11 or newer is needed")
    return platform.python_version()


def _sqlite(_: Settings) -> str:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise Unwell(f"{sqlite3.sqlite_version}; 3.35 or newer is needed")
    return sqlite3.sqlite_version


def _secret_key(settings: Settings) -> str:
    if settings.secret_key:
        Sealer(settings.secret_key)
        return "from the environment"
    path = sqlite_path(settings)
    if path is None:
        raise Unwell("ORDERWRIGHT_SECRET_KEY is not set, and PostgreSQL needs it in production")
    kept = key_path(path)
    if not kept.exists():
        return f"none yet; the first start makes {kept.name} beside the database"
    if stat.S_IMODE(kept.stat().st_mode) & 0o077:
        raise Unwell(f"others may read {kept}; run chmod 600 on it")
    Sealer(kept.read_text().strip())
    return f"in {kept}"


def _database(settings: Settings) -> str:
    revision = current_revision(settings.database_url)
    if revision is None:
        return "empty; the first start lays out the schema"
    if revision != HEAD:
        raise Unwell(f"schema {revision}, this version needs {HEAD}; run orderwright migrate")
    return f"reachable, schema {revision}"


def _stores(settings: Settings) -> str:
    if current_revision(settings.database_url) != HEAD:
        return "none to be seen yet"
    count = asyncio.run(_count_stores(settings))
    return f"{count}" if count else "none yet; make one with orderwright store create"


async def _count_stores(settings: Settings) -> int:
    database = open_database(settings.database_url)
    await database.open()
    try:
        return len(await database.read(access.list_stores))
    finally:
        await database.close()
