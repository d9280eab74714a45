"""The whole surface on one page: every operation, its address, its scopes and its handler."""

from orderwright.api.routing import Route
from orderwright.api.v2 import order_statuses_routes, orders_routes, shipments_routes, store_routes
from orderwright.api.v3 import customers_routes, products_routes, variants_routes
from orderwright.api.x import control_routes

ROUTES: list[Route] = [
    *store_routes.ROUTES,
    *order_statuses_routes.ROUTES,
    *orders_routes.ROUTES,
    *shipments_routes.ROUTES,
    *customers_routes.ROUTES,
    *products_routes.ROUTES,
    *variants_routes.ROUTES,
    *control_routes.ROUTES,
]
