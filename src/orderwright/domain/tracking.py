"""Shipping providers: how they are called, and where a parcel of theirs is followed (ADR 0006)."""

from string import ascii_letters, digits

PROVIDER_NAMES = {
    "": "Other",
    "auspost": "Australia Post",
    "canadapost": "Canada Post",
    "dhl": "DHL",
    "endicia": "Endicia",
    "fedex": "FedEx",
    "royalmail": "Royal Mail",
    "shipperhq": "ShipperHQ",
    "ups": "UPS",
    "upsonline": "UPS",
    "upsready": "UPS",
    "usps": "USPS",
}

_USPS = (
    "https://trkcnfrm1.smi.usps.com/PTSInternetWeb/InterLabelInquiry.do?strOrigTrackNum={number}"
)
_UPS = "https://www.ups.com/track?tracknum={number}"
_LINKS = {
    "auspost": "https://auspost.com.au/mypost/track/#/details/{number}",
    "canadapost": "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={number}",
    "dhl": "https://www.dhl.com/en/express/tracking.html?AWB={number}",
    "endicia": _USPS,
    "fedex": "https://www.fedex.com/fedextrack/?trknbr={number}",
    "royalmail": "https://www.royalmail.com/track-your-item#/tracking-results/{number}",
    "ups": _UPS,
    "upsonline": _UPS,
    "upsready": _UPS,
    "usps": _USPS,
}
# What AfterShip, whose names `tracking_carrier` takes, calls the same carriers.
_CARRIERS = {
    "australia-post": "auspost",
    "canada-post": "canadapost",
    "dhl": "dhl",
    "fedex": "fedex",
    "royal-mail": "royalmail",
    "ups": "ups",
    "usps": "usps",
}
_AFTERSHIP = "https://track.aftership.com/{number}"
_AFTERSHIP_CARRIER = "https://track.aftership.com/{carrier}/{number}"
_PLAIN = frozenset(f"{ascii_letters}{digits}-._~".encode())


def provider_name(provider: str) -> str:
    """`shipping_provider_display_name`; a provider that is not known is called what it is."""
    return PROVIDER_NAMES.get(provider, provider)


def generated_link(number: str, provider: str, carrier: str, given: str) -> str:
    """`generated_tracking_link`: empty beside a given link, and without a number or a carrier."""
    if given or not number or not (provider or carrier):
        return ""
    known = _LINKS.get(provider) or _LINKS.get(_CARRIERS.get(carrier, ""))
    if known is not None:
        return known.format(number=_escape(number))
    if carrier:
        return _AFTERSHIP_CARRIER.format(carrier=_escape(carrier), number=_escape(number))
    return _AFTERSHIP.format(number=_escape(number))


def _escape(text: str) -> str:
    """Percent-encoded as a part of a URL."""
    return "".join([chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in text.encode()])
