"""What pays: a card, something stored at a gateway. Secrets are never printed."""

from dataclasses import dataclass, field
from typing import Literal

InstrumentType = Literal[
    "card",
    "stored_card",
    "stored_paypal_account",
    "stored_bank_account",
    "tokenized_card",
    "gift_certificate",
    "store_credit",
]
StoredType = Literal["stored_card", "stored_paypal_account", "stored_bank_account"]

IIN_DIGITS = 6
LAST_DIGITS = 4

_BRANDS = (
    ("AMEX", ("34", "37"), (15,)),
    ("DINERS_CLUB", ("300", "301", "302", "303", "304", "305", "36", "38", "39"), (14, 16, 19)),
    ("JCB", tuple(str(prefix) for prefix in range(3528, 3590)), (16, 17, 18, 19)),
    ("DANKORT", ("5019",), (16,)),
    ("DISCOVER", ("6011", "644", "645", "646", "647", "648", "649", "65"), (16, 17, 18, 19)),
    ("MASTERCARD", (*(str(prefix) for prefix in range(51, 56)),
                    *(str(prefix) for prefix in range(2221, 2721))), (16,)),
    ("MAESTRO", ("50", "56", "57", "58", "6"), tuple(range(12, 20))),
    ("VISA", ("4",), (13, 16, 19)),
)  # fmt: skip
"""Brand, first digits and lengths; the first that fits is the brand."""

CARD_TYPES = {
    "VISA": "visa",
    "MASTERCARD": "master",
    "DISCOVER": "discover",
    "AMEX": "american_express",
    "DINERS_CLUB": "diners_club",
    "JCB": "jcb",
    "DANKORT": "dankort",
    "MAESTRO": "maestro",
}
"""How a transaction's `credit_card.card_type` writes the brands of payment methods."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card as the shopper typed it; in memory only."""

    number: str = field(repr=False)
    cardholder_name: str = field(repr=False)
    expiry_month: int
    expiry_year: int
    verification_value: str = field(default="", repr=False)
    issue_month: int | None = None
    issue_year: int | None = None
    issue_number: int | None = None


@dataclass(frozen=True, slots=True)
class TokenizedCard:
    """A card behind a token that the gateway itself has given to the shopper's browser."""

    token: str = field(repr=False)
    iin: str = ""
    last_four_digits: str = ""
    expiration_month: str = ""
    expiration_year: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """Something that a gateway keeps, by the gateway's own reference to it."""

    type: StoredType
    reference: str = field(repr=False)
    verification_value: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PayPalAccount:
    """An account that may be kept, and then pays."""

    email: str


@dataclass(frozen=True, slots=True)
class BankAccount:
    """A bank account that may be kept, and then pays; its number is never whole."""

    issuer: str
    masked_account_number: str


Instrument = Card | TokenizedCard | Stored
"""What pays."""

Keepable = Card | PayPalAccount | BankAccount
"""What a gateway may be asked to keep."""


@dataclass(frozen=True, slots=True)
class CardDetails:
    """What may be kept of a card: brand as payment methods write it, last digits, expiry."""

    brand: str = ""
    last_4: str = ""
    expiry_month: int = 0
    expiry_year: int = 0
    iin: str = ""


def brand_of(number: str) -> str:
    """The brand of a card number, as `supported_instruments` writes it; empty if unknown."""
    for brand, prefixes, lengths in _BRANDS:
        if len(number) in lengths and number.startswith(prefixes):
            return brand
    return ""


def details_of(card: Card) -> CardDetails:
    """What may be kept of it."""
    return CardDetails(
        brand=brand_of(card.number),
        last_4=card.number[-LAST_DIGITS:],
        expiry_month=card.expiry_month,
        expiry_year=card.expiry_year,
        iin=card.number[:IIN_DIGITS],
    )


def passes_luhn(number: str) -> bool:
    """Whether the check digit is right; only digits pass."""
    if not (number.isascii() and number.isdigit()):
        return False
    digits = [int(digit) for digit in reversed(number)]
    doubled = [divmod(2 * digit, 10) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(tens + ones for tens, ones in doubled)) % 10 == 0
