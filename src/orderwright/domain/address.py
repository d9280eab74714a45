"""Which network addresses this server may call for others: rules for hooks and outside providers.

Whoever registers an address chooses where the server connects to. What is not on the public
internet is refused, in every spelling, or a hook would read the metadata of the machine (I26).
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

HTTPS_PORT = 443
HTTP_PORT = 80
URL_LENGTH_MAX = 2_048

_URL = re.compile(r"(https?)://([^/?#\\\s]+)([/?#]\S*)?", re.IGNORECASE | re.ASCII)
_AUTHORITY = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?", re.ASCII)
_NUMERIC_LABEL = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)

_EXTRA_REFUSED = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # shared by the customers of a carrier
        "192.0.0.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "198.18.0.0/15",  # benchmarks
        "240.0.0.0/4",
        "64:ff9b:1::/48",  # NAT64 of one network
        "100::/64",
        "2001::/23",  # Teredo, ORCHID and other protocols
        "2002::/16",  # 6to4
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
_NAT64 = ip_network("64:ff9b::/96")
_IPV4_MASK = 0xFFFF_FFFF


class AddressRefused(ValueError):
    """An address that this server does not call; the message says why."""


@dataclass(frozen=True, slots=True)
class Destination:
    """The parts of a URL that decide whether it may be called."""

    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme and host, with the port where that is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = HTTPS_PORT if self.scheme == "https" else HTTP_PORT
        return f"{self.scheme}://{host}" + ("" if self.port == usual else f":{self.port}")


def read_destination(url: str, *, allow_loopback: bool) -> Destination:
    """The destination that a URL names. Raises AddressRefused.

    It must be https on port 443. Where the operator allows loopback, http and any port will do; an
    inner address is refused in any case. Names are looked up when connecting, not here.
    """
    whole = _URL.fullmatch(url) if len(url) <= URL_LENGTH_MAX else None
    authority = _AUTHORITY.fullmatch(whole[2]) if whole is not None else None
    if whole is None or authority is None:
        raise AddressRefused("must be an https URL without user name")
    scheme = whole[1].lower()
    usual = HTTPS_PORT if scheme == "https" else HTTP_PORT
    found = Destination(scheme, authority[1].lower().strip("[]"), int(authority[2] or usual))
    if not allow_loopback and scheme != "https":
        raise AddressRefused("must be an https URL")
    if not 0 < found.port <= 65_535 or (not allow_loopback and found.port != HTTPS_PORT):
        raise AddressRefused("must be served on port 443")
    _check_host(found.host, allow_loopback=allow_loopback)
    return found


def _check_host(host: str, *, allow_loopback: bool) -> None:
    """Refuse inner addresses, and numbers that are only meant to look like something else."""
    try:
        ip_address(host)
    except ValueError:
        last = host.rstrip(".").rpartition(".")[2]
        if not last or _NUMERIC_LABEL.fullmatch(last):
            raise AddressRefused("must not name its host by an unusual number") from None
        return
    check_address(host, allow_loopback=allow_loopback)


def check_address(address: str, *, allow_loopback: bool) -> None:
    """Refuse what is not on the public internet, loopback only if allowed. Raises AddressRefused.

    Behind NAT64 the IPv4 address within counts. Any other form of IPv4 within IPv6 (mapped,
    compatible, 6to4, Teredo) is refused: nobody connects that way in good faith.
    """
    found = ip_address(address.partition("%")[0])
    if allow_loopback and found.is_loopback and not _is_mapped(found):
        return
    if isinstance(found, IPv6Address) and found in _NAT64:
        found = IPv4Address(int(found) & _IPV4_MASK)
    if not _is_public(found):
        raise AddressRefused(f"{address} is not on the public internet")


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    ):
        return False
    return not any(address in block for block in _EXTRA_REFUSED if block.version == address.version)


def _is_mapped(address: IPv4Address | IPv6Address) -> bool:
    return isinstance(address, IPv6Address) and address.ipv4_mapped is not None
