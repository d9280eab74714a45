"""Refusals: one short tree of errors that carry data; `api/errors.py` gives them words.

Refusal
├── InvalidInput          fields of the request are wrong
│   └── WrongOrderInput   the same, in a request of the B2B storefront about orders
├── NotFound              no such resource in this store
├── Conflict              the resource is not in a state that allows this
│   └── QuantityConflict  stock, minimum or maximum quantities
├── Unprocessable         a rule refuses what is asked
│   ├── BadRequest        the same, as 400 in V3 too
│   ├── RefundRefused     a refund exceeds what is left, or is to be paid as was not quoted
│   ├── ItemRefused       an item of the inventory cannot be adjusted
│   ├── InvalidFilter     a list cannot be filtered by this
│   ├── InsufficientBalance  a gift certificate or store credit holds less than is asked of it
│   └── EmailTaken        another customer has this e-mail
├── PaymentRefused        a payment cannot be made; a code of the platform's table says why
├── CheckoutIncomplete    a checkout lacks what its order needs
├── CheckoutChanged       a checkout no longer comes to what it showed
├── TaxProviderUnavailable  no order without an outside provider's taxes
├── InvalidOptions        product options of order lines are missing or wrong
├── NotAvailableToShip    more of an order line is to be shipped than is left
├── LoginFailed           a login of the B2B Edition is wrong
├── OrderNotOpen          a B2B record can no longer be filled in, or not by this user
├── ExtraFieldMissing     a required extra field has no value
├── ExtraFieldWrong       an extra field does not take its value
├── InvalidBatch          members of a batch are refused
├── InData                a refusal that the platform wraps in `data`
├── NotAuthenticated      no token, or one that nobody issued
├── NotAllowed            the token lacks the scope
├── Forbidden             the resource is another app's own
├── TooMany               more rows asked for than a page may hold
├── TooManyRequests       the store's quota is used up
├── BodyTooLarge  NotAcceptable  UnsupportedMediaType  MethodNotAllowed  NotImplementedHere
└── IdempotencyMismatch   another request under a key that is taken
    IdempotencyBusy       the first request under this key still runs
"""

from dataclasses import dataclass
from typing import Literal

Reason = Literal["required", "invalid", "unknown", "read_only", "null", "unknown_filter"]


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field.

    `name` is what a V2 answer calls it (a leaf, or a dotted path where the platform uses one),
    `path` the whole dotted path, which V3 answers print; empty where it equals the name.
    """

    name: str
    reason: Reason = "invalid"
    detail: str | None = None
    path: str = ""


class Refusal(Exception):
    """The request is refused and nothing has changed."""


class InvalidInput(Refusal):
    """Fields are missing, unknown, read-only or of the wrong type."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(", ".join(f"{e.name}: {e.reason}" for e in errors))
        self.errors = errors


class WrongOrderInput(InvalidInput):
    """Wrong fields in a request about B2B orders, whose errors have a code of their own."""


class MalformedBody(Refusal):
    """The body is no JSON or XML at all; `detail` says why."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(Refusal):
    """There is no such resource in this store."""

    def __init__(self, resource: str = "", identifier: object = None) -> None:
        super().__init__(f"{resource} {identifier}".strip())
        self.resource = resource
        self.identifier = identifier


class Conflict(Refusal):
    """The resource's present state does not allow this; `title` is the answer's sentence."""

    def __init__(self, title: str, **fields: str) -> None:
        super().__init__(title)
        self.title = title
        self.fields = fields


class Unprocessable(Refusal):
    """A V3 rule refuses the request (422); `title` is the answer's sentence."""

    def __init__(self, title: str, *, code: int | None = None, **fields: str) -> None:
        super().__init__(title)
        self.title = title
        self.code = code
        self.fields = fields

    @classmethod
    def naming(cls, title: str, field: str, wrong: str) -> "Unprocessable":
        """A refusal that tells of one field, whose name need not be an identifier."""
        refusal = cls(title)
        refusal.fields = {field: wrong}
        return refusal


class BadRequest(Unprocessable):
    """A rule of the few that the platform answers with 400 even in V3."""


class InvalidFilter(Unprocessable):
    """A list is to be filtered by what is no value of that filter."""


class InsufficientBalance(Unprocessable):
    """A gift certificate or a customer's store credit holds less than is to be taken of it."""

    def __init__(self, available: int) -> None:
        super().__init__("The payment was declined due to insufficient funds.", code=30106)
        self.available = available


class EmailTaken(Unprocessable):
    """Another customer has this e-mail; `operation` is `create` or `update`."""

    def __init__(self, operation: str, email: str) -> None:
        super().__init__(f"{operation.capitalize()} customers failed.")
        doing = operation.removesuffix("e") + "ing"
        self.fields = {
            f".customer_{operation}": f"Error {doing} customers: email {email} already in use"
        }


class RefundRefused(Unprocessable):
    """A refund exceeds what is left, or is to be paid as was not quoted."""


class ItemRefused(Unprocessable):
    """An inventory item cannot be adjusted; the answer holds `errors` even where it is empty."""


class PaymentRefused(Refusal):
    """A payment is refused; `code` is one of the platform's (behaviour 3)."""

    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class QuantityProblem:
    """One line whose quantity cannot be had.

    `limit` is the level in stock (OutOfStock), or the product's maximum or minimum.
    """

    kind: Literal["OutOfStock", "ExceedsMaxQuantity", "InsufficientQuantity"]
    product_id: int
    product_name: str
    limit: int
    sku_id: int | None = None
    sku: str = ""


class QuantityConflict(Refusal):
    """Stock or quantity limits of one or more lines; every bad line is named."""

    def __init__(self, problems: tuple[QuantityProblem, ...]) -> None:
        super().__init__(f"{len(problems)} lines")
        self.problems = problems


Missing = Literal[
    "empty_cart",
    "invalid_shipping_address",
    "missing_shipping_method",
    "invalid_billing_address",
    "missing_email_address",
]
"""What an order may lack of its checkout, as the platform names it (behaviour 2.5)."""


class CheckoutIncomplete(Refusal):
    """No order can be made of the checkout yet; everything that it lacks is named."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class CheckoutChanged(Refusal):
    """Taxes or promotions have changed: the checkout does not come to what it showed."""


class TaxProviderUnavailable(Refusal):
    """The store's tax provider does not answer, and the store makes no order without it."""


@dataclass(frozen=True, slots=True)
class OptionRef:
    """A product option as the options refusal shows it."""

    id: int
    option_id: int
    display_name: str
    value: object = None


@dataclass(frozen=True, slots=True)
class OptionProblem:
    """One line whose options are missing, unknown or of a wrong value."""

    kind: Literal["MandatoryProductOptions", "InvalidProductOption", "InvalidProductOptionValue"]
    product_id: int
    required: tuple[OptionRef, ...] = ()
    option: OptionRef | None = None
    value: object = None


class InvalidOptions(Refusal):
    """The options of one or more order lines are missing or wrong."""

    def __init__(self, problems: tuple[OptionProblem, ...]) -> None:
        super().__init__(f"{len(problems)} lines")
        self.problems = problems


class NotAvailableToShip(Refusal):
    """More of an order product is to be shipped than is left; `available` is what is left."""

    def __init__(self, order_product_id: int, available: int) -> None:
        super().__init__(f"{order_product_id}: {available}")
        self.order_product_id = order_product_id
        self.available = available


class LoginFailed(Refusal):
    """A login of the B2B Edition is wrong: a buyer's, a backend user's, or the latter's role."""

    def __init__(self, of: Literal["customer", "backend", "role"]) -> None:
        super().__init__(of)
        self.of = of


class OrderNotOpen(Refusal):
    """The order's B2B record is not this caller's to fill in, or no longer."""


class ExtraFieldMissing(Refusal):
    """A required extra field has no value."""

    def __init__(self, field_name: str) -> None:
        super().__init__(field_name)
        self.field_name = field_name


class ExtraFieldWrong(Refusal):
    """An extra field does not take its value, or another order has it."""

    def __init__(self, field_name: str) -> None:
        super().__init__(field_name)
        self.field_name = field_name


class InvalidBatch(Refusal):
    """Members of a batch are refused, each for reasons of its own, and so is the whole."""

    def __init__(self, *errors: Refusal) -> None:
        super().__init__(f"{len(errors)} members")
        self.errors = errors


class InData(Refusal):
    """A refusal that the platform wraps in a list in `data`: of refunds (behaviour 4)."""

    def __init__(self, error: Refusal) -> None:
        super().__init__(str(error))
        self.error = error


class NotAuthenticated(Refusal):
    """There is no token, or one that this server did not issue for this store.

    `any_will_do` tells of a resource that every token opens.
    """

    def __init__(self, *, any_will_do: bool = False) -> None:
        super().__init__()
        self.any_will_do = any_will_do


class NotAllowed(Refusal):
    """The token lacks the scope."""


class Forbidden(Refusal):
    """Another app keeps this to itself; `title` is the answer's sentence."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class TooMany(Refusal):
    """`limit` asks for more than a page may hold."""

    def __init__(self, maximum: int) -> None:
        super().__init__(str(maximum))
        self.maximum = maximum


@dataclass(frozen=True, slots=True)
class Quota:
    """A store's request window: quota, requests left in it, window and time to its end in ms."""

    quota: int
    left: int
    window_ms: int
    reset_ms: int


class TooManyRequests(Refusal):
    """The store's quota is used up until the window ends."""

    def __init__(self, quota: Quota) -> None:
        super().__init__()
        self.quota = quota


class BodyTooLarge(Refusal):
    """The body is larger than `maximum` bytes."""

    def __init__(self, maximum: int) -> None:
        super().__init__(str(maximum))
        self.maximum = maximum


class NotAcceptable(Refusal):
    """No offered representation satisfies `Accept`."""


class UnsupportedMediaType(Refusal):
    """The body's content type is not one that this resource reads."""


class MethodNotAllowed(Refusal):
    """The path exists, but not for this method."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        super().__init__(", ".join(allowed))
        self.allowed = allowed


class NotImplementedHere(Refusal):
    """PATCH and TRACE."""


class IdempotencyMismatch(Refusal):
    """Another request was made under this `Idempotency-Key`."""


class IdempotencyBusy(Refusal):
    """The first request under this `Idempotency-Key` still runs."""
