"""Logs on standard error: JSON lines in production, readable ones in a terminal."""

import asyncio
import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import msgspec
import structlog

from orderwright.domain.dates import print_iso

LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}
WHOLE_WRITE_BYTES = 4_096
FLUSH_SECONDS = 0.1
MASK = "********"
_SECRET_NAME = re.compile(
    r"token|secret|password|authorization|cookie|api_?key|card", re.IGNORECASE
)
_CREDENTIALS = re.compile(r"(://[^/\s:@]*):[^/\s@]*@")

Event = MutableMapping[str, Any]


def configure(log_format: str, level: str) -> None:
    """Set up the logs of this process; `log_format` is `json`, `text` or, for a terminal, empty."""
    as_text = log_format == "text" or (not log_format and sys.stderr.isatty())
    threshold = LEVELS[level]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        mask_secrets,
    ]
    last: list[structlog.typing.Processor]
    factory: Any
    if as_text:
        last = [
            structlog.dev.ConsoleRenderer(
                exception_formatter=structlog.dev.plain_traceback,
                timestamp_key="time",
                colors=sys.stderr.isatty(),
            )
        ]
        factory = structlog.PrintLoggerFactory(sys.stderr)
    else:
        last = [structlog.processors.format_exc_info, _as_json]
        factory = structlog.BytesLoggerFactory(sys.stderr.buffer)
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=factory,
        cache_logger_on_first_use=True,
    )
    _route_standard_logging(threshold)


class AccessLog:
    """One line an answered request, written past the processors: no value in it can be secret.

    Lines of the same moment leave in one write, never more at once than a pipe takes whole, so
    that the lines of several processes do not mix.
    """

    def __init__(self, log_format: str) -> None:
        self._as_text = log_format == "text" or (not log_format and sys.stderr.isatty())
        self._lines: list[bytes] = []
        self._size = 0

    def __call__(self, now: int, method: str, path: str, status: int, request_id: str) -> None:
        moment = f"{print_iso(now)[:19]}.{now % 1000:03d}Z"
        if self._as_text:
            shown = path if path.isprintable() else ascii(path)
            self._add(f"{moment} [info] {method} {shown} {status} {request_id}\n".encode())
            return
        line = {
            "time": moment,
            "level": "info",
            "event": "request",
            "method": method,
            "path": path,
            "status": status,
            "request_id": request_id,
        }
        self._add(msgspec.json.encode(line) + b"\n")

    def _add(self, line: bytes) -> None:
        if self._size + len(line) > WHOLE_WRITE_BYTES:
            self.flush()
        if not self._lines:
            asyncio.get_running_loop().call_later(FLUSH_SECONDS, self.flush)
        self._lines.append(line)
        self._size += len(line)

    def flush(self) -> None:
        """Write what is still waiting."""
        lines, self._lines, self._size = self._lines, [], 0
        if lines:
            sys.stderr.buffer.write(b"".join(lines))
            sys.stderr.buffer.flush()


def access_log(log_format: str, level: str) -> AccessLog | None:
    """The access log, where the level asks for one."""
    return AccessLog(log_format) if LEVELS[level] <= logging.INFO else None


def mask_secrets(_: Any, __: str, event: Event) -> Event:
    """Hide values whose name says that they are secret, and passwords inside addresses."""
    for name, value in event.items():
        if _SECRET_NAME.search(name):
            event[name] = MASK
        elif isinstance(value, str) and "://" in value:
            event[name] = _CREDENTIALS.sub(rf"\1:{MASK}@", value)
    return event


def _as_json(_: Any, __: str, event: Event) -> bytes:
    return msgspec.json.encode(event, enc_hook=str)


class _Forward(logging.Handler):
    """Hands the records of other packages to the structured log."""

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger(record.name)
        log.log(record.levelno, record.getMessage(), exc_info=record.exc_info or None)


def _route_standard_logging(threshold: int) -> None:
    root = logging.getLogger()
    root.handlers = [_Forward()]
    root.setLevel(max(threshold, logging.WARNING))
    for name in ("uvicorn", "uvicorn.error", "asyncio", "alembic"):
        other = logging.getLogger(name)
        other.handlers = []
        other.setLevel(max(threshold, logging.WARNING))
        other.propagate = True
