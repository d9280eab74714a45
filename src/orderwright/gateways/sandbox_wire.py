"""Requests to the sandbox as JSON: how they are sent to a sandbox that runs by itself."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from orderwright.domain.instrument import (
    BankAccount,
    Card,
    Instrument,
    Keepable,
    PayPalAccount,
    Stored,
    TokenizedCard,
)
from orderwright.gateways.gateway import ChargeRequest, FollowUp

KINDS: Mapping[str, type[Any]] = {
    "card": Card,
    "tokenized_card": TokenizedCard,
    "stored": Stored,
    "paypal_account": PayPalAccount,
    "bank_account": BankAccount,
}


def write_instrument(instrument: Instrument | Keepable) -> dict[str, Any]:
    kind = next(name for name, record in KINDS.items() if type(instrument) is record)
    return {"kind": kind, "fields": asdict(instrument)}


def read_instrument(given: Mapping[str, Any]) -> Any:
    return KINDS[given["kind"]](**given["fields"])


def write_charge(request: ChargeRequest) -> dict[str, Any]:
    return asdict(request) | {"instrument": write_instrument(request.instrument)}


def read_charge(given: Mapping[str, Any]) -> ChargeRequest:
    return ChargeRequest(**{**given, "instrument": read_instrument(given["instrument"])})


def write_follow_up(request: FollowUp) -> dict[str, Any]:
    return asdict(request)


def read_follow_up(given: Mapping[str, Any]) -> FollowUp:
    return FollowUp(**given)
