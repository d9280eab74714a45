"""The engine itself, on small made-up descriptions: what it must see, and what it must let pass."""

import json
from typing import Any

import pytest

from tests.contract.deviations import Deviations, read_table, unused_after
from tests.contract.exchange import BadJson, Exchange, decode, judge
from tests.contract.facts import facts_of
from tests.contract.openapi import gaps_of
from tests.contract.reference import Document, Reference, normalise
from tests.contract.validate import findings_of
from tests.contract.wire import RATE_HEADERS, wire_findings
from tests.support.client import Reply

LINE = {
    "type": "object",
    "required": ["sku"],
    "properties": {"sku": {"type": "string"}, "quantity": {"type": "integer"}},
}
BASKET: dict[str, Any] = {
    "allOf": [
        {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}},
        {
            "type": "object",
            "properties": {
                "state": {"type": "string", "enum": ["open", "closed"]},
                "note": {"type": "string", "nullable": True},
                "weight": {"type": "number"},
                "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
                "made": {"type": "string", "format": "date-time"},
                "key": {"type": "string", "format": "uuid"},
                "extra": {"type": "object"},
                "tags": {"type": "object", "additionalProperties": {"type": "string"}},
                "paid": {"oneOf": [{"type": "string", "maxLength": 3}, {"type": "boolean"}]},
            },
        },
    ]
}
SHOP: dict[str, Any] = {
    "servers": [{"url": "https://shop.example/stores/{hash}/v2"}],
    "paths": {
        "/baskets/{basket_id}": {
            "parameters": [{"in": "path", "name": "basket_id", "schema": {"type": "integer"}}],
            "get": {
                "operationId": "getBasket",
                "parameters": [
                    {"in": "query", "name": "sort", "schema": {"type": "string", "enum": ["id"]}}
                ],
                "responses": {
                    200: {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Basket"}}
                        }
                    }
                },
            },
        },
        "/baskets/count": {"get": {"responses": {"200": {"description": "A number."}}}},
    },
    "components": {"schemas": {"Basket": BASKET, "Line": LINE}},
}
WHOLE = {
    "id": 1,
    "state": "open",
    "note": None,
    "weight": 1,
    "lines": [{"sku": "A", "quantity": 2}],
    "made": "2026-11-22T10:00:00+00:00",
    "key": "82fa182e-5da0-453e-920d-f272d85f8d65",
    "extra": {"anything": [1]},
    "tags": {"colour": "red"},
    "paid": True,
}
DOCUMENT = Document("shop", SHOP)


def findings(**changes: Any) -> list[str]:
    """`pointer rule` of every finding in the whole basket with changes."""
    found = findings_of(DOCUMENT, BASKET, {**WHOLE, **changes})
    return [f"{f.pointer} {f.rule}" for f in found]


def test_what_is_described_passes() -> None:
    assert findings() == []


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"id": "1"}, ["/id type"]),
        ({"id": True}, ["/id type"]),
        ({"id": 1.0}, ["/id type"]),
        ({"id": None}, ["/id type"]),
        ({"colour": "red"}, ["/colour unknown"]),
        ({"state": "lost"}, ["/state enum"]),
        ({"state": None}, ["/state type"]),
        ({"weight": "1"}, ["/weight type"]),
        ({"lines": [{"sku": "A"}, {"quantity": 1}]}, ["/lines/1/sku missing"]),
        ({"lines": [{"sku": "A", "price": 1}]}, ["/lines/0/price unknown"]),
        ({"lines": {}}, ["/lines type"]),
        ({"made": "Sun, 22 Nov 2026 10:00:00 +0000"}, ["/made format"]),
        ({"key": "82fa182e5da0453e920df272d85f8d65"}, ["/key format"]),
        ({"tags": {"colour": 1}}, ["/tags/colour type"]),
        ({"paid": "long"}, ["/paid size"]),
        ({"paid": 1}, ["/paid type"]),
    ],
)
def test_each_difference_is_found_where_it_is(changes: Any, expected: list[str]) -> None:
    assert findings(**changes) == expected


def test_a_missing_property_is_found_through_all_of() -> None:
    found = findings_of(DOCUMENT, BASKET, {"state": "open"})
    assert [str(f) for f in found] == ["/id [missing] is required"]


def test_any_of_unites_the_names_of_its_branches_and_one_of_does_not() -> None:
    branches = [
        {"type": "object", "properties": {"a": {"type": "integer"}}},
        {"type": "object", "properties": {"b": {"type": "integer"}}},
    ]
    both = {"a": 1, "b": 2}
    assert findings_of(DOCUMENT, {"anyOf": branches}, both) == []
    assert [f.rule for f in findings_of(DOCUMENT, {"oneOf": branches}, both)] == ["unknown"]
    assert findings_of(DOCUMENT, {"oneOf": branches}, {"b": 2}) == []


def test_a_property_described_twice_satisfies_both_descriptions() -> None:
    twice = {
        "allOf": [
            {"properties": {"meta": {"properties": {"page": {"type": "integer"}}}}},
            {"properties": {"meta": {"properties": {"cursor": {"type": "string"}}}}},
        ]
    }
    assert findings_of(DOCUMENT, twice, {"meta": {"page": 1, "cursor": "x"}}) == []
    found = findings_of(DOCUMENT, twice, {"meta": {"page": "1", "cursor": "x"}})
    assert [f.pointer for f in found] == ["/meta/page"]


@pytest.mark.parametrize(
    "schema, value, rules",
    [
        ({"type": "string", "minLength": 2}, "a", ["size"]),
        ({"type": "string", "pattern": "^[a-z]+$"}, "A", ["pattern"]),
        ({"type": "integer", "minimum": 1}, 0, ["size"]),
        ({"type": "number", "minimum": 0, "exclusiveMinimum": True}, 0, ["size"]),
        ({"type": "integer", "format": "int32"}, 2**31, ["format"]),
        ({"type": "array", "maxItems": 1}, [1, 2], ["size"]),
        ({"type": "array", "uniqueItems": True}, [{"a": 1}, {"a": 1}], ["size"]),
        ({"type": "string", "format": "email"}, "a.example", ["format"]),
        ({"type": "integer", "enum": [0, 1]}, False, ["type"]),
        ({"enum": [0, 1]}, False, ["enum"]),
        ({"type": "string", "enum": ["a", None]}, None, []),
        ({"oneOf": [{"type": "string"}, {"type": "array"}], "items": {"type": "string"}}, "a", []),
        (
            {"oneOf": [{"type": "string"}, {"type": "array"}], "items": {"type": "string"}},
            [1],
            ["type"],
        ),
    ],
)
def test_sizes_formats_and_enums(schema: Any, value: Any, rules: list[str]) -> None:
    assert [f.rule for f in findings_of(DOCUMENT, schema, value)] == rules


@pytest.mark.parametrize(
    "path, expected",
    [
        ("/stores/{store_hash}/v2/orders/{order_id}", "/v2/orders/{}"),
        ("/stores/{store_hash}/payments", "/stores/{}/payments"),
        ("/stores/{store_hash}/x/events", "/x/events"),
        ("/api/v3/io/orders/", "/api/v3/io/orders"),
    ],
)
def test_paths_have_one_spelling(path: str, expected: str) -> None:
    assert normalise(path) == expected


def test_a_literal_segment_is_preferred() -> None:
    shop = Reference({"shop": SHOP})
    assert shop.find("GET", "/stores/abc/v2/baskets/count?a=1") == "GET /v2/baskets/count"
    assert shop.find("GET", "/stores/abc/v2/baskets/7") == "GET /v2/baskets/{}"
    assert shop.find("PUT", "/stores/abc/v2/baskets/7") is None


def verdict(
    status: int,
    body: bytes,
    table: Deviations | None = None,
    content_type: str = "application/json",
) -> list[str]:
    reply = Reply(status, {"content-type": content_type}, body)
    exchange = Exchange("GET", "/stores/abc/v2/baskets/7", reply)
    found = judge(Reference({"shop": SHOP}), table or read_table({}), exchange)
    assert found.key == "GET /v2/baskets/{}"
    return [f"{f.pointer} {f.rule}" for f in found.findings]


def test_an_answer_is_judged_whole() -> None:
    assert verdict(200, b'{"id": 1}') == []
    assert verdict(200, b'{"id": "1"}') == ["/id type"]
    assert verdict(200, b"") == [" body"]
    assert verdict(200, b"{") == [" body", " type"]
    assert verdict(200, b'{"id": 1}', content_type="text/plain") == [" body", " type"]
    assert verdict(201, b'{"id": 1}') == [" status"]
    assert verdict(204, b"{}") == [" body", " status"]


def test_a_refusal_has_the_shape_of_its_dialect() -> None:
    assert verdict(404, b'[{"status": 404, "message": "No."}]') == []
    assert verdict(404, b'{"status": 404, "title": "No."}') == [" type"]
    assert verdict(404, b"[]") == [" size"]
    assert verdict(404, b"") == [" type"]


def test_a_deviation_covers_what_it_names_and_nothing_else() -> None:
    common = {"operation": "GET /v2/*", "ordered_by": "behaviour.md 0", "why": "Recorded so."}
    table = read_table(
        {
            "status": [
                {**common, "status": 201, "as_status": 200},
                {**common, "status": 204},
            ],
            "answer": [{**common, "pointer": "/lines/-/sku", "rule": "type"}],
        }
    )
    assert verdict(204, b"", table) == []
    assert verdict(201, b'{"id": 1, "lines": [{"sku": 5}]}', table) == []
    assert verdict(201, b'{"id": 1, "lines": [{"sku": 5, "a": 1}]}', table) == [
        "/lines/0/a unknown"
    ]
    assert verdict(200, b'{"id": 1, "lines": [{}]}', table) == ["/lines/0/sku missing"]
    assert table.unused() == []


def test_an_entry_that_nothing_needs_is_reported() -> None:
    common = {"operation": "GET /v2/*", "ordered_by": "behaviour.md 0", "why": "Recorded so."}
    table = read_table({"status": [{**common, "status": 201}, {**common, "status": 204}]})
    assert verdict(204, b"", table) == []
    assert [e.status for e in unused_after(table, [])] == ["201"]
    assert unused_after(table, [str(table.entries[0])]) == []


@pytest.mark.parametrize(
    "entry",
    [
        {"operation": "GET /v2/*", "why": "Recorded so."},
        {"operation": "GET /v2/*", "ordered_by": "behaviour.md 0", "why": "x", "rule": "colour"},
        {"operation": "GET /v2/*", "ordered_by": "behaviour.md 0", "why": "x", "until": "never"},
    ],
)
def test_an_entry_says_enough_and_nothing_unknown(entry: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a deviation"):
        read_table({"answer": [entry]})


@pytest.mark.parametrize("body", [b'{"a": 1, "a": 2}', b"[NaN]", b"\xff", b"{'a': 1}"])
def test_json_is_read_more_strictly_than_clients_read_it(body: bytes) -> None:
    with pytest.raises(BadJson):
        decode(body)


RATE = {
    "x-rate-limit-time-reset-ms": "30000",
    "x-rate-limit-time-window-ms": "30000",
    "x-rate-limit-requests-left": "149",
    "x-rate-limit-requests-quota": "150",
}
FOUND = {"url": "https://h/stores/abc/v2/baskets/7", "resource": "/baskets/7"}


@pytest.mark.parametrize(
    "path, status, body, headers, expected",
    [
        ("/stores/abc/v2/baskets", 200, [{"link": FOUND}], RATE, []),
        ("/stores/abc/v2/baskets", 204, None, RATE, []),
        ("/stores/abc/v2/baskets", 204, None, {}, [" header"] * 4),
        ("/stores/abc/v2/baskets", 204, None, {**RATE, RATE_HEADERS[0]: "1.5"}, [" header"]),
        ("/stores/abc/v2/baskets", 200, [], RATE, [" body"]),
        ("/stores/abc/v3/baskets", 200, [], RATE, []),
        ("/stores/abc/v3/baskets", 200, {"data": [], "errors": {}}, RATE, ["/errors unknown"]),
        ("/stores/abc/v3/baskets", 422, {"errors": {}}, RATE, []),
        (
            "/stores/xyz/v2/baskets",
            200,
            [{"link": {**FOUND, "url": "/baskets/7"}}],
            RATE,
            ["/0/link link"],
        ),
    ],
)
def test_rules_of_the_wire_hold_for_every_answer(
    path: str, status: int, body: Any, headers: dict[str, str], expected: list[str]
) -> None:
    raw = b"" if body is None else json.dumps(body).encode()
    reply = Reply(status, {**headers, "content-type": "application/json"}, raw)
    found = wire_findings(Exchange("GET", path, reply), "https://h/stores/abc")
    assert [f"{f.pointer} {f.rule}" for f in found] == expected


def own(**changes: Any) -> Reference:
    """A 3.1 document of ours that names all that the shop's does, with changes to the basket."""
    properties = {
        "id": {"type": "integer"},
        "state": {"enum": ["open", "closed"], "type": "string"},
        "note": {"type": ["string", "null"]},
        "weight": {"type": "number"},
        "lines": {"type": "array", "items": LINE},
        "made": {"type": "string"},
        "key": {"type": "string"},
        "extra": {"type": "object"},
        "tags": {"type": "object", "additionalProperties": {"type": "string"}},
        "paid": {"type": ["string", "boolean"]},
        **changes,
    }
    basket = {"type": "object", "properties": properties}
    operation = {
        "parameters": [
            {"in": "query", "name": "sort", "schema": {"enum": ["id"], "type": "string"}}
        ],
        "responses": {"200": {"content": {"application/json": {"schema": basket}}}},
    }
    return Reference({"own": {"paths": {"/stores/{h}/v2/baskets/{id}": {"get": operation}}}})


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({}, []),
        ({"weight": {"type": "integer"}}, ["200/weight type"]),
        ({"note": {"type": "string"}}, ["200/note type"]),
        ({"state": {"type": "string", "enum": ["open"]}}, ["200/state enum"]),
        ({"lines": {"type": "array"}}, ["200/lines/- property"]),
        (
            {"lines": {"type": "array", "items": {"type": "object"}}},
            ["200/lines/-/quantity property", "200/lines/-/sku property"],
        ),
        ({"paid": {}}, ["200/paid type"]),
        ({"tags": {"type": "object"}}, ["200/tags/* property"]),
    ],
)
def test_our_own_document_is_compared_by_pointer(changes: Any, expected: list[str]) -> None:
    gaps = gaps_of(Reference({"shop": SHOP}), own(**changes), "GET /v2/baskets/{}", read_table({}))
    assert [f"{gap.pointer} {gap.rule}" for gap in gaps] == expected


def test_an_operation_a_parameter_or_a_response_left_out_is_reported() -> None:
    shop, table = Reference({"shop": SHOP}), read_table({})
    left_out = Reference({"own": {"paths": {"/stores/{h}/v2/baskets/{id}": {"get": {}}}}})
    gaps = gaps_of(shop, left_out, "GET /v2/baskets/{}", table)
    assert [f"{g.pointer} {g.rule}" for g in gaps] == ["query/sort property", "200 response"]
    gaps = gaps_of(shop, left_out, "GET /v2/baskets/count", table)
    assert [f"{g.pointer} {g.rule}" for g in gaps] == [" operation"]


def test_schemas_that_hold_themselves_are_flattened_once() -> None:
    tree: dict[str, Any] = {"properties": {"children": {"type": "array"}}}
    document = Document("tree", {"components": {"schemas": {"Tree": tree}}})
    tree["properties"]["children"]["items"] = {"$ref": "#/components/schemas/Tree"}
    assert sorted(facts_of(document, tree)) == ["", "/children", "/children/-"]
