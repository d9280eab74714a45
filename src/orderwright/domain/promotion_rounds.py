"""How often a rule's needs are met by a cart, and which units each time needs and reduces."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from orderwright.domain.promotion_basket import Basket
from orderwright.domain.promotion_offer import FixedPriceSet, Need, OffItems, Rule

Units = dict[int, int]
"""How many units of the lines at these positions."""


@dataclass(frozen=True, slots=True)
class Round:
    """One way in which a rule's needs were met, so many times over: units needed, units reduced."""

    needed: Units
    reduced: Units
    times: int = 1
    spend: int = 0
    """What of the whole cart's worth it needs, beside units."""

    def used(self, *, together: bool) -> Units:
        """The units that no other round may use; `together` the same unit may serve for both."""
        both = dict.fromkeys((*self.needed, *self.reduced), 0)
        for at in both:
            needed, reduced = self.needed.get(at, 0), self.reduced.get(at, 0)
            both[at] = max(needed, reduced) if together else needed + reduced
        return {at: count for at, count in both.items() if count}


def rounds_of(
    basket: Basket, rule: Rule, currency_code: str, *, reduces: bool = True
) -> list[Round]:
    """How a rule's needs are met, as often as it may be applied; nothing if they are not.

    Unless it `reduces`, it needs no units that could be reduced.
    """
    return list(_Rounds(basket, rule, currency_code, reduces=reduces))


class _Rounds:
    """Goes from round to round; equal ones are counted, not repeated."""

    def __init__(self, basket: Basket, rule: Rule, currency_code: str, *, reduces: bool) -> None:
        action = rule.action
        self._basket = basket
        self._rule = rule
        self._action = action if reduces and isinstance(action, OffItems | FixedPriceSet) else None
        self._together = self._action is None or self._action.takes_conditional
        self._targets = basket.targets(self._action) if self._action is not None else []
        self._needs = [
            Need(need.items, need.quantity, basket.money(need.spend, currency_code))
            for need in rule.needs
        ]
        self._wanted = [
            self._by_need(basket.matching(need.items)) if need.items is not None else []
            for need in rule.needs
        ]
        self._left = {at: basket.cart.lines[at].quantity for at in basket.by_price}
        self._purse = sum([basket.worth(at, count) for at, count in basket.counts.items()])

    def __iter__(self) -> Iterator[Round]:
        while True:
            found = self._next()
            if found is None:
                return
            used = found.used(together=self._together)
            if self._rule.apply_once or not (used or found.spend):
                yield found
                return
            times = [self._left[at] // count for at, count in used.items()]
            if found.spend:
                times.append(self._purse // found.spend)
            found = Round(found.needed, found.reduced, max(1, min(times)), found.spend)
            for at, count in used.items():
                self._left[at] -= count * found.times
            self._purse -= found.spend * found.times
            self._forget_what_is_used_up()
            yield found

    def _forget_what_is_used_up(self) -> None:
        left = self._left
        self._targets = [at for at in self._targets if left[at]]
        self._wanted = [[at for at in wanted if left[at]] for wanted in self._wanted]

    def _next(self) -> Round | None:
        """The next round; where one unit may serve for both, the reduced ones are needed first."""
        if self._action is None:
            needed = self._meet_all({})
            return None if needed is None else Round(needed, {}, spend=self._spend())
        reduced = self._reduce(self._action, {}) if self._together else {}
        needed = self._meet_all(reduced)
        if needed is None:
            return None
        if not self._together:
            reduced = self._reduce(self._action, needed)
        return Round(needed, reduced, spend=self._spend()) if reduced else None

    def _spend(self) -> int:
        return max([need.spend for need in self._needs if need.items is None], default=0)

    def _meet_all(self, first: Mapping[int, int]) -> Units | None:
        """Units that meet every need, `first` among them as far as they can."""
        if self._spend() > self._purse or (self._needs and not self._basket.counts):
            return None
        needed: Units = {}
        for need, wanted in zip(self._needs, self._wanted, strict=True):
            if need.items is None:
                continue
            units = self._meet(need, wanted, first)
            if units is None:
                return None
            for at, count in units.items():
                needed[at] = max(needed.get(at, 0), count)
        return needed

    def _meet(self, need: Need, wanted: Sequence[int], first: Mapping[int, int]) -> Units | None:
        basket, lines = self._basket, self._basket.cart.lines
        units: Units = {}
        quantity, spend = need.quantity, need.spend
        offered = [(at, first[at]) for at in wanted if at in first] if first else []
        for at, free in [*offered, *[(at, self._left[at]) for at in wanted]]:
            if quantity <= 0 and spend <= 0:
                break
            if at not in basket.counts:
                continue
            known = units.get(at, 0)
            count = max(0, quantity)
            whole = basket.worth(at, lines[at].quantity)
            if spend > 0 and whole:
                count = max(count, -(-spend * lines[at].quantity // whole))
            count = min(count, free - known)
            if count > 0:
                units[at] = known + count
                quantity -= count
                spend -= basket.worth(at, known + count) - (basket.worth(at, known) if known else 0)
        return None if quantity > 0 or spend > 0 else units

    def _by_need(self, by_price: Sequence[int]) -> list[int]:
        """Dear units are needed first, unless it is the dear ones that are to be reduced.

        Of what may not serve for both, that which is not to be reduced is needed first.
        """
        spares_dear = self._action is not None and self._action.strategy.startswith("MOST")
        sorted_ = by_price if spares_dear else by_price[::-1]
        if self._together:
            return list(sorted_)
        spared = set(self._targets)
        return [at for at in sorted_ if at not in spared] + [at for at in sorted_ if at in spared]

    def _reduce(self, action: OffItems | FixedPriceSet, needed: Mapping[int, int]) -> Units:
        """Units to reduce, in the order of the strategy, that are not needed."""
        lines = self._basket.cart.lines
        only = action.strategy.endswith("_ONLY")
        units: Units = {}
        missing = action.quantity
        price: int | None = None
        for at in self._targets:
            free = self._left[at] - needed.get(at, 0)
            if free <= 0:
                continue
            if only and price not in (None, lines[at].list_price):
                break
            price = lines[at].list_price
            units[at] = min(free, missing) if action.quantity else free
            missing -= units[at]
            if action.quantity and not missing:
                return units
        return {} if action.quantity and isinstance(action, FixedPriceSet) else units
