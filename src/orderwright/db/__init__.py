"""Rows to domain objects and back, on SQLite and on PostgreSQL; decides nothing."""
