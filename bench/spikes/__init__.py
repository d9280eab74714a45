"""Spikes: small servers that differ in one decision; ADR-0001 and ADR-0002 rest on them."""
