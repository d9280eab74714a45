"""Digital goods of a paid order: who gets them, and the mail that brings them."""

from collections.abc import Sequence
from dataclasses import dataclass

from orderwright.domain.order import OrderProduct, WholeOrder

LIFE_MS = 30 * 24 * 60 * 60 * 1000
TOKEN_DIGITS = 64
ATTEMPTS_MAX = 20
"""Tries of a mail, ten minutes apart; after them it is given up."""

RETRY_MS = 10 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Download:
    """One digital line of an order, to whom it goes, and the token of its link."""

    order_product_id: int
    product_id: int
    name: str
    recipient: str
    token: str


def digital_lines(whole: WholeOrder) -> list[OrderProduct]:
    """The lines that are downloaded: digital products of the catalogue."""
    return [line for line in whole.products if line.type == "digital" and line.product_id]


def mails(
    store_name: str, order_id: int, downloads: Sequence[Download], address: str
) -> dict[str, str]:
    """A plain text for each recipient, with the links below an address."""
    texts: dict[str, str] = {}
    for one in downloads:
        start = (
            f"Thank you for your order {order_id} at {store_name}.\n\n"
            "Each of these links is good for one download, for 30 days.\n"
        )
        text = texts.get(one.recipient, start)
        texts[one.recipient] = f"{text}\n{one.name}\n{address}/{one.token}\n"
    return texts
