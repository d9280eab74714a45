"""A gift certificate: money that whoever knows its code may spend."""

from dataclasses import dataclass

from orderwright.domain.errors import NotFound

TEMPLATES = (
    "birthday.html", "boy.html", "girl.html", "celebration.html", "christmas.html", "general.html",
)  # fmt: skip
STATUSES = ("active", "pending", "expired", "disabled")
_GROUPS = 4
_GROUP_LENGTH = 3
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

CODE_DIGITS = 2 * _GROUPS * _GROUP_LENGTH
"""Hexadecimal digits of randomness that a new code takes."""


@dataclass(frozen=True, slots=True)
class GiftCertificate:
    """Amount and balance in ten-thousandths of its currency; `expiry_date` None is never."""

    id: int = 0
    code: str = ""
    amount: int = 0
    balance: int = 0
    status: str = STATUSES[0]
    to_name: str = ""
    to_email: str = ""
    from_name: str = ""
    from_email: str = ""
    template: str = "general.html"
    message: str = ""
    currency_code: str = ""
    customer_id: int = 0
    order_id: int = 0
    purchase_date: int = 0
    expiry_date: int | None = None

    def is_usable(self, now: int) -> bool:
        """Whether it is active, has not expired and something is left."""
        return (
            self.status == "active"
            and self.balance > 0
            and (self.expiry_date is None or now < self.expiry_date)
        )


def check_spendable(
    found: GiftCertificate | None, code: str, currency_code: str, now: int
) -> GiftCertificate:
    """The certificate of a code, if it can pay for something in this currency.

    Raises NotFound (reference, `addCheckoutGiftCertificate` of the storefront).
    """
    if found is None or found.currency_code != currency_code or not found.is_usable(now):
        raise NotFound("gift certificate", code)
    return found


def make_code(digits: str) -> str:
    """`FFZ-5N4-C7M-S78` from hexadecimal digits of randomness."""
    letters = [
        _ALPHABET[int(digits[at : at + 2], 16) % len(_ALPHABET)] for at in range(0, CODE_DIGITS, 2)
    ]
    groups = [
        "".join(letters[at : at + _GROUP_LENGTH]) for at in range(0, len(letters), _GROUP_LENGTH)
    ]
    return "-".join(groups)
