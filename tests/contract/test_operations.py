"""Every operation that is served, called, and each of its answers judged by the reference."""

import pytest

from tests.contract import feeders
from tests.contract.deviations import deviations
from tests.contract.feeding import absent, fed, feeders_of
from tests.contract.reference import reference
from tests.contract.served import served
from tests.contract.shop import Shop

assert feeders.MODULES, "the feeders register themselves when they are imported"


@pytest.mark.parametrize("operation", served())
def test_answers_are_as_described(shop: Shop, operation: str) -> None:
    assert feeders_of(operation), f"{operation} is served and no feeder calls it"
    shop.only = operation
    for feeder in feeders_of(operation):
        feeder(shop)
    assert operation in shop.seen, f"no feeder made {operation} answer with success"
    never = list(absent(reference(), deviations(), operation, shop.seen[operation]))
    assert not never, "\n  ".join([f"{operation} never answered with", *never])


def test_feeders_and_deviations_name_operations_that_exist() -> None:
    known = {operation.key for operation in reference()} | served().keys()
    assert fed() - known == set()
    stray = [e for e in deviations().entries if not any(e.concerns(key) for key in known)]
    assert stray == []
