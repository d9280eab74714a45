"""Imports every arrangement of recorded cases, so that they are registered."""

from tests.contract import arranged_gateway, arranged_orders, arranged_orders_xml

MODULES = (arranged_gateway, arranged_orders, arranged_orders_xml)
