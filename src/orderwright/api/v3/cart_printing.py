"""How a cart is printed in V3 (behaviour 2.2)."""

from collections.abc import Callable, Collection
from typing import Any

from orderwright.domain.cart import Cart, CartCoupon, CartLine
from orderwright.domain.dates import print_iso
from orderwright.domain.money import divide_half_up, to_number

Json = dict[str, Any]

COUPON_ID = "coupon"


def print_cart(cart: Cart, include: Collection[str] = ()) -> Json:
    """The cart; `include` names what is shown only on request."""
    figures = cart.figures
    printed: Json = {
        "id": cart.id,
        "customer_id": cart.customer_id,
        "channel_id": cart.channel_id,
        "email": cart.email,
        "currency": {"code": cart.currency_code},
        "tax_included": cart.is_tax_inclusive,
        "base_amount": to_number(figures.base_amount),
        "discount_amount": to_number(figures.discount_amount),
        "manual_discount_amount": to_number(figures.manual_discount_amount),
        "cart_amount": to_number(figures.cart_amount_inc_tax),
        "coupons": [_coupon(coupon) for coupon in cart.coupons],
        "discounts": print_discounts(cart),
        "line_items": print_lines(cart, include, _print_line),
        "created_time": print_iso(cart.created_at),
        "updated_time": print_iso(cart.updated_at),
        "locale": cart.locale,
        "version": cart.version,
    }
    if "promotions.banners" in include:
        printed["promotions"] = {"banners": print_banners(cart)}
    return printed


def print_discounts(cart: Cart) -> list[Json]:
    """What is taken off each line, even where that is nothing."""
    return [
        {
            "id": line.id,
            "discounted_amount": to_number(line.discount_amount + line.coupon_amount),
        }
        for line in cart.lines
    ]


def print_banners(cart: Cart) -> list[Json]:
    return [
        {"id": one.id, "type": one.type, "page": list(one.pages), "text": one.text}
        for one in cart.banners
    ]


def print_lines(
    cart: Cart, include: Collection[str], print_line: Callable[[Cart, CartLine], Json]
) -> Json:
    """The lines by kind; `print_line` prints those of the catalogue."""
    groups: Json = {
        "physical_items": [],
        "digital_items": [],
        "gift_certificates": [],
        "custom_items": [],
    }
    for line in cart.lines:
        if line.kind == "gift_certificate":
            groups["gift_certificates"].append(_gift_certificate(line))
        elif line.kind == "custom":
            groups["custom_items"].append(_custom_item(line))
        else:
            group = f"{line.kind}_items"
            printed = print_line(cart, line)
            if f"line_items.{group}.options" in include:
                printed["options"] = [
                    {
                        "name": option.name,
                        "nameId": option.name_id,
                        "value": option.value,
                        "valueId": option.value_id,
                    }
                    for option in line.options
                ]
            groups[group].append(printed)
    return groups


def line_prices(line: CartLine) -> Json:
    """The prices of a line; `sale_price` is after the discounts on the line itself."""
    extended = line.extended_list_price
    own = sum(
        [part.amount for part in line.discounts if part.code is None and part.target == "product"]
    )
    sale = line.list_price - divide_half_up(own, line.quantity)
    return {
        "discount_amount": to_number(line.discount_amount),
        "coupon_amount": to_number(line.coupon_amount),
        "original_price": to_number(line.original_price),
        "list_price": to_number(line.list_price),
        "sale_price": to_number(sale),
        "extended_list_price": to_number(extended),
        "extended_sale_price": to_number(extended - own),
    }


def line_discounts(line: CartLine) -> list[Json]:
    """What has reduced a line; all coupons together are one entry."""
    sums: dict[str, int] = {}
    for part in line.discounts:
        key = COUPON_ID if part.code is not None else part.id
        sums[key] = sums.get(key, 0) + part.amount
    return [{"id": key, "discounted_amount": to_number(amount)} for key, amount in sums.items()]


def _numbered(discounts: list[Json]) -> list[Json]:
    """Discounts of promotions with their ids as numbers, as carts print them."""
    return [
        {**one, "id": int(one["id"])} if one["id"].isascii() and one["id"].isdigit() else one
        for one in discounts
    ]


def _print_line(cart: Cart, line: CartLine) -> Json:
    printed: Json = {
        "id": line.id,
        "parent_id": line.parent_id,
        "variant_id": line.variant_id,
        "product_id": line.product_id,
        "sku": line.sku,
        "name": line.name,
        "url": line.url,
        "quantity": line.quantity,
        "taxable": line.is_taxable,
        "image_url": line.image_url,
        "discounts": _numbered(line_discounts(line)),
        "coupons": _line_coupons(cart, line),
        **line_prices(line),
        "is_require_shipping": line.kind == "physical",
        "is_mutable": line.is_mutable,
    }
    if line.added_by_promotion:
        printed["added_by_promotion"] = True
    if line.wrapping is not None:
        printed["gift_wrapping"] = {
            "name": line.wrapping.name,
            "message": line.wrapping.message,
            "amount": to_number(line.wrapping.cost * line.quantity),
        }
    if line.kind == "digital":
        printed |= {"download_file_urls": [], "download_page_url": "", "download_size": ""}
    return printed


def _line_coupons(cart: Cart, line: CartLine) -> list[Json]:
    by_code = {coupon.code.casefold(): coupon for coupon in cart.coupons}
    return [
        {
            "id": coupon.id,
            "code": coupon.code,
            "name": coupon.display_name,
            "discountType": coupon.type,
            "discountAmount": to_number(coupon.amount),
            "expiresDate": (coupon.expires or 0) // 1000,
            "totalDiscount": to_number(part.amount),
        }
        for part in line.discounts
        if part.code is not None
        for coupon in [by_code.get(part.code.casefold())]
        if coupon is not None
    ]


def _gift_certificate(line: CartLine) -> Json:
    item = line.gift_certificate
    assert item is not None
    return {
        "id": line.id,
        "name": line.name,
        "theme": item.theme,
        "amount": to_number(line.list_price),
        "taxable": False,
        "sender": {"name": item.sender.name, "email": item.sender.email},
        "recipient": {"name": item.recipient.name, "email": item.recipient.email},
        "message": item.message,
    }


def _custom_item(line: CartLine) -> Json:
    return {
        "id": line.id,
        "sku": line.sku,
        "name": line.name,
        "quantity": line.quantity,
        "list_price": to_number(line.list_price),
        "extended_list_price": to_number(line.extended_list_price),
        "image_url": line.image_url,
    }


def _coupon(coupon: CartCoupon) -> Json:
    return {
        "code": coupon.code,
        "id": str(coupon.id),
        "coupon_type": str(coupon.type),
        "discounted_amount": to_number(coupon.discounted_amount),
        "display_name": coupon.display_name,
    }
