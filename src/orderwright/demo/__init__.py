"""The demo store: a made-up shop with a catalogue, customers, taxes and a year of orders."""

STORE_HASH = "demo"
STORE_NAME = "Wayfarer Supply"
COUPON_CODE = "MUG10"
"""Takes a tenth off the first product."""
