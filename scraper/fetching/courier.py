"""One request delivered: in its turn, within its limits, asked again where that helps."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from ssl import SSLContext

import httpx
from msgspec import Struct, structs

from scraper.fetching.addresses import Address, read_address
from scraper.fetching.budget import Budget
from scraper.fetching.failures import WIRE_ERRORS, Failure, failure_of
from scraper.fetching.pace import Gates
from scraper.fetching.retry import TOO_MANY, backoff, retry_after, status_wait
from scraper.fetching.settings import FetchSettings
from scraper.fetching.timing import Timing
from scraper.fetching.wire import Answer, Order, Wire, headers_of, request_of
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
    """Delivers parcels over a wire, with the manners of the gates."""

    def __init__(
        self,
        settings: FetchSettings,
        wire: Wire,
        gates: Gates,
        clock: Callable[[], datetime],
        timing: Timing,
    ) -> None:
        self._settings = settings
        self._wire = wire
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
        await asyncio.sleep(0)  # whoever waited for this turn sends its request before this answer is read
        return outcome

    def _wait_after(self, outcome: Reply | Failure, parcel: Parcel, attempt: int) -> float | None:
        """Return how long to wait (seconds) before another attempt, None when this one settles it."""
        settings = self._settings
        if isinstance(outcome, Reply) and outcome.status < TOO_MANY:
            return None
        pause = backoff(attempt, settings.retry_wait, self._timing.chance())
        if isinstance(outcome, Failure):
            again = outcome.passing and attempt <= settings.retries and (parcel.repeatable or outcome.unsent)
            return pause if again else None
        asked = retry_after(outcome.headers, self._clock())
        least = status_wait(settings, outcome.status, attempt, asked, repeatable=parcel.repeatable)
        return None if least is None else max(least, pause)

    async def _send(self, parcel: Parcel) -> Reply:
        """Send once and read the whole answer.

        Raises:
            Failure: when there is none.
        """
        url = parcel.address.text
        keyed = self._settings.keys.are_for(url)
        order = self._order(parcel, keyed=keyed)
        try:
            async with asyncio.timeout(self._settings.total_timeout):
                answer = await self._wire.answer(order, self._settings.max_body)
        except WIRE_ERRORS as error:
            failure = failure_of(error, url)
            if not keyed:
                raise failure from error
            raise failure.saying(self._settings.keys.hidden(failure.message)) from None
        reply = Reply(status=answer.status, headers=headers_of(answer), body=answer.body)
        if parcel.cookies is not None and "set-cookie" in reply.headers:
            _keep_cookies(parcel.cookies, order, answer)
        return self._without_keys(reply) if keyed else reply

    def _order(self, parcel: Parcel, *, keyed: bool) -> Order:
        """Return the request with its cookies, and the keys that its address asks for."""
        order = Order(
            address=parcel.address,
            method=parcel.method,
            headers=parcel.headers,
            body=parcel.body,
            trust=parcel.trust,
        )
        if not keyed and not parcel.cookies:
            return order
        request = request_of(order)
        if parcel.cookies:
            parcel.cookies.set_cookie_header(request)
        request = self._settings.keys.signed(request)
        added = {name: request.headers[name] for name in ("Cookie", "Authorization") if name in request.headers}
        return structs.replace(order, address=read_address(request.url), headers={**parcel.headers, **added})

    def _without_keys(self, reply: Reply) -> Reply:
        keys = self._settings.keys
        headers = {name: keys.hidden(value) for name, value in reply.headers.items()}
        return Reply(status=reply.status, headers=headers, body=keys.hidden_in(reply.body))


def _keep_cookies(jar: httpx.Cookies, order: Order, answer: Answer) -> None:
    if len(jar) < MOST_COOKIES:
        response = httpx.Response(answer.status, headers=list(answer.headers), request=request_of(order))
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
