"""What clients send to carts, as the actions take it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from orderwright.actions.cart_changes import Shop
from orderwright.actions.carts import NewCart
from orderwright.api.call import ORIGIN_MARK, Call
from orderwright.domain.cart import GiftCertificateItem, Party
from orderwright.domain.cart_lines import (
    CustomItemRequest,
    GiftCertificateRequest,
    ItemRequest,
    ItemRequests,
    Label,
    WrappingRequest,
)
from orderwright.domain.errors import Unprocessable
from orderwright.domain.product_options import Selection

Body = Mapping[str, Any]

MISSING_ITEMS = "Missing line_items in request body"
ITEM_FIELDS = ("line_items", "custom_items", "gift_certificates")
_MARK = ORIGIN_MARK.decode()


def shop_of(call: Call) -> Shop:
    """Where and by whom a cart is changed."""
    domain = call.store.domain

    def link(path: str) -> str:
        return f"https://{domain}{path}" if domain else f"{_MARK}{path}"

    return Shop(
        call.store, call.now, call.token.actor, call.services.randomness, _MARK, link, call.desk
    )


def read_new_cart(body: Body) -> NewCart:
    """Raises Unprocessable where there is nothing to put into the cart."""
    return NewCart(
        requests=read_items(body),
        customer_id=body.get("customer_id", 0),
        channel_id=body.get("channel_id", 1),
        currency_code=body.get("currency", {}).get("code", "").upper(),
        locale=body.get("locale", "en"),
    )


def read_items(body: Body) -> ItemRequests:
    """Raises Unprocessable where the body names no items at all."""
    if not any(name in body for name in ITEM_FIELDS):
        raise Unprocessable(MISSING_ITEMS)
    return ItemRequests(
        items=tuple([read_item(given) for given in body.get("line_items", ())]),
        custom_items=tuple(
            [
                CustomItemRequest(
                    name=given["name"],
                    quantity=given["quantity"],
                    list_price=given["list_price"],
                    sku=given.get("sku") or "",
                    image_url=given.get("image_url") or "",
                )
                for given in body.get("custom_items", ())
            ]
        ),
        gift_certificates=tuple(
            [_gift_certificate(given) for given in body.get("gift_certificates", ())]
        ),
    )


def read_item(given: Body, product_id: int = 0, quantity: int = 0) -> ItemRequest:
    """One item of the catalogue; of one that changes the product and quantity are known."""
    wrapping = given.get("gift_wrapping") or {}
    chosen = [one for one in given.get("option_selections") or () if _option_id(one)]
    return ItemRequest(
        product_id=given.get("product_id", product_id),
        quantity=given.get("quantity", quantity),
        variant_id=given.get("variant_id"),
        list_price=given.get("list_price"),
        name=given.get("name"),
        selections=tuple([Selection(_option_id(one), _option_value(one)) for one in chosen]),
        labels={_option_id(one): Label(one.get("name"), one.get("value")) for one in chosen},
        wrappings=tuple(
            [
                WrappingRequest(one.get("id", 0), one.get("message", ""))
                for one in wrapping.get("wrap_details", ())
            ]
        ),
        wrap_together=wrapping.get("wrap_together", True),
    )


def _option_id(given: Body) -> int:
    found: int = given.get("option_id") or given.get("nameId") or 0
    return found


def _option_value(given: Body) -> object:
    value = given["option_value"] if "option_value" in given else given.get("valueId")
    if isinstance(value, Decimal):
        return str(value)
    return value


def _gift_certificate(given: Body) -> GiftCertificateRequest:
    return GiftCertificateRequest(
        name=given["name"],
        amount=given["amount"],
        quantity=given["quantity"],
        item=GiftCertificateItem(
            theme=given["theme"],
            sender=Party(given["sender"]["name"], given["sender"]["email"]),
            recipient=Party(given["recipient"]["name"], given["recipient"]["email"]),
            message=given.get("message") or "",
        ),
    )
