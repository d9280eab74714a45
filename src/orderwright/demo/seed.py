"""Fills the demo store, the same way for the same seed and the same time."""


from orderwright.actions import product_options, products, stores
from orderwright.db import access, taxes
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.db.wiping import wipe
from orderwright.demo import STORE_HASH, STORE_NAME
from orderwright.demo.goods import GOODS, Good
from orderwright.demo.past import Shelf
from orderwright.demo.people import PEOPLE, Person
from orderwright.domain.store import Profile, Store

DEFAULT_CLASS, EXEMPT_CLASS, SHIPPING_CLASS, WRAPPING_CLASS = range(4)
RATES = (("Texas", "TX", 8_250_000), ("California", "CA", 7_250_000), ("New York", "NY", 4_000_000))

_PRODUCT_IDS = statement("SELECT id FROM products WHERE store_id = :store_id ORDER BY id")
_VARIANTS = statement(
    "SELECT product_id, variant_id, level FROM stock_items"
    " WHERE store_id = :store_id AND variant_id > 0 ORDER BY product_id, variant_id"
)
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
    stores.add_first_rows(unit, store, store.created_at)
    await unit.flush()


async def stock_shelves(unit: Unit, store_id: int, now: int) -> None:
    """Taxes, goods and customers."""
    _add_taxes(unit, store_id)
    for good in GOODS:
        await _add_good(unit, store_id, good, now)
    for person in PEOPLE:
        _add_person(unit, store_id, person, now)
    await unit.flush()


async def list_shelves(unit: Unit, store_id: int) -> list[Shelf]:
    """The goods as orders can ask for them."""
    variants: dict[int, list[tuple[int, int]]] = {}
    for row in await unit.rows(_VARIANTS, store_id=store_id):
        variants.setdefault(row["product_id"], []).append((row["variant_id"], row["level"]))
    ids, _ = await list_ids(unit, store_id)
    return [
        Shelf(product_id, good, tuple(variants.get(product_id, ())))
        for product_id, good in zip(ids, GOODS, strict=True)
    ]


async def list_ids(unit: Unit, store_id: int) -> tuple[list[int], list[int]]:
    """The ids of all products and of all customers, in the order of their making."""
    goods = await unit.rows(_PRODUCT_IDS, store_id=store_id)
    customers = await unit.rows(_CUSTOMER_IDS, store_id=store_id)
    return [row["id"] for row in goods], [row["id"] for row in customers]


def _add_taxes(unit: Unit, store_id: int) -> None:
    for name, state, rate in RATES:
        targets = {"locations": [{"country_code": "US", "subdivision_codes": [state]}]}
        zone = taxes.add_zone(unit, store_id, name, targets)
        classes = dict.fromkeys((DEFAULT_CLASS, SHIPPING_CLASS, WRAPPING_CLASS), rate)
        taxes.add_rate(unit, store_id, zone, f"{name} sales tax", classes)


async def _add_good(unit: Unit, store_id: int, good: Good, now: int) -> None:
    tracking = "variant" if good.choices else "none" if good.stock is None else "product"
    given = {
        "name": good.name, "sku": good.sku, "type": good.type, "price": good.price,
        "cost_price": good.cost, "weight": good.weight, "inventory_tracking": tracking,
        "inventory_level": good.stock or 0,
        "tax_class_id": EXEMPT_CLASS if good.tax_exempt else DEFAULT_CLASS,
        "order_quantity_minimum": good.minimum, "order_quantity_maximum": good.maximum,
        "variants": [
            {
                "sku": f"{good.sku}-{position}", "price": good.price + extra if extra else None,
                "inventory_level": level,
                "option_values": [{"option_display_name": good.option, "label": label}],
            }
            for position, (label, extra, level) in enumerate(good.choices, start=1)
        ],
    }  # fmt: skip
    product_id = await products.create(unit, store_id, given, now)
    if good.modifier:
        wanted = {"display_name": good.modifier, "type": good.modifier_type, "required": False}
        await product_options.create(unit, store_id, product_id, "modifier", wanted, now)


def _add_person(unit: Unit, store_id: int, person: Person, now: int) -> None:
    customer = unit.take(store_id, "customer")
    names = {
        "first_name": person.first_name, "last_name": person.last_name,
        "company": person.company, "phone": "",
    }  # fmt: skip
    unit.insert(
        "customers",
        store_id=store_id, id=customer, email=person.email, email_key=person.email,
        date_created=now, date_modified=now, **names,
    )  # fmt: skip
    unit.insert(
        "customer_addresses",
        store_id=store_id, id=unit.take(store_id, "customer_address"), customer_id=customer,
        street_1=person.street, city=person.city, state=person.state, zip=person.zip,
        country=person.country, country_iso2=person.country_iso2, **names,
    )  # fmt: skip
