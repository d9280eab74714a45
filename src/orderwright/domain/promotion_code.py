"""Codes drawn at random, between what stands before and after them."""

from dataclasses import dataclass

from orderwright.domain.cart import Mint

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
LENGTH = 16
LENGTH_MIN = 6
CODE_MAX = 50
SPARE_DIGITS = 16
"""Hexadecimal digits drawn beyond what a code needs, so that all codes are as likely."""


@dataclass(frozen=True, slots=True)
class CodePattern:
    """What codes look like; the delimiter stands only beside a prefix or a suffix."""

    length: int = LENGTH
    prefix: str = ""
    suffix: str = ""
    delimiter: str = ""
    excluded: frozenset[str] = frozenset()

    @property
    def alphabet(self) -> str:
        return "".join([one for one in ALPHABET if one not in self.excluded])

    @property
    def whole_length(self) -> int:
        return len(self.around("")) + self.length

    def around(self, code: str) -> str:
        """The code with what stands before and after it."""
        before = f"{self.prefix}{self.delimiter}" if self.prefix else ""
        after = f"{self.delimiter}{self.suffix}" if self.suffix else ""
        return f"{before}{code}{after}"


def random_code(pattern: CodePattern, mint: Mint) -> str:
    """One code. The pattern must leave a character to be drawn."""
    alphabet = pattern.alphabet
    number = int(mint.hex(2 * pattern.length + SPARE_DIGITS), 16)
    drawn = []
    for _ in range(pattern.length):
        number, at = divmod(number, len(alphabet))
        drawn.append(alphabet[at])
    return pattern.around("".join(drawn))
