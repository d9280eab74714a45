"""Stripe, through its own library; installed with `orderwright[stripe]`.

A charge is one payment intent, made and confirmed in one call under the intent's key; a key is sent
as Stripe's idempotency key and as the charge's transfer group, by which a charge is found at once
and for ever. What follows a charge carries its key as metadata and is looked for before it is done.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import aiohttp
import stripe

from orderwright.domain.instrument import Card, Keepable, Stored, TokenizedCard
from orderwright.domain.payment import Decline
from orderwright.gateways.gateway import (
    Capability,
    ChargeRequest,
    FollowUp,
    GatewayMisconfigured,
    GatewayTimeout,
    GatewayUnavailable,
    Outcome,
    StoredReference,
    VaultUnavailable,
)
from orderwright.gateways.stripe_wire import (
    INVALID,
    declined,
    details_of_charge,
    details_of_method,
    minor_units,
)

CALL_SECONDS_MAX = 25
REFUNDS_LISTED = 100
TEST_PREFIXES = ("sk_test_", "rk_test_")
KEY = "orderwright_key"
CAPTURE_KEY = "orderwright_capture_key"
VOID_KEY = "orderwright_void_key"

CAPABILITIES: frozenset[Capability] = frozenset(
    {
        "authorize",
        "capture",
        "partial_capture",
        "void",
        "refund",
        "partial_refund",
        "store_instruments",
        "tokenized_cards",
    }
)

Answer = TypeVar("Answer")
Configuration = Mapping[str, str]


class Stripe:
    """One Stripe account. `api_base` is its address, if it is not Stripe's own."""

    capabilities = CAPABILITIES

    def __init__(self, secret_key: str, api_base: str = "") -> None:
        self._is_test = secret_key.startswith(TEST_PREFIXES)
        self._http = stripe.AIOHTTPClient(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS_MAX))
        self._client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": api_base} if api_base else {},
            max_network_retries=0,  # whether to ask again is decided by who knows the intent
            http_client=self._http,
        )

    @property
    def is_test(self) -> bool:
        return self._is_test

    async def charge(self, request: ChargeRequest) -> Outcome:
        amount = minor_units(request.amount, request.currency)
        if amount is None:
            return INVALID
        try:
            method, customer = await self._method_of(request)
        except stripe.CardError as error:
            return declined(error)
        except stripe.InvalidRequestError:
            return INVALID
        params: dict[str, Any] = {
            "amount": amount,
            "currency": request.currency.lower(),
            "payment_method": method,
            "payment_method_types": ["card"],
            "capture_method": "manual" if request.is_authorization_only else "automatic",
            "confirm": True,
            "transfer_group": request.key,
            "metadata": {KEY: request.key, "order_id": str(request.order_id)},
        }
        if customer:
            params["customer"] = customer
        if request.is_recurring:
            params["off_session"] = True
        intent = await self._moving(
            lambda: self._client.v1.payment_intents.create_async(
                params,  # type: ignore[arg-type]  # built in steps
                {"idempotency_key": request.key},
            )
        )
        if isinstance(intent, Outcome):
            return intent
        return await self._concluded(intent, request)

    async def capture(self, request: FollowUp) -> Outcome:
        amount = minor_units(request.amount, request.currency)
        if amount is None:
            return INVALID
        intent = await self._intent_of(request)
        if _is_done(intent, CAPTURE_KEY, request):
            return Outcome("success", intent.id)
        captured = await self._moving(
            lambda: self._client.v1.payment_intents.capture_async(
                intent.id,
                {"amount_to_capture": amount, "metadata": {CAPTURE_KEY: request.key}},
                {"idempotency_key": request.key},
            )
        )
        return captured if isinstance(captured, Outcome) else _state(captured)

    async def void(self, request: FollowUp) -> Outcome:
        intent = await self._intent_of(request)
        if intent.status == "canceled":
            is_ours = _is_done(intent, VOID_KEY, request)
            return Outcome("success", intent.id) if is_ours else INVALID
        await self._asking(
            lambda: self._client.v1.payment_intents.update_async(
                intent.id, {"metadata": {VOID_KEY: request.key}}
            )
        )
        canceled = await self._moving(
            lambda: self._client.v1.payment_intents.cancel_async(
                intent.id, {}, {"idempotency_key": request.key}
            )
        )
        if isinstance(canceled, Outcome):
            return canceled
        return Outcome("success", canceled.id)

    async def refund(self, request: FollowUp) -> Outcome:
        amount = minor_units(request.amount, request.currency)
        if amount is None:
            return INVALID
        made = await self._refund_under(request)
        if made is None:
            refunded = await self._moving(
                lambda: self._client.v1.refunds.create_async(
                    {
                        "payment_intent": request.gateway_transaction_id,
                        "amount": amount,
                        "metadata": {KEY: request.key},
                    },
                    {"idempotency_key": request.key},
                )
            )
            if isinstance(refunded, Outcome):
                return refunded
            made = refunded
        if made.status in ("failed", "canceled"):
            return Outcome("declined", made.id, Decline.GENERIC)
        return Outcome("pending" if made.status == "pending" else "success", made.id)

    async def look_up(self, key: str) -> Outcome | None:
        """What became of a charge; what follows one is looked for when it is repeated."""
        found = await self._asking(
            lambda: self._client.v1.charges.list_async({"transfer_group": key, "limit": 1})
        )
        if not found.data:
            return None
        (charge,) = found.data
        intent = str(charge.payment_intent)
        if charge.status == "failed":
            return Outcome("declined", intent, Decline.GENERIC, card=details_of_charge(charge))
        if charge.status == "pending":
            return Outcome("pending", intent, card=details_of_charge(charge))
        return Outcome(
            "success",
            intent,
            card=details_of_charge(charge),
            fraud_review=getattr(charge, "review", None) is not None,
        )

    async def keep(self, instrument: Keepable) -> StoredReference:
        if not isinstance(instrument, Card):
            raise VaultUnavailable("cards alone are kept")
        try:
            made = await self._preparing(lambda: self._create_method(instrument, None))
            customer = await self._preparing(lambda: self._attach(made.id, None))
        except stripe.StripeError as error:
            raise VaultUnavailable(str(error.user_message or error.code)) from error
        return StoredReference(f"{customer}/{made.id}", card=details_of_method(made))

    async def forget(self, stored: Stored) -> None:
        method = stored.reference.rpartition("/")[2]
        try:
            await self._preparing(lambda: self._client.v1.payment_methods.detach_async(method))
        except stripe.InvalidRequestError:
            return  # it is not kept

    async def close(self) -> None:
        await self._http.close_async()  # type: ignore[no-untyped-call]

    async def _method_of(self, request: ChargeRequest) -> tuple[str, str]:
        """Stripe's names for the payment method, and for the customer whose it is, if any.

        Raises CardError, InvalidRequestError.
        """
        instrument = request.instrument
        if isinstance(instrument, Stored):
            customer, _, method = instrument.reference.rpartition("/")
            return method, customer
        if isinstance(instrument, TokenizedCard):
            method = instrument.token
        else:
            made = await self._preparing(lambda: self._create_method(instrument, request.key))
            method = made.id
        if not request.save_instrument:
            return method, ""
        return method, await self._preparing(lambda: self._attach(method, request.key))

    async def _create_method(self, card: Card, key: str | None) -> stripe.PaymentMethod:
        given: dict[str, Any] = {
            "number": card.number,
            "exp_month": card.expiry_month,
            "exp_year": card.expiry_year,
        }
        if card.verification_value:
            given["cvc"] = card.verification_value
        return await self._client.v1.payment_methods.create_async(
            {"type": "card", "card": given},  # type: ignore[arg-type]  # built in steps
            _under(key, "method"),
        )

    async def _attach(self, method: str, key: str | None) -> str:
        customer = await self._client.v1.customers.create_async({}, _under(key, "customer"))
        await self._client.v1.payment_methods.attach_async(
            method, {"customer": customer.id}, _under(key, "attach")
        )
        return customer.id

    async def _concluded(self, intent: stripe.PaymentIntent, request: ChargeRequest) -> Outcome:
        if intent.status == "requires_action":  # nobody is there to answer the bank's question
            await self._moving(lambda: self._client.v1.payment_intents.cancel_async(intent.id))
            return Outcome("declined", intent.id, Decline.VERIFICATION)
        outcome = _state(intent)
        if outcome.status == "declined":
            return outcome
        method = await self._known_method(str(intent.payment_method))
        card = None if method is None else details_of_method(method)
        stored = None
        if request.save_instrument and method is not None and intent.customer is not None:
            stored = StoredReference(f"{intent.customer}/{method.id}", card=card)
        return Outcome(outcome.status, intent.id, card=card, stored=stored)

    async def _known_method(self, method: str) -> stripe.PaymentMethod | None:
        """What paid; the money has moved, so that no failure to tell it matters."""
        try:
            return await self._client.v1.payment_methods.retrieve_async(method)
        except stripe.StripeError:
            return None

    async def _intent_of(self, request: FollowUp) -> stripe.PaymentIntent:
        return await self._asking(
            lambda: self._client.v1.payment_intents.retrieve_async(request.gateway_transaction_id)
        )

    async def _refund_under(self, request: FollowUp) -> stripe.Refund | None:
        listed = await self._asking(
            lambda: self._client.v1.refunds.list_async(
                {"payment_intent": request.gateway_transaction_id, "limit": REFUNDS_LISTED}
            )
        )
        async for one in listed.auto_paging_iter():
            if getattr(one.metadata, KEY, "") == request.key:
                return one
        return None

    async def _moving(self, act: Callable[[], Awaitable[Answer]]) -> Answer | Outcome:
        """A call that moves money: its answer, or the refusal that it met.

        Raises GatewayTimeout where nobody knows, GatewayUnavailable where nothing was done.
        """
        try:
            return await act()
        except stripe.CardError as error:
            return declined(error)
        except stripe.IdempotencyError as error:
            raise GatewayTimeout("another request was made under this key") from error
        except stripe.InvalidRequestError as error:
            if error.http_status == 409:  # the first call under this key still runs
                raise GatewayTimeout("the same call is under way") from error
            return declined(error)
        except stripe.StripeError as error:
            raise _failure(error) from error

    async def _asking(self, act: Callable[[], Awaitable[Answer]]) -> Answer:
        """A call that moves nothing, of which the caller's own outcome stays open if it fails."""
        try:
            return await act()
        except stripe.StripeError as error:
            raise _failure(error) from error

    async def _preparing(self, act: Callable[[], Awaitable[Answer]]) -> Answer:
        """A call before any money moves: if it fails, nothing has been done, and nothing will.

        Raises CardError, InvalidRequestError for refusals.
        """
        try:
            return await act()
        except (stripe.CardError, stripe.InvalidRequestError):
            raise
        except stripe.StripeError as error:
            failure = _failure(error)
            if isinstance(failure, GatewayTimeout):
                failure = GatewayUnavailable(str(failure))
            raise failure from error


def open_stripe(configuration: Configuration) -> Stripe:
    """A gateway of a payment method's configuration: `secret_key`, and `api_base` in tests.

    Raises GatewayMisconfigured.
    """
    key = configuration.get("secret_key", "")
    if not key:
        raise GatewayMisconfigured("Stripe needs a secret_key")
    return Stripe(key, configuration.get("api_base", ""))


def _under(key: str | None, step: str) -> stripe.RequestOptions:
    return {} if key is None else {"idempotency_key": f"{key}:{step}"}


def _is_done(intent: stripe.PaymentIntent, name: str, request: FollowUp) -> bool:
    """Whether an intent is what a call under this key has made of it."""
    final = intent.status in ("succeeded", "canceled")
    return final and getattr(intent.metadata, name, "") == request.key


def _state(intent: stripe.PaymentIntent) -> Outcome:
    if intent.status in ("succeeded", "requires_capture"):
        return Outcome("success", intent.id)
    if intent.status == "processing":
        return Outcome("pending", intent.id)
    return Outcome("declined", intent.id, Decline.GENERIC)


def _failure(error: stripe.StripeError) -> GatewayUnavailable | GatewayTimeout:
    """What an error that is no refusal says of the call."""
    if isinstance(error, stripe.AuthenticationError | stripe.PermissionError):
        return GatewayMisconfigured("Stripe does not accept the secret key")
    if isinstance(error, stripe.RateLimitError):
        return GatewayUnavailable("Stripe is asked too often")
    if isinstance(error, stripe.APIConnectionError):
        cause = error.__cause__
        if isinstance(cause, aiohttp.ClientConnectorError):
            return GatewayUnavailable("Stripe cannot be reached")
        return GatewayTimeout("Stripe did not answer")
    return GatewayTimeout(f"Stripe answered {error.http_status}")
