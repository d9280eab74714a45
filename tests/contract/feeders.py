"""Imports every `feeders_*.py`, so that feeders of operations are registered."""

from tests.contract.discovery import modules

MODULES = modules("feeders_")
