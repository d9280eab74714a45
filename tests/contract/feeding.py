"""The registry of feeders: what each served operation is asked, so that its answers are judged."""

from collections.abc import Callable, Iterator

from tests.contract.deviations import Deviations
from tests.contract.facts import response_facts
from tests.contract.reference import Reference
from tests.contract.shop import Shop

Feeder = Callable[[Shop], None]

_feeders: dict[str, list[Feeder]] = {}


def feeds(*operations: str) -> Callable[[Feeder], Feeder]:
    """Register a function that makes these operations (`GET /v2/orders/{}`) answer.

    It arranges what it needs through `shop.call`, and every answer on the way is judged as well.
    """

    def register(function: Feeder) -> Feeder:
        for operation in operations:
            _feeders.setdefault(operation, []).append(function)
        return function

    return register


def feeders_of(operation: str) -> list[Feeder]:
    return _feeders.get(operation, [])


def fed() -> set[str]:
    """Every operation that some feeder names."""
    return set(_feeders)


def absent(reference: Reference, table: Deviations, key: str, seen: set[str]) -> Iterator[str]:
    """What the reference describes of an operation's success and no answer held.

    Only the topmost place is named; a list that was always empty lacks its `-`.
    """
    named: set[str] = set()
    for operation in reference.named(key):
        for status, facts in response_facts(operation).items():
            if status.startswith("2"):
                named |= {pointer for pointer in facts if "*" not in pointer.split("/")}
    missing = sorted(named - seen - {""})
    for pointer in missing:
        above = pointer.rpartition("/")[0]
        if above in seen and not table.allows_answer(key, 200, pointer, "absent"):
            yield pointer
