"""Which databases a URL can name."""

from pathlib import Path

import pytest

from orderwright.commands.failures import Exit, explain
from orderwright.db.database import UnknownDatabase, open_database, sqlite_file


def test_a_file_in_a_folder() -> None:
    assert sqlite_file("sqlite:///shop/orders.db") == Path("shop/orders.db")
    assert sqlite_file("sqlite:////var/orders.db") == Path("/var/orders.db")


@pytest.mark.parametrize(
    "url", ["sqlite:///", "sqlite:////", "sqlite:///.", "sqlite://", "mysql://db/x"]
)
def test_none_is_named(url: str) -> None:
    with pytest.raises(UnknownDatabase) as refused:
        open_database(url)
    failure = explain(refused.value)
    assert failure is not None
    assert (failure.code, str(failure)) == (
        Exit.DATABASE,
        f"{url} is neither sqlite:///PATH nor postgresql://USER@HOST/NAME",
    )
