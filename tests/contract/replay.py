"""Replays a recorded case: arranges its scene, sends its request, compares the answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.contract.cases import Case
from tests.contract.exchange import BadJson, decode
from tests.contract.matching import contains, filled, header_problems, shape_problems
from tests.contract.shop import Shop
from tests.support.client import Reply

DELIVERY = "DELIVERY"
NO_STATUS = "None"


@dataclass
class Scene:
    """What an arrangement may set before the request is sent.

    `values` fill the placeholders of path, body and expectation; `path`, `body` and `raw` replace
    those of the case where it tells them in words; `delivered` is what a receiver got, where the
    case is about a delivery; `told` names headers and parts of the shape that
    a check of the case covers.
    """

    shop: Shop
    case: Case
    path: str
    body: Any
    raw: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delivered: Reply | None = None
    values: dict[str, Any] = field(default_factory=dict)


Arrangement = Callable[[Scene], None]
Check = Callable[[Scene, Reply, Any], Iterator[str]]

_arrangements: dict[str, Arrangement] = {}
_checks: dict[str, Check] = {}
_checked_headers: dict[str, set[str]] = {}


def arranged(*case_ids: str) -> Callable[[Arrangement], Arrangement]:
    """Register the arrangement of cases."""

    def register(function: Arrangement) -> Arrangement:
        for case_id in case_ids:
            assert case_id not in _arrangements, case_id
            _arrangements[case_id] = function
        return function

    return register


def checked(case_id: str, *, headers: Iterable[str] = ()) -> Callable[[Check], Check]:
    """Register what else is to hold of a case's answer; `headers` are those told only in words."""

    def register(function: Check) -> Check:
        assert case_id not in _checks, case_id
        _checks[case_id] = function
        _checked_headers[case_id] = set(headers)
        return function

    return register


def arrangement_of(case: Case) -> Arrangement | None:
    return _arrangements.get(case.id)


def registered() -> set[str]:
    """The ids of all cases that an arrangement or a check names."""
    return set(_arrangements) | set(_checks)


def replay(shop: Shop, case: Case, without: Iterable[str] = ()) -> list[str]:
    """How the answer differs from the recorded one, but for what is `without` its pointers.

    Raises AssertionError where the scene cannot be arranged.
    """
    arrangement = arrangement_of(case)
    assert arrangement is not None, f"nobody arranges {case.id}"
    scene = Scene(shop, case, case.path, case.request)
    shop.is_judging = False  # the scene is the matter of its own operations' feeders
    arrangement(scene)
    shop.is_judging = True
    reply = scene.delivered or shop.send(
        case.method,
        filled(scene.path, scene.values),
        filled(scene.body, scene.values),
        body=scene.raw,
        headers=scene.headers,
    )
    left = tuple(without)
    return [p for p in _problems(scene, reply) if not p.startswith(tuple(f"{w}:" for w in left))]


def _problems(scene: Scene, reply: Reply) -> Iterator[str]:
    case = scene.case
    if case.status != NO_STATUS and not _status_fits(case.status, reply.status):
        yield f"status {reply.status} is not {case.status}: {reply.text[:500]}"
        return
    try:
        is_json = reply.headers.get("content-type", "").startswith("application/json")
        body = decode(reply.body) if reply.body and is_json else None
    except BadJson as error:
        yield str(error)
        return
    known: Mapping[str, Any] = {
        "store_hash": scene.shop.store.hash,
        "hash": scene.shop.store.hash,
        **(body if isinstance(body, dict) else {}),
        **scene.values,
    }
    expected = _siblings(filled(case.body, known), known)
    if expected is not None:
        yield from contains(expected, body)
        if case.shape.get("exact") and body != expected:
            yield f"/: {body!r} is not exactly {expected!r}"
    if case.method == DELIVERY:  # its shape is told in words
        assert not case.shape or case.id in _checks, f"nobody checks {case.id}"
    else:
        yield from shape_problems(filled(dict(case.shape), known), reply.body, body)
    in_words = _checked_headers.get(case.id, set())
    told = {name: value for name, value in case.headers.items() if name not in in_words}
    yield from header_problems(told, reply.headers)
    if case.id in _checks:
        yield from _checks[case.id](scene, reply, body)


def _siblings(expected: Any, known: Mapping[str, Any]) -> Any:
    """Values told as `= date_modified` are those of the property named."""
    if not isinstance(expected, dict):
        return expected
    return {
        name: known.get(told[2:], told) if isinstance(told, str) and told[:2] == "= " else told
        for name, told in expected.items()
    }


def _status_fits(told: str, status: int) -> bool:
    return told == str(status) or (told.endswith("XX") and told[0] == str(status)[0])
