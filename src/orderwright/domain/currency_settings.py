"""The currencies of a store as their owner keeps them."""

from dataclasses import dataclass

from orderwright.domain.currency import decimals_of

ONE = 10**10

_KNOWN = """
AED United Arab Emirates Dirham|AE|د.إ
ARS Argentine Peso|AR|$
AUD Australian Dollar|AU|$
BGN Bulgarian Lev|BG|лв
BHD Bahraini Dinar|BH|BD
BRL Brazilian Real|BR|R$
CAD Canadian Dollar|CA|$
CHF Swiss Franc|CH|CHF
CLP Chilean Peso|CL|$
CNY Chinese Yuan|CN|¥
COP Colombian Peso|CO|$
CZK Czech Koruna|CZ|Kč
DKK Danish Krone|DK|kr
EGP Egyptian Pound|EG|E£
EUR Euro|EU|€
GBP British Pound|GB|£
HKD Hong Kong Dollar|HK|$
HUF Hungarian Forint|HU|Ft
IDR Indonesian Rupiah|ID|Rp
ILS Israeli New Shekel|IL|₪
INR Indian Rupee|IN|₹
JPY Japanese Yen|JP|¥
KES Kenyan Shilling|KE|KSh
KRW South Korean Won|KR|₩
KWD Kuwaiti Dinar|KW|KD
MXN Mexican Peso|MX|$
MYR Malaysian Ringgit|MY|RM
NGN Nigerian Naira|NG|₦
NOK Norwegian Krone|NO|kr
NZD New Zealand Dollar|NZ|$
PHP Philippine Peso|PH|₱
PKR Pakistani Rupee|PK|₨
PLN Polish Zloty|PL|zł
RON Romanian Leu|RO|lei
SAR Saudi Riyal|SA|SR
SEK Swedish Krona|SE|kr
SGD Singapore Dollar|SG|$
THB Thai Baht|TH|฿
TRY Turkish Lira|TR|₺
TWD New Taiwan Dollar|TW|NT$
UAH Ukrainian Hryvnia|UA|₴
USD US Dollar|US|$
VND Vietnamese Dong|VN|₫
ZAR South African Rand|ZA|R
"""
_FACTS = {line[:3]: tuple(line[4:].split("|")) for line in _KNOWN.strip().splitlines()}


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency; `exchange_rate` in 10⁻¹⁰ of it for one of the store's default currency."""

    id: int = 0
    currency_code: str = ""
    exchange_rate: int = ONE
    is_default: bool = False
    enabled: bool = True
    is_transactional: bool = True
    name: str = ""
    country_iso2: str = ""
    token: str = ""
    token_location: str = "left"  # noqa: S105 - a symbol, not a secret
    decimal_token: str = "."  # noqa: S105 - the same
    thousands_token: str = ","  # noqa: S105 - the same
    decimal_places: int = 2
    auto_update: bool = False
    use_default_name: bool = False
    last_updated: int = 0


def known_currency(code: str) -> Currency:
    """A currency with the name, country and symbol that its code is known by."""
    name, country, token = _FACTS.get(code, (code, "", code))
    return Currency(
        currency_code=code,
        name=name,
        country_iso2=country,
        token=token,
        decimal_places=decimals_of(code),
        use_default_name=True,
    )
