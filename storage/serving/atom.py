"""Feeds in Atom (RFC 4287) of rows that have a title and an address."""

import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no way to carry."""


def feed(title: str, address: str, rows: Iterable[dict[str, Any]], now: str) -> str:
    """Return the feed.

    Args:
        title: of the feed, plain text.
        address: of the feed itself, which names it too.
        rows: with job, title, url, first_seen, and whatever else there is to say of each.
        now: when the data were last collected (UTC with Z).
    """
    entries = "".join(_entry(row, address) for row in rows)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">'
        f"<title>{_text(title)}</title><id>{_text(address)}</id><updated>{_text(now)}</updated>"
        f'<link rel="self" href={_quoted(address)}/><author><name>counciljobs</name></author>{entries}</feed>\n'
    )


def _entry(row: dict[str, Any], address: str) -> str:
    said = [row.get(name) for name in ("recruiter", "location", "salary_text", "closes_at")]
    link = str(row.get("url") or "")
    href = f"<link href={_quoted(link)}/>" if link.startswith(("http://", "https://")) else ""
    return (
        f"<entry><title>{_text(row.get('title'))}</title><id>{_text(address)}#{_text(row.get('job'))}</id>"
        f"<updated>{_text(row.get('first_seen'))}</updated>{href}"
        f"<summary>{_text('; '.join(str(part) for part in said if part))}</summary></entry>"
    )


def _text(value: object) -> str:
    return escape(_ILLEGAL.sub("\ufffd", str(value or "")))


def _quoted(value: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", value))
