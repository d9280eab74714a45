"""Schemas of V2 gift certificates and banners."""

from dataclasses import dataclass
from typing import Any

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.schema import (
    DateTime,
    Errors,
    Integer,
    JsonSchema,
    Kind,
    Money,
    Object,
    Prop,
    Text,
)
from orderwright.api.v2.order_fields import ID, is_email, read_only
from orderwright.domain.banner import DATE_TYPES, LOCATIONS, PAGES
from orderwright.domain.gift_certificate import STATUSES, TEMPLATES

SECONDS_MAX = 253_402_300_799
_WORD = Text(min_length=1, max_length=255)
_EMAIL = Text(min_length=3, max_length=250, check=is_email)


@dataclass(frozen=True, slots=True)
class UnixTime(Kind):
    """A moment as Unix time in seconds or as a date; read as milliseconds, None for zero."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if isinstance(text, str) and text.isascii() and text.isdigit():
            seconds = int(text[:12])
            return seconds * 1000 if 0 < seconds <= SECONDS_MAX else None
        if text == "":
            return None
        return DateTime().read(text, path, errors)

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


_MOMENT = UnixTime()
_CERTIFICATE_FIELDS = {
    "to_name": Prop(_WORD),
    "to_email": Prop(_EMAIL),
    "from_name": Prop(_WORD),
    "from_email": Prop(_EMAIL),
    "amount": Prop(Money(minimum=1)),
    "balance": Prop(Money(minimum=0)),
    "purchase_date": Prop(_MOMENT),
    "expiry_date": Prop(_MOMENT),
    "customer_id": Prop(ID),
    "template": Prop(Text(enum=TEMPLATES)),
    "message": Prop(Text(max_length=250)),
    "code": Prop(_WORD),
    "status": Prop(Text(enum=STATUSES)),
    "currency_code": Prop(Text(pattern="[A-Z]{3}")),
}
_CERTIFICATE_READ_ONLY = {"id": read_only(Integer()), "order_id": read_only(Integer())}
CERTIFICATE_REQUIRED = ("to_name", "to_email", "from_name", "from_email", "amount")
CERTIFICATE_POST = Object(
    "GiftCertificatePost",
    {
        name: Prop(prop.kind, required=name in CERTIFICATE_REQUIRED)
        for name, prop in _CERTIFICATE_FIELDS.items()
    }
    | _CERTIFICATE_READ_ONLY,
)
CERTIFICATE_PUT = Object("GiftCertificatePut", _CERTIFICATE_FIELDS | _CERTIFICATE_READ_ONLY)
_SHOWN_MONEY = Prop(Money(printed=("string",)))
CERTIFICATE = Object(
    "GiftCertificate",
    {
        **_CERTIFICATE_FIELDS,
        "amount": _SHOWN_MONEY,
        "balance": _SHOWN_MONEY,
        **{name: Prop(prop.kind) for name, prop in _CERTIFICATE_READ_ONLY.items()},
    },
)
CERTIFICATE_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "min_id": Prop(ID),
        "max_id": Prop(ID),
        "code": Prop(_WORD),
        "order_id": Prop(ID),
        "to_name": Prop(_WORD),
        "to_email": Prop(_WORD),
        "from_name": Prop(_WORD),
        "from_email": Prop(_WORD),
        "sort": Prop(Text(enum=("id",))),
        "direction": Prop(Text(enum=("asc", "desc"))),
    },
)

_BANNER_FIELDS = {
    "name": Prop(_WORD),
    "content": Prop(Text(min_length=1)),
    "page": Prop(Text(enum=PAGES)),
    "location": Prop(Text(enum=LOCATIONS)),
    "date_type": Prop(Text(enum=DATE_TYPES)),
    "date_from": Prop(_MOMENT),
    "date_to": Prop(_MOMENT),
    "visible": Prop(Text(numbers=True, enum=("0", "1"))),
    "item_id": Prop(Text(numbers=True, pattern=r"\d{1,10}")),
}
_BANNER_READ_ONLY = {"id": read_only(Integer()), "date_created": read_only(Text())}
BANNER_REQUIRED = ("name", "content", "page", "location", "date_type")
BANNER_POST = Object(
    "BannerPost",
    {
        name: Prop(prop.kind, required=name in BANNER_REQUIRED)
        for name, prop in _BANNER_FIELDS.items()
    }
    | _BANNER_READ_ONLY,
)
BANNER_PUT = Object("BannerPut", _BANNER_FIELDS | _BANNER_READ_ONLY)
BANNER = Object(
    "Banner",
    _BANNER_FIELDS | {name: Prop(prop.kind) for name, prop in _BANNER_READ_ONLY.items()},
)
BANNER_QUERY = Object("", {**PAGE_PROPS, "min_id": Prop(ID), "max_id": Prop(ID)})
