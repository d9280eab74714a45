"""The one table from refusal to status and body, a column a dialect.

Wording is the platform's own where it is recorded (V2 error array, V3 problem object, payments
codes, B2B envelopes); the rest follows its pattern.
"""

from collections.abc import Callable
from typing import Any

from orderwright.api.errors_b2b import print_io, print_plain, print_storefront
from orderwright.api.payments.codes import BAD_DATA, PAYMENT_CODES
from orderwright.api.routing import Dialect
from orderwright.domain import errors as e

STATUS_CODES = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes"
QUANTITIES = (
    "Quantities of one or more products are out of stock or did not meet quantity requirements."
)
OPTIONS = "The options of one or more products are invalid."
TOO_MANY_TO_SHIP = (
    "The quantity specified is greater than the quantity of the product that is available to ship."
)
WRONG_KIND_OF_BODY = "The body is not of the kind, object or list, that is expected here."
INVALID_JSON = "JSON data is missing or invalid"

V2_FIELD = {
    "required": "The required field '{}' was not supplied.",
    "invalid": "The field '{}' is invalid.",
    "unknown": "The field '{}' is not supported by this resource.",
    "unknown_filter": "The field '{}' is not supported by this resource.",
    "read_only": (
        "The field '{}' cannot be written to. Please remove it from your request before trying"
        " again."
    ),
    "null": "The field '{}' does not allow null values.",
}
V3_FIELD = {
    "required": "error.path.missing",
    "invalid": "error.expected.valid",
    "unknown": "error.path.unexpected",
    "unknown_filter": "error.path.unexpected",
    "read_only": "error.path.readonly",
    "null": "error.expected.notnull",
}
V3_MISSING: dict[e.Missing, str] = {
    "empty_cart": "The request could not process",
    "invalid_shipping_address": "A shipping address for this order is incomplete",
    "missing_shipping_method": "Missing shipping method",
    "invalid_billing_address": "Invalid billing address",
    "missing_email_address": "Missing email address",
}
V3_QUANTITY = {
    "ExceedsMaxQuantity": "You can only purchase a maximum of {} of the {} per order.",
    "InsufficientQuantity": "You need to purchase a minimum of {} of the {} per order.",
    "OutOfStock": (
        "We don't have enough {1} stock on hand for the quantity you selected. Please try again."
    ),
}

STATUS: dict[type[Exception], int] = {
    e.InvalidInput: 422,
    e.MalformedBody: 400,
    e.NotFound: 404,
    e.Conflict: 409,
    e.Unprocessable: 422,
    e.EmailTaken: 422,
    e.InsufficientBalance: 422,
    e.InvalidFilter: 422,
    e.BadRequest: 400,
    e.QuantityConflict: 409,
    e.PaymentRefused: 422,
    e.CheckoutIncomplete: 422,
    e.CheckoutChanged: 409,
    e.TaxProviderUnavailable: 500,
    e.InvalidOptions: 400,
    e.NotAvailableToShip: 400,
    e.WrongOrderInput: 400,
    e.LoginFailed: 400,
    e.OrderNotOpen: 400,
    e.ExtraFieldMissing: 422,
    e.ExtraFieldWrong: 422,
    e.InvalidBatch: 422,
    e.InData: 422,
    e.ItemRefused: 422,
    e.RefundRefused: 422,
    e.NotAuthenticated: 401,
    e.NotAllowed: 403,
    e.Forbidden: 403,
    e.TooMany: 413,
    e.TooManyRequests: 429,
    e.BodyTooLarge: 413,
    e.NotAcceptable: 406,
    e.UnsupportedMediaType: 415,
    e.MethodNotAllowed: 405,
    e.NotImplementedHere: 501,
    e.IdempotencyMismatch: 422,
    e.IdempotencyBusy: 409,
}
V2_STATUS = {e.InvalidInput: 400, e.Unprocessable: 400}

TITLES: dict[type[Exception], str] = {
    e.MalformedBody: "The request body could not be read.",
    e.NotFound: "The requested resource was not found.",
    e.QuantityConflict: QUANTITIES,
    e.CheckoutChanged: "Checkout could not be processed",
    e.TaxProviderUnavailable: "The tax provider is unavailable.",
    e.InvalidOptions: OPTIONS,
    e.NotAvailableToShip: V2_FIELD["invalid"].format("quantity"),
    e.NotAuthenticated: "The X-Auth-Token header is missing or holds no valid access token.",
    e.NotAllowed: "You don't have a required scope to access the endpoint",
    e.TooMany: "The requested number of rows is larger than the maximum.",
    e.TooManyRequests: "Too many requests. Wait until the present window has ended.",
    e.BodyTooLarge: "The request body is too large.",
    e.NotAcceptable: "The requested representation is not available. Accept application/json.",
    e.UnsupportedMediaType: "The content type of the request body is not supported.",
    e.MethodNotAllowed: "The method is not allowed for this resource.",
    e.NotImplementedHere: "The method is not implemented.",
    e.IdempotencyMismatch: "Another request was made with this Idempotency-Key.",
    e.IdempotencyBusy: "The first request with this Idempotency-Key is still running.",
}
NOT_FOUND_TITLES = {
    "product": "A product was not found with an id of {}",
    "gift certificate": "Gift certificate code not found",
    "webhook": "Webhook with id [{}] not found",
}
NOT_PAYING = "The Authorization header is missing or holds no valid payment access token."
NO_VALID_COMBINATION = (
    "Unauthorized - the v3 Auth client ID or token in the request are not a valid combination for"
    " this store."
)
CRASH_TITLE = "Something went wrong with your request, please try again"

Printed = tuple[int, Any]


def print_refusal(dialect: Dialect, error: e.Refusal) -> Printed:
    """Status and body of a refusal in a dialect."""
    if isinstance(error, e.PaymentRefused):
        return _payment_refused(error)
    return _PRINTERS[dialect](error)


def print_crash(dialect: Dialect) -> Printed:
    """Status and body of a bug: an object with a title even then."""
    return print_status(dialect, 500, CRASH_TITLE)


def print_status(dialect: Dialect, status: int, title: str) -> Printed:
    """A status with nothing but a sentence, in a dialect."""
    if dialect == "v2":
        return status, [{"status": status, "message": title}]
    if dialect in ("b2b", "b2b_io"):
        return status, print_plain(dialect, status, title)
    body: dict[str, Any] = {"status": status, "title": title, "type": STATUS_CODES}
    if dialect == "payments":
        body["code"] = 10000
    return status, body


def _title(error: e.Refusal) -> str:
    if isinstance(error, e.Conflict | e.Unprocessable | e.Forbidden):
        return error.title
    if isinstance(error, e.NotAuthenticated) and error.any_will_do:
        return NO_VALID_COMBINATION
    return TITLES.get(type(error), CRASH_TITLE)


def _v2(error: e.Refusal) -> Printed:
    status = V2_STATUS.get(type(error)) or STATUS[type(error)]
    if isinstance(error, e.InvalidInput):
        return status, [_v2_field(status, error.errors[0])]
    if isinstance(error, e.EmailTaken):
        reason = "The email address is already in use by another customer."
        return 400, [_v2_field(400, e.FieldError("email", "invalid", reason))]
    if isinstance(error, e.Unprocessable) and error.fields:
        name = next(iter(error.fields)).rpartition(".")[2]
        return status, [_v2_field(status, e.FieldError(name, "invalid"))]
    body: dict[str, Any] = {"status": status, "message": _title(error)}
    if isinstance(error, e.QuantityConflict):
        body["details"] = {"errors": [_v2_quantity(p) for p in error.problems]}
    elif isinstance(error, e.InvalidOptions):
        body["details"] = {"errors": [_v2_option(p) for p in error.problems]}
    elif isinstance(error, e.NotAvailableToShip):
        body["details"] = {
            "invalid_reason": TOO_MANY_TO_SHIP,
            "available_quantity": error.available,
            "order_product_id": error.order_product_id,
        }
    elif isinstance(error, e.MalformedBody):
        body["details"] = {"invalid_reason": error.detail}
    return status, [body]


def _v2_field(status: int, error: e.FieldError) -> dict[str, Any]:
    if not error.name:  # the body as a whole
        reason = {"invalid_reason": WRONG_KIND_OF_BODY}
        return {"status": status, "message": TITLES[e.MalformedBody], "details": reason}
    body: dict[str, Any] = {"status": status, "message": V2_FIELD[error.reason].format(error.name)}
    if error.detail is not None:
        body["details"] = {"invalid_reason": error.detail}
    return body


def _v2_quantity(problem: e.QuantityProblem) -> dict[str, Any]:
    resource = f"/products/{problem.product_id}"
    product: dict[str, Any] = {"id": problem.product_id, "name": problem.product_name}
    if problem.kind == "ExceedsMaxQuantity":
        product["maximum_quantity"] = problem.limit
    elif problem.kind == "InsufficientQuantity":
        product["minimum_quantity"] = problem.limit
    elif problem.sku_id:
        sku = f"{resource}/skus/{problem.sku_id}"
        product["sku"] = {
            "id": problem.sku_id,
            "sku": problem.sku,
            "url": f"\x01/v2{sku}",
            "resource": sku,
            "inventory_level": problem.limit,
        }
    else:
        product["inventory_level"] = problem.limit
    product |= {"url": f"\x01/v2{resource}", "resource": resource}
    return {"type": problem.kind, "product": product}


def _v2_option(problem: e.OptionProblem) -> dict[str, Any]:
    resource = f"/products/{problem.product_id}"
    product: dict[str, Any] = {"id": problem.product_id}
    if problem.kind == "MandatoryProductOptions":
        product["required_product_options"] = [
            _v2_option_ref(resource, option) for option in problem.required
        ]
    elif problem.kind == "InvalidProductOption":
        product["value"] = problem.value
    elif problem.option is not None:
        product["product_option"] = _v2_option_ref(resource, problem.option)
    product |= {"url": f"\x01/v2{resource}", "resource": resource}
    return {"type": problem.kind, "product": product}


def _v2_option_ref(resource: str, option: e.OptionRef) -> dict[str, Any]:
    path = f"{resource}/options/{option.id}"
    shown: dict[str, Any] = {
        "id": option.id,
        "option_id": option.option_id,
        "display_name": option.display_name,
    }
    if option.value is not None:
        shown["value"] = option.value
    return shown | {"url": f"\x01/v2{path}", "resource": path}


def _v3_wrapped(error: e.Refusal) -> Printed:
    """A refusal of V3; some are wrapped in a list in `data`."""
    if isinstance(error, e.InData):
        status, inner = _v3(error.error)
        return status, {"data": [inner]}
    return _v3(error)


def _v3(error: e.Refusal) -> Printed:
    status = STATUS[type(error)]
    if isinstance(error, e.InvalidBatch):
        return status, {"batch_errors": [_v3(member)[1] for member in error.errors]}
    body: dict[str, Any] = {"status": status, "title": _title(error), "type": STATUS_CODES}
    if isinstance(error, e.InvalidInput):
        filters = [f.name for f in error.errors if f.reason == "unknown_filter"]
        if filters:
            names = ", ".join(filters)
            body["title"] = f"The filter(s): {names} are not valid filter parameter(s)."
            return status, body | {"errors": {}}
        body["title"] = INVALID_JSON
        wrong = {f.path or f.name: f.detail or V3_FIELD[f.reason] for f in error.errors}
        return status, body | {"errors": wrong}
    if isinstance(error, e.InvalidFilter):
        return status, body | {"errors": {}}
    if isinstance(error, e.Unprocessable):
        if error.code is not None:
            body["code"] = error.code
        printed = error.fields or isinstance(error, e.ItemRefused)
        return status, body | ({"errors": error.fields} if printed else {})
    if isinstance(error, _OF_CARTS):
        return _v3_cart(error, body)
    if isinstance(error, e.NotFound) and error.resource == "cart":
        return status, {"status": status, "type": STATUS_CODES}
    if isinstance(error, e.NotFound) and error.resource in NOT_FOUND_TITLES:
        body["title"] = NOT_FOUND_TITLES[error.resource].format(error.identifier)
    fields: dict[str, str] = getattr(error, "fields", {})
    bare = _is_bare(error) and not fields
    return status, body if bare else body | {"errors": fields}


_OF_CARTS = (
    e.CheckoutIncomplete,
    e.CheckoutChanged,
    e.TaxProviderUnavailable,
    e.QuantityConflict,
)


def _is_bare(error: e.Refusal) -> bool:
    """Whether the answer has no `errors`: conflicts, and what hooks refuse (behaviour 5)."""
    return (
        isinstance(error, e.Conflict)
        or (isinstance(error, e.NotFound) and error.resource == "webhook")
        or (isinstance(error, e.NotAuthenticated) and error.any_will_do)
    )


def _v3_cart(error: e.Refusal, body: dict[str, Any]) -> Printed:
    """What carts and checkouts refuse (behaviour 2.4, 2.5)."""
    if isinstance(error, e.TaxProviderUnavailable):
        return body["status"], body | {"errors": {"tax_provider_unavailable": body["title"]}}
    if isinstance(error, e.QuantityConflict):
        told = [V3_QUANTITY[p.kind].format(p.limit, p.product_name) for p in error.problems]
        return 422, body | {"status": 422, "title": " ".join(dict.fromkeys(told))}
    if isinstance(error, e.CheckoutChanged):
        return body["status"], body | {"errors": {"cart_has_changed": body["title"]}}
    assert isinstance(error, e.CheckoutIncomplete)
    wrong = {missing: V3_MISSING[missing] for missing in error.missing}
    return body["status"], body | {"title": next(iter(wrong.values())), "errors": wrong}


def _payment_refused(error: e.PaymentRefused) -> Printed:
    status, title = PAYMENT_CODES[error.code]
    body: dict[str, Any] = {
        "status": status,
        "code": error.code,
        "title": title,
        "type": STATUS_CODES,
    }
    return status, body | {"detail": error.detail} if error.detail else body


def _payments(error: e.Refusal) -> Printed:
    """What is wrong with the data is named in `errors`, whose values are texts."""
    status, body = _v3(error)
    if isinstance(error, e.NotAuthenticated):
        body["title"] = NOT_PAYING
    if isinstance(error, e.InvalidInput):
        body["title"] = BAD_DATA
    elif not body.get("errors"):
        body.pop("errors", None)
    body.setdefault("code", 10001 if status in (400, 422) else 10000)
    return status, body


def _b2b(error: e.Refusal) -> Printed:
    return print_storefront(error, STATUS[type(error)], _title(error))


def _b2b_io(error: e.Refusal) -> Printed:
    return print_io(error, STATUS[type(error)], _title(error))


_PRINTERS: dict[Dialect, Callable[[e.Refusal], Printed]] = {
    "v2": _v2,
    "v3": _v3_wrapped,
    "payments": _payments,
    "b2b": _b2b,
    "b2b_io": _b2b_io,
}
