"""Lists and counts of V2 orders: filters, sort, pages, headers; both always agree."""

from typing import Any

from tests.api.shopping import BILLING, add_order, add_product, custom
from tests.support.world import World

SAID = "The field '{}' is {}."


def ids(world: World, query: str = "") -> list[int]:
    """The ids of a list."""
    reply = world.get(f"/v2/orders?{query}")
    assert reply.status in (200, 204), reply.text
    return [order["id"] for order in reply.json()] if reply.status == 200 else []


def counted(world: World, query: str = "") -> int:
    reply = world.get(f"/v2/orders/count?{query}").json()
    assert sum(row["count"] for row in reply["statuses"]) == reply["count"]
    total: int = reply["count"]
    return total


def test_default_order_is_by_id_and_pages_end_in_204(world: World) -> None:
    made = [add_order(world)["id"] for _ in range(5)]
    assert ids(world) == made
    assert [ids(world, f"limit=2&page={page}") for page in (1, 2, 3, 4)] == [
        made[:2],
        made[2:4],
        made[4:],
        [],
    ]
    past = world.get("/v2/orders?page=99")
    assert (past.status, past.body) == (204, b"")


def test_rows_of_a_list_are_the_orders_themselves(world: World) -> None:
    orders = [add_order(world) for _ in range(2)]
    reply = world.get("/v2/orders")
    assert reply.json() == orders
    assert reply.body == world.get("/v2/orders").body


def test_every_filter_finds_and_count_agrees(world: World) -> None:
    there = {**BILLING, "email": "Nia@Example.com"}
    old = "Tue, 20 Nov 2012 00:00:00 +0000"
    first = add_order(world, custom(price=5), date_created=old)["id"]
    world.clock.advance(10_000)
    second = add_order(
        world,
        custom(price=20),
        billing_address=there,
        status_id=11,
        payment_method="Cash",
        external_order_id="E-1",
    )["id"]
    world.clock.advance(10_000)
    third = add_order(world, custom(price=30), is_deleted=True)["id"]
    cases: list[tuple[str, list[int]]] = [
        ("", [first, second]),
        (f"min_id={second}", [second]),
        (f"max_id={first}", [first]),
        ("min_total=10", [second]),
        ("max_total=5.00", [first]),
        ("customer_id=0", [first, second]),
        ("customer_id=7", []),
        ("email=nia@example.com", [second]),
        ("status_id=11", [second]),
        ("status_id=99", []),
        ("cart_id=abc", []),
        ("payment_method=Cash", [second]),
        ("channel_id=1", [first, second]),
        ("channel_id=2", []),
        ("external_order_id=E-1", [second]),
        ("is_deleted=true", [third]),
        ("is_deleted=false", [first, second]),
        ("max_date_created=2013-01-01", [first]),
        ("min_date_created=2013-01-01T00:00:00Z", [second]),
        ("min_date_modified=Thu,%2018%20Jun%202026%2014:23:19%20%2b0000", [second]),
        ("max_date_modified=2026-06-18T14:23:09%2B00:00", [first]),
        ("min_date_modified=2026-06-18T14:23:09Z&max_date_modified=2026-06-18T14:23:19Z",
         [first, second]),
    ]  # fmt: skip
    for query, expected in cases:
        assert ids(world, query) == expected, query
        assert counted(world, query) == len(expected), query


def test_bounds_of_dates_include_the_second_that_they_name(world: World) -> None:
    world.clock.advance(500)
    made = add_order(world)["id"]
    second = "2026-06-18T14:23:09Z"
    assert ids(world, f"min_date_modified={second}&max_date_modified={second}") == [made]
    assert ids(world, f"min_date_created={second}&max_date_created={second}") == [made]


def test_sorts(world: World) -> None:
    made = []
    for status_id in (7, 1, 7):
        made.append(add_order(world, status_id=status_id)["id"])
        world.clock.advance(1000)
    world.put(f"/v2/orders/{made[0]}", {"staff_notes": "x"})
    assert ids(world, "sort=id:desc") == made[::-1]
    assert ids(world, "sort=status_id") == [made[1], made[0], made[2]]
    assert ids(world, "sort=status_id:desc") == [made[2], made[0], made[1]]
    assert ids(world, "sort=date_modified:asc") == [made[1], made[2], made[0]]


def test_bad_queries_are_refused_by_name(world: World) -> None:
    cases = [
        ("id=10", "id", "not supported by this resource"),
        ("colour=red", "colour", "not supported by this resource"),
        ("status_id=2,10,11", "status_id", "invalid"),
        ("min_id=abc", "min_id", "invalid"),
        ("min_total=many", "min_total", "invalid"),
        ("min_date_created=yesterday", "min_date_created", "invalid"),
        ("is_deleted=perhaps", "is_deleted", "invalid"),
        ("sort=colour:asc", "sort", "invalid"),
        ("sort=id:up", "sort", "invalid"),
        ("limit=0", "limit", "invalid"),
        ("limit=-1", "limit", "invalid"),
        ("limit=all", "limit", "invalid"),
        ("page=0", "page", "invalid"),
        ("include=everything", "include", "invalid"),
    ]
    for query, name, what in cases:
        reply = world.get(f"/v2/orders?{query}")
        said = [{"status": 400, "message": SAID.format(name, what)}]
        assert (reply.status, reply.json()) == (400, said), query
    assert world.get("/v2/orders?limit=251").status == 413
    assert world.get("/v2/orders?limit=250").status == 204


def test_last_modified_is_the_newest_of_the_page(world: World) -> None:
    first = add_order(world)
    world.clock.advance(60_000)
    add_order(world)
    assert world.get("/v2/orders").headers["last-modified"] == "Thu, 18 Jun 2026 14:24:09 +0000"
    page = world.get(f"/v2/orders?max_id={first['id']}")
    assert page.headers["last-modified"] == "Thu, 18 Jun 2026 14:23:09 +0000"


def test_if_modified_since(world: World) -> None:
    order = add_order(world)
    path = f"/v2/orders/{order['id']}"
    same = {"if-modified-since": order["date_modified"]}
    before = {"if-modified-since": "Thu, 18 Jun 2026 14:23:08 +0000"}
    for address in ("/v2/orders", path):
        reply = world.get(address, headers=same)
        assert (reply.status, reply.body) == (304, b"")
        assert world.get(address, headers=before).status == 200
        assert world.get(address, headers={"if-modified-since": "yesterday"}).status == 200


def test_count_names_the_statuses_in_their_display_order(world: World) -> None:
    add_order(world, status_id=3)
    reply = world.get("/v2/orders/count").json()
    assert [row["sort_order"] for row in reply["statuses"]] == list(range(15))
    (shown,) = [row for row in reply["statuses"] if row["count"]]
    assert shown == {
        "id": 3,
        "name": "Partially Shipped",
        "system_label": "Partially Shipped",
        "custom_label": "Partially Shipped",
        "system_description": "Only some items in the order have been shipped, due to some"
        " products being pre-order only or other reasons.",
        "count": 1,
        "sort_order": 6,
    }


def test_includes_show_consignments_and_fees_in_place(world: World) -> None:
    product = add_product(world, type="digital")
    fee = {"display_name_customer": "Engraving", "cost_ex_tax": 1, "cost_inc_tax": 1}
    orders = [
        add_order(world, custom(), fees=[fee]),
        add_order(world, {"product_id": product, "quantity": 1}),
    ]
    query = "include=consignments.line_items,fees&consignment_structure=object"
    listed: list[dict[str, Any]] = world.get(f"/v2/orders?{query}").json()
    for order, shown in zip(orders, listed, strict=True):
        path = f"/v2/orders/{order['id']}"
        assert shown == {
            **order,
            "fees": world.get(f"{path}/fees").json()["fees"],
            "consignments": world.get(
                f"{path}/consignments?include=consignments.line_items"
            ).json(),
        }
        assert world.get(f"{path}?{query}").json() == shown
    assert listed[0]["consignments"]["shipping"][0]["line_items"][0]["name"] == "Vase"
    assert listed[1]["consignments"]["downloads"][0]["recipient_email"] == "test@example.com"


def test_pages_of_lines_and_addresses(world: World) -> None:
    order = add_order(world, *[custom(name=f"Vase {n}") for n in range(3)])
    path = f"/v2/orders/{order['id']}/products"
    assert [line["id"] for line in world.get(f"{path}?limit=2&page=2").json()] == [3]
    assert world.get(f"{path}?page=2").status == 204
    assert world.get(f"{path}?limit=251").status == 413
    assert world.get(f"{path}?colour=red").status == 200


def test_included_parts_are_never_stale(world: World) -> None:
    order = add_order(world, custom(2))
    path = f"/v2/orders/{order['id']}"
    query = "include=consignments.line_items,fees&consignment_structure=object"

    def shown() -> tuple[int, int, int]:
        listed = world.get(f"/v2/orders?{query}").json()[0]
        assert world.get(f"{path}?{query}").json() == listed
        (shipping,) = listed["consignments"]["shipping"]
        (line,) = shipping["line_items"]
        return line["quantity"], shipping["items_shipped"], len(listed["fees"])

    assert [shown(), shown()] == [(2, 0, 0)] * 2
    world.put(path, {"products": [{"id": 1, "quantity": 3}]})
    assert shown() == (3, 0, 0)
    shipment = {"order_address_id": 1, "items": [{"order_product_id": 1, "quantity": 1}]}
    assert world.post(f"{path}/shipments", shipment).status == 201
    assert shown() == (3, 1, 0)
    fee = {"display_name_customer": "Engraving", "cost_ex_tax": 1, "cost_inc_tax": 1}
    world.put(path, {"fees": [fee]})
    assert [shown(), shown()] == [(3, 1, 1)] * 2
    other = world.add_store("other")
    headers = {"x-auth-token": world.add_token(other, "store_v2_orders")}
    reply = world.client.post(
        "/stores/other/v2/orders",
        {"billing_address": BILLING, "products": [custom(7)]},
        headers=headers,
    )
    assert reply.json()["id"] == order["id"]
    listed = world.client.get(f"/stores/other/v2/orders?{query}", headers=headers).json()
    assert listed[0]["consignments"]["shipping"][0]["line_items"][0]["quantity"] == 7
