"""Which machines may be called: none of this network, unless the operator allows it."""

import socket
from ipaddress import IPv6Address, ip_address
from typing import Any


class AddressRefused(OSError):
    """An address that may not be called."""


def check_address(host: str, *, allow_private: bool) -> None:
    """Raises AddressRefused for loopback, private, link-local, shared and reserved addresses.

    An IPv4 address inside an IPv6 one is judged by itself.
    """
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        raise AddressRefused("not an address") from None
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None,))[0]
        address = inner or address
    is_public = address.is_global and not address.is_multicast
    if not (is_public or allow_private):
        raise AddressRefused("an address of a private network")


def guarded_socket(*, allow_private: bool) -> Any:
    """Makes the sockets of a client, for public addresses alone.

    The address is checked when it is connected to, after every look-up of a name.
    """

    def make(found: Any) -> socket.socket:
        family, kind, protocol, _, target = found
        check_address(target[0], allow_private=allow_private)
        made = socket.socket(family, kind, protocol)
        made.setblocking(False)
        return made

    return make
