"""Countries by name and by code."""

import pytest

from orderwright.domain.geography import COUNTRIES, code_of_country, name_of_country


def test_every_country_is_found_by_its_own_name_and_code() -> None:
    assert len(COUNTRIES) == 251
    for code, name in COUNTRIES.items():
        assert (len(code), code.isascii(), code.isupper()) == (2, True, True)
        assert code_of_country(name) == code
        assert name_of_country(code) == name


@pytest.mark.parametrize(
    "given, code",
    [
        ("united states", "US"),
        (" United States of America ", "US"),
        ("USA", "US"),
        ("South Korea", "KR"),
        ("Türkiye", "TR"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_names_in_any_case_and_by_other_names(given: str, code: str | None) -> None:
    assert code_of_country(given) == code


def test_codes_in_any_case() -> None:
    assert (name_of_country("ke"), name_of_country("QQ"), name_of_country("")) == (
        "Kenya",
        None,
        None,
    )
