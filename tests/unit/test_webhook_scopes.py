"""The kinds of events: which hooks hear of one, and what they are told."""

import pytest

from orderwright.domain.webhook_scopes import (
    CATALOG,
    EVENT_SCOPES,
    find_scope,
    heard_as,
    is_scope,
    told,
)

CART_ID = "09346904-4175-44fd-be53-f7e598531b6c"
LINE_ID = "743bfd94-d5dd-47c5-9c19-6eec32ca6119"


@pytest.mark.parametrize(
    "wanted, known",
    [
        ("store/order/created", True),
        ("store/order/*", True),
        ("store/order/transaction/*", True),
        ("store/channel/1/order/created", True),
        ("store/channel/27/cart/lineItem/*", True),
        ("store/channel/1/*", True),
        ("store/channel/*", True),
        ("store/channel/*/inventory/product/stock_changed", True),
        ("store/hook/deliveryException", True),
        ("store/subscriber/created", True),
        ("store/*", False),
        ("*", False),
        ("", False),
        ("store/order", False),
        ("store/order/", False),
        ("store/order/invented", False),
        ("store/order/created/*", False),
        ("Store/Order/Created", False),
        ("store/channel/0/order/created", False),
        ("store/channel/one/order/created", False),
        ("store/channel/1/customer/created", False),
        ("store/channel/{channel_id}/order/created\n", False),
    ],
)
def test_scopes_that_a_hook_may_be_on(wanted: str, known: bool) -> None:
    assert is_scope(wanted) is known


@pytest.mark.parametrize(
    "scope, channel_id, heard",
    [
        (
            "store/order/created",
            2,
            [
                "store/order/created",
                "store/order/*",
                "store/channel/2/order/created",
                "store/channel/2/order/*",
                "store/channel/2/*",
            ],
        ),
        (
            "store/cart/lineItem/updated",
            1,
            [
                "store/cart/lineItem/updated",
                "store/cart/lineItem/*",
                "store/cart/*",
                "store/channel/1/cart/lineItem/updated",
                "store/channel/1/cart/lineItem/*",
                "store/channel/1/cart/*",
                "store/channel/1/*",
            ],
        ),
        ("store/customer/created", 1, ["store/customer/created", "store/customer/*"]),
        (
            "store/channel/7/product/assigned",
            7,
            [
                "store/channel/7/product/assigned",
                "store/channel/7/product/*",
                "store/channel/7/*",
            ],
        ),
        ("store/channel/created", 7, ["store/channel/created", "store/channel/*"]),
    ],
)
def test_hooks_that_hear_of_an_event(scope: str, channel_id: int, heard: list[str]) -> None:
    assert list(heard_as(scope, channel_id)) == heard
    assert [wanted for wanted in heard if not is_scope(wanted)] == []


def test_a_hook_on_one_channel_is_told_less() -> None:
    status = {"type": "order", "id": 250, "status": {"previous_status_id": 0, "new_status_id": 11}}
    line = {"type": "cart_line_item", "id": LINE_ID, "cartId": CART_ID}
    scope = "store/order/statusUpdated"
    assert told(scope, scope, 1, status) == (scope, status)
    assert told("store/order/*", scope, 1, status) == (scope, status)
    assert told("store/channel/1/order/*", scope, 1, status) == (
        "store/channel/1/order/statusUpdated",
        {"order_id": 250},
    )
    assert told("store/channel/1/cart/*", "store/cart/lineItem/created", 1, line) == (
        "store/channel/1/cart/lineItem/created",
        {"cart_id": CART_ID, "cart_item_id": LINE_ID},
    )


def test_a_change_of_stock_is_told_in_two_forms() -> None:
    level = {"product_id": 206, "method": "relative", "value": -2, "variant_id": 509}
    data = {"type": "sku", "id": 461, "inventory": level}
    scope, other = "store/sku/inventory/order/updated", f"{STOCK}/stock_changed"
    assert list(heard_as(scope, 1)) == [
        scope,
        "store/sku/inventory/order/*",
        "store/sku/inventory/*",
        "store/sku/*",
        other,
        f"{STOCK}/*",
        "store/channel/*/inventory/*",
        "store/channel/*/*",
    ]
    assert told("store/sku/*", scope, 1, data) == (scope, data)
    assert told(other, scope, 1, data) == (
        other,
        {"variant_id": 509, "product_id": 206, "location_id": 1},
    )
    whole = {"type": "product", "id": 206, "inventory": {"product_id": 206, "value": 4}}
    assert told(other, "store/product/inventory/updated", 1, whole) == (
        other,
        {"product_id": 206, "location_id": 1},
    )


def test_metafields_of_every_resource_are_heard_as_one() -> None:
    data = {"metafield_id": 20, "resource_id": CART_ID}
    scope = "store/cart/metafield/created"
    assert "store/metafield/*" in heard_as(scope, 1)
    assert told("store/cart/*", scope, 1, data) == (scope, data)
    assert told("store/metafield/created", scope, 1, data) == (
        "store/metafield/created",
        {**data, "resource_type": "cart"},
    )


STOCK = "store/channel/*/inventory/product"


def test_events_of_one_channel_are_known_by_their_pattern() -> None:
    assert find_scope("store/channel/31/product/assigned") in CATALOG
    assert find_scope("store/channel/31/product/invented") is None
    assert find_scope("store/channel/31/order/created") is None


def test_every_reason_is_that_of_a_whole_noun() -> None:
    assert {scope.absent for scope in EVENT_SCOPES.values() if scope.name.startswith(CAUSED)} == {
        ""
    }


CAUSED = ("store/order/", "store/shipment/", "store/cart/", "store/product/", "store/sku/")
