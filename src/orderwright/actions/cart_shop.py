"""Where, when and by whom carts are changed, and what their prices are made with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from orderwright.actions.quoting import QuoteDesk
from orderwright.domain.cart import Cart, Mint, Wrapping
from orderwright.domain.cart_lines import Sale
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.errors import Conflict
from orderwright.domain.store import Store

STALE = (
    "The request cannot be processed due to a possible conflict. Please review the changes and try"
    " again."
)

Link = Callable[[str], str]
"""Makes the address of a product's page of its path."""


@dataclass(frozen=True, slots=True)
class Shop:
    """Where, when and by whom a cart is changed.

    `origin` stands for the address below which this server serves the store. `desk` has the quotes
    of outside providers; without one nobody asks them.
    """

    store: Store
    now: int
    actor: str
    mint: Mint
    origin: str
    link: Link
    desk: QuoteDesk | None = None

    def check_version(self, cart: Cart, expected: int | None) -> None:
        """Raises Conflict if the client knows another version."""
        if expected is not None and expected != cart.version:
            raise Conflict(STALE)


def sale_of(cart: Cart, link: Link, wrappings: Mapping[int, Wrapping]) -> Sale:
    """How the prices of a cart's lines come about."""
    return Sale(cart.exchange_rate, minor_unit_of(cart.currency_code), wrappings, link)
