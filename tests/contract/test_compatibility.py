"""The committed docs/compatibility.md is what the routes and the reference give, gaps and all."""

import re

from tests.contract.compatibility import PAGE, generate, notes
from tests.support.reference import reference_directory

_MENU_LINE = re.compile(r"^\s*• (?!GET|POST|PUT|DELETE)(.+)$", re.MULTILINE)
_END_OF_MENU = "LogoLogo"


def test_the_committed_page_is_the_generated_one() -> None:
    assert PAGE.read_text() == generate(), "run `make docs` and commit docs/compatibility.md"


def test_every_system_of_the_menus_is_named() -> None:
    directory = reference_directory()
    assert directory is not None
    texts = [file.read_text() for file in sorted((directory / "seeds").glob("*.txt"))]
    menus = [text.partition(_END_OF_MENU)[0] for text in texts if _END_OF_MENU in text]
    named = {name.strip() for menu in menus for name in _MENU_LINE.findall(menu)}
    assert len(named) > 50
    assert named - {system["name"] for system in notes().systems} == set()
