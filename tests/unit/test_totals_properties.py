"""What holds for the totals of any order (I7, I8)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from orderwright.domain.cost import NO_COST
from orderwright.domain.money import share
from orderwright.domain.tax import NO_TAX
from orderwright.domain.totals import OrderInput, Override, order_totals
from tests.unit.pricing import orders, prices, unit_of


@given(orders())
def test_totals_sum(order: OrderInput) -> None:
    figures = order_totals(order)
    rows = (figures.shipping, figures.handling, figures.wrapping, figures.fees_total)
    taken = figures.discount_amount + figures.coupon_discount
    total_inc = figures.subtotal_inc_tax + sum(row.inc_tax for row in rows) - taken
    assert figures.total_inc_tax == total_inc
    assert figures.total_inc_tax == figures.total_ex_tax + figures.total_tax
    assert figures.total_tax == sum(row.line_amount for row in figures.taxes)
    assert figures.subtotal_inc_tax == sum(one.total_inc_tax for one in figures.lines)
    assert figures.subtotal_ex_tax == sum(one.total_ex_tax for one in figures.lines)
    if not order.is_tax_inclusive:
        total_ex = figures.subtotal_ex_tax + sum(row.ex_tax for row in rows) - taken
        assert figures.total_ex_tax == total_ex
        assert figures.subtotal_inc_tax == figures.subtotal_ex_tax + figures.subtotal_tax
    for row in (*rows, *figures.fees, *(one.wrapping_unit for one in figures.lines)):
        assert row.inc_tax == row.ex_tax + row.tax
    for destination in figures.consignments:
        for row in (destination.shipping, destination.handling):
            assert row.inc_tax == row.ex_tax + row.tax


@given(orders())
def test_every_charge_is_whole_minor_units(order: OrderInput) -> None:
    figures, unit = order_totals(order), unit_of(order)
    charged = [figures.total_ex_tax, figures.total_inc_tax, figures.total_tax]
    charged += [figures.discount_amount, figures.coupon_discount]
    charged += [row.line_amount for row in figures.taxes]
    for one in figures.lines:
        charged += [one.charged_ex_tax, one.discounted_total_inc_tax, one.total_tax]
        assert one.price_inc_tax == one.price_ex_tax + one.price_tax
        if not (order.is_tax_inclusive and one.discount):
            assert one.total_inc_tax == one.total_ex_tax + one.total_tax
    assert [amount % unit for amount in charged] == [0] * len(charged)


@given(orders())
def test_parts_sum_to_the_whole(order: OrderInput) -> None:
    figures = order_totals(order)
    for one in figures.lines:
        parts = sum(discount.amount for discount in one.applied_discounts)
        assert one.discount == parts
        assert one.discounted_total_inc_tax == one.total_inc_tax - parts
        assert one.total_tax == sum(tax for _, tax in one.tax_parts)
        assert 0 <= parts <= max(0, one.base_total)
    on_lines = sum(one.discount for one in figures.lines)
    taken = figures.discount_amount + figures.coupon_discount
    assert on_lines + figures.shipping.discount == taken
    if figures.consignments:
        for name in ("base", "ex_tax", "inc_tax", "tax", "discount"):
            for kind in ("shipping", "handling"):
                parts = sum(getattr(getattr(c, kind), name) for c in figures.consignments)
                assert getattr(getattr(figures, kind), name) == parts


@given(orders())
def test_refunding_every_part_returns_what_was_paid(order: OrderInput) -> None:
    figures, unit = order_totals(order), unit_of(order)
    returned = 0
    for one in figures.lines:
        units = abs(one.quantity)
        for before in range(units):
            for whole in (one.discounted_total_inc_tax, one.wrapping.charged_inc_tax):
                returned += share(whole, before, 1, units, unit)
    if order.wrapping is not None:
        returned += figures.wrapping.inc_tax - sum(one.wrapping.inc_tax for one in figures.lines)
    costs = [figures.shipping, figures.handling, *figures.fees]
    assert returned + sum(row.charged_inc_tax for row in costs) == figures.total_inc_tax


@given(orders(), st.data())
def test_the_order_of_lines_does_not_matter(order: OrderInput, data: st.DataObject) -> None:
    places = data.draw(st.permutations(range(len(order.lines))))
    shuffled = order._replace(
        lines=tuple([order.lines[place] for place in places]),
        discounts=tuple(
            [
                one
                if one.lines is None
                else replace(one, lines=tuple([places.index(place) for place in one.lines]))
                for one in order.discounts
            ]
        ),
    )
    before, after = order_totals(order), order_totals(shuffled)
    assert after.lines == tuple([before.lines[place] for place in places])
    unmoved = {"lines": (), "taxes": (), "wrapping": NO_COST}
    assert after._replace(**unmoved) == before._replace(**unmoved)  # type: ignore[arg-type]
    assert after.wrapping._replace(taxes=NO_TAX, tax_parts=()) == before.wrapping._replace(
        taxes=NO_TAX, tax_parts=()
    )


@given(orders(), prices, prices, st.booleans(), st.booleans())
def test_overridden_rows_are_kept_as_given(
    order: OrderInput, ex_tax: int, tax: int, is_subtotal: bool, is_total: bool
) -> None:
    pair = Override(ex_tax, ex_tax + tax)
    figures = order_totals(
        order._replace(subtotal=pair if is_subtotal else None, total=pair if is_total else None)
    )
    if is_subtotal:
        assert figures.subtotal_ex_tax == ex_tax
        assert figures.subtotal_inc_tax == ex_tax + tax
        assert figures.subtotal_tax == tax
    if is_total:
        assert figures.total_ex_tax == ex_tax
        assert figures.total_inc_tax == ex_tax + tax
    assert figures.total_inc_tax == figures.total_ex_tax + figures.total_tax
    assert figures.outstanding >= 0
