"""What the fetching tests share: time that does not pass, and a fetcher over httpx's own mock transport."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager

import httpx
import respx

from scraper.fetching import Fetcher, FetchSettings, Session, Site, Timing
from tests.conftest import NOW

CONTACT = "jobs@example.org"
HOME = "https://jobs.example.gov.uk"
URL = f"{HOME}/vacancies"


class FakeTime:
    """A clock that moves only when someone sleeps; remembers every sleep (seconds)."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self._meanwhile: dict[float, Callable[[], Coroutine[None, None, None]]] = {}

    def meanwhile_sleeping(self, seconds: float, begin: Callable[[], Coroutine[None, None, None]]) -> None:
        """Let something begin during the first sleep of so long; ``begun`` is then its task."""
        self._meanwhile[seconds] = begin

    async def sleep(self, seconds: float) -> None:
        """Pass the time at once, but first let begin what is to happen meanwhile."""
        self.slept.append(round(seconds, 6))
        begin = self._meanwhile.pop(seconds, None)
        if begin is not None:
            self.begun = asyncio.create_task(begin())
            await asyncio.sleep(0)
        self.now += seconds
        await asyncio.sleep(0)

    @property
    def timing(self) -> Timing:
        """Never early, never late, and the longest back-off."""
        return Timing(monotonic=lambda: self.now, sleep=self.sleep, chance=lambda: 1.0)


def quick(**more: object) -> FetchSettings:
    """Settings that do not wait on the real clock for long."""
    limits = {
        "connect_timeout": 2.0,
        "read_timeout": 0.4,
        "total_timeout": 0.8,
        "retry_wait": 0.01,
        "max_body": 1 << 20,
    }
    return FetchSettings(**{**limits, **more})  # type: ignore[arg-type]


class Web:
    """A mocked web and a fetcher on it. Every robots.txt is missing unless a test says otherwise."""

    def __init__(self, settings: FetchSettings, **more: object) -> None:
        self.time = FakeTime()
        self.router = respx.MockRouter(assert_all_called=False)
        self.fetcher = Fetcher(
            settings,
            clock=lambda: NOW,
            transport=httpx.MockTransport(self.router.async_handler),
            timing=self.time.timing,
            **more,  # type: ignore[arg-type]
        )

    def page(self, url: str = URL, **response: object) -> respx.Route:
        """Let an address answer."""
        return self.router.get(url).respond(**{"status_code": 200, "html": "<p>jobs</p>", **response})  # type: ignore[arg-type]

    def answers(self, *responses: httpx.Response | Exception, url: str = URL) -> respx.Route:
        """Let an address answer differently each time."""
        return self.router.get(url).mock(side_effect=list(responses))

    def session(self, url: str = URL, **more: object) -> Session:
        return self.fetcher.session(Site(id="example", url=url, **more))  # type: ignore[arg-type]


@asynccontextmanager
async def web(robots: int | str = 404, /, **settings: object) -> AsyncIterator[Web]:
    """Open a mocked web; ``robots`` is the status or the text of every robots.txt."""
    one = Web(FetchSettings(**{"contact": CONTACT, **settings}))  # type: ignore[arg-type]
    answer = httpx.Response(robots) if isinstance(robots, int) else httpx.Response(200, text=robots)
    one.router.get(path="/robots.txt", name="robots").mock(return_value=answer)
    async with one.fetcher:
        yield one
