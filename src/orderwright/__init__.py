"""Orderwright: orders, checkouts and payments for a store, served over BigCommerce's order APIs."""

__version__ = "0.1.0"
