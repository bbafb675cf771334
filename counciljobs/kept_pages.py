"""A page as it may be kept in a repository: as served, but for e-mail addresses and telephone numbers."""

import re
from html import unescape

from msgspec import structs

from scraper.normalising.masking import mask
from scraper.pages import Page
from scraper.text import decode

_AT_SIGN = re.compile(r"&#0{0,4}64;|&#x0{0,4}40;|&commat;|(?<=[\w.])%40(?=\w)", re.IGNORECASE)
_WRITTEN_IN_CODES = re.compile(r"(?:&#x?[0-9a-f]{2,6};){6,}", re.IGNORECASE)
"""How content systems hide an address from robots: every letter as a character reference."""
_HIDDEN = re.compile(r"(data-cfemail\s*=\s*[\"']|/cdn-cgi/l/email-protection#)[0-9a-f]+", re.IGNORECASE)
"""Cloudflare's scrambled addresses, which anybody can read back."""


def _shown(found: re.Match[str]) -> str:
    text = unescape(found.group())
    return found.group() if mask(text) == text else mask(text)


def masked_text(text: str) -> str:
    """Return markup with e-mail addresses, however they are written, and UK telephone numbers masked."""
    text = _HIDDEN.sub(r"\1", text)
    return mask(_AT_SIGN.sub("@", _WRITTEN_IN_CODES.sub(_shown, text)))


def masked(page: Page) -> Page:
    """Return a page with personal data masked; every other byte stays, whatever its charset.

    Names of people can't be told from other words by rule: somebody has to look.
    """
    text = page.body.decode("utf-8", "surrogateescape")
    return structs.replace(page, body=masked_text(text).encode("utf-8", "surrogateescape"))


def is_masked(page: Page) -> bool:
    """Tell whether nothing is left to mask in a page, read as the text that it is."""
    text = decode(page)
    return masked_text(text) == text


def ending(page: Page) -> str:
    """Return the ending for a file of this page: json, xml or html, by its first character and declaration."""
    begin = page.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if begin.startswith((b"{", b"[")):
        return "json"
    xml = begin.startswith((b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex", b"<jobs", b"<vacancies"))
    return "xml" if xml and b"<!doctype html" not in begin else "html"
