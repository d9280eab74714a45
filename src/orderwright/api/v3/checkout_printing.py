"""How a checkout is printed in V3."""

from collections.abc import Collection
from typing import Any

from orderwright.api.v3.cart_printing import (
    line_discounts,
    line_prices,
    print_banners,
    print_discounts,
    print_lines,
)
from orderwright.domain.cart import (
    Cart,
    CartAddress,
    CartCertificate,
    CartCoupon,
    CartFee,
    CartLine,
    Consignment,
    ShippingOption,
)
from orderwright.domain.dates import print_iso
from orderwright.domain.money import to_number
from orderwright.domain.order_coupon import CouponType

Json = dict[str, Any]

OPTIONS = "consignments.available_shipping_options"
CART_PREFIX = "cart."
DATE_LENGTH = len("2026-06-18")


def print_checkout(cart: Cart, include: Collection[str] = ()) -> Json:
    """The checkout; `include` names what is shown only on request."""
    money = cart.figures
    coupons = [_coupon(coupon) for coupon in cart.coupons]
    printed: Json = {
        "id": cart.id,
        "cart": _cart(cart, include, coupons),
        "billing_address": _address(cart.billing_address),
        "consignments": [_consignment(one, include) for one in cart.consignments],
        "taxes": [{"name": name, "amount": to_number(amount)} for name, amount in money.taxes],
        "coupons": coupons,
        "fees": [_fee(fee) for fee in cart.fees],
        "order_id": None if cart.order_id is None else str(cart.order_id),
        "shipping_cost_total_inc_tax": to_number(money.shipping_inc_tax),
        "shipping_cost_total_ex_tax": to_number(money.shipping_ex_tax),
        "handling_cost_total_inc_tax": to_number(money.handling_inc_tax),
        "handling_cost_total_ex_tax": to_number(money.handling_ex_tax),
        "tax_total": to_number(money.tax_total),
        "subtotal_inc_tax": to_number(money.subtotal_inc_tax),
        "subtotal_ex_tax": to_number(money.subtotal_ex_tax),
        "grand_total": to_number(money.grand_total),
        "created_time": print_iso(cart.created_at),
        "updated_time": print_iso(cart.updated_at),
        "customer_message": cart.customer_message,
        "version": cart.version,
    }
    if "promotions.banners" in include:
        printed["promotions"] = [{"banners": print_banners(cart)}]
    if cart.gift_certificates or cart.is_store_credit_applied:
        printed |= _tenders(cart)
    return printed


def _tenders(cart: Cart) -> Json:
    """What pays beside a payment. The reference names none of it, so only where there is any."""
    return {
        "gift_certificates": [_certificate(one) for one in cart.gift_certificates],
        "is_store_credit_applied": cart.is_store_credit_applied,
        "outstanding_balance": to_number(cart.figures.outstanding_balance),
    }


def _certificate(certificate: CartCertificate) -> Json:
    return {
        "code": certificate.code,
        "balance": to_number(certificate.balance),
        "used": to_number(certificate.used),
        "remaining": to_number(certificate.balance - certificate.used),
        "purchase_date": print_iso(certificate.purchase_date)[:DATE_LENGTH],
    }


def _cart(cart: Cart, include: Collection[str], coupons: list[Json]) -> Json:
    money = cart.figures
    inner = {name.removeprefix(CART_PREFIX) for name in include}
    return {
        "id": cart.id,
        "customer_id": cart.customer_id,
        "channel_id": cart.channel_id,
        "email": cart.email,
        "currency": {"code": cart.currency_code},
        "tax_included": cart.is_tax_inclusive,
        "base_amount": to_number(money.base_amount),
        "discount_amount": to_number(money.discount_amount),
        "cart_amount_inc_tax": to_number(money.cart_amount_inc_tax),
        "cart_amount_ex_tax": to_number(money.cart_amount_ex_tax),
        "coupons": coupons,
        "discounts": print_discounts(cart),
        "line_items": print_lines(cart, inner, _line),
        "created_time": print_iso(cart.created_at),
        "updated_time": print_iso(cart.updated_at),
    }


def _line(_cart: Cart, line: CartLine) -> Json:
    printed: Json = {
        "id": line.id,
        "parent_id": line.parent_id,
        "variant_id": line.variant_id,
        "product_id": line.product_id,
        "sku": line.sku,
        "name": line.name,
        "url": line.url,
        "quantity": line.quantity,
        "is_taxable": line.is_taxable,
        "image_url": line.image_url,
        "discounts": line_discounts(line),
        **line_prices(line),
        "comparison_price": to_number(line.comparison_price),
        "extended_comparison_price": to_number(line.comparison_price * line.quantity),
        "is_require_shipping": line.kind == "physical",
        "is_mutable": line.is_mutable,
        "added_by_promotion": line.added_by_promotion,
    }
    if line.kind == "physical":
        wrapping = line.wrapping
        printed["gift_wrapping"] = wrapping and {
            "name": wrapping.name,
            "message": wrapping.message,
            "amount": to_number(wrapping.cost * line.quantity),
            "amount_as_integer": wrapping.cost * line.quantity // 100,
        }
    return printed


def _address(address: CartAddress | None) -> Json:
    """An address; nothing in it where there is none yet."""
    if address is None:
        return {}
    return {
        "id": address.id,
        "first_name": address.first_name,
        "last_name": address.last_name,
        "email": address.email,
        "company": address.company,
        "address1": address.address1,
        "address2": address.address2,
        "city": address.city,
        "state_or_province": address.state_or_province,
        "state_or_province_code": address.state_or_province_code,
        "country": address.country,
        "country_code": address.country_code,
        "postal_code": address.postal_code,
        "phone": address.phone,
        "custom_fields": list(address.custom_fields),
    }


def _consignment(one: Consignment, include: Collection[str]) -> Json:
    money = one.figures
    printed: Json = {
        "id": one.id,
        "shipping_cost_inc_tax": to_number(money.shipping_inc_tax),
        "shipping_cost_ex_tax": to_number(money.shipping_ex_tax),
        "handling_cost_inc_tax": to_number(money.handling_inc_tax),
        "handling_cost_ex_tax": to_number(money.handling_ex_tax),
        "coupon_discounts": [
            {"code": part.code, "amount": to_number(part.amount)}
            for part in money.discounts
            if part.code is not None
        ],
        "discounts": [
            {"id": int(part.id)}
            for part in money.discounts
            if part.code is None and part.id.isdigit()
        ],
        "line_item_ids": list(one.line_ids),
    }
    if OPTIONS in include:
        printed["available_shipping_options"] = [_option(option) for option in one.options]
    if one.selected is not None:
        printed["selected_shipping_option"] = _option(one.selected)
    if one.pickup_method_id is not None:
        printed["selected_pickup_option"] = {"pickup_method_id": one.pickup_method_id}
    address = _address(one.address)
    printed["shippingAddress"] = address
    printed["address"] = address
    return printed


def _option(option: ShippingOption) -> Json:
    return {
        "id": option.id,
        "type": option.type,
        "description": option.description,
        "image_url": option.image_url,
        "cost": to_number(option.cost),
        "transit_time": option.transit_time,
        "additional_description": option.additional_description,
    }


def _fee(fee: CartFee) -> Json:
    return {
        "id": fee.id,
        "type": fee.type,
        "name": fee.name,
        "display_name": fee.display_name,
        "cost_inc_tax": to_number(fee.cost_inc_tax),
        "cost_ex_tax": to_number(fee.cost_ex_tax),
        "source": fee.source,
        "tax_class_id": fee.tax_class_id,
    }


def _coupon(coupon: CartCoupon) -> Json:
    return {
        "id": coupon.id,
        "code": coupon.code,
        "coupon_type": CouponType(coupon.type).name.lower(),
        "display_name": coupon.display_name,
        "discounted_amount": to_number(coupon.discounted_amount),
    }
