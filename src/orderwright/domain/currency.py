"""How many decimals a currency is charged in, by its ISO 4217 code."""

from orderwright.domain.money import minor_unit

DEFAULT_DECIMALS = 2

_DECIMALS = dict.fromkeys(
    ("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF").split(),
    0,
) | dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3)


def decimals_of(code: str) -> int:
    """0, 2 or 3; a code that the table does not know has 2."""
    return _DECIMALS.get(code.upper(), DEFAULT_DECIMALS)


def minor_unit_of(code: str) -> int:
    """Ten-thousandths in the currency's smallest charge: a cent is 100, a yen 10,000."""
    return minor_unit(decimals_of(code))
