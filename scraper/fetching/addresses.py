"""Addresses: reading a URL strictly, telling public from private, and which hosts belong together. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple

import httpx

from scraper.pages import Problem, Verdict

PORTS = {"http": 80, "https": 443}
HIGHEST_PORT = 65_535
LONGEST_PLAIN = 4_000
"""Characters of an address that is not looked at closely; servers refuse most longer ones."""
LONGEST_HOST = 253
"""RFC 1035 section 2.3.4, as text."""
_HOST = re.compile(r"[a-z0-9_][a-z0-9._-]*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: an IPv4 address in the last 32 bits."""


_PLAIN = re.compile(
    r"(https?://[a-z0-9.-]+(?::(?!(?:80|443)/)[1-9][0-9]{0,4})?)/"
    r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*+/)*+(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*+)?+(?:\?[A-Za-z0-9_.=&-]++)?"
)
"""An address that is spelled as it is sent, which most are: only its origin needs a closer look, once."""


class Address(NamedTuple):
    """Where a URL points, in the one spelling that is compared: lower case, port always given.

    Attributes:
        text: the whole address as it is sent.
        host_port: the host and port, as source rows name them; IPv6 in brackets.
        origin: scheme, host and port: what a robots.txt speaks for.
    """

    text: str
    scheme: str
    host: str
    port: int
    host_port: str
    origin: str

    @property
    def url(self) -> httpx.URL:
        """The address taken apart."""
        return httpx.URL(self.text)


def read_address(url: str | httpx.URL) -> Address:
    """Read a URL that is to be fetched.

    Raises:
        Problem: broken, connection, when it is no http or https address, or its host is not written plainly
            (WHATWG: a host that ends in a number must be an IPv4 address, and only the dotted form passes here).
    """
    plain = _PLAIN.fullmatch(url) if isinstance(url, str) and len(url) <= LONGEST_PLAIN else None
    return _origin(plain[1])._replace(text=plain[0]) if plain else _read(url)


@lru_cache(maxsize=4096)
def _origin(url: str) -> Address:
    return _read(f"{url}/")


def _read(url: str | httpx.URL) -> Address:
    try:
        parsed = httpx.URL(url) if isinstance(url, str) else url
        host = parsed.raw_host.decode("ascii").lower()
    except (httpx.InvalidURL, UnicodeError) as error:
        raise unreadable(str(url)) from error
    port = parsed.port or PORTS.get(parsed.scheme, 0)
    if parsed.scheme not in PORTS or not 0 < port <= HIGHEST_PORT or not _is_plain(host):
        raise unreadable(str(url))
    host_port = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    where = host_port if port != PORTS[parsed.scheme] else host_port.rpartition(":")[0]
    return Address(str(parsed), parsed.scheme, host, port, host_port, f"{parsed.scheme}://{where}")


def unreadable(url: str) -> Problem:
    """Return the problem of an address that can't be asked for."""
    return Problem(Verdict.BROKEN, "connection", f"{url[:200]!r} is not an address that can be fetched; correct it")


def _is_plain(host: str) -> bool:
    if literal(host) is not None:
        return True
    if len(host) > LONGEST_HOST or not _HOST.fullmatch(host) or ".." in host:
        return False
    last = host.rstrip(".").rpartition(".")[2]
    return not _NUMBER.fullmatch(last) and all(0 < len(label) < 64 for label in host.rstrip(".").split("."))


@lru_cache(maxsize=4096)
def literal(host: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address that a host is written as, or None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine by what it is called (RFC 6761 section 6.3), without asking DNS."""
    address = literal(host)
    if address is not None:
        return _plain_address(address).is_loopback
    return host == "localhost" or host.endswith(".localhost")


@lru_cache(maxsize=4096)
def is_public(address: str) -> bool:
    """Tell whether an IP address is on the public internet, looking through IPv4 wrapped in IPv6.

    False also for what is not an address: private (RFC 1918, 4193), loopback, link-local (cloud metadata), shared
    (RFC 6598), multicast, reserved and unspecified addresses.
    """
    parsed = literal(address.partition("%")[0])
    if parsed is None:
        return False
    plain = _plain_address(parsed)
    return plain.is_global and not plain.is_multicast


def _plain_address(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


def named_addresses(urls: Iterable[str]) -> frozenset[str]:
    """Return the host:port's that source rows name themselves: these may be private or loopback.

    A row names an address by an IP, by localhost, or by giving a port. A plain ``https://jobs.example.gov.uk/`` names
    none: when its DNS answer turns private, something is wrong.
    """
    return frozenset(name for name in map(_named, urls) if name)


def _named(url: str) -> str | None:
    try:
        address = read_address(url)
    except Problem:
        return None
    spelled_out = literal(address.host) is not None or is_loopback(address.host) or address.url.port is not None
    return address.host_port if spelled_out else None


def needs_contact(urls: Iterable[str]) -> bool:
    """Tell whether fetching these leaves this machine, so that a contact must be given."""
    return any(_leaves(url) for url in urls)


def _leaves(url: str) -> bool:
    try:
        return not is_loopback(read_address(url).host)
    except Problem:
        return False
