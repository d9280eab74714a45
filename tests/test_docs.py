"""What there is is documented, what is documented is there, and generated pages are up to date."""

import importlib.util
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from orderwright.api.routes import ROUTES
from orderwright.settings import MEANINGS, Settings

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
STORE = "/stores/{store_hash}"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def generators() -> dict[str, Callable[[], str]]:
    """The pages that `make docs` writes without the vendor's reference."""
    path = ROOT / "scripts" / "write_pages.py"
    spec = importlib.util.spec_from_file_location("write_pages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages: dict[str, Callable[[], str]] = module.PAGES
    return pages


@pytest.mark.parametrize("name", ["cli.md", "settings.md", "event_scopes.md"])
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text() == generators()[name](), "run make docs"


def test_every_setting_has_a_meaning() -> None:
    assert list(MEANINGS) == [field.name for field in fields(Settings)]


def test_every_route_is_listed() -> None:
    listed = {
        PLACEHOLDER.sub("{}", call.replace(STORE, ""))
        for call in re.findall(r"`([A-Z]+ /[^`]*)`", (DOCS / "compatibility.md").read_text())
    }
    served = {
        PLACEHOLDER.sub("{}", f"{route.method} {route.path.removeprefix(STORE)}")
        for route in ROUTES
    }
    assert sorted(served - listed) == [], "run make docs"


def test_links_between_pages_lead_somewhere() -> None:
    assert [
        f"{page.relative_to(ROOT)}: {target}"
        for page in _pages()
        for target in LINK.findall(page.read_text())
        if "://" not in target and not (page.parent / target).exists()
    ] == []


def test_rooms_of_the_map_are_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    tree = text[text.index("```") : text.index("```", text.index("```") + 3)]
    rooms = re.findall(r"[├└]── (\S+)", tree)
    assert "domain/" in rooms
    assert [room for room in rooms if not (ROOT / "src/orderwright" / room).exists()] == []
    inside = {
        path.name
        for path in (ROOT / "src/orderwright").iterdir()
        if path.is_dir() and path.name not in ("__pycache__", "docs")
    }
    assert {room.rstrip("/") for room in rooms if room.endswith("/")} == inside


def _pages() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    yield from DOCS.rglob("*.md")
