"""Which representation is read and which is sent."""

from collections.abc import Mapping

from orderwright.api.routing import Dialect, Route
from orderwright.domain.errors import NotAcceptable, UnsupportedMediaType

JSON = "json"
XML = "xml"
EVENT_STREAM = "text/event-stream"
VENDOR = "application/vnd.bc.v1+json"
_JSON_TYPES = frozenset({"*/*", "application/*", "application/json", "text/json"})
_XML_TYPES = frozenset({"application/xml", "text/xml"})


def split_extension(dialect: Dialect, path: str) -> tuple[str, str]:
    """A V2 path without `.json` or `.xml`, and that extension."""
    if dialect == "v2":
        for extension in (JSON, XML):
            if path.endswith(f".{extension}"):
                return path[: -len(extension) - 1], extension
    return path, ""


def negotiate(dialect: Dialect, accept: str, extension: str, *, is_strict: bool = False) -> str:
    """`json`, `xml` or an event stream: `Accept` decides, then the path's extension.

    Raises NotAcceptable. Where it is strict the payments host takes the vendor's type only, as the
    reference says.
    """
    if is_strict and dialect == "payments" and accept.strip() != VENDOR:
        raise NotAcceptable
    if not accept.strip():
        return extension or JSON
    ranked = sorted(map(_quality, accept.split(",")), key=lambda pair: -pair[1])
    for media_type, quality in ranked:
        if quality <= 0:
            continue
        if media_type == "*/*" and extension:
            return extension
        if media_type in _JSON_TYPES or (dialect == "payments" and media_type == VENDOR):
            return JSON
        if dialect == "v2" and media_type in _XML_TYPES:
            return XML
        if dialect == "v3" and media_type == EVENT_STREAM:
            return EVENT_STREAM
    raise NotAcceptable


def _quality(offer: str) -> tuple[str, float]:
    media_type, *parameters = (part.strip() for part in offer.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media_type.lower(), float(value)
            except ValueError:
                return media_type.lower(), 0.0
    return media_type.lower(), 1.0


def body_is_xml(headers: Mapping[str, str], route: Route) -> bool:
    """Whether the body is XML rather than JSON. Raises UnsupportedMediaType for anything else."""
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not content_type or content_type in _JSON_TYPES or content_type.endswith("+json"):
        return False
    if route.dialect == "v2" and content_type in _XML_TYPES:
        return True
    if route.body is None:
        return False
    raise UnsupportedMediaType
