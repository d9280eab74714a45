"""Feeders of V2 gift certificates and banners."""

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

CERTIFICATES = "/v2/gift_certificates"
BANNERS = "/v2/banners"
GIFT = {
    "to_name": "Jo",
    "to_email": "jo@example.com",
    "from_name": "Al",
    "from_email": "al@example.com",
    "amount": "25",
}
BANNER = {
    "name": "Sale",
    "content": "<p>Sale!</p>",
    "page": "home_page",
    "location": "top",
    "date_type": "always",
}


@feeds(
    f"GET {CERTIFICATES}",
    f"POST {CERTIFICATES}",
    f"DELETE {CERTIFICATES}",
    f"GET {CERTIFICATES}/{{}}",
    f"PUT {CERTIFICATES}/{{}}",
    f"DELETE {CERTIFICATES}/{{}}",
)
def gift_certificates(shop: Shop) -> None:
    shop.call("GET", CERTIFICATES, expect=204)
    made = shop.call("POST", CERTIFICATES, GIFT)
    shop.call("POST", CERTIFICATES, {}, expect=400)
    one = f"{CERTIFICATES}/{made['id']}"
    shop.call("GET", CERTIFICATES)
    shop.call("GET", one)
    shop.call("PUT", one, {"balance": "5", "expiry_date": "1798761600"})
    shop.call("DELETE", one, expect=204)
    shop.call("DELETE", CERTIFICATES, expect=204)


@feeds(
    f"GET {BANNERS}",
    f"POST {BANNERS}",
    f"DELETE {BANNERS}",
    f"GET {BANNERS}/count",
    f"GET {BANNERS}/{{}}",
    f"PUT {BANNERS}/{{}}",
    f"DELETE {BANNERS}/{{}}",
)
def banners(shop: Shop) -> None:
    shop.call("GET", BANNERS, expect=204)
    made = shop.call("POST", BANNERS, BANNER)
    one = f"{BANNERS}/{made['id']}"
    shop.call("GET", BANNERS)
    shop.call("GET", f"{BANNERS}/count")
    shop.call("GET", one)
    shop.call("PUT", one, {"visible": "0"})
    shop.call("DELETE", one, expect=204)
    shop.call("DELETE", BANNERS, expect=204)
