"""Which destinations are refused: in every spelling, and whatever a name turns out to mean."""

import pytest

from orderwright.domain.address import AddressRefused, check_address, read_destination

REFUSED_ADDRESSES = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
    "127.0.0.1", "127.255.255.254", "169.254.169.254", "169.254.0.1", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1",
    "2002:a9fe:a9fe::1", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254",
    "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
)  # fmt: skip
PUBLIC_ADDRESSES = (
    "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
    "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808",
)  # fmt: skip
REFUSED_URLS = (
    "http://example.com/", "https://example.com:8443/", "https://example.com:0/",
    "https://example.com:99999/", "https://user:secret@example.com/", "https://user@example.com/",
    "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "//example.com/",
    "example.com", "", "https://", "https:///path", "https:example.com", "https://exa mple.com/",
    "https://example.com\\@evil.com/", "https://[::1/", "https://::1/",
    "https://127.0.0.1/", "https://localhost.127.0.0.1/", "https://2130706433/",
    "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://127.1/",
    "https://127.0.1/", "https://017700000001/", "https://127.0.0.1./", "https://0/",
    "https://10.0.0.1/", "https://169.254.169.254/latest/meta-data/", "https://192.168.1.1/",
    "https://[::1]/", "https://[::]/", "https://[fd00:ec2::254]/", "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/",
    "https://[fe80::1]/", "https://1.2.3.4.5/", "https://256.1.1.1/", "https://./",
    "https://example.com/\r\nx: y", "https://example.com/" + "a" * 2_048,
)  # fmt: skip


@pytest.mark.parametrize("address", REFUSED_ADDRESSES)
def test_inner_addresses_are_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        check_address(address, allow_loopback=False)


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_public_addresses_are_called(address: str) -> None:
    check_address(address, allow_loopback=False)
    check_address(address, allow_loopback=True)


LOOPBACK = ("127.0.0.1", "127.255.255.254", "::1")


def test_only_loopback_can_be_allowed() -> None:
    for address in REFUSED_ADDRESSES:
        if address in LOOPBACK:
            check_address(address, allow_loopback=True)
        else:
            with pytest.raises(AddressRefused):
                check_address(address, allow_loopback=True)


@pytest.mark.parametrize("url", REFUSED_URLS)
def test_refused_destinations(url: str) -> None:
    with pytest.raises(AddressRefused):
        read_destination(url, allow_loopback=False)


@pytest.mark.parametrize(
    "url, host, origin",
    [
        ("https://example.com", "example.com", "https://example.com"),
        ("https://Example.COM:443/hooks?x=1", "example.com", "https://example.com"),
        ("HTTPS://hooks.example.com/a/b#c", "hooks.example.com", "https://hooks.example.com"),
        ("https://8.8.8.8/", "8.8.8.8", "https://8.8.8.8"),
        ("https://[2606:4700::1111]/", "2606:4700::1111", "https://[2606:4700::1111]"),
    ],
)
def test_destinations_in_production(url: str, host: str, origin: str) -> None:
    found = read_destination(url, allow_loopback=False)
    assert (found.scheme, found.host, found.port, found.origin) == ("https", host, 443, origin)


@pytest.mark.parametrize(
    "url, origin",
    [
        ("http://127.0.0.1:9000/x", "http://127.0.0.1:9000"),
        ("http://localhost/", "http://localhost"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("https://localhost:8443/", "https://localhost:8443"),
    ],
)
def test_loopback_where_it_is_allowed(url: str, origin: str) -> None:
    assert read_destination(url, allow_loopback=True).origin == origin


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "http://169.254.169.254/", "http://0x7f000001/", "http://127.1/"]
)
def test_allowing_loopback_allows_nothing_else(url: str) -> None:
    with pytest.raises(AddressRefused):
        read_destination(url, allow_loopback=True)
