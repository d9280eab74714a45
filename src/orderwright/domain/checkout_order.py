"""The order that a checkout becomes: everything that it holds, at the money that it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from orderwright.domain.cart import Cart, CartAddress, CartFee, CartLine, Consignment
from orderwright.domain.cart_pricing import order_input, shipped
from orderwright.domain.cart_taxes import OWN_TAXES, TaxSource, tax_question, tax_source
from orderwright.domain.cart_tender import order_tenders
from orderwright.domain.checkout import check_complete
from orderwright.domain.errors import CheckoutChanged, TaxProviderUnavailable
from orderwright.domain.new_order import cost_classes, count_items
from orderwright.domain.order import (
    Address,
    Order,
    OrderAddress,
    OrderFee,
    OrderPickup,
    OrderProduct,
    WholeOrder,
    new_id,
)
from orderwright.domain.order_coupon import OrderCoupon
from orderwright.domain.order_pricing import put_figures
from orderwright.domain.order_status import Status
from orderwright.domain.order_tender import BoughtCertificate, OrderTender
from orderwright.domain.store import Store
from orderwright.domain.tax_document import TaxDocument
from orderwright.domain.totals import OrderFigures, order_totals

CHECKOUT_API = "checkout_api"
"""The `order_source` of an order that was made by a call; one of our own page is `www`."""

WWW = "www"
GIFT_CERTIFICATE = "giftcertificate"

_ADDRESS_FIELDS = tuple(field.name for field in fields(Address))


@dataclass(frozen=True, slots=True)
class CheckoutOrder:
    """An order, what it was made with, and the gift certificates that it buys."""

    whole: WholeOrder
    coupons: tuple[OrderCoupon, ...] = ()
    tenders: tuple[OrderTender, ...] = ()
    bought: tuple[BoughtCertificate, ...] = ()
    tax_document: TaxDocument | None = None


def from_checkout(cart: Cart, store: Store, now: int, source: str = CHECKOUT_API) -> CheckoutOrder:
    """The Incomplete order of a checkout.

    Raises CheckoutIncomplete, TaxProviderUnavailable; CheckoutChanged where the store's taxes make
    it come to something else than the checkout shows.
    """
    check_complete(cart)
    _check_taxes(cart, store)
    taxes = tax_source(store, cart)
    classes = taxes.cost_classes(cost_classes(store.profile))
    figures = order_totals(order_input(cart, classes, taxes.taxes_on))
    if figures.total_inc_tax != cart.figures.grand_total:
        raise CheckoutChanged
    places = shipped(cart) if not cart.is_digital else []
    pickups = [one for one in cart.consignments if one.is_pickup]
    whole = WholeOrder(
        order=replace(_order(cart, store, now, source), tax_provider_id=taxes.provider_id),
        products=tuple([_product(line, at, places, pickups) for at, line in enumerate(cart.lines)]),
        addresses=tuple([_destination(one, at) for at, one in enumerate(places)]),
        pickups=tuple([_pickup(one, at) for at, one in enumerate(pickups)]),
        fees=tuple([_fee(fee, at) for at, fee in enumerate(cart.fees)]),
    )
    if taxes.provider_id != OWN_TAXES:
        whole = _without_classes(whole)
    priced = put_figures(count_items(whole), figures, classes)
    return CheckoutOrder(
        _with_wrapping(priced, figures),
        tuple(_coupons(cart)),
        tuple(order_tenders(cart)),
        tuple(_bought(cart)),
        _tax_document(cart, store, taxes),
    )


def _check_taxes(cart: Cart, store: Store) -> None:
    """Raises TaxProviderUnavailable where the store wants no order without its provider's word."""
    is_blocking = store.profile.tax_fallback == "DISABLE"
    if is_blocking and cart.tax_quote is None and tax_question(store, cart) is not None:
        raise TaxProviderUnavailable


def _tax_document(cart: Cart, store: Store, taxes: TaxSource) -> TaxDocument | None:
    """What the provider that taxed the checkout is to be told once the order is paid."""
    wanted = tax_question(store, cart)
    if wanted is None or taxes.provider_id != wanted.provider_id:
        return None
    return TaxDocument(0, wanted.provider_id, wanted.body)


def _without_classes(whole: WholeOrder) -> WholeOrder:
    """Classes are the store's own way of taxing; an outside provider's orders have none."""
    return replace(
        whole,
        products=tuple([replace(line, tax_class_id=0) for line in whole.products]),
        fees=tuple([replace(fee, tax_class_id=0) for fee in whole.fees]),
    )


def _order(cart: Cart, store: Store, now: int, source: str) -> Order:
    is_own_page = source == WWW
    return Order(
        status_id=Status.INCOMPLETE,
        customer_id=cart.customer_id,
        date_created=now,
        date_modified=now,
        inserted_at=now,
        is_tax_inclusive_pricing=cart.is_tax_inclusive,
        payment_status="pending" if is_own_page else "",
        order_is_digital=cart.is_digital,
        store_credit_amount=cart.figures.store_credit_amount,
        gift_certificate_amount=cart.figures.gift_certificate_amount,
        ip_address=cart.ip_address if ":" not in cart.ip_address else "",
        ip_address_v6=cart.ip_address if ":" in cart.ip_address else "",
        currency_id=cart.currency_id,
        currency_code=cart.currency_code,
        default_currency_id=cart.currency_id,
        default_currency_code=cart.currency_code,
        store_default_currency_code=store.profile.currency_code,
        store_default_to_transactional_exchange_rate=cart.exchange_rate,
        staff_notes="",
        customer_message=cart.customer_message,
        manual_discount_amount=cart.manual_discount,
        cart_id=cart.id,
        billing_address=order_address(cart.billing_address),
        is_email_opt_in=cart.is_email_opt_in,
        order_source=source,
        channel_id=cart.channel_id,
        external_source="" if is_own_page else None,
        customer_locale=cart.locale,
    )


def order_address(address: CartAddress | None) -> Address:
    """A checkout's address by the names of orders."""
    if address is None:
        return Address()
    return Address(
        first_name=address.first_name,
        last_name=address.last_name,
        company=address.company,
        street_1=address.address1,
        street_2=address.address2,
        city=address.city,
        state=address.state_or_province,
        zip=address.postal_code,
        country=address.country,
        country_iso2=address.country_code,
        phone=address.phone,
        email=address.email,
        form_fields=tuple(
            [
                {"name": field["field_id"], "value": field.get("field_value", "")}
                for field in address.custom_fields
            ]
        ),
    )


def _destination(one: Consignment, position: int) -> OrderAddress:
    option = one.selected
    assert option is not None
    address = order_address(one.address)
    return OrderAddress(
        id=new_id(position),
        **{name: getattr(address, name) for name in _ADDRESS_FIELDS},
        shipping_method=option.description,
        shipping_zone_id=option.zone_id,
        shipping_zone_name=option.zone_name,
    )


def _pickup(one: Consignment, position: int) -> OrderPickup:
    return OrderPickup(id=new_id(position), pickup_method_id=one.pickup_method_id or 0)


def _product(
    line: CartLine, position: int, places: Sequence[Consignment], pickups: Sequence[Consignment]
) -> OrderProduct:
    wrapping, certificate = line.wrapping, line.gift_certificate
    product = OrderProduct(
        id=new_id(position),
        order_address_id=_position_of(line, places),
        order_pickup_method_id=_position_of(line, pickups),
        product_id=line.product_id,
        variant_id=line.variant_id,
        name=line.name,
        name_customer=line.name,
        name_merchant=line.catalog_name or line.name,
        sku=line.sku,
        upc=line.upc,
        type={"digital": "digital", "gift_certificate": GIFT_CERTIFICATE}.get(
            line.kind, "physical"
        ),
        base_price=line.list_price,
        base_cost_price=line.cost_price,
        weight=line.weight,
        width=line.width,
        height=line.height,
        depth=line.depth,
        quantity=line.quantity,
        fixed_shipping_cost=line.fixed_shipping_cost,
        bin_picking_number=line.bin_picking_number,
        brand=line.brand,
        product_options=line.order_options,
        recipient_email="" if certificate is None else certificate.recipient.email,
        tax_class_id=line.tax_class_id,
    )
    if wrapping is None:
        return product
    return replace(
        product,
        wrapping_id=wrapping.id,
        wrapping_name=wrapping.name,
        wrapping_message=wrapping.message,
    )


def _bought(cart: Cart) -> Iterator[BoughtCertificate]:
    """What the gift certificates among the lines are to be like once they are paid for."""
    for at, line in enumerate(cart.lines):
        item = line.gift_certificate
        if item is not None:
            yield BoughtCertificate(
                order_product_id=new_id(at),
                secret=item.secret,
                template=f"{item.theme.lower()}.html",
                to_name=item.recipient.name,
                to_email=item.recipient.email,
                from_name=item.sender.name,
                from_email=item.sender.email,
                message=item.message,
            )


def _position_of(line: CartLine, consignments: Sequence[Consignment]) -> int:
    """The id of the address or pick-up that a line goes to; 0 for neither."""
    for position, one in enumerate(consignments):
        if line.id in one.line_ids:
            return new_id(position)
    return 0


def _with_wrapping(whole: WholeOrder, figures: OrderFigures) -> WholeOrder:
    """The order with what the wrapping of each line comes to, as a whole."""
    if not any(line.wrapping_id for line in whole.products):
        return whole
    products = [
        replace(
            line,
            base_wrapping_cost=money.wrapping.base,
            wrapping_cost_ex_tax=money.wrapping.ex_tax,
            wrapping_cost_inc_tax=money.wrapping.inc_tax,
            wrapping_cost_tax=money.wrapping.tax,
        )
        for line, money in zip(whole.products, figures.lines, strict=True)
    ]
    return replace(whole, products=tuple(products))


def _fee(fee: CartFee, position: int) -> OrderFee:
    return OrderFee(
        id=new_id(position),
        type=fee.type,
        display_name_customer=fee.display_name,
        display_name_merchant=fee.name,
        source=fee.source,
        tax_class_id=fee.tax_class_id,
    )


def _coupons(cart: Cart) -> list[OrderCoupon]:
    return [
        OrderCoupon(
            id=new_id(position),
            coupon_id=coupon.id,
            code=coupon.code,
            amount=coupon.amount,
            type=coupon.type,
            discount=coupon.discounted_amount,
        )
        for position, coupon in enumerate(cart.coupons)
    ]
