"""Routes of V3 tax classes, zones, rates and settings."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v3 import taxes
from orderwright.api.v3.customer_schemas import IDS_QUERY, REQUIRED_IDS_QUERY
from orderwright.api.v3.tax_schemas import (
    CLASS_POST,
    CLASS_PUT,
    CLASSES,
    RATE_PAGE,
    RATE_POST,
    RATE_PUT,
    RATE_QUERY,
    RATES,
    SETTINGS,
    SETTINGS_ANSWER,
    ZONE_POST,
    ZONE_PUT,
    ZONE_QUERY,
    ZONES,
)

BASE = "/stores/{store_hash}/v3/tax"
INFORMATION = "store_v2_information"
READ, WRITE = reads(INFORMATION), writes(INFORMATION)

ROUTES = [
    Route(
        "POST", f"{BASE}/classes", taxes.create_classes, "taxClassBatchPost", WRITE,
        summary="Create tax classes", body=Array(CLASS_POST), answers={200: CLASSES},
    ),
    Route(
        "PUT", f"{BASE}/classes", taxes.update_classes, "taxClassBatchPut", WRITE,
        summary="Rename tax classes", body=Array(CLASS_PUT), answers={200: CLASSES},
    ),
    Route(
        "DELETE", f"{BASE}/classes", taxes.delete_classes, "taxClassBatchDelete", WRITE,
        summary="Delete tax classes", query=IDS_QUERY, answers={204: None},
    ),
    Route(
        "GET", f"{BASE}/zones", taxes.get_zones, "getTaxZones", READ,
        summary="List tax zones", query=ZONE_QUERY, answers={200: ZONES},
    ),
    Route(
        "POST", f"{BASE}/zones", taxes.create_zones, "createTaxZones", WRITE,
        summary="Create tax zones", body=Array(ZONE_POST), answers={200: ZONES},
    ),
    Route(
        "PUT", f"{BASE}/zones", taxes.update_zones, "updateTaxZones", WRITE,
        summary="Update tax zones", body=Array(ZONE_PUT), answers={200: ZONES},
    ),
    Route(
        "DELETE", f"{BASE}/zones", taxes.delete_zones, "deleteTaxZones", WRITE,
        summary="Delete tax zones and their rates",
        query=REQUIRED_IDS_QUERY, answers={204: None},
    ),
    Route(
        "GET", f"{BASE}/rates", taxes.get_rates, "getTaxRates", READ,
        summary="List tax rates", query=RATE_QUERY, answers={200: RATE_PAGE},
    ),
    Route(
        "POST", f"{BASE}/rates", taxes.create_rates, "createTaxRates", WRITE,
        summary="Create tax rates", body=Array(RATE_POST), answers={200: RATES},
    ),
    Route(
        "PUT", f"{BASE}/rates", taxes.update_rates, "updateTaxRates", WRITE,
        summary="Update tax rates", body=Array(RATE_PUT), answers={200: RATES},
    ),
    Route(
        "DELETE", f"{BASE}/rates", taxes.delete_rates, "deleteTaxRates", WRITE,
        summary="Delete tax rates", query=REQUIRED_IDS_QUERY, answers={204: None},
    ),
    Route(
        "GET", f"{BASE}/settings", taxes.get_settings, "getTaxSettings", READ,
        summary="Get the tax settings", answers={200: SETTINGS_ANSWER},
    ),
    Route(
        "PUT", f"{BASE}/settings", taxes.update_settings, "updateTaxSettings", WRITE,
        summary="Update the tax settings", body=SETTINGS, answers={200: SETTINGS_ANSWER},
    ),
]  # fmt: skip
