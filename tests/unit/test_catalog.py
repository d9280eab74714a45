"""Prices of variants and of larger quantities, and where stock is counted."""

import pytest

from orderwright.domain.catalog import (
    BulkPricingRule,
    Product,
    Variant,
    bulk_price,
    shown_variant,
    stock_variant_id,
    url_of_name,
    variant_price,
    variant_weight,
)

PRODUCT = Product(price=100_0000, sale_price=80_0000, weight=2_0000)


@pytest.mark.parametrize(
    "variant, price",
    [
        (Variant(), 80_0000),
        (Variant(price=90_0000), 90_0000),
        (Variant(price=90_0000, sale_price=0), 90_0000),
        (Variant(price=90_0000, sale_price=70_0000), 70_0000),
        (Variant(sale_price=60_0000), 60_0000),
        (Variant(price=0), 0),
    ],
)
def test_variant_price(variant: Variant, price: int) -> None:
    assert variant_price(PRODUCT, variant) == price


def test_variant_weight() -> None:
    assert variant_weight(PRODUCT, Variant()) == 2_0000
    assert variant_weight(PRODUCT, Variant(weight=0)) == 0


def test_where_stock_is_counted() -> None:
    assert stock_variant_id("none", 7) is None
    assert stock_variant_id("product", 7) == 0
    assert stock_variant_id("variant", 7) == 7


RULES = (
    BulkPricingRule(1, 2, 4, "price", 5_0000),
    BulkPricingRule(2, 5, 9, "percent", 12_5000),
    BulkPricingRule(3, 10, 0, "fixed", 60_0000),
)


@pytest.mark.parametrize(
    "quantity, price",
    [(1, 100_0000), (2, 95_0000), (4, 95_0000), (5, 87_5000), (9, 87_5000), (10, 60_0000),
     (10**6, 60_0000)],
)  # fmt: skip
def test_bulk_price(quantity: int, price: int) -> None:
    assert bulk_price(RULES, 100_0000, quantity) == price


def test_bulk_price_is_never_negative() -> None:
    assert bulk_price((BulkPricingRule(1, 1, 0, "price", 9_0000),), 5_0000, 1) == 0


@pytest.mark.parametrize(
    "first, second, overlap",
    [((2, 4), (5, 9), False), ((2, 5), (5, 9), True), ((10, 0), (2, 9), False),
     ((10, 0), (11, 12), True), ((1, 0), (5, 0), True)],
)  # fmt: skip
def test_rules_overlap(first: tuple[int, int], second: tuple[int, int], overlap: bool) -> None:
    one, other = BulkPricingRule(1, *first), BulkPricingRule(2, *second)
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap


@pytest.mark.parametrize(
    "name, url",
    [("1L Le Parfait Jar", "/1l-le-parfait-jar/"), ("[Sample] A & B", "/sample-a-b/"),
     ("Ünï", "/n/"), ("ß", "/product/")],
)  # fmt: skip
def test_url_of_name(name: str, url: str) -> None:
    assert url_of_name(name) == url


def test_base_variant_shows_what_it_shares() -> None:
    product = Product(sku="A", upc="U", mpn="M", gtin="G", bin_picking_number="B")
    shown = shown_variant(product, Variant())
    assert (shown.sku, shown.upc, shown.mpn, shown.gtin, shown.bin_picking_number) == (
        "A", "U", "M", "G", "B",
    )  # fmt: skip
    assert shown_variant(product, Variant(sku_id=1, sku="V")).sku == "V"
