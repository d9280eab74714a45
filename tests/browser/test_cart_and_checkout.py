"""From a redirect URL to an order, by hand: the plain cart and checkout page."""

from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import Select, WebDriverWait

from tests.browser.conftest import WAIT_SECONDS, Shop

pytestmark = pytest.mark.xdist_group("browser")

SHOPPER = {
    "email": "jo@example.com",
    "first_name": "Jo",
    "last_name": "<b>Lee</b>",
    "address1": "1 Main Street",
    "city": "Austin",
    "state_or_province": "Texas",
    "postal_code": "78701",
}


def new_cart(shop: Shop) -> Any:
    """A cart of two custom vases at 12.50."""
    vase = {"name": "Vase & <i>stand</i>", "quantity": 2, "list_price": 12.5, "sku": "V"}
    return shop.call("POST", "/v3/carts", {"custom_items": [vase]})["data"]


def links_of(shop: Shop, cart: Any, params: dict[str, str] | None = None) -> Any:
    body = None if params is None else {"query_params": params}
    return shop.call("POST", f"/v3/carts/{cart['id']}/redirect_urls", body)["data"]


def press(browser: Chrome, label: str) -> None:
    """Press a button and wait until the page has gone."""
    button = browser.find_element(By.XPATH, f"//button[normalize-space()='{label}']")
    leave(browser, button)


def leave(browser: Chrome, element: WebElement) -> None:
    element.click()
    WebDriverWait(browser, WAIT_SECONDS).until(staleness_of(element))


def sum_of(browser: Chrome, name: str) -> str:
    row = f"//table//tr[td[1][normalize-space()='{name}']]/td[2]"
    return browser.find_element(By.XPATH, row).text


def heading(browser: Chrome) -> str:
    return browser.find_element(By.TAG_NAME, "h1").text


def fill_address(browser: Chrome, *, newsletter: bool) -> None:
    for name, value in SHOPPER.items():
        browser.find_element(By.NAME, name).send_keys(value)
    Select(browser.find_element(By.NAME, "country_code")).select_by_value("US")
    if newsletter:
        browser.find_element(By.NAME, "newsletter").click()
    press(browser, "Use this address")


def test_from_a_redirect_url_to_an_order(shop: Shop, browser: Chrome, tmp_path: Path) -> None:
    cart = new_cart(shop)
    browser.get(links_of(shop, cart, {"utm_source": "mail"})["cart_url"])
    assert (heading(browser), "utm_source=mail" in browser.current_url) == ("Your cart", True)
    assert browser.find_element(By.XPATH, "//td[contains(., 'Vase & <i>stand</i>')]").is_displayed()
    assert (sum_of(browser, "Items"), sum_of(browser, "Total")) == ("25.00 USD", "27.06 USD")
    leave(browser, browser.find_element(By.LINK_TEXT, "Check out"))
    assert heading(browser) == "Checkout"
    fill_address(browser, newsletter=True)
    assert browser.find_element(By.NAME, "last_name").get_attribute("value") == "<b>Lee</b>"
    flat = "//label[contains(., 'Flat') or contains(., 'Standard')]/input[@type='radio']"
    browser.find_element(By.XPATH, flat).click()
    press(browser, "Use this shipping")
    browser.find_element(By.NAME, "message").send_keys("Ring twice")
    press(browser, "Keep the message")
    total = sum_of(browser, "Total").removesuffix(" USD")
    picture = tmp_path / "checkout.png"
    assert browser.save_screenshot(str(picture))
    assert picture.stat().st_size > 10_000
    press(browser, "Place the order")
    assert heading(browser) == "Thank you"
    number = browser.find_element(By.TAG_NAME, "strong").text
    assert sum_of(browser, "Status") == "Awaiting Payment"
    order = shop.call("GET", f"/v2/orders/{number}")
    seen = ("status_id", "order_source", "is_email_opt_in", "ip_address", "customer_message")
    assert [order[name] for name in seen] == [7, "www", True, "127.0.0.1", "Ring twice"]
    assert order["total_inc_tax"] == f"{total}00"
    assert order["billing_address"]["last_name"] == "<b>Lee</b>"
    assert order["cart_id"] == cart["id"]
    browser.get(browser.current_url.replace(f"order-confirmation/{number}", "cart"))
    assert "There is no cart here, or it has been ordered." in browser.page_source


def test_a_redirect_url_works_once(shop: Shop, browser: Chrome) -> None:
    link = links_of(shop, new_cart(shop))["checkout_url"]
    browser.get(link)
    assert heading(browser) == "Checkout"
    browser.get(link)
    assert heading(browser) == "This link no longer works"


def test_quantities_coupons_and_removing(shop: Shop, browser: Chrome) -> None:
    line = {"product_id": 1, "quantity": 1}
    options = shop.call("GET", "/v3/catalog/products/1/options")["data"]
    assert options == []
    cart = shop.call("POST", "/v3/carts", {"line_items": [line]})["data"]
    price = cart["base_amount"]
    browser.get(links_of(shop, cart)["cart_url"])
    quantity = browser.find_element(By.NAME, "quantity")
    quantity.clear()
    quantity.send_keys("2")
    press(browser, "Update")
    assert sum_of(browser, "Items") == f"{2 * price:,.2f} USD"
    browser.find_element(By.NAME, "code").send_keys("NO-SUCH-CODE")
    press(browser, "Apply")
    assert browser.find_element(By.CSS_SELECTOR, ".wrong").text
    press(browser, "Remove")
    assert "There is no cart here, or it has been ordered." in browser.page_source


def test_what_is_missing_is_said(shop: Shop, browser: Chrome) -> None:
    cart = new_cart(shop)
    browser.get(links_of(shop, cart)["checkout_url"])
    fill_address(browser, newsletter=False)
    press(browser, "Place the order")
    assert browser.find_element(By.CSS_SELECTOR, ".wrong").text == "Missing shipping method"
    assert shop.call("GET", f"/v3/checkouts/{cart['id']}")["data"]["order_id"] is None
