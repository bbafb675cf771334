"""Which hosts belong together: registered domains by the Public Suffix List that ships with tldextract."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.fetching.addresses import Address, is_loopback, literal

if TYPE_CHECKING:
    from tldextract import TLDExtract


@lru_cache(maxsize=1)
def _suffixes() -> "TLDExtract":
    """Return the extractor over the bundled list: it never fetches and never writes a cache."""
    from tldextract import TLDExtract  # noqa: PLC0415 (0.15 s and 10 MB that a run on loopback does not need)

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=4096)
def registered_domain(host: str, *, private: bool = False) -> str:
    """Return the domain that someone registered to have this host; an IP address or bare name is its own.

    Args:
        host: lower case.
        private: also take the list's private part, where hosting companies name the suffix they let out
            (``a.azurewebsites.net`` and ``b.azurewebsites.net`` are then strangers). Used for trust; politeness
            counts them as one, which is the gentler reading.
    """
    if literal(host) is not None or "." not in host:
        return host
    found = _suffixes()(host, include_psl_private_domains=private)
    return found.top_domain_under_public_suffix or host


def is_trusted(address: Address, homes: Iterable[Address], extra_hosts: Iterable[str] = ()) -> bool:
    """Tell whether a redirect to this address stays on the source's site.

    Args:
        address: where it leads.
        homes: what the source itself names or asked for. Any host of the same registered domain is home; of an IP
            address or localhost only the same port is, for another port there is another site.
        extra_hosts: further hosts the source row names, with their subdomains, or host:port's.
    """
    host = address.host
    if any(extra in {host, address.host_port} or host.endswith(f".{extra}") for extra in extra_hosts):
        return True
    mine = _site(address)
    return any(mine == _site(home) for home in homes)


def _site(address: Address) -> str:
    if literal(address.host) is not None or is_loopback(address.host):
        return address.host_port
    return registered_domain(address.host, private=True)
