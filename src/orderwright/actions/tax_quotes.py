"""The taxes that an outside provider says a checkout has."""

from dataclasses import replace

from orderwright.actions.quoting import Question, QuoteDesk
from orderwright.domain.cart import Cart
from orderwright.domain.cart_taxes import tax_question
from orderwright.domain.dates import print_iso
from orderwright.domain.store import Store
from orderwright.domain.tax_quote import QuoteInvalid, read_quote

ESTIMATE = "/estimate"


def quoted(store: Store, cart: Cart, desk: QuoteDesk | None, now: int) -> Cart:
    """The checkout with its provider's quote, if it has a provider and the provider has answered.

    A quote is kept as long as the same would be asked. Raises QuoteNeeded.
    """
    wanted = tax_question(store, cart)
    if wanted is None:
        return replace(cart, tax_quote=None) if cart.tax_quote is not None else cart
    asked = wanted.fingerprint
    if cart.tax_quote is not None and cart.tax_quote.asked == asked:
        return cart
    if desk is None:
        return replace(cart, tax_quote=None)
    body = {**wanted.body, "transaction_date": print_iso(now)}
    answer = desk.answer(Question("tax", wanted.provider_id, ESTIMATE, body, asked))
    if answer is None:
        return replace(cart, tax_quote=None)
    try:
        quote = read_quote(
            answer, wanted.provider_id, asked, wanted.charged, is_inclusive=wanted.is_inclusive
        )
    except QuoteInvalid:
        return replace(cart, tax_quote=None)
    return replace(cart, tax_quote=quote)
