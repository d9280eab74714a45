"""The lines of a cart: how they come into being from what is asked and what the store sells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from orderwright.domain.cart import (
    LINES_MAX,
    Cart,
    CartLine,
    GiftCertificateItem,
    LineKind,
    LineOption,
    Mint,
    StockKey,
    Wrapping,
)
from orderwright.domain.catalog import (
    BulkPricingRule,
    Product,
    Variant,
    bulk_price,
    is_on_sale,
)
from orderwright.domain.complex_rule import ComplexRule
from orderwright.domain.errors import OptionProblem, Unprocessable
from orderwright.domain.money import convert, round_to_unit
from orderwright.domain.product_options import (
    Chosen,
    ProductOption,
    Resolution,
    Selection,
    resolve,
)
from orderwright.domain.records import changed

NO_SUCH_PRODUCT = "The product could not be found."
NO_SUCH_VARIANT = "The variant could not be found."
VARIANT_REQUIRED = "This product has options; variant ID is required"
TEXT_REQUIRED = "Please create some text for the API option"
MODIFIERS_REQUIRED = "This product requires modifier options"
WRONG_OPTION = "The options of the product are invalid."
NO_SUCH_WRAPPING = "The gift wrapping could not be found."
NOT_FOR_SALE = "The product can not be purchased."
SECRET_DIGITS = 64
TOO_MANY_LINES = f"A cart can hold at most {LINES_MAX} line items."
ONLY_WHOLE = "The quantity must be a whole number greater than zero."


@dataclass(frozen=True, slots=True)
class Label:
    """What is shown of a choice in place of the catalogue's words; None leaves those."""

    name: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class WrappingRequest:
    """A gift wrapping by its id."""

    id: int
    message: str = ""


@dataclass(frozen=True, slots=True)
class ItemRequest:
    """A product to be put into a cart."""

    product_id: int
    quantity: int
    variant_id: int | None = None
    list_price: int | None = None
    name: str | None = None
    selections: tuple[Selection, ...] = ()
    labels: Mapping[int, Label] | None = None
    wrappings: tuple[WrappingRequest, ...] = ()
    wrap_together: bool = True


@dataclass(frozen=True, slots=True)
class CustomItemRequest:
    """Something that is not in the catalogue."""

    name: str
    quantity: int
    list_price: int
    sku: str = ""
    image_url: str = ""


@dataclass(frozen=True, slots=True)
class GiftCertificateRequest:
    """Gift certificates of one amount for one person."""

    name: str
    amount: int
    quantity: int
    item: GiftCertificateItem


@dataclass(frozen=True, slots=True)
class ItemRequests:
    """All that one call wants to put into a cart."""

    items: tuple[ItemRequest, ...] = ()
    custom_items: tuple[CustomItemRequest, ...] = ()
    gift_certificates: tuple[GiftCertificateRequest, ...] = ()


@dataclass(frozen=True, slots=True)
class Goods:
    """What the catalogue has of one product.

    `levels` say how many can be had of the stock items that are counted, its own and those of
    products that its product lists add.
    """

    product: Product
    variants: tuple[Variant, ...] = ()
    options: tuple[ProductOption, ...] = ()
    bulk_rules: tuple[BulkPricingRule, ...] = ()
    complex_rules: tuple[ComplexRule, ...] = ()
    levels: Mapping[StockKey, int] = field(default_factory=dict)
    image_url: str = ""
    brand: str = ""


@dataclass(frozen=True, slots=True)
class Sale:
    """How a cart's prices come about: exchange rate (10⁻¹⁰) and smallest charge of its currency.

    `wrappings` are the store's gift wrappings by id, `link` makes a product's address of its path.
    """

    exchange_rate: int
    unit: int
    wrappings: Mapping[int, Wrapping]
    link: Callable[[str], str]

    def price(self, amount: int) -> int:
        """A price of the catalogue in the cart's currency."""
        if self.exchange_rate == 10**10:
            return amount
        return round_to_unit(convert(amount, self.exchange_rate), self.unit)


def new_lines(
    wanted: ItemRequests, goods: Mapping[int, Goods], sale: Sale, mint: Mint
) -> list[CartLine]:
    """Lines with their prices. Raises Unprocessable for what cannot be sold so."""
    lines = [
        new_line(item, goods.get(item.product_id), sale, mint.uuid())
        for several in wanted.items
        for item in wrapped_alike(several)
    ]
    lines += [
        CartLine(
            id=mint.uuid(),
            kind="custom",
            name=item.name,
            quantity=item.quantity,
            list_price=item.list_price,
            original_price=item.list_price,
            is_price_overridden=True,
            sku=item.sku,
            image_url=item.image_url,
        )
        for item in wanted.custom_items
    ]
    lines += [
        CartLine(
            id=mint.uuid(),
            kind="gift_certificate",
            name=certificate.name,
            quantity=1,
            list_price=certificate.amount,
            original_price=certificate.amount,
            is_price_overridden=True,
            gift_certificate=replace(certificate.item, secret=mint.hex(SECRET_DIGITS)),
        )
        for certificate in wanted.gift_certificates
        for _ in range(certificate.quantity)
    ]
    return lines


def wrapped_alike(item: ItemRequest) -> list[ItemRequest]:
    """The item in lines whose units are all wrapped alike; units without a word are not wrapped.

    Wrapped together, the first wrapping is that of every unit.
    """
    if item.wrap_together or len(item.wrappings) == 0:
        return [item]
    counts: dict[WrappingRequest, int] = {}
    for one in item.wrappings[: item.quantity]:
        counts[one] = counts.get(one, 0) + 1
    parts = [
        replace(item, quantity=count, wrappings=(one,), wrap_together=True)
        for one, count in counts.items()
    ]
    left = item.quantity - sum(counts.values())
    if left:
        parts.append(replace(item, quantity=left, wrappings=()))
    return parts


def new_line(item: ItemRequest, goods: Goods | None, sale: Sale, line_id: str) -> CartLine:
    """One line of the catalogue. Raises Unprocessable."""
    if goods is None:
        raise Unprocessable.naming(NO_SUCH_PRODUCT, "product_id", str(item.product_id))
    product = goods.product
    found = resolve_item(item, goods)
    if product.availability == "disabled" or not found.is_purchasable:
        raise Unprocessable(found.message or NOT_FOR_SALE)
    variant = found.variant
    kind: LineKind = "digital" if product.type == "digital" else "physical"
    line = CartLine(
        id=line_id,
        kind=kind,
        product_id=product.id,
        variant_id=variant.id,
        name=item.name or product.name,
        is_name_overridden=item.name is not None,
        catalog_name=product.name,
        sku=variant.sku or product.sku,
        upc=variant.upc or product.upc,
        url=sale.link(product.custom_url),
        image_url=variant.image_url or goods.image_url,
        quantity=item.quantity,
        list_price=0,
        original_price=sale.price(product.price),
        comparison_price=sale.price(_comparison_price(product, variant)),
        tax_class_id=product.tax_class_id,
        cost_price=_own(variant.cost_price, product.cost_price),
        weight=found.weight,
        width=_own(variant.width, product.width),
        height=_own(variant.height, product.height),
        depth=_own(variant.depth, product.depth),
        fixed_shipping_cost=_own(
            variant.fixed_cost_shipping_price, product.fixed_cost_shipping_price
        ),
        is_free_shipping=product.is_free_shipping or variant.is_free_shipping,
        is_on_sale=is_on_sale(product, variant),
        bin_picking_number=variant.bin_picking_number or product.bin_picking_number,
        brand_id=product.brand_id,
        brand=goods.brand,
        category_ids=product.categories,
        quantity_minimum=product.order_quantity_minimum,
        quantity_maximum=product.order_quantity_maximum,
        stock=_stock(goods, found),
        options=tuple([_option(chosen, item.labels) for chosen in found.chosen]),
        order_options=tuple([_order_option(chosen, item.labels) for chosen in found.chosen]),
        selections=tuple([(s.option_id, str(s.value)) for s in item.selections]),
        wrapping=_wrapping(item, sale),
    )
    return priced_line(line, goods, found, sale, item.list_price)


def priced_line(
    line: CartLine, goods: Goods, found: Resolution, sale: Sale, list_price: int | None
) -> CartLine:
    """The line at the price of its quantity, or at the price that is given."""
    if list_price is not None:
        return changed(line, list_price=list_price, is_price_overridden=True)
    price = bulk_price(goods.bulk_rules, found.unit_price, line.quantity)
    return changed(line, list_price=sale.price(price))


def resolve_item(item: ItemRequest, goods: Goods) -> Resolution:
    """The variant and price that the choices stand for. Raises Unprocessable."""
    found = resolve(
        goods.product,
        goods.variants,
        goods.options,
        item.selections,
        item.variant_id,
        goods.complex_rules,
    )
    if isinstance(found, OptionProblem):
        raise _refused(found, item, goods)
    return found


def _refused(problem: OptionProblem, item: ItemRequest, goods: Goods) -> Unprocessable:
    if problem.kind == "MandatoryProductOptions":
        missing = {ref.id for ref in problem.required}
        if any(option.kind == "option" for option in goods.options if option.id in missing):
            return Unprocessable(VARIANT_REQUIRED)
        emptied = {s.option_id for s in item.selections if s.value == ""}
        return Unprocessable(TEXT_REQUIRED if missing & emptied else MODIFIERS_REQUIRED)
    if problem.kind == "InvalidProductOption":
        if item.variant_id is not None and problem.value == item.variant_id:
            return Unprocessable.naming(NO_SUCH_VARIANT, "variant_id", str(item.variant_id))
        if not item.selections and goods.product.base_variant_id is None:
            return Unprocessable(VARIANT_REQUIRED)
        return Unprocessable.naming(WRONG_OPTION, "option_id", str(problem.value))
    name = problem.option.display_name if problem.option is not None else "option_value"
    return Unprocessable.naming(WRONG_OPTION, name, str(problem.value))


def merged(lines: Sequence[CartLine], added: Sequence[CartLine]) -> tuple[CartLine, ...]:
    """The lines with the new ones, of which like ones are counted together."""
    result = list(lines)
    for line in added:
        for position, known in enumerate(result):
            if _is_alike(known, line):
                result[position] = replace(known, quantity=known.quantity + line.quantity)
                break
        else:
            result.append(line)
    if len(result) > LINES_MAX:
        raise Unprocessable(TOO_MANY_LINES)
    return tuple(result)


def _is_alike(known: CartLine, line: CartLine) -> bool:
    """Whether two lines are the same thing at the same conditions."""
    return (
        line.product_id != 0
        and line.product_id == known.product_id
        and line.variant_id == known.variant_id
        and line.options == known.options
        and line.is_price_overridden == known.is_price_overridden
        and (not line.is_price_overridden or line.list_price == known.list_price)
        and line.name == known.name
        and line.wrapping == known.wrapping
        and not known.manual_discount
        and not known.added_by_promotion
        and known.parent_id is None
    )


def line_key(line: CartLine) -> str:
    """What a line is told by wherever the order of lines must not matter."""
    return f"{line.product_id}/{line.variant_id}/{line.name}/{line.id}"


def without_line(cart: Cart, line_id: str) -> Cart:
    """The cart without a line; a consignment that is left empty goes as well."""
    return replace(
        cart,
        lines=tuple([line for line in cart.lines if line.id != line_id]),
        consignments=tuple(
            [
                replace(one, line_ids=kept) if kept != one.line_ids else one
                for one in cart.consignments
                if (kept := tuple([known for known in one.line_ids if known != line_id]))
            ]
        ),
    )


def with_line(cart: Cart, changed: CartLine) -> Cart:
    """The cart with a line in place of the one of the same id."""
    return replace(
        cart, lines=tuple([changed if line.id == changed.id else line for line in cart.lines])
    )


def _stock(goods: Goods, found: Resolution) -> tuple[StockKey, ...]:
    """The line's own stock item if it is counted, and those of the products that it adds."""
    wanted = [(goods.product.id, found.variant.id), (goods.product.id, 0)]
    own = [key for key in wanted if key in goods.levels][:1]
    return (*own, *[(one, 0) for one in found.added_product_ids if (one, 0) in goods.levels])


def _own(value: int | None, of_product: int) -> int:
    return of_product if value is None else value


def _comparison_price(product: Product, variant: Variant) -> int:
    """What a storefront strikes through: the retail price, else the price before reduction."""
    retail = variant.retail_price or product.retail_price
    return retail or _own(variant.price, product.price)


def _option(chosen: Chosen, labels: Mapping[int, Label] | None) -> LineOption:
    label = (labels or {}).get(chosen.option.id, Label())
    return LineOption(
        label.name or chosen.option.display_name,
        chosen.option.id,
        label.value or chosen.display_text,
        chosen.value.id if chosen.value is not None else None,
    )


def _order_option(chosen: Chosen, labels: Mapping[int, Label] | None) -> Mapping[str, object]:
    label = (labels or {}).get(chosen.option.id, Label())
    row = chosen.order_row()
    if label.name is not None:
        row |= {"display_name": label.name, "display_name_customer": label.name}
    if label.value is not None:
        row |= {"display_value": label.value, "display_value_customer": label.value}
    return row


def _wrapping(item: ItemRequest, sale: Sale) -> Wrapping | None:
    """How each unit of the line is wrapped; id 0 is not at all. Raises Unprocessable."""
    if not item.wrappings or not item.wrappings[0].id:
        return None
    wanted = item.wrappings[0]
    known = sale.wrappings.get(wanted.id)
    if known is None:
        raise Unprocessable.naming(NO_SUCH_WRAPPING, "gift_wrapping", str(wanted.id))
    return replace(known, message=wanted.message, cost=sale.price(known.cost))
