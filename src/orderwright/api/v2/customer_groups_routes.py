"""Routes of V2 customer groups."""

from functools import partial

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v2 import customer_groups
from orderwright.api.v2.customer_group_schemas import (
    GROUP,
    GROUP_POST,
    GROUP_PUT,
    GROUP_QUERY,
    ONE_QUERY,
)
from orderwright.api.v2.customer_schemas import COUNT

BASE = "/stores/{store_hash}/v2/customer_groups"
ONE = f"{BASE}/{{customer_group_id}}"
CUSTOMERS = "store_v2_customers"
READ, WRITE = reads(CUSTOMERS), writes(CUSTOMERS)

_route = partial(Route, dialect="v2", xml=("customer_groups", "customer_group"))

ROUTES = [
    _route(
        "GET", BASE, customer_groups.get_groups, "getCustomerGroups", READ,
        summary="List customer groups",
        query=GROUP_QUERY, answers={200: Array(GROUP), 204: None},
    ),
    _route(
        "POST", BASE, customer_groups.create_group, "createCustomerGroup", WRITE,
        summary="Create a customer group", body=GROUP_POST, answers={200: GROUP},
    ),
    _route(
        "GET", f"{BASE}/count", customer_groups.count_groups, "getCustomerGroupsCount", READ,
        summary="Count customer groups", answers={200: COUNT},
    ),
    _route(
        "GET", ONE, customer_groups.get_group, "getCustomerGroup", READ,
        summary="Get a customer group", query=ONE_QUERY, answers={200: GROUP},
    ),
    _route(
        "PUT", ONE, customer_groups.update_group, "updateCustomerGroup", WRITE,
        summary="Update a customer group", body=GROUP_PUT, answers={200: GROUP},
    ),
    _route(
        "DELETE", ONE, customer_groups.delete_group, "deleteCustomerGroup", WRITE,
        summary="Delete a customer group", answers={204: None},
    ),
]  # fmt: skip
