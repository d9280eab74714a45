"""Shipments and what they hold of an order's lines."""

from orderwright.db.tables.base import (
    belongs_to,
    index,
    instant,
    integer,
    json,
    money,
    store_table,
    text,
)

# Both addresses are those of the day when the parcel left.
shipments = store_table(
    "shipments",
    integer("order_id", None),
    integer("customer_id"),
    integer("order_address_id"),
    instant("date_created"),
    text("tracking_number"),
    money("merchant_shipping_cost"),
    text("shipping_method"),
    text("comments"),
    text("shipping_provider"),
    text("tracking_carrier"),
    text("tracking_link"),
    json("billing_address", "[]"),
    json("shipping_address", "[]"),
    belongs_to("orders", "order_id"),
    index("shipments", "order_id"),
)

shipment_items = store_table(
    "shipment_items",
    integer("product_id"),
    integer("quantity"),
    belongs_to("shipments", "shipment_id"),
    key=("shipment_id", "order_product_id"),
)
