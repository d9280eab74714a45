"""V3 payment methods and payment access tokens, and what customers have stored."""

from typing import Any

from orderwright.actions import payment_access
from orderwright.actions.payment_access import Offer, Offers
from orderwright.api.call import Answer, Call
from orderwright.api.idempotency import REPLAYED
from orderwright.api.payments.tokens import PURPOSE, derive_id, hash_id, sign
from orderwright.db.unit import Unit
from orderwright.domain.errors import BadRequest
from orderwright.domain.payment_method import GIFT_CERTIFICATE_ID, STORE_CREDIT_ID
from orderwright.domain.payment_token import PaymentToken
from orderwright.domain.stored_instrument import StoredInstrument

CARD_BRANDS = ("VISA", "MASTERCARD", "AMEX", "DISCOVER", "JCB", "DINERS_CLUB")
STORED_CARD = "STORED_CARD"
WITHOUT_SUBJECT = "Either order_id or checkout_id is required."
ID_DIGITS = 32


async def get_payment_methods(call: Call) -> Answer:
    query = call.query()
    order_id, checkout_id = query.get("order_id"), query.get("checkout_id")
    if order_id is None and checkout_id is None:
        missing = "error.path.missing"
        raise BadRequest(WITHOUT_SUBJECT, order_id=missing, checkout_id=missing)

    async def work(unit: Unit) -> Answer:
        offers = await payment_access.get_payment_methods(
            unit, call.store.id, call.services.paying, order_id, checkout_id
        )
        return Answer(body={"data": _print_offers(offers), "meta": {}})

    return await call.read(work)


async def create_payment_access_token(call: Call) -> Answer:
    """Made under an Idempotency-Key it is minted again, so that no token is ever kept."""
    if call.recall is not None and (known := await call.recall()) is not None:
        return known
    order = call.body()["order"]
    services, store = call.services, call.store
    key = services.sealer.derive(PURPOSE)
    idempotency_key = call.headers.get("idempotency-key")
    token_id: str = services.randomness.hex(ID_DIGITS)
    if idempotency_key is not None:
        token_id = derive_id(key, store.id, call.token.id, idempotency_key)
    wanted = PaymentToken(
        hash_id(token_id), order["id"], 0, "", 0, is_recurring=order.get("is_recurring", False)
    )

    async def work(unit: Unit) -> tuple[PaymentToken, bool]:
        return await payment_access.create_payment_access_token(unit, store.id, wanted, call.now)

    made, is_new = await call.database.write(work, call.pending_check())
    printed = sign(key, store.hash, store.id, token_id, made)
    headers = [] if is_new else [REPLAYED]
    return Answer(201, {"data": {"id": printed}, "meta": {}}, headers, secret=True)


async def get_customer_stored_instruments(call: Call) -> Answer:
    customer_id = call.id("customerId")

    async def work(unit: Unit) -> Answer:
        found = await payment_access.get_customer_stored_instruments(
            unit, call.store.id, call.services.paying.vault, customer_id
        )
        return Answer(body=[_print_stored(one, token) for one, token in found])

    return await call.read(work)


def _print_offers(offers: Offers) -> list[dict[str, Any]]:
    printed = [_print_offer(offer) for offer in offers.methods]
    if offers.takes_gift_certificates:
        printed.append(_print_balance(GIFT_CERTIFICATE_ID, "Gift Certificate"))
    if offers.takes_store_credit:
        printed.append(_print_balance(STORE_CREDIT_ID, "Store Credit"))
    return printed


def _print_balance(method_id: str, name: str) -> dict[str, Any]:
    return {
        "id": method_id,
        "name": name,
        "test_mode": False,
        "type": method_id.rpartition(".")[2],
        "supported_instruments": [],
        "stored_instruments": [],
    }


def _print_offer(offer: Offer) -> dict[str, Any]:
    method = offer.method
    supported = [
        {"instrument_type": brand, "verification_value_required": True} for brand in CARD_BRANDS
    ]
    if offer.stores:
        supported.append({"instrument_type": STORED_CARD, "verification_value_required": False})
    return {
        "id": method.id,
        "name": method.name,
        "test_mode": method.test_mode,
        "type": method.type,
        "supported_instruments": supported if method.type == "card" else [],
        "stored_instruments": [_print_card(one, token) for one, token in offer.stored],
    }


def _print_card(one: StoredInstrument, token: str) -> dict[str, Any]:
    return {
        "type": one.type,
        "brand": one.brand,
        "expiry_month": one.expiry_month,
        "expiry_year": one.expiry_year,
        "issuer_identification_number": one.issuer_identification_number,
        "last_4": one.last_4,
        "token": token,
        "is_default": one.is_default,
    }


def _print_stored(one: StoredInstrument, token: str) -> dict[str, Any]:
    if one.type == "stored_card":
        return {**_print_card(one, token), "billing_address": dict(one.billing_address)}
    shown: dict[str, Any] = {"type": one.type, "token": token, "is_default": one.is_default}
    if one.type == "stored_paypal_account":
        return shown | {"email": one.email}
    return shown | {"issuer": one.issuer, "masked_account_number": one.masked_account_number}
