"""A customer, and where they live."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from orderwright.domain.dates import parse_date
from orderwright.domain.geography import code_of_country, name_of_country
from orderwright.domain.money import SCALE

FormFields = tuple[Mapping[str, object], ...]

ATTRIBUTE_TYPES = ("string", "number", "date")
ATTRIBUTE_NUMBER_LENGTH_MAX = 40
STORE_CREDIT_MAX = 10**10 * SCALE

_SAME_ADDRESS = (
    "customer_id", "first_name", "last_name", "company", "phone", "address_type", "street_1",
    "street_2", "city", "country_iso2", "state", "zip",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Customer:
    """An account with the store. `store_credit` in ten-thousandths of the store's currency."""

    id: int = 0
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    phone: str = ""
    notes: str = ""
    tax_exempt_category: str = ""
    customer_group_id: int = 0
    registration_ip_address: str = ""
    store_credit: int = 0
    accepts_marketing: bool = False
    force_password_reset: bool = False
    password_hash: str = ""
    origin_channel_id: int = 1
    channel_ids: tuple[int, ...] = ()
    form_fields: FormFields = ()
    date_created: int = 0
    date_modified: int = 0
    address_count: int = 0
    attribute_count: int = 0


@dataclass(frozen=True, slots=True)
class CustomerAddress:
    """One address of a customer's address book."""

    id: int = 0
    customer_id: int = 0
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    street_1: str = ""
    street_2: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""
    country_iso2: str = ""
    phone: str = ""
    address_type: str = "residential"
    form_fields: FormFields = ()


@dataclass(frozen=True, slots=True)
class CustomerAttribute:
    """A question that the store asks of customers; `type` is string, number or date."""

    id: int = 0
    name: str = ""
    type: str = "string"
    date_created: int = 0
    date_modified: int = 0


@dataclass(frozen=True, slots=True)
class CustomerAttributeValue:
    """A customer's answer to an attribute."""

    id: int = 0
    customer_id: int = 0
    attribute_id: int = 0
    value: str = ""
    date_created: int = 0
    date_modified: int = 0


def email_key(email: str) -> str:
    """What two e-mail addresses of one account have in common."""
    return email.strip().lower()


def repeated_email(emails: Iterable[str]) -> str | None:
    """The first address that is there twice."""
    seen: set[str] = set()
    for email in emails:
        key = email_key(email)
        if key in seen:
            return email
        seen.add(key)
    return None


def is_same_address(one: CustomerAddress, other: CustomerAddress) -> bool:
    """Whether two addresses differ in nothing but their id and their form fields."""
    return all(getattr(one, name) == getattr(other, name) for name in _SAME_ADDRESS)


def merge_form_fields(old: FormFields, new: FormFields) -> FormFields:
    """The old values with the new ones put over those of the same name."""
    merged = {str(field["name"]): field for field in old}
    merged |= {str(field["name"]): field for field in new}
    return tuple(merged.values())


def country_pair(text: str) -> tuple[str, str] | None:
    """Name and two-letter code of a country given as either; None for an unknown one."""
    code = text.strip().upper() if name_of_country(text) else code_of_country(text)
    return None if code is None else (name_of_country(code) or "", code)


def is_attribute_value(kind: str, value: str) -> bool:
    """Whether a value, always written as a string, is one of an attribute of this type."""
    try:
        if kind == "number":
            return Decimal(value).is_finite() and len(value) <= ATTRIBUTE_NUMBER_LENGTH_MAX
        if kind == "date":
            parse_date(value)
    except (ArithmeticError, ValueError, OverflowError):
        return False
    return True
