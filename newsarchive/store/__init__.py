"""The archive database: schema, migrations, the one writer, and readers."""
