"""Where a redirect leads and whether we go there. Pure."""

from collections.abc import Mapping

import httpx
from msgspec import Struct, structs

from scraper.fetching.addresses import PORTS, Address, read_address
from scraper.fetching.courier import Parcel, Reply
from scraper.fetching.domains import is_trusted
from scraper.pages import Problem, Verdict

REDIRECTS = frozenset({301, 302, 303, 307, 308})
KEEPS_METHOD = frozenset({307, 308})
"""RFC 9110 section 15.4: all others turn a POST into a GET, as browsers do."""


class Trust(Struct, frozen=True):
    """Where a source's redirects may lead: the site of any of homes, and extra hosts (see is_trusted)."""

    homes: tuple[Address, ...]
    extra_hosts: tuple[str, ...] = ()


def target(address: Address, reply: Reply) -> Address | None:
    """Return where a redirect points; None when the reply is none, or does not say where.

    Raises:
        Problem: broken, moved, when it points to what can't be fetched.
    """
    location = reply.headers.get("location", "").strip()
    if reply.status not in REDIRECTS or not location:
        return None
    try:
        return read_address(address.url.join(location).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError, Problem) as error:
        raise moved(address, location, "which can't be fetched") from error


def next_parcel(parcel: Parcel, reply: Reply, trust: Trust, base_headers: Mapping[str, str]) -> Parcel | None:
    """Return the request that a redirect asks for; None when the reply is not a redirect.

    On another origin only ``base_headers`` are sent, so that what a platform sends to one host is not told to another.
    A redirect from https to http on the same host is followed as https: a source once safe stays safe.

    Raises:
        Problem: broken, moved, when it leads off the source's site or out of https.
    """
    there = target(parcel.address, reply)
    if there is None:
        return None
    if not is_trusted(there, trust.homes, trust.extra_hosts):
        raise moved(parcel.address, there.text, "on another site; correct the source's address if it moved for good")
    if parcel.address.scheme == "https" and there.scheme == "http":
        there = _kept_secure(parcel.address, there)
    headers = parcel.headers if there.origin == parcel.address.origin else base_headers
    if reply.status in KEEPS_METHOD or parcel.method == "GET":
        return structs.replace(parcel, address=there, headers=headers)
    return structs.replace(parcel, address=there, headers=base_headers, method="GET", body=None)


def moved(address: Address, location: str, why: str) -> Problem:
    """Return the problem of a redirect that is not followed, naming where it leads."""
    return Problem(Verdict.BROKEN, "moved", f"{address.text} redirects to {location[:300]}, {why}")


def _kept_secure(here: Address, there: Address) -> Address:
    if here.host != there.host or (here.port, there.port) != (PORTS["https"], PORTS["http"]):
        raise moved(here, there.text, "which is not secure; give the source's new address if that is right")
    return read_address(there.url.copy_with(scheme="https", port=None))
