"""What an order was paid with, read from all that tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from orderwright.db import balances, payment_methods, refunds, transactions
from orderwright.db.unit import Unit
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.order import Order
from orderwright.domain.payment_method import PaymentMethod
from orderwright.domain.refund import Refund
from orderwright.domain.tender import Balances, Tender, Ways, captured_of, tenders_of
from orderwright.gateways.gateway import GatewayError
from orderwright.gateways.registry import Gateways

MANUAL = "manual"
"""The offline method that refunds call `custom`."""

NO_REFUNDS = "This payment provider does not support refunds."
NOT_CONFIGURED = "This payment provider is not configured any more."


@dataclass(frozen=True, slots=True)
class Paid:
    """What an order was paid with, and what of it was given back. `unit` is the smallest charge."""

    tenders: tuple[Tender, ...]
    refunds: tuple[Refund, ...]
    unit: int

    @property
    def captured(self) -> int:
        return captured_of(self.tenders)


async def read_paid(unit: Unit, store_id: int, order: Order, gateways: Gateways | None) -> Paid:
    """Read it all; without `gateways` nobody is asked what can be given back online."""
    known = await refunds.list_of_order(unit, store_id, order.id)
    moved = await transactions.list_transactions(unit, store_id, order.id)
    taken = Balances()
    if order.gift_certificate_amount or order.store_credit_amount:
        taken = Balances(*await balances.taken_by_order(unit, store_id, order.id))
    methods = await payment_methods.list_methods(unit, store_id)
    smallest = minor_unit_of(order.default_currency_code)
    ways = _ways(store_id, methods, gateways)
    return Paid(tenders_of(order, moved, known, taken, ways, smallest), known, smallest)


def _ways(store_id: int, methods: Sequence[PaymentMethod], gateways: Gateways | None) -> Ways:
    reasons: dict[str, str] = {}
    whole_only: set[str] = set()
    for method in methods:
        if method.is_offline or gateways is None:
            continue
        try:
            able = gateways.of(store_id, method).capabilities
        except GatewayError:
            reasons[method.id] = NOT_CONFIGURED
            continue
        if "refund" not in able:
            reasons[method.id] = NO_REFUNDS
        elif "partial_refund" not in able:
            whole_only.add(method.id)
    return Ways(
        names={method.id: method.name for method in methods},
        codes={
            method.name: method.code
            for method in methods
            if method.is_offline and method.code != MANUAL
        },
        offline_reasons=reasons,
        whole_only=frozenset(whole_only),
    )
