"""Imports every `arranged_*.py`, so that arrangements of recorded cases are registered."""

from tests.contract.discovery import modules

MODULES = modules("arranged_")
