"""One order of the benchmark: from the request's bytes to rows and to the rendered answer."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

import msgspec

from bench.load import render_request
from bench.tables import COLUMNS, FIRST_PRODUCT, PRODUCTS

ORIGIN_MARK = b"\x01"
ID_MARK = b"\x02"
ORIGIN = b"http://127.0.0.1/stores/demo"
NOW = 1_790_000_000_000
DATE = "Sun, 22 Nov 2026 02:40:00 +0000"
SCALE = 10_000
LINES_AN_ORDER = 2


class Address(msgspec.Struct):
    """The billing address of a request."""

    first_name: str
    last_name: str
    street_1: str
    city: str
    state: str
    zip: str
    country: str
    country_iso2: str
    email: str
    company: str = ""
    phone: str = ""


class Line(msgspec.Struct):
    """A line of a request."""

    product_id: int
    quantity: int


class OrderPost(msgspec.Struct):
    """The body of `POST /v2/orders` as far as the benchmark sends it."""

    billing_address: Address
    products: list[Line]
    status_id: int = 0
    customer_id: int = 0


@dataclass(slots=True)
class Product:
    """What an order takes from the catalogue."""

    name: str
    sku: str
    price: int


@dataclass(slots=True)
class Draft:
    """An order ready to be written: everything but the numbers that the counters give."""

    order: tuple[object, ...]  # columns of `orders` after store_id and id
    lines: list[tuple[object, ...]]  # columns of `order_products` after the first three
    address: tuple[object, ...]  # columns of `order_addresses` after the first three
    taxes: list[tuple[object, ...]]  # columns of `order_taxes` after the first three
    history: tuple[object, ...]  # columns of `history` after the first three
    event: tuple[object, ...]  # scope, body, at
    stock: list[tuple[int, int]]  # product id and quantity, ascending
    rendered: bytes


CATALOGUE = {
    product: Product(f"Product {product}", f"SKU-{product}", 250_000)
    for product in range(FIRST_PRODUCT, FIRST_PRODUCT + PRODUCTS)
}
decode = msgspec.json.Decoder(OrderPost).decode
encode = msgspec.json.Encoder().encode

ZERO = "0.0000"
DEFAULTS: dict[str, object] = {"i": 0, "t": "", "b": False}


def money(amount: int) -> str:
    """Ten-thousandths as the V2 dialect prints them, `25.0000`."""
    return f"{amount // SCALE}.{amount % SCALE:04d}"


# The answer in its recorded order; what an order changes is set on a copy.
ANSWER: dict[str, object] = {
    "id": "\x02",
    "customer_id": 0,
    "date_created": DATE,
    "date_modified": DATE,
    "date_shipped": "",
    "status_id": 0,
    "status": "Pending",
    **dict.fromkeys(
        (
            "subtotal_ex_tax subtotal_inc_tax subtotal_tax base_shipping_cost"
            " shipping_cost_ex_tax shipping_cost_inc_tax shipping_cost_tax"
        ).split(),
        ZERO,
    ),
    "shipping_cost_tax_class_id": 2,
    **dict.fromkeys(
        ("base_handling_cost handling_cost_ex_tax handling_cost_inc_tax handling_cost_tax").split(),
        ZERO,
    ),
    "handling_cost_tax_class_id": 2,
    **dict.fromkeys(
        ("base_wrapping_cost wrapping_cost_ex_tax wrapping_cost_inc_tax wrapping_cost_tax").split(),
        ZERO,
    ),
    "wrapping_cost_tax_class_id": 3,
    **dict.fromkeys("total_ex_tax total_inc_tax total_tax".split(), ZERO),
    "items_total": 0,
    "items_shipped": 0,
    "payment_method": "Manual",
    "payment_provider_id": None,
    "payment_status": "",
    "refunded_amount": ZERO,
    "order_is_digital": False,
    "store_credit_amount": ZERO,
    "gift_certificate_amount": ZERO,
    "ip_address": "",
    "ip_address_v6": "",
    "geoip_country": "",
    "geoip_country_iso2": "",
    "currency_id": 1,
    "currency_code": "USD",
    "currency_exchange_rate": "1.0000000000",
    "default_currency_id": 1,
    "default_currency_code": "USD",
    "staff_notes": None,
    "customer_message": None,
    "discount_amount": ZERO,
    "coupon_discount": ZERO,
    "shipping_address_count": 1,
    "is_deleted": False,
    "ebay_order_id": "0",
    "cart_id": None,
    "billing_address": {},
    "is_email_opt_in": False,
    "credit_card_type": None,
    "order_source": "external",
    "channel_id": 1,
    "external_source": None,
    "consignments": {"url": "\x01/v2/orders/\x02/consignments", "resource": "/orders"},
    "products": {"url": "\x01/v2/orders/\x02/products", "resource": "/orders"},
    "shipping_addresses": {"url": "\x01/v2/orders/\x02/shippingaddresses", "resource": "/orders"},
    "coupons": {"url": "\x01/v2/orders/\x02/coupons", "resource": "/orders"},
    "fees": {"url": "\x01/v2/orders/\x02/fees", "resource": "/orders"},
    "external_id": None,
    "external_merchant_id": None,
    "tax_provider_id": "BasicTaxProvider",
    "customer_locale": "en",
    "external_order_id": "",
    "store_default_currency_code": "USD",
    "store_default_to_transactional_exchange_rate": "1.0000000000",
    "custom_status": "Pending",
}
KINDS_OF = {
    "orders": [*(["i"] * 40), *(["t"] * 20), *(["b"] * 3), "r"],
    "order_products": [*(["i"] * 36), *(["t"] * 16), *(["b"] * 2)],
    "order_addresses": [*(["i"] * 16), *(["t"] * 16)],
    "order_taxes": [*(["i"] * 12), *(["t"] * 3)],
}


def template(table: str, skip: int) -> tuple[list[object], dict[str, int]]:
    """A row of defaults without its first columns, and the place of each name in it."""
    kinds = KINDS_OF[table][skip:]
    names = COLUMNS[table][skip:]
    return [DEFAULTS.get(kind, b"") for kind in kinds], {n: i for i, n in enumerate(names)}


def fill(base: tuple[list[object], dict[str, int]], values: dict[str, object]) -> list[object]:
    """A template's row with some values set once, at import."""
    row, places = base
    for name, value in values.items():
        row[places[name]] = value
    return row


ORDER_AT = template("orders", 2)[1]
ORDER_ROW = fill(
    template("orders", 2),
    {
        "date_created": NOW,
        "date_modified": NOW,
        "channel_id": 1,
        "currency_id": 1,
        "exchange_rate": 10_000_000_000,
        "currency_code": "USD",
        "default_currency_code": "USD",
        "payment_method": "Manual",
        "order_source": "external",
        "tax_provider_id": "BasicTaxProvider",
        "customer_locale": "en",
        "shipping_address_count": 1,
        "version": 1,
    },
)
LINE_AT = template("order_products", 3)[1]
LINE_ROW = fill(template("order_products", 3), {"type": "physical", "weight": 10_000})
ADDRESS_AT = template("order_addresses", 3)[1]
ADDRESS_ROW = fill(template("order_addresses", 3), {"kind": "billing", "form_fields": "[]"})
TAX_ROW = tuple(
    fill(
        template("order_taxes", 3),
        {"tax_rate_id": 1, "rate": 8_250_000, "name": "Tax", "line_item_type": "item"},
    )
)
ORDER_TOTALS = (
    "subtotal_ex_tax",
    "subtotal_inc_tax",
    "total_ex_tax",
    "total_inc_tax",
)
LINE_PRICES = ("base_price", "price_ex_tax", "price_inc_tax")
LINE_TOTALS = ("base_total", "total_ex_tax", "total_inc_tax", "discounted_total")


def draft(post: OrderPost, products: dict[int, Product] = CATALOGUE) -> Draft:
    """Price a request without any rule, render the answer and lay out the rows."""
    lines, total, items = [], 0, 0
    for position, line in enumerate(post.products):
        product = products[line.product_id]
        line_total = product.price * line.quantity
        total += line_total
        items += line.quantity
        lines.append(line_row(position, line, product, line_total))
    rendered = render(post, total, items)
    row = ORDER_ROW.copy()
    for name in ORDER_TOTALS:
        row[ORDER_AT[name]] = total
    row[ORDER_AT["items_total"]] = items
    row[ORDER_AT["status_id"]] = post.status_id
    row[ORDER_AT["customer_id"]] = post.customer_id
    row[ORDER_AT["billing_email"]] = post.billing_address.email
    row[ORDER_AT["rendered"]] = rendered
    return Draft(
        order=tuple(row),
        lines=lines,
        address=address_row(post.billing_address, items),
        taxes=[TAX_ROW] * len(lines),
        history=(NOW, "api", '{"status_id":[null,1]}'),
        event=(NOW, "store/order/created", '{"type":"order"}'),
        stock=sorted((line.product_id, line.quantity) for line in post.products),
        rendered=rendered,
    )


def line_row(position: int, line: Line, product: Product, total: int) -> tuple[object, ...]:
    """The row of one line after store, order and own id."""
    row = LINE_ROW.copy()
    row[LINE_AT["position"]] = position
    row[LINE_AT["product_id"]] = line.product_id
    row[LINE_AT["quantity"]] = line.quantity
    row[LINE_AT["name"]] = product.name
    row[LINE_AT["sku"]] = product.sku
    for name in LINE_PRICES:
        row[LINE_AT[name]] = product.price
    for name in LINE_TOTALS:
        row[LINE_AT[name]] = total
    return tuple(row)


def address_row(address: Address, items: int) -> tuple[object, ...]:
    """The row of the billing address after store, order and own id."""
    row = ADDRESS_ROW.copy()
    row[ADDRESS_AT["items_total"]] = items
    for name in Address.__struct_fields__:
        row[ADDRESS_AT[name]] = getattr(address, name)
    return tuple(row)


def render(post: OrderPost, total: int, items: int) -> bytes:
    """The stored answer: control bytes stand where the order's id and the origin go."""
    printed = money(total)
    answer = ANSWER.copy()
    for name in ORDER_TOTALS:
        answer[name] = printed
    answer["items_total"] = items
    answer["status_id"] = post.status_id
    answer["customer_id"] = post.customer_id
    answer["billing_address"] = {**msgspec.structs.asdict(post.billing_address), "form_fields": []}
    text = encode(answer)
    text = text.replace(b'"\\u0002"', ID_MARK, 1)
    return text.replace(b"\\u0002", ID_MARK).replace(b"\\u0001", ORIGIN_MARK)


def answer_bytes(rendered: bytes, order_id: int) -> bytes:
    """The answer as it leaves: the stored bytes with id and origin spliced in."""
    return rendered.replace(ID_MARK, b"%d" % order_id).replace(ORIGIN_MARK, ORIGIN)


def bodies(products: list[int], count: int = 400, seed: int = 7) -> list[bytes]:
    """Bodies of orders with a billing address and two lines of different products."""
    chosen = random.Random(seed)
    pairs = (chosen.sample(products, LINES_AN_ORDER) for _ in itertools.repeat(None))
    return [
        encode(
            {
                "status_id": 1,
                "billing_address": {
                    "first_name": "Jane",
                    "last_name": f"Doe {number}",
                    "street_1": "123 Main Street",
                    "city": "Austin",
                    "state": "Texas",
                    "zip": "78751",
                    "country": "United States",
                    "country_iso2": "US",
                    "email": f"jane{number}@example.com",
                },
                "products": [
                    {"product_id": product, "quantity": chosen.randint(1, 3)} for product in pair
                ],
            }
        )
        for number, pair in zip(range(count), pairs, strict=False)
    ]


def create_requests(path: str, products: list[int], headers: dict[str, str]) -> list[bytes]:
    """Whole requests that create orders, to be sent in turn."""
    return [render_request("POST", path, headers, body) for body in bodies(products)]


def plain_requests(paths: list[str], headers: dict[str, str]) -> list[bytes]:
    """Whole GET requests, to be sent in turn."""
    return [render_request("GET", path, headers) for path in paths]
