"""V2 XML in and out: elements for keys, no attributes, no DTD, no entities."""

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

import defusedxml.ElementTree as Safe
from defusedxml import DefusedXmlException

from orderwright.domain.errors import MalformedBody

DEPTH_MAX = 40
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
# The element of one entry, where it is not the list's name without its final s.
ENTRIES = {
    "applied_discounts": "discount",
    "shipping_addresses": "address",
    "product_options": "option",
    "statuses": "status",
    "addresses": "address",
    "categories": "value",
    "ids": "value",
    "errors": "error",
    "shipping": "consignment",
    "taxes": "tax",
    "fees": "fee",
}


def print_xml(value: Any, root: str, entry: str) -> bytes:
    """A document: lists hold `entry` elements, nulls are empty elements."""
    if isinstance(value, list):
        inner = "".join(_element(entry, row) for row in value)
        return f"{HEADER}<{root}>{inner}</{root}>".encode()
    return (HEADER + _element(entry, value)).encode()


def print_errors(errors: list[dict[str, Any]]) -> bytes:
    """The error document; messages are CDATA as on the platform."""
    shown = []
    for error in errors:
        message = _allowed(str(error["message"])).replace("]]>", "]]]]><![CDATA[>")
        inner = f"<status>{error['status']}</status><message><![CDATA[{message}]]></message>"
        if "details" in error:
            inner += _element("details", error["details"])
        shown.append(f"<error>{inner}</error>")
    return f"{HEADER}<errors>{''.join(shown)}</errors>".encode()


def _element(name: str, value: Any) -> str:
    if not name.replace("_", "a").replace("-", "a").isalnum() or name[0].isdigit():
        name = "value"
    if value is None:
        return f"<{name}/>"
    if isinstance(value, bool):
        return f"<{name}>{'true' if value else 'false'}</{name}>"
    if isinstance(value, dict):
        return f"<{name}>{''.join(_element(k, v) for k, v in value.items())}</{name}>"
    if isinstance(value, list):
        entry = ENTRIES.get(name) or (name[:-1] if name.endswith("s") else "value")
        return f"<{name}>{''.join(_element(entry, row) for row in value)}</{name}>"
    return f"<{name}>{escape(_allowed(str(value)))}</{name}>"


def _allowed(text: str) -> str:
    """Without the characters that no XML document may hold."""
    return _FORBIDDEN.sub("", text)


def parse_xml(raw: bytes) -> Any:
    """A document as the values that JSON would have given; leaves are strings.

    Raises MalformedBody, for a DTD or an entity as well.
    """
    try:
        root = Safe.fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise MalformedBody(f"not well-formed XML: {error}"[:200]) from error
    value = _value(root, 0)
    return {} if value == "" else value


def _value(element: Element, depth: int) -> Any:
    if depth > DEPTH_MAX:
        raise MalformedBody("nested too deeply")
    children = list(element)
    if not children:
        text = element.text or ""
        return None if text == "NULL" else text.strip() if text.isspace() else text
    if _is_list(element.tag, children):
        return [_value(child, depth + 1) for child in children]
    return {child.tag: _value(child, depth + 1) for child in children}


def _is_list(name: str, children: list[Element]) -> bool:
    """Whether the children are entries of a list: all alike, and named as its entries are."""
    tags = {child.tag for child in children}
    if len(tags) != 1:
        return False
    (tag,) = tags
    return len(children) > 1 or tag in (ENTRIES.get(name), name[:-1], "value", "item", "entry")
