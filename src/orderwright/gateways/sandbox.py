"""The sandbox: a deterministic gateway without real money, for its published test cards."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from orderwright.domain.instrument import (
    BankAccount,
    Card,
    CardDetails,
    Instrument,
    Keepable,
    PayPalAccount,
    Stored,
    TokenizedCard,
    details_of,
)
from orderwright.domain.payment import Decline
from orderwright.gateways.gateway import (
    Capability,
    ChargeRequest,
    FollowUp,
    GatewayTimeout,
    GatewayUnavailable,
    Outcome,
    StoredReference,
    VaultUnavailable,
)
from orderwright.gateways.outcomes import read_outcome, write_outcome
from orderwright.gateways.sandbox_book import BookedCall, Charge, SandboxBook
from orderwright.gateways.sandbox_cards import (
    BY_NUMBER,
    DECLINES,
    TOKENS,
    UNPUBLISHED,
    Behaviour,
)

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
        "paypal",
        "bank_accounts",
    }
)
INVALID = Outcome("declined", decline=Decline.INVALID)


class Sandbox:
    """Works on a record; `now` tells the time, in milliseconds, by which cards expire.

    With fewer `capabilities` it stands for a gateway that can do less.
    """

    is_test = True

    def __init__(
        self,
        book: SandboxBook,
        now: Callable[[], int],
        capabilities: frozenset[Capability] = CAPABILITIES,
    ) -> None:
        self.capabilities = capabilities
        self.book = book
        self._now = now

    async def charge(self, request: ChargeRequest) -> Outcome:
        with self.book:
            known = self._known(request.key, "charge", request.amount)
            if known is not None:
                return known
            behaviour, card, outcome = self._judge(request.instrument)
            if behaviour in (Behaviour.TIMEOUT_BEFORE, Behaviour.UNAVAILABLE):
                raise _silence(behaviour)
            outcome = self._charged(request, behaviour, card, outcome)
        if behaviour in (Behaviour.TIMEOUT_AFTER, Behaviour.SILENT):
            raise _silence(behaviour)
        return outcome

    async def capture(self, request: FollowUp) -> Outcome:
        def captured(charge: Charge) -> Charge | None:
            fits = charge.state == "authorized" and 0 < request.amount <= charge.amount
            return replace(charge, state="captured", captured=request.amount) if fits else None

        return self._follow_up("capture", request, captured)

    async def void(self, request: FollowUp) -> Outcome:
        def voided(charge: Charge) -> Charge | None:
            return replace(charge, state="voided") if charge.state == "authorized" else None

        return self._follow_up("void", request, voided)

    async def refund(self, request: FollowUp) -> Outcome:
        def refunded(charge: Charge) -> Charge | None:
            after = charge.refunded + request.amount
            if charge.behaviour == Behaviour.REFUND_DECLINED:
                return None
            fits = charge.state == "captured" and request.amount > 0 and after <= charge.captured
            return replace(charge, refunded=after) if fits else None

        return self._follow_up("refund", request, refunded)

    async def look_up(self, key: str) -> Outcome | None:
        with self.book:
            call = self.book.find_call(key)
            if call is None:
                return None
            self.book.save_call(replace(call, questions=call.questions + 1))
            charge = self.book.find_charge(call.charge)
            silent = charge is not None and charge.behaviour == Behaviour.SILENT
            if call.kind == "charge" and charge is not None and charge.state == "pending":
                return self._decided(call, charge)
        if call.kind == "charge" and silent and not call.questions:
            raise GatewayTimeout("the sandbox is silent")
        return read_outcome(call.reply)

    async def keep(self, instrument: Keepable) -> StoredReference:
        if "store_instruments" not in self.capabilities:
            raise VaultUnavailable("this sandbox keeps nothing")
        with self.book:
            if isinstance(instrument, PayPalAccount):
                reference = self.book.add_instrument("stored_paypal_account", "success", {})
                return StoredReference(reference, "stored_paypal_account", email=instrument.email)
            if isinstance(instrument, BankAccount):
                reference = self.book.add_instrument("stored_bank_account", "success", {})
                return StoredReference(
                    reference,
                    "stored_bank_account",
                    issuer=instrument.issuer,
                    masked_account_number=instrument.masked_account_number,
                )
            behaviour = BY_NUMBER.get(instrument.number)
            if behaviour is None or behaviour == Behaviour.NOT_KEPT:
                raise GatewayUnavailable(UNPUBLISHED)
            return self._keep(behaviour, details_of(instrument))

    async def forget(self, stored: Stored) -> None:
        with self.book:
            self.book.forget_instrument(stored.reference)

    async def close(self) -> None:
        self.book.close()

    def _known(self, key: str, kind: str, amount: int) -> Outcome | None:
        """What was replied under a key before. Raises GatewayUnavailable for another request."""
        call = self.book.find_call(key)
        if call is None:
            return None
        if (call.kind, call.amount) != (kind, amount):
            raise GatewayUnavailable("another request was made under this key")
        return read_outcome(call.reply)

    def _judge(
        self, instrument: Instrument
    ) -> tuple[Behaviour, CardDetails | None, Outcome | None]:
        """How an instrument behaves, what it shows of itself, and the refusal if it is refused."""
        if isinstance(instrument, Stored):
            found = self.book.find_instrument(instrument.reference)
            if found is None or found[0] != instrument.type:
                refusal = Outcome("declined", decline=Decline.UNKNOWN_INSTRUMENT)
                return Behaviour.INVALID, None, refusal
            behaviour, card = Behaviour(found[1]), CardDetails(**found[2]) if found[2] else None
        elif isinstance(instrument, TokenizedCard):
            token = TOKENS.get(instrument.token)
            if token is None:
                return Behaviour.INVALID, None, replace(INVALID, message=UNPUBLISHED)
            behaviour, card = token, _details_of_token(instrument)
        else:
            known = BY_NUMBER.get(instrument.number)
            if known is None:
                return Behaviour.INVALID, None, replace(INVALID, message=UNPUBLISHED)
            behaviour, card = known, details_of(instrument)
        if card is not None and card.expiry_year and self._is_over(card):
            return behaviour, card, Outcome("declined", decline=Decline.EXPIRED, card=card)
        if behaviour in DECLINES:
            return behaviour, card, Outcome("declined", decline=DECLINES[behaviour], card=card)
        return behaviour, card, None

    def _charged(
        self,
        request: ChargeRequest,
        behaviour: Behaviour,
        card: CardDetails | None,
        refusal: Outcome | None,
    ) -> Outcome:
        charge_id = f"sandbox_{self.book.next_number('charge'):08d}"
        state = "authorized" if request.is_authorization_only else "captured"
        if behaviour in (Behaviour.PENDING, Behaviour.PENDING_DECLINED):
            state = "pending"
        if refusal is not None:
            state = "declined"
        outcome = refusal or Outcome(
            "pending" if state == "pending" else "success",
            card=card,
            stored=self._stored(request, behaviour),
            fraud_review=behaviour == Behaviour.REVIEW,
            avs_result={"code": "Y", "message": "Address matches", "street_match": "Y",
                        "postal_match": "Y"},
            cvv_result={"code": "M", "message": "CVV matches"},
        )  # fmt: skip
        outcome = replace(outcome, gateway_transaction_id=charge_id)
        captured = request.amount if state == "captured" else 0
        self.book.save_charge(
            Charge(charge_id, request.key, request.amount, request.currency, behaviour, state,
                   captured)
        )  # fmt: skip
        kind = "authorized" if request.is_authorization_only else "captured"
        reply = {**write_outcome(outcome), "then": kind}
        self.book.save_call(
            BookedCall(request.key, "charge", request.amount, request.currency, charge_id, reply)
        )
        return outcome

    def _stored(self, request: ChargeRequest, behaviour: Behaviour) -> StoredReference | None:
        card = request.instrument
        if not request.save_instrument or behaviour == Behaviour.NOT_KEPT:
            return None
        if "store_instruments" not in self.capabilities:
            return None
        return self._keep(behaviour, details_of(card)) if isinstance(card, Card) else None

    def _keep(self, behaviour: Behaviour, card: CardDetails) -> StoredReference:
        details = {name: getattr(card, name) for name in CardDetails.__slots__}
        reference = self.book.add_instrument("stored_card", behaviour, details)
        return StoredReference(reference, card=card)

    def _follow_up(
        self, kind: str, request: FollowUp, change: Callable[[Charge], Charge | None]
    ) -> Outcome:
        with self.book:
            known = self._known(request.key, kind, request.amount)
            if known is not None:
                return known
            charge = self.book.find_charge(request.gateway_transaction_id)
            after = None if charge is None else change(charge)
            outcome = Outcome("declined", decline=Decline.GENERIC)
            if after is not None:
                self.book.save_charge(after)
                name = f"sandbox_{kind}_{self.book.next_number(kind):08d}"
                outcome = Outcome("success", gateway_transaction_id=name)
            self.book.save_call(
                BookedCall(request.key, kind, request.amount, request.currency,
                           request.gateway_transaction_id, write_outcome(outcome))
            )  # fmt: skip
        if charge is not None and charge.behaviour == Behaviour.LATER_TIMEOUTS:
            raise GatewayTimeout("the sandbox did it and is silent")
        return outcome

    def _decided(self, call: BookedCall, charge: Charge) -> Outcome:
        """A pending charge is decided when it is asked about."""
        reply: Mapping[str, Any] = call.reply
        if charge.behaviour == Behaviour.PENDING_DECLINED:
            outcome = replace(read_outcome(reply), status="declined", decline=Decline.GENERIC)
            self.book.save_charge(replace(charge, state="declined"))
        else:
            outcome = replace(read_outcome(reply), status="success")
            state = str(reply["then"])
            captured = charge.amount if state == "captured" else 0
            self.book.save_charge(replace(charge, state=state, captured=captured))
        self.book.save_call(
            replace(call, reply=write_outcome(outcome), questions=call.questions + 1)
        )
        return outcome

    def _is_over(self, card: CardDetails) -> bool:
        today = datetime.fromtimestamp(self._now() / 1000, UTC)
        return (card.expiry_year, card.expiry_month) < (today.year, today.month)


def _details_of_token(token: TokenizedCard) -> CardDetails:
    year, month = token.expiration_year, token.expiration_month
    return CardDetails(
        brand="VISA",
        last_4=token.last_four_digits[-4:],
        expiry_month=int(month) if month.isdigit() else 0,
        expiry_year=int(year) if year.isdigit() else 0,
        iin=token.iin[:6],
    )


def _silence(behaviour: Behaviour) -> GatewayUnavailable | GatewayTimeout:
    if behaviour == Behaviour.UNAVAILABLE:
        return GatewayUnavailable("the sandbox cannot be reached")
    return GatewayTimeout("the sandbox is silent")
