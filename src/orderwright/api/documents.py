"""The documentation pages that the server carries, as Markdown, and their index `/llms.txt`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
INSTALLED = PACKAGE / "docs"
CHECKED_OUT = PACKAGE.parents[1] / "docs"
FIRST_PAGES = (
    "quickstart.md",
    "headless_checkout.md",
    "taking_payments.md",
    "sandbox.md",
    "promotions.md",
    "webhooks.md",
    "demo.md",
    "compatibility.md",
    "cli.md",
    "settings.md",
)
SUMMARY = "A self-hosted order, checkout and payment server that speaks BigCommerce's order APIs."


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `name` is its path below `/docs/`."""

    name: str
    title: str
    text: str

    @property
    def summary(self) -> str:
        """The first sentence of its prose."""
        for block in self.text.split("\n\n")[1:]:
            line = " ".join(block.split())
            if line and line[0] not in "#|`-*<>[0123456789":
                return line.partition(". ")[0].rstrip(".") + "."
        return ""


@cache
def pages() -> dict[str, Page]:
    """All pages by name, those to read first in front."""
    folder = INSTALLED if INSTALLED.is_dir() else CHECKED_OUT
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.md"))}
    names = [name for name in FIRST_PAGES if name in found]
    names += [name for name in found if name not in FIRST_PAGES]
    return {name: _page(name, found[name].read_text()) for name in names}


def print_index() -> str:
    """`/llms.txt`: what this server is, and where every page of its documentation lies."""
    lines = ["# Orderwright", "", f"> {SUMMARY}", "", "## Documentation", ""]
    for page in pages().values():
        summary = f": {page.summary}" if page.summary else ""
        lines.append(f"- [{page.title}](/docs/{page.name}){summary}")
    lines += [
        "",
        "## API",
        "",
        "- [OpenAPI 3.1](/openapi.json): every operation with its parameters, bodies and answers",
        "- [Reference](/docs): the same to browse",
        "",
    ]
    return "\n".join(lines)


def _page(name: str, text: str) -> Page:
    first = text.lstrip().splitlines()[0] if text.strip() else name
    return Page(name, first.lstrip("# ").strip() if first.startswith("#") else name, text)
