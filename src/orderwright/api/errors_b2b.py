"""Refusals of the B2B Edition: its two envelopes, and its own words and codes.

The storefront says `{code, message, data}`, the management API `{code, data, meta: {message}}`.
"""

from typing import Any

from orderwright.api.routing import Dialect
from orderwright.domain import errors as e

ORDERS_RESOURCE = 13
NOT_PERMITTED = "User does not have permission to place an order"
NO_CREDENTIALS = "Invalid token header. No credentials provided."
NOT_FOUND = "Not Found Error"
NO_GRAPHQL = "GraphQL is not supported. The same orders are served at /api/v2/orders."
LOGICAL = "Processing data contains logical errors"
FIELD = {
    "required": "This field may not be null.",
    "null": "This field may not be null.",
    "read_only": "This field cannot be written to.",
    "unknown": "This field is not supported.",
    "unknown_filter": "This field is not supported.",
    "invalid": "This value is not valid.",
}
LOGINS = {
    "customer": ("Customer auth failed", "Calling BC API failed"),
    "backend": (
        "The email or password you have entered is incorrect. Please try again.",
        "API logic error",
    ),
    "role": ("role forbidden", "API logic error"),
}
# What is not there, as each operation says it: the message, and what else `data` tells.
IO_NOT_FOUND: dict[str, tuple[str, str]] = {
    "company order": ("Order Does Not Exist.", ""),
    "company order record": (NOT_FOUND, ""),
    "company order products": ("The order does not exist.", ""),
    "company buyer": ("User does not exist or action not support for this user.", ""),
    "company buyer or group": ("User does not exist or action not supported for this user", ""),
    "company user": (NOT_FOUND, "User matching query does not exist."),
    "company": ("This resource is not found.", ""),
    "b2b token": (NOT_FOUND, "No matching token was found."),
}

Printed = tuple[int, Any]


def print_plain(dialect: Dialect, code: int, message: str) -> dict[str, Any]:
    """A body with nothing but a sentence."""
    return _storefront(code, message) if dialect == "b2b" else _io(code, message)


def print_storefront(error: e.Refusal, status: int, title: str) -> Printed:
    """Status and body of a refusal of the storefront API."""
    if isinstance(error, e.OrderNotOpen):
        return status, _storefront(_of_orders(status), NOT_PERMITTED)
    if isinstance(error, e.WrongOrderInput):
        return status, _storefront(_of_orders(status), "Bad Request Error", _fields(error))
    if isinstance(error, e.InvalidInput):
        return 400, _storefront(400, "Bad Request Error", _fields(error))
    if isinstance(error, e.NotFound) and error.resource == "company order":
        return status, _storefront(status, NOT_FOUND, {"errMsg": "Order Does not Exist"})
    if isinstance(error, e.NotFound) and error.resource == "graphql":
        return status, _storefront(status, NO_GRAPHQL)
    if isinstance(error, e.NotAuthenticated):
        return status, _storefront(status, NO_CREDENTIALS, {"errMsg": NO_CREDENTIALS})
    wrong = _extra_field(error)
    if wrong:
        return status, _storefront(status, wrong, {"errMsg": wrong})
    return status, _storefront(status, title)


def print_io(error: e.Refusal, status: int, title: str) -> Printed:
    """Status and body of a refusal of the management API."""
    if isinstance(error, e.OrderNotOpen):
        return status, _io(status, "The order already exists.")
    if isinstance(error, e.LoginFailed):
        wrong, message = LOGINS[error.of]
        return status, _io(status, message, {"errMsg": wrong})
    if isinstance(error, e.NotFound) and error.resource in IO_NOT_FOUND:
        message, detail = IO_NOT_FOUND[error.resource]
        return status, _io(status, message, {"errMsg": detail} if detail else {})
    if isinstance(error, e.InvalidInput):
        fields = {name: [reason] for name, reason in _fields(error).items()}
        return 422, _io(422, "Parameter Error", {"errMsg": fields})
    if isinstance(error, e.NotAuthenticated):
        return status, _io(status, NO_CREDENTIALS, {"errMsg": NO_CREDENTIALS})
    if isinstance(error, e.Unprocessable):
        return 422, _io(422, LOGICAL, {"errMsg": title})
    wrong = _extra_field(error)
    if wrong:
        return status, _io(status, wrong, {"errMsg": wrong})
    return status, _io(status, title)


def _of_orders(status: int) -> int:
    """The code that tells the resource besides the status: 40013 (the reference's own words)."""
    return status * 100 + ORDERS_RESOURCE


def _extra_field(error: e.Refusal) -> str:
    if isinstance(error, e.ExtraFieldMissing):
        return f"{error.field_name} is a required extra field"
    if isinstance(error, e.ExtraFieldWrong):
        return f"{error.field_name} does not take this value"
    return ""


def _fields(error: e.InvalidInput) -> dict[str, str]:
    return {f.path or f.name: f.detail or FIELD[f.reason] for f in error.errors}


def _storefront(code: int, message: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"code": code, "message": message, "data": data or {}}


def _io(code: int, message: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"code": code, "data": data or {}, "meta": {"message": message}}
