"""Settings: read from the environment, told of where they are wrong, masked where secret."""

from dataclasses import fields

import pytest

from orderwright import logs, settings
from orderwright.settings import InvalidSetting, Settings

GIVEN = {
    "ORDERWRIGHT_DATABASE_URL": "postgresql://someone:word@db/orders",
    "ORDERWRIGHT_PORT": "9000",
    "ORDERWRIGHT_DEV": "yes",
    "ORDERWRIGHT_CORS_ORIGINS": "https://a.example, https://b.example",
    "ORDERWRIGHT_SECRET_KEY": "a long enough secret key",
    "ORDERWRIGHT_SEED": "7",
    "OTHER": "ignored",
}


def test_environment_overrides_the_defaults() -> None:
    read = Settings.from_environment(GIVEN)
    assert read == Settings(
        database_url="postgresql://someone:word@db/orders",
        port=9000,
        dev=True,
        cors_origins=("https://a.example", "https://b.example"),
        secret_key="a long enough secret key",
        seed=7,
    )


def test_another_process_reads_the_same_settings() -> None:
    read = Settings.from_environment(GIVEN)
    assert Settings.from_environment(read.to_environment()) == read
    assert Settings.from_environment(Settings().to_environment()) == Settings()


def test_options_override_what_is_set_and_none_does_not() -> None:
    read = Settings.from_environment(GIVEN).overridden(port=1, dev=None, workers=3)
    assert (read.port, read.dev, read.workers) == (1, True, 3)


@pytest.mark.parametrize(
    "name, value, message",
    [
        ("ORDERWRIGHT_PORT", "many", "ORDERWRIGHT_PORT must be a whole number, not 'many'"),
        ("ORDERWRIGHT_SEED", "x", "ORDERWRIGHT_SEED must be a whole number, not 'x'"),
        ("ORDERWRIGHT_LOG_LEVEL", "loud", "log level 'loud' is none of"),
        ("ORDERWRIGHT_LOG_FORMAT", "xml", "log format 'xml' is neither json nor text"),
    ],
)
def test_what_is_wrong_is_named(name: str, value: str, message: str) -> None:
    with pytest.raises(InvalidSetting, match=message):
        Settings.from_environment({name: value})


def test_shown_settings_hide_secrets() -> None:
    shown = Settings.from_environment(GIVEN).shown()
    assert sorted(shown) == sorted(field.name for field in fields(Settings))
    assert (shown["secret_key"], shown["database_url"]) == ("********", "********")
    assert Settings().shown()["database_url"] == "sqlite:///orderwright.db"


def test_every_level_is_known_to_the_log() -> None:
    assert tuple(logs.LEVELS) == settings.LOG_LEVELS


def test_logs_mask_what_is_secret_by_name_and_passwords_in_addresses() -> None:
    event = {
        "access_token": "t",
        "client_secret": "s",
        "password": "p",
        "database": "postgresql://someone:word@db/orders",
        "path": "/v2/orders",
    }
    assert logs.mask_secrets(None, "info", event) == {
        "access_token": "********",
        "client_secret": "********",
        "password": "********",
        "database": "postgresql://someone:********@db/orders",
        "path": "/v2/orders",
    }
