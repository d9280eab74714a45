"""Tax classes, zones and rates as their owner keeps them, disabled ones among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class TaxClass:
    """A name under which things are taxed alike."""

    id: int = 0
    name: str = ""
    created_at: int = 0
    updated_at: int = 0


@dataclass(frozen=True, slots=True)
class ZoneSettings:
    """A tax zone; who is in it, and how prices are shown to them, as on the wire."""

    id: int = 0
    name: str = ""
    enabled: bool = True
    is_default: bool = False
    shopper_target_settings: Mapping[str, Any] = field(default_factory=dict)
    price_display_settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RateSettings:
    """A tax of a zone; rates in millionths of a percent by tax class."""

    id: int = 0
    tax_zone_id: int = 0
    name: str = ""
    priority: int = 1
    enabled: bool = True
    class_rates: Mapping[int, int] = field(default_factory=dict)
