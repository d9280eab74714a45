"""Publishes the route table as one OpenAPI 3.1 document, complete with schemas."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from orderwright import __version__
from orderwright.api.openapi_errors import ERROR_SCHEMAS, ERROR_STATUSES, error_schema_name
from orderwright.api.routing import Dialect, Route
from orderwright.api.schema import Array, Kind, Object

Node = dict[str, Any]

OPENAPI = "3.1.0"
AUTH = "X-Auth-Token"
BUYER, BUYER_HEADER = "Buyer", "authToken"
TEXT_PARAMETERS = frozenset(
    {
        *("store_hash", "cart_id", "cartId", "checkout_id", "checkoutId", "consignmentId"),
        *(
            "consignment_id",
            "item_id",
            "itemId",
            "code",
            "coupon_code",
            "couponCode",
            "discount_id",
        ),
        *("uuid", "transaction_id", "token", "payment_id", "order_uuid", "name", "key", "delivery"),
    }
)
RATE_HEADERS = {
    "X-Rate-Limit-Requests-Quota": "Requests that the present window allows.",
    "X-Rate-Limit-Requests-Left": "Requests left in the present window.",
    "X-Rate-Limit-Time-Window-Ms": "Length of a window in milliseconds.",
    "X-Rate-Limit-Time-Reset-Ms": "Milliseconds until the present window ends.",
}
MUTATING = frozenset({"POST", "PUT", "DELETE"})
DIALECT_NAMES: dict[Dialect, str] = {
    "v2": "V2",
    "v3": "V3",
    "payments": "Payments",
    "b2b": "B2B",
    "b2b_io": "B2B",
}


def build_document(routes: Iterable[Route]) -> Node:
    """The whole document. Raises ValueError where two schemas of one name differ."""
    served = list(routes)
    schemas: Node = {}
    for route in served:
        for kind in _kinds(route):
            _gather(kind, schemas)
    ids = operation_ids(served)
    paths: dict[str, Node] = {}
    for route in served:
        operation = _operation(route, ids[(route.method, route.path)])
        paths.setdefault(route.path, {})[route.method.lower()] = operation
    return {
        "openapi": OPENAPI,
        "info": {
            "title": "Orderwright",
            "version": __version__,
            "summary": "Orders, checkouts and payments on your own server.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name} for name in dict.fromkeys(tag(route) for route in served)],
        "paths": paths,
        "components": {
            "schemas": dict(sorted((schemas | ERROR_SCHEMAS).items())),
            "responses": _error_responses(),
            "parameters": {"IdempotencyKey": _IDEMPOTENCY_KEY},
            "headers": {name: _header(text) for name, text in RATE_HEADERS.items()}
            | {"X-Request-Id": _header("The request's own id, or the one it was given.", "string")},
            "securitySchemes": {
                AUTH: {"type": "apiKey", "in": "header", "name": AUTH},
                BUYER: {"type": "http", "scheme": "bearer"},
                BUYER_HEADER: {"type": "apiKey", "in": "header", "name": BUYER_HEADER},
            },
        },
    }


def operation_ids(routes: Iterable[Route]) -> dict[tuple[str, str], str]:
    """A unique id for every route: the reference's own, with the dialect where two share one."""
    taken: dict[str, tuple[str, str]] = {}
    for route in routes:
        key = (route.method, route.path)
        for name in _names(route):
            if taken.setdefault(name, key) == key:
                break
    return {key: name for name, key in taken.items()}


def _names(route: Route) -> Iterator[str]:
    yield route.operation
    yield f"{route.operation}{DIALECT_NAMES[route.dialect]}"
    words = [part.strip("{}") for part in route.path.split("/") if part]
    yield "_".join([route.method.lower(), *words])


def tag(route: Route) -> str:
    """The group that an operation is shown in: its dialect and its noun."""
    parts = [part for part in route.path.split("/") if part and not part.startswith("{")]
    words = [part for part in parts if part not in ("stores", "api")]
    return " ".join(words[:2]).replace("v2 ", "V2 ").replace("v3 ", "V3 ")


def _operation(route: Route, operation_id: str) -> Node:
    operation: Node = {
        "operationId": operation_id,
        "summary": route.summary or operation_id,
        "tags": [tag(route)],
        "parameters": [*_path_parameters(route), *_query_parameters(route)],
        "responses": _responses(route),
        "security": _security(route),
    }
    if route.method in MUTATING:
        operation["parameters"].append({"$ref": "#/components/parameters/IdempotencyKey"})
    if route.body is not None:
        operation["requestBody"] = {"required": True, "content": _content(route, route.body)}
    return operation


def _security(route: Route) -> list[Node]:
    """Any one of these opens the route."""
    if route.for_buyers:
        return [{BUYER: []}, {BUYER_HEADER: []}]
    return [{AUTH: [scope]} for scope in sorted(route.scopes or ())]


def _path_parameters(route: Route) -> Iterator[Node]:
    for part in route.path.split("/"):
        if part.startswith("{"):
            name = part[1:-1]
            schema: Node = {"type": "string"}
            if name not in TEXT_PARAMETERS and name.lower().endswith("id"):
                schema = {"type": "integer", "minimum": 0}
            yield {"name": name, "in": "path", "required": True, "schema": schema}


def _query_parameters(route: Route) -> Iterator[Node]:
    if route.query is None:
        return
    for name, prop in route.query.props.items():
        parameter: Node = {"name": name, "in": "query", "schema": prop.kind.json_schema()}
        if prop.required:
            parameter["required"] = True
        if isinstance(prop.kind, Array):
            parameter |= {"style": "form", "explode": False}
        yield parameter


def _responses(route: Route) -> Node:
    shared = ERROR_STATUSES[route.dialect]
    responses: Node = {
        str(status): {"$ref": f"#/components/responses/{_response_name(route.dialect, status)}"}
        for status in shared
    }
    for status, kind in route.answers.items():
        response: Node = {"description": HTTPStatus(status).phrase, "headers": _header_refs()}
        if kind is not None:
            response["content"] = _content(route, kind)
        responses[str(status)] = response
    if route.has_default:
        name = _response_name(route.dialect, HTTPStatus.INTERNAL_SERVER_ERROR)
        responses["default"] = {"$ref": f"#/components/responses/{name}"}
    return dict(sorted(responses.items()))


def _content(route: Route, kind: Kind) -> Node:
    schema = kind.json_schema()
    content: Node = {"application/json": {"schema": schema}}
    if route.dialect == "v2":
        content["application/xml"] = {"schema": schema}
    return content


def _error_responses() -> Node:
    return {
        _response_name(dialect, status): {
            "description": HTTPStatus(status).phrase,
            "headers": _header_refs(),
            "content": {
                "application/json": {
                    "schema": {"$ref": f"#/components/schemas/{error_schema_name(dialect)}"}
                }
            },
        }
        for dialect, statuses in ERROR_STATUSES.items()
        for status in statuses
    }


def _response_name(dialect: Dialect, status: int) -> str:
    return f"{error_schema_name(dialect)}{status}"


def _header(description: str, kind: str = "integer") -> Node:
    return {"description": description, "schema": {"type": kind}}


def _header_refs() -> Node:
    return {
        name: {"$ref": f"#/components/headers/{name}"} for name in (*RATE_HEADERS, "X-Request-Id")
    }


_IDEMPOTENCY_KEY: Node = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "The same request under the same key is carried out once, and answered alike.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def _kinds(route: Route) -> Iterator[Kind]:
    yield from (kind for kind in (route.query, route.body) if kind is not None)
    yield from (kind for kind in route.answers.values() if kind is not None)


def _gather(kind: Kind, schemas: Node) -> None:
    """Add the named objects below a kind to the components."""
    if isinstance(kind, Object):
        body = kind.body()
        if kind.name and schemas.setdefault(kind.name, body) is not body:
            if schemas[kind.name] != body:
                raise ValueError(f"two different schemas are named {kind.name}")
            return
        for prop in kind.props.values():
            _gather(prop.kind, schemas)
        return
    for name in getattr(kind, "__dataclass_fields__", ()):
        _gather_all(getattr(kind, name), schemas)


def _gather_all(value: object, schemas: Node) -> None:
    if isinstance(value, Kind):
        _gather(value, schemas)
    elif isinstance(value, tuple | list):
        for item in value:
            _gather_all(item, schemas)
    elif isinstance(value, Mapping):
        _gather_all(list(value.values()), schemas)
