"""The kinds that V2 order requests and answers are made of; XML gives every leaf as a string."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from orderwright.api.schema import (
    AnyOf,
    Array,
    Boolean,
    Integer,
    JsonSchema,
    Kind,
    Money,
    Object,
    Prop,
    Text,
)

EMAIL_LENGTH_MAX = 254
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9\u0080-\U0010ffff]"
    r"[A-Za-z0-9\u0080-\U0010ffff.-]{0,250}\.[A-Za-z0-9\u0080-\U0010ffff-]{2,63}"
)
_LOCALE = re.compile(r"[a-z]{2,3}|[a-z]{2,3}[-_][A-Za-z]{2,4}", re.ASCII)


def is_email(text: str) -> bool:
    """Whether it is an address, or empty."""
    return not text or (
        len(text) <= EMAIL_LENGTH_MAX and ".." not in text and bool(_EMAIL.fullmatch(text))
    )


def is_ipv4(text: str) -> bool:
    """Whether it is an IPv4 address, or empty."""
    try:
        return not text or bool(IPv4Address(text))
    except AddressValueError:
        return False


def is_ipv6(text: str) -> bool:
    """Whether it is an IPv6 address, or empty."""
    try:
        return not text or bool(IPv6Address(text)) or text == "::"
    except AddressValueError:
        return False


def is_locale(text: str) -> bool:
    """Whether it is a language, or a language and a region."""
    return bool(_LOCALE.fullmatch(text))


@dataclass(frozen=True, slots=True)
class WholeNumber(Integer):
    """A whole number that the platform describes as any number."""

    def json_schema(self) -> JsonSchema:
        return {**Integer.json_schema(self), "type": ["number", "string"]}


STRING = Text()
SHORT = Text(max_length=255)
NOTE = Text(max_length=65_535)
INTEGER = Integer(strings=True)
COUNT = Integer(minimum=0, strings=True)
ID = Integer(minimum=0, strings=True)
NUMBER = WholeNumber(strings=True)
NUMBER_FROM_0 = WholeNumber(minimum=0, strings=True)
BOOLEAN = Boolean(strings=True)
COST = Money(minimum=0)
MONEY = Money()
PRINTED_MONEY = Money(printed=("string",))
EMAIL = Text(max_length=EMAIL_LENGTH_MAX, check=is_email)

FORM_VALUE = AnyOf((Array(Text(numbers=True), max_items=100), Text(numbers=True)))
FORM_FIELDS = Array(
    Object(
        "FormField",
        {
            "name": Prop(SHORT),
            "value": Prop(FORM_VALUE, nullable=True),
        },
    ),
    max_items=100,
)

ADDRESS_FIELDS: dict[str, Prop] = {
    "first_name": Prop(SHORT),
    "last_name": Prop(SHORT),
    "company": Prop(SHORT),
    "street_1": Prop(SHORT),
    "street_2": Prop(SHORT),
    "city": Prop(SHORT),
    "state": Prop(SHORT),
    "zip": Prop(Text(max_length=30)),
    "country": Prop(Text(min_length=1, max_length=100)),
    "country_iso2": Prop(Text(min_length=2, max_length=2)),
    "phone": Prop(Text(max_length=100, numbers=True)),
    "email": Prop(EMAIL),
}


def read_only(kind: Kind) -> Prop:
    """A property that answers hold and requests may not."""
    return Prop(kind, read_only=True)


def link(name: str) -> Object:
    """Where a sub-resource is found."""
    return Object(name, {"url": read_only(STRING), "resource": read_only(STRING)})
