"""Turns what a client sends about an order into what the action is asked to do."""

from collections.abc import Iterator, Mapping
from typing import Any

from orderwright.api.schema import Object, read
from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.order_request import (
    AddressRequest,
    FeeRequest,
    LineRequest,
    OptionRequest,
    OrderRequest,
    PickupRequest,
)

Json = dict[str, Any]

_PARTS = ("billing_address", "products", "shipping_addresses", "consignments", "fees")
_ROWS = ("subtotal", "total")
_NO_COUNTRY = "Billing address country not supplied."
_LABELS = ("name", "value")
NOWHERE: Json = {}
DIGITAL = "digital"
GIFT_CERTIFICATE = "giftcertificate"


def read_new_order(kind: Object, body: Any) -> OrderRequest:
    """The request of a POST. Raises InvalidInput."""
    given = read(kind, _without_empty_lists(body))
    if "products" not in given and "consignments" not in given:
        raise InvalidInput(FieldError("products", "required"))
    if "consignments" in given:
        for name in ("products", "shipping_addresses"):
            if name in given:
                raise InvalidInput(FieldError(name))
        _check_consignments(given["consignments"])
    billing = given["billing_address"]
    if "country" not in billing and "country_iso2" not in billing:
        raise InvalidInput(FieldError("billing_address.country", detail=_NO_COUNTRY))
    return _request(given, is_new=True)


def read_order_change(kind: Object, body: Any) -> OrderRequest:
    """The request of a PUT. Raises InvalidInput."""
    return _request(read(kind, body), is_new=False)


def read_address(kind: Object, body: Any) -> AddressRequest:
    """New values of one destination. Raises InvalidInput."""
    return _address(read(kind, body))


def _without_empty_lists(body: Any) -> Any:
    """An empty list of products counts as none."""
    if isinstance(body, dict) and body.get("products") == []:
        return {name: value for name, value in body.items() if name != "products"}
    return body


def _request(given: Json, *, is_new: bool) -> OrderRequest:
    errors = list(_pair_errors(given))
    consigned = given.get("consignments", {})
    pickups = consigned.get("pickups")
    placed = [(line, NOWHERE) for line in given.get("products", ())]
    placed += list(_consigned_lines(consigned))
    for line, _ in placed:
        errors.extend(_line_errors(line, is_new=is_new))
    for fee in given.get("fees", ()):
        errors.extend(_fee_errors(fee))
    if errors:
        raise InvalidInput(*errors)
    billing = given.get("billing_address")
    addresses = given.get("shipping_addresses", consigned.get("shipping"))
    return OrderRequest(
        fields={name: value for name, value in given.items() if name not in _PARTS},
        billing_address=None if billing is None else _address(billing),
        products=tuple([_line(line, place) for line, place in placed])
        if "products" in given or consigned
        else None,
        shipping_addresses=None
        if addresses is None
        else tuple([_address(address) for address in addresses]),
        fees=tuple([_fee(fee) for fee in given["fees"]]) if "fees" in given else None,
        pickups=None if pickups is None else tuple([_pickup(pickup) for pickup in pickups]),
    )


def _check_consignments(given: Json) -> None:
    """Something must go somewhere, and picking up excludes shipping."""
    if not list(_consigned_lines(given)):
        raise InvalidInput(FieldError("consignments", "required"))
    if given.get("pickups") and given.get("shipping"):
        raise InvalidInput(FieldError("consignments"))


def _consigned_lines(given: Json) -> Iterator[tuple[Json, Json]]:
    """The lines of all consignments, each with what it says about where the line goes."""
    for kind, place in (("pickups", "pickup"), ("shipping", "address")):
        for position, consignment in enumerate(given.get(kind, ())):
            for line in consignment.get("line_items", ()):
                yield line, {place: position}
    for consignment in given.get("downloads", ()):
        for line in consignment["line_items"]:
            yield line, {"recipient_email": consignment.get("recipient_email", ""), "type": DIGITAL}
    for consignment in given.get("email", {}).get("gift_certificates", ()):
        for line in consignment["line_items"]:
            yield (
                line,
                {
                    "recipient_email": consignment.get("recipient_email", ""),
                    "type": GIFT_CERTIFICATE,
                },
            )


def _pair_errors(given: Mapping[str, object]) -> Iterator[FieldError]:
    """A subtotal or total is given with and without tax, or not at all."""
    for row in _ROWS:
        ex_tax, inc_tax = f"{row}_ex_tax", f"{row}_inc_tax"
        if (ex_tax in given) != (inc_tax in given):
            yield FieldError(inc_tax if ex_tax in given else ex_tax)
    if given.get("ip_address") and given.get("ip_address_v6"):
        yield FieldError("ip_address_v6")


def _line_errors(line: Json, *, is_new: bool) -> Iterator[FieldError]:
    for first, second in (("ex", "inc"), ("inc", "ex")):
        if f"price_{first}_tax" in line and f"price_{second}_tax" not in line:
            yield FieldError(f"products.price_{second}_tax")
    for name in ("wrapping_cost_ex_tax", "wrapping_cost_inc_tax"):
        if line.get("wrapping_id") and name not in line:
            yield FieldError(name, "required")
    if "name" in line and "name_customer" in line and line["name"] != line["name_customer"]:
        yield FieldError("name_customer")
    if "id" not in line:
        if not line.get("product_id"):
            yield from _custom_errors(line)
        elif is_new and line["quantity"] < 1:
            yield FieldError("quantity")
        elif "sku" in line:
            yield FieldError("sku", "unknown")


def _custom_errors(line: Json) -> Iterator[FieldError]:
    if not any(line.get(name) for name in ("name", "name_customer", "name_merchant")):
        yield FieldError("products.product_id, products.name")
    elif "price_ex_tax" not in line and "price_inc_tax" not in line:
        yield FieldError("price_ex_tax", "required")
    for name in ("variant_id", "product_options"):
        if line.get(name):
            yield FieldError(name)


def _fee_errors(fee: Json) -> Iterator[FieldError]:
    if not (fee.get("display_name_customer") or fee.get("display_name_merchant")):
        yield FieldError("display_name_customer", "required")
    costs = [name for name in ("cost_ex_tax", "cost_inc_tax", "cost_tax") if name in fee]
    if len(costs) < 2:
        yield FieldError("cost_inc_tax" if "cost_ex_tax" in costs else "cost_ex_tax", "required")
    elif len(costs) == 3 and fee["cost_ex_tax"] + fee["cost_tax"] != fee["cost_inc_tax"]:
        yield FieldError("cost_tax")
    elif "cost_inc_tax" in costs and fee["cost_inc_tax"] < fee.get(
        "cost_ex_tax", fee.get("cost_tax", 0)
    ):
        yield FieldError("cost_inc_tax")


def _address(given: Json) -> AddressRequest:
    fields = {name: value for name, value in given.items() if name not in ("id", "line_items")}
    if "form_fields" in fields:
        fields["form_fields"] = tuple(fields["form_fields"])
    return AddressRequest(fields, given.get("id"))


def _line(given: Json, place: Json) -> LineRequest:
    return LineRequest(
        id=given.get("id"),
        product_id=given.get("product_id"),
        variant_id=given.get("variant_id"),
        quantity=given["quantity"],
        price_ex_tax=given.get("price_ex_tax"),
        price_inc_tax=given.get("price_inc_tax"),
        name=given.get("name", given.get("name_customer")),
        name_merchant=given.get("name_merchant"),
        sku=given.get("sku"),
        upc=given.get("upc"),
        options=tuple([_option(option) for option in given["product_options"]])
        if "product_options" in given
        else None,
        wrapping_id=given.get("wrapping_id"),
        wrapping_name=given.get("wrapping_name"),
        wrapping_message=given.get("wrapping_message"),
        wrapping_cost_ex_tax=given.get("wrapping_cost_ex_tax"),
        wrapping_cost_inc_tax=given.get("wrapping_cost_inc_tax"),
        **place,
    )


def _option(given: Json) -> OptionRequest:
    labels: dict[str, str] = {}
    for part in _LABELS:
        shown = given.get(f"display_{part}_customer", given.get(f"display_{part}"))
        if shown is not None:
            labels[f"display_{part}"] = labels[f"display_{part}_customer"] = shown
        if f"display_{part}_merchant" in given:
            labels[f"display_{part}_merchant"] = given[f"display_{part}_merchant"]
    return OptionRequest(given["id"], given["value"], labels)


def _fee(given: Json) -> FeeRequest:
    own = ("id", "cost_ex_tax", "cost_inc_tax", "cost_tax")
    return FeeRequest(
        {name: value for name, value in given.items() if name not in own},
        *[given.get(name) for name in own],
    )


def _pickup(given: Json) -> PickupRequest:
    own = ("id", "line_items")
    return PickupRequest(
        {name: value for name, value in given.items() if name not in own}, given.get("id")
    )
