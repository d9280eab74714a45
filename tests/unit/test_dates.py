"""Dates as clients write them."""

import pytest

from orderwright.domain.dates import parse_date, print_iso_z


@pytest.mark.parametrize(
    "text, instant",
    [
        ("2026-06-18T14:23:09Z", "2026-06-18T14:23:09Z"),
        ("2026-06-18T14:23:09.250+02:00", "2026-06-18T12:23:09Z"),
        ("2026-06-18T14:23:09 02:00", "2026-06-18T12:23:09Z"),
        ("2026-06-18T14:23:09 00:00", "2026-06-18T14:23:09Z"),
        ("2026-06-18T14:23:09-0530", "2026-06-18T19:53:09Z"),
        ("2026-06-18 14:23", "2026-06-18T14:23:00Z"),
        ("Thu, 18 Jun 2026 14:23:09 +0200", "2026-06-18T12:23:09Z"),
    ],
)
def test_one_instant(text: str, instant: str) -> None:
    assert print_iso_z(parse_date(text)) == instant


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-06-18T14:23:09 0200x", "2026-13-01", "1781792589"]
)
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_date(text)
