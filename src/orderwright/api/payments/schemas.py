"""What the Payments API reads and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orderwright.api.schema import (
    Boolean,
    Errors,
    Integer,
    JsonSchema,
    Kind,
    Object,
    Prop,
    Text,
    refuse,
)
from orderwright.domain.stored_instrument import TOKEN_DIGITS

YEAR_MAX = 9_999
_MONTH = Prop(Integer(minimum=1, maximum=12, strings=True))
_YEAR = Integer(minimum=0, maximum=YEAR_MAX, strings=True)
_VERIFICATION = Prop(Text(min_length=3, max_length=4, pattern=r"\d{3,4}"))
_NUMBERISH = Prop(Text(max_length=64, numbers=True))


def _instrument(name: str, kind: str, **props: Prop) -> Object:
    given = {"type": Prop(Text(enum=(kind,)), required=True), **props}
    return Object(name, given, unknown="ignore")


def _vaulted(name: str, kind: str, **props: Prop) -> Object:
    token = Prop(Text(min_length=TOKEN_DIGITS, max_length=TOKEN_DIGITS), required=True)
    return _instrument(name, kind, token=token, **props)


INSTRUMENTS = {
    "card": _instrument(
        "Card",
        "card",
        cardholder_name=Prop(Text(min_length=1, max_length=255), required=True),
        number=Prop(Text(min_length=1, max_length=64), required=True),
        expiry_month=Prop(Integer(minimum=1, maximum=12, strings=True), required=True),
        expiry_year=Prop(_YEAR, required=True),
        verification_value=_VERIFICATION,
        issue_month=_MONTH,
        issue_year=Prop(_YEAR),
        issue_number=Prop(Integer(strings=True)),
    ),
    "stored_card": _vaulted("StoredCard", "stored_card", verification_value=_VERIFICATION),
    "stored_paypal_account": _vaulted("StoredPayPalAccount", "stored_paypal_account"),
    "stored_bank_account": _vaulted("StoredBankAccount", "stored_bank_account"),
    "gift_certificate": _instrument(
        "GiftCertificateInstrument",
        "gift_certificate",
        gift_certificate_code=Prop(Text(min_length=1, max_length=255), required=True),
    ),
    "store_credit": _instrument("StoreCreditInstrument", "store_credit"),
    "tokenized_card": _instrument(
        "TokenizedCard",
        "tokenized_card",
        token=Prop(Text(min_length=1, max_length=255), required=True),
        iin=_NUMBERISH,
        last_four_digits=_NUMBERISH,
        expiration_month=_NUMBERISH,
        expiration_year=_NUMBERISH,
    ),
}


@dataclass(frozen=True, slots=True)
class ByType(Kind):
    """One of several objects, told apart by their `type`."""

    kinds: Mapping[str, Object]

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if not isinstance(value, dict):
            refuse(path, errors)
            return {}
        kind = value.get("type")
        if kind is None:
            refuse(f"{path}.type", errors, "required")
            return {}
        chosen = self.kinds.get(kind) if isinstance(kind, str) else None
        if chosen is None:
            refuse(f"{path}.type", errors)
            return {}
        return chosen.read(value, path, errors)

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [kind.json_schema() for kind in self.kinds.values()]}


PAYMENT = Object(
    "Payment",
    {
        "instrument": Prop(ByType(INSTRUMENTS), required=True),
        "payment_method_id": Prop(Text(min_length=1, max_length=255), required=True),
        "save_instrument": Prop(Boolean()),
    },
    unknown="ignore",
)
PAYMENT_POST = Object("PaymentPost", {"payment": Prop(PAYMENT, required=True)}, unknown="ignore")
PAYMENT_ANSWER = Object(
    "PaymentAnswer",
    {
        "data": Prop(
            Object(
                "ProcessedPayment",
                {
                    "id": Prop(Text()),
                    "status": Prop(Text(enum=("success", "pending"))),
                    "transaction_type": Prop(Text(enum=("authorization", "purchase"))),
                },
            )
        )
    },
)
