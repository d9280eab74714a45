"""How transactions are printed: details that one does not have are empty objects (behaviour 4)."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions.vault import Vault
from orderwright.domain.dates import print_iso
from orderwright.domain.errors import PaymentRefused
from orderwright.domain.money import to_number
from orderwright.domain.payment import Transaction

BALANCES = ("original_balance", "starting_balance", "remaining_balance")


def print_transaction(one: Transaction, vault: Vault) -> dict[str, Any]:
    """One transaction; its order's number is a text, and tokens of gateways are never shown."""
    return {
        "id": one.id,
        "order_id": str(one.order_id),
        "event": one.event,
        "method": one.method,
        "amount": to_number(one.amount),
        "currency": one.currency,
        "gateway": one.gateway,
        "gateway_transaction_id": one.gateway_transaction_id,
        "date_created": print_iso(one.date_created),
        "test": one.test,
        "status": one.status,
        "fraud_review": one.fraud_review,
        "reference_transaction_id": one.reference_transaction_id,
        "payment_instrument_token": _token(one, vault),
        "provider_instrument_token": None,
        "provider_customer_id": None,
        "avs_result": one.avs_result,
        "cvv_result": one.cvv_result,
        "credit_card": {name: value for name, value in one.credit_card.items() if value},
        "gift_certificate": _with_money(one.gift_certificate),
        "store_credit": _with_money(one.store_credit),
        "offline": one.offline,
        "custom": one.custom,
        "payment_method_id": one.payment_method_id,
        "custom_provider_field_result": {},
    }


def _token(one: Transaction, vault: Vault) -> str | None:
    """The vault's token of a stored instrument; None where it was sealed under another key."""
    if one.payment_instrument_sealed is None:
        return None
    try:
        return vault.token_of(one.payment_instrument_sealed)
    except PaymentRefused:
        return None


def _with_money(details: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: to_number(value) if name in BALANCES else value for name, value in details.items()
    }
