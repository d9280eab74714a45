"""The shop's pages as HTML; everything that a shopper or a client wrote is escaped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from orderwright.domain.cart import Cart, CartAddress, CartLine, Consignment
from orderwright.domain.currency import decimals_of
from orderwright.domain.geography import COUNTRIES
from orderwright.domain.money import SCALE

STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1.5rem; }
* { box-sizing: border-box; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 1.8rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); }
.money { text-align: right; white-space: nowrap; }
label { display: block; margin: .6rem 0; } label.row { display: flex; gap: .6rem; }
input[type=text], input[type=email], select, textarea { width: 100%; font: inherit; }
input[type=number] { width: 5rem; font: inherit; }
button { font: inherit; padding: .4rem 1rem; cursor: pointer; }
form.inline { display: inline; }
.wrong { border-left: .25rem solid #b00020; padding: .4rem .8rem; }
"""

ADDRESS_FIELDS = (
    ("email", "E-mail", "email", "email"),
    ("first_name", "First name", "text", "given-name"),
    ("last_name", "Last name", "text", "family-name"),
    ("company", "Company", "text", "organization"),
    ("address1", "Address", "text", "address-line1"),
    ("address2", "Address, second line", "text", "address-line2"),
    ("city", "City", "text", "address-level2"),
    ("state_or_province", "State or province", "text", "address-level1"),
    ("postal_code", "Postal code", "text", "postal-code"),
    ("phone", "Phone", "text", "tel"),
)
NEEDED = frozenset({"email", "first_name", "last_name", "address1", "city"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What every page needs: the store's name, its path, the form's guard, and what went wrong.

    `ways` are ids and names of what an order may be paid by elsewhere.
    """

    store_name: str
    base: str
    guard: str = ""
    wrong: str = ""
    ways: tuple[tuple[str, str], ...] = ()


def page(shown: Shown, title: str, *parts: str) -> str:
    wrong = f"<p class='wrong' role='alert'>{escape(shown.wrong)}</p>" if shown.wrong else ""
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        "<meta name='robots' content='noindex'>"
        f"<title>{escape(title)} · {escape(shown.store_name)}</title>"
        f"<link rel='stylesheet' href='{escape(shown.base)}/shop.css'></head><body>"
        f"<header>{escape(shown.store_name)}</header><main><h1>{escape(title)}</h1>{wrong}"
        f"{''.join(parts)}</main></body></html>"
    )


def cart_page(shown: Shown, cart: Cart) -> str:
    """The lines with their quantities, coupons, and the way to the checkout."""
    if not cart.lines:
        return page(shown, "Your cart", "<p>Your cart is empty.</p>")
    rows = "".join(_line(shown, cart, line) for line in cart.lines)
    checkout = f"<p><a href='{escape(shown.base)}/checkout'>Check out</a></p>"
    return page(
        shown,
        "Your cart",
        f"<table><tr><th>Item</th><th>Quantity</th><th class='money'>Price</th><th></th></tr>{rows}"
        "</table>",
        _coupons(shown, cart, "cart"),
        _sums(cart),
        checkout,
    )


def checkout_page(shown: Shown, cart: Cart) -> str:
    """Address, shipping, message, way of paying and the button that places the order."""
    parts = [_summary(cart), _coupons(shown, cart, "checkout"), _address_form(shown, cart)]
    if cart.billing_address is not None:
        if cart.consignments:
            parts.append(_shipping_form(shown, cart))
        parts += [_message_form(shown, cart), _place_form(shown)]
    return page(shown, "Checkout", *parts)


def confirmation_page(shown: Shown, number: int, status: str, total: str) -> str:
    """What a shopper sees once the order is placed."""
    return page(
        shown,
        "Thank you",
        f"<p>Your order number is <strong>{number}</strong>.</p>",
        f"<table><tr><td>Status</td><td>{escape(status)}</td></tr>"
        f"<tr><td>Total</td><td>{escape(total)}</td></tr></table>",
    )


def message_page(shown: Shown, title: str, text: str) -> str:
    return page(shown, title, f"<p>{escape(text)}</p>")


def amount_of(amount: int, currency_code: str) -> str:
    """`1,234.50 USD`."""
    decimals = decimals_of(currency_code)
    sign, amount = ("-", -amount) if amount < 0 else ("", amount)
    units, rest = divmod(amount, SCALE)
    fraction = f".{rest:04d}"[: decimals + 1] if decimals else ""
    return f"{sign}{units:,}{fraction} {currency_code}"


def form(shown: Shown, action: str, inner: str, *, step: str, css: str = "") -> str:
    """A form that carries its guard and says which step it is."""
    return (
        f"<form method='post' action='{escape(shown.base)}/{action}' class='{css}'>"
        f"<input type='hidden' name='guard' value='{escape(shown.guard)}'>"
        f"<input type='hidden' name='step' value='{escape(step)}'>{inner}</form>"
    )


def _line(shown: Shown, cart: Cart, line: CartLine) -> str:
    price = amount_of(line.extended_list_price, cart.currency_code)
    chosen = "".join(f"<br>{escape(one.name)}: {escape(one.value)}" for one in line.options)
    hidden = f"<input type='hidden' name='line' value='{escape(line.id)}'>"
    quantity = str(line.quantity)
    if line.is_mutable and line.kind in ("physical", "digital"):
        quantity = form(
            shown,
            "cart",
            f"{hidden}<input type='number' name='quantity' min='1' value='{line.quantity}'"
            f" aria-label='Quantity of {escape(line.name)}'> <button>Update</button>",
            step="quantity",
            css="inline",
        )
    remove = ""
    if line.is_mutable:
        button = f"{hidden}<button>Remove</button>"
        remove = form(shown, "cart", button, step="remove", css="inline")
    return (
        f"<tr><td>{escape(line.name)}{chosen}</td><td>{quantity}</td>"
        f"<td class='money'>{price}</td><td>{remove}</td></tr>"
    )


def _coupons(shown: Shown, cart: Cart, action: str) -> str:
    applied = "".join(
        f"<li>{escape(one.code)}"
        + form(
            shown,
            action,
            f"<input type='hidden' name='code' value='{escape(one.code)}'><button>Remove</button>",
            step="uncoupon",
            css="inline",
        )
        + "</li>"
        for one in cart.coupons
    )
    entry = form(
        shown,
        action,
        "<label>Coupon code <input type='text' name='code' maxlength='50' required></label>"
        "<button>Apply</button>",
        step="coupon",
    )
    return f"<ul>{applied}</ul>{entry}" if applied else entry


def _sums(cart: Cart) -> str:
    money = cart.figures
    rows: list[tuple[str, int]] = [("Items", money.base_amount)]
    off = sum([line.discount_amount + line.coupon_amount for line in cart.lines])
    off += sum([part.amount for one in cart.consignments for part in one.figures.discounts])
    if off:
        rows.append(("Discounts", -off))
    if money.shipping_ex_tax or any(one.selected for one in cart.consignments):
        rows.append(("Shipping", money.shipping_ex_tax))
    if money.handling_ex_tax:
        rows.append(("Handling", money.handling_ex_tax))
    rows += [(fee.display_name, fee.cost_ex_tax) for fee in cart.fees]
    if money.tax_total:
        rows.append(("Tax", money.tax_total))
    rows.append(("Total", money.grand_total))
    if money.outstanding_balance != money.grand_total:
        rows += [
            (name, -amount)
            for name, amount in (
                ("Gift certificates", money.gift_certificate_amount),
                ("Store credit", money.store_credit_amount),
            )
            if amount
        ]
        rows.append(("To pay", money.outstanding_balance))
    cells = "".join(
        f"<tr><td>{escape(name)}</td>"
        f"<td class='money'>{amount_of(amount, cart.currency_code)}</td></tr>"
        for name, amount in rows
    )
    return f"<h2>Sum</h2><table>{cells}</table>"


def _summary(cart: Cart) -> str:
    lines = "".join(
        f"<tr><td>{line.quantity} &times; {escape(line.name)}</td>"
        f"<td class='money'>{amount_of(line.extended_list_price, cart.currency_code)}</td></tr>"
        for line in cart.lines
    )
    return f"<table>{lines}</table>{_sums(cart)}"


def _address_form(shown: Shown, cart: Cart) -> str:
    known = cart.billing_address or CartAddress()
    inputs = "".join(
        f"<label>{label} <input type='{kind}' name='{name}' autocomplete='{auto}' maxlength='250'"
        f" value='{escape(getattr(known, name))}'{' required' if name in NEEDED else ''}></label>"
        for name, label, kind, auto in ADDRESS_FIELDS
    )
    country = known.country_code or "US"
    opted = " checked" if cart.is_email_opt_in else ""
    return "<h2>Your address</h2>" + form(
        shown,
        "checkout",
        f"{inputs}<label>Country <select name='country_code'>{_countries(country)}</select></label>"
        f"<label class='row'><input type='checkbox' name='newsletter' value='yes'{opted}>"
        " Send me the newsletter</label><button>Use this address</button>",
        step="address",
    )


def _countries(chosen: str) -> str:
    return "".join(
        f"<option value='{code}'{' selected' if code == chosen else ''}>{escape(name)}</option>"
        for code, name in sorted(COUNTRIES.items(), key=lambda item: item[1])
    )


def _shipping_form(shown: Shown, cart: Cart) -> str:
    options = "".join(_options(one, cart.currency_code) for one in cart.consignments)
    if not options:
        return "<h2>Shipping</h2><p>Nothing can be shipped to this address.</p>"
    return "<h2>Shipping</h2>" + form(
        shown, "checkout", f"{options}<button>Use this shipping</button>", step="shipping"
    )


def _options(one: Consignment, currency_code: str) -> str:
    chosen = one.selected.id if one.selected is not None else ""
    return "".join(
        f"<label class='row'><input type='radio' name='{escape(one.id)}'"
        f" value='{escape(option.id)}'{' checked' if option.id == chosen else ''} required>"
        f" {escape(option.description)}"
        f" ({amount_of(option.cost + option.handling, currency_code)})</label>"
        for option in one.options
    )


def _message_form(shown: Shown, cart: Cart) -> str:
    return "<h2>Message</h2>" + form(
        shown,
        "checkout",
        "<label>Anything that the shop should know"
        f"<textarea name='message' maxlength='2000'>{escape(cart.customer_message)}</textarea>"
        "</label><button>Keep the message</button>",
        step="message",
    )


def _place_form(shown: Shown) -> str:
    ways = "".join(
        f"<label class='row'><input type='radio' name='method' value='{escape(method_id)}'"
        f"{'' if position else ' checked'} required> {escape(name)}</label>"
        for position, (method_id, name) in enumerate(shown.ways)
    )
    return "<h2>Order</h2>" + form(
        shown,
        "checkout",
        f"{ways or '<p>You pay on delivery.</p>'}<button>Place the order</button>",
        step="order",
    )


def fields_of(given: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The wanted fields that a form has sent and that are not empty."""
    return {name: given[name].strip() for name in names if given.get(name, "").strip()}
