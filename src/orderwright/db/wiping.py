"""Empties a store but for itself and its access, so that it can be seeded anew."""

from orderwright.db.statement import statement
from orderwright.db.unit import Unit

COUNTERS_KEPT = ("api_account", "access_token", "b2b_token", "hook_generation")
KEPT = frozenset({"stores", "api_accounts", "access_tokens", "b2b_tokens"})


async def wipe(unit: Unit, store_id: int) -> None:
    """Delete every row of a store's data; its tokens stay valid."""
    from orderwright.db.tables import metadata  # noqa: PLC0415 - slow to import, rarely wanted

    for table in reversed(metadata.sorted_tables):
        if table.name in KEPT:
            continue
        condition = "store_id = :store_id"
        if table.name == "counters":
            condition += " AND name NOT IN :kept"
        await unit.execute(
            statement(f"DELETE FROM {table.name} WHERE {condition}"),
            store_id=store_id,
            kept=COUNTERS_KEPT,
        )
