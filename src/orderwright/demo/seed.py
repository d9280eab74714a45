"""The demo store's own row: made once, emptied at will, and what is for sale in it."""

from orderwright.actions import stores
from orderwright.db import access
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.db.wiping import wipe
from orderwright.demo import STORE_HASH, STORE_NAME
from orderwright.demo.shelves import SHIPPING_CLASS, WRAPPING_CLASS
from orderwright.domain.store import Profile, Store

_PRODUCT_IDS = statement("SELECT id FROM products WHERE store_id = :store_id ORDER BY id")
_CUSTOMER_IDS = statement("SELECT id FROM customers WHERE store_id = :store_id ORDER BY id")


async def open_store(unit: Unit, now: int) -> tuple[Store, bool]:
    """The demo store and whether it has just been made."""
    store = await access.find_store(unit, STORE_HASH)
    if store is not None:
        return store, False
    profile = Profile(
        country="United States", country_code="US", address="1 Trailhead Way, Austin",
        city="Austin", state="Texas", phone="+1 512 555 0100",
        admin_email="owner@example.com", order_email="orders@example.com",
        timezone="America/Chicago", timezone_offset_seconds=-21_600,
        shipping_tax_class_id=SHIPPING_CLASS, wrapping_tax_class_id=WRAPPING_CLASS,
    )  # fmt: skip
    return await stores.create_store(
        unit, STORE_HASH, STORE_NAME, profile, now, domain="wayfarer.example.com"
    ), True


async def empty_store(unit: Unit, store: Store) -> None:
    """Back to what the store was when it had just been made; its tokens stay valid."""
    await wipe(unit, store.id)
    await access.touch_store(unit, store.id)
    stores.add_first_rows(unit, store, store.created_at)
    await unit.flush()


async def list_ids(unit: Unit, store_id: int) -> tuple[list[int], list[int]]:
    """The ids of all products and of all customers, in the order of their making."""
    products = await unit.rows(_PRODUCT_IDS, store_id=store_id)
    customers = await unit.rows(_CUSTOMER_IDS, store_id=store_id)
    return [row["id"] for row in products], [row["id"] for row in customers]
