"""How refunds and their quotes are printed."""

from typing import Any

from orderwright.actions.refunds import Quoted
from orderwright.domain.dates import print_iso
from orderwright.domain.money import print_4, to_number
from orderwright.domain.refund import PaymentState, Refund, RefundItem, RefundPayment
from orderwright.domain.refund_method import PaymentOption

DECIMALS_SHOWN = 2


def print_quote(order_id: int, quoted: Quoted) -> dict[str, Any]:
    """A quote. Amounts are whole charges of the currency, so that there is no rounding."""
    quote = quoted.quote
    return {
        "order_id": order_id,
        "total_refund_amount": to_number(quote.total_amount),
        "total_refund_tax_amount": to_number(quote.total_tax),
        "rounding": 0,
        "adjustment": to_number(quote.adjustment),
        "is_tax_included": quoted.is_tax_inclusive,
        "tax_inclusive": quoted.is_tax_inclusive,
        "order_level_refund_amount": to_number(quote.order_level),
        "refund_methods": [[_option(one) for one in method] for method in quoted.methods],
    }


def print_refund(refund: Refund, *, is_one: bool = False) -> dict[str, Any]:
    """A refund; where it `is_one` read alone, amounts of its items are texts (reference)."""
    return {
        "id": refund.id,
        "order_id": refund.order_id,
        "user_id": refund.user_id,
        "created": print_iso(refund.created),
        "reason": refund.reason,
        "total_amount": to_number(refund.total_amount),
        "total_tax": to_number(refund.total_tax),
        "uses_merchant_override_values": refund.uses_merchant_override_values,
        "items": [_item(item, is_one=is_one) for item in refund.items if item.item_type != "TAX"],
        "payments": [_payment(payment) for payment in refund.payments],
    }


def _option(option: PaymentOption) -> dict[str, Any]:
    return {
        "provider_id": option.provider_id,
        "provider_description": option.name,
        "amount": to_number(option.amount),
        "offline": bool(option.offline_reason),
        "offline_provider": option.is_offline_provider,
        "offline_reason": option.offline_reason,
    }


def _item(item: RefundItem, *, is_one: bool) -> dict[str, Any]:
    amount: Any = print_4(item.amount)[:-DECIMALS_SHOWN] if is_one else to_number(item.amount)
    return {
        "item_type": item.item_type,
        "item_id": item.item_id,
        "reason": item.reason,
        "quantity": item.quantity,
        "requested_amount": amount,
        "adjustments": [
            {"amount": to_number(one.amount), "description": one.description}
            for one in item.adjustments
        ],
    }


def _payment(payment: RefundPayment) -> dict[str, Any]:
    return {
        "id": payment.id,
        "provider_id": payment.provider_id,
        "amount": to_number(payment.amount),
        "offline": payment.offline,
        "is_declined": payment.state is PaymentState.DECLINED,
        "declined_message": payment.declined_message,
        "transaction_id": "" if payment.transaction_id is None else str(payment.transaction_id),
    }
