"""What this server serves: its route table, by the names that the reference's operations have."""

from functools import cache

from orderwright.api.routes import ROUTES
from orderwright.api.routing import Route
from tests.contract.reference import operation_key


@cache
def served() -> dict[str, Route]:
    """Routes by operation key, in the order of the route table."""
    return {operation_key(route.method, route.path): route for route in ROUTES}
