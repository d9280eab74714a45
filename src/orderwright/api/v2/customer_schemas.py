"""Schemas of V2 customers and their addresses."""

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.schema import Array, DateTime, Integer, Money, Number, Object, Prop, Text
from orderwright.api.v2.order_fields import BOOLEAN, ID, is_email, is_ipv4, is_ipv6, link, read_only
from orderwright.domain.customer import STORE_CREDIT_MAX
from orderwright.domain.password import LENGTH_MAX, LENGTH_MIN

ADDRESS_TYPES = ("residential", "commercial")


def is_ip(text: str) -> bool:
    return is_ipv4(text) or is_ipv6(text)


_PASSWORD = Prop(Text(min_length=LENGTH_MIN, max_length=LENGTH_MAX))
_AUTHENTICATION = Object(
    "CustomerLogin",
    {
        "force_reset": Prop(BOOLEAN),
        "password": _PASSWORD,
        "password_confirmation": _PASSWORD,
    },
)
_FORM_FIELDS = Array(
    Object("CustomerFormField", {"name": Prop(Text()), "value": Prop(Text(), nullable=True)})
)
_CREDIT = Money(minimum=0, maximum=STORE_CREDIT_MAX, printed=("string", "number", "integer"))
_FIELDS = {
    "_authentication": Prop(_AUTHENTICATION),
    "company": Prop(Text(max_length=255)),
    "first_name": Prop(Text(min_length=1, max_length=100)),
    "last_name": Prop(Text(min_length=1, max_length=100)),
    "email": Prop(Text(min_length=3, max_length=250, check=is_email)),
    "phone": Prop(Text(max_length=50, numbers=True)),
    "store_credit": Prop(_CREDIT),
    "registration_ip_address": Prop(Text(max_length=45, check=is_ip)),
    "customer_group_id": Prop(ID),
    "notes": Prop(Text()),
    "tax_exempt_category": Prop(Text(max_length=255)),
    "reset_pass_on_login": Prop(BOOLEAN),
}
_READ_ONLY = {
    "id": read_only(Integer()),
    "date_created": read_only(Text()),
    "date_modified": read_only(Text()),
    "accepts_marketing": read_only(BOOLEAN),
    "addresses": read_only(link("CustomerAddressesLink")),
    "form_fields": read_only(_FORM_FIELDS),
}
REQUIRED = ("first_name", "last_name", "email")
CUSTOMER_POST = Object(
    "CustomerPost",
    {name: Prop(prop.kind, required=name in REQUIRED) for name, prop in _FIELDS.items()}
    | _READ_ONLY,
)
CUSTOMER_PUT = Object("CustomerPut", _FIELDS | _READ_ONLY)
CUSTOMER = Object(
    "Customer",
    {
        **_FIELDS,
        "store_credit": Prop(Money(printed=("string",))),
        **{name: Prop(prop.kind) for name, prop in _READ_ONLY.items()},
        "form_fields": Prop(_FORM_FIELDS, nullable=True),
    },
)
_WORD = Prop(Text(max_length=255))
_DATE = Prop(DateTime())
CUSTOMER_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        **dict.fromkeys(
            ("first_name", "last_name", "company", "email", "phone", "tax_exempt_category"), _WORD
        ),
        "store_credit": Prop(Money()),
        "customer_group_id": Prop(ID),
        "min_id": Prop(ID),
        "max_id": Prop(ID),
        **dict.fromkeys(
            ("min_date_created", "max_date_created", "min_date_modified", "max_date_modified"),
            _DATE,
        ),
    },
)
PASSWORD = Object(
    "CustomerPassword", {"password": Prop(Text(max_length=LENGTH_MAX), required=True)}
)
SUCCESS = Object("PasswordAnswer", {"success": Prop(BOOLEAN)})

_ADDRESS_FIELDS = {
    "customer_id": Prop(ID),
    "first_name": Prop(Text(min_length=1, max_length=255)),
    "last_name": Prop(Text(min_length=1, max_length=255)),
    "company": Prop(Text(max_length=255)),
    "street_1": Prop(Text(min_length=1, max_length=255)),
    "street_2": Prop(Text(max_length=255)),
    "city": Prop(Text(min_length=1, max_length=100)),
    "state": Prop(Text(max_length=100)),
    "zip": Prop(Text(max_length=30, numbers=True)),
    "country": Prop(Text(min_length=1, max_length=100)),
    "phone": Prop(Text(max_length=50, numbers=True)),
    "address_type": Prop(Text(enum=ADDRESS_TYPES)),
}
_ADDRESS_READ_ONLY = {"id": read_only(Integer()), "country_iso2": read_only(Text())}
ADDRESS_REQUIRED = (
    "first_name", "last_name", "street_1", "city", "state", "zip", "country", "phone",
)  # fmt: skip
ADDRESS_POST = Object(
    "CustomerAddressPostV2",
    {
        name: Prop(prop.kind, required=name in ADDRESS_REQUIRED)
        for name, prop in _ADDRESS_FIELDS.items()
    }
    | _ADDRESS_READ_ONLY,
)
ADDRESS_PUT = Object("CustomerAddressPutV2", _ADDRESS_FIELDS | _ADDRESS_READ_ONLY)
ADDRESS = Object(
    "CustomerAddress",
    _ADDRESS_FIELDS | {name: Prop(prop.kind) for name, prop in _ADDRESS_READ_ONLY.items()},
)
COUNT = Object("CustomerCount", {"count": Prop(Number())})
ADDRESS_QUERY = Object("", PAGE_PROPS, unknown="ignore")
