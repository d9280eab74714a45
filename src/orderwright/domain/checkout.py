"""The checkout half of a cart: where it is billed and sent to, what is added, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orderwright.domain.cart import (
    CONSIGNMENT_ID_DIGITS,
    CONSIGNMENTS_MAX,
    FEES_MAX,
    LINES_MAX,
    Cart,
    CartAddress,
    CartFee,
    CartLine,
    Consignment,
    Mint,
    ShippingOption,
)
from orderwright.domain.errors import (
    CheckoutIncomplete,
    FieldError,
    InvalidInput,
    Missing,
    NotFound,
    Unprocessable,
)
from orderwright.domain.geography import name_of_country
from orderwright.domain.records import changed
from orderwright.domain.states import find_state

PICKUP_LIMIT = "Pickup method is limited to 1 consignment."
NO_SUCH_LINE = "The line item could not be found."
NOT_SHIPPED = "Only physical items can be assigned to a consignment."
TOO_MANY_OF_LINE = "The quantity is larger than that of the line item."
TOO_MANY_CONSIGNMENTS = f"A checkout can have at most {CONSIGNMENTS_MAX} consignments."
TOO_MANY_LINES = f"A cart can hold at most {LINES_MAX} line items."
NO_SUCH_OPTION = "The shipping option is not available for this consignment."
TOO_MANY_FEES = f"A checkout can have at most {FEES_MAX} fees."
DISCOUNTED_LINE = "A coupon or promotion is already applied to the line item."
NOTHING_ASSIGNED = "A consignment needs an address or a pickup option."
CUSTOM_SHIPPING = "shipping_custom"

_NEEDED = ("first_name", "last_name", "address1", "city", "country_code", "email")


@dataclass(frozen=True, slots=True)
class Assignment:
    """So many of a line that are to go somewhere."""

    line_id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class ConsignmentRequest:
    """A consignment as it is wanted; what is None stays as it is."""

    address: Mapping[str, object] | None = None
    assignments: tuple[Assignment, ...] | None = None
    pickup_method_id: int | None = None
    shipping_option_id: str | None = None
    custom_shipping: tuple[int, str] | None = None
    """Price and description."""


def complete_address(given: Mapping[str, object], address_id: str) -> CartAddress:
    """The address with its country's name, and with name and code of its state.

    Raises InvalidInput for a country that there is not.
    """
    values: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    code = str(values.get("country_code", "")).upper()
    country = name_of_country(code)
    if code and country is None:
        raise InvalidInput(FieldError("country_code"))
    values["country_code"], values["country"] = code, country or ""
    wanted = str(values.get("state_or_province_code") or values.get("state_or_province") or "")
    state = find_state(code, wanted) if wanted else None
    if state is not None:
        values["state_or_province"], values["state_or_province_code"] = state.name, state.code
    values["id"] = address_id
    return CartAddress(**values)  # type: ignore[arg-type]


def with_billing_address(cart: Cart, given: Mapping[str, object], mint: Mint) -> Cart:
    """The checkout with this billing address; it keeps the id of the one that it replaces."""
    known = cart.billing_address
    address_id = known.id if known is not None else mint.hex(CONSIGNMENT_ID_DIGITS)
    return changed(cart, billing_address=complete_address(given, address_id))


def add_consignments(cart: Cart, wanted: Sequence[ConsignmentRequest], mint: Mint) -> Cart:
    """The checkout with more consignments; lines come to them from where they are now.

    Raises Unprocessable, InvalidInput.
    """
    for request in wanted:
        if request.address is None and request.pickup_method_id is None:
            raise Unprocessable(NOTHING_ASSIGNED)
        consignment_id = mint.hex(CONSIGNMENT_ID_DIGITS)
        cart, line_ids = _assigned(cart, request.assignments or (), mint)
        if not line_ids:
            raise InvalidInput(FieldError("line_items", "required"))
        address = None
        if request.address is not None:
            address = complete_address(request.address, consignment_id)
        made = Consignment(
            consignment_id, line_ids, address, pickup_method_id=request.pickup_method_id
        )
        cart = _without_empty(changed(cart, consignments=(*cart.consignments, made)))
    _check_consignments(cart)
    return cart


def change_consignment(
    cart: Cart, consignment_id: str, wanted: ConsignmentRequest, mint: Mint
) -> Cart:
    """The checkout with other lines, address or pick-up in a consignment.

    Its option is not chosen here, since what is offered may change with them. Raises NotFound,
    Unprocessable, InvalidInput.
    """
    known = cart.consignment(consignment_id)
    if known is None:
        raise NotFound("cart", consignment_id)
    line_ids = known.line_ids
    if wanted.assignments is not None:
        emptied = changed(known, line_ids=())
        cart, line_ids = _assigned(_with(cart, emptied), wanted.assignments, mint)
        if not line_ids:
            raise InvalidInput(FieldError("line_items", "required"))
    moved = changed(known, line_ids=line_ids)
    if wanted.address is not None:
        moved = changed(moved, address=complete_address(wanted.address, consignment_id))
        if wanted.pickup_method_id is None:
            moved = changed(moved, pickup_method_id=None)
    if wanted.pickup_method_id is not None:
        moved = changed(moved, pickup_method_id=wanted.pickup_method_id, selected=None, options=())
    cart = _without_empty(_with(cart, moved))
    _check_consignments(cart)
    return cart


def sent_to(cart: Cart, address: Mapping[str, object], mint: Mint) -> Cart:
    """The checkout with everything in one consignment; it keeps the id of the first there was."""
    line_ids = tuple([line.id for line in cart.lines if line.is_shippable])
    if not line_ids:
        return changed(cart, consignments=())
    known = cart.consignments[0] if cart.consignments else None
    consignment_id = mint.hex(CONSIGNMENT_ID_DIGITS) if known is None else known.id
    made = Consignment(
        consignment_id,
        line_ids,
        complete_address(address, consignment_id),
        selected=None if known is None else known.selected,
    )
    return changed(cart, consignments=(made,))


def choose_option(cart: Cart, consignment_id: str, wanted: ConsignmentRequest) -> Cart:
    """The checkout with a shipping option of those that are offered, or one of the client's own.

    Raises Unprocessable.
    """
    known = cart.consignment(consignment_id)
    assert known is not None
    if wanted.custom_shipping is not None:
        price, description = wanted.custom_shipping
        option = ShippingOption(
            id=CUSTOM_SHIPPING, type=CUSTOM_SHIPPING, description=description, cost=price
        )
        return _with(cart, changed(known, selected=option))
    if wanted.shipping_option_id is not None:
        for option in known.options:
            if option.id == wanted.shipping_option_id:
                return _with(cart, changed(known, selected=option))
        raise Unprocessable.naming(NO_SUCH_OPTION, "shipping_option_id", wanted.shipping_option_id)
    return cart


def with_options(cart: Cart, options: Mapping[str, Sequence[ShippingOption]]) -> Cart:
    """The checkout with what is offered now; a choice that is no longer offered is given up."""
    consignments = []
    for one in cart.consignments:
        offered = tuple(options.get(one.id, ()))
        chosen = one.selected
        if chosen is not None and chosen.type != CUSTOM_SHIPPING:
            chosen = next((option for option in offered if option.id == chosen.id), None)
        consignments.append(changed(one, options=offered, selected=chosen))
    return changed(cart, consignments=tuple(consignments))


def remove_consignment(cart: Cart, consignment_id: str) -> Cart:
    """Raises NotFound."""
    if cart.consignment(consignment_id) is None:
        raise NotFound("cart", consignment_id)
    kept = [one for one in cart.consignments if one.id != consignment_id]
    return changed(cart, consignments=tuple(kept))


def add_fees(cart: Cart, fees: Sequence[CartFee]) -> Cart:
    """Raises Unprocessable."""
    if len(cart.fees) + len(fees) > FEES_MAX:
        raise Unprocessable(TOO_MANY_FEES)
    return changed(cart, fees=(*cart.fees, *fees))


def change_fees(cart: Cart, fees: Sequence[CartFee]) -> Cart:
    """Fees in place of those with their ids. Raises NotFound."""
    given = {fee.id: fee for fee in fees}
    for fee_id in given.keys() - {fee.id for fee in cart.fees}:
        raise NotFound("cart", fee_id)
    return changed(cart, fees=tuple([given.get(fee.id, fee) for fee in cart.fees]))


def remove_fees(cart: Cart, fee_ids: Sequence[str]) -> Cart:
    """Raises NotFound."""
    for fee_id in set(fee_ids) - {fee.id for fee in cart.fees}:
        raise NotFound("cart", fee_id)
    return changed(cart, fees=tuple([fee for fee in cart.fees if fee.id not in fee_ids]))


def with_manual_discounts(cart: Cart, of_cart: int, of_lines: Mapping[str, int]) -> Cart:
    """The checkout with these manual discounts, and none of those that it had.

    Raises Unprocessable for a line that is not there, or that a coupon or promotion reduces.
    """
    for line_id in of_lines:
        line = cart.line(line_id)
        if line is None:
            raise Unprocessable.naming(NO_SUCH_LINE, "id", line_id)
        if any(
            part.target == "product" and part.id != "manual-discount" for part in line.discounts
        ):
            raise Unprocessable.naming(DISCOUNTED_LINE, "id", line_id)
    return changed(
        cart,
        manual_discount=of_cart,
        lines=tuple(
            [changed(line, manual_discount=of_lines.get(line.id, 0)) for line in cart.lines]
        ),
    )


def check_complete(cart: Cart) -> None:
    """Raises CheckoutIncomplete, naming everything that an order of this checkout lacks."""
    missing = list(_missing(cart))
    if missing:
        raise CheckoutIncomplete(tuple(missing))


def _missing(cart: Cart) -> list[Missing]:
    missing: list[Missing] = []
    if not cart.lines:
        missing.append("empty_cart")
    shippable = [line.id for line in cart.lines if line.is_shippable]
    unplaced = [line_id for line_id in shippable if cart.consignment_of(line_id) is None]
    shipped = [one for one in cart.consignments if not one.is_pickup]
    if unplaced or any(not _is_whole(one.address) for one in shipped):
        missing.append("invalid_shipping_address")
    if unplaced or any(one.selected is None for one in shipped):
        missing.append("missing_shipping_method")
    billing = cart.billing_address
    if billing is None or not billing.country_code:
        missing.append("invalid_billing_address")
    if billing is None or not billing.email:
        missing.append("missing_email_address")
    return missing


def _is_whole(address: CartAddress | None) -> bool:
    return address is not None and all(getattr(address, name) for name in _NEEDED)


def _assigned(
    cart: Cart, assignments: Sequence[Assignment], mint: Mint
) -> tuple[Cart, tuple[str, ...]]:
    """The cart with these lines taken out of their consignments, and the ids of the lines.

    Of a line that goes elsewhere in part, the part becomes a line of its own.
    """
    line_ids: list[str] = []
    for wanted in assignments:
        line = cart.line(wanted.line_id)
        if line is None:
            raise Unprocessable.naming(NO_SUCH_LINE, "item_id", wanted.line_id)
        if not line.is_shippable:
            raise Unprocessable.naming(NOT_SHIPPED, "item_id", wanted.line_id)
        if wanted.quantity > line.quantity or wanted.line_id in line_ids:
            raise Unprocessable.naming(TOO_MANY_OF_LINE, "item_id", wanted.line_id)
        if wanted.quantity < line.quantity:
            cart, part = _split(cart, line, wanted.quantity, mint.uuid())
            line_ids.append(part)
        else:
            cart = _unassigned(cart, line.id)
            line_ids.append(line.id)
    return cart, tuple(line_ids)


def _split(cart: Cart, line: CartLine, quantity: int, part_id: str) -> tuple[Cart, str]:
    lines: list[CartLine] = []
    for known in cart.lines:
        if known.id == line.id:
            lines.append(changed(line, quantity=line.quantity - quantity))
            lines.append(changed(line, id=part_id, quantity=quantity, manual_discount=0))
        else:
            lines.append(known)
    if len(lines) > LINES_MAX:
        raise Unprocessable(TOO_MANY_LINES)
    return changed(cart, lines=tuple(lines)), part_id


def _unassigned(cart: Cart, line_id: str) -> Cart:
    return changed(
        cart,
        consignments=tuple(
            [
                changed(one, line_ids=tuple([known for known in one.line_ids if known != line_id]))
                if line_id in one.line_ids
                else one
                for one in cart.consignments
            ]
        ),
    )


def _with(cart: Cart, moved: Consignment) -> Cart:
    return changed(
        cart,
        consignments=tuple([moved if one.id == moved.id else one for one in cart.consignments]),
    )


def _without_empty(cart: Cart) -> Cart:
    return changed(cart, consignments=tuple([one for one in cart.consignments if one.line_ids]))


def _check_consignments(cart: Cart) -> None:
    if sum(one.is_pickup for one in cart.consignments) > 1:
        raise Unprocessable(PICKUP_LIMIT)
    if len(cart.consignments) > CONSIGNMENTS_MAX:
        raise Unprocessable(TOO_MANY_CONSIGNMENTS)
