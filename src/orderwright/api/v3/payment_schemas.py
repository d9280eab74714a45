"""Schemas of payment methods, payment access tokens and stored instruments."""

from orderwright.api.paging import NO_META
from orderwright.api.schema import AnyOf, Array, Boolean, Integer, Object, Prop, Text

METHODS_QUERY = Object(
    "PaymentMethodsQuery",
    {"order_id": Prop(Integer(minimum=1, strings=True)), "checkout_id": Prop(Text(max_length=64))},
    unknown="ignore",
)
_MONTH = Prop(Integer(minimum=1, maximum=12))
METHOD_INSTRUMENT = Object(
    "PaymentMethodStoredInstrument",
    {
        "type": Prop(Text()),
        "brand": Prop(Text(min_length=1)),
        "expiry_month": _MONTH,
        "expiry_year": Prop(Integer()),
        "issuer_identification_number": Prop(Text(min_length=6, max_length=6)),
        "last_4": Prop(Text(min_length=4, max_length=4)),
        "token": Prop(Text(min_length=64, max_length=64)),
        "is_default": Prop(Boolean()),
    },
)
BRANDS = (
    "VISA", "MASTERCARD", "DISCOVER", "AMEX", "DINERS_CLUB", "JCB", "DANKORT", "MAESTRO",
    "STORED_CARD",
)  # fmt: skip
SUPPORTED = Object(
    "SupportedInstrument",
    {
        "instrument_type": Prop(Text(enum=BRANDS)),
        "verification_value_required": Prop(Boolean()),
    },
)
METHOD = Object(
    "AcceptedPaymentMethod",
    {
        "id": Prop(Text(min_length=1)),
        "name": Prop(Text(min_length=1)),
        "test_mode": Prop(Boolean()),
        "type": Prop(Text()),
        "supported_instruments": Prop(Array(SUPPORTED)),
        "stored_instruments": Prop(Array(METHOD_INSTRUMENT)),
    },
)
METHODS_ANSWER = Object(
    "AcceptedPaymentMethods", {"data": Prop(Array(METHOD)), "meta": Prop(NO_META)}
)
TOKEN_POST = Object(
    "PaymentAccessTokenPost",
    {
        "order": Prop(
            Object(
                "OrderToPay",
                {
                    "id": Prop(Integer(minimum=1, strings=True), required=True),
                    "is_recurring": Prop(Boolean()),
                },
                unknown="ignore",
            ),
            required=True,
        )
    },
    unknown="ignore",
)
TOKEN_ANSWER = Object(
    "PaymentAccessTokenAnswer",
    {
        "data": Prop(Object("PaymentAccessToken", {"id": Prop(Text(min_length=1))})),
        "meta": Prop(NO_META),
    },
)
BILLING_NAMES = (
    "first_name", "last_name", "company", "email", "phone", "address1", "address2", "city",
    "state_or_province", "state_or_province_code", "postal_code", "country_code",
)  # fmt: skip
INSTRUMENT_ADDRESS = Object(
    "InstrumentBillingAddress", {name: Prop(Text()) for name in BILLING_NAMES}
)


def _stored(name: str, kind: str, **props: Prop) -> Object:
    common = {
        "type": Prop(Text(enum=(kind,))),
        "token": Prop(Text()),
        "is_default": Prop(Boolean()),
    }
    return Object(name, {**common, **props})


STORED_INSTRUMENTS = Array(
    AnyOf(
        (
            _stored(
                "CardInstrument",
                "stored_card",
                brand=Prop(Text()),
                expiry_month=_MONTH,
                expiry_year=Prop(Integer()),
                issuer_identification_number=Prop(Text()),
                last_4=Prop(Text()),
                billing_address=Prop(INSTRUMENT_ADDRESS),
            ),
            _stored("PayPalAccountInstrument", "stored_paypal_account", email=Prop(Text())),
            _stored(
                "BankAccountInstrument",
                "stored_bank_account",
                issuer=Prop(Text()),
                masked_account_number=Prop(Text()),
            ),
        )
    )
)
