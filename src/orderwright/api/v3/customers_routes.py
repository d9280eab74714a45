"""Routes of V3 customers and their addresses."""

from orderwright.api.paging import PAGE_META
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v3 import (
    customer_addresses,
    customer_attributes,
    customer_details,
    customers,
)
from orderwright.api.v3 import customer_attribute_schemas as schemas
from orderwright.api.v3.customer_detail_schemas import (
    CHANNEL_SETTINGS,
    CHANNEL_SETTINGS_ANSWER,
    CONSENT,
    CONSENT_PUT,
    LOGIN,
    LOGIN_ANSWER,
    SETTINGS,
    SETTINGS_ANSWER,
)
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
ATTRIBUTES = f"{BASE}/attributes"
VALUES = f"{BASE}/attribute-values"
FORM_FIELDS = f"{BASE}/form-field-values"
CONSENT_OF_ONE = f"{BASE}/{{customerId}}/consent"
SETTINGS_PATH = f"{BASE}/settings"
CHANNEL_SETTINGS_PATH = f"{SETTINGS_PATH}/channels/{{channel_id}}"
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
    Route(
        "GET", ATTRIBUTES, customer_attributes.get_attributes, "getCustomersAttributes", READ,
        summary="List customer attributes",
        query=schemas.ATTRIBUTE_QUERY, answers={200: schemas.ATTRIBUTE_PAGE},
    ),
    Route(
        "POST", ATTRIBUTES, customer_attributes.create_attributes, "createCustomersAttributes",
        WRITE,
        summary="Create customer attributes",
        body=Array(schemas.ATTRIBUTE_POST), answers={200: schemas.ATTRIBUTES},
    ),
    Route(
        "PUT", ATTRIBUTES, customer_attributes.update_attributes, "updateCustomersAttributes",
        WRITE,
        summary="Rename customer attributes",
        body=Array(schemas.ATTRIBUTE_PUT), answers={200: schemas.ATTRIBUTES},
    ),
    Route(
        "DELETE", ATTRIBUTES, customer_attributes.delete_attributes, "deleteCustomersAttributes",
        WRITE,
        summary="Delete customer attributes", query=REQUIRED_IDS_QUERY, answers={204: None},
    ),
    Route(
        "GET", VALUES, customer_attributes.get_values, "getCustomersAttributeValues", READ,
        summary="List what customers answer",
        query=schemas.VALUE_QUERY, answers={200: schemas.VALUES},
    ),
    Route(
        "PUT", VALUES, customer_attributes.upsert_values, "upsertCustomersAttributeValues", WRITE,
        summary="Set what customers answer",
        body=Array(schemas.VALUE_PUT), answers={200: schemas.VALUES},
    ),
    Route(
        "DELETE", VALUES, customer_attributes.delete_values, "deleteCustomersAttributeValues",
        WRITE,
        summary="Delete what customers answer",
        query=REQUIRED_IDS_QUERY, answers={204: None},
    ),
    Route(
        "GET", FORM_FIELDS, customer_details.get_form_field_values, "getCustomersFormFieldValues",
        READ,
        summary="List form field values of customers and addresses",
        query=schemas.FIELD_VALUE_QUERY, answers={200: schemas.FIELD_VALUE_PAGE},
    ),
    Route(
        "PUT", FORM_FIELDS, customer_details.update_form_field_values,
        "updateCustomerFormFieldValues", WRITE,
        summary="Set form field values of customers and addresses",
        body=Array(schemas.FIELD_VALUE_PUT), answers={200: schemas.FIELD_VALUES},
    ),
    Route(
        "GET", CONSENT_OF_ONE, customer_details.get_consent, "getCustomerConsent", READ,
        summary="Get what tracking a customer allows", answers={200: CONSENT},
    ),
    Route(
        "PUT", CONSENT_OF_ONE, customer_details.update_consent, "updateCustomerConsent", WRITE,
        summary="Set what tracking a customer allows",
        body=CONSENT_PUT, answers={200: CONSENT},
    ),
    Route(
        "GET", SETTINGS_PATH, customer_details.get_settings, "getCustomersSettings", READ,
        summary="Get the customer settings", answers={200: SETTINGS_ANSWER},
    ),
    Route(
        "PUT", SETTINGS_PATH, customer_details.update_settings, "updateCustomersSettings", WRITE,
        summary="Update the customer settings", body=SETTINGS, answers={200: SETTINGS_ANSWER},
    ),
    Route(
        "GET", CHANNEL_SETTINGS_PATH, customer_details.get_channel_settings,
        "getCustomersSettingsChannel", READ,
        summary="Get a channel's customer settings", answers={200: CHANNEL_SETTINGS_ANSWER},
    ),
    Route(
        "PUT", CHANNEL_SETTINGS_PATH, customer_details.update_channel_settings,
        "updateCustomersSettingsChannel", WRITE,
        summary="Update a channel's customer settings",
        body=CHANNEL_SETTINGS, answers={200: CHANNEL_SETTINGS_ANSWER},
    ),
    Route(
        "POST", f"{BASE}/validate-credentials", customer_details.validate_credentials,
        "validateCustomerCredentials", WRITE,
        summary="Check a customer's e-mail and password",
        body=LOGIN, answers={200: LOGIN_ANSWER},
    ),
]  # fmt: skip
