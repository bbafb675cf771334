"""The front of the room: a Fetcher for a run, a Session for each source in it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from ssl import SSLContext
from types import TracebackType
from typing import Self

import httpx

from scraper.fetching.addresses import Address, is_loopback, read_address
from scraper.fetching.bodies import ENCODINGS
from scraper.fetching.budget import Budget
from scraper.fetching.courier import Courier, Parcel, Reply
from scraper.fetching.failures import Failure
from scraper.fetching.guard import Guard, Named
from scraper.fetching.pace import Gates
from scraper.fetching.redirects import Trust, moved, next_parcel
from scraper.fetching.robots_book import RobotsBook
from scraper.fetching.settings import FetchSettings, Site, Validators, is_contact
from scraper.fetching.timing import Timing
from scraper.fetching.transport import open_wire, trusted_with
from scraper.fetching.wire import OverHttpx
from scraper.pages import Page, Problem, Request, Verdict

TO_SECONDS = len("2026-12-01T12:00:00")
"""Characters of a moment in ISO 8601; cutting them out costs a fifth of strftime."""
OURS = frozenset({"user-agent", "host", "cookie", "accept-encoding", "connection", "content-length"})
"""Headers a platform can't set: who we are, whom we ask and what we can read are not its to say."""


class Fetcher:
    """All fetching of one run: one pool of connections, one set of manners. Use as an async context manager.

    Args:
        settings: limits and manners.
        clock: the run's clock, for fetched_at.
        transport: replaces the one in use (tests build on httpx's own mock transport).
        loopback_allowed: the host:port's that source rows name (see named_addresses), or where to ask for them: only
            these may be private or loopback. A session's own site is added when it opens.
        timing: steady clock, sleep and chance.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        clock: Callable[[], datetime],
        transport: httpx.AsyncBaseTransport | None = None,
        loopback_allowed: Named = frozenset(),
        timing: Timing | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.timing = timing or Timing()
        self.guard = Guard(loopback_allowed)
        self.gates = Gates(settings, self.timing)
        self._wire = OverHttpx(transport) if transport else open_wire(settings, self.guard)
        self.courier = Courier(settings, self._wire, self.gates, clock, self.timing)
        self.headers = {
            "User-Agent": settings.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en-GB,en;q=0.8",
            "Accept-Encoding": ENCODINGS,
        }
        self.robots = RobotsBook(self.courier, self.gates, self.guard, self.headers)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        await self._wire.aclose()

    def session(self, site: Site) -> "Session":
        """Return a session for one source: its own cookies and budget, which starts now."""
        return Session(self, site)


class Session:
    """One source's fetching in one run."""

    def __init__(self, fetcher: Fetcher, site: Site) -> None:
        self._fetcher = fetcher
        self._site = site
        self._cookies = httpx.Cookies()
        self._trust: SSLContext | None = None
        self._notes: dict[str, None] = {}
        self._homes = _home(site.url)
        extra = tuple(f"http://{host}/" for host in site.extra_hosts)
        self._extra_hosts = tuple(host.lower() for host in site.extra_hosts)
        self.budget = Budget(fetcher.settings, fetcher.timing.monotonic)
        fetcher.guard.name((site.url, *extra))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of this session, such as a site without robots.txt; each once."""
        return tuple(self._notes)

    async def aclose(self) -> None:
        """Forget the source's cookies; connections belong to the run."""
        self._cookies.clear()

    async def fetch(self, request: Request, validators: Validators | None = None) -> Page:
        """Fetch one page, redirects followed, robots obeyed, in turn.

        Args:
            request: what to ask for.
            validators: of the last answer; a page that has not changed then comes back as status 304, body empty.

        Returns:
            The last answer, whatever its status (see check_status), after the retries that make sense.

        Raises:
            Problem: blocked: robots, robots_unreachable, http_429, contact (there is none and the request would leave
                this machine); broken: dns, tls, timeout, connection, moved (off the site, into a private network, in a
                circle, out of https), too_big, undecodable; partial: budget.
        """
        first = parcel = self._parcel(request, validators)
        visited = {parcel.address.text}
        trust = self._trusted(parcel)
        for _ in range(self._fetcher.settings.max_redirects + 1):
            reply = await self._delivered(parcel)
            following = next_parcel(parcel, reply, trust, self._fetcher.headers)
            if following is None:
                return self._page(request, parcel.address, reply, stayed=parcel is first)
            there = following.address.text
            if there in visited and "set-cookie" not in reply.headers:
                raise moved(parcel.address, there, "in a circle; look at it in a browser")
            visited.add(there)
            parcel = following
        raise moved(parcel.address, "yet another page", "one redirect too many; look at it in a browser")

    async def _delivered(self, parcel: Parcel) -> Reply:
        fetcher, address = self._fetcher, parcel.address
        if not is_loopback(address.host) and not is_contact(fetcher.settings.contact):
            raise _contact_missing()
        fetcher.settings.keys.check(address.text)
        fetcher.guard.check(address)
        self.budget.spend()
        robots = await fetcher.robots.of(parcel, self.budget)
        if robots.note:
            self._notes[robots.note] = None
        robots.check(address.text, fetcher.settings.crawl_delay_cap)
        return await fetcher.courier.deliver(parcel, self.budget)

    def _parcel(self, request: Request, validators: Validators | None) -> Parcel:
        headers = dict(self._fetcher.headers)
        headers.update({name: value for name, value in request.headers.items() if name.lower() not in OURS})
        if validators and request.method == "GET":
            headers.update(_conditions(validators))
        return Parcel(
            address=read_address(request.url),
            method=request.method,
            headers=headers,
            body=request.body,
            cookies=self._cookies,
            trust=self._certificates(),
            pace=self._site.pace,
        )

    def _certificates(self) -> SSLContext | None:
        if self._trust is None and self._site.intermediate is not None:
            try:
                self._trust = trusted_with(self._site.intermediate)
            except OSError as error:
                raise Failure(
                    "tls", f"{self._site.intermediate} is no certificate file ({error}); correct it"
                ) from error
        return self._trust

    def _trusted(self, parcel: Parcel) -> Trust:
        return Trust((parcel.address, *self._homes), self._extra_hosts)

    def _page(self, request: Request, address: Address, reply: Reply, *, stayed: bool) -> Page:
        return Page(
            url=request.url if stayed else address.text,
            requested_url=None if stayed else request.url,
            status=reply.status,
            headers=reply.headers,
            body=reply.body,
            fetched_at=self._fetcher.clock().astimezone(UTC).isoformat()[:TO_SECONDS] + "Z",
        )


def _home(url: str) -> tuple[Address, ...]:
    """Return a source's own address, if it can be read: what can't will be told when it is asked for."""
    try:
        return (read_address(url),)
    except Problem:
        return ()


def _conditions(validators: Validators) -> Mapping[str, str]:
    pairs = (("If-None-Match", validators.etag), ("If-Modified-Since", validators.last_modified))
    return {name: value for name, value in pairs if value and value.isascii() and value.isprintable()}


def _contact_missing() -> Problem:
    return Problem(
        Verdict.BLOCKED,
        "contact",
        "no contact is set: put your mail address or a web address in COUNCILJOBS_CONTACT, so that sites can reach you",
    )
