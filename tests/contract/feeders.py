"""Imports every feeder of operations, so that they are registered."""

from tests.contract import feeders_store

MODULES = (feeders_store,)
