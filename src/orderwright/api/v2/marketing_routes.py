"""Routes of V2 gift certificates and banners."""

from functools import partial

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v2 import banners, gift_certificates
from orderwright.api.v2.coupon_schemas import COUNT_ANSWER
from orderwright.api.v2.marketing_schemas import (
    BANNER,
    BANNER_POST,
    BANNER_PUT,
    BANNER_QUERY,
    CERTIFICATE,
    CERTIFICATE_POST,
    CERTIFICATE_PUT,
    CERTIFICATE_QUERY,
)

V2 = "/stores/{store_hash}/v2"
CERTIFICATES = f"{V2}/gift_certificates"
BANNERS = f"{V2}/banners"
MARKETING = "store_v2_marketing"
READ, WRITE = reads(MARKETING), writes(MARKETING)

_certificate = partial(Route, dialect="v2", xml=("gift_certificates", "gift_certificate"))
_banner = partial(Route, dialect="v2", xml=("banners", "banner"))

ROUTES = [
    _certificate(
        "GET", CERTIFICATES, gift_certificates.get_certificates, "getGiftCertificates", READ,
        summary="List gift certificates",
        query=CERTIFICATE_QUERY, answers={200: Array(CERTIFICATE), 204: None},
    ),
    _certificate(
        "POST", CERTIFICATES, gift_certificates.create_certificate, "createGiftCertificate",
        WRITE,
        summary="Create a gift certificate",
        body=CERTIFICATE_POST, answers={201: CERTIFICATE},
    ),
    _certificate(
        "DELETE", CERTIFICATES, gift_certificates.delete_certificates, "deleteGiftCertificates",
        WRITE,
        summary="Delete all gift certificates", answers={204: None},
    ),
    _certificate(
        "GET", f"{CERTIFICATES}/{{id}}", gift_certificates.get_certificate, "getGiftCertificate",
        READ,
        summary="Get a gift certificate", answers={200: CERTIFICATE},
    ),
    _certificate(
        "PUT", f"{CERTIFICATES}/{{id}}", gift_certificates.update_certificate,
        "updateGiftCertificate", WRITE,
        summary="Update a gift certificate", body=CERTIFICATE_PUT, answers={200: CERTIFICATE},
    ),
    _certificate(
        "DELETE", f"{CERTIFICATES}/{{id}}", gift_certificates.delete_certificate,
        "deleteGiftCertificate", WRITE,
        summary="Delete a gift certificate", answers={204: None},
    ),
    _banner(
        "GET", BANNERS, banners.get_banners, "getBanners", READ,
        summary="List banners",
        query=BANNER_QUERY, answers={200: Array(BANNER), 204: None},
    ),
    _banner(
        "POST", BANNERS, banners.create_banner, "createBanner", WRITE,
        summary="Create a banner", body=BANNER_POST, answers={200: BANNER},
    ),
    _banner(
        "DELETE", BANNERS, banners.delete_banners, "deleteBanners", WRITE,
        summary="Delete all banners", answers={204: None},
    ),
    _banner(
        "GET", f"{BANNERS}/count", banners.count_banners, "getBannersCount", READ,
        summary="Count banners", answers={200: COUNT_ANSWER},
    ),
    _banner(
        "GET", f"{BANNERS}/{{id}}", banners.get_banner, "getBanner", READ,
        summary="Get a banner", answers={200: BANNER},
    ),
    _banner(
        "PUT", f"{BANNERS}/{{id}}", banners.update_banner, "updateBanner", WRITE,
        summary="Update a banner", body=BANNER_PUT, answers={200: BANNER},
    ),
    _banner(
        "DELETE", f"{BANNERS}/{{id}}", banners.delete_banner, "deleteBanner", WRITE,
        summary="Delete a banner", answers={204: None},
    ),
]  # fmt: skip
