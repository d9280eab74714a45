"""How an order comes into being from what a client sends and what the store knows."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.domain.errors import FieldError, InvalidInput, InvalidOptions, OptionProblem
from orderwright.domain.geography import code_of_country, name_of_country
from orderwright.domain.order import (
    Address,
    GivenCost,
    Order,
    OrderAddress,
    OrderFee,
    OrderPickup,
    OrderProduct,
    WholeOrder,
    new_id,
)
from orderwright.domain.order_facts import CatalogItem, OrderFacts, StoreCurrency
from orderwright.domain.order_pricing import CostClasses, TaxOf, price_order
from orderwright.domain.order_request import (
    AddressRequest,
    FeeRequest,
    LineRequest,
    OrderRequest,
    PickupRequest,
)
from orderwright.domain.order_status import Status
from orderwright.domain.records import changed
from orderwright.domain.stock import Wanted, check_quantities, hold, holds_stock, takes_stock
from orderwright.domain.store import Profile

EXTERNAL = "external"
"""The `order_source` of an order that came through the API."""

DEFAULT_PAYMENT_METHOD = "Manual"
OPEN_CHANNELS = ("active", "prelaunch", "connected")
COSTS = ("shipping", "handling", "wrapping")
COST_FIELDS = frozenset(
    name
    for cost in COSTS
    for name in (f"base_{cost}_cost", f"{cost}_cost_ex_tax", f"{cost}_cost_inc_tax")
)
NOT_COPIED = COST_FIELDS | {
    "discount_amount",
    "refunded_amount",
    "default_currency_code",
    "items_total",
}
"""Fields of a request that are worked out, and not values of the order as they are."""


def new_order(
    request: OrderRequest, facts: OrderFacts, profile: Profile, tax_of: TaxOf, now: int
) -> WholeOrder:
    """The priced order with the stock that it takes.

    Raises InvalidInput, InvalidOptions, QuantityConflict.
    """
    check_references(request, facts, profile)
    billing = complete_address(request.billing_address, Address())
    wanted = request.products or ()
    lines = [new_line(line, facts.item(at), at) for at, line in enumerate(wanted)]
    addresses = _addresses(request, billing, lines)
    order = _order(request, facts, profile, billing, now)
    check_quantities(
        [
            Wanted(item, line.quantity)
            for at, line in enumerate(lines)
            if (item := facts.item(at)) is not None
        ]
    )
    own = profile.in_channel(order.channel_id)
    holds = takes_stock(order.status_id, own) and holds_stock(
        order.status_id, own, is_deleted=order.is_deleted
    )
    destination = addresses[0].id if addresses else 0
    whole = WholeOrder(
        order=order,
        products=tuple(
            [
                placed(
                    line,
                    destination
                    if (own_address := wanted[at].address) is None
                    else addresses[own_address].id,
                    facts.item(at) if holds else None,
                )
                for at, line in enumerate(lines)
            ]
        ),
        addresses=tuple(addresses),
        pickups=tuple([_pickup(given, at) for at, given in enumerate(request.pickups or ())]),
        fees=tuple([new_fee(fee, at) for at, fee in enumerate(request.fees or ())]),
    )
    return price_order(count_items(whole), cost_classes(profile), tax_of)


def check_references(request: OrderRequest, facts: OrderFacts, profile: Profile) -> None:
    """Refuse what the store does not have. Raises InvalidInput, InvalidOptions."""
    errors: list[FieldError] = []
    if "customer_id" in request.fields and not facts.customer_exists:
        errors.append(FieldError("customer_id"))
    if "channel_id" in request.fields and facts.channel_status not in OPEN_CHANNELS:
        errors.append(FieldError("channel_id"))
    if "default_currency_code" in request.fields and (
        not profile.multi_currency or facts.currency is None or not facts.currency.is_enabled
    ):
        errors.append(FieldError("default_currency_code"))
    for position, item in facts.items.items():
        if item is None:
            errors.append(FieldError("product_id", path=f"products.{position}.product_id"))
    if errors:
        raise InvalidInput(*errors)
    problems = [item for item in facts.items.values() if isinstance(item, OptionProblem)]
    if problems:
        raise InvalidOptions(tuple(problems))


def cost_classes(profile: Profile) -> CostClasses:
    return CostClasses(
        profile.shipping_tax_class_id,
        profile.handling_tax_class_id,
        profile.wrapping_tax_class_id,
        profile.fee_tax_class_id,
    )


def complete_address(request: AddressRequest | None, before: Address) -> Address:
    """The address with the given fields; country and code fill each other. Raises InvalidInput."""
    if request is None:
        return before
    values: dict[str, Any] = dict(request.fields)
    complete_country(values)
    return changed(before, **values)


def complete_country(values: dict[str, Any]) -> None:
    """Fill `country` or `country_iso2` from the other. Raises InvalidInput for an unknown one."""
    country, code = values.get("country"), values.get("country_iso2")
    if country:
        found = code_of_country(country)
        if found is None:
            raise InvalidInput(FieldError("country"))
        values["country"] = name_of_country(found)
        values["country_iso2"] = found
    elif code:
        name = name_of_country(code)
        if name is None:
            raise InvalidInput(FieldError("country_iso2"))
        values["country"], values["country_iso2"] = name, code.upper()


def new_line(line: LineRequest, item: CatalogItem | None, position: int) -> OrderProduct:
    """A line that is not yet priced: of the catalogue's item, or of its own."""
    pair = line.price_ex_tax is not None and line.price_inc_tax is not None
    values: dict[str, Any] = {
        "id": new_id(position),
        "quantity": line.quantity or 0,
        "is_price_overridden": pair or item is None,
        "price_ex_tax": line.price_ex_tax or 0,
        "price_inc_tax": line.price_inc_tax or 0,
        "order_pickup_method_id": 0 if line.pickup is None else new_id(line.pickup),
        "recipient_email": line.recipient_email,
    }
    values |= wrapping_values(line, OrderProduct())
    if item is None:
        name = line.name or line.name_merchant or ""
        return OrderProduct(
            name=name,
            name_customer=name,
            name_merchant=line.name_merchant or name,
            sku=line.sku or "",
            upc=line.upc or "",
            type=line.type or "physical",
            **values,
        )
    name = line.name or item.name
    return OrderProduct(
        product_id=item.product_id,
        variant_id=item.variant_id,
        name=name,
        name_customer=name,
        name_merchant=line.name_merchant or item.name,
        sku=item.sku,
        upc=item.upc if line.upc is None else line.upc,
        type=line.type or item.type,
        base_price=item.price,
        base_cost_price=item.cost_price,
        weight=item.weight,
        width=item.width,
        height=item.height,
        depth=item.depth,
        tax_class_id=item.tax_class_id,
        fixed_shipping_cost=item.fixed_shipping_cost,
        bin_picking_number=item.bin_picking_number,
        brand=item.brand,
        product_options=item.product_options,
        **values,
    )


def wrapping_values(request: LineRequest, line: OrderProduct) -> dict[str, Any]:
    """A line's wrapping after a request; its cost is that of the whole line, id 0 takes it off."""
    if request.wrapping_id is None and not line.wrapping_id:
        return {}
    values: dict[str, Any] = {
        name: given
        for name in ("wrapping_id", "wrapping_name", "wrapping_message")
        if (given := getattr(request, name)) is not None
    }
    ex_tax, inc_tax = request.wrapping_cost_ex_tax, request.wrapping_cost_inc_tax
    if request.wrapping_id == 0:
        values |= {"wrapping_name": "", "wrapping_message": ""}
        ex_tax = inc_tax = 0
    if ex_tax is not None and inc_tax is not None:
        values |= {
            "base_wrapping_cost": ex_tax,
            "wrapping_cost_ex_tax": ex_tax,
            "wrapping_cost_inc_tax": inc_tax,
            "wrapping_cost_tax": inc_tax - ex_tax,
        }
    return values


def new_fee(fee: FeeRequest, position: int) -> OrderFee:
    values: dict[str, Any] = dict(fee.fields)
    values |= fee_costs(fee)
    return OrderFee(id=new_id(position), **values)


def fee_costs(fee: FeeRequest) -> dict[str, int]:
    """The pair of costs, where one of them is given by the tax between."""
    ex_tax, inc_tax, tax = fee.cost_ex_tax, fee.cost_inc_tax, fee.cost_tax
    if ex_tax is None:
        ex_tax = (inc_tax or 0) - (tax or 0)
    if inc_tax is None:
        inc_tax = ex_tax + (tax or 0)
    return {"base_cost": ex_tax, "cost_ex_tax": ex_tax, "cost_inc_tax": inc_tax}


def given_costs(
    fields: Mapping[str, object], before: Mapping[str, GivenCost]
) -> Mapping[str, GivenCost]:
    """The order's own costs after a request; a cost that it names is given anew."""
    costs = dict(before)
    for cost in COSTS:
        given: list[Any] = [
            fields.get(name)
            for name in (f"base_{cost}_cost", f"{cost}_cost_ex_tax", f"{cost}_cost_inc_tax")
        ]
        if any(value is not None for value in given):
            costs[cost] = GivenCost(*given)
    return costs


def count_items(whole: WholeOrder) -> WholeOrder:
    """The order with what follows from its lines: items per address, addresses, digital or not."""
    counts: dict[int, int] = {}
    for line in whole.products:
        if not line.is_digital:
            counts[line.order_address_id] = counts.get(line.order_address_id, 0) + line.quantity
    order = changed(whole.order, shipping_address_count=len(whole.addresses))
    if not order.is_digital_given:
        is_digital = bool(whole.products) and all(line.is_digital for line in whole.products)
        order = changed(order, order_is_digital=is_digital)
    return changed(
        whole,
        order=order,
        addresses=tuple(
            [changed(one, items_total=counts.get(one.id, 0)) for one in whole.addresses]
        ),
    )


def _addresses(
    request: OrderRequest, billing: Address, products: Sequence[OrderProduct]
) -> list[OrderAddress]:
    if request.shipping_addresses:
        return [_given_address(given, at) for at, given in enumerate(request.shipping_addresses)]
    if request.pickups or all(line.is_digital for line in products):
        return []
    return [new_address(billing, 0)]


def new_address(billing: Address, position: int) -> OrderAddress:
    """A destination that is where the order is billed (behaviour 1.4)."""
    copied = {name: value for name, value in vars(billing).items() if name != "form_fields"}
    return OrderAddress(id=new_id(position), **copied)


def _given_address(request: AddressRequest, position: int) -> OrderAddress:
    values: dict[str, Any] = dict(request.fields)
    complete_country(values)
    return OrderAddress(id=new_id(position), **values)


def placed(line: OrderProduct, destination: int, item: CatalogItem | None) -> OrderProduct:
    """The line with the address that it goes to, holding its stock where `item` is given."""
    return changed(
        line,
        order_address_id=0 if line.is_digital or line.order_pickup_method_id else destination,
        stock_held=() if item is None else hold(item, line.quantity),
    )


def _pickup(request: PickupRequest, position: int) -> OrderPickup:
    values: dict[str, Any] = dict(request.fields)
    return OrderPickup(id=new_id(position), **values)


def _order(
    request: OrderRequest, facts: OrderFacts, profile: Profile, billing: Address, now: int
) -> Order:
    default = facts.default_currency or StoreCurrency(1, profile.currency_code)
    chosen = facts.currency or default
    order = Order(
        date_created=now,
        date_modified=now,
        inserted_at=now,
        is_tax_inclusive_pricing=profile.is_tax_inclusive_pricing,
        currency_id=chosen.id,
        currency_code=chosen.code,
        default_currency_id=chosen.id,
        default_currency_code=chosen.code,
        store_default_currency_code=default.code,
        store_default_to_transactional_exchange_rate=chosen.rate,
        billing_address=billing,
        order_source=EXTERNAL,
        payment_method=DEFAULT_PAYMENT_METHOD,
    )
    order = with_fields(order, request.fields)
    return changed(order, date_shipped=now) if order.status_id == Status.SHIPPED else order


def with_fields(order: Order, given: Mapping[str, object]) -> Order:
    """The order with the values that a request gives it by name."""
    values: dict[str, Any] = {name: given[name] for name in given if name not in NOT_COPIED}
    for row in ("subtotal", "total"):
        if f"{row}_ex_tax" in given:
            values[f"is_{row}_overridden"] = True
    if values.get("ip_address"):
        values["ip_address_v6"] = ""
    elif values.get("ip_address_v6"):
        values["ip_address"] = ""
    if "external_order_id" in values:
        values["external_order_id"] = values["external_order_id"] or ""
    if "order_is_digital" in values:
        values["is_digital_given"] = True
    if "discount_amount" in given:
        values["manual_discount_amount"] = given["discount_amount"]
    if "refunded_amount" in given:
        values["refunded_amount_given"] = given["refunded_amount"]
    if not COST_FIELDS.isdisjoint(given):
        values["costs_given"] = given_costs(given, order.costs_given)
    return changed(order, **values)
