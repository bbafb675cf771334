"""A simulated county: 60 council websites and the vendors behind them, all served on one port of 127.0.0.1.

Hosts are told apart by their name, so pages have the addresses they would have in the world; ``Routed`` is the
transport that brings every name here. Listings are this project's own fixtures.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

import httpx

from scraper.reference import authorities
from scraper.sources.building import ident
from scraper.sources.model import Source
from tests.conftest import FIXTURES
from tests.servers.wire import Exchange, WireServer

HTML = "text/html; charset=utf-8"
_OTHER_COUNCILS = re.compile(rb"\b(?:[A-Z][a-z\xc3\xb4]+ ){1,2}(?:(?:Borough|City|County|Metropolitan) )*Council\b")


@dataclass(frozen=True)
class Answer:
    """What the server says to one address."""

    body: bytes = b""
    status: int = 200
    kind: str = HTML
    location: str | None = None


@dataclass
class Site:
    """One council of the county: its row, its kind, and what discovery has to find."""

    kind: str
    row: Source
    hops: int
    state: str = "own_site"
    platform: str | None = None
    url: str | None = None
    empty: bool = False


@dataclass
class County:
    """Every council with what it serves; the vendors' hosts are shared."""

    sites: list[Site] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    hosts_of: dict[str, str] = field(default_factory=dict)

    def put(self, url: str, body: bytes | str, kind: str = HTML, status: int = 200) -> None:
        """Serve a body at an address."""
        raw = body if isinstance(body, bytes) else body.encode()
        self.answers[_key(url)] = Answer(raw, status, kind)

    def move(self, url: str, there: str) -> None:
        """Redirect an address."""
        self.answers[_key(url)] = Answer(status=302, location=there)


def _key(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")


def fixture(path: str, name: str, *swaps: tuple[str, str]) -> bytes:
    """Return a fixture's bytes as if of the council of that name."""
    body = (FIXTURES / path).read_bytes()
    for old, new in swaps:
        body = body.replace(old.encode(), new.encode())
    return _OTHER_COUNCILS.sub(name.encode(), body)


MENU = """<li><a href="/council-tax">Council tax</a></li><li><a href="/bins">Bins and recycling</a></li>
<li><a href="/benefits-and-support">Benefits and support</a></li><li><a href="/planning">Planning</a></li>
<li><a href="/contact">Contact us</a></li><li><a href="/business">Business</a></li>"""
MISLEADING = """<h2>Latest news</h2><ul>
<li><a href="/news/2026/jobs-for-the-community">Jobs for the community: new fund opens</a></li>
<li><a href="/news/2026/job-well-done">Report a job well done</a></li>
<li><a href="/councillors/work-for-us-says-leader">Councillor: "Work for us", says leader at school visit</a></li>
<li><a href="/news/2026/500-new-jobs-at-business-park">500 new jobs at business park</a></li>
<li><a href="/business/recruiting-staff">Help with recruitment for employers</a></li>
<li><a href="/benefits/looking-for-work">Looking for work? Jobcentre support</a></li>
<li><a href="https://www.gov.uk/find-a-job">Find a job</a></li>
<li><a href="https://www.facebook.com/council/jobs">Jobs on Facebook</a></li></ul>"""


def page(title: str, body: str, *, lang: str = "en", head: str = "") -> str:
    """Return a council's page with its menu."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<header><nav><ul>{MENU}</ul></nav></header><main><h1>{title}</h1>{body}</main>"
        '<footer><a href="/privacy">Privacy</a> <a href="/sitemap">Site map</a></footer></body></html>'
    )


def anchor(url: str, text: str) -> str:
    """Return a link."""
    return f'<p><a href="{url}">{text}</a></p>'


class Builder:
    """Adds councils one by one, each with the website that its kind asks for."""

    def __init__(self) -> None:
        self.county = County()
        councils = [one for one in authorities.register().values() if one.is_council and one.in_force()]
        self._councils = iter(sorted(councils, key=lambda one: one.code))

    def site(self, kind: str, hops: int) -> tuple[Site, str]:
        """Return the next council, and its website's address."""
        council = next(self._councils)
        home = f"https://www.{ident(council)}.gov.uk"
        row = Source(id=ident(council), name=council.name, platform="unknown", url=f"{home}/", authority=council.code)
        site = Site(kind=kind, row=row, hops=hops)
        self.county.sites.append(site)
        self.county.hosts_of[urlsplit(home).netloc] = row.id
        return site, home

    def lead(self, site: Site, there: str, text: str = "Search our current vacancies") -> None:
        """Build the website so that so many links lead from its home page to an address."""
        self.body(site, anchor(there, text), direct=(there, "Jobs"))

    def body(self, site: Site, careers: str, *, direct: tuple[str, str] | None = None, head: str = "") -> None:
        """Build the website: the last page before the vacancies has this body."""
        home = site.row.url.rstrip("/")
        first, second = f"{home}/jobs-and-careers", f"{home}/jobs-and-careers/current-vacancies"
        welcome = f"Welcome to {site.row.name}"
        extra = anchor(f"{home}/jobs-and-careers/benefits", "Employee benefits") + anchor(
            "https://teaching-vacancies.service.gov.uk/", "Teaching vacancies"
        )
        if site.hops == 1 and direct:
            self.county.put(home, page(welcome, anchor(*direct) + MISLEADING))
            return
        self.county.put(home, page(welcome, anchor(first, "Jobs and careers") + MISLEADING))
        if site.hops == 3:
            self.county.put(first, page("Working for us", extra + anchor(second, "Current vacancies")))
            self.county.put(second, page("Current vacancies", careers, head=head))
        else:
            self.county.put(first, page("Jobs and careers", extra + careers, head=head))


class CountyServer:
    """The county on one port of 127.0.0.1; use as a context manager."""

    def __init__(self, county: County) -> None:
        self.county = county
        self._wire = WireServer(self._answer, ["127.0.0.1"])
        self.asked: list[str] = []

    def __enter__(self) -> Self:
        self._wire.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._wire.__exit__(*error)

    @property
    def port(self) -> int:
        return self._wire.port

    async def _answer(self, exchange: Exchange) -> None:
        asked = exchange.seen.headers.get("host", "") + exchange.seen.path
        self.asked.append(asked)
        answer = self.county.answers.get(asked) or self.county.answers.get(asked.partition("?")[0])
        if answer is None:
            text = page("Page not found", "<p>The page you asked for was not found.</p>")
            await exchange.send(text, 404, HTML if not asked.endswith("robots.txt") else "text/plain")
            return
        headers = [("Location", answer.location)] if answer.location else []
        await exchange.send(answer.body, answer.status, answer.kind, headers)


class Routed(httpx.AsyncBaseTransport):
    """Brings every host to the county's port, over plain HTTP, with its name in the Host header."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        headers = [(name, value) for name, value in request.headers.raw if name.lower() != b"host"]
        headers.append((b"Host", request.url.netloc))
        return await self._inner.handle_async_request(
            httpx.Request(request.method, url, headers=headers, stream=request.stream, extensions=request.extensions)
        )

    async def aclose(self) -> None:
        await self._inner.aclose()


def rows(county: County) -> Iterable[Source]:
    """Return the councils' rows."""
    return [site.row for site in county.sites]
