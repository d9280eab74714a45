"""Routes of V3 customers and their addresses."""

from orderwright.api.paging import PAGE_META
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v3 import customer_addresses, customers
from orderwright.api.v3.customer_schemas import (
    ADDRESS,
    ADDRESS_POST,
    ADDRESS_PUT,
    ADDRESS_QUERY,
    CUSTOMER,
    CUSTOMER_META,
    CUSTOMER_POST,
    CUSTOMER_PUT,
    CUSTOMER_QUERY,
    IDS_QUERY,
    REQUIRED_IDS_QUERY,
    data,
)

BASE = "/stores/{store_hash}/v3/customers"
ADDRESSES = f"{BASE}/addresses"
CUSTOMERS = "store_v2_customers"
READ, WRITE = reads(CUSTOMERS), writes(CUSTOMERS)

ROUTES = [
    Route(
        "GET", BASE, customers.get_customers, "getCustomers", READ,
        summary="List customers",
        query=CUSTOMER_QUERY,
        answers={200: data("CustomerList", Array(CUSTOMER), CUSTOMER_META)},
    ),
    Route(
        "POST", BASE, customers.create_customers, "createCustomers", WRITE,
        summary="Create customers",
        body=Array(CUSTOMER_POST),
        answers={200: data("CustomerBatch", Array(CUSTOMER))},
    ),
    Route(
        "PUT", BASE, customers.update_customers, "updateCustomers", WRITE,
        summary="Update customers",
        body=Array(CUSTOMER_PUT),
        answers={200: data("CustomerBatch", Array(CUSTOMER))},
    ),
    Route(
        "DELETE", BASE, customers.delete_customers, "deleteCustomers", WRITE,
        summary="Delete customers",
        query=IDS_QUERY,
        answers={204: None},
    ),
    Route(
        "GET", ADDRESSES, customer_addresses.get_addresses, "getCustomersAddresses", READ,
        summary="List customers' addresses",
        query=ADDRESS_QUERY,
        answers={200: data("CustomerAddressList", Array(ADDRESS), PAGE_META)},
    ),
    Route(
        "POST", ADDRESSES, customer_addresses.create_addresses, "createCustomersAddresses", WRITE,
        summary="Create customers' addresses",
        body=Array(ADDRESS_POST),
        answers={200: data("CustomerAddressBatch", Array(ADDRESS))},
    ),
    Route(
        "PUT", ADDRESSES, customer_addresses.update_addresses, "updateCustomersAddresses", WRITE,
        summary="Update customers' addresses",
        body=Array(ADDRESS_PUT),
        answers={200: data("CustomerAddressBatch", Array(ADDRESS))},
    ),
    Route(
        "DELETE", ADDRESSES, customer_addresses.delete_addresses, "deleteCustomersAddresses",
        WRITE,
        summary="Delete customers' addresses",
        query=REQUIRED_IDS_QUERY,
        answers={204: None},
    ),
]  # fmt: skip
