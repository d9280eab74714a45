"""The OAuth scopes of the platform that access tokens may carry."""

from orderwright.api.routing import LITERAL_SCOPES, READ_ONLY

MODIFY_SCOPES = (
    "store_v2_orders", "store_v2_transactions", "store_cart", "store_checkouts",
    "store_checkout_content", "store_stored_payment_instruments", "store_v2_marketing",
    "store_v2_products", "store_v2_customers", "store_v2_information", "store_v2_default",
    "store_v2_content", "store_channel_settings", "store_channel_listings", "store_sites",
    "store_inventory", "store_locations", "store_price_lists",
    "store_storefront_api", "store_storefront_api_customer_impersonation", "store_logs",
)  # fmt: skip
ALIASES = {"store_checkout": "store_checkouts"}
EVERY_SCOPE = (*MODIFY_SCOPES, *LITERAL_SCOPES)
EVERYTHING = "all"


class UnknownScope(ValueError):
    """The platform knows no such scope; the message is its name."""


def expand(names: list[str]) -> tuple[str, ...]:
    """The scopes that the given names stand for, `all` among them. Raises UnknownScope."""
    scopes: dict[str, None] = {}
    for name in names:
        if name == EVERYTHING:
            scopes |= dict.fromkeys(EVERY_SCOPE)
            continue
        if name in LITERAL_SCOPES:
            scopes[name] = None
            continue
        plain = name.removesuffix(READ_ONLY)
        plain = ALIASES.get(plain, plain)
        if plain not in MODIFY_SCOPES:
            raise UnknownScope(name)
        scopes[plain + READ_ONLY if name.endswith(READ_ONLY) else plain] = None
    return tuple(scopes)
