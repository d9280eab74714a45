"""The schema, a file a noun; importing this package gives the whole of it as `metadata`."""

from orderwright.db.tables import (
    access,
    carts,
    catalog,
    companies,
    customers,
    hooks,
    locations,
    marketing,
    metafields,
    order_parts,
    orders,
    payments,
    promotions,
    settings,
    shipments,
    shipping,
    taxes,
)
from orderwright.db.tables.base import metadata

__all__ = [
    "access",
    "carts",
    "catalog",
    "companies",
    "customers",
    "hooks",
    "locations",
    "marketing",
    "metadata",
    "metafields",
    "order_parts",
    "orders",
    "payments",
    "promotions",
    "settings",
    "shipments",
    "shipping",
    "taxes",
]
