"""Run by Alembic. Connection, transaction and commit belong to `data.vault.migration`."""

from alembic import context

from data.vault.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
