"""Settings of one server, from the environment (`ORDERWRIGHT_…`) and the command line."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

PREFIX = "ORDERWRIGHT_"
SECRET_FIELDS = frozenset({"secret_key", "database_url", "smtp_url"})
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})

LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("", "json", "text")


MEANINGS = {
    "database_url": "The database: `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST/NAME`.",
    "host": "The address to listen on.",
    "port": "The port to listen on; 0 takes a free one.",
    "public_url": "The origin that links in answers begin with; empty takes the request's own.",
    "secret_key": "At least 16 characters. Client secrets and stored cards are encrypted under it.",
    "dev": "Development mode: `x/control` is served, and the clock can be moved.",
    "seed": "Makes ids and tokens repeatable, in development mode only.",
    "sandbox": "Where the sandbox gateway keeps its record: a file, `memory`, or the address of one"
    " that runs by itself; empty: a file beside a SQLite database, else `orderwright.sandbox`.",
    "strict_payments": "The payments host takes `PAT`, the vendor's `Accept` and nothing else.",
    "tax_providers": "Outside tax providers, separated by commas: `NAME=https://ADDRESS`;"
    " `{profile}` in an address stands for the store's profile there.",
    "shipping_providers": "Outside shipping providers, in the same form.",
    "allow_private_providers": "Lets providers have addresses of private networks, and of this"
    " machine.",
    "cors_origins": "Origins, separated by commas, whose pages may call the API.",
    "tls_cert": "A certificate chain (PEM); with it the server speaks https.",
    "tls_key": "The certificate's private key (PEM).",
    "workers": "Server processes; more than one needs PostgreSQL.",
    "with_worker": "Runs the jobs inside the server; always so on SQLite.",
    "allow_loopback": "Lets webhooks go to this machine itself, by http and on any port.",
    "smtp_url": "A mail server: `smtp://USER:PASSWORD@HOST:PORT` (`smtps://` for TLS); or none.",
    "mail_from": "The sender of e-mails.",
    "events_kept_days": "How long events are kept to be read and replayed; 0 keeps them for good."
    " What a hook is still to be told is kept in any case.",
    "mail_folder": "Where e-mails are kept as files while there is no mail server; empty: a folder"
    " beside a SQLite database, else nowhere.",
    "downloads": "A folder with the files of digital products: `STORE_HASH/PRODUCT_ID.ENDING`.",
    "log_format": "`json`, `text`, or empty: text in a terminal, else JSON.",
    "log_level": "`debug`, `info`, `warning` or `error`; `info` logs every request.",
    "drain_seconds": "How long a stopping server lets requests under way finish.",
}


class InvalidSetting(ValueError):
    """A setting's value cannot be used; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one process runs with. Times in seconds, sizes in bytes."""

    database_url: str = "sqlite:///orderwright.db"
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    secret_key: str = ""
    dev: bool = False
    seed: int | None = None
    sandbox: str = ""
    strict_payments: bool = False
    tax_providers: tuple[str, ...] = ()
    shipping_providers: tuple[str, ...] = ()
    allow_private_providers: bool = False
    cors_origins: tuple[str, ...] = ()
    tls_cert: str = ""
    tls_key: str = ""
    workers: int = 1
    with_worker: bool = False
    allow_loopback: bool = False
    smtp_url: str = ""
    mail_from: str = "orderwright@localhost"
    events_kept_days: int = 30
    mail_folder: str = ""
    downloads: str = ""
    log_format: str = ""
    log_level: str = "info"
    drain_seconds: int = 10

    def __post_init__(self) -> None:
        if self.log_level not in LOG_LEVELS:
            raise InvalidSetting(f"log level {self.log_level!r} is none of {', '.join(LOG_LEVELS)}")
        if self.log_format not in LOG_FORMATS:
            raise InvalidSetting(f"log format {self.log_format!r} is neither json nor text")
        if self.events_kept_days < 0:
            raise InvalidSetting("events cannot be kept for less than 0 days")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """The defaults, overridden by the environment. Raises InvalidSetting."""
        environment = os.environ if environment is None else environment
        given: dict[str, Any] = {}
        for field in fields(cls):
            name = PREFIX + field.name.upper()
            if name in environment:
                given[field.name] = _read(name, environment[name], getattr(cls(), field.name))
        return replace(cls(), **given)

    def overridden(self, **given: Any) -> Self:
        """These settings with the given ones that are not None."""
        return replace(self, **{name: value for name, value in given.items() if value is not None})

    def to_environment(self) -> dict[str, str]:
        """The variables from which another process reads the same settings."""
        return {
            PREFIX + field.name.upper(): _print(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) is not None
        }

    def shown(self) -> dict[str, Any]:
        """All settings with the secret ones masked."""
        return {
            field.name: "********"
            if field.name in SECRET_FIELDS and _secret(str(getattr(self, field.name)))
            else getattr(self, field.name)
            for field in fields(self)
        }


def _secret(value: str) -> bool:
    return bool(value) and not value.startswith("sqlite:")


def _print(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _read(name: str, value: str, default: object) -> object:
    if isinstance(default, bool):
        return value.strip().lower() in TRUE_WORDS
    if isinstance(default, tuple):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(default, int) or name.endswith("SEED"):
        try:
            return int(value)
        except ValueError as error:
            raise InvalidSetting(f"{name} must be a whole number, not {value!r}") from error
    return value
