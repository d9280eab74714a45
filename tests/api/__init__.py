"""Does the endpoint do its job? The same suite on SQLite and on PostgreSQL."""
