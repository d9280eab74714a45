"""Numbered, forward-only changes of the schema, the same for both databases."""

HEAD = "0001"
