"""The whole surface on one page: every operation, its address, its scopes and its handler."""

from orderwright.api.routing import Route
from orderwright.api.v2 import store_routes

ROUTES: list[Route] = [
    *store_routes.ROUTES,
]
