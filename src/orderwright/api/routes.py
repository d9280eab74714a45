"""The whole surface on one page: every operation, its address, its scopes and its handler."""

from orderwright.api.routing import Route
from orderwright.api.v2 import (
    coupons_routes,
    currencies_routes,
    customer_groups_routes,
    geography_routes,
    order_messages_routes,
    order_parts_routes,
    order_statuses_routes,
    orders_routes,
    shipments_routes,
    shipping_routes,
    store_routes,
    tax_classes_routes,
)
from orderwright.api.v2 import customers_routes as v2_customers_routes
from orderwright.api.v3 import (
    cart_metafields_routes,
    carts_routes,
    channels_routes,
    checkouts_routes,
    customers_routes,
    inventory_routes,
    product_options_routes,
    products_routes,
    shop_settings_routes,
    taxes_routes,
    variants_routes,
)
from orderwright.api.x import control_routes

ROUTES: list[Route] = [
    *store_routes.ROUTES,
    *order_statuses_routes.ROUTES,
    *orders_routes.ROUTES,
    *order_parts_routes.ROUTES,
    *order_messages_routes.ROUTES,
    *shipments_routes.ROUTES,
    *shipping_routes.ROUTES,
    *v2_customers_routes.ROUTES,
    *customers_routes.ROUTES,
    *products_routes.ROUTES,
    *variants_routes.ROUTES,
    *product_options_routes.ROUTES,
    *inventory_routes.ROUTES,
    *carts_routes.ROUTES,
    *cart_metafields_routes.ROUTES,
    *checkouts_routes.ROUTES,
    *shop_settings_routes.ROUTES,
    *tax_classes_routes.ROUTES,
    *taxes_routes.ROUTES,
    *coupons_routes.ROUTES,
    *currencies_routes.ROUTES,
    *channels_routes.ROUTES,
    *geography_routes.ROUTES,
    *customer_groups_routes.ROUTES,
    *control_routes.ROUTES,
]
