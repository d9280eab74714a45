"""Lay out the schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "api_accounts",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("client_secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("previous_secret_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("previous_secret_until", sa.BigInteger(), nullable=True),
        sa.Column("hook_emails", sa.Text(), server_default="[]", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_api_accounts")),
        sa.UniqueConstraint(
            "store_id", "client_id", name=op.f("uq_api_accounts_store_id_client_id")
        ),
    )
    op.create_table(
        "b2b_tokens",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("token_end", sa.Text(), server_default="", nullable=False),
        sa.Column("customer_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("channel_id", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("begins_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_b2b_tokens")),
        sa.UniqueConstraint(
            "store_id", "token_hash", name=op.f("uq_b2b_tokens_store_id_token_hash")
        ),
    )
    op.create_index("ix_b2b_tokens_token_hash", "b2b_tokens", ["token_hash"], unique=False)
    op.create_table(
        "backend_users",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.Text(), server_default="administrator", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_backend_users")),
        sa.UniqueConstraint(
            "store_id", "email_key", name=op.f("uq_backend_users_store_id_email_key")
        ),
    )
    op.create_table(
        "banners",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("page", sa.Text(), server_default="", nullable=False),
        sa.Column("location", sa.Text(), server_default="", nullable=False),
        sa.Column("date_type", sa.Text(), server_default="", nullable=False),
        sa.Column("date_from", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("date_to", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("visible", sa.Text(), server_default="1", nullable=False),
        sa.Column("item_id", sa.Text(), server_default="0", nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_banners")),
    )
    op.create_table(
        "brands",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_brands")),
        sa.UniqueConstraint("store_id", "name", name=op.f("uq_brands_store_id_name")),
    )
    op.create_table(
        "cart_links",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("cart_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("query_params", sa.Text(), server_default="{}", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("uses_left", sa.BigInteger(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "token_hash", name=op.f("pk_cart_links")),
    )
    op.create_index("ix_cart_links_cart_id", "cart_links", ["store_id", "cart_id"], unique=False)
    op.create_index(
        "ix_cart_links_expires_at", "cart_links", ["store_id", "expires_at"], unique=False
    )
    op.create_table(
        "carts",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("customer_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("channel_id", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("is_abandoned", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("document", sa.Text(), server_default="{}", nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_carts_version_not_stale")),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_carts")),
    )
    op.create_index("ix_carts_customer_id", "carts", ["store_id", "customer_id"], unique=False)
    op.create_index(
        "ix_carts_not_abandoned",
        "carts",
        ["updated_at"],
        unique=False,
        sqlite_where=sa.text("NOT is_abandoned"),
        postgresql_where=sa.text("NOT is_abandoned"),
    )
    op.create_index("ix_carts_updated_at", "carts", ["store_id", "updated_at"], unique=False)
    op.create_table(
        "channels",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("type", sa.Text(), server_default="storefront", nullable=False),
        sa.Column("platform", sa.Text(), server_default="custom", nullable=False),
        sa.Column("status", sa.Text(), server_default="active", nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("icon_url", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "is_listable_from_ui", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("is_visible", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("date_modified", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_channels")),
    )
    op.create_table(
        "companies",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("customer_group_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("address_line_1", sa.Text(), server_default="", nullable=False),
        sa.Column("address_line_2", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("zip_code", sa.Text(), server_default="", nullable=False),
        sa.Column("catalog_id", sa.Text(), server_default="", nullable=False),
        sa.Column("uuid", sa.Text(), server_default="", nullable=False),
        sa.Column("price_lists", sa.Text(), server_default="[]", nullable=False),
        sa.Column("extra_fields", sa.Text(), server_default="[]", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_companies")),
        sa.UniqueConstraint("store_id", "name_key", name=op.f("uq_companies_store_id_name_key")),
    )
    op.create_index(
        "ix_companies_customer_group_id",
        "companies",
        ["store_id", "customer_group_id"],
        unique=False,
    )
    op.create_table(
        "company_roles",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("permissions", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_company_roles")),
        sa.UniqueConstraint("store_id", "name", name=op.f("uq_company_roles_store_id_name")),
    )
    op.create_table(
        "counters",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "name", name=op.f("pk_counters")),
    )
    op.create_table(
        "coupons",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("min_purchase", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=True),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("code_key", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), server_default="categories", nullable=False),
        sa.Column("entity_ids", sa.Text(), server_default="[]", nullable=False),
        sa.Column("num_uses", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("max_uses", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("max_uses_per_customer", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("restricted_to", sa.Text(), server_default="[]", nullable=False),
        sa.Column("shipping_methods", sa.Text(), nullable=True),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("promotion_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_coupons")),
        sa.UniqueConstraint("store_id", "code_key", name=op.f("uq_coupons_store_id_code_key")),
        sa.UniqueConstraint(
            "store_id", "promotion_id", "name", name=op.f("uq_coupons_store_id_promotion_id_name")
        ),
    )
    op.create_table(
        "currencies",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("currency_code", sa.Text(), nullable=False),
        sa.Column("exchange_rate", sa.BigInteger(), server_default="10000000000", nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column(
            "is_transactional", sa.Boolean(), server_default=sa.text("(true)"), nullable=False
        ),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("country_iso2", sa.Text(), server_default="", nullable=False),
        sa.Column("token", sa.Text(), server_default="", nullable=False),
        sa.Column("token_location", sa.Text(), server_default="left", nullable=False),
        sa.Column("decimal_token", sa.Text(), server_default=".", nullable=False),
        sa.Column("thousands_token", sa.Text(), server_default=",", nullable=False),
        sa.Column("decimal_places", sa.BigInteger(), server_default="2", nullable=False),
        sa.Column("auto_update", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column(
            "use_default_name", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("last_updated", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_currencies")),
        sa.UniqueConstraint(
            "store_id", "currency_code", name=op.f("uq_currencies_store_id_currency_code")
        ),
    )
    op.create_table(
        "customer_attributes",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("date_modified", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customer_attributes")),
        sa.UniqueConstraint("store_id", "name", name=op.f("uq_customer_attributes_store_id_name")),
    )
    op.create_table(
        "customer_groups",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column(
            "is_group_for_guests", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("category_access", sa.Text(), server_default="{}", nullable=False),
        sa.Column("discount_rules", sa.Text(), server_default="[]", nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("date_modified", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customer_groups")),
    )
    op.create_table(
        "customers",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), server_default="", nullable=False),
        sa.Column("last_name", sa.Text(), server_default="", nullable=False),
        sa.Column("company", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("tax_exempt_category", sa.Text(), server_default="", nullable=False),
        sa.Column("customer_group_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("registration_ip_address", sa.Text(), server_default="", nullable=False),
        sa.Column("store_credit", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "accepts_marketing", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column(
            "force_password_reset", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("password_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("origin_channel_id", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("channel_ids", sa.Text(), server_default="[]", nullable=False),
        sa.Column("form_fields", sa.Text(), server_default="[]", nullable=False),
        sa.Column("consent", sa.Text(), server_default="{}", nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("date_modified", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "store_credit >= 0", name=op.f("ck_customers_store_credit_not_negative")
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customers")),
        sa.UniqueConstraint("store_id", "email_key", name=op.f("uq_customers_store_id_email_key")),
    )
    op.create_index(
        "ix_customers_customer_group_id",
        "customers",
        ["store_id", "customer_group_id"],
        unique=False,
    )
    op.create_table(
        "events",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), server_default="{}", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("channel_id", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "position", name=op.f("pk_events")),
    )
    op.create_table(
        "extra_fields",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("field_name", sa.Text(), nullable=False),
        sa.Column("field_type", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_required", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("is_unique", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column(
            "visible_to_enduser", sa.Boolean(), server_default=sa.text("(true)"), nullable=False
        ),
        sa.Column("config_type", sa.BigInteger(), server_default="2", nullable=False),
        sa.Column("default_value", sa.Text(), server_default="", nullable=False),
        sa.Column("label_name", sa.Text(), server_default="", nullable=False),
        sa.Column("maximum_length", sa.BigInteger(), nullable=True),
        sa.Column("number_of_rows", sa.BigInteger(), nullable=True),
        sa.Column("maximum_value", sa.BigInteger(), nullable=True),
        sa.Column("list_of_values", sa.Text(), server_default="[]", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_extra_fields")),
        sa.UniqueConstraint(
            "store_id",
            "owner",
            "field_name",
            name=op.f("uq_extra_fields_store_id_owner_field_name"),
        ),
    )
    op.create_table(
        "gift_certificates",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("code_key", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("balance", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("status", sa.Text(), server_default="active", nullable=False),
        sa.Column("to_name", sa.Text(), server_default="", nullable=False),
        sa.Column("to_email", sa.Text(), server_default="", nullable=False),
        sa.Column("from_name", sa.Text(), server_default="", nullable=False),
        sa.Column("from_email", sa.Text(), server_default="", nullable=False),
        sa.Column("template", sa.Text(), server_default="", nullable=False),
        sa.Column("message", sa.Text(), server_default="", nullable=False),
        sa.Column("currency_code", sa.Text(), server_default="", nullable=False),
        sa.Column("customer_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("order_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("purchase_date", sa.BigInteger(), nullable=False),
        sa.Column("expiry_date", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("balance >= 0", name=op.f("ck_gift_certificates_balance_not_negative")),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_gift_certificates")),
        sa.UniqueConstraint(
            "store_id", "code_key", name=op.f("uq_gift_certificates_store_id_code_key")
        ),
    )
    op.create_index(
        "ix_gift_certificates_order_id", "gift_certificates", ["store_id", "order_id"], unique=False
    )
    op.create_table(
        "gift_certificate_entries",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("gift_certificate_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "gift_certificate_id"],
            ["gift_certificates.store_id", "gift_certificates.id"],
            name=op.f("fk_gift_certificate_entries_gift_certificates_store_id_gift_certificate_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_gift_certificate_entries")),
    )
    op.create_index(
        "ix_gift_certificate_entries_gift_certificate_id",
        "gift_certificate_entries",
        ["store_id", "gift_certificate_id"],
        unique=False,
    )
    op.create_index(
        "ix_gift_certificate_entries_order_id",
        "gift_certificate_entries",
        ["store_id", "order_id"],
        unique=False,
    )
    op.create_table(
        "gift_wrappings",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("price", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_gift_wrappings")),
        sa.UniqueConstraint("store_id", "name", name=op.f("uq_gift_wrappings_store_id_name")),
    )
    op.create_table(
        "hook_workers",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "name", name=op.f("pk_hook_workers")),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("token_id", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("headers", sa.Text(), server_default="[]", nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "store_id", "token_id", "route", "key", name=op.f("pk_idempotency_keys")
        ),
    )
    op.create_table(
        "locations",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "managed_by_external_source",
            sa.Boolean(),
            server_default=sa.text("(false)"),
            nullable=False,
        ),
        sa.Column("type_id", sa.Text(), server_default="PHYSICAL", nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("time_zone", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "storefront_visibility", sa.Boolean(), server_default=sa.text("(true)"), nullable=False
        ),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_locations")),
        sa.UniqueConstraint("store_id", "code", name=op.f("uq_locations_store_id_code")),
    )
    op.create_table(
        "metafields",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("resource_type", sa.Text(), nullable=False),
        sa.Column("resource_id", sa.Text(), nullable=False),
        sa.Column("owner_client_id", sa.Text(), nullable=False),
        sa.Column("permission_set", sa.Text(), nullable=False),
        sa.Column("namespace", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("date_modified", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_metafields")),
        sa.UniqueConstraint(
            "store_id",
            "resource_type",
            "resource_id",
            "owner_client_id",
            "namespace",
            "key",
            name=op.f(
                "uq_metafields_store_id_resource_type_resource_id_owner_client_id_namespace_key"
            ),
        ),
    )
    op.create_index(
        "ix_metafields_resource_type_id",
        "metafields",
        ["store_id", "resource_type", "id"],
        unique=False,
    )
    op.create_table(
        "orders",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("customer_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("date_modified", sa.BigInteger(), nullable=False),
        sa.Column("date_shipped", sa.BigInteger(), nullable=True),
        sa.Column("inserted_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "is_tax_inclusive_pricing",
            sa.Boolean(),
            server_default=sa.text("(false)"),
            nullable=False,
        ),
        sa.Column("status_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("subtotal_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("subtotal_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("subtotal_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "is_subtotal_overridden",
            sa.Boolean(),
            server_default=sa.text("(false)"),
            nullable=False,
        ),
        sa.Column("base_shipping_cost", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("shipping_cost_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("shipping_cost_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("shipping_cost_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "shipping_cost_tax_class_id", sa.BigInteger(), server_default="0", nullable=False
        ),
        sa.Column("base_handling_cost", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("handling_cost_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("handling_cost_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("handling_cost_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "handling_cost_tax_class_id", sa.BigInteger(), server_default="0", nullable=False
        ),
        sa.Column("base_wrapping_cost", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrapping_cost_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrapping_cost_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrapping_cost_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "wrapping_cost_tax_class_id", sa.BigInteger(), server_default="0", nullable=False
        ),
        sa.Column("total_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "is_total_overridden", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("costs_given", sa.Text(), server_default="{}", nullable=False),
        sa.Column("items_total", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("items_shipped", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("payment_method", sa.Text(), server_default="", nullable=False),
        sa.Column("payment_provider_id", sa.Text(), nullable=True),
        sa.Column("payment_status", sa.Text(), server_default="", nullable=False),
        sa.Column("refunded_amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("refunded_amount_given", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "order_is_digital", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column(
            "is_digital_given", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("store_credit_amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("gift_certificate_amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("ip_address", sa.Text(), server_default="", nullable=False),
        sa.Column("ip_address_v6", sa.Text(), server_default="", nullable=False),
        sa.Column("geoip_country", sa.Text(), server_default="", nullable=False),
        sa.Column("geoip_country_iso2", sa.Text(), server_default="", nullable=False),
        sa.Column("currency_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("currency_code", sa.Text(), server_default="", nullable=False),
        sa.Column("currency_exchange_rate", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("default_currency_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("default_currency_code", sa.Text(), server_default="", nullable=False),
        sa.Column("store_default_currency_code", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "store_default_to_transactional_exchange_rate",
            sa.BigInteger(),
            server_default="0",
            nullable=False,
        ),
        sa.Column("staff_notes", sa.Text(), nullable=True),
        sa.Column("customer_message", sa.Text(), nullable=True),
        sa.Column("discount_amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("manual_discount_amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("coupon_discount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("shipping_address_count", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_deleted", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("ebay_order_id", sa.Text(), server_default="0", nullable=False),
        sa.Column("cart_id", sa.Text(), nullable=True),
        sa.Column("billing_address", sa.Text(), server_default="{}", nullable=False),
        sa.Column("billing_email", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "is_email_opt_in", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("credit_card_type", sa.Text(), nullable=True),
        sa.Column("order_source", sa.Text(), server_default="", nullable=False),
        sa.Column("channel_id", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("external_merchant_id", sa.Text(), nullable=True),
        sa.Column("external_order_id", sa.Text(), server_default="", nullable=False),
        sa.Column("tax_provider_id", sa.Text(), server_default="", nullable=False),
        sa.Column("customer_locale", sa.Text(), server_default="", nullable=False),
        sa.Column("rendered", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_orders")),
        postgresql_with={"toast_tuple_target": 8160},
    )
    op.create_index("ix_orders_cart_id_id", "orders", ["store_id", "cart_id", "id"], unique=False)
    op.create_index("ix_orders_customer_id", "orders", ["store_id", "customer_id"], unique=False)
    op.create_index(
        "ix_orders_date_modified", "orders", ["store_id", "date_modified"], unique=False
    )
    op.create_index(
        "ix_orders_status_id_id", "orders", ["store_id", "status_id", "id"], unique=False
    )
    op.create_table(
        "payment_methods",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), server_default="card", nullable=False),
        sa.Column("gateway", sa.Text(), nullable=False),
        sa.Column("transaction_type", sa.Text(), server_default="purchase", nullable=False),
        sa.Column("test_mode", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("configuration_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payment_methods")),
    )
    op.create_table(
        "products",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("sku", sa.Text(), server_default="", nullable=False),
        sa.Column("type", sa.Text(), server_default="physical", nullable=False),
        sa.Column("upc", sa.Text(), server_default="", nullable=False),
        sa.Column("mpn", sa.Text(), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("price", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_price", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("retail_price", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("sale_price", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("map_price", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("calculated_price", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("weight", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("width", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("height", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("depth", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tax_class_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("inventory_tracking", sa.Text(), server_default="none", nullable=False),
        sa.Column("order_quantity_minimum", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("order_quantity_maximum", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fixed_cost_shipping_price", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "is_free_shipping", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("is_visible", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("is_featured", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("bin_picking_number", sa.Text(), server_default="", nullable=False),
        sa.Column("brand_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("availability", sa.Text(), server_default="available", nullable=False),
        sa.Column("condition", sa.Text(), server_default="New", nullable=False),
        sa.Column("total_sold", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("date_last_imported", sa.Text(), server_default="", nullable=False),
        sa.Column("base_variant_id", sa.BigInteger(), nullable=True),
        sa.Column("option_count", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("custom_url", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("date_modified", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_products")),
        sa.UniqueConstraint("store_id", "custom_url", name=op.f("uq_products_store_id_custom_url")),
        sa.UniqueConstraint("store_id", "name", name=op.f("uq_products_store_id_name")),
    )
    op.create_index("ix_products_sku", "products", ["store_id", "sku"], unique=False)
    op.create_table(
        "promotions",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("redemption_type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), server_default="", nullable=False),
        sa.Column("channels", sa.Text(), server_default="[]", nullable=False),
        sa.Column("channel_key", sa.Text(), server_default="", nullable=False),
        sa.Column("customer", sa.Text(), server_default="{}", nullable=False),
        sa.Column("rules", sa.Text(), server_default="[]", nullable=False),
        sa.Column("current_uses", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("max_uses", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("start_date", sa.BigInteger(), nullable=False),
        sa.Column("end_date", sa.BigInteger(), nullable=True),
        sa.Column("stop", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column(
            "can_be_used_with_other_promotions",
            sa.Boolean(),
            server_default=sa.text("(true)"),
            nullable=False,
        ),
        sa.Column("currency_code", sa.Text(), server_default="", nullable=False),
        sa.Column("notifications", sa.Text(), server_default="[]", nullable=False),
        sa.Column("shipping_address", sa.Text(), nullable=True),
        sa.Column("schedule", sa.Text(), nullable=True),
        sa.Column("coupon_type", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "coupon_overrides_other_promotions",
            sa.Boolean(),
            server_default=sa.text("(false)"),
            nullable=False,
        ),
        sa.Column(
            "coupon_overrides_automatic_when_offering_higher_discounts",
            sa.Boolean(),
            server_default=sa.text("(false)"),
            nullable=False,
        ),
        sa.Column("created_from", sa.Text(), server_default="api", nullable=False),
        sa.Column("priority", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_promotions")),
    )
    op.create_index(
        "ix_promotions_redemption_type_status",
        "promotions",
        ["store_id", "redemption_type", "status"],
        unique=False,
    )
    op.create_table(
        "provider_connections",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), server_default="", nullable=False),
        sa.Column("profile", sa.Text(), server_default="", nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint(
            "store_id", "kind", "provider_id", name=op.f("pk_provider_connections")
        ),
    )
    op.create_table(
        "rate_windows",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("requests", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "name", name=op.f("pk_rate_windows")),
    )
    op.create_table(
        "shipping_zones",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("locations", sa.Text(), server_default="[]", nullable=False),
        sa.Column("free_shipping", sa.Text(), server_default="{}", nullable=False),
        sa.Column("handling", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_shipping_zones")),
    )
    op.create_table(
        "store_settings",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("data", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "name", "channel_id", name=op.f("pk_store_settings")),
    )
    op.create_table(
        "stores",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), server_default="", nullable=False),
        sa.Column("profile", sa.Text(), server_default="{}", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stores")),
        sa.UniqueConstraint("hash", name=op.f("uq_stores_hash")),
    )
    op.create_table(
        "tax_classes",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_tax_classes")),
        sa.UniqueConstraint("store_id", "name", name=op.f("uq_tax_classes_store_id_name")),
    )
    op.create_table(
        "tax_zones",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("shopper_target_settings", sa.Text(), server_default="{}", nullable=False),
        sa.Column("price_display_settings", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_tax_zones")),
    )
    op.create_table(
        "access_tokens",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "account_id"],
            ["api_accounts.store_id", "api_accounts.id"],
            name=op.f("fk_access_tokens_api_accounts_store_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_access_tokens")),
        sa.UniqueConstraint(
            "store_id", "token_hash", name=op.f("uq_access_tokens_store_id_token_hash")
        ),
    )
    op.create_index("ix_access_tokens_token_hash", "access_tokens", ["token_hash"], unique=False)
    op.create_table(
        "bulk_pricing_rules",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity_min", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("quantity_max", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("type", sa.Text(), server_default="price", nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_bulk_pricing_rules_products_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_bulk_pricing_rules")),
    )
    op.create_index(
        "ix_bulk_pricing_rules_product_id",
        "bulk_pricing_rules",
        ["store_id", "product_id"],
        unique=False,
    )
    op.create_table(
        "company_orders",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("customer_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("po_number", sa.Text(), server_default="", nullable=False),
        sa.Column("reference_number", sa.Text(), server_default="", nullable=False),
        sa.Column("extra_fields", sa.Text(), server_default="[]", nullable=False),
        sa.Column("extra_info", sa.Text(), server_default="{}", nullable=False),
        sa.Column(
            "is_comment_saved", sa.Boolean(), server_default=sa.text("(true)"), nullable=False
        ),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "company_id"],
            ["companies.store_id", "companies.id"],
            name=op.f("fk_company_orders_companies_store_id_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_company_orders_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "order_id", name=op.f("pk_company_orders")),
    )
    op.create_index(
        "ix_company_orders_company_id", "company_orders", ["store_id", "company_id"], unique=False
    )
    op.create_index(
        "ix_company_orders_customer_id", "company_orders", ["store_id", "customer_id"], unique=False
    )
    op.create_table(
        "company_users",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("company_role_id", sa.BigInteger(), nullable=False),
        sa.Column("uuid", sa.Text(), server_default="", nullable=False),
        sa.Column("extra_fields", sa.Text(), server_default="[]", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "company_id"],
            ["companies.store_id", "companies.id"],
            name=op.f("fk_company_users_companies_store_id_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers.store_id", "customers.id"],
            name=op.f("fk_company_users_customers_store_id_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_company_users")),
        sa.UniqueConstraint(
            "store_id", "customer_id", name=op.f("uq_company_users_store_id_customer_id")
        ),
    )
    op.create_index(
        "ix_company_users_company_id", "company_users", ["store_id", "company_id"], unique=False
    )
    op.create_table(
        "coupon_uses",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("coupon_id", sa.BigInteger(), nullable=False),
        sa.Column("cart_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("email_key", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "coupon_id"],
            ["coupons.store_id", "coupons.id"],
            name=op.f("fk_coupon_uses_coupons_store_id_coupon_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "coupon_id", "cart_id", name=op.f("pk_coupon_uses")),
    )
    op.create_index("ix_coupon_uses_cart_id", "coupon_uses", ["store_id", "cart_id"], unique=False)
    op.create_index(
        "ix_coupon_uses_coupon_id_customer_id",
        "coupon_uses",
        ["store_id", "coupon_id", "customer_id"],
        unique=False,
    )
    op.create_index(
        "ix_coupon_uses_coupon_id_email_key",
        "coupon_uses",
        ["store_id", "coupon_id", "email_key"],
        unique=False,
    )
    op.create_table(
        "customer_addresses",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("first_name", sa.Text(), server_default="", nullable=False),
        sa.Column("last_name", sa.Text(), server_default="", nullable=False),
        sa.Column("company", sa.Text(), server_default="", nullable=False),
        sa.Column("street_1", sa.Text(), server_default="", nullable=False),
        sa.Column("street_2", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("zip", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("country_iso2", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("address_type", sa.Text(), server_default="residential", nullable=False),
        sa.Column("form_fields", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers.store_id", "customers.id"],
            name=op.f("fk_customer_addresses_customers_store_id_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customer_addresses")),
    )
    op.create_index(
        "ix_customer_addresses_customer_id",
        "customer_addresses",
        ["store_id", "customer_id"],
        unique=False,
    )
    op.create_table(
        "customer_attribute_values",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("attribute_id", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("date_modified", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "attribute_id"],
            ["customer_attributes.store_id", "customer_attributes.id"],
            name=op.f("fk_customer_attribute_values_customer_attributes_store_id_attribute_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers.store_id", "customers.id"],
            name=op.f("fk_customer_attribute_values_customers_store_id_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_customer_attribute_values")),
        sa.UniqueConstraint(
            "store_id",
            "customer_id",
            "attribute_id",
            name=op.f("uq_customer_attribute_values_store_id_customer_id_attribute_id"),
        ),
    )
    op.create_table(
        "download_links",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("order_product_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_download_links_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "token_hash", name=op.f("pk_download_links")),
    )
    op.create_index(
        "ix_download_links_order_id", "download_links", ["store_id", "order_id"], unique=False
    )
    op.create_table(
        "download_mails",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_download_mails_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "order_id", name=op.f("pk_download_mails")),
    )
    op.create_table(
        "hooks",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column(
            "events_history_enabled",
            sa.Boolean(),
            server_default=sa.text("(false)"),
            nullable=False,
        ),
        sa.Column("status", sa.Text(), server_default="active", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "account_id"],
            ["api_accounts.store_id", "api_accounts.id"],
            name=op.f("fk_hooks_api_accounts_store_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_hooks")),
    )
    op.create_index(
        "ix_hooks_account_id_scope", "hooks", ["store_id", "account_id", "scope"], unique=False
    )
    op.create_table(
        "hook_blocks",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("blocked_until", sa.BigInteger(), nullable=False),
        sa.Column("reasons", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "account_id"],
            ["api_accounts.store_id", "api_accounts.id"],
            name=op.f("fk_hook_blocks_api_accounts_store_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "account_id", "domain", name=op.f("pk_hook_blocks")),
    )
    op.create_table(
        "hook_deliveries",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("hook_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("attempt", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("duration_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("destination", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.Column("answer_headers", sa.Text(), server_default="{}", nullable=False),
        sa.Column("answer_body", sa.Text(), server_default="", nullable=False),
        sa.Column("retry_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "hook_id"],
            ["hooks.store_id", "hooks.id"],
            name=op.f("fk_hook_deliveries_hooks_store_id_hook_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_hook_deliveries")),
    )
    op.create_index(
        "ix_hook_deliveries_hook_id_id",
        "hook_deliveries",
        ["store_id", "hook_id", "id"],
        unique=False,
    )
    op.create_table(
        "hook_progress",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("hook_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("worker", sa.Text(), server_default="", nullable=False),
        sa.Column("leased_until", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("active_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "hook_id"],
            ["hooks.store_id", "hooks.id"],
            name=op.f("fk_hook_progress_hooks_store_id_hook_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "hook_id", name=op.f("pk_hook_progress")),
    )
    op.create_table(
        "hook_retries",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("hook_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("retry_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "hook_id"],
            ["hooks.store_id", "hooks.id"],
            name=op.f("fk_hook_retries_hooks_store_id_hook_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "hook_id", "position", name=op.f("pk_hook_retries")),
    )
    op.create_index(
        "ix_hook_retries_hook_id_retry_at_position",
        "hook_retries",
        ["store_id", "hook_id", "retry_at", "position"],
        unique=False,
    )
    op.create_index(
        "ix_hook_retries_hook_id_subject",
        "hook_retries",
        ["store_id", "hook_id", "subject"],
        unique=False,
    )
    op.create_table(
        "location_stock_items",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("warning_level", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("safety_stock", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_in_stock", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("bin_picking_number", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("level >= 0", name=op.f("ck_location_stock_items_level_not_negative")),
        sa.ForeignKeyConstraint(
            ["store_id", "location_id"],
            ["locations.store_id", "locations.id"],
            name=op.f("fk_location_stock_items_locations_store_id_location_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_location_stock_items_products_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "store_id",
            "product_id",
            "variant_id",
            "location_id",
            name=op.f("pk_location_stock_items"),
        ),
    )
    op.create_index(
        "ix_location_stock_items_location_id",
        "location_stock_items",
        ["store_id", "location_id"],
        unique=False,
    )
    op.create_table(
        "order_addresses",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("first_name", sa.Text(), server_default="", nullable=False),
        sa.Column("last_name", sa.Text(), server_default="", nullable=False),
        sa.Column("company", sa.Text(), server_default="", nullable=False),
        sa.Column("street_1", sa.Text(), server_default="", nullable=False),
        sa.Column("street_2", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("zip", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("country_iso2", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("form_fields", sa.Text(), server_default="[]", nullable=False),
        sa.Column("items_total", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("items_shipped", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("shipping_method", sa.Text(), server_default="None", nullable=False),
        sa.Column("base_cost", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_tax_class_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("base_handling_cost", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("handling_cost_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("handling_cost_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("handling_cost_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "handling_cost_tax_class_id", sa.BigInteger(), server_default="0", nullable=False
        ),
        sa.Column("shipping_zone_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("shipping_zone_name", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_addresses_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_order_addresses")),
    )
    op.create_index(
        "ix_order_addresses_order_id", "order_addresses", ["store_id", "order_id"], unique=False
    )
    op.create_table(
        "order_coupons",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("coupon_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("type", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("discount", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_coupons_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_order_coupons")),
    )
    op.create_index(
        "ix_order_coupons_order_id", "order_coupons", ["store_id", "order_id"], unique=False
    )
    op.create_table(
        "order_fees",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), server_default="custom_fee", nullable=False),
        sa.Column("display_name_customer", sa.Text(), server_default="", nullable=False),
        sa.Column("display_name_merchant", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("base_cost", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tax_class_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_fees_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_order_fees")),
    )
    op.create_index("ix_order_fees_order_id", "order_fees", ["store_id", "order_id"], unique=False)
    op.create_table(
        "order_history",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.Column("action", sa.Text(), server_default="", nullable=False),
        sa.Column("status_id_before", sa.BigInteger(), nullable=True),
        sa.Column("status_id_after", sa.BigInteger(), nullable=True),
        sa.Column("changes", sa.Text(), server_default="{}", nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_history_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "order_id", "revision", name=op.f("pk_order_history")),
    )
    op.create_table(
        "order_ledger",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("journal", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("cause_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("item_type", sa.Text(), server_default="", nullable=False),
        sa.Column("item_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_ledger_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "store_id", "order_id", "journal", "position", name=op.f("pk_order_ledger")
        ),
    )
    op.create_table(
        "order_messages",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("customer_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("type", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("message", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("is_flagged", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_messages_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_order_messages")),
    )
    op.create_index(
        "ix_order_messages_order_id", "order_messages", ["store_id", "order_id"], unique=False
    )
    op.create_table(
        "order_pickups",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("pickup_method_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("pickup_method_display_name", sa.Text(), server_default="", nullable=False),
        sa.Column("collection_instructions", sa.Text(), server_default="", nullable=False),
        sa.Column("collection_time_description", sa.Text(), server_default="", nullable=False),
        sa.Column("location_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("location", sa.Text(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_pickups_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_order_pickups")),
    )
    op.create_index(
        "ix_order_pickups_order_id", "order_pickups", ["store_id", "order_id"], unique=False
    )
    op.create_table(
        "order_products",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("variant_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("order_pickup_method_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("order_address_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("name_customer", sa.Text(), server_default="", nullable=False),
        sa.Column("name_merchant", sa.Text(), server_default="", nullable=False),
        sa.Column("sku", sa.Text(), server_default="", nullable=False),
        sa.Column("upc", sa.Text(), server_default="", nullable=False),
        sa.Column("type", sa.Text(), server_default="physical", nullable=False),
        sa.Column("base_price", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("price_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("price_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("price_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "is_price_overridden", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("base_total", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("weight", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("width", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("height", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("depth", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("quantity", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("base_cost_price", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_price_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_price_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("cost_price_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("quantity_refunded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("refund_amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("return_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrapping_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrapping_name", sa.Text(), server_default="", nullable=False),
        sa.Column("base_wrapping_cost", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrapping_cost_ex_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrapping_cost_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrapping_cost_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrapping_message", sa.Text(), server_default="", nullable=False),
        sa.Column("quantity_shipped", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("event_name", sa.Text(), nullable=True),
        sa.Column("event_date", sa.Text(), nullable=True),
        sa.Column("fixed_shipping_cost", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("ebay_item_id", sa.Text(), server_default="", nullable=False),
        sa.Column("ebay_transaction_id", sa.Text(), server_default="", nullable=False),
        sa.Column("option_set_id", sa.BigInteger(), nullable=True),
        sa.Column("parent_order_product_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "is_bundled_product", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("bin_picking_number", sa.Text(), server_default="", nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("fulfillment_source", sa.Text(), server_default="", nullable=False),
        sa.Column("brand", sa.Text(), server_default="", nullable=False),
        sa.Column("gift_certificate_id", sa.BigInteger(), nullable=True),
        sa.Column("recipient_email", sa.Text(), server_default="", nullable=False),
        sa.Column("applied_discounts", sa.Text(), server_default="[]", nullable=False),
        sa.Column("product_options", sa.Text(), server_default="[]", nullable=False),
        sa.Column("first_option_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("configurable_fields", sa.Text(), server_default="[]", nullable=False),
        sa.Column("discounted_total_inc_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tax_class_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stock_held", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_products_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_order_products")),
    )
    op.create_index(
        "ix_order_products_order_id", "order_products", ["store_id", "order_id"], unique=False
    )
    op.create_table(
        "order_promotions",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("promotion_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_promotions_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "store_id", "order_id", "promotion_id", name=op.f("pk_order_promotions")
        ),
    )
    op.create_table(
        "order_tenders",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_taken", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_tenders_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_order_tenders")),
    )
    op.create_index(
        "ix_order_tenders_order_id", "order_tenders", ["store_id", "order_id"], unique=False
    )
    op.create_table(
        "bought_certificates",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("order_product_id", sa.BigInteger(), nullable=False),
        sa.Column("secret", sa.Text(), server_default="", nullable=False),
        sa.Column("template", sa.Text(), server_default="", nullable=False),
        sa.Column("to_name", sa.Text(), server_default="", nullable=False),
        sa.Column("to_email", sa.Text(), server_default="", nullable=False),
        sa.Column("from_name", sa.Text(), server_default="", nullable=False),
        sa.Column("from_email", sa.Text(), server_default="", nullable=False),
        sa.Column("message", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_bought_certificates_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "order_product_id"],
            ["order_products.store_id", "order_products.id"],
            name=op.f("fk_bought_certificates_order_products_store_id_order_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_bought_certificates")),
    )
    op.create_index(
        "ix_bought_certificates_order_id",
        "bought_certificates",
        ["store_id", "order_id"],
        unique=False,
    )
    op.create_table(
        "order_taxes",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("order_address_id", sa.BigInteger(), nullable=True),
        sa.Column("order_pickup_method_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("order_product_id", sa.BigInteger(), nullable=True),
        sa.Column("tax_rate_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tax_class_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("tax_class", sa.Text(), server_default="", nullable=False),
        sa.Column("rate", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("priority", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("priority_amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("line_amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("line_item_type", sa.Text(), server_default="item", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_order_taxes_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_order_taxes")),
    )
    op.create_index(
        "ix_order_taxes_order_id", "order_taxes", ["store_id", "order_id"], unique=False
    )
    op.create_table(
        "payment_attempts",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="intended", nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("currency", sa.Text(), server_default="", nullable=False),
        sa.Column("payment_method_id", sa.Text(), server_default="", nullable=False),
        sa.Column("gateway_transaction_id", sa.Text(), server_default="", nullable=False),
        sa.Column("reference_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("refund_id", sa.BigInteger(), nullable=True),
        sa.Column("decline_code", sa.Text(), server_default="", nullable=False),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.Column("request_key", sa.LargeBinary(), nullable=True),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("settle_after", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_payment_attempts_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_payment_attempts")),
        sa.UniqueConstraint("store_id", "key", name=op.f("uq_payment_attempts_store_id_key")),
    )
    op.create_index(
        "ix_payment_attempts_order_id", "payment_attempts", ["store_id", "order_id"], unique=False
    )
    op.create_index(
        "ix_payment_attempts_status_settle_after",
        "payment_attempts",
        ["store_id", "status", "settle_after"],
        unique=False,
    )
    op.create_table(
        "payment_tokens",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("currency", sa.Text(), server_default="", nullable=False),
        sa.Column("is_recurring", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_payment_tokens_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "token_hash", name=op.f("pk_payment_tokens")),
    )
    op.create_table(
        "pickup_methods",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("display_name", sa.Text(), server_default="", nullable=False),
        sa.Column("collection_instructions", sa.Text(), server_default="", nullable=False),
        sa.Column("collection_time_description", sa.Text(), server_default="", nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("date_modified", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "location_id"],
            ["locations.store_id", "locations.id"],
            name=op.f("fk_pickup_methods_locations_store_id_location_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_pickup_methods")),
    )
    op.create_index(
        "ix_pickup_methods_location_id", "pickup_methods", ["store_id", "location_id"], unique=False
    )
    op.create_table(
        "product_categories",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("category_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_product_categories_products_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "store_id", "product_id", "category_id", name=op.f("pk_product_categories")
        ),
    )
    op.create_index(
        "ix_product_categories_category_id",
        "product_categories",
        ["store_id", "category_id"],
        unique=False,
    )
    op.create_table(
        "product_channels",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_product_channels_products_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "store_id", "product_id", "channel_id", name=op.f("pk_product_channels")
        ),
    )
    op.create_index(
        "ix_product_channels_channel_id",
        "product_channels",
        ["store_id", "channel_id"],
        unique=False,
    )
    op.create_table(
        "product_options",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="option", nullable=False),
        sa.Column("type", sa.Text(), server_default="dropdown", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("display_name", sa.Text(), server_default="", nullable=False),
        sa.Column("required", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("sort_order", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("config", sa.Text(), server_default="{}", nullable=False),
        sa.Column("option_values", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_product_options_products_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_product_options")),
    )
    op.create_index(
        "ix_product_options_product_id", "product_options", ["store_id", "product_id"], unique=False
    )
    op.create_table(
        "product_parts",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("date_modified", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_product_parts_products_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "kind", "id", name=op.f("pk_product_parts")),
    )
    op.create_index(
        "ix_product_parts_product_id_kind",
        "product_parts",
        ["store_id", "product_id", "kind"],
        unique=False,
    )
    op.create_table(
        "product_skus",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_product_skus_products_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "sku", name=op.f("pk_product_skus")),
    )
    op.create_index(
        "ix_product_skus_product_id", "product_skus", ["store_id", "product_id"], unique=False
    )
    op.create_table(
        "product_variants",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("sku", sa.Text(), server_default="", nullable=False),
        sa.Column("sku_id", sa.BigInteger(), nullable=True),
        sa.Column("upc", sa.Text(), server_default="", nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("cost_price", sa.BigInteger(), nullable=True),
        sa.Column("retail_price", sa.BigInteger(), nullable=True),
        sa.Column("sale_price", sa.BigInteger(), nullable=True),
        sa.Column("fixed_cost_shipping_price", sa.BigInteger(), nullable=True),
        sa.Column("weight", sa.BigInteger(), nullable=True),
        sa.Column("width", sa.BigInteger(), nullable=True),
        sa.Column("height", sa.BigInteger(), nullable=True),
        sa.Column("depth", sa.BigInteger(), nullable=True),
        sa.Column("bin_picking_number", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "purchasing_disabled", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
        ),
        sa.Column("option_values", sa.Text(), server_default="[]", nullable=False),
        sa.Column("option_key", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_product_variants_products_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_product_variants")),
        sa.UniqueConstraint(
            "store_id",
            "product_id",
            "option_key",
            name=op.f("uq_product_variants_store_id_product_id_option_key"),
        ),
    )
    op.create_index(
        "ix_product_variants_sku", "product_variants", ["store_id", "sku"], unique=False
    )
    op.create_table(
        "promotion_uses",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("promotion_id", sa.BigInteger(), nullable=False),
        sa.Column("cart_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "promotion_id"],
            ["promotions.store_id", "promotions.id"],
            name=op.f("fk_promotion_uses_promotions_store_id_promotion_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "store_id", "promotion_id", "cart_id", name=op.f("pk_promotion_uses")
        ),
    )
    op.create_index(
        "ix_promotion_uses_cart_id", "promotion_uses", ["store_id", "cart_id"], unique=False
    )
    op.create_table(
        "refunds",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("total_amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total_tax", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("user_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "uses_merchant_override_values",
            sa.Boolean(),
            server_default=sa.text("(false)"),
            nullable=False,
        ),
        sa.Column("tax_adjustment", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("items", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_refunds_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_refunds")),
    )
    op.create_index("ix_refunds_order_id", "refunds", ["store_id", "order_id"], unique=False)
    op.create_table(
        "shipments",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("order_address_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.Column("tracking_number", sa.Text(), server_default="", nullable=False),
        sa.Column("merchant_shipping_cost", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("shipping_method", sa.Text(), server_default="", nullable=False),
        sa.Column("comments", sa.Text(), server_default="", nullable=False),
        sa.Column("shipping_provider", sa.Text(), server_default="", nullable=False),
        sa.Column("tracking_carrier", sa.Text(), server_default="", nullable=False),
        sa.Column("tracking_link", sa.Text(), server_default="", nullable=False),
        sa.Column("billing_address", sa.Text(), server_default="[]", nullable=False),
        sa.Column("shipping_address", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_shipments_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_shipments")),
    )
    op.create_index("ix_shipments_order_id", "shipments", ["store_id", "order_id"], unique=False)
    op.create_table(
        "shipping_methods",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("zone_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("settings", sa.Text(), server_default="{}", nullable=False),
        sa.Column("handling", sa.Text(), server_default="{}", nullable=False),
        sa.Column("is_fallback", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("channel_ids", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "zone_id"],
            ["shipping_zones.store_id", "shipping_zones.id"],
            name=op.f("fk_shipping_methods_shipping_zones_store_id_zone_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_shipping_methods")),
    )
    op.create_index(
        "ix_shipping_methods_zone_id", "shipping_methods", ["store_id", "zone_id"], unique=False
    )
    op.create_table(
        "stock_holds",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("cart_id", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_stock_holds_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_stock_holds_products_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "store_id", "cart_id", "product_id", "variant_id", name=op.f("pk_stock_holds")
        ),
    )
    op.create_index(
        "ix_stock_holds_expires_at", "stock_holds", ["store_id", "expires_at"], unique=False
    )
    op.create_table(
        "stock_items",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("warning_level", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("safety_stock", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_in_stock", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("bin_picking_number", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("level >= 0", name=op.f("ck_stock_items_level_not_negative")),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_stock_items_products_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "store_id", "product_id", "variant_id", name=op.f("pk_stock_items")
        ),
    )
    op.create_table(
        "store_credit_entries",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers.store_id", "customers.id"],
            name=op.f("fk_store_credit_entries_customers_store_id_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_store_credit_entries")),
    )
    op.create_index(
        "ix_store_credit_entries_customer_id",
        "store_credit_entries",
        ["store_id", "customer_id"],
        unique=False,
    )
    op.create_index(
        "ix_store_credit_entries_order_id",
        "store_credit_entries",
        ["store_id", "order_id"],
        unique=False,
    )
    op.create_table(
        "stored_instruments",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("payment_method_id", sa.Text(), server_default="", nullable=False),
        sa.Column("type", sa.Text(), server_default="stored_card", nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("brand", sa.Text(), server_default="", nullable=False),
        sa.Column("expiry_month", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("expiry_year", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("issuer_identification_number", sa.Text(), server_default="", nullable=False),
        sa.Column("last_4", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("issuer", sa.Text(), server_default="", nullable=False),
        sa.Column("masked_account_number", sa.Text(), server_default="", nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("billing_address", sa.Text(), server_default="{}", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "customer_id"],
            ["customers.store_id", "customers.id"],
            name=op.f("fk_stored_instruments_customers_store_id_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_stored_instruments")),
        sa.UniqueConstraint(
            "store_id", "token_hash", name=op.f("uq_stored_instruments_store_id_token_hash")
        ),
    )
    op.create_index(
        "ix_stored_instruments_customer_id",
        "stored_instruments",
        ["store_id", "customer_id"],
        unique=False,
    )
    op.create_table(
        "tax_rates",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("tax_zone_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("priority", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("class_rates", sa.Text(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "tax_zone_id"],
            ["tax_zones.store_id", "tax_zones.id"],
            name=op.f("fk_tax_rates_tax_zones_store_id_tax_zone_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_tax_rates")),
    )
    op.create_index(
        "ix_tax_rates_tax_zone_id", "tax_rates", ["store_id", "tax_zone_id"], unique=False
    )
    op.create_table(
        "transactions",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), server_default="", nullable=False),
        sa.Column("attempt_id", sa.BigInteger(), nullable=True),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("currency", sa.Text(), server_default="", nullable=False),
        sa.Column("gateway", sa.Text(), server_default="", nullable=False),
        sa.Column("gateway_transaction_id", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="ok", nullable=False),
        sa.Column("test", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("fraud_review", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("reference_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("avs_result", sa.Text(), server_default="{}", nullable=False),
        sa.Column("cvv_result", sa.Text(), server_default="{}", nullable=False),
        sa.Column("credit_card", sa.Text(), server_default="{}", nullable=False),
        sa.Column("gift_certificate", sa.Text(), server_default="{}", nullable=False),
        sa.Column("store_credit", sa.Text(), server_default="{}", nullable=False),
        sa.Column("offline", sa.Text(), server_default="{}", nullable=False),
        sa.Column("custom", sa.Text(), server_default="{}", nullable=False),
        sa.Column("payment_method_id", sa.Text(), server_default="", nullable=False),
        sa.Column("payment_instrument_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("date_created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_transactions_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_transactions")),
    )
    op.create_index(
        "ix_transactions_order_id", "transactions", ["store_id", "order_id"], unique=False
    )
    op.create_table(
        "refund_payments",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("refund_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("offline", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("declined_message", sa.Text(), server_default="", nullable=False),
        sa.Column("reference_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("gift_certificate_id", sa.BigInteger(), nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id", "refund_id"],
            ["refunds.store_id", "refunds.id"],
            name=op.f("fk_refund_payments_refunds_store_id_refund_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_refund_payments")),
    )
    op.create_index(
        "ix_refund_payments_order_id", "refund_payments", ["store_id", "order_id"], unique=False
    )
    op.create_index(
        "ix_refund_payments_refund_id", "refund_payments", ["store_id", "refund_id"], unique=False
    )
    op.create_index(
        "ix_refund_payments_transaction_id",
        "refund_payments",
        ["store_id", "transaction_id"],
        unique=False,
    )
    op.create_table(
        "shipment_items",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("shipment_id", sa.BigInteger(), nullable=False),
        sa.Column("order_product_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("quantity", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "shipment_id"],
            ["shipments.store_id", "shipments.id"],
            name=op.f("fk_shipment_items_shipments_store_id_shipment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "store_id", "shipment_id", "order_product_id", name=op.f("pk_shipment_items")
        ),
    )
    op.create_table(
        "pickups",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("pickup_method_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("ready_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_pickups_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_pickups")),
    )
    op.create_index("ix_pickups_order_id", "pickups", ["store_id", "order_id"], unique=False)
    op.create_table(
        "pickup_items",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("pickup_id", sa.BigInteger(), nullable=False),
        sa.Column("order_product_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("collected_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_pickup_items_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["store_id", "order_product_id"],
            ["order_products.store_id", "order_products.id"],
            name=op.f("fk_pickup_items_order_products_store_id_order_product_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id", "pickup_id"],
            ["pickups.store_id", "pickups.id"],
            name=op.f("fk_pickup_items_pickups_store_id_pickup_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_pickup_items")),
    )
    op.create_index(
        "ix_pickup_items_order_product_id",
        "pickup_items",
        ["store_id", "order_product_id"],
        unique=False,
    )
    op.create_index(
        "ix_pickup_items_pickup_id", "pickup_items", ["store_id", "pickup_id"], unique=False
    )
    op.create_table(
        "tax_documents",
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), server_default="{}", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "order_id"],
            ["orders.store_id", "orders.id"],
            name=op.f("fk_tax_documents_orders_store_id_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "order_id", name=op.f("pk_tax_documents")),
    )
    op.create_index(
        "ix_tax_documents_due_at", "tax_documents", ["store_id", "due_at"], unique=False
    )
