"""The document that we publish names all that the reference names of each operation served."""

from collections.abc import Iterator

import pytest

from tests.contract.deviations import deviations
from tests.contract.openapi import gaps_of
from tests.contract.reference import reference
from tests.contract.served import served
from tests.contract.shop import Stage

_DESCRIBED = [key for key in served() if reference().named(key)]


@pytest.mark.parametrize("operation", _DESCRIBED)
def test_everything_described_is_published(stage: Stage, operation: str) -> None:
    gaps = gaps_of(reference(), stage.own, operation, deviations())
    assert not gaps, "\n  ".join(["not published:", *map(str, gaps)])


def test_every_route_is_published(stage: Stage) -> None:
    published = {operation.key for operation in stage.own}
    public = {key for key, route in served().items() if not route.dev_only}
    assert public - published == set()


def test_every_reference_in_the_published_document_leads_somewhere(stage: Stage) -> None:
    for document in stage.own.documents.values():
        for node in _references(document.root):
            assert document.resolve(node), node


def _references(node: object) -> Iterator[object]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node
        for child in node.values():
            yield from _references(child)
    elif isinstance(node, list):
        for child in node:
            yield from _references(child)
