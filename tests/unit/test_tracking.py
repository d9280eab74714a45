"""Where a parcel is followed, and how its carrier is called."""

import pytest

from orderwright.domain.tracking import PROVIDER_NAMES, generated_link, provider_name

USPS = "https://trkcnfrm1.smi.usps.com/PTSInternetWeb/InterLabelInquiry.do?strOrigTrackNum="


@pytest.mark.parametrize(
    "number, provider, carrier, given, link",
    [
        ("EJ958083578US", "usps", "", "", f"{USPS}EJ958083578US"),
        ("EJ958083578US", "", "usps", "", f"{USPS}EJ958083578US"),
        ("EJ958083578US", "endicia", "", "", f"{USPS}EJ958083578US"),
        ("Nayasatrack-ABC", "usps", "", "https://nayasatracklinm.shop", ""),
        ("365465464654654", "", "", "", ""),
        ("", "usps", "", "", ""),
        ("1Z9", "ups", "", "", "https://www.ups.com/track?tracknum=1Z9"),
        ("1Z9", "upsready", "", "", "https://www.ups.com/track?tracknum=1Z9"),
        ("1Z9", "upsonline", "", "", "https://www.ups.com/track?tracknum=1Z9"),
        ("77", "fedex", "", "", "https://www.fedex.com/fedextrack/?trknbr=77"),
        ("R1", "royalmail", "", "",
         "https://www.royalmail.com/track-your-item#/tracking-results/R1"),
        ("A1", "auspost", "", "", "https://auspost.com.au/mypost/track/#/details/A1"),
        ("A1", "", "australia-post", "", "https://auspost.com.au/mypost/track/#/details/A1"),
        ("C1", "canadapost", "", "",
         "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=C1"),
        ("D1", "dhl", "", "", "https://www.dhl.com/en/express/tracking.html?AWB=D1"),
        ("S1", "shipperhq", "", "", "https://track.aftership.com/S1"),
        ("S1", "shipperhq", "gls", "", "https://track.aftership.com/gls/S1"),
        ("K1", "carrier_1234567", "", "", "https://track.aftership.com/K1"),
        ("K1", "carrier_1234567", "fedex", "", "https://www.fedex.com/fedextrack/?trknbr=K1"),
        ("a b&c", "fedex", "", "", "https://www.fedex.com/fedextrack/?trknbr=a%20b%26c"),
        ("ä/{x}", "", "x/y", "", "https://track.aftership.com/x%2Fy/%C3%A4%2F%7Bx%7D"),
    ],
)  # fmt: skip
def test_generated_link(number: str, provider: str, carrier: str, given: str, link: str) -> None:
    assert generated_link(number, provider, carrier, given) == link


def test_names_of_providers() -> None:
    assert (provider_name(""), provider_name("usps")) == ("Other", "USPS")
    assert provider_name("carrier_1234567") == "carrier_1234567"
    assert set(PROVIDER_NAMES) >= {
        "auspost", "canadapost", "endicia", "usps", "fedex", "ups", "upsready", "upsonline",
        "shipperhq", "royalmail", "",
    }  # fmt: skip
