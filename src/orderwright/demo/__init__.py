"""The demo store: a made-up shop with a catalogue, customers, taxes and a year of orders."""

STORE_HASH = "demo"
STORE_NAME = "Wayfarer Supply"
