"""The whole surface on one page: every operation, its address, its scopes and its handler."""

from orderwright.api.routing import Route
from orderwright.api.v2 import order_statuses_routes, orders_routes, store_routes
from orderwright.api.x import control_routes

ROUTES: list[Route] = [
    *store_routes.ROUTES,
    *order_statuses_routes.ROUTES,
    *orders_routes.ROUTES,
    *control_routes.ROUTES,
]
