"""Is the schema what it must be: distributable by store, whole numbers, equal to its migrations?"""

import asyncio
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    ForeignKeyConstraint,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
)
from sqlalchemy.ext.asyncio import create_async_engine

from orderwright.db.database import current_revision, migrate
from orderwright.db.migrations import HEAD
from orderwright.db.tables import metadata

STORE_TABLES = [table for table in metadata.sorted_tables if table.name != "stores"]


def ids(table: Table) -> str:
    return table.name


@pytest.mark.parametrize("table", STORE_TABLES, ids=ids)
def test_every_key_begins_with_the_store(table: Table) -> None:
    keys = [
        [column.name for column in constraint.columns]
        for constraint in table.constraints
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint | ForeignKeyConstraint)
    ]
    keys += [[column.name for column in index.columns] for index in table.indexes if index.unique]
    assert keys
    assert {key[0] for key in keys} == {"store_id"}
    for constraint in table.foreign_key_constraints:
        assert constraint.elements[0].target_fullname.endswith(".store_id")


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=ids)
def test_columns_hold_whole_numbers_text_flags_or_bytes(table: Table) -> None:
    kinds = {type(column.type) for column in table.columns}
    assert kinds <= {BigInteger, Text, Boolean, LargeBinary}


def test_migrated_schema_equals_the_tables(database_url: str) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": False}
        )
        found = compare_metadata(context, metadata)
        return [entry for entry in found if "alembic_version" not in str(entry)]

    async def on_postgres() -> list[Any]:
        engine = create_async_engine(database_url.replace("postgresql", "postgresql+asyncpg", 1))
        async with engine.connect() as connection:
            result = await connection.run_sync(differences)
        await engine.dispose()
        return result

    if database_url.startswith("sqlite"):
        engine = create_engine(database_url)
        with engine.connect() as connection:
            found = differences(connection)
        engine.dispose()
    else:
        found = asyncio.run(on_postgres())
    assert found == []


def test_migrated_database_is_at_the_head_and_stays_there(database_url: str) -> None:
    assert current_revision(database_url) == HEAD
    assert migrate(database_url) is False
