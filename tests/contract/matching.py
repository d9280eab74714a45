"""Compares an answer with what a recorded case says of it: contained values, shape, headers."""

import re
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

from defusedxml.ElementTree import fromstring

Problems = Iterator[str]
_WHOLE_PLACEHOLDER = re.compile(r"^\{(\w+)\}$")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_XPATH = re.compile(r"^(?P<path>/\S+) = (?P<text>.+)$")
_EMPTY: tuple[Any, ...] = ({}, [])


def filled(value: Any, values: Mapping[str, Any]) -> Any:
    """Placeholders like `{id}` replaced; one that stands alone keeps its value's type."""
    if isinstance(value, dict):
        return {key: filled(item, values) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, values) for item in value]
    if not isinstance(value, str):
        return value
    alone = _WHOLE_PLACEHOLDER.match(value)
    if alone and alone[1] in values:
        return values[alone[1]]
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), value)


def contains(expected: Any, actual: Any, pointer: str = "") -> Problems:
    """What of `expected` is not in `actual`; lists go item by item, and empty means empty."""
    if expected in _EMPTY:
        if actual != expected:
            yield f"{pointer or '/'}: {actual!r} is not {expected!r}"
    elif isinstance(expected, dict):
        if not isinstance(actual, dict):
            yield f"{pointer or '/'}: {actual!r} is no object"
            return
        for name, item in expected.items():
            if name not in actual:
                yield f"{pointer}/{name}: is missing"
            else:
                yield from contains(item, actual[name], f"{pointer}/{name}")
    elif isinstance(expected, list):
        if not isinstance(actual, list) or len(actual) < len(expected):
            yield f"{pointer or '/'}: {actual!r} does not hold {len(expected)} items"
            return
        for index, item in enumerate(expected):
            yield from contains(item, actual[index], f"{pointer}/{index}")
    elif not _equal(expected, actual):
        yield f"{pointer or '/'}: {actual!r} is not {expected!r}"


def _equal(expected: Any, actual: Any) -> bool:
    if isinstance(expected, str) and expected in _WORDS:
        return _WORDS[expected](actual)
    if isinstance(expected, bool) or isinstance(actual, bool):
        return bool(expected is actual)
    return bool(expected == actual)


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_uuid(value: Any) -> bool:
    try:
        return bool(str(UUID(value)) == value)
    except (ValueError, TypeError, AttributeError):
        return False


_WORDS: Mapping[str, Callable[[Any], bool]] = {
    "<int>": _is_int,
    "<uuid>": _is_uuid,
    "int > 0": lambda value: _is_int(value) and value > 0,
    "32 hex chars": lambda value: bool(re.fullmatch("[0-9a-f]{32}", str(value))),
    "<64 hex>": lambda value: bool(re.fullmatch("[0-9a-f]{64}", str(value))),
    "<JWT HS256>": lambda value: bool(re.fullmatch(r"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+", str(value))),
    "<string unix>": lambda value: isinstance(value, str) and value.isdigit(),
}


def alike(sample: Any, actual: Any, pointer: str = "") -> Problems:
    """Where an answer has not the keys and JSON types of a sample; values may differ."""
    if isinstance(sample, str) and sample in _WORDS:
        if not _WORDS[sample](actual):
            yield f"{pointer}: {actual!r} is not {sample}"
    elif isinstance(sample, dict):
        if not isinstance(actual, dict):
            yield f"{pointer}: {actual!r} is no object"
            return
        for name, item in sample.items():
            if name not in actual:
                yield f"{pointer}/{name}: is missing"
            else:
                yield from alike(item, actual[name], f"{pointer}/{name}")
    elif isinstance(sample, list):
        if not isinstance(actual, list) or bool(sample) > bool(actual):
            yield f"{pointer}: {actual!r} is no list, or an empty one"
            return
        for index, item in enumerate(actual if sample else []):
            yield from alike(sample[0], item, f"{pointer}/{index}")
    elif _kind(sample) != _kind(actual):
        yield f"{pointer}: {actual!r} is of another type than {sample!r}"


def _kind(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return str(type(value))
    return "number" if isinstance(value, int | float) else "string"


def header_problems(expected: Mapping[str, str], actual: Mapping[str, str]) -> Problems:
    """Headers told by value, or as `<int>` and the like; other words are the case's own matter."""
    for name, told in expected.items():
        value = actual.get(name)
        optional = "may be absent" in told
        if value is None:
            if not optional:
                yield f"header {name}: is missing"
        elif found := re.match(r"<int(?: (\d+)\.\.(\d+))?>", told):
            low, high = int(found[1] or 0), int(found[2] or 2**31)
            if not value.isdigit() or not low <= int(value) <= high:
                yield f"header {name}: {value!r} is not {told}"
        elif told.startswith("<seconds"):
            if not value.isdigit():
                yield f"header {name}: {value!r} is no number of seconds"
        elif value != told:
            yield f"header {name}: {value!r} is not {told!r}"


def shape_problems(shape: Mapping[str, Any], raw: bytes, body: Any) -> Problems:
    """What of a case's `expect_body_shape` does not hold; every word in it must be known here."""
    samples = {name: told for name, told in shape.items() if name not in _SHAPES}
    for name, told in shape.items():
        if name in _SHAPES:
            yield from (f"shape {name}: {p}" for p in _SHAPES[name](told, raw, body))
    yield from (f"shape {p}" for p in alike(samples, body if samples else {}))


def _rows(body: Any) -> list[Any]:
    return body if isinstance(body, list) else [body]


def _keys_in_order(told: Any, raw: bytes, body: Any) -> Problems:
    for row in _rows(body):
        if not isinstance(row, dict) or list(row) != told:
            found = list(row) if isinstance(row, dict) else row
            yield f"{found} is not {told}"


def _keys(told: Any, raw: bytes, body: Any) -> Problems:
    for row in _rows(body):
        if not isinstance(row, dict) or set(row) != set(told):
            yield f"{row!r} has not the keys {told}"


def _body(told: str, raw: bytes, body: Any) -> Problems:
    kinds: Mapping[str, bool] = {
        "empty": raw == b"",
        "single object": isinstance(body, dict),
        "array of one": isinstance(body, list) and len(body) == 1,
        "bare JSON array": isinstance(body, list),
    }
    known = [holds for start, holds in kinds.items() if told.startswith(start)]
    if known != [True]:
        yield f"{raw[:80]!r} is not {told!r}"


def _order(told: str, raw: bytes, body: Any) -> Problems:
    name, _, direction = told.partition(" ")
    values = [row[name] for row in body]
    if name.startswith("date_"):
        values = [parsedate_to_datetime(value) for value in values]
    if len(values) < 2 or values != sorted(values, reverse=direction == "descending"):
        yield f"{values} is not {told}, or too short to tell"


def _length(told: int, raw: bytes, body: Any) -> Problems:
    if len(body) != told:
        yield f"{len(body)} is not {told}"


def _max_items(told: int, raw: bytes, body: Any) -> Problems:
    if len(body) > told:
        yield f"{len(body)} is more than {told}"


def _no_keys(told: list[str], raw: bytes, body: Any) -> Problems:
    yield from (f"{name} is there" for name in told if name in body)


def _xpath(told: str, raw: bytes, body: Any) -> Problems:
    wanted = _XPATH.match(told)
    assert wanted is not None, told
    root: ET.Element = fromstring(raw)
    texts = [element.text for element in _select(root, wanted["path"])]
    if wanted["text"] not in texts:
        yield f"{texts} does not hold {wanted['text']!r}"


def _select(root: ET.Element, path: str) -> list[ET.Element]:
    """Elements at an absolute path, whose first step is the root."""
    first, _, below = path.lstrip("/").partition("/")
    if first not in ("*", root.tag):
        return []
    return root.findall(f"./{below}") if below else [root]


def _by_the_case(told: Any, raw: bytes, body: Any) -> Problems:
    """Told in words; `replay.py` has a function for the case."""
    return iter(())


_SHAPES: Mapping[str, Callable[[Any, bytes, Any], Problems]] = {
    "exact_top_level_keys_in_order": _keys_in_order,
    "exact_keys_in_order": _keys_in_order,
    "keys": _keys,
    "body": _body,
    "order": _order,
    "length": _length,
    "max_items": _max_items,
    "no_keys": _no_keys,
    "xpath": _xpath,
    "exact": _by_the_case,
    "item_types": _by_the_case,
    "physical_item_keys_in_order": _by_the_case,
    "custom_item_keys": _by_the_case,
    "redirect_urls": _by_the_case,
    "available_shipping_options": _by_the_case,
    "details.errors": _by_the_case,
    "xml": _by_the_case,
}
