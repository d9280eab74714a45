"""Where the vendor's reference is, if it is anywhere; no text of it is part of this project."""

import os
from pathlib import Path

ABSENT = "the reference is absent: it is looked for in ORDERWRIGHT_REFERENCE_DIR and in ../shared"

_CHECKOUT = Path(__file__).resolve().parents[2]


def reference_directory() -> Path | None:
    """The directory that holds `reference/` and `behaviour/`, or None on a machine without it."""
    named = os.environ.get("ORDERWRIGHT_REFERENCE_DIR")
    directory = Path(named) if named else _CHECKOUT.parent / "shared"
    return directory if (directory / "reference").is_dir() else None
