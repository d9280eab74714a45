"""Routes of V3 promotions, their codes and their settings."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.v3 import promotion_codes, promotions
from orderwright.api.v3.promotion_schemas import (
    BULK_REFUSAL,
    CODE_POST,
    CODE_QUERY,
    CODES,
    CODES_QUERY,
    DELETE_CODES_QUERY,
    DELETE_QUERY,
    GENERATE,
    GENERATED,
    LIST,
    ONE,
    ONE_CODE,
    PROMOTION_POST,
    PROMOTION_PUT,
    PROMOTION_QUERY,
    SETTINGS,
)

BASE = "/stores/{store_hash}/v3/promotions"
ONE_PROMOTION = f"{BASE}/{{id}}"
OWN_CODES = f"{BASE}/{{promotion_id}}/codes"
MARKETING = "store_v2_marketing"
READ, WRITE = reads(MARKETING), writes(MARKETING)

ROUTES = [
    Route(
        "GET", BASE, promotions.get_promotions, "getPromotions", READ,
        summary="List promotions", query=PROMOTION_QUERY, answers={200: LIST},
    ),
    Route(
        "POST", BASE, promotions.create_promotion, "createPromotion", WRITE,
        summary="Create a promotion", body=PROMOTION_POST, answers={201: ONE},
    ),
    Route(
        "DELETE", BASE, promotions.delete_promotions, "deletePromotions", WRITE,
        summary="Delete some promotions",
        query=DELETE_QUERY, answers={204: None, 422: BULK_REFUSAL},
    ),
    Route(
        "GET", f"{BASE}/settings", promotions.get_global_promotion_settings,
        "getGlobalPromotionSettings", READ,
        summary="Get what holds for all promotions", answers={200: SETTINGS},
    ),
    Route(
        "PUT", f"{BASE}/settings", promotions.update_global_promotion_settings,
        "updateGlobalPromotionSettings", WRITE,
        summary="Set what holds for all promotions", body=SETTINGS, answers={200: SETTINGS},
    ),
    Route(
        "GET", f"{BASE}/codes", promotion_codes.get_coupon_code_by_code,
        "getCouponCodeByCode", READ,
        summary="Find a coupon code", query=CODE_QUERY, answers={200: CODES},
    ),
    Route(
        "DELETE", f"{BASE}/codes", promotion_codes.delete_coupon_code_by_code,
        "deleteCouponCodeByCode", WRITE,
        summary="Delete a coupon code by the code itself", query=CODE_QUERY, answers={204: None},
    ),
    Route(
        "GET", ONE_PROMOTION, promotions.get_promotion, "getPromotion", READ,
        summary="Get a promotion", answers={200: ONE},
    ),
    Route(
        "PUT", ONE_PROMOTION, promotions.update_promotion, "updatePromotion", WRITE,
        summary="Update a promotion", body=PROMOTION_PUT, answers={200: ONE},
    ),
    Route(
        "DELETE", ONE_PROMOTION, promotions.delete_promotion, "deletePromotion", WRITE,
        summary="Delete a promotion with its codes", answers={204: None},
    ),
    Route(
        "GET", OWN_CODES, promotion_codes.get_promotion_codes, "getPromotionCodes", READ,
        summary="List the codes of a promotion", query=CODES_QUERY, answers={200: CODES},
    ),
    Route(
        "POST", OWN_CODES, promotion_codes.create_promotion_code, "createPromotionCode", WRITE,
        summary="Create a code of a promotion", body=CODE_POST, answers={201: ONE_CODE},
    ),
    Route(
        "DELETE", OWN_CODES, promotion_codes.delete_coupon_codes, "deleteCouponCodes", WRITE,
        summary="Delete some codes of a promotion",
        query=DELETE_CODES_QUERY, answers={204: None, 422: BULK_REFUSAL},
    ),
    Route(
        "POST", f"{BASE}/{{promotion_id}}/codegen",
        promotion_codes.generate_promotion_codes_batch, "generatePromotionCodesBatch", WRITE,
        summary="Generate codes of a promotion", body=GENERATE, answers={201: GENERATED},
    ),
    Route(
        "DELETE", f"{OWN_CODES}/{{code_id}}", promotion_codes.delete_coupon_code,
        "deleteCouponCode", WRITE,
        summary="Delete a code of a promotion", answers={204: None},
    ),
]  # fmt: skip
