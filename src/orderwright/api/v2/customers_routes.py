"""Routes of V2 customers and their addresses."""

from functools import partial

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v2 import customer_addresses, customers
from orderwright.api.v2.customer_schemas import (
    ADDRESS,
    ADDRESS_POST,
    ADDRESS_PUT,
    ADDRESS_QUERY,
    COUNT,
    CUSTOMER,
    CUSTOMER_POST,
    CUSTOMER_PUT,
    CUSTOMER_QUERY,
    PASSWORD,
    SUCCESS,
)

BASE = "/stores/{store_hash}/v2/customers"
ONE = f"{BASE}/{{customer_id}}"
BOOK = f"{ONE}/addresses"
ADDRESS_OF_ONE = f"{BOOK}/{{customer_address_id}}"
CUSTOMERS = "store_v2_customers"
READ, WRITE = reads(CUSTOMERS), writes(CUSTOMERS)

_customer = partial(Route, dialect="v2", xml=("customers", "customer"))
_address = partial(Route, dialect="v2", xml=("addresses", "address"))

ROUTES = [
    _customer(
        "GET", BASE, customers.get_customers, "getCustomers", READ,
        summary="List customers",
        query=CUSTOMER_QUERY, answers={200: Array(CUSTOMER), 204: None},
    ),
    _customer(
        "POST", BASE, customers.create_customer, "createCustomer", WRITE,
        summary="Create a customer", body=CUSTOMER_POST, answers={200: CUSTOMER},
    ),
    _customer(
        "DELETE", BASE, customers.delete_customers, "deleteCustomers", WRITE,
        summary="Delete all customers", answers={204: None},
    ),
    _customer(
        "GET", f"{BASE}/count", customers.count_customers, "getCustomersCount", READ,
        summary="Count customers", query=CUSTOMER_QUERY, answers={200: COUNT},
    ),
    _customer(
        "GET", ONE, customers.get_customer, "getCustomer", READ,
        summary="Get a customer", answers={200: CUSTOMER},
    ),
    _customer(
        "PUT", ONE, customers.update_customer, "updateCustomer", WRITE,
        summary="Update a customer", body=CUSTOMER_PUT, answers={200: CUSTOMER},
    ),
    _customer(
        "DELETE", ONE, customers.delete_customer, "deleteCustomer", WRITE,
        summary="Delete a customer", answers={204: None},
    ),
    _customer(
        "POST", f"{ONE}/validate", customers.validate_password, "validateCustomerPassword", WRITE,
        summary="Check a customer's password", body=PASSWORD, answers={200: SUCCESS},
    ),
    _address(
        "GET", BOOK, customer_addresses.get_addresses, "getCustomerAddresses", READ,
        summary="List a customer's addresses",
        query=ADDRESS_QUERY, answers={200: Array(ADDRESS), 204: None},
    ),
    _address(
        "POST", BOOK, customer_addresses.create_address, "createCustomerAddress", WRITE,
        summary="Create an address", body=ADDRESS_POST, answers={200: ADDRESS},
    ),
    _address(
        "DELETE", BOOK, customer_addresses.delete_addresses, "deleteCustomerAddresses", WRITE,
        summary="Delete all addresses of a customer",
        query=ADDRESS_QUERY, answers={204: None},
    ),
    _address(
        "GET", f"{BOOK}/count", customer_addresses.count_addresses, "getCustomerAddressesCount",
        READ,
        summary="Count a customer's addresses", query=ADDRESS_QUERY, answers={200: COUNT},
    ),
    _address(
        "GET", ADDRESS_OF_ONE, customer_addresses.get_address, "getCustomerAddress", READ,
        summary="Get an address", query=ADDRESS_QUERY, answers={200: ADDRESS},
    ),
    _address(
        "PUT", ADDRESS_OF_ONE, customer_addresses.update_address, "updateCustomerAddress", WRITE,
        summary="Update an address", body=ADDRESS_PUT, answers={200: ADDRESS},
    ),
    _address(
        "DELETE", ADDRESS_OF_ONE, customer_addresses.delete_address, "deletesCustomerAddress",
        WRITE,
        summary="Delete an address", answers={204: None},
    ),
]  # fmt: skip
