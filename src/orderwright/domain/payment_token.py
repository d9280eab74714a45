"""The payment access token: leave to pay for one order, for an hour, once."""

from dataclasses import dataclass

LIFE_MS = 60 * 60 * 1000
ISSUER = "payments.bigcommerce.com"


@dataclass(frozen=True, slots=True)
class PaymentToken:
    """What a token allows. `amount` is what the order comes to when it is made, in ten-thousandths.

    `used_at` is when it has paid; a token that was presented in vain may be presented again.
    """

    token_hash: bytes
    order_id: int
    amount: int
    currency: str
    expires_at: int
    is_recurring: bool = False
    used_at: int | None = None
