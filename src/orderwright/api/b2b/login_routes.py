"""Routes of logins and tokens of the B2B Edition."""

from orderwright.api.b2b import logins, tokens
from orderwright.api.b2b.envelopes import (
    LIST_QUERY,
    SECONDS_MAX,
    io_answer,
    io_list_answer,
    storefront_answer,
)
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Integer, Number, Object, Prop, Text

IO = "/api/io"
CUSTOMERS = "store_v2_customers"
EMAIL = Text(min_length=1, max_length=250, format="email")
PASSWORD = Text(min_length=1, max_length=255, format="password")
STORE_HASH = Text(min_length=1, max_length=64)
TOKEN_NAME = Text(max_length=255)
SECONDS = Integer(minimum=0, maximum=SECONDS_MAX)


class Code(Integer):
    """A whole number; one of two descriptions calls it any number."""

    def json_schema(self) -> dict[str, object]:
        return {"type": ["integer", "number"]}


class ChannelId(Integer):
    """A whole number; the reference calls it any number."""

    def json_schema(self) -> dict[str, object]:
        return {**Integer.json_schema(self), "type": ["integer", "number", "string"]}


CHANNEL_ID = ChannelId(minimum=1, strings=True)
TOKEN = {"token": Prop(Text())}

LOGIN = Object(
    "B2BLogin",
    {
        "bcToken": Prop(Text(min_length=1, max_length=8 * 1024), required=True),
        "storeHash": Prop(STORE_HASH, nullable=True),
        "channelId": Prop(CHANNEL_ID, nullable=True),
        "customerId": Prop(Integer(minimum=1, strings=True), nullable=True),
    },
    unknown="ignore",
)
CUSTOMER_LOGIN = Object(
    "B2BCustomerLogin",
    {
        "storeHash": Prop(STORE_HASH, required=True),
        "email": Prop(EMAIL, required=True),
        "password": Prop(PASSWORD, required=True),
        "channelId": Prop(CHANNEL_ID, required=True),
        "name": Prop(TOKEN_NAME, required=True),
        "beginAt": Prop(SECONDS, nullable=True),
        "endAt": Prop(SECONDS, nullable=True),
    },
    unknown="ignore",
)
BUYER_TOKEN = Object(
    "B2BBuyerTokenPost",
    {
        "customerId": Prop(Integer(minimum=1, strings=True), required=True),
        "channelId": Prop(CHANNEL_ID, nullable=True),
        "customerAccessToken": Prop(
            Object(
                "B2BCustomerAccessToken",
                {"expires_at": Prop(Text(max_length=64)), "value": Prop(Text(max_length=4096))},
                unknown="ignore",
            ),
            nullable=True,
        ),
    },
    unknown="ignore",
)
BACKEND_LOGIN = Object(
    "B2BBackendLogin",
    {
        "storeHash": Prop(STORE_HASH, required=True),
        "email": Prop(EMAIL, required=True),
        "password": Prop(PASSWORD, required=True),
        "name": Prop(TOKEN_NAME, required=True),
    },
    unknown="ignore",
)
TOKEN_DELETE = Object(
    "B2BTokenDelete",
    {
        "id": Prop(Integer(minimum=1, strings=True), required=True),
        "email": Prop(EMAIL, nullable=True),
        "name": Prop(TOKEN_NAME, nullable=True),
    },
    unknown="ignore",
)
JWT_QUERY = Object(
    "B2BJwtQuery",
    {
        "jwtToken": Prop(Text(min_length=1, max_length=8 * 1024), required=True),
        "channelId": Prop(CHANNEL_ID),
    },
    unknown="ignore",
)
BACKEND_TOKEN = Object(
    "B2BBackendToken",
    {
        "id": Prop(Integer()),
        "name": Prop(Text()),
        "email": Prop(Text()),
        "storeHash": Prop(Text()),
        "token": Prop(Text()),
        "eventChannel": Prop(Text(enum=("app", "admin", "api"))),
    },
)

ROUTES = [
    Route(
        "POST",
        "/api/v2/login",
        logins.post_login,
        "post-login",
        None,
        summary="A storefront token for a customer that an app vouches for",
        body=LOGIN,
        answers={
            200: storefront_answer("B2BLoginAnswer", Object("B2BLoginToken", TOKEN), Number())
        },
        dialect="b2b",
    ),
    Route(
        "POST",
        f"{IO}/auth/customers",
        logins.post_auth_customer,
        "post-auth-customer",
        None,
        summary="A storefront token for an e-mail and its password",
        body=CUSTOMER_LOGIN,
        answers={
            200: io_answer(
                "B2BCustomerTokenAnswer",
                Object("B2BCustomerToken", {**TOKEN, "name": Prop(Text())}),
                Code(),
            )
        },
        dialect="b2b_io",
    ),
    Route(
        "POST",
        f"{IO}/auth/customers/storefront",
        tokens.post_auth_customers_storefront,
        "post-auth-customers-storefront",
        writes(CUSTOMERS),
        summary="A storefront token for any customer",
        body=BUYER_TOKEN,
        answers={
            200: io_answer(
                "B2BBuyerTokenAnswer", Object("B2BBuyerToken", {"token": Prop(Array(Text()))})
            )
        },
        dialect="b2b_io",
    ),
    Route(
        "GET",
        f"{IO}/auth/storefront",
        logins.get_auth_storefront,
        "get-auth-storefront",
        None,
        summary="A storefront token for a customer that an app vouches for",
        query=JWT_QUERY,
        answers={200: io_answer("B2BJwtAnswer", Object("B2BJwtToken", TOKEN))},
        dialect="b2b_io",
    ),
    Route(
        "POST",
        f"{IO}/auth/backend",
        logins.post_auth_backend,
        "post-auth-backend",
        None,
        summary="A token of the management API for a backend user",
        body=BACKEND_LOGIN,
        answers={
            200: io_answer(
                "B2BBackendLoginAnswer",
                Array(Object("B2BNewBackendToken", {**TOKEN, "name": Prop(Text())})),
            )
        },
        dialect="b2b_io",
    ),
    Route(
        "DELETE",
        f"{IO}/auth/backend",
        tokens.delete_auth_backend,
        "delete-auth-backend",
        writes(CUSTOMERS),
        summary="Delete a token of the management API",
        body=TOKEN_DELETE,
        answers={200: io_answer("B2BTokenDeleteAnswer", Array(Object("", {})))},
        dialect="b2b_io",
    ),
    Route(
        "GET",
        f"{IO}/backend/tokens",
        tokens.get_backend_tokens,
        "get-backend-tokens",
        reads(CUSTOMERS),
        summary="The tokens of the management API",
        query=LIST_QUERY,
        answers={200: io_list_answer("B2BBackendTokens", BACKEND_TOKEN)},
        dialect="b2b_io",
    ),
]
