"""The ways of paying that a store offers."""

from dataclasses import dataclass, field
from typing import Literal

from orderwright.domain.payment import TransactionType

MethodType = Literal["card", "paypal", "bank", "offline"]

GIFT_CERTIFICATE_ID = "bigcommerce.gift_certificate"
STORE_CREDIT_ID = "bigcommerce.store_credit"
BALANCE_IDS = frozenset({GIFT_CERTIFICATE_ID, STORE_CREDIT_ID})


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """One way of paying; `id` is what clients send, such as `sandbox.card`.

    `gateway` names the processor behind it, `configuration_sealed` is what that needs to know, a
    sealed JSON object of texts. `transaction_type` says if cards are charged or only authorized.
    """

    id: str
    name: str
    gateway: str
    type: MethodType = "card"
    transaction_type: TransactionType = "purchase"
    test_mode: bool = False
    is_enabled: bool = True
    position: int = 0
    configuration_sealed: bytes | None = field(default=None, repr=False)

    @property
    def is_offline(self) -> bool:
        return self.type == "offline"

    @property
    def code(self) -> str:
        """The platform-wide code, as V2 and transactions write it: `sandbox` of `sandbox.card`."""
        return self.id.partition(".")[0]
