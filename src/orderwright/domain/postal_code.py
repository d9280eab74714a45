"""Postal codes as owners write them: whole, with `*` and `?`, or a range of numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Self

_PATTERNED = frozenset("*?-")


@dataclass(frozen=True, slots=True)
class PostalCodes:
    """Many postal codes of one country, of which whole ones are found without a search."""

    country_code: str
    whole: frozenset[str]
    patterns: tuple[str, ...]

    @classmethod
    def of(cls, country_code: str, written: Iterable[str]) -> Self:
        codes = {_plain(code) for code in written}
        patterns = {code for code in codes if not _PATTERNED.isdisjoint(code)}
        return cls(country_code, frozenset(codes - patterns), tuple(sorted(patterns)))

    def hold(self, postal_code: str) -> bool:
        plain = _plain(postal_code)
        if plain in self.whole:
            return True
        if self.country_code == "US" and plain.partition("-")[0] in self.whole:
            return True
        return fits_any(self.country_code, postal_code, self.patterns)


def fits_any(country_code: str, postal_code: str, patterns: Iterable[str]) -> bool:
    """Whether a postal code is one of these; an American one also fits without its last four."""
    plain = _plain(postal_code)
    short = plain.partition("-")[0] if country_code.upper() == "US" else plain
    return any(_matches(pattern, plain) or _matches(pattern, short) for pattern in patterns)


def _matches(pattern: str, postal_code: str) -> bool:
    plain = _plain(pattern)
    if not postal_code:
        return False
    first, dash, last = plain.partition("-")
    if dash and len(first) == len(last) and first.isdigit() and last.isdigit():
        return (
            postal_code.isdigit()
            and len(postal_code) == len(first)
            and first <= postal_code <= last
        )
    return plain == postal_code or fnmatchcase(postal_code, plain.replace("[", "[[]"))


def _plain(postal_code: str) -> str:
    return postal_code.replace(" ", "").upper()
