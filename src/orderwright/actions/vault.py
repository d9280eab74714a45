"""The vault: what customers leave with a gateway, behind tokens of ours."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from orderwright.db import outbox, stored_instruments
from orderwright.db.unit import Unit
from orderwright.domain.errors import PaymentRefused
from orderwright.domain.instrument import CardDetails, Stored
from orderwright.domain.order import Address
from orderwright.domain.payment import NO_VAULT
from orderwright.domain.stored_instrument import TOKEN_DIGITS, StoredInstrument
from orderwright.gateways.gateway import StoredReference


@dataclass(frozen=True, slots=True)
class Vault:
    """Sealing under the server's secret key, the keyed hash of tokens, and new tokens."""

    seal: Callable[[str], bytes]
    open: Callable[[bytes], str]
    hash: Callable[[str], bytes]
    new_token: Callable[[], str]

    def keep(self, stored: StoredReference, token: str = "") -> "Kept":
        """Put a reference behind a token, a new one where none is given.

        Call it outside units of work, which run again.
        """
        token = token or self.new_token()
        return Kept(self.hash(token), self.seal(token + stored.reference), stored)

    def token_of(self, sealed: bytes) -> str:
        """The token. Raises PaymentRefused if it was sealed under another key."""
        return self._opened(sealed)[:TOKEN_DIGITS]

    def instrument_of(self, known: StoredInstrument, verification_value: str) -> Stored:
        """What the gateway is given. Raises PaymentRefused."""
        reference = self._opened(known.sealed)[TOKEN_DIGITS:]
        return Stored(known.type, reference, verification_value)

    def _opened(self, sealed: bytes) -> str:
        try:
            return self.open(sealed)
        except ValueError as error:
            raise PaymentRefused(NO_VAULT) from error


@dataclass(frozen=True, slots=True)
class Kept:
    """A gateway's reference with its new token, sealed."""

    token_hash: bytes
    sealed: bytes
    stored: StoredReference


async def store_instrument(
    unit: Unit, store_id: int, kept: Kept, owner: StoredInstrument, now: int
) -> StoredInstrument:
    """Queue an instrument for a customer; the one that is there already if it is the same card.

    `owner` says whose it is, of which payment method, and where it is billed.
    """
    others = await stored_instruments.list_instruments(unit, store_id, owner.customer_id)
    stored, card = kept.stored, kept.stored.card or CardDetails()
    made = replace(
        owner,
        token_hash=kept.token_hash,
        sealed=kept.sealed,
        type=stored.type,
        brand=card.brand,
        expiry_month=card.expiry_month,
        expiry_year=card.expiry_year,
        issuer_identification_number=card.iin,
        last_4=card.last_4,
        email=stored.email,
        issuer=stored.issuer,
        masked_account_number=stored.masked_account_number,
        is_default=not others,
        created_at=now,
    )
    same = [one for one in others if _told(one) == _told(made)]
    if same:
        return same[0]
    stored_instruments.add(unit, store_id, made)
    if made.is_default:
        scope = "store/customer/payment/instrument/default/updated"
        outbox.record(unit, store_id, scope, {"type": "customer", "id": made.customer_id}, now)
    return made


def owned(customer_id: int, payment_method_id: str, billing: Address | None) -> StoredInstrument:
    """Whose an instrument will be, as `store_instrument` is told."""
    address = {} if billing is None else {
        "first_name": billing.first_name,
        "last_name": billing.last_name,
        "company": billing.company,
        "email": billing.email,
        "phone": billing.phone,
        "address1": billing.street_1,
        "address2": billing.street_2,
        "city": billing.city,
        "state_or_province": billing.state,
        "state_or_province_code": "",
        "postal_code": billing.zip,
        "country_code": billing.country_iso2,
    }  # fmt: skip
    return StoredInstrument(customer_id, payment_method_id, b"", b"", billing_address=address)


def _told(one: StoredInstrument) -> tuple[object, ...]:
    return (
        one.payment_method_id, one.type, one.brand, one.issuer_identification_number, one.last_4,
        one.expiry_month, one.expiry_year, one.email, one.issuer, one.masked_account_number,
    )  # fmt: skip
