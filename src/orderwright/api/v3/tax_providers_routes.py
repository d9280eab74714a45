"""Routes of V3 connections with outside tax providers."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Boolean, Object, Prop, Text
from orderwright.api.v3 import tax_providers

CONNECTION = "/stores/{store_hash}/v3/tax/providers/{provider_id}/connection"
SCOPE = "store_v2_information"

CONNECTION_PUT = Object(
    "TaxProviderConnectionPut",
    {
        "username": Prop(Text(max_length=255)),
        "password": Prop(Text(max_length=1_000)),
        "profile": Prop(Text(max_length=63)),
    },
    unknown="ignore",
)
_SHOWN = Object(
    "TaxProviderConnection",
    {
        "username": Prop(Text()),
        "configured": Prop(Boolean()),
        "profile": Prop(Text()),
        "target": Prop(
            Object(
                "TaxProviderTarget",
                {
                    "country_codes": Prop(Array(Text())),
                    "subdivision_codes": Prop(Array(Text())),
                },
            )
        ),
    },
)
ANSWERS = {200: Object("TaxProviderConnectionAnswer", {"data": Prop(_SHOWN)})}

ROUTES = [
    Route(
        "GET", CONNECTION, tax_providers.get_connection, "getTaxProviderConnection", reads(SCOPE),
        summary="Get the connection with a tax provider", answers=ANSWERS,
    ),
    Route(
        "PUT", CONNECTION, tax_providers.update_connection, "updateTaxProviderConnection",
        writes(SCOPE),
        summary="Connect the store with a tax provider", body=CONNECTION_PUT, answers=ANSWERS,
    ),
    Route(
        "DELETE", CONNECTION, tax_providers.delete_connection, "deleteTaxProviderConnection",
        writes(SCOPE),
        summary="Let the store's own zones tax again", answers=ANSWERS,
    ),
]  # fmt: skip
