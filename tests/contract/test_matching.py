"""Comparing with a recorded case: what must be noticed, and what must not."""

from typing import Any

import pytest

from tests.contract.deviations import read_table
from tests.contract.feeding import absent
from tests.contract.matching import alike, contains, filled, header_problems, shape_problems
from tests.contract.reference import Reference
from tests.contract.shop import pointers


@pytest.mark.parametrize(
    "expected, actual, problems",
    [
        ({"a": 1}, {"a": 1, "b": 2}, []),
        ({"a": 1}, {"a": 2}, ["/a: 2 is not 1"]),
        ({"a": 1}, {"a": True}, ["/a: True is not 1"]),
        ({"a": None}, {}, ["/a: is missing"]),
        ({"a": {}}, {"a": {"b": 1}}, ["/a: {'b': 1} is not {}"]),
        ({"a": []}, {"a": [1]}, ["/a: [1] is not []"]),
        ([{"a": 1}], [{"a": 1}, {"a": 2}], []),
        ([{"a": 1}], [], ["/: [] does not hold 1 items"]),
        ({"a": "<int>"}, {"a": 5}, []),
        ({"a": "<int>"}, {"a": "5"}, ["/a: '5' is not '<int>'"]),
        ({"a": "<uuid>"}, {"a": "82fa182e-5da0-453e-920d-f272d85f8d65"}, []),
        ({"a": "<uuid>"}, {"a": 7}, ["/a: 7 is not '<uuid>'"]),
    ],
)
def test_contained_values(expected: Any, actual: Any, problems: list[str]) -> None:
    assert list(contains(expected, actual)) == problems


@pytest.mark.parametrize(
    "sample, actual, count",
    [
        ({"a": 1, "b": [{"c": "x"}]}, {"a": 2.5, "b": [{"c": "y"}, {"c": ""}], "d": 1}, 0),
        ({"a": 1}, {"a": "1"}, 1),
        ({"a": 1}, {"b": 1}, 1),
        ({"a": [1]}, {"a": []}, 1),
        ({"a": True}, {"a": 1}, 1),
        ({"a": [{"c": 1}]}, {"a": [{"c": 1}, {"c": None}]}, 1),
    ],
)
def test_samples_are_compared_by_keys_and_types(sample: Any, actual: Any, count: int) -> None:
    assert len(list(alike(sample, actual))) == count


def test_placeholders_keep_the_type_of_their_value() -> None:
    values = {"id": 7, "hash": "abc"}
    given = {"id": "{id}", "url": "/{hash}/{id}/{other}", "list": ["{id}"]}
    assert filled(given, values) == {"id": 7, "url": "/abc/7/{other}", "list": [7]}


@pytest.mark.parametrize(
    "told, value, count",
    [
        ("150", "150", 0),
        ("150", "149", 1),
        ("150", None, 1),
        ("<int>", "5", 0),
        ("<int>", "five", 1),
        ("<int 0..30000>", "30001", 1),
        ("<seconds, may be absent>", None, 0),
        ("<seconds, may be absent>", "soon", 1),
    ],
)
def test_headers(told: str, value: str | None, count: int) -> None:
    actual = {} if value is None else {"x-left": value}
    assert len(list(header_problems({"x-left": told}, actual))) == count


@pytest.mark.parametrize(
    "shape, raw, body, count",
    [
        ({"exact_keys_in_order": ["a", "b"]}, b"", [{"a": 1, "b": 2}], 0),
        ({"exact_keys_in_order": ["a", "b"]}, b"", [{"b": 1, "a": 2}], 1),
        ({"keys": ["a", "b"]}, b"", {"b": 1, "a": 2}, 0),
        ({"body": "empty, zero bytes"}, b"", None, 0),
        ({"body": "empty"}, b"[]", [], 1),
        ({"body": "bare JSON array, no envelope"}, b"{}", {"data": []}, 1),
        ({"body": "array of one error"}, b"[]", [{}, {}], 1),
        ({"order": "id ascending"}, b"", [{"id": 1}, {"id": 2}], 0),
        ({"order": "id ascending"}, b"", [{"id": 2}, {"id": 1}], 1),
        ({"max_items": 1}, b"", [1, 2], 1),
        ({"no_keys": ["errors"]}, b"", {"errors": {}}, 1),
        ({"count": "int > 0"}, b"", {"count": 0}, 1),
        ({"xpath": "/*/*[1]/id = x"}, b"<l><r><id>x</id></r></l>", None, 0),
        ({"xpath": "/*/*[1]/id = x"}, b"<l><r><id>y</id></r><r><id>x</id></r></l>", None, 1),
    ],
)
def test_shapes(shape: Any, raw: bytes, body: Any, count: int) -> None:
    assert len(list(shape_problems(shape, raw, body))) == count


def test_what_no_answer_ever_held_is_named_once_at_its_top() -> None:
    row = {"properties": {"id": {"type": "integer"}, "cost": {"properties": {"tax": {}}}}}
    schema = {"properties": {"rows": {"type": "array", "items": row}, "count": {}}}
    answer = {"content": {"application/json": {"schema": schema}}}
    described = Reference(
        {"shop": {"paths": {"/v2/rows": {"get": {"responses": {"200": answer}}}}}}
    )

    def missing(*answers: Any) -> list[str]:
        seen = {pointer for value in answers for pointer in pointers(value)}
        return list(absent(described, read_table({}), "GET /v2/rows", seen))

    assert missing({"rows": []}) == ["/count", "/rows/-"]
    assert missing({"rows": []}, {"rows": [{"id": 1}], "count": 1}) == ["/rows/-/cost"]
    assert missing({"rows": [{"id": 1, "cost": {"tax": None}}], "count": 1}) == []
