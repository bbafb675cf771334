"""Any RSS or Atom feed of vacancies, and vendors' XML made of items.

The source's ``url`` is the feed. Fields come from the entry, from what the vendor adds to it (elements of its
namespaces, categories with a domain) and from the lines of labels in its text ("Contract Type: X | Salary: Z").

Options:
- ``title``: how titles are built: "employer: title", "title - employer", "title | employer | location".
- ``id``: a regular expression whose first group is the id in an entry's link.
- ``extent``: "window" when the feed shows only the latest entries; "full" (the default) when it shows all.
- ``detail``: true to read each entry's own page, where it carries a JobPosting.

Identity: the option's id; else the entry's guid, or the number in it when it is an address; else the number in its
link; else its reference; else its link; else a hash of title, employer and place. A feed is empty only when it is whole
and holds nothing but its head, or one entry whose title says that there are no vacancies. Built from captured feeds of
four vendors.
"""

import re

from msgspec import structs

from scraper.pages import Page, Problem, Request
from scraper.platforms import jobposting
from scraper.platforms.base import Extent, Listing, Options
from scraper.platforms.helpers.feeds import FeedEntry, read_feed
from scraper.platforms.helpers.identity import distinct, has_number, hashed, ref_of
from scraper.platforms.helpers.labels import complete, fields, pairs_in, value
from scraper.platforms.helpers.none import none_in
from scraper.platforms.helpers.pagers import following
from scraper.platforms.helpers.text import join, plain
from scraper.platforms.helpers.urls import canonical, id_in
from scraper.records import Advert

EXPECTS = "xml"

_TITLE_WORDS = re.compile(r"(employer|title|location)")
_TITLE_FIELDS = {"employer": "recruiter_text", "title": "title", "location": "location_texts"}
_BODIES = (
    "Advert text",
    "job Advert",
    "Job Description",
    "description",
    "Vacancy Description",
    "Full Description",
    "body",
)
_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the feed."""
    return (Request(url=str(options["url"])),)


def listing(page: Page, options: Options) -> Listing:
    """Read a feed, each advert once.

    Raises:
        Problem: not_xml, undecodable, too_big.
    """
    feed = read_feed(page)
    if len(feed.entries) == 1 and none_in([feed.entries[0].title or ""]):
        return Listing(empty=True)
    adverts = distinct(advert for entry in feed.entries if (advert := _advert(entry, options)).title)
    extent: Extent = "window" if options.get("extent") == "window" else "full"
    return Listing(
        adverts=adverts, declared_total=feed.total, next=following(feed.next), empty=feed.empty, extent=extent
    )


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what the JobPosting on its own page adds; the feed's own words stay.

    Raises:
        Problem: layout_changed when the page holds none.
    """
    told = jobposting.detail(page, advert)
    return complete(advert, structs.asdict(told))


def recognise(page: Page) -> bool:
    """Tell whether a page is a feed."""
    try:
        return _ROOT.search(page.body[:2_000].decode("latin-1")) is not None and bool(read_feed(page).entries)
    except Problem:
        return False


def _advert(entry: FeedEntry, options: Options) -> Advert:
    known = fields((*entry.pairs, *pairs_in(entry.body)))
    named = _title(entry.title or known.pop("title", None), str(options.get("title", "")))
    known = {name: text for name, text in known.items() if name != "title"} | named
    category = join(*entry.categories) or known.get("category_text")
    body = entry.body or value(entry.pairs, *_BODIES)
    advert = Advert(
        source_ref=_ref(entry, known.get("reference"), options)
        or hashed(known.get("title"), known.get("recruiter_text"), *known.get("location_texts", ())),
        url=canonical(entry.link) if entry.link else None,
        description=body,
        summary=plain(entry.blurb),
        detail_url=entry.link if options.get("detail") is True else None,
    )
    return complete(
        advert, known | {"posted_text": entry.posted or known.get("posted_text"), "category_text": category}
    )


def _ref(entry: FeedEntry, reference: str | None, options: Options) -> str | None:
    wanted = options.get("id")
    if isinstance(wanted, str) and (found := id_in(entry.link, wanted)):
        return found
    if entry.id:
        return ref_of(entry.id) if "://" in entry.id else entry.id
    if entry.link and has_number(entry.link):
        return ref_of(entry.link)
    return reference or (ref_of(entry.link) if entry.link else None)


def _title(text: str | None, style: str) -> dict[str, object]:
    """Split a title as the style says; a title that does not fit it stays whole."""
    words = _TITLE_WORDS.findall(style)
    if not text or len(words) < 2:
        return {"title": text}
    sign = _TITLE_WORDS.split(style)[2]
    parts = text.rsplit(sign, len(words) - 1) if words[0] == "title" else text.split(sign, len(words) - 1)
    if len(parts) != len(words) or not all(part.strip() for part in parts):
        return {"title": text}
    found: dict[str, object] = {_TITLE_FIELDS[word]: part.strip() for word, part in zip(words, parts, strict=True)}
    if "location_texts" in found:
        found["location_texts"] = (found["location_texts"],)
    return found
