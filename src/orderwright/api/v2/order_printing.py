"""How an order, its lines and its addresses are printed in V2."""

from collections.abc import Callable
from typing import Any

import msgspec

from orderwright.api.call import NUMBER_MARK, ORIGIN_MARK, encode
from orderwright.domain.dates import print_rfc2822
from orderwright.domain.money import print_4, print_rate
from orderwright.domain.order import Address, Order, OrderAddress, OrderProduct
from orderwright.domain.order_status import ORDER_STATUSES
from orderwright.domain.store import Store

Json = dict[str, Any]

_NUMBER = msgspec.Raw(NUMBER_MARK)
LINKS = {
    name: msgspec.Raw(
        b'{"url":"%b/v2/orders/%b/%b","resource":"/orders/%b/%b"}'
        % (ORIGIN_MARK, NUMBER_MARK, name.encode(), NUMBER_MARK, name.encode())
    )
    for name in ("fees", "consignments", "products", "shipping_addresses", "coupons")
}


def renderer(store: Store) -> Callable[[Order], bytes]:
    """What prints the orders of a store, with its own labels of statuses."""

    def render(order: Order) -> bytes:
        return render_order(order, store.profile.status_label(order.status_id))

    return render


def render_order(order: Order, custom_status: str) -> bytes:
    """The order as JSON, with placeholders for its number and the store's address."""
    return encode(print_order(order, custom_status))


def print_order(order: Order, custom_status: str) -> Json:
    """The 74 members in the recorded order (behaviour 1.1)."""
    return _head(order) | _money(order) | _origin(order) | _tail(order, custom_status)


def _head(order: Order) -> Json:
    return {
        "id": _NUMBER,
        "customer_id": order.customer_id,
        "date_created": print_rfc2822(order.date_created),
        "is_tax_inclusive_pricing": order.is_tax_inclusive_pricing,
        "date_modified": print_rfc2822(order.date_modified),
        "date_shipped": print_rfc2822(order.date_shipped),
        "status_id": order.status_id,
        "status": ORDER_STATUSES[order.status_id].name,
    }


def _money(order: Order) -> Json:
    return {
        "subtotal_ex_tax": print_4(order.subtotal_ex_tax),
        "subtotal_inc_tax": print_4(order.subtotal_inc_tax),
        "subtotal_tax": print_4(order.subtotal_tax),
        "base_shipping_cost": print_4(order.base_shipping_cost),
        "shipping_cost_ex_tax": print_4(order.shipping_cost_ex_tax),
        "shipping_cost_inc_tax": print_4(order.shipping_cost_inc_tax),
        "shipping_cost_tax": print_4(order.shipping_cost_tax),
        "shipping_cost_tax_class_id": order.shipping_cost_tax_class_id,
        "base_handling_cost": print_4(order.base_handling_cost),
        "handling_cost_ex_tax": print_4(order.handling_cost_ex_tax),
        "handling_cost_inc_tax": print_4(order.handling_cost_inc_tax),
        "handling_cost_tax": print_4(order.handling_cost_tax),
        "handling_cost_tax_class_id": order.handling_cost_tax_class_id,
        "base_wrapping_cost": print_4(order.base_wrapping_cost),
        "wrapping_cost_ex_tax": print_4(order.wrapping_cost_ex_tax),
        "wrapping_cost_inc_tax": print_4(order.wrapping_cost_inc_tax),
        "wrapping_cost_tax": print_4(order.wrapping_cost_tax),
        "wrapping_cost_tax_class_id": order.wrapping_cost_tax_class_id,
        "total_ex_tax": print_4(order.total_ex_tax),
        "total_inc_tax": print_4(order.total_inc_tax),
        "total_tax": print_4(order.total_tax),
    }


def _origin(order: Order) -> Json:
    return {
        "items_total": order.items_total,
        "items_shipped": order.items_shipped,
        "payment_method": order.payment_method,
        "payment_provider_id": order.payment_provider_id,
        "payment_status": order.payment_status,
        "refunded_amount": print_4(order.refunded_amount),
        "order_is_digital": order.order_is_digital,
        "store_credit_amount": print_4(order.store_credit_amount),
        "gift_certificate_amount": print_4(order.gift_certificate_amount),
        "ip_address": order.ip_address,
        "ip_address_v6": order.ip_address_v6,
        "geoip_country": order.geoip_country,
        "geoip_country_iso2": order.geoip_country_iso2,
        "currency_id": order.currency_id,
        "currency_code": order.currency_code,
        "currency_exchange_rate": print_rate(order.currency_exchange_rate),
        "default_currency_id": order.default_currency_id,
        "default_currency_code": order.default_currency_code,
        "staff_notes": order.staff_notes,
        "customer_message": order.customer_message,
        "discount_amount": print_4(order.discount_amount),
        "coupon_discount": print_4(order.coupon_discount),
        "shipping_address_count": order.shipping_address_count,
        "is_deleted": order.is_deleted,
        "ebay_order_id": order.ebay_order_id,
        "cart_id": order.cart_id,
    }


def _tail(order: Order, custom_status: str) -> Json:
    return {
        "billing_address": print_address(order.billing_address),
        "fees": LINKS["fees"],
        "is_email_opt_in": order.is_email_opt_in,
        "credit_card_type": order.credit_card_type,
        "order_source": order.order_source,
        "channel_id": order.channel_id,
        "external_source": order.external_source,
        "consignments": LINKS["consignments"],
        "products": LINKS["products"],
        "shipping_addresses": LINKS["shipping_addresses"],
        "coupons": LINKS["coupons"],
        "external_id": order.external_id,
        "external_merchant_id": order.external_merchant_id,
        "tax_provider_id": order.tax_provider_id,
        "customer_locale": order.customer_locale,
        "external_order_id": order.external_order_id,
        "store_default_currency_code": order.store_default_currency_code,
        "store_default_to_transactional_exchange_rate": print_rate(
            order.store_default_to_transactional_exchange_rate
        ),
        "custom_status": custom_status,
    }


def print_address(address: Address) -> Json:
    """The 13 members of a billing address."""
    return {
        "first_name": address.first_name,
        "last_name": address.last_name,
        "company": address.company,
        "street_1": address.street_1,
        "street_2": address.street_2,
        "city": address.city,
        "state": address.state,
        "zip": address.zip,
        "country": address.country,
        "country_iso2": address.country_iso2,
        "phone": address.phone,
        "email": address.email,
        "form_fields": address.form_fields,
    }


def print_product(line: OrderProduct) -> Json:
    """One line (behaviour 1.3)."""
    return {
        "id": line.id,
        "order_id": line.order_id,
        "product_id": line.product_id,
        "variant_id": line.variant_id,
        "order_pickup_method_id": line.order_pickup_method_id,
        "order_address_id": line.order_address_id,
        "name": line.name,
        "name_customer": line.name_customer,
        "name_merchant": line.name_merchant,
        "sku": line.sku,
        "upc": line.upc,
        "type": line.type,
        **_product_money(line),
        "is_refunded": bool(line.quantity_refunded),
        "quantity_refunded": line.quantity_refunded,
        "refund_amount": print_4(line.refund_amount),
        "return_id": line.return_id,
        **_product_wrapping(line),
        "quantity_shipped": line.quantity_shipped,
        "event_name": line.event_name,
        "event_date": line.event_date,
        "fixed_shipping_cost": print_4(line.fixed_shipping_cost),
        "ebay_item_id": line.ebay_item_id,
        "ebay_transaction_id": line.ebay_transaction_id,
        "option_set_id": line.option_set_id,
        "parent_order_product_id": line.parent_order_product_id,
        "is_bundled_product": line.is_bundled_product,
        "bin_picking_number": line.bin_picking_number,
        "external_id": line.external_id,
        "fulfillment_source": line.fulfillment_source,
        "brand": line.brand,
        "gift_certificate_id": line.gift_certificate_id,
        "applied_discounts": [
            {
                "id": one.id,
                "amount": print_4(one.amount),
                "name": one.name,
                "code": one.code,
                "target": one.target,
            }
            for one in line.applied_discounts
        ],
        "product_options": [
            {"id": line.first_option_id + at, **option, "order_product_id": line.id}
            for at, option in enumerate(line.product_options)
        ],
        "configurable_fields": line.configurable_fields,
        "discounted_total_inc_tax": print_4(line.discounted_total_inc_tax),
    }


def _product_money(line: OrderProduct) -> Json:
    return {
        "base_price": print_4(line.base_price),
        "price_ex_tax": print_4(line.price_ex_tax),
        "price_inc_tax": print_4(line.price_inc_tax),
        "price_tax": print_4(line.price_tax),
        "base_total": print_4(line.base_total),
        "total_ex_tax": print_4(line.total_ex_tax),
        "total_inc_tax": print_4(line.total_inc_tax),
        "total_tax": print_4(line.total_tax),
        "weight": print_4(line.weight),
        "width": print_4(line.width),
        "height": print_4(line.height),
        "depth": print_4(line.depth),
        "quantity": line.quantity,
        "base_cost_price": print_4(line.base_cost_price),
        "cost_price_inc_tax": print_4(line.cost_price_inc_tax),
        "cost_price_ex_tax": print_4(line.cost_price_ex_tax),
        "cost_price_tax": print_4(line.cost_price_tax),
    }


def _product_wrapping(line: OrderProduct) -> Json:
    return {
        "wrapping_id": line.wrapping_id,
        "wrapping_name": line.wrapping_name,
        "base_wrapping_cost": print_4(line.base_wrapping_cost),
        "wrapping_cost_ex_tax": print_4(line.wrapping_cost_ex_tax),
        "wrapping_cost_inc_tax": print_4(line.wrapping_cost_inc_tax),
        "wrapping_cost_tax": print_4(line.wrapping_cost_tax),
        "wrapping_message": line.wrapping_message,
    }


def print_shipping_address(address: OrderAddress) -> Json:
    """One destination (behaviour 1.4)."""
    quotes = f"/orders/{address.order_id}/shipping_addresses/{address.id}/shipping_quotes"
    return {
        "id": address.id,
        "order_id": address.order_id,
        "first_name": address.first_name,
        "last_name": address.last_name,
        "company": address.company,
        "street_1": address.street_1,
        "street_2": address.street_2,
        "city": address.city,
        "zip": address.zip,
        "country": address.country,
        "country_iso2": address.country_iso2,
        "state": address.state,
        "email": address.email,
        "phone": address.phone,
        "items_total": address.items_total,
        "items_shipped": address.items_shipped,
        "shipping_method": address.shipping_method,
        "base_cost": print_4(address.base_cost),
        "cost_ex_tax": print_4(address.cost_ex_tax),
        "cost_inc_tax": print_4(address.cost_inc_tax),
        "cost_tax": print_4(address.cost_tax),
        "cost_tax_class_id": address.cost_tax_class_id,
        "base_handling_cost": print_4(address.base_handling_cost),
        "handling_cost_ex_tax": print_4(address.handling_cost_ex_tax),
        "handling_cost_inc_tax": print_4(address.handling_cost_inc_tax),
        "handling_cost_tax": print_4(address.handling_cost_tax),
        "handling_cost_tax_class_id": address.handling_cost_tax_class_id,
        "shipping_zone_id": address.shipping_zone_id,
        "shipping_zone_name": address.shipping_zone_name,
        "shipping_quotes": {"url": f"\x01/v2{quotes}", "resource": quotes},
        "form_fields": address.form_fields,
    }
