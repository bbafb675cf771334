"""RSS 2.0: the jobs as a feed, the newest first."""

from collections.abc import Iterable, Iterator, Mapping
from email.utils import format_datetime
from html import escape
from typing import IO

from storage.exporting.batches import Columns
from storage.exporting.legal import is_address, legal, moment_of

COLUMNS = (
    *("job", "source", "source_ref", "url", "title", "recruiter", "location", "salary_text", "closes_at", "category"),
    *("summary", "description", "first_seen"),
)
"""What a feed is made from."""
HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>\n<title>Council jobs</title>\n'
    "<link>urn:counciljobs:jobs</link>\n<description>Jobs at UK councils, newest first.</description>\n"
    "<language>en-GB</language>\n<generator>counciljobs</generator>\n"
)
TAIL = "</channel></rss>\n"
LONGEST = 100_000
"""Letters of a description; readers fetch a feed whole, again and again."""
_FACTS = (("recruiter", "Employer"), ("location", "Place"), ("salary_text", "Pay"), ("closes_at", "Closes"))
Job = Mapping[str, str | None]


def write(columns: tuple[str, ...], batches: Iterable[Columns], stream: IO[str]) -> int:
    """Write batches of COLUMNS to a text stream as RSS; returns how many items.

    Titles and descriptions are text of strangers: they are escaped once as HTML, which readers take them for, and once
    more as XML.
    """
    stream.write(HEAD)
    count = 0
    for batch in batches:
        for row in zip(*batch, strict=True):
            stream.write(_item(dict(zip(columns, row, strict=True))))
            count += 1
    stream.write(TAIL)
    return count


def _item(job: Job) -> str:
    return "<item>\n" + "".join(f"{line}\n" for line in _lines(job)) + "</item>\n"


def _lines(job: Job) -> Iterator[str]:
    yield f"<title>{_xml(_title(job))}</title>"
    if is_address(job["url"]):
        yield f"<link>{_xml(job['url'] or '')}</link>"
    yield f'<guid isPermaLink="false">{_xml(_name(job))}</guid>'
    moment = moment_of(job["first_seen"] or "")
    if moment is not None:
        yield f"<pubDate>{format_datetime(moment, usegmt=True)}</pubDate>"
    if job["category"]:
        yield f"<category>{_xml(job['category'])}</category>"
    yield f"<description>{_xml(_body(job))}</description>"


def _title(job: Job) -> str:
    """Return the title; text in most readers and HTML in some: nothing in it runs in either."""
    shown = f"{job['title']}, {job['recruiter']}" if job["recruiter"] else job["title"] or ""
    return shown.replace("<", "‹").replace(">", "›")


def _name(job: Job) -> str:
    """Return what names an item for ever: its first posting would change its address when a source moves."""
    return f"{job['job']} {job['source']}:{job['source_ref']}"


def _body(job: Job) -> str:
    facts = [f"<b>{label}</b>: {escape(job[name] or '')}" for name, label in _FACTS if job[name]]
    text = (job["description"] or job["summary"] or "")[:LONGEST]
    return "<br>".join([*facts, *(escape(line) for line in text.splitlines())])


def _xml(text: str) -> str:
    return escape(legal(text))
