"""Ways to fetch goods: made, changed, deleted, and found for what a shopper wants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from orderwright.db import access, locations
from orderwright.db.unit import Unit
from orderwright.domain.errors import Unprocessable
from orderwright.domain.location import OPTIONS_MAX, Coordinates, Location, PickupMethod, near
from orderwright.domain.order import OrderPickup
from orderwright.domain.store import Store

NO_SUCH_METHOD = "The pickup method could not be found."

# What the place of an order's pick-up is called, by what a location calls it.
ORDER_LOCATION: Mapping[str, str] = {
    "address_line_1": "address1",
    "address_line_2": "address2",
    "city": "city",
    "state": "state",
    "postal_code": "zip",
    "country_alpha2": "country_code",
    "email": "email",
    "phone": "phone",
}


@dataclass(frozen=True, slots=True)
class Search:
    """What is to be fetched, as pairs of variant and quantity, and how far away at most.

    `coordinates` None stands for the place of the store's first location.
    """

    items: tuple[tuple[int, int], ...]
    radius_metres: int
    coordinates: Coordinates | None = None


async def create_methods(
    unit: Unit, store: Store, wanted: Sequence[PickupMethod], now: int
) -> list[PickupMethod]:
    """Raises Unprocessable for a location that there is not."""
    await access.lock_store(unit, store.id)
    made = [replace(method, date_created=now, date_modified=now) for method in wanted]
    await _check_locations(unit, store, made)
    numbers = [locations.add_method(unit, store.id, method) for method in made]
    await unit.flush()
    return [replace(one, id=number.value) for one, number in zip(made, numbers, strict=True)]


async def update_methods(
    unit: Unit, store: Store, wanted: Mapping[int, Mapping[str, Any]], now: int
) -> list[PickupMethod]:
    """Change fields of methods. Raises Unprocessable for a method or location that is not there."""
    await access.lock_store(unit, store.id)
    found = await locations.find_methods(unit, store.id, wanted)
    unknown = [each for each in wanted if each not in found]
    if unknown:
        raise Unprocessable.naming(NO_SUCH_METHOD, "id", str(unknown[0]))
    changed = [
        replace(found[each], **changes, date_modified=now) for each, changes in wanted.items()
    ]
    await _check_locations(unit, store, changed)
    for method in changed:
        locations.change_method(unit, store.id, method)
    return changed


async def check_method(unit: Unit, store_id: int, method_id: int | None) -> None:
    """Raises Unprocessable for a pick-up method that there is not; None is none."""
    if method_id is None:
        return
    if method_id not in await locations.find_methods(unit, store_id, [method_id]):
        raise Unprocessable.naming(NO_SUCH_METHOD, "pickup_method_id", str(method_id))


async def described(
    unit: Unit, store_id: int, pickups: Sequence[OrderPickup]
) -> tuple[OrderPickup, ...]:
    """An order's pick-ups with what their methods and places are called now."""
    if not pickups:
        return ()
    methods = await locations.find_methods(
        unit, store_id, [one.pickup_method_id for one in pickups]
    )
    places = {place.id: place for place in await locations.all_locations(unit, store_id)}
    return tuple([_described(one, methods.get(one.pickup_method_id), places) for one in pickups])


async def find_options(unit: Unit, store: Store, search: Search) -> list[PickupMethod]:
    """The nearest methods by which all that is sought can be fetched at one place."""
    known = await locations.all_locations(unit, store.id)
    coordinates = search.coordinates
    if coordinates is None:
        coordinates = next(one.coordinates for one in known if one.is_default)
    stock = await locations.variant_stock(unit, store.id, [each for each, _ in search.items])
    places = [
        place
        for place in near(known, coordinates, search.radius_metres)
        if all(_has(place, stock, variant_id, count) for variant_id, count in search.items)
    ]
    if not places:
        return []
    ranks = {place.id: rank for rank, place in enumerate(places)}
    methods = await locations.methods_at(unit, store.id, list(ranks))
    return sorted(methods, key=lambda one: (ranks[one.location_id], one.id))[:OPTIONS_MAX]


def _described(
    pickup: OrderPickup, method: PickupMethod | None, places: Mapping[int, Location]
) -> OrderPickup:
    if method is None:
        return pickup
    place = places[method.location_id]
    told = {name: str(place.address.get(key) or "") for name, key in ORDER_LOCATION.items()}
    return replace(
        pickup,
        pickup_method_display_name=method.display_name,
        collection_instructions=method.collection_instructions,
        collection_time_description=method.collection_time_description,
        location_id=place.id,
        location={"name": place.label, "code": place.code, **told},
    )


def _has(
    place: Location, stock: Mapping[int, Mapping[int, int] | None], variant_id: int, quantity: int
) -> bool:
    """Whether so many of a variant can be had at a place."""
    if variant_id not in stock:
        return False
    levels = stock[variant_id]
    return levels is None or quantity <= levels.get(place.id, 0)


async def _check_locations(unit: Unit, store: Store, methods: Sequence[PickupMethod]) -> None:
    known = {location.id for location in await locations.all_locations(unit, store.id)}
    for method in methods:
        if method.location_id not in known:
            raise Unprocessable(f"Locations with ids: [{method.location_id}] were not found")
