"""What pays for a checkout before any payment: gift certificates, then the shopper's store credit.

They leave every total as it is, and reduce what is outstanding (reference: storefront checkouts).
"""

from orderwright.domain.cart import Cart, CartCertificate
from orderwright.domain.coupon import code_key
from orderwright.domain.errors import NotFound, Unprocessable
from orderwright.domain.gift_certificate import GiftCertificate
from orderwright.domain.order_tender import OrderTender
from orderwright.domain.records import changed

CERTIFICATES_MAX = 20
TOO_MANY_CERTIFICATES = f"A checkout can have at most {CERTIFICATES_MAX} gift certificates."
CUSTOMERS_ONLY = "Store credit can be used by customers only."
OTHER_CURRENCY = "Store credit can be used in the store's default currency only."


def with_certificate(cart: Cart, found: GiftCertificate) -> Cart:
    """The checkout with one more gift certificate; one that it has already stays where it is.

    Raises Unprocessable.
    """
    if any(one.id == found.id for one in cart.gift_certificates):
        return cart
    if len(cart.gift_certificates) >= CERTIFICATES_MAX:
        raise Unprocessable(TOO_MANY_CERTIFICATES)
    return changed(cart, gift_certificates=(*cart.gift_certificates, entered(found)))


def entered(found: GiftCertificate) -> CartCertificate:
    """A gift certificate as a checkout keeps it."""
    return CartCertificate(found.id, found.code, found.balance, found.purchase_date)


def without_certificate(cart: Cart, code: str) -> Cart:
    """The checkout without a gift certificate, its code in any case. Raises NotFound."""
    left = [one for one in cart.gift_certificates if code_key(one.code) != code_key(code)]
    if len(left) == len(cart.gift_certificates):
        raise NotFound("gift certificate", code)
    return changed(cart, gift_certificates=tuple(left))


def check_store_credit(cart: Cart, store_currency: str) -> None:
    """Store credit is kept in the store's own currency. Raises Unprocessable."""
    if not cart.customer_id:
        raise Unprocessable(CUSTOMERS_ONLY)
    if cart.currency_code != store_currency:
        raise Unprocessable(OTHER_CURRENCY)


def put_tenders(cart: Cart) -> Cart:
    """The checkout, whose total is worked out, with what each of its tenders pays of it.

    Gift certificates buy no gift certificates.
    """
    money = cart.figures
    left = money.grand_total
    bought = sum([line.list_price for line in cart.lines if line.kind == "gift_certificate"])
    payable = max(0, left - bought)
    certificates = []
    for one in cart.gift_certificates:
        used = min(one.balance, payable)
        payable, left = payable - used, left - used
        certificates.append(changed(one, used=used))
    credit = max(0, min(cart.store_credit, left)) if cart.is_store_credit_applied else 0
    figures = changed(
        money,
        gift_certificate_amount=sum([one.used for one in certificates]),
        store_credit_amount=credit,
    )
    return changed(cart, gift_certificates=tuple(certificates), figures=figures)


def order_tenders(cart: Cart) -> list[OrderTender]:
    """What an order of the checkout takes when it is placed."""
    tenders = [
        OrderTender(kind="gift_certificate", owner_id=one.id, code=one.code, amount=one.used)
        for one in cart.gift_certificates
        if one.used
    ]
    credit = cart.figures.store_credit_amount
    if credit:
        tenders.append(OrderTender(kind="store_credit", owner_id=cart.customer_id, amount=credit))
    return tenders
