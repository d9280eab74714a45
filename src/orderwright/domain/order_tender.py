"""Balances that an order was made with, and the gift certificates that are bought by it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from orderwright.domain.gift_certificate import CODE_DIGITS, GiftCertificate, make_code
from orderwright.domain.order import Order, OrderProduct

TenderKind = Literal["gift_certificate", "store_credit"]


@dataclass(frozen=True, slots=True)
class OrderTender:
    """A balance that pays for part of an order, taken once it is placed.

    `owner_id` is the gift certificate's id, or the customer's. `amount` is what the checkout showed
    and, once `is_taken`, what there was to take of it.
    """

    id: int = 0
    order_id: int = 0
    kind: TenderKind = "gift_certificate"
    owner_id: int = 0
    code: str = ""
    amount: int = 0
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class BoughtCertificate:
    """What an order line's gift certificate is to be like; `secret` is what its code is made of."""

    id: int = 0
    order_id: int = 0
    order_product_id: int = 0
    secret: str = ""
    template: str = "general.html"
    to_name: str = ""
    to_email: str = ""
    from_name: str = ""
    from_email: str = ""
    message: str = ""


def issued_certificate(
    bought: BoughtCertificate, line: OrderProduct, order: Order, now: int
) -> GiftCertificate:
    """The certificate that a paid order line gives: whole, active, of the order's currency.

    The code follows from the line, so that orders of one cart get certificates of their own.
    """
    digits = sha256(f"{bought.secret}/{line.id}".encode()).hexdigest()[:CODE_DIGITS]
    return GiftCertificate(
        code=make_code(digits),
        amount=line.base_price,
        balance=line.base_price,
        to_name=bought.to_name,
        to_email=bought.to_email,
        from_name=bought.from_name,
        from_email=bought.from_email,
        template=bought.template,
        message=bought.message,
        currency_code=order.currency_code,
        customer_id=order.customer_id,
        order_id=order.id,
        purchase_date=now,
    )
