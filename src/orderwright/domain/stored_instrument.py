"""What a customer has left with a gateway, so as not to type it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from orderwright.domain.instrument import StoredType

TOKEN_DIGITS = 64


@dataclass(frozen=True, slots=True)
class StoredInstrument:
    """One of the vault. `sealed` holds its token and the gateway's reference to it.

    `token_hash` is a keyed hash, by which it is found; `billing_address` has the reference's names.
    """

    customer_id: int
    payment_method_id: str
    token_hash: bytes
    sealed: bytes = field(repr=False)
    id: int = 0
    type: StoredType = "stored_card"
    brand: str = ""
    expiry_month: int = 0
    expiry_year: int = 0
    issuer_identification_number: str = ""
    last_4: str = ""
    email: str = ""
    issuer: str = ""
    masked_account_number: str = ""
    is_default: bool = False
    billing_address: Mapping[str, object] = field(default_factory=dict)
    created_at: int = 0
