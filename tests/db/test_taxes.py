"""Taxes as orders read them: with the store, and anew after every change."""

from orderwright.db import access, taxes
from orderwright.db.unit import Unit
from orderwright.domain.store import Store
from orderwright.domain.tax import TaxRate
from orderwright.domain.tax_zones import Place
from tests.support.world import World

TEXAS = {"locations": [{"country_code": "US", "subdivision_codes": ["TX"]}]}


def test_new_store_has_classes_and_an_empty_default_zone(world: World) -> None:
    async def work(unit: Unit) -> Store | None:
        return await access.get_store(unit, world.store.id)

    book = world.read(work).taxes
    assert book.class_names == {1: "Non-Taxable Products", 2: "Shipping", 3: "Gift Wrapping"}
    assert [(zone.name, zone.is_default) for zone in book.zones] == [("Default Tax Zone", True)]
    assert book.rates == ()


def test_rates_are_read_with_their_zone(world: World) -> None:
    async def add(unit: Unit) -> None:
        zone = taxes.add_zone(unit, world.store.id, "Texas", TEXAS)
        taxes.add_rate(unit, world.store.id, zone, "Sales tax", {0: 8_250_000, 2: 1_000_000})
        taxes.add_rate(unit, world.store.id, zone, "Off", {0: 1_000_000}, enabled=False)
        off = taxes.add_zone(unit, world.store.id, "Off", TEXAS, enabled=False)
        taxes.add_rate(unit, world.store.id, off, "Never", {0: 9_000_000})

    world.write(add)

    async def read(unit: Unit) -> Store | None:
        return await access.get_store(unit, world.store.id)

    book = world.read(read).taxes
    texas = Place("US", "Texas")
    assert book.taxes_on(0, texas).rates == (TaxRate(1, "Sales tax", 8_250_000),)
    assert book.taxes_on(2, texas).rates == (TaxRate(1, "Sales tax", 1_000_000),)
    assert book.taxes_on(1, texas).rates == ()
    assert book.taxes_on(0, Place("US", "OH")).rates == ()


def test_touching_a_store_raises_its_revision(world: World) -> None:
    async def touch(unit: Unit) -> None:
        await access.touch_store(unit, world.store.id)

    async def read(unit: Unit) -> Store | None:
        return await access.get_store(unit, world.store.id)

    before = world.read(read).revision
    world.write(touch)
    assert world.read(read).revision == before + 1
