"""Asking pages within a council's allowance: each address once, robots.txt files and redirects counted."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms.helpers import causes
from scraper.platforms.helpers.urls import canonical
from scraper.status import check_status

Fetch = Callable[[Request], Awaitable[Page]]

MOST_REQUESTS = 11
"""For one council: a home page, three hops, a listing, an advert, the robots.txt of three hosts, and one mistake."""


class Visits:
    """The pages asked for one council. What was read once, or failed once, is not asked again."""

    def __init__(self, fetch: Fetch, allowance: int = MOST_REQUESTS) -> None:
        self._fetch = fetch
        self._allowance = allowance
        self._origins: set[str] = set()
        self._answers: dict[str, Page | Problem] = {}
        self.spent = 0

    async def page(self, request: Request) -> Page:
        """Return the answer to a request, whatever its status.

        Raises:
            Problem: what fetching met; partial, budget when the allowance does not cover it.
        """
        key = canonical(request.url) if request.method == "GET" else request.key
        answer = self._answers.get(key)
        if answer is None:
            answer = self._answers[key] = await self._asked(request)
            if isinstance(answer, Page):
                self._answers[canonical(answer.url)] = answer
        if isinstance(answer, Problem):
            raise answer
        return answer

    def affords(self, url: str) -> bool:
        """Tell whether one more request to this address is within the allowance."""
        return self.spent + self._cost(url) <= self._allowance

    def _cost(self, url: str) -> int:
        return 1 if _origin(url) in self._origins else 2

    def _count(self, url: str) -> None:
        self.spent += self._cost(url)
        self._origins.add(_origin(url))

    async def _asked(self, request: Request) -> Page | Problem:
        if not self.affords(request.url):
            return Problem(
                Verdict.PARTIAL,
                "budget",
                f"{request.url} was left out: {self.spent} requests were made for this council",
            )
        self._count(request.url)
        try:
            page = await self._fetch(request)
        except Problem as problem:
            return problem
        if page.requested_url is not None:
            self._count(page.url)
        return page


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def refusal(page: Page) -> Problem | None:
    """Return why a page that was answered is no page to read on from: a challenge, else its status; None when fine."""
    challenged = causes.challenge(page)
    if challenged:
        return challenged
    try:
        check_status(page)
    except Problem as problem:
        return problem
    return None
