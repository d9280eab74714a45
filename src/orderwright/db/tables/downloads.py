"""Mails that bring buyers their digital goods, and the links in them."""

from orderwright.db.tables.base import belongs_to, blob, index, instant, integer, store_table

# One mail an order; `not_before` keeps two workers from sending it at once.
download_mails = store_table(
    "download_mails",
    integer("attempts"),
    instant("not_before"),
    instant("sent_at", nullable=True),
    belongs_to("orders", "order_id"),
    key=("order_id",),
)

# A link is good for one download; what is kept of it is a hash.
download_links = store_table(
    "download_links",
    blob("token_hash", nullable=False),
    integer("order_id", None),
    integer("order_product_id", None),
    integer("product_id", None),
    instant("expires_at"),
    instant("used_at", nullable=True),
    belongs_to("orders", "order_id"),
    index("download_links", "order_id"),
    key=("token_hash",),
)
