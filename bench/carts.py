"""The minimal server's carts: a document that is the answer, filled in call by call."""

from __future__ import annotations

import uuid
from typing import Any

import msgspec

from bench.orders import SCALE, Address, Draft, Line, OrderPost, Product, draft

Json = dict[str, Any]
MOMENT = "2026-11-22T02:40:00+00:00"
OPTIONS = [
    {
        "id": f"{number:032x}",
        "type": kind,
        "description": name,
        "image_url": "",
        "cost": cost,
        "transit_time": "",
        "additional_description": "",
    }
    for number, (kind, name, cost) in enumerate(
        (
            ("freeshipping", "Free Shipping", 0),
            ("shipping_flatrate", "Flat Rate", 7.5),
            ("shipping_byweight", "Ship by Weight", 9),
            ("shipping_pickupinstore", "Pickup In Store", 0),
        )
    )
]
ZEROS = dict.fromkeys(
    (
        "shipping_cost_total_inc_tax",
        "shipping_cost_total_ex_tax",
        "handling_cost_total_inc_tax",
        "handling_cost_total_ex_tax",
        "tax_total",
    ),
    0,
)


class CartPost(msgspec.Struct):
    """The body of `POST /v3/carts` as far as the benchmark sends it."""

    line_items: list[Line]


decode_cart = msgspec.json.Decoder(CartPost).decode
decode = msgspec.json.Decoder(dict[str, Any]).decode
encode = msgspec.json.Encoder().encode
_decode_any = msgspec.json.Decoder().decode


def answer(data: object) -> bytes:
    """The answer of a V3 call."""
    return encode({"data": data, "meta": {}})


def new_checkout(wanted: list[Line], products: dict[int, Product]) -> Json:
    """A checkout of these lines, at the products' prices."""
    cart_id = str(uuid.uuid4())
    lines = [_line(line, products[line.product_id]) for line in wanted]
    amount = sum(line["extended_list_price"] for line in lines)
    moments = {"created_time": MOMENT, "updated_time": MOMENT}
    cart = {
        "id": cart_id,
        "customer_id": 0,
        "channel_id": 1,
        "email": "",
        "currency": {"code": "USD"},
        "tax_included": False,
        "base_amount": amount,
        "discount_amount": 0,
        "cart_amount_inc_tax": amount,
        "cart_amount_ex_tax": amount,
        "coupons": [],
        "discounts": [{"id": line["id"], "discounted_amount": 0} for line in lines],
        "line_items": {
            "physical_items": lines,
            "digital_items": [],
            "gift_certificates": [],
            "custom_items": [],
        },
        **moments,
    }
    return {
        "id": cart_id,
        "cart": cart,
        "billing_address": {},
        "consignments": [],
        "taxes": [{"name": "Tax", "amount": 0}],
        "coupons": [],
        "fees": [],
        "order_id": None,
        **ZEROS,
        "subtotal_inc_tax": amount,
        "subtotal_ex_tax": amount,
        "grand_total": amount,
        **moments,
        "customer_message": "",
        "version": 1,
    }


def _line(line: Line, product: Product) -> Json:
    price = product.price // SCALE
    total = price * line.quantity
    return {
        "id": str(uuid.uuid4()),
        "parent_id": None,
        "variant_id": line.product_id,
        "product_id": line.product_id,
        "sku": product.sku,
        "name": product.name,
        "url": f"https://shop.example.com/{product.sku}/",
        "quantity": line.quantity,
        "is_taxable": True,
        "image_url": "",
        "discounts": [],
        "discount_amount": 0,
        "coupon_amount": 0,
        "original_price": price,
        "list_price": price,
        "sale_price": price,
        "extended_list_price": total,
        "extended_sale_price": total,
        "comparison_price": price,
        "extended_comparison_price": total,
        "is_require_shipping": True,
        "is_mutable": True,
        "added_by_promotion": False,
        "gift_wrapping": None,
    }


def bill(checkout: Json, body: bytes) -> None:
    """Set the billing address."""
    checkout["billing_address"] = _address(_decode_any(body))
    checkout["version"] += 1


def consign(checkout: Json, body: bytes) -> None:
    """Add a consignment, with the options there are."""
    (given,) = _decode_any(body)
    address = _address(given["address"])
    checkout["consignments"] = [
        {
            "id": address["id"],
            **dict.fromkeys(
                (
                    "shipping_cost_inc_tax",
                    "shipping_cost_ex_tax",
                    "handling_cost_inc_tax",
                    "handling_cost_ex_tax",
                ),
                0,
            ),
            "coupon_discounts": [],
            "discounts": [],
            "line_item_ids": [line["item_id"] for line in given["line_items"]],
            "available_shipping_options": OPTIONS,
            "shippingAddress": address,
            "address": address,
        }
    ]
    checkout["version"] += 1


def choose(checkout: Json, body: bytes) -> None:
    """Choose one of the options."""
    chosen = _decode_any(body)["shipping_option_id"]
    consignment = checkout["consignments"][0]
    options = consignment.pop("available_shipping_options")
    consignment["selected_shipping_option"] = next(one for one in options if one["id"] == chosen)
    checkout["version"] += 1


def _address(given: Json) -> Json:
    return {"id": uuid.uuid4().hex[:13], "company": "", "address2": "", **given}


def draft_of(checkout: Json) -> Draft:
    """The order of a checkout."""
    billed = checkout["billing_address"]
    lines = checkout["cart"]["line_items"]["physical_items"]
    post = OrderPost(
        Address(
            billed["first_name"],
            billed["last_name"],
            billed["address1"],
            billed["city"],
            billed["state_or_province"],
            billed["postal_code"],
            "United States",
            billed["country_code"],
            billed["email"],
        ),
        [Line(line["product_id"], line["quantity"]) for line in lines],
    )
    products = {
        line["product_id"]: Product(line["name"], line["sku"], line["list_price"] * SCALE)
        for line in lines
    }
    return draft(post, products)
