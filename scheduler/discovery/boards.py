"""The boards of the register: shared places that list several councils' adverts, known again by their host. Pure."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from scheduler.discovery.finding import Entry
from scraper.platforms.helpers.urls import canonical
from scraper.sources.model import Source

SAMPLES = frozenset({"localgov", "themj", "civilservicejobs", "teachingvacancies", "nhsjobs", "reed", "adzuna"})
"""Platforms that list everybody's adverts, or a few of them: no council is found by a link to one."""
SHARED = frozenset({"myjobscotland", "northeastjobs", "madgex", "jobiqo"})
"""Products that are boards of several employers, unless they stand on the council's own domain."""
ALIASES: Mapping[str, str] = {"lgjobs.com": "jobsgopublic.com"}
"""Hosts that show another board's index."""


def site_name(url: str) -> str:
    """Return what tells one site from another: the host without "www.", with its port where that is not the usual."""
    try:
        return urlsplit(canonical(url)).netloc.rpartition("@")[2].lower().removeprefix("www.")
    except ValueError:
        return ""


class Boards:
    """The rows of boards, by host."""

    def __init__(self, rows: Iterable[Source]) -> None:
        boards = [row for row in rows if row.authority is None and row.platform not in SAMPLES]
        self._by_host = {site_name(row.url): row for row in reversed(boards)}

    def at(self, url: str) -> Source | None:
        """Return the board whose host an address has; None when it is no board's."""
        name = site_name(url)
        return self._by_host.get(ALIASES.get(name, name))

    def entry(self, url: str) -> Entry | None:
        """Return the way into the board that an address is of."""
        row = self.at(url)
        if row is None:
            return None
        return Entry(platform=row.platform, url=row.url, options=row.options, board=row.id)
