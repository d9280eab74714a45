"""Making, changing and deleting gift certificates."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.db import balances, customers, gift_certificates
from orderwright.db.unit import Number, Unit
from orderwright.domain.balance import set_balance
from orderwright.domain.errors import FieldError, InvalidInput, NotFound
from orderwright.domain.gift_certificate import GiftCertificate
from orderwright.domain.store import Store


async def create_certificate(
    unit: Unit, store: Store, certificate: GiftCertificate, now: int
) -> GiftCertificate:
    """Raises InvalidInput."""
    made = replace(
        certificate,
        currency_code=certificate.currency_code or store.profile.currency_code,
        purchase_date=certificate.purchase_date or now,
    )
    await _check(unit, store.id, made)
    number = gift_certificates.add_certificate(unit, store.id, made)
    _explain(unit, store.id, number, 0, made.balance, now)
    await unit.flush()
    return replace(made, id=number.value)


async def update_certificate(
    unit: Unit, store: Store, certificate_id: int, changes: Mapping[str, Any], now: int
) -> GiftCertificate:
    """Raises NotFound, InvalidInput."""
    found = await gift_certificates.find_certificate(unit, store.id, certificate_id, lock=True)
    if found is None:
        raise NotFound("gift certificate", certificate_id)
    changed = replace(found, **changes)
    await _check(unit, store.id, changed)
    gift_certificates.change_certificate(unit, store.id, changed)
    _explain(unit, store.id, certificate_id, found.balance, changed.balance, now)
    return changed


async def delete_certificate(unit: Unit, store: Store, certificate_id: int) -> None:
    """Raises NotFound."""
    if not await gift_certificates.delete_certificate(unit, store.id, certificate_id):
        raise NotFound("gift certificate", certificate_id)


def _explain(
    unit: Unit, store_id: int, certificate_id: int | Number, before: int, after: int, now: int
) -> None:
    entry = set_balance(before, after, now)
    if entry is not None:
        balances.add_entry(unit, store_id, balances.GIFT_CERTIFICATE, certificate_id, entry)


async def _check(unit: Unit, store_id: int, certificate: GiftCertificate) -> None:
    if certificate.balance > certificate.amount:
        reason = "The balance is larger than the amount."
        raise InvalidInput(FieldError("balance", "invalid", reason))
    owner = certificate.customer_id
    if owner and await customers.find_customer(unit, store_id, owner) is None:
        raise InvalidInput(FieldError("customer_id", "invalid"))
    other = await gift_certificates.find_by_code(unit, store_id, certificate.code)
    if other is not None and other.id != certificate.id:
        reason = f"Another gift certificate has the code '{certificate.code}'."
        raise InvalidInput(FieldError("code", "invalid", reason))
