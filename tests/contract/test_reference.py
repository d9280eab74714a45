"""The reference itself: is it there, and is all of it understood?"""

import pytest

from tests.contract.facts import query_facts, request_facts, response_facts
from tests.contract.reference import reference
from tests.support.reference import ABSENT, reference_directory


def test_every_operation_of_the_reference_can_be_read() -> None:
    if reference_directory() is None:
        pytest.skip(ABSENT)
    operations = list(reference())
    assert len(operations) == 655
    for operation in operations:
        facts = [query_facts(operation), request_facts(operation)]
        facts += response_facts(operation).values()
        assert operation.responses, operation.key
        assert all(isinstance(pointer, str) for found in facts for pointer in found)
