"""Units of work: all or nothing, numbers visible in order, re-run after a lost race."""

import asyncio
from typing import Any

import pytest

from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Number, Unit
from tests.support.world import World

STOCK = statement("SELECT level FROM stock_items WHERE store_id = 1 ORDER BY variant_id")
TAKE_STOCK = statement(
    "UPDATE stock_items SET level = level - :quantity"
    " WHERE store_id = 1 AND product_id = 1 AND variant_id = :variant_id"
)
SAFETY_STOCK = statement(
    "UPDATE stock_items SET safety_stock = :level WHERE store_id = 1 AND product_id = 1"
)
EVENTS = statement("SELECT position, scope FROM events WHERE store_id = 1 ORDER BY position")
NEWER = statement(
    "SELECT position FROM events WHERE store_id = 1 AND position > :after ORDER BY position"
)


def add_event(unit: Unit, scope: str, now: int = 0) -> Number:
    position = unit.take(1, "event")
    unit.insert("events", store_id=1, position=position, scope=scope, created_at=now)
    return position


def add_product(world: World, *levels: int) -> None:
    async def work(unit: Unit) -> None:
        unit.insert("products", store_id=1, id=1, name="P", date_created=0, date_modified=0)
        for variant_id, level in enumerate(levels):
            unit.insert("stock_items", store_id=1, product_id=1, variant_id=variant_id, level=level)

    world.write(work)


def read_all(world: World, query: Statement) -> list[tuple[Any, ...]]:
    async def work(unit: Unit) -> list[tuple[Any, ...]]:
        return [tuple(dict(row).values()) for row in await unit.rows(query)]

    rows: list[tuple[Any, ...]] = world.read(work)
    return rows


def test_queue_is_written_at_the_end_and_numbers_resolve(world: World) -> None:
    async def work(unit: Unit) -> tuple[int, int]:
        first = add_event(unit, "a")
        second = add_event(unit, "b")
        assert await unit.rows(EVENTS) == []
        await unit.flush()
        return first.value, second.value

    assert world.write(work) == (1, 2)
    assert read_all(world, EVENTS) == [(1, "a"), (2, "b")]


def test_number_has_no_value_before_the_flush(world: World) -> None:
    async def work(unit: Unit) -> int:
        return unit.take(1, "event").value

    with pytest.raises(RuntimeError, match="before the unit was flushed"):
        world.write(work)


def test_error_undoes_what_was_executed_and_queued(world: World) -> None:
    add_product(world, 5)

    async def work(unit: Unit) -> None:
        await unit.execute(TAKE_STOCK, quantity=2, variant_id=0)
        add_event(unit, "a")
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        world.write(work)
    assert read_all(world, STOCK) == [(5,)]
    assert read_all(world, EVENTS) == []


def test_savepoint_undoes_only_its_own_work(world: World) -> None:
    async def fails(unit: Unit) -> None:
        add_event(unit, "inner")
        await unit.flush()
        raise ValueError

    async def work(unit: Unit) -> None:
        add_event(unit, "before")
        with pytest.raises(ValueError, match=r"^$"):
            await unit.savepoint(fails)
        add_event(unit, "after")

    world.write(work)
    assert [scope for _, scope in read_all(world, EVENTS)] == ["before", "after"]


def test_changes_numbers_and_rows_go_in_one_queue(world: World) -> None:
    add_product(world, 5, 7)

    async def work(unit: Unit) -> None:
        unit.change(TAKE_STOCK, quantity=1, variant_id=0)
        unit.change(TAKE_STOCK, quantity=2, variant_id=1)
        add_event(unit, "sold")

    world.write(work)
    assert read_all(world, STOCK) == [(4,), (5,)]
    assert read_all(world, EVENTS) == [(1, "sold")]


def test_stock_never_below_zero_and_nothing_half_written(world: World) -> None:
    add_product(world, 1)

    async def work(unit: Unit) -> None:
        unit.change(TAKE_STOCK, quantity=2, variant_id=0)
        add_event(unit, "sold")

    with pytest.raises(Exception, match=r"ck_stock_items_level_not_negative|CHECK constraint"):
        world.write(work)
    assert read_all(world, STOCK) == [(1,)]
    assert read_all(world, EVENTS) == []


def test_more_rows_than_one_statement_holds(world: World) -> None:
    async def work(unit: Unit) -> int:
        first = unit.take(1, "event", 9_000)
        for i in range(9_000):
            unit.insert("events", store_id=1, position=first.plus(i), scope="s", created_at=i)
        await unit.flush()
        return first.plus(8_999).value

    assert world.write(work) == 9_000
    assert len(read_all(world, EVENTS)) == 9_000


def test_lock_is_free_again_after_its_unit(world: World) -> None:
    async def work(unit: Unit) -> bool:
        return await unit.try_lock(42)

    assert [world.write(work), world.write(work)] == [True, True]


def test_reader_with_a_cursor_misses_no_position_beside_8_writers(world: World) -> None:
    """Positions become visible in ascending order, whoever writes."""
    database = world.services.database

    async def write_many(writer: int) -> None:
        async def work(unit: Unit) -> None:
            await unit.rows(EVENTS if writer % 2 else STOCK)
            add_event(unit, f"writer {writer}")

        for _ in range(25):
            await database.write(work)

    async def poll(done: asyncio.Event) -> list[int]:
        seen: list[int] = []

        async def work(unit: Unit) -> list[int]:
            after = seen[-1] if seen else 0
            return [row["position"] for row in await unit.rows(NEWER, after=after)]

        while not done.is_set():
            seen.extend(await database.read(work))
            await asyncio.sleep(0)
        seen.extend(await database.read(work))
        return seen

    async def all_together() -> list[int]:
        done = asyncio.Event()
        poller = asyncio.create_task(poll(done))
        await asyncio.gather(*(write_many(writer) for writer in range(8)))
        done.set()
        return await poller

    assert world.client.run(all_together()) == list(range(1, 201))


def test_unit_on_sqlite_may_await_nothing_but_itself(world: World) -> None:
    async def work(_: Unit) -> None:
        await asyncio.sleep(0)

    if world.services.database.dialect == "sqlite":
        with pytest.raises(RuntimeError, match="something other than its database"):
            world.write(work)
    else:
        world.write(work)


def test_list_parameters_expand_and_an_empty_list_matches_nothing(world: World) -> None:
    some = statement("SELECT position FROM events WHERE store_id = :s AND position IN :ids")

    async def add(unit: Unit) -> None:
        for _ in range(3):
            add_event(unit, "x")

    async def find(unit: Unit) -> list[int]:
        none = await unit.rows(some, s=1, ids=[])
        two = await unit.rows(some, s=1, ids=[1, 3])
        return [len(none), *(row["position"] for row in two)]

    world.write(add)
    assert world.read(find) == [0, 1, 3]


def test_units_at_the_same_moment_each_get_their_own_numbers_and_rows(world: World) -> None:
    add_product(world, 100, 100)
    database = world.services.database

    async def one(name: str, count: int) -> list[int]:
        async def work(unit: Unit) -> list[Number]:
            unit.adjust("stock_items", "level", -1, store_id=1, product_id=1, variant_id=0)
            unit.adjust("stock_items", "level", -count, store_id=1, product_id=1, variant_id=1)
            positions = [add_event(unit, f"{name}{i}") for i in range(count)]
            await unit.flush()
            return positions

        return [position.value for position in await database.write(work)]

    async def all_together() -> list[list[int]]:
        return await asyncio.gather(*(one(f"u{n}.", 1 + n % 3) for n in range(30)))

    numbers = world.client.run(all_together())
    assert sorted(n for several in numbers for n in several) == list(range(1, 61))
    written = dict(read_all(world, EVENTS))
    for n, several in enumerate(numbers):
        assert [written[position] for position in several] == [
            f"u{n}.{i}" for i in range(1 + n % 3)
        ]
    assert read_all(world, STOCK) == [(70,), (40,)]


def test_one_refused_unit_does_not_harm_those_beside_it(world: World) -> None:
    add_product(world, 10)
    database = world.services.database

    async def one(quantity: int) -> bool:
        async def work(unit: Unit) -> None:
            unit.adjust("stock_items", "level", -quantity, store_id=1, product_id=1, variant_id=0)
            add_event(unit, f"sold {quantity}")

        try:
            await database.write(work)
        except Exception:  # noqa: BLE001 - each database has its own error
            return False
        return True

    async def all_together() -> list[bool]:
        return await asyncio.gather(*(one(1 if n % 2 else 50) for n in range(20)))

    assert world.client.run(all_together()) == [bool(n % 2) for n in range(20)]
    assert read_all(world, STOCK) == [(0,)]
    assert len(read_all(world, EVENTS)) == 10


def test_takings_stop_at_the_floor_and_givings_do_not(world: World) -> None:
    """A level that lies below its floor already is raised, and is not taken from."""
    add_product(world, 10, 3)

    async def keep_five(unit: Unit) -> None:
        await unit.execute(SAFETY_STOCK, level=5)

    world.write(keep_five)
    database = world.services.database

    async def one(variant_id: int, amount: int) -> bool:
        async def work(unit: Unit) -> None:
            key = {"store_id": 1, "product_id": 1, "variant_id": variant_id}
            unit.adjust("stock_items", "level", amount, floor="safety_stock", **key)
            add_event(unit, f"moved {amount}")

        try:
            await database.write(work)
        except Exception:  # noqa: BLE001 - each database has its own error
            return False
        return True

    async def all_together() -> list[bool]:
        moves = [(0, -2), (0, -3), (0, -1), (1, -1), (1, 1)]
        return await asyncio.gather(*(one(*move) for move in moves))

    assert world.client.run(all_together()) == [True, True, False, False, True]
    assert read_all(world, STOCK) == [(5,), (4,)]
    assert len(read_all(world, EVENTS)) == 3


def test_flush_without_a_transaction_is_the_last_write(world: World) -> None:
    async def work(unit: Unit) -> None:
        add_event(unit, "first")
        await unit.flush()
        add_event(unit, "second")

    with pytest.raises(RuntimeError, match="after the flush that was its commit"):
        world.write(work)


def test_flush_inside_a_transaction_may_be_followed_by_more(world: World) -> None:
    async def work(unit: Unit) -> None:
        await unit.execute(TAKE_STOCK, quantity=0, variant_id=0)
        add_event(unit, "first")
        await unit.flush()
        add_event(unit, "second")

    world.write(work)
    assert len(read_all(world, EVENTS)) == 2
