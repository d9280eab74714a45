"""How the demo store ships: within the United States, and fetched at its counter."""

from collections.abc import Awaitable, Callable
from typing import Any

Call = Callable[[str, str, object, int], Awaitable[Any]]

ZONE = {
    "name": "United States",
    "type": "country",
    "locations": [{"country_iso2": "US"}],
    "free_shipping": {"enabled": True, "minimum_sub_total": 75},
}
METHODS = (
    {"name": "Flat Rate", "type": "perorder", "settings": {"rate": "7.50"}},
    {
        "name": "Ship by Weight",
        "type": "weight",
        "settings": {
            "default_cost": 24,
            "default_cost_type": "fixed_amount",
            "range": [
                {"lower_limit": 0, "upper_limit": 2, "shipping_cost": 5},
                {"lower_limit": 2, "upper_limit": 10, "shipping_cost": 9},
            ],
        },
    },
    {"name": "Pickup In Store", "type": "pickupinstore", "settings": {}},
)


async def add_shipping(call: Call, now: int) -> None:
    """A zone with free shipping from 75.00 on, a flat rate, rates by weight, and pick-up."""
    zone = await call("POST", "/v2/shipping/zones", ZONE, now)
    for method in METHODS:
        await call("POST", f"/v2/shipping/zones/{zone['id']}/methods", method, now)
