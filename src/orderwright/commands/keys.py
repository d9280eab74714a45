"""Where the secret key comes from: the environment, or a file kept beside the SQLite file."""

import contextlib
import os
from dataclasses import replace
from pathlib import Path

from orderwright.clock import SystemRandomness
from orderwright.commands.failures import CommandFailed, Exit
from orderwright.db.database import SQLITE_PREFIX, open_database, sqlite_file
from orderwright.settings import Settings

KEY_DIGITS = 64
OWNER_ONLY = 0o600
DEVELOPMENT_KEY = "a development key that guards nothing"


def sqlite_path(settings: Settings) -> Path | None:
    """The file of an embedded database; None for PostgreSQL. Raises UnknownDatabase."""
    if not settings.database_url.startswith(SQLITE_PREFIX):
        return None
    return sqlite_file(settings.database_url)


def key_path(database: Path) -> Path:
    """The key file that belongs to a SQLite file."""
    return database.with_name(database.name + ".key")


def with_secret_key(settings: Settings) -> Settings:
    """The settings with a secret key.

    Raises CommandFailed if there is none to be had, UnknownDatabase.
    """
    if settings.secret_key:
        return settings
    database = sqlite_path(settings)
    if database is not None:
        return replace(settings, secret_key=_kept_key(key_path(database)))
    open_database(settings.database_url)
    if settings.dev:
        return replace(settings, secret_key=DEVELOPMENT_KEY)
    raise CommandFailed(
        Exit.CONFIGURATION,
        "ORDERWRIGHT_SECRET_KEY is not set. Client secrets and stored cards are encrypted under"
        " it: set it to a long random text, keep it, and give every process the same"
        " (for example the output of: openssl rand -hex 32).",
    )


def _kept_key(path: Path) -> str:
    """The key in a file, made on first use and readable by its owner alone.

    The file appears whole or not at all, so that processes that start together read one key.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        randomness = SystemRandomness()
        draft = path.with_name(f"{path.name}.{randomness.hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "w") as file:
            file.write(randomness.hex(KEY_DIGITS) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
