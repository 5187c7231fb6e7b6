"""Runs the migrations on the connection that it is given, in that connection's transaction."""

from alembic import context

from packgen.store.schema import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
context.run_migrations()
