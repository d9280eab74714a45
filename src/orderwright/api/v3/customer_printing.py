"""How V3 prints customers and addresses, and what its bodies say in the customer's own words."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from orderwright.domain.customer import (
    Customer,
    CustomerAddress,
    CustomerAttributeValue,
    country_pair,
)
from orderwright.domain.dates import print_iso_z
from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.money import to_number

_ADDRESS_FIELDS = {
    "first_name": "first_name",
    "last_name": "last_name",
    "company": "company",
    "address1": "street_1",
    "address2": "street_2",
    "city": "city",
    "state_or_province": "state",
    "postal_code": "zip",
    "phone": "phone",
    "address_type": "address_type",
    "customer_id": "customer_id",
}
_CUSTOMER_FIELDS = {
    name: name
    for name in (
        "email", "first_name", "last_name", "company", "phone", "notes", "tax_exempt_category",
        "customer_group_id",
    )
} | {"accepts_product_review_abandoned_cart_emails": "accepts_marketing"}  # fmt: skip


def customer_fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a customer that a body sets, but for those that only creation sets."""
    fields = {ours: body[theirs] for theirs, ours in _CUSTOMER_FIELDS.items() if theirs in body}
    if "store_credit_amounts" in body:
        amounts = body["store_credit_amounts"]
        fields["store_credit"] = amounts[0].get("amount", 0) if amounts else 0
    if "channel_ids" in body:
        fields["channel_ids"] = tuple(body["channel_ids"] or ())
    if "form_fields" in body:
        fields["form_fields"] = tuple(body["form_fields"])
    authentication = body.get("authentication", {})
    if "force_password_reset" in authentication:
        fields["force_password_reset"] = authentication["force_password_reset"]
    return fields


def address_fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an address that a body sets. Raises InvalidInput for an unknown country."""
    fields = {ours: body[theirs] for theirs, ours in _ADDRESS_FIELDS.items() if theirs in body}
    if "country_code" in body:
        pair = country_pair(body["country_code"])
        if pair is None:
            raise InvalidInput(FieldError("country_code", "invalid"))
        fields["country"], fields["country_iso2"] = pair
    if "form_fields" in body:
        fields["form_fields"] = tuple(body["form_fields"])
    return fields


def print_customer(
    customer: Customer,
    include: Collection[str] = (),
    addresses: Sequence[CustomerAddress] = (),
    attributes: Sequence[CustomerAttributeValue] = (),
) -> dict[str, Any]:
    """A customer in the recorded order of keys, then what `include` asks for."""
    shown: dict[str, Any] = {
        "id": customer.id,
        "authentication": {"force_password_reset": customer.force_password_reset},
        "company": customer.company,
        "customer_group_id": customer.customer_group_id,
        "email": customer.email,
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "notes": customer.notes,
        "phone": customer.phone,
        "registration_ip_address": customer.registration_ip_address,
        "tax_exempt_category": customer.tax_exempt_category,
        "date_created": print_iso_z(customer.date_created),
        "date_modified": print_iso_z(customer.date_modified),
        "accepts_product_review_abandoned_cart_emails": customer.accepts_marketing,
        "address_count": customer.address_count,
        "attribute_count": customer.attribute_count,
        "origin_channel_id": customer.origin_channel_id,
        "channel_ids": list(customer.channel_ids),
    }
    if "storecredit" in include:
        shown["store_credit_amounts"] = [{"amount": to_number(customer.store_credit)}]
    if "addresses" in include:
        shown["addresses"] = [_print_nested(address) for address in addresses]
    if "attributes" in include:
        shown["attributes"] = [print_attribute_value(value) for value in attributes]
    if "formfields" in include:
        shown["form_fields"] = print_form_fields(customer)
    if "shopper_profile_id" in include:
        shown["shopper_profile_id"] = None
    if "segment_ids" in include:
        shown["segment_ids"] = []
    return shown


def print_form_fields(customer: Customer) -> list[dict[str, Any]]:
    return [_form_field(field, "customer_id", customer.id) for field in customer.form_fields]


def print_address_form_fields(address: CustomerAddress) -> list[dict[str, Any]]:
    return [_form_field(field, "address_id", address.id) for field in address.form_fields]


def _form_field(field: Mapping[str, object], owner: str, owner_id: int) -> dict[str, Any]:
    return {"name": field["name"], "value": field["value"], owner: owner_id}


def print_address(address: CustomerAddress, *, with_form_fields: bool = False) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "address1": address.street_1,
        "address2": address.street_2,
        "address_type": address.address_type,
        "city": address.city,
        "company": address.company,
        "country": address.country,
        "country_code": address.country_iso2,
        "customer_id": address.customer_id,
        "first_name": address.first_name,
        "id": address.id,
        "last_name": address.last_name,
        "phone": address.phone,
        "postal_code": address.zip,
        "state_or_province": address.state,
    }
    if with_form_fields:
        shown["form_fields"] = print_address_form_fields(address)
    return shown


def _print_nested(address: CustomerAddress) -> dict[str, Any]:
    """An address within its customer: its form fields do not name it again."""
    fields = [{"name": f["name"], "value": f["value"]} for f in address.form_fields]
    return print_address(address) | {"form_fields": fields}


def print_attribute_value(value: CustomerAttributeValue) -> dict[str, Any]:
    return {
        "id": value.id,
        "attribute_id": value.attribute_id,
        "attribute_value": value.value,
        "customer_id": value.customer_id,
        "date_created": print_iso_z(value.date_created),
        "date_modified": print_iso_z(value.date_modified),
    }
