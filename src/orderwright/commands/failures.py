"""Exit codes, and the failures of a command that are told in a sentence instead of a traceback."""

from enum import IntEnum

from orderwright.db.database import UnknownDatabase
from orderwright.sealing import WrongSecretKey
from orderwright.settings import InvalidSetting


class Exit(IntEnum):
    """What the exit codes mean; `docs/cli.md` prints this table."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    CONFIGURATION = 3
    DATABASE = 4
    BUSY = 5
    NOT_FOUND = 6
    CONFLICT = 7


MEANINGS = {
    Exit.DONE: "Done; a server that was asked to stop has finished its requests.",
    Exit.FAILED: "It went wrong; the message or the log says why.",
    Exit.USAGE: "The command line itself is wrong: unknown command, option or value.",
    Exit.CONFIGURATION: "A setting is missing or cannot be used, the secret key among them.",
    Exit.DATABASE: "The database cannot be reached, or its URL is not one that is served.",
    Exit.BUSY: "The port is taken, or another server holds this SQLite file.",
    Exit.NOT_FOUND: "There is no such store, token or order.",
    Exit.CONFLICT: "It is there already, or in a state that does not allow this.",
}

SQLITE_AWAY = (
    *("SQLITE_CANTOPEN", "SQLITE_BUSY", "SQLITE_READONLY", "SQLITE_NOTADB", "SQLITE_CORRUPT"),
    *("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_PERM"),
)
# Connection, authorization, no such database, resources, operator's intervention.
SQLSTATES_AWAY = ("08", "28", "3D", "53", "57")


class CommandFailed(Exception):
    """A command cannot go on; the message is for the person who typed it."""

    def __init__(self, code: Exit, message: str) -> None:
        super().__init__(message)
        self.code = code


def explain(error: Exception) -> CommandFailed | None:
    """The failure that an expected error stands for; None for a bug."""
    if isinstance(error, CommandFailed):
        return error
    if isinstance(error, InvalidSetting | WrongSecretKey):
        return CommandFailed(Exit.CONFIGURATION, str(error))
    if isinstance(error, UnknownDatabase):
        return CommandFailed(
            Exit.DATABASE, f"{error} is neither sqlite:///PATH nor postgresql://USER@HOST/NAME"
        )
    if _database_is_away(error):
        return CommandFailed(Exit.DATABASE, f"The database cannot be used: {error}")
    return None


def _database_is_away(error: Exception) -> bool:
    """Whether the database cannot be reached or opened, as against being asked wrongly."""
    if isinstance(error, ConnectionError | TimeoutError | FileNotFoundError | PermissionError):
        return True
    if getattr(error, "sqlite_errorname", "").startswith(SQLITE_AWAY):
        return True
    return str(getattr(error, "sqlstate", "")).startswith(SQLSTATES_AWAY)
