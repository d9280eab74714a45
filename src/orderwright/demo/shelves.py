"""The demo store's taxes, shipping, goods and customers, made through the API itself."""

from collections.abc import Awaitable, Callable
from typing import Any

from orderwright.demo import COUPON_CODE
from orderwright.demo.goods import GOODS, Good
from orderwright.demo.past import Shelf
from orderwright.demo.people import PEOPLE, Person
from orderwright.demo.shipping import add_shipping
from orderwright.domain.money import to_number

DEFAULT_CLASS, EXEMPT_CLASS, SHIPPING_CLASS, WRAPPING_CLASS = range(4)
TAXED_CLASSES = (DEFAULT_CLASS, SHIPPING_CLASS, WRAPPING_CLASS)
CUSTOMERS_AT_ONCE = 10
# In ten-thousandths of a per cent.
STATE_RATES = (("Texas", "TX", 82_500), ("California", "CA", 72_500), ("New York", "NY", 40_000))

Call = Callable[[str, str, object, int], Awaitable[Any]]


async def stock(call: Call, now: int) -> tuple[list[Shelf], list[int]]:
    """Fill an empty store; its goods as orders can ask for them, and its customers' ids."""
    await _add_taxes(call, now)
    await add_shipping(call, now)
    shelves = [await _add_good(call, good, now) for good in GOODS]
    await _add_coupon(call, shelves[0].id, now)
    customers: list[int] = []
    for first in range(0, len(PEOPLE), CUSTOMERS_AT_ONCE):
        batch = [_customer(person) for person in PEOPLE[first : first + CUSTOMERS_AT_ONCE]]
        answer = await call("POST", "/v3/customers", batch, now)
        customers += [customer["id"] for customer in answer["data"]]
    return shelves, customers


async def _add_taxes(call: Call, now: int) -> None:
    zones = [
        {
            "name": name,
            "enabled": True,
            "shopper_target_settings": {
                "locations": [{"country_code": "US", "subdivision_codes": [state]}]
            },
            "price_display_settings": {"show_inclusive": False, "show_both_on_detail_view": False},
        }
        for name, state, _ in STATE_RATES
    ]
    made = (await call("POST", "/v3/tax/zones", zones, now))["data"]
    rates = [
        {
            "tax_zone_id": zone["id"],
            "name": f"{name} sales tax",
            "enabled": True,
            "priority": 1,
            "class_rates": [
                {"tax_class_id": tax_class, "rate": to_number(rate)} for tax_class in TAXED_CLASSES
            ],
        }
        for zone, (name, _, rate) in zip(made, STATE_RATES, strict=True)
    ]
    await call("POST", "/v3/tax/rates", rates, now)


async def _add_coupon(call: Call, product_id: int, now: int) -> None:
    coupon = {
        "name": "A tenth off the Trail Mug",
        "code": COUPON_CODE,
        "type": "percentage_discount",
        "amount": 10,
        "enabled": True,
        "applies_to": {"entity": "products", "ids": [product_id]},
    }
    await call("POST", "/v2/coupons", coupon, now)


async def _add_good(call: Call, good: Good, now: int) -> Shelf:
    product = (await call("POST", "/v3/catalog/products", _product(good), now))["data"]
    if good.modifier:
        modifier = {
            "display_name": good.modifier,
            "type": good.modifier_type,
            "required": good.modifier_type == "date",
            "config": _config(good),
        }
        path = f"/v3/catalog/products/{product['id']}/modifiers"
        await call("POST", path, modifier, now)
    variants = product["variants"] if good.choices else []
    return Shelf(product["id"], good, tuple(variant["id"] for variant in variants))


def _product(good: Good) -> dict[str, Any]:
    product: dict[str, Any] = {
        "name": good.name,
        "sku": good.sku,
        "type": good.type,
        "price": to_number(good.price),
        "cost_price": to_number(good.cost),
        "weight": to_number(good.weight),
        "tax_class_id": EXEMPT_CLASS if good.tax_exempt else DEFAULT_CLASS,
        "order_quantity_minimum": good.minimum,
        "order_quantity_maximum": good.maximum,
        "inventory_tracking": "none",
    }
    if good.choices:
        product["inventory_tracking"] = "variant"
        product["variants"] = [
            _variant(good, position, choice) for position, choice in enumerate(good.choices, 1)
        ]
    elif good.stock is not None:
        product |= {"inventory_tracking": "product", "inventory_level": good.stock}
    return product


def _variant(good: Good, position: int, choice: tuple[str, int, int]) -> dict[str, Any]:
    label, extra, level = choice
    variant: dict[str, Any] = {
        "sku": f"{good.sku}-{position}",
        "inventory_level": level,
        "option_values": [{"option_display_name": good.option, "label": label}],
    }
    if extra:
        variant["price"] = to_number(good.price + extra)
    return variant


def _config(good: Good) -> dict[str, Any]:
    if good.modifier_type == "checkbox":
        return {"checkbox_label": f"{good.modifier}, please", "checked_by_default": False}
    return {}


def _customer(person: Person) -> dict[str, Any]:
    names = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "company": person.company,
    }
    address = {
        **names,
        "address1": person.street,
        "city": person.city,
        "state_or_province": person.state,
        "postal_code": person.zip,
        "country_code": person.country_iso2,
    }
    return {"email": person.email, **names, "addresses": [address]}
