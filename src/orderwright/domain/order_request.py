"""What a client asks of an order when it creates or changes one; absent means untouched."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OptionRequest:
    """A chosen option of a line; `value` is an option value's id or a text.

    `labels` are names and values to display in place of the catalogue's.
    """

    id: int
    value: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineRequest:
    """A line to add, or to change where it has an `id`."""

    id: int | None = None
    product_id: int | None = None
    variant_id: int | None = None
    quantity: int | None = None
    price_ex_tax: int | None = None
    price_inc_tax: int | None = None
    name: str | None = None
    name_merchant: str | None = None
    sku: str | None = None
    upc: str | None = None
    options: tuple[OptionRequest, ...] | None = None
    wrapping_id: int | None = None
    wrapping_name: str | None = None
    wrapping_message: str | None = None
    wrapping_cost_ex_tax: int | None = None
    wrapping_cost_inc_tax: int | None = None
    pickup: int | None = None
    """Position of the pick-up consignment that the line was given in."""
    address: int | None = None
    """Position of the shipping consignment that the line was given in."""
    recipient_email: str = ""
    """Who gets a line that was given as a download or an emailed gift certificate."""
    type: str = ""

    @property
    def is_custom(self) -> bool:
        return not self.product_id


@dataclass(frozen=True, slots=True)
class AddressRequest:
    """Fields of a billing or shipping address; with an `id` they change that address."""

    fields: Mapping[str, object]
    id: int | None = None


@dataclass(frozen=True, slots=True)
class FeeRequest:
    """A fee; two of its three costs are given."""

    fields: Mapping[str, object]
    id: int | None = None
    cost_ex_tax: int | None = None
    cost_inc_tax: int | None = None
    cost_tax: int | None = None


@dataclass(frozen=True, slots=True)
class PickupRequest:
    """A pick-up consignment; its lines are among the order's."""

    fields: Mapping[str, object]
    id: int | None = None


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A POST or PUT. `fields` are the order's own values by their names on the wire."""

    fields: Mapping[str, object] = field(default_factory=dict)
    billing_address: AddressRequest | None = None
    products: tuple[LineRequest, ...] | None = None
    shipping_addresses: tuple[AddressRequest, ...] | None = None
    fees: tuple[FeeRequest, ...] | None = None
    pickups: tuple[PickupRequest, ...] | None = None
