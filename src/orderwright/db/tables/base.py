"""What every table shares: keys that begin with the store, integers for money and for time."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql

WIDE_ROW_BYTES = 8_160

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def integer(name: str, default: int | None = 0, *, nullable: bool = False) -> Column[int]:
    """An id, a count or a flag word."""
    server_default = None if nullable or default is None else str(default)
    return Column(name, BigInteger, nullable=nullable, server_default=server_default)


def money(name: str, *, nullable: bool = False) -> Column[int]:
    """An amount in integer ten-thousandths."""
    return integer(name, 0, nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> Column[int]:
    """Milliseconds since 1970 UTC."""
    return integer(name, None, nullable=nullable)


def text(name: str, default: str | None = "", *, nullable: bool = False) -> Column[str]:
    """A string."""
    server_default = None if nullable or default is None else default
    return Column(name, Text, nullable=nullable, server_default=server_default)


def json(name: str, default: str | None = "[]", *, nullable: bool = False) -> Column[str]:
    """JSON as text, read and written whole."""
    return text(name, default, nullable=nullable)


def flag(name: str, *, default: bool = False) -> Column[bool]:
    """A boolean."""
    value = sql("true" if default else "false")  # quoted, SQLite would take it for a string
    return Column(name, Boolean, nullable=False, server_default=value)


def blob(name: str, *, nullable: bool = True) -> Column[bytes]:
    """Bytes that the database stores unread."""
    return Column(name, LargeBinary, nullable=nullable)


def store_table(
    name: str, *columns: Any, key: tuple[str, ...] = ("id",), wide: bool = False
) -> Table:
    """A table of a store's data: `store_id` leads its primary key.

    Rows of a `wide` one stay whole in PostgreSQL's pages, as rendered answers are read far more
    often than written: nothing is compressed, or moved out of the row, below 8 KB.

    Columns named in `key` that are not among `columns` are added as integers.
    """
    given = {column.name for column in columns if isinstance(column, Column)}
    keys = [integer(part, None) for part in key if part not in given]
    options: dict[str, Any] = {}
    if wide:
        options["postgresql_with"] = {"toast_tuple_target": WIDE_ROW_BYTES}
    return Table(
        name,
        metadata,
        integer("store_id", None),
        *keys,
        *columns,
        PrimaryKeyConstraint("store_id", *key),
        **options,
    )


def belongs_to(table: str, *columns: str, key: tuple[str, ...] = ("id",)) -> ForeignKeyConstraint:
    """A foreign key to a row of the same store, deleted with it."""
    return ForeignKeyConstraint(
        ("store_id", *columns),
        [f"{table}.store_id", *(f"{table}.{part}" for part in key)],
        ondelete="CASCADE",
    )


def unique(*columns: str) -> UniqueConstraint:
    """Unique within the store."""
    return UniqueConstraint("store_id", *columns)


def index(table: str, *columns: str) -> Index:
    """An index that begins with the store."""
    return Index(f"ix_{table}_{'_'.join(columns)}", "store_id", *columns)


def check(name: str, condition: str) -> CheckConstraint:
    """A condition that the database itself upholds."""
    return CheckConstraint(condition, name=name)
