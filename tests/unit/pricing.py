"""Orders to price: short builders for tables of cases, and strategies for generated ones."""

from hypothesis import strategies as st

from orderwright.domain.cost import CostInput
from orderwright.domain.discount import Discount
from orderwright.domain.money import minor_unit, parse_money, print_4
from orderwright.domain.order_line import LineInput
from orderwright.domain.tax import NO_TAX, TaxRate, TaxSet, parse_percent, tax_set
from orderwright.domain.totals import ConsignmentInput, OrderInput


def percent(*rates: str) -> TaxSet:
    """Rates that add up, in percents."""
    return tax_set(
        [
            TaxRate(number, f"Rate {number}", parse_percent(rate))
            for number, rate in enumerate(rates)
        ]
    )


def cost(
    base: str | None = None,
    taxes: TaxSet = NO_TAX,
    *,
    ex: str | None = None,
    inc: str | None = None,
) -> CostInput:
    base_amount, ex_amount, inc_amount = [
        None if value is None else parse_money(value) for value in (base, ex, inc)
    ]
    return CostInput(base_amount, ex_amount, inc_amount, taxes)


def line(
    key: str, quantity: int, price: str, taxes: TaxSet = NO_TAX, **changes: object
) -> LineInput:
    fields: dict[str, object] = {"base_price": parse_money(price), "taxes": taxes, **changes}
    return LineInput(key, quantity, **fields)  # type: ignore[arg-type]


def paired(key: str, quantity: int, ex: str, inc: str) -> LineInput:
    return LineInput(key, quantity, price_ex_tax=parse_money(ex), price_inc_tax=parse_money(inc))


def exclusive(*lines: LineInput, decimals: int = 2, **changes: object) -> OrderInput:
    return OrderInput(False, decimals, lines, **changes)  # type: ignore[arg-type]


def inclusive(*lines: LineInput, decimals: int = 2, **changes: object) -> OrderInput:
    return OrderInput(True, decimals, lines, **changes)  # type: ignore[arg-type]


def printed(*amounts: int) -> tuple[str, ...]:
    """As V2 prints them, which is how the recordings have them."""
    return tuple(print_4(amount) for amount in amounts)


prices = st.one_of(st.integers(0, 5_000_000), st.integers(0, 5_000).map(lambda cents: cents * 100))

rates = st.builds(
    TaxRate,
    id=st.integers(1, 5),
    name=st.just("Rate"),
    rate=st.one_of(
        st.sampled_from([0, 3_000_000, 5_500_000, 8_250_000, 100_000_000]),
        st.integers(0, 3_000_000_000).map(lambda rate: rate // 100 * 100),
    ),
    priority=st.integers(1, 3),
    is_compound=st.booleans(),
)

tax_sets = st.lists(rates, max_size=3).map(tax_set)

costs = st.builds(
    CostInput,
    base=st.none() | prices,
    ex_tax=st.none() | prices,
    inc_tax=st.none() | prices,
    taxes=tax_sets,
)


@st.composite
def discounts(draw: st.DrawFn, line_count: int) -> Discount:
    positions = st.lists(st.integers(0, line_count - 1), unique=True).map(tuple)
    return Discount(
        id=draw(st.sampled_from(["coupon", "promotion"])),
        amount=draw(prices),
        code=draw(st.none() | st.just("SAVE")),
        target=draw(st.sampled_from(["order", "product", "shipping"])),
        lines=draw(st.none() | positions) if line_count else None,
    )


@st.composite
def order_lines(draw: st.DrawFn, key: str) -> LineInput:
    is_pair = draw(st.booleans())
    ex_tax = draw(prices)
    own = st.builds(Discount, id=st.just("own"), amount=prices, code=st.none() | st.just("OWN"))
    return LineInput(
        key=key,
        quantity=draw(st.integers(-3, 12)),
        base_price=draw(prices),
        price_ex_tax=ex_tax if is_pair else None,
        price_inc_tax=ex_tax + draw(prices) if is_pair else None,
        taxes=draw(tax_sets),
        wrapping=draw(st.none() | costs),
        discounts=draw(st.lists(own, max_size=2).map(tuple)),
    )


@st.composite
def orders(draw: st.DrawFn) -> OrderInput:
    """Orders without overridden subtotals or totals, of any kind that a request can make."""
    count = draw(st.integers(0, 6))
    consignments = [
        ConsignmentInput(f"to {index}", draw(st.integers(0, 9)), draw(costs), draw(costs))
        for index in range(draw(st.integers(0, 3)))
    ]
    return OrderInput(
        is_tax_inclusive=draw(st.booleans()),
        decimals=draw(st.sampled_from([0, 2, 3])),
        lines=tuple([draw(order_lines(f"line {index}")) for index in range(count)]),
        discount_amount=draw(st.just(0) | prices),
        discounts=tuple(draw(st.lists(discounts(count), max_size=3))),
        consignments=tuple(consignments),
        shipping=draw(st.none() | costs),
        handling=draw(st.none() | costs),
        wrapping=draw(st.none() | costs),
        fees=tuple(draw(st.lists(costs, max_size=2))),
        store_credit_amount=draw(prices),
        gift_certificate_amount=draw(prices),
    )


def unit_of(order: OrderInput) -> int:
    return minor_unit(order.decimals)
