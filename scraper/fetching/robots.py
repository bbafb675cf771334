"""What a robots.txt says, by RFC 9309. Pure: the file's bytes come in."""

import re

from msgspec import Struct
from protego import Protego

from scraper.fetching.courier import Reply
from scraper.fetching.settings import PRODUCT
from scraper.pages import Problem, Verdict

MOST_BYTES = 500 * 1024
"""RFC 9309 section 2.5: at least 500 kibibytes are to be read."""
SERVER_ERROR = 500
FOUND = range(200, 300)
_LINES = re.IGNORECASE | re.MULTILINE
_DIRECTIVE = re.compile(r"^\s*(?:user[-\s]?agent|disallow|allow|sitemap|crawl[-\s]?delay|host)\b", _LINES)
_AGENT = re.compile(r"^([^\S\n]*user(?:-|[^\S\n]+)?agent)(?:[^\S\n]*:|[^\S\n]+)[^\S\n]*([^\n#]*)", _LINES)
"""Every way of naming an agent that Protego understands, forgiving as it is."""
_TOKEN = re.compile(r"[A-Za-z_-]*")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml|script|!--)", re.IGNORECASE)


class Robots(Struct, frozen=True):
    """What one origin's robots.txt allows us.

    Attributes:
        rules: the parsed file; None allows everything.
        delay: least seconds between two requests that it asks for.
        note: what a person should know (there was no robots file).
    """

    rules: Protego | None = None
    delay: float = 0.0
    note: str | None = None

    def check(self, url: str, longest_delay: float) -> None:
        """Raise when a URL may not be fetched.

        Raises:
            Problem: blocked, robots, when a rule forbids it or the delay asked for is beyond what we can keep.
        """
        if self.delay > longest_delay:
            raise _forbidden(
                f"robots.txt asks for {self.delay:g} s between requests: too slow to collect; ask its owner"
            )
        if self.rules is not None and not self.rules.can_fetch(url, PRODUCT):
            raise _forbidden(f"robots.txt does not allow {url}; ask the site's owner, or disable the source")


ALLOWED = Robots()


def _forbidden(message: str) -> Problem:
    return Problem(Verdict.BLOCKED, "robots", message)


def read_robots(reply: Reply, origin: str) -> Robots:
    """Read the answer to a request for robots.txt, redirects followed.

    A file that can't be had because of 4xx, or that is no robots file (a page that says "not found" with status 200),
    allows everything and is noted.

    Raises:
        Problem: blocked, robots_unreachable, on 5xx: all is then disallowed (RFC 9309 section 2.3.1.4).
    """
    if reply.status >= SERVER_ERROR:
        raise unreachable(origin, f"answers {reply.status}")
    if reply.status not in FOUND:
        return Robots(note=f"{origin} has no robots.txt ({reply.status}): allowed")
    text = reply.body[:MOST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    text = "\n".join(text.splitlines())
    if _MARKUP.match(text) or not _DIRECTIVE.search(text):
        return Robots() if not text.strip() else Robots(note=f"{origin} has no real robots.txt: allowed")
    rules = Protego.parse(_AGENT.sub(_simplified, text))
    return Robots(rules=rules, delay=_delay(rules))


def unreachable(origin: str, why: str) -> Problem:
    """Return the problem of a robots.txt that can't be read: the site may not be collected until it can."""
    return Problem(
        Verdict.BLOCKED, "robots_unreachable", f"{origin}/robots.txt {why}: nothing may be fetched until it can be read"
    )


def _simplified(line: re.Match[str]) -> str:
    """Name every agent but us and * alike: a file of a hundred thousand agents then costs no more than one."""
    token = (_TOKEN.match(line[2]) or line)[0].lower()
    name = PRODUCT if token == PRODUCT else "*" if line[2].strip() == "*" else "-"
    return f"User-agent: {name}"


def _delay(rules: Protego) -> float:
    rate = rules.request_rate(PRODUCT)
    asked = rules.crawl_delay(PRODUCT) or 0.0
    return max(asked, rate.seconds / rate.requests) if rate else asked
