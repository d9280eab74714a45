"""Alembic's entry point: one connection, handed over by the runner."""

from alembic import context

from orderwright.db.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=False,
)
with context.begin_transaction():
    context.run_migrations()
