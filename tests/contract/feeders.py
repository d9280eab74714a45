"""Imports every feeder of operations, so that they are registered."""

from tests.contract import feeders_catalog, feeders_customers, feeders_orders, feeders_store

MODULES = (feeders_catalog, feeders_customers, feeders_orders, feeders_store)
