"""Schemas of refunds, their quotes, and transactions."""

from orderwright.api.paging import PAGE_META, PAGE_PROPS
from orderwright.api.schema import (
    INT64_MAX,
    Array,
    Boolean,
    DateTime,
    Integer,
    JsonSchema,
    Map,
    Money,
    Object,
    Prop,
    Text,
)
from orderwright.api.v3.filters import IDS, Moment
from orderwright.domain.refund import ITEM_TYPES

ITEMS_MAX = 250
PAYMENTS_MAX = 50
ADJUSTMENTS_MAX = 50
REASON_MAX = 1_000
DESCRIPTION_MAX = 255

CARD_TYPES = (
    "alelo", "alia", "american_express", "cabal", "carnet", "dankort", "diners_club", "discover",
    "elo", "forbrugsforeningen", "jcb", "maestro", "master", "naranja", "sodexo", "unionpay",
    "visa", "vr",
)  # fmt: skip


class ItemId(Integer):
    """The id of an item, which the reference calls a number in places."""

    def json_schema(self) -> JsonSchema:
        return {**Integer.json_schema(self), "type": ["integer", "number", "string"]}


AMOUNT = Money(minimum=0, printed=("number",))
SIGNED = Money(printed=("number",))
_ID = ItemId(minimum=0, maximum=INT64_MAX, strings=True)
_MOMENT = DateTime("date-time")

ADJUSTMENT = Object(
    "RefundItemAdjustment",
    {
        "amount": Prop(Money(maximum=-1, printed=("number",)), required=True),
        "description": Prop(Text(max_length=DESCRIPTION_MAX)),
    },
    unknown="ignore",
)
ITEM = Object(
    "RefundItemRequest",
    {
        "item_type": Prop(Text(enum=ITEM_TYPES), required=True),
        "item_id": Prop(_ID, required=True),
        "quantity": Prop(Integer(minimum=0, strings=True)),
        "amount": Prop(AMOUNT, nullable=True),
        "reason": Prop(Text(max_length=REASON_MAX), nullable=True),
        "adjustments": Prop(Array(ADJUSTMENT, max_items=ADJUSTMENTS_MAX)),
    },
    unknown="ignore",
)
_ITEMS = Prop(Array(ITEM, max_items=ITEMS_MAX))
_TAX_ADJUSTMENT = Prop(AMOUNT, nullable=True)
QUOTE_REQUEST = Object(
    "RefundQuoteRequest",
    {"items": _ITEMS, "tax_adjustment_amount": _TAX_ADJUSTMENT},
    unknown="ignore",
)
PAYMENT = Object(
    "RefundPaymentRequest",
    {
        "provider_id": Prop(Text(min_length=1, max_length=100), required=True),
        "amount": Prop(AMOUNT, required=True),
        "offline": Prop(Boolean()),
    },
    unknown="ignore",
)
OVERRIDE = Object(
    "RefundOverride",
    {
        "total_amount": Prop(AMOUNT, required=True),
        "total_tax": Prop(SIGNED),
        "tax_amount": Prop(SIGNED),
    },
    unknown="ignore",
)
REFUND_REQUEST = Object(
    "RefundRequest",
    {
        "items": _ITEMS,
        "tax_adjustment_amount": _TAX_ADJUSTMENT,
        "payments": Prop(Array(PAYMENT, max_items=PAYMENTS_MAX)),
        "merchant_calculated_override": Prop(OVERRIDE, nullable=True),
        "reason": Prop(Text(max_length=REASON_MAX)),
    },
    unknown="ignore",
)

OPTION = Object(
    "RefundPaymentOption",
    {
        "provider_id": Prop(Text()),
        "provider_description": Prop(Text()),
        "amount": Prop(AMOUNT),
        "offline": Prop(Boolean()),
        "offline_provider": Prop(Boolean()),
        "offline_reason": Prop(Text()),
    },
)
QUOTE = Object(
    "RefundQuote",
    {
        "order_id": Prop(Integer()),
        "total_refund_amount": Prop(AMOUNT),
        "total_refund_tax_amount": Prop(SIGNED),
        "rounding": Prop(SIGNED),
        "adjustment": Prop(SIGNED),
        "is_tax_included": Prop(Boolean()),
        "tax_inclusive": Prop(Boolean()),
        "order_level_refund_amount": Prop(AMOUNT),
        "refund_methods": Prop(Array(Array(OPTION))),
    },
)
_NO_META = Object("Meta", {})
QUOTE_ANSWER = Object("RefundQuoteAnswer", {"data": Prop(QUOTE), "meta": Prop(_NO_META)})

_REFUND_ITEM = {
    "item_type": Prop(Text(enum=tuple(kind for kind in ITEM_TYPES if kind != "TAX"))),
    "item_id": Prop(Integer()),
    "reason": Prop(Text()),
    "quantity": Prop(Integer()),
    "adjustments": Prop(Array(ADJUSTMENT)),
    "requested_amount": Prop(AMOUNT),
}
_PAYMENTS = Prop(
    Array(
        Object(
            "RefundPayment",
            {
                "id": Prop(Integer()),
                "provider_id": Prop(Text()),
                "amount": Prop(AMOUNT),
                "offline": Prop(Boolean()),
                "is_declined": Prop(Boolean()),
                "declined_message": Prop(Text()),
                "transaction_id": Prop(Text()),
            },
        )
    )
)
_REFUND = {
    "id": Prop(Integer()),
    "order_id": Prop(Integer()),
    "user_id": Prop(Integer()),
    "created": Prop(_MOMENT),
    "reason": Prop(Text()),
    "total_amount": Prop(AMOUNT),
    "total_tax": Prop(SIGNED),
    "uses_merchant_override_values": Prop(Boolean()),
    "items": Prop(Array(Object("RefundItem", _REFUND_ITEM))),
    "payments": _PAYMENTS,
}
REFUND = Object("Refund", _REFUND)
REFUND_ANSWER = Object("RefundAnswer", {"data": Prop(REFUND), "meta": Prop(_NO_META)})
ONE_REFUND = Object(
    "OneRefundAnswer",
    {
        "data": Prop(
            Object(
                "OneRefund",
                {
                    **_REFUND,
                    "items": Prop(
                        Array(
                            Object(
                                "OneRefundItem",
                                {**_REFUND_ITEM, "requested_amount": Prop(Text(), nullable=True)},
                            )
                        )
                    ),
                },
            )
        ),
        "meta": Prop(_NO_META),
    },
)
REFUND_LIST = Object("RefundList", {"data": Prop(Array(REFUND)), "meta": Prop(PAGE_META)})
ORDER_REFUNDS_QUERY = Object(
    "OrderRefundsQuery", {**PAGE_PROPS, "transaction_id": Prop(Text(max_length=20))}
)
REFUNDS_QUERY = Object(
    "RefundsQuery",
    {
        **ORDER_REFUNDS_QUERY.props,
        "order_id:in": Prop(IDS),
        "id:in": Prop(IDS),
        "created:min": Prop(Moment()),
        "created:max": Prop(Moment()),
    },
)
IN_DATA = Object(
    "RefundRefused",
    {
        "data": Prop(
            Array(
                Object(
                    "RefundRefusal",
                    {
                        "status": Prop(Integer()),
                        "title": Prop(Text()),
                        "type": Prop(Text()),
                        "errors": Prop(Map(Text())),
                    },
                )
            )
        )
    },
)

_TEXTS = ("code", "message")
_RESULT = {name: Prop(Text()) for name in _TEXTS}
_NAMED = Object("TransactionOffline", {"display_name": Prop(Text())})
TRANSACTION = Object(
    "Transaction",
    {
        "id": Prop(Integer()),
        "order_id": Prop(Text()),
        "event": Prop(
            Text(
                enum=(
                    "purchase", "authorization", "capture", "refund", "void", "pending", "settled",
                )
            )
        ),
        "method": Prop(
            Text(
                enum=(
                    "credit_card", "electronic_wallet", "gift_certificate", "store_credit",
                    "apple_pay_card", "apple_pay_token", "bigpay_token", "token", "custom",
                    "offsite", "offline", "nonce",
                )
            )
        ),
        "amount": Prop(AMOUNT),
        "currency": Prop(Text()),
        "gateway": Prop(Text()),
        "gateway_transaction_id": Prop(Text()),
        "date_created": Prop(_MOMENT),
        "test": Prop(Boolean()),
        "status": Prop(Text(enum=("ok", "error"))),
        "fraud_review": Prop(Boolean()),
        "reference_transaction_id": Prop(Integer(), nullable=True),
        "payment_instrument_token": Prop(Text(), nullable=True),
        "provider_instrument_token": Prop(Text(), nullable=True),
        "provider_customer_id": Prop(Text(), nullable=True),
        "avs_result": Prop(
            Object(
                "AvsResult",
                {**_RESULT, "street_match": Prop(Text()), "postal_match": Prop(Text())},
            )
        ),
        "cvv_result": Prop(Object("CvvResult", _RESULT)),
        "credit_card": Prop(
            Object(
                "TransactionCard",
                {
                    "card_type": Prop(Text(enum=CARD_TYPES)),
                    "card_iin": Prop(Text()),
                    "card_last4": Prop(Text()),
                    "card_expiry_month": Prop(Integer()),
                    "card_expiry_year": Prop(Integer()),
                },
            )
        ),
        "gift_certificate": Prop(
            Object(
                "TransactionCertificate",
                {
                    "code": Prop(Text()),
                    "original_balance": Prop(AMOUNT),
                    "starting_balance": Prop(AMOUNT),
                    "remaining_balance": Prop(AMOUNT),
                    "status": Prop(Text(enum=("active", "pending", "disabled", "expired"))),
                },
            ),
            nullable=True,
        ),
        "store_credit": Prop(
            Object("TransactionCredit", {"remaining_balance": Prop(AMOUNT)}), nullable=True
        ),
        "offline": Prop(_NAMED, nullable=True),
        "custom": Prop(
            Object("TransactionCustom", {"payment_method": Prop(Text())}), nullable=True
        ),
        "payment_method_id": Prop(Text()),
        "custom_provider_field_result": Prop(
            Object(
                "CustomProviderFields",
                {
                    "receipt_number": Prop(Text(), nullable=True),
                    "authorization_code": Prop(Text(), nullable=True),
                    "fraud_response": Prop(Text(), nullable=True),
                    "amount_received": Prop(AMOUNT, nullable=True),
                },
            ),
            nullable=True,
        ),
    },
)  # fmt: skip
TRANSACTION_LIST = Object(
    "TransactionList", {"data": Prop(Array(TRANSACTION)), "meta": Prop(PAGE_META)}
)
TRANSACTIONS = Array(TRANSACTION)
