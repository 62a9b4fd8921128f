"""Runs migrations on the connection it is given: `storage.migrate` owns when."""

from alembic import context
from sqlmodel import SQLModel

import storage.models  # noqa: F401 - the tables register themselves

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
