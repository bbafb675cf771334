"""Sitemaps: which pages a site says it has, and when each changed. Pure."""

import gzip
import io
import re
import zlib

from msgspec import Struct

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.helpers.payload import child_text, expect_xml, is_called, is_well_formed
from scraper.platforms.helpers.urls import absolute
from scraper.text import decode

UNPACKED_CAP = 60_000_000
"""Bytes; the sitemap protocol allows 50 MB unpacked."""
MOST_PAGES = 100_000
"""Addresses of one file; the protocol allows 50,000."""

_GZIP = b"\x1f\x8b"
_ROOT = re.compile(r"<(?:[\w.-]{1,20}:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)


class Entry(Struct, frozen=True):
    """One address of a sitemap, and its lastmod as written."""

    url: str
    lastmod: str | None = None


class Sitemap(Struct, frozen=True):
    """What a sitemap lists: pages, or further sitemaps when it is an index; ``empty`` when it is whole and has none."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[Entry, ...] = ()
    empty: bool = False


def unpacked(page: Page) -> Page:
    """Return the page with a gzipped body unpacked (a .xml.gz file, as served), within the cap; else as it is.

    Raises:
        Problem: too_big over the cap; undecodable when the archive is broken.
    """
    if not page.body.startswith(_GZIP):
        return page
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(page.body)) as file:
            body = file.read(UNPACKED_CAP + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Problem(Verdict.BROKEN, "undecodable", f"{page.url} is a broken gzip file ({error})") from None
    if len(body) > UNPACKED_CAP:
        raise Problem(Verdict.BROKEN, "too_big", f"{page.url} unpacks to over {UNPACKED_CAP:,} bytes")
    return Page(url=page.url, body=body, fetched_at=page.fetched_at, status=page.status, headers=page.headers)


def is_sitemap(page: Page) -> bool:
    """Tell whether a page begins as a sitemap or a sitemap index does."""
    return _ROOT.search(decode(page)[:5_000]) is not None


def read_sitemap(page: Page) -> Sitemap:
    """Return what a sitemap lists, in its order; addresses that are not http(s) are left out.

    Raises:
        Problem: not_xml when it is something else; too_big.
    """
    root = expect_xml(page)
    if len(root) > MOST_PAGES:
        raise Problem(Verdict.BROKEN, "too_big", f"{page.url} lists over {MOST_PAGES:,} addresses; look at it")
    pages, sitemaps = [], []
    for one in root:
        url = absolute(child_text(one, "loc"), page.url)
        if url and is_called(one, "sitemap"):
            sitemaps.append(Entry(url, child_text(one, "lastmod")))
        elif url and is_called(one, "url"):
            pages.append(Entry(url, child_text(one, "lastmod")))
    empty = len(root) == 0 and is_called(root, "urlset") and is_well_formed(decode(page))
    return Sitemap(tuple(pages), tuple(sitemaps), empty)
