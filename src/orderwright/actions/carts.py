"""The verbs of carts: create, fill, change, delete."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from orderwright.actions import cart_endings, cart_promotions
from orderwright.actions.cart_changes import Shop, announce, announce_lines, change_cart, settle
from orderwright.actions.cart_shop import sale_of
from orderwright.db import cart_goods, carts, gift_wrappings
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart, CartLine
from orderwright.domain.cart_lines import (
    Goods,
    ItemRequest,
    ItemRequests,
    Sale,
    merged,
    new_lines,
    priced_line,
    resolve_item,
    with_line,
    without_line,
)
from orderwright.domain.cart_promotions import without_gifts
from orderwright.domain.cart_stock import check_lines
from orderwright.domain.errors import NotFound, Unprocessable
from orderwright.domain.product_options import Selection

NO_SUCH_CUSTOMER = "The customer could not be found."
NO_SUCH_CHANNEL = "The channel could not be found."
NO_SUCH_CURRENCY = "The currency is not one of the store's transactional currencies."
GIVEN_ITEM = "Items that a promotion has added can not be changed."
CUSTOM_ITEM = "Custom items can not be updated."
NO_PURCHASING = "Purchasing is not allowed in this channel."

Link = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class NewCart:
    """What a cart is to be made of."""

    requests: ItemRequests
    customer_id: int = 0
    channel_id: int = 1
    currency_code: str = ""
    locale: str = "en"


async def create_cart(unit: Unit, shop: Shop, wanted: NewCart) -> Cart:
    """Make a cart. Raises Unprocessable."""
    store = shop.store
    code = wanted.currency_code or store.profile.currency_code
    facts = await cart_goods.read_facts(
        unit,
        store.id,
        currency_code=code,
        channel_id=wanted.channel_id,
        customer_id=wanted.customer_id,
    )
    if wanted.customer_id and facts.customer_group_id is None:
        raise Unprocessable.naming(NO_SUCH_CUSTOMER, "customer_id", str(wanted.customer_id))
    if facts.channel_status is None:
        raise Unprocessable.naming(NO_SUCH_CHANNEL, "channel_id", str(wanted.channel_id))
    if facts.currency is None or not facts.currency.is_enabled:
        raise Unprocessable.naming(NO_SUCH_CURRENCY, "currency.code", code)
    if not facts.allows_purchasing(wanted.channel_id):
        raise Unprocessable(NO_PURCHASING)
    cart = Cart(
        id=shop.mint.uuid(),
        created_at=shop.now,
        updated_at=shop.now,
        currency_code=code,
        currency_id=facts.currency.id,
        exchange_rate=facts.currency.rate,
        is_tax_inclusive=store.profile.is_tax_inclusive_pricing,
        customer_id=wanted.customer_id,
        customer_group_id=facts.customer_group_id or 0,
        is_tax_exempt=facts.is_tax_exempt,
        channel_id=wanted.channel_id,
        locale=wanted.locale,
    )
    cart = await _with_items(unit, shop, cart, wanted.requests)
    cart = settle(shop, await cart_promotions.applied(unit, shop, cart))
    carts.add(unit, store.id, cart)
    announce(unit, shop, cart, "created")
    announce(unit, shop, cart, "updated")
    announce_lines(unit, shop, cart, "created", [line.id for line in cart.lines])
    return cart


async def get_cart(unit: Unit, store_id: int, cart_id: str) -> Cart:
    """The cart. Raises NotFound."""
    cart = await carts.find(unit, store_id, cart_id)
    if cart is None:
        raise NotFound("cart", cart_id)
    return cart


async def add_items(
    unit: Unit, shop: Shop, cart_id: str, requests: ItemRequests, version: int | None
) -> Cart:
    """Put more into a cart. Raises NotFound, Conflict, Unprocessable."""

    async def change(cart: Cart) -> Cart:
        return await _with_items(unit, shop, cart, requests)

    return (await change_cart(unit, shop, cart_id, version, change, quoting=True))[1]


async def update_item(
    unit: Unit, shop: Shop, cart_id: str, line_id: str, item: ItemRequest, version: int | None
) -> Cart:
    """Change a line's quantity or price. Raises NotFound, Conflict, Unprocessable."""

    async def change(cart: Cart) -> Cart:
        line = cart.line(line_id)
        if line is None:
            raise NotFound("cart", line_id)
        if line.kind not in ("physical", "digital"):
            raise Unprocessable(CUSTOM_ITEM)
        if line.added_by_promotion:
            raise Unprocessable(GIVEN_ITEM)
        known = replace(
            item,
            product_id=line.product_id,
            variant_id=line.variant_id,
            selections=item.selections or tuple([Selection(*given) for given in line.selections]),
        )
        goods = await cart_goods.read_goods(unit, shop.store.id, _product_ids(cart.lines))
        own = goods.get(line.product_id)
        if own is None:
            raise Unprocessable.naming(
                "The product could not be found.", "product_id", str(line.product_id)
            )
        kept = item.list_price
        if kept is None and line.is_price_overridden:
            kept = line.list_price
        changed = replace(line, quantity=item.quantity, manual_discount=0)
        sale = await _sale(unit, shop, cart, (known,))
        changed = priced_line(changed, own, resolve_item(known, own), sale, kept)
        cart = with_line(cart, changed)
        check_lines(without_gifts(cart).lines, goods)
        return cart

    return (await change_cart(unit, shop, cart_id, version, change, quoting=True))[1]


async def delete_item(
    unit: Unit, shop: Shop, cart_id: str, line_id: str, version: int | None
) -> Cart | None:
    """Take a line out; None if it was the last, and the cart is gone. Raises NotFound, Conflict."""
    known = await get_cart(unit, shop.store.id, cart_id)
    line = known.line(line_id)
    if line is None:
        raise NotFound("cart", line_id)
    if line.added_by_promotion:
        raise Unprocessable(GIVEN_ITEM)

    async def change(cart: Cart) -> Cart:
        return without_line(cart, line_id)

    if len(without_gifts(known).lines) > 1:
        return (await change_cart(unit, shop, cart_id, version, change, quoting=True))[1]
    shop.check_version(known, version)
    announce(unit, shop, known, "updated")
    announce_lines(unit, shop, known, "deleted", [line_id])
    await cart_endings.delete_cart(unit, shop.store.id, cart_id, shop.now, known.channel_id)
    return None


async def update_cart(
    unit: Unit, shop: Shop, cart_id: str, customer_id: int, version: int | None
) -> Cart:
    """Give the cart to another customer; what was worked out for the former one goes.

    Raises NotFound, Conflict, Unprocessable.
    """

    async def change(cart: Cart) -> Cart:
        if customer_id == cart.customer_id:
            return cart
        facts = await cart_goods.read_facts(
            unit,
            shop.store.id,
            currency_code=cart.currency_code,
            channel_id=cart.channel_id,
            customer_id=customer_id,
        )
        if customer_id and facts.customer_group_id is None:
            raise Unprocessable.naming(NO_SUCH_CUSTOMER, "customer_id", str(customer_id))
        return replace(
            cart,
            customer_id=customer_id,
            customer_group_id=facts.customer_group_id or 0,
            is_tax_exempt=facts.is_tax_exempt,
            consignments=(),
            coupons=(),
            discounts=(),
            gift_certificates=(),
            is_store_credit_applied=False,
            store_credit=0,
        )

    return (await change_cart(unit, shop, cart_id, version, change))[1]


async def delete_cart(unit: Unit, shop: Shop, cart_id: str) -> None:
    """Forget a cart with its checkout. Raises NotFound."""
    cart = await get_cart(unit, shop.store.id, cart_id)
    await cart_endings.delete_cart(unit, shop.store.id, cart_id, shop.now, cart.channel_id)


async def _with_items(unit: Unit, shop: Shop, cart: Cart, requests: ItemRequests) -> Cart:
    """The cart with more lines, of which the store has enough."""
    wanted = [item.product_id for item in requests.items]
    goods: dict[int, Goods] = {}
    if wanted:
        ids = [*wanted, *_product_ids(cart.lines)]
        goods = await cart_goods.read_goods(unit, shop.store.id, ids)
    sale = await _sale(unit, shop, cart, requests.items)
    lines = merged(cart.lines, new_lines(requests, goods, sale, shop.mint))
    cart = replace(cart, lines=lines)
    if wanted:
        check_lines(without_gifts(cart).lines, goods)
    return cart


async def _sale(unit: Unit, shop: Shop, cart: Cart, items: Sequence[ItemRequest]) -> Sale:
    ids = [wrapping.id for item in items for wrapping in item.wrappings]
    wrappings = await gift_wrappings.find_many(unit, shop.store.id, ids)
    return sale_of(cart, shop.link, wrappings)


def _product_ids(lines: Iterable[CartLine]) -> list[int]:
    return [line.product_id for line in lines if line.product_id]
