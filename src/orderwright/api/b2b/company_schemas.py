"""Schemas of companies, their users and roles, as the B2B management API has them."""

from collections.abc import Mapping

from orderwright.api.b2b.envelopes import PAGE_PROPS, SECONDS_MAX
from orderwright.api.b2b.order_fields import EXTRA_VALUES
from orderwright.api.b2b.queries import Repeated
from orderwright.api.schema import (
    Array,
    Boolean,
    Integer,
    JsonSchema,
    Kind,
    Number,
    Object,
    Prop,
    Text,
)
from orderwright.api.v2.order_fields import is_email

ID = Integer(minimum=1, strings=True)
EMAIL = Text(max_length=200, min_length=1, check=is_email, format="email")
IDS = Array(Integer(minimum=1), max_items=100)


class Seconds(Integer):
    """A Unix timestamp, as a number or as text."""

    def json_schema(self) -> JsonSchema:
        return {"type": ["integer", "number", "string"]}


class Choice(Integer):
    """One of a few numbers, as a number or as text."""

    def json_schema(self) -> JsonSchema:
        return {
            "type": ["integer", "string"],
            "enum": [*self.enum, *[str(each) for each in self.enum]],
        }


SECONDS = Seconds(minimum=0, maximum=SECONDS_MAX, strings=True)
DATE_FILTERS: Mapping[str, Prop] = {
    name: Prop(SECONDS) for name in ("minModified", "maxModified", "minCreated", "maxCreated")
}
WAY = Text(enum=("ASC", "DESC"))
FLAG = Choice(enum=(0, 1), strings=True)
STATUS = Integer(enum=(0, 1, 2, 3), strings=True)

COMPANY_QUERY = Object(
    "B2BCompanyQuery",
    {
        **PAGE_PROPS,
        **DATE_FILTERS,
        "sortBy": Prop(Text(enum=("companyName", "updatedAt"))),
        "orderBy": Prop(WAY),
        "isIncludeExtraFields": Prop(FLAG),
        "companyStatus": Prop(STATUS),
        "q": Prop(Text(max_length=200)),
        "extraFields": Prop(Repeated(Text(max_length=600), max_items=20)),
        "extraFieldFilterType": Prop(Text(enum=("search", "exact-match"))),
        "bcOrderId": Prop(ID),
        "orderId": Prop(Text(pattern=r"\d{1,18}")),
        "bcGroupId": Prop(Text(pattern=r"\d{1,18}")),
        "customerId": Prop(ID),
    },
    unknown="ignore",
)
_COMPANY: Mapping[str, Prop] = {
    "companyPhone": Prop(Text(max_length=50)),
    "addressLine1": Prop(Text(max_length=200)),
    "addressLine2": Prop(Text(max_length=200)),
    "city": Prop(Text(max_length=100)),
    "state": Prop(Text(max_length=50)),
    "zipCode": Prop(Text(max_length=50)),
    "customerGroupId": Prop(Integer(minimum=0, strings=True), nullable=True),
    "uuid": Prop(Text(max_length=255), nullable=True),
    "extraFields": Prop(EXTRA_VALUES, nullable=True),
    "catalogId": Prop(Integer(minimum=0, strings=True), nullable=True),
}
_NAME = Text(min_length=1, max_length=200)
_COUNTRY = Text(min_length=1, max_length=200)
_PERSON = Text(min_length=1, max_length=100)
COMPANY_POST = Object(
    "B2BCompanyPost",
    {
        **_COMPANY,
        "companyName": Prop(_NAME, required=True),
        "companyPhone": Prop(Text(min_length=1, max_length=50, numbers=True), required=True),
        "companyEmail": Prop(EMAIL, required=True),
        "country": Prop(_COUNTRY, required=True),
        "adminFirstName": Prop(_PERSON, required=True),
        "adminLastName": Prop(_PERSON, required=True),
        "adminEmail": Prop(EMAIL, required=True),
        "adminPhoneNumber": Prop(Text(max_length=100), nullable=True),
        "originChannelId": Prop(Integer(minimum=0), nullable=True),
        "channelIds": Prop(IDS, nullable=True),
        "acceptCreationEmail": Prop(Boolean(), nullable=True),
        "userExtraFields": Prop(EXTRA_VALUES, nullable=True),
    },
    unknown="ignore",
)
PRICE_LIST = Object(
    "B2BPriceListAssign",
    {
        "channelId": Prop(Integer(minimum=1), required=True),
        "priceListId": Prop(Integer(minimum=1), required=True),
    },
    unknown="ignore",
)
COMPANY_PUT = Object(
    "B2BCompanyPut",
    {
        **_COMPANY,
        "companyName": Prop(_NAME),
        "companyPhone": Prop(Text(max_length=50, numbers=True)),
        "companyEmail": Prop(EMAIL),
        "country": Prop(_COUNTRY),
        "priceListAssign": Prop(Array(PRICE_LIST, max_items=100), nullable=True),
    },
    unknown="ignore",
)
STATUS_PUT = Object(
    "B2BCompanyStatusPut", {"companyStatus": Prop(STATUS, required=True)}, unknown="ignore"
)
COMPANY_MADE = Object(
    "B2BCompanyMade",
    {name: Prop(Integer()) for name in ("companyId", "customerId", "customerGroupId")},
)
COMPANY_CHANGED = Object("B2BCompanyChanged", {"companyId": Prop(Integer())})
COMPANY_EXTRA = Object(
    "B2BCompanyExtraValue",
    {
        "fieldName": Prop(Text()),
        "fieldValue": Prop(Text()),
        "labelName": Prop(Text()),
        "isRequired": Prop(Text(enum=("0", "1"))),
        "dataType": Prop(Text(enum=("0", "1", "2", "3"))),
        "fieldType": Prop(Number()),
    },
)


class FieldTypeNumber(Number):
    """A field's type."""

    def json_schema(self) -> JsonSchema:
        return {"type": ["integer", "number"], "enum": [0, 1, 2, 3]}


def company(name: str, group_id: Kind) -> Object:
    """A company as it is printed; lists and details print its group's number differently."""
    extra = {**COMPANY_EXTRA.props, "fieldType": Prop(FieldTypeNumber())}
    return Object(
        name,
        {
            "companyId": Prop(Integer()),
            **{
                text: Prop(Text())
                for text in (
                    "companyName", "companyEmail", "companyPhone", "catalogId", "catalogName",
                    "bcGroupName", "uuid", "createdAt", "updatedAt",
                )
            },
            "companyStatus": Prop(Text(enum=("0", "1", "2", "3"))),
            "parentCompany": Prop(
                Object("B2BParentCompany", {"id": Prop(Integer()), "name": Prop(Text())})
            ),
            "priceListAssign": Prop(
                Array(
                    Object(
                        "B2BPriceListAssigned",
                        {
                            "channelId": Prop(Integer()),
                            "priceListId": Prop(Integer()),
                            "priceListName": Prop(Text()),
                            "channelName": Prop(Text()),
                        },
                    )
                )
            ),
            "extraFields": Prop(Array(Object("B2BCompanyExtraShown", extra))),
            "bcGroupId": Prop(group_id),
        },
    )  # fmt: skip


USER_QUERY = Object(
    "B2BUserQuery",
    {
        **PAGE_PROPS,
        **DATE_FILTERS,
        "companyId": Prop(ID),
        "roles": Prop(Repeated(Integer(enum=(0, 1, 2), strings=True), max_items=10)),
        "email": Prop(Text(max_length=250)),
        "channelId": Prop(ID),
        "isIncludeExtraFields": Prop(FLAG),
        "q": Prop(Text(max_length=200)),
    },
    unknown="ignore",
)
_USER: Mapping[str, Prop] = {
    "firstName": Prop(_PERSON),
    "lastName": Prop(_PERSON),
    "email": Prop(EMAIL),
    "phoneNumber": Prop(Text(max_length=100), nullable=True),
    "role": Prop(Integer(enum=(0, 1, 2), strings=True), nullable=True),
    "companyRoleId": Prop(ID, nullable=True),
    "uuid": Prop(Text(max_length=255), nullable=True),
    "extraFields": Prop(EXTRA_VALUES, nullable=True),
}
USER_POST = Object(
    "B2BUserPost",
    {
        **_USER,
        "firstName": Prop(_PERSON, required=True),
        "lastName": Prop(_PERSON, required=True),
        "email": Prop(EMAIL, required=True),
        "companyId": Prop(ID, required=True),
        "acceptWelcomeEmail": Prop(Boolean(), nullable=True),
        "originChannelId": Prop(Integer(minimum=0), nullable=True),
        "channelIds": Prop(IDS, nullable=True),
    },
    unknown="ignore",
)
USER_PUT = Object("B2BUserPut", {**_USER, "channelIds": Prop(IDS, nullable=True)}, unknown="ignore")
USER_MADE = Object("B2BUserMade", {"userId": Prop(Integer()), "bcId": Prop(Integer())})
USER_DELETED = Object("B2BUserDeleted", {"userId": Prop(Integer())})
USER = Object(
    "B2BUser",
    {
        **{
            name: Prop(Integer())
            for name in (
                "id", "companyId", "customerId", "companyRoleId", "createdAt", "updatedAt",
            )
        },
        **{
            name: Prop(Text())
            for name in (
                "firstName", "lastName", "email", "phoneNumber", "uuid", "companyRoleName",
            )
        },
        "role": Prop(Integer(enum=(0, 1, 2))),
        "extraFields": Prop(
            Array(
                Object("B2BUserExtraValue", {"fieldName": Prop(Text()), "fieldValue": Prop(Text())})
            )
        ),
        "channelList": Prop(
            Array(
                Object(
                    "B2BUserChannel",
                    {
                        "channelId": Prop(Integer()),
                        "channelName": Prop(Text()),
                        "iconUrl": Prop(Text()),
                    },
                )
            )
        ),
    },
)  # fmt: skip
ROLE_QUERY = Object(
    "B2BRoleQuery", {**PAGE_PROPS, "q": Prop(Text(max_length=200))}, unknown="ignore"
)
_LEVELS = Integer(enum=(1, 2), strings=True)
_PERMISSION: Mapping[str, Prop] = {
    "code": Prop(Text(min_length=1, max_length=100), required=True),
    "permissionLevel": Prop(_LEVELS, required=True),
}
ROLE_PUT = Object(
    "B2BRolePut",
    {
        "name": Prop(Text(min_length=1, max_length=100), required=True),
        "permissions": Prop(
            Array(Object("B2BRolePermission", _PERMISSION, unknown="ignore"), max_items=200),
            required=True,
        ),
    },
    unknown="ignore",
)
_ROLE: Mapping[str, Prop] = {
    "id": Prop(Integer()),
    "name": Prop(Text()),
    "roleType": Prop(Integer(enum=(1, 2))),
    "roleLevel": Prop(Integer(enum=(1,))),
}
ROLE = Object("B2BRole", _ROLE)
ROLE_DETAIL = Object(
    "B2BRoleDetail",
    {
        **_ROLE,
        "permissions": Prop(
            Array(
                Object(
                    "B2BRolePermissionShown",
                    {
                        "id": Prop(Integer()),
                        "code": Prop(Text()),
                        "permissionLevel": Prop(Integer(enum=(1, 2))),
                    },
                )
            )
        ),
    },
)
PERMISSION_QUERY = Object("B2BPermissionQuery", {"q": Prop(Text(max_length=200))}, unknown="ignore")
PERMISSION = Object(
    "B2BPermission",
    {
        **{name: Prop(Text()) for name in ("name", "description", "code", "moduleName")},
        "id": Prop(Integer()),
        "isCustom": Prop(Boolean()),
    },
)
