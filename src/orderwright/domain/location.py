"""Places where stock is and goods are fetched, and the ways to fetch them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import Any

from orderwright.domain.inventory import LOCATION_CODE, LOCATION_ID, LOCATION_NAME
from orderwright.domain.store import Profile

TYPES = ("PHYSICAL", "VIRTUAL")
ACTIVE_MAX = 100
OPTIONS_MAX = 10
DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
EARTH_RADIUS_METRES = 6_371_009
METRES = {"KM": 1_000, "MI": 1_609}

Coordinates = tuple[Decimal, Decimal]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place; address and hours are kept as they came."""

    id: int = 0
    code: str = ""
    label: str = ""
    description: str = ""
    managed_by_external_source: bool = False
    type_id: str = "PHYSICAL"
    enabled: bool = True
    time_zone: str = "Etc/UTC"
    storefront_visibility: bool = True
    address: Mapping[str, Any] = field(default_factory=dict)
    operating_hours: Mapping[str, Any] = field(default_factory=dict)
    special_hours: Sequence[Mapping[str, Any]] = ()
    created_at: int = 0
    updated_at: int = 0

    @property
    def is_default(self) -> bool:
        """Whether orders are shipped from here; all stock is counted here."""
        return self.id == LOCATION_ID

    @property
    def coordinates(self) -> Coordinates:
        given = self.address.get("geo_coordinates") or {}
        return Decimal(given.get("latitude", 0)), Decimal(given.get("longitude", 0))


@dataclass(frozen=True, slots=True)
class PickupMethod:
    """A way to fetch goods at a location."""

    id: int = 0
    location_id: int = 0
    display_name: str = ""
    collection_instructions: str = ""
    collection_time_description: str = ""
    date_created: int = 0
    date_modified: int = 0


def default_location(profile: Profile, now: int) -> Location:
    """The location that every store begins with, at its own address."""
    return Location(
        code=LOCATION_CODE,
        label=LOCATION_NAME,
        time_zone=profile.timezone,
        address={
            "address1": profile.address,
            "address2": "",
            "city": profile.city,
            "state": profile.state,
            "zip": "",
            "email": profile.admin_email,
            "phone": profile.phone,
            "geo_coordinates": {"latitude": 0, "longitude": 0},
            "country_code": profile.country_code,
        },
        created_at=now,
        updated_at=now,
    )


def free_code(taken: Sequence[str]) -> str:
    """A code that no location has."""
    prefix = LOCATION_CODE.removesuffix(str(LOCATION_ID))
    number = len(taken) + 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def distance(here: Coordinates, there: Coordinates) -> int:
    """Metres along the earth's surface."""
    (north, east), (north_2, east_2) = (map(radians, here), map(radians, there))
    half = sin((north_2 - north) / 2) ** 2
    half += cos(north) * cos(north_2) * sin((east_2 - east) / 2) ** 2
    return round(2 * EARTH_RADIUS_METRES * asin(sqrt(min(1, half))))


def near(
    locations: Sequence[Location], coordinates: Coordinates, radius_metres: int
) -> list[Location]:
    """The enabled locations that shoppers may see within the radius, the nearest first."""
    found = [
        (distance(coordinates, location.coordinates), location.id, location)
        for location in locations
        if location.enabled and location.storefront_visibility
    ]
    return [location for away, _, location in sorted(found) if away <= radius_metres]
