"""The kinds of events are those of the reference, and carry what its samples carry."""

import json
from pathlib import Path
from typing import Any

from orderwright.domain.webhook_scopes import EVENT_SCOPES
from tests.contract.reference import reference
from tests.support.reference import reference_directory

# Pages of samples that hold nothing.
EMPTY = {"store_app_uninstalled.json", "store_metafield_created.json"}


def test_every_sample_is_carried() -> None:
    assert _pages()
    for page in _pages():
        if page.name in EMPTY:
            continue
        sample = json.loads(page.read_text())["data"]
        ours = EVENT_SCOPES[page.stem.replace("_", "/")].data
        assert _shape(sample).items() <= _shape(ours).items(), page.name


def test_every_scope_of_the_reference_is_known() -> None:
    named = {
        schema["title"]
        for document in reference().documents.values()
        for name, schema in document.root.get("components", {}).get("schemas", {}).items()
        if name.startswith("store_") and str(schema.get("title", "")).startswith("store/")
    }
    assert len(named) == 55
    assert [name for name in sorted(named) if not name.endswith("*")] == sorted(
        named & EVENT_SCOPES.keys()
    )


def _pages() -> list[Path]:
    directory = reference_directory()
    assert directory is not None
    return sorted((directory / "reference" / "webhooks" / "data").glob("*.json"))


def _shape(data: Any) -> dict[str, Any]:
    return {key: _shape(v) if isinstance(v, dict) else type(v) for key, v in data.items()}
