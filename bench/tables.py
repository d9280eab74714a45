"""The tables that the minimal server and the spikes share: as wide as a real order's, no rules."""

from __future__ import annotations

STORE = 1
PRODUCTS = 200
FIRST_PRODUCT = 1
STOCK_LEVEL = 100_000_000

# One letter a column: i integer (money too), t text, b boolean, r rendered bytes.
LAYOUT: dict[str, dict[str, str]] = {
    "orders": {
        "i": (
            "store_id id customer_id status_id channel_id currency_id exchange_rate date_created"
            " date_modified date_shipped subtotal_ex_tax subtotal_inc_tax subtotal_tax"
            " base_shipping_cost shipping_cost_ex_tax shipping_cost_inc_tax shipping_cost_tax"
            " shipping_tax_class_id base_handling_cost handling_cost_ex_tax handling_cost_inc_tax"
            " handling_cost_tax handling_tax_class_id base_wrapping_cost wrapping_cost_ex_tax"
            " wrapping_cost_inc_tax wrapping_cost_tax wrapping_tax_class_id total_ex_tax"
            " total_inc_tax total_tax items_total items_shipped refunded_amount"
            " store_credit_amount gift_certificate_amount discount_amount coupon_discount"
            " shipping_address_count version"
        ),
        "t": (
            "currency_code default_currency_code payment_method payment_provider_id"
            " payment_status ip_address ip_address_v6 geoip_country geoip_country_iso2 staff_notes"
            " customer_message order_source external_source external_id external_merchant_id"
            " tax_provider_id customer_locale credit_card_type cart_id billing_email"
        ),
        "b": "order_is_digital is_deleted is_email_opt_in",
        "r": "rendered",
    },
    "order_products": {
        "i": (
            "store_id order_id id position product_id variant_id order_address_id quantity"
            " quantity_shipped quantity_refunded base_price price_ex_tax price_inc_tax price_tax"
            " base_total total_ex_tax total_inc_tax total_tax discounted_total base_cost_price"
            " cost_price_ex_tax cost_price_inc_tax cost_price_tax weight width height depth"
            " base_wrapping_cost wrapping_cost_ex_tax wrapping_cost_inc_tax wrapping_cost_tax"
            " refund_amount return_id parent_order_product_id fixed_shipping_cost tax_class_id"
        ),
        "t": (
            "name sku upc brand type name_customer name_merchant event_name event_date"
            " wrapping_name wrapping_message external_id fulfillment_source applied_discounts"
            " product_options configurable_fields"
        ),
        "b": "is_refunded is_bundled_product",
    },
    "order_addresses": {
        "i": (
            "store_id order_id id items_total items_shipped base_cost cost_ex_tax cost_inc_tax"
            " cost_tax cost_tax_class_id base_handling_cost handling_cost_ex_tax"
            " handling_cost_inc_tax handling_cost_tax handling_cost_tax_class_id shipping_zone_id"
        ),
        "t": (
            "kind first_name last_name company street_1 street_2 city state zip country"
            " country_iso2 phone email shipping_method shipping_zone_name form_fields"
        ),
    },
    "order_taxes": {
        "i": (
            "store_id order_id id order_address_id order_pickup_method_id order_product_id"
            " tax_rate_id tax_class_id rate priority priority_amount line_amount"
        ),
        "t": "name tax_class line_item_type",
    },
    "history": {
        "i": "store_id order_id id at",
        "t": "actor change",
    },
    "events": {
        "i": "store_id position order_id at",
        "t": "scope body",
    },
}
KEYS = {
    "orders": "store_id, id",
    "order_products": "store_id, order_id, id",
    "order_addresses": "store_id, order_id, id",
    "order_taxes": "store_id, order_id, id",
    "history": "store_id, order_id, id",
    "events": "store_id, position",
}
INDEXES = (
    "CREATE INDEX orders_by_status ON orders (store_id, status_id, id)",
    "CREATE INDEX orders_by_modified ON orders (store_id, date_modified)",
    "CREATE INDEX orders_by_customer ON orders (store_id, customer_id, id)",
)
COUNTERS = ("order_id", "order_product_id", "order_address_id", "history_id", "event_position")
TYPES = {
    "postgresql": {"i": "bigint", "t": "text", "b": "boolean", "r": "bytea"},
    "sqlite": {"i": "INTEGER", "t": "TEXT", "b": "INTEGER", "r": "BLOB"},
}

COLUMNS: dict[str, list[str]] = {
    table: [name for names in kinds.values() for name in names.split()]
    for table, kinds in LAYOUT.items()
}
KINDS: dict[str, dict[str, str]] = {
    table: {name: kind for kind, names in kinds.items() for name in names.split()}
    for table, kinds in LAYOUT.items()
}


def schema(dialect: str, *, rendered: str = "") -> list[str]:
    """The statements that make and fill the tables; `rendered` adds to that column's type."""
    types = TYPES[dialect]
    statements = []
    for table, kinds in KINDS.items():
        columns = [
            f"{name} {types[kind]}{f' {rendered}' if kind == 'r' else ''}"
            for name, kind in kinds.items()
        ]
        statements.append(
            f"CREATE TABLE {table} ({', '.join(columns)}, PRIMARY KEY ({KEYS[table]}))"
            + (" WITHOUT ROWID" if dialect == "sqlite" and table != "orders" else "")
        )
    statements += INDEXES
    kind, words = types["i"], types["t"]
    statements.append(
        f"CREATE TABLE carts (store_id {kind}, id {words}, version {kind}, customer_id {kind},"
        f" channel_id {kind}, created_at {kind}, updated_at {kind}, document {words},"
        " PRIMARY KEY (store_id, id))"
    )
    statements.append(
        f"CREATE TABLE payments (store_id {kind}, id {words}, order_id {kind}, amount {kind},"
        f" status {words}, details {words}, created_at {kind}, PRIMARY KEY (store_id, id))"
    )
    counters = ", ".join(f"{name} {types['i']} NOT NULL" for name in COUNTERS)
    number = types["i"]
    room = " WITH (fillfactor = 50)" if dialect == "postgresql" else ""
    statements += [
        f"CREATE TABLE counters (store_id {number} PRIMARY KEY, {counters}){room}",
        (
            f"CREATE TABLE stock (store_id {number}, product_id {number},"
            f" level {number} NOT NULL CHECK (level >= 0), name {types['t']}, sku {types['t']},"
            f" price {number}, PRIMARY KEY (store_id, product_id)){room}"
        ),
        f"INSERT INTO counters VALUES ({STORE}, 99, 0, 0, 0, 0)",
    ]
    stock = ", ".join(
        f"({STORE}, {product}, {STOCK_LEVEL}, 'Product {product}', 'SKU-{product}', 250000)"
        for product in range(FIRST_PRODUCT, FIRST_PRODUCT + PRODUCTS)
    )
    statements.append(f"INSERT INTO stock VALUES {stock}")
    return statements
