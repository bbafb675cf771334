"""HTTP with manners: robots.txt, pace, retries, caps and typed problems."""

import scraper.fetching.lean  # isort: split  # noqa: F401 (it must come before httpx)
from scraper.fetching.addresses import named_addresses, needs_contact
from scraper.fetching.fetcher import Fetcher, Session
from scraper.fetching.keys import Keys
from scraper.fetching.settings import FetchSettings, Site, Validators, is_contact
from scraper.fetching.timing import Timing

__all__ = [
    "FetchSettings",
    "Fetcher",
    "Keys",
    "Session",
    "Site",
    "Timing",
    "Validators",
    "is_contact",
    "named_addresses",
    "needs_contact",
]
