"""What a run is allowed to do on the network: every number in one place, each with its reason."""

import re
from importlib.metadata import PackageNotFoundError, version

from msgspec import Struct

from scraper.fetching.keys import NO_KEYS, Keys

PRODUCT = "counciljobs"
"""Our product token (RFC 9309 section 2.2.1): what robots.txt files name us by."""
_MAIL = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,253}\.[A-Za-z]{2,63}")
_WEB = re.compile(r"https?://[!-~]{1,500}")


class FetchSettings(Struct, frozen=True, kw_only=True):
    """Limits and manners of a run. Times are seconds, sizes are bytes."""

    contact: str | None = None
    """Mail address or URL of who runs this, named in the User-Agent; needed before a run leaves loopback."""
    concurrency: int = 32
    """Requests in flight at most, over all hosts: enough for 400 sources in minutes, light on one machine."""
    per_domain: int = 2
    """Requests in flight per registered domain: one vendor hosts dozens of councils and bans them all at once."""
    pace: float = 1.0
    """Least time between the end of a request and the start of the next to one host:port (not on loopback)."""
    connect_timeout: float = 10.0
    """To resolve, connect and shake hands: a host that needs more is down."""
    read_timeout: float = 20.0
    """Longest silence within an answer: the slowest council listings take about 12 s to render."""
    total_timeout: float = 60.0
    """For one answer from first byte asked to last byte read: ends a slow drip that never falls silent."""
    retries: int = 2
    """Further attempts after a passing failure: a third one rarely helps, and the next run comes anyway."""
    retry_wait: float = 1.0
    """Back-off before the first retry; doubles each time, with jitter so that sources do not march in step."""
    retry_after_cap: float = 120.0
    """Longest Retry-After that is waited for: a host that asks for more is left to the next run at once."""
    max_body: int = 16 * 1024 * 1024
    """Of one body, on the wire and after decompression: the largest listing seen is under 5 MB."""
    max_redirects: int = 10
    """Browsers stop at 20; no working careers site needs half of that."""
    crawl_delay_cap: float = 60.0
    """Longest Crawl-delay that is honoured: above it an hour reads fewer than 60 pages, so the source is blocked."""
    source_seconds: float = 3600.0
    """Wall time for one source: what is left waits for the next run."""
    source_requests: int = 10_000
    """Pages asked for in one source run: the largest board has about 5,000 adverts."""
    keys: Keys = NO_KEYS
    """Keys to the APIs that ask for one; sent with a request, never kept."""
    source_errors: int = 30
    """Failed attempts in one source run: so many are a host in trouble, which we make no worse."""

    @property
    def user_agent(self) -> str:
        """Who we are, honestly: name, version and the contact (RFC 9110 section 10.1.5)."""
        name = f"{PRODUCT}/{_version()}"
        if not is_contact(self.contact):
            return name
        return f"{name} (+{self.contact})" if _WEB.match(self.contact or "") else f"{name} (+mailto:{self.contact})"


class Site(Struct, frozen=True, kw_only=True):
    """What fetching knows of a source.

    Attributes:
        id: the source's id, for messages.
        url: the source row's address: its site may be redirected within.
        pace: least seconds between two requests to a host, in place of the default.
        extra_hosts: further hosts (and their subdomains) or host:port's that redirects may lead to; with a port, or
            as an IP address, they may be private.
        intermediate: path of a PEM file with the certificate that the site's own chain lacks.
    """

    id: str
    url: str
    pace: float | None = None
    extra_hosts: tuple[str, ...] = ()
    intermediate: str | None = None


class Validators(Struct, frozen=True):
    """What the last answer said about its version, to ask only for a newer one (RFC 9110 section 13)."""

    etag: str | None = None
    last_modified: str | None = None


def is_contact(contact: str | None) -> bool:
    """Tell whether a contact is a mail address or a web address that may stand in a header."""
    return bool(contact and (_MAIL.fullmatch(contact) or _WEB.fullmatch(contact)))


def _version() -> str:
    try:
        return version(PRODUCT)
    except PackageNotFoundError:
        return "0"
