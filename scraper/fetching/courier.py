"""One request delivered: in its turn, within its limits, asked again where that helps."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from ssl import SSLContext

import httpx
from msgspec import Struct

from scraper.fetching.addresses import Address, unreadable
from scraper.fetching.bodies import read_body
from scraper.fetching.budget import Budget
from scraper.fetching.failures import WIRE_ERRORS, Failure, failure_of
from scraper.fetching.pace import Gates
from scraper.fetching.retry import TOO_MANY, backoff, retry_after, status_wait
from scraper.fetching.settings import FetchSettings
from scraper.fetching.timing import Timing
from scraper.pages import Problem, Verdict

OK = 200
SERVER_ERROR = 500
MOST_COOKIES = 200
"""Of one source: a working site sets about ten; a hostile one may not fill our memory."""


class Parcel(Struct, frozen=True, kw_only=True):
    """One request as it goes on the wire.

    Attributes:
        cookies: the source's own jar; None sends and keeps none.
        trust: certificates for this source where they differ from the usual.
        pace: the source's own least gap between requests (seconds); None takes the default.
    """

    address: Address
    method: str = "GET"
    headers: Mapping[str, str] = {}
    body: bytes | None = None
    cookies: httpx.Cookies | None = None
    trust: SSLContext | None = None
    pace: float | None = None

    @property
    def repeatable(self) -> bool:
        """Whether asking twice does no more than asking once."""
        return self.method == "GET"


class Reply(Struct, frozen=True, kw_only=True):
    """One answer: header names in lower case, the body with its content coding undone."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Courier:
    """Delivers parcels over a transport, with the manners of the gates."""

    def __init__(
        self,
        settings: FetchSettings,
        transport: httpx.AsyncBaseTransport,
        gates: Gates,
        clock: Callable[[], datetime],
        timing: Timing,
    ) -> None:
        self._settings = settings
        self._transport = transport
        self._gates = gates
        self._clock = clock
        self._timing = timing

    async def deliver(self, parcel: Parcel, budget: Budget) -> Reply:
        """Return the answer to a request, whatever its status, after the retries that make sense.

        Raises:
            Failure: dns, tls, timeout, connection, too_big or undecodable, when there is no whole answer.
            Problem: blocked, http_429, when the host keeps saying 429; partial, budget.
        """
        attempt = 0
        while True:
            attempt += 1
            outcome = await self._attempt(parcel, budget)
            wait = self._wait_after(outcome, parcel, attempt)
            if wait is None or not budget.has_time(wait):
                return _settled(outcome, parcel)
            if isinstance(outcome, Reply):
                self._gates.hold(parcel.address, wait)
            await self._timing.sleep(wait)

    async def _attempt(self, parcel: Parcel, budget: Budget) -> Reply | Failure:
        outcome: Reply | Failure
        async with self._gates.turn(parcel.address, budget, parcel.pace) as turn:
            try:
                outcome = await self._send(parcel)
                turn.good = outcome.status == OK
            except Failure as failure:
                outcome = failure
        if isinstance(outcome, Failure) or outcome.status >= SERVER_ERROR or outcome.status == TOO_MANY:
            budget.fail()
        return outcome

    def _wait_after(self, outcome: Reply | Failure, parcel: Parcel, attempt: int) -> float | None:
        """Return how long to wait (seconds) before another attempt, None when this one settles it."""
        settings = self._settings
        pause = backoff(attempt, settings.retry_wait, self._timing.chance())
        if isinstance(outcome, Failure):
            again = outcome.passing and attempt <= settings.retries and (parcel.repeatable or outcome.unsent)
            return pause if again else None
        if outcome.status < TOO_MANY:
            return None
        asked = retry_after(outcome.headers, self._clock())
        least = status_wait(settings, outcome.status, attempt, asked, repeatable=parcel.repeatable)
        return None if least is None else max(least, pause)

    async def _send(self, parcel: Parcel) -> Reply:
        """Send once and read the whole answer.

        Raises:
            Failure: when there is none.
        """
        url = str(parcel.address.url)
        keyed = self._settings.keys.are_for(url)
        request = self._settings.keys.signed(_request(parcel))
        try:
            async with asyncio.timeout(self._settings.total_timeout):
                response = await self._transport.handle_async_request(request)
                try:
                    body = await read_body(response, self._settings.max_body, url)
                finally:
                    await response.aclose()
        except WIRE_ERRORS as error:
            failure = failure_of(error, url)
            if not keyed:
                raise failure from error
            raise failure.saying(self._settings.keys.hidden(failure.message)) from None
        _keep_cookies(parcel.cookies, request, response)
        reply = Reply(status=response.status_code, headers=dict(response.headers.items()), body=body)
        return self._without_keys(reply) if keyed else reply

    def _without_keys(self, reply: Reply) -> Reply:
        keys = self._settings.keys
        headers = {name: keys.hidden(value) for name, value in reply.headers.items()}
        return Reply(status=reply.status, headers=headers, body=keys.hidden_in(reply.body))


def _request(parcel: Parcel) -> httpx.Request:
    extensions = {"tls": parcel.trust} if parcel.trust else None
    url = parcel.address.url
    try:
        request = httpx.Request(parcel.method, url, headers=parcel.headers, content=parcel.body, extensions=extensions)
    except ValueError as error:
        raise unreadable(str(url)) from error
    if parcel.cookies:
        parcel.cookies.set_cookie_header(request)
    return request


def _keep_cookies(jar: httpx.Cookies | None, request: httpx.Request, response: httpx.Response) -> None:
    if jar is None or "set-cookie" not in response.headers or len(jar) >= MOST_COOKIES:
        return
    response.request = request
    jar.extract_cookies(response)


def _settled(outcome: Reply | Failure, parcel: Parcel) -> Reply:
    if isinstance(outcome, Failure):
        raise outcome
    if outcome.status == TOO_MANY:
        raise Problem(
            Verdict.BLOCKED,
            "http_429",
            f"{parcel.address.host_port} keeps answering 429 (too many requests); give the source a longer pace",
        )
    return outcome
