"""Finds the modules of this folder that register themselves."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

_FOLDER = Path(__file__).parent


def modules(prefix: str) -> tuple[ModuleType, ...]:
    """Every module whose name begins so, imported."""
    names = sorted(file.stem for file in _FOLDER.glob(f"{prefix}*.py"))
    return tuple(import_module(f"{__package__}.{name}") for name in names)
