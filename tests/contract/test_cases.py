"""The recorded cases, replayed on both databases."""

import pytest

from tests.contract import arrangements
from tests.contract.cases import all_cases
from tests.contract.replay import replay
from tests.contract.shop import Shop
from tests.contract.unreplayed import unreplayed

assert arrangements.MODULES, "the arrangements register themselves when they are imported"

_LEFT_OUT = unreplayed().waiting.keys() | unreplayed().overruled.keys()
_REPLAYED = [case_id for case_id in all_cases() if case_id not in _LEFT_OUT]


@pytest.mark.parametrize("case_id", _REPLAYED)
def test_recorded_case(shop: Shop, case_id: str) -> None:
    entry = unreplayed().partly.get(case_id)
    problems = replay(shop, all_cases()[case_id], entry.without if entry else ())
    assert not problems, "\n  ".join([f"{case_id} differs:", *problems])
