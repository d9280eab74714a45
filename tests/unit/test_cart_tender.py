"""What pays for a checkout beside a payment: it never pays more than it holds, or than is due."""

from hypothesis import given
from hypothesis import strategies as st

from orderwright.domain.cart import Cart, CartCertificate, CartLine, Figures
from orderwright.domain.cart_tender import order_tenders, put_tenders

money = st.integers(0, 10**7)


def cart_of(total: int, bought: int, balances: list[int], credit: int, *, applied: bool) -> Cart:
    lines = [CartLine("a", "custom", "Vase", 1, max(0, total - bought))]
    if bought:
        lines.append(CartLine("b", "gift_certificate", "Gift", 1, bought))
    return Cart(
        id="cart",
        created_at=0,
        updated_at=0,
        currency_code="USD",
        customer_id=7,
        lines=tuple(lines),
        gift_certificates=tuple(
            [CartCertificate(at, f"G{at}", balance, 0) for at, balance in enumerate(balances)]
        ),
        is_store_credit_applied=applied,
        store_credit=credit,
        figures=Figures(grand_total=total),
    )


@given(money, money, st.lists(money, max_size=5), money, st.booleans())
def test_tenders_pay_what_they_hold_and_no_more_than_is_due(
    total: int, bought: int, balances: list[int], credit: int, applied: bool
) -> None:
    bought = min(bought, total)
    cart = put_tenders(cart_of(total, bought, balances, credit, applied=applied))
    used = [one.used for one in cart.gift_certificates]
    assert all(0 <= part <= balance for part, balance in zip(used, balances, strict=True))
    assert sum(used) == min(sum(balances), total - bought)
    left = total - sum(used)
    assert cart.figures.store_credit_amount == (min(credit, left) if applied else 0)
    assert cart.figures.outstanding_balance == left - cart.figures.store_credit_amount >= 0
    assert cart.figures.grand_total == total
    assert sum([one.amount for one in order_tenders(cart)]) == total - (
        cart.figures.outstanding_balance
    )
    assert put_tenders(cart) == cart


@given(money, st.lists(money, min_size=1, max_size=5), st.integers(0, 4))
def test_in_the_order_in_which_they_were_entered(
    total: int, balances: list[int], position: int
) -> None:
    cart = put_tenders(cart_of(total, 0, balances, 0, applied=False))
    at = position % len(balances)
    before = sum(balances[:at])
    assert cart.gift_certificates[at].used == max(0, min(balances[at], total - before))
