"""The error bodies of every dialect, as the published document shows them."""

from typing import Any

from orderwright.api.routing import Dialect

Node = dict[str, Any]

COMMON = (400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 500, 501, 503)
ERROR_STATUSES: dict[Dialect, tuple[int, ...]] = {
    "v2": COMMON,
    "v3": COMMON,
    "payments": COMMON,
    "b2b": COMMON,
    "b2b_io": COMMON,
}

TEXT: Node = {"type": "string"}
WHOLE: Node = {"type": "integer"}
OBJECT: Node = {"type": "object"}
ANYTHING: Node = {"type": ["string", "object", "array"]}

_V2_ERROR: Node = {
    "type": "object",
    "properties": {"status": WHOLE, "message": TEXT, "details": OBJECT},
    "required": ["status", "message"],
}
_V3_ONE: Node = {
    "type": "object",
    "properties": {
        "status": WHOLE,
        "title": TEXT,
        "type": TEXT,
        "detail": TEXT,
        "code": WHOLE,
        "errors": OBJECT,
    },
}
# By the fields' names; these are the ones that the reference itself names.
_B2B_WRONG: Node = {
    "type": ["string", "object"],
    "properties": {
        name: {"type": "array", "items": TEXT}
        for name in (
            "firstName", "lastName", "email", "companyId", "non_field_errors", "role",
        )
    },
    "additionalProperties": {"type": "array", "items": TEXT},
}  # fmt: skip
ERROR_SCHEMAS: Node = {
    "V2Errors": {"type": "array", "items": _V2_ERROR, "minItems": 1},
    "V3Error": {
        "type": "object",
        "properties": {
            "status": {"type": ["integer", "number"]},
            "title": TEXT,
            "type": TEXT,
            "instance": TEXT,
            "detail": TEXT,
            "code": WHOLE,
            "errors": {
                "anyOf": [
                    {"type": "object", "additionalProperties": ANYTHING},
                    {"type": "array", "items": _V3_ONE},
                ]
            },
        },
        "required": ["status", "type"],
    },
    "PaymentsError": {
        "type": "object",
        "properties": {
            "status": WHOLE,
            "title": TEXT,
            "type": TEXT,
            "detail": TEXT,
            "code": WHOLE,
            "errors": {"type": "object", "additionalProperties": TEXT},
        },
        "required": ["status", "title", "type", "code"],
    },
    "B2BError": {
        "type": "object",
        "properties": {
            "code": WHOLE,
            "message": TEXT,
            "data": {
                "type": "object",
                "properties": {"errMsg": TEXT},
                "additionalProperties": TEXT,
            },
        },
        "required": ["code", "message", "data"],
    },
    "B2BManagementError": {
        "type": "object",
        "properties": {
            "code": {"type": ["integer", "number"]},
            "data": {"type": "object", "properties": {"errMsg": _B2B_WRONG}},
            "meta": {"type": "object", "properties": {"message": TEXT}},
        },
        "required": ["code", "data", "meta"],
    },
}

_NAMES: dict[Dialect, str] = {
    "v2": "V2Errors",
    "v3": "V3Error",
    "payments": "PaymentsError",
    "b2b": "B2BError",
    "b2b_io": "B2BManagementError",
}


def error_schema_name(dialect: Dialect) -> str:
    """The component that holds the error body of a dialect."""
    return _NAMES[dialect]
