"""What robots.txt may be, by name; the site itself behaves."""

from tests.servers.behaviours import BEHAVIOURS
from tests.servers.faults import hang_up, silent
from tests.servers.wire import Exchange, Handler

ROBOTS: dict[str, Handler] = {}
ELSEWHERE = "/there-is-robots"


def _text(text: str, status: int = 200, content_type: str = "text/plain") -> Handler:
    async def handler(exchange: Exchange) -> None:
        await exchange.send(text, status=status, content_type=content_type)

    return handler


async def _redirected(exchange: Exchange) -> None:
    await exchange.send("", status=301, headers=[("Location", ELSEWHERE)])


async def _circling(exchange: Exchange) -> None:
    await exchange.send("", status=301, headers=[("Location", "/robots.txt")])


async def _inward(exchange: Exchange) -> None:
    await exchange.send("", status=301, headers=[("Location", "http://169.254.169.254/robots.txt")])


FORBIDS = _text("User-agent: *\nDisallow: /\n")
NONE = _text("Not found", 404)
ROBOTS["robots_forbids"] = FORBIDS
ROBOTS["robots_forbids_us"] = _text("User-agent: counciljobs\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
ROBOTS["robots_forbids_part"] = _text("User-agent: *\nDisallow: /secret\nDisallow: /there\n")
ROBOTS["robots_500"] = _text("oops", 500)
ROBOTS["robots_503"] = _text("oops", 503)
ROBOTS["robots_403"] = _text("no", 403)
ROBOTS["robots_html"] = _text("<!DOCTYPE html><title>Not found</title><p>Disallow: /</p>", 200, "text/html")
ROBOTS["robots_delay"] = _text("User-agent: *\nCrawl-delay: 1\n")
ROBOTS["robots_delay_huge"] = _text("User-agent: *\nCrawl-delay: 86400\n")
ROBOTS["robots_redirect"] = _redirected
ROBOTS["robots_loop"] = _circling
ROBOTS["robots_inward"] = _inward
ROBOTS["robots_silent"] = silent
ROBOTS["robots_hang_up"] = hang_up
ROBOTS["robots_429"] = BEHAVIOURS["too_many"]
