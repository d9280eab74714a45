"""The demo store as a whole: opened once, filled from a seed, and put back to that state."""

from collections.abc import Callable
from typing import Protocol

from orderwright.actions.settling import Settling
from orderwright.db import access
from orderwright.db.unit import Unit, Work
from orderwright.demo import STORE_HASH, past, paying, seed, shelves, trading
from orderwright.demo.past import Call, Chance, Randomness, Result
from orderwright.domain.store import Store


class Database(Protocol):
    """What both databases offer."""

    async def read(self, work: Work[Result]) -> Result: ...

    async def write(self, work: Work[Result]) -> Result: ...


class DemoStore:
    """Fills and empties the demo store; `api_of` gives the API of a store from inside.

    The first customer's stored card always has the same token.
    """

    def __init__(
        self,
        database: Database,
        settling: Settling,
        instrument_token: str,
        api_of: Callable[[Store], Call],
        randomness: Callable[[], Randomness],
    ) -> None:
        self._database = database
        self._settling = settling
        self._token = instrument_token
        self._api_of = api_of
        self._randomness = randomness

    async def open(self, now: int) -> tuple[Store, bool]:
        """The store, filled if it is new, and whether it is."""
        store, is_new = await self._database.write(lambda unit: seed.open_store(unit, now))
        if is_new:
            await self._fill(store, now)
        return store, is_new

    async def reset(self, store: Store) -> bool:
        """Put the data back to what it was when the store was made; False for any other store."""
        if store.hash != STORE_HASH:
            return False

        async def empty(unit: Unit) -> None:
            await seed.empty_store(unit, store)

        await self._database.write(empty)
        await self._fill(store, store.created_at)
        return True

    async def _fill(self, store: Store, now: int) -> None:
        goods, customers = await shelves.stock(self._api_of(store), now)
        till = paying.Till(self._settling, store.id, customers[0], self._token)
        await till.open(self._api_of(store), now)
        orders = past.plan(goods, customers, now, Chance(self._randomness()))
        await trading.open_company(self._api_of(store), customers, orders[0].at)
        await self._database.write(lambda unit: trading.add_owner(unit, store.id, now))
        taxed = await self._database.read(lambda unit: access.get_store(unit, store.id))
        assert taxed is not None
        await past.relive(self._api_of(taxed), orders)
        await trading.note_purchase_orders(self._api_of(taxed), now)
