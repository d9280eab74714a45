"""The rules of B2B records: how long they are open, what extra fields take, who sees what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderwright.domain.company import (
    GET_ORDERS,
    NOBODY,
    PREDEFINED_ROLES,
    Buyer,
    CompanyRole,
    CompanyUser,
    visible,
)
from orderwright.domain.company_order import WINDOW_MS, CompanyOrder, is_open, record_id
from orderwright.domain.company_order_dates import DAY_MS, read_day
from orderwright.domain.extra_field import ExtraField, is_value

MIDNIGHT = 1_781_740_800_000  # 18 June 2026 UTC
USER = CompanyUser(id=1, company_id=2, customer_id=3)


@given(st.integers(0, 2**45), st.integers(0, 60_000))
def test_a_record_is_open_for_ten_seconds(inserted_at: int, waited: int) -> None:
    assert is_open(inserted_at, inserted_at + waited) is (waited <= WINDOW_MS)


def test_a_record_has_a_number_that_no_order_has() -> None:
    assert record_id(CompanyOrder(order_id=100).order_id) == 20_000_100


@pytest.mark.parametrize(
    "field, right, wrong",
    [
        (ExtraField(), ("", "x" * 9_999), ()),
        (ExtraField(maximum_length=3), ("abc",), ("abcd",)),
        (ExtraField(field_type=1, number_of_rows=2), ("a", "a\nb"), ("a\nb\nc",)),
        (ExtraField(field_type=2), ("1", "-2.5", "1e3"), ("", "x", "NaN", "Infinity")),
        (ExtraField(field_type=2, maximum_value=10), ("10", "-11"), ("10.01",)),
        (ExtraField(field_type=3, list_of_values=("A", "B")), ("A", "B"), ("a", "", "C")),
    ],
)
def test_a_field_takes_what_its_type_and_limits_allow(
    field: ExtraField, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    assert [value for value in right if not is_value(field, value)] == []
    assert [value for value in wrong if is_value(field, value)] == []


@pytest.mark.parametrize(
    "text, offset, first, last",
    [
        ("06/18/2026", 0, MIDNIGHT, MIDNIGHT + DAY_MS - 1),
        ("6/18/2026", -18_000, MIDNIGHT + 18_000_000, MIDNIGHT + 18_000_000 + DAY_MS - 1),
        ("2026-06-18", 0, MIDNIGHT, MIDNIGHT + DAY_MS - 1),
        ("2026-06-18T00:00:01Z", 3_600, MIDNIGHT + 1_000, MIDNIGHT + 1_000),
    ],
)
def test_days_are_those_of_the_store(text: str, offset: int, first: int, last: int) -> None:
    assert read_day(text, offset) == (first, last)


@pytest.mark.parametrize("text", ["13/01/2026", "02/30/2026", "1/1/26", "today", ""])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever Python says
        read_day(text, 0)


@pytest.mark.parametrize(
    "role, others, seen",
    [
        (PREDEFINED_ROLES[0], True, {"company_id": 2}),
        (PREDEFINED_ROLES[0], False, {"company_id": 2, "customer_id": 3}),
        (PREDEFINED_ROLES[1], True, {"company_id": 2}),
        (PREDEFINED_ROLES[2], True, {"company_id": 2, "customer_id": 3}),
        (CompanyRole(9, "Own", {GET_ORDERS: 1}), True, {"company_id": 2, "customer_id": 3}),
        (CompanyRole(9, "None", {}), True, {"company_id": NOBODY, "customer_id": NOBODY}),
        (None, True, {"company_id": NOBODY, "customer_id": NOBODY}),
    ],
)
def test_a_role_says_whose_orders_are_seen(
    role: CompanyRole | None, seen: dict[str, int], *, others: bool
) -> None:
    buyer = Buyer(3, None if role is None else USER, role)
    assert visible(buyer, GET_ORDERS, others=others) == seen


def test_admins_and_senior_buyers_purchase_and_junior_buyers_do_not() -> None:
    may = [Buyer(3, USER, role).may_purchase for role in PREDEFINED_ROLES]
    assert may == [True, True, False]
    assert not Buyer(3, USER, PREDEFINED_ROLES[0], company_status=3).may_purchase
