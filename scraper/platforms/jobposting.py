"""Any site whose pages carry schema.org JobPosting (JSON-LD, microdata, RDFa Lite).

The source's ``url`` is one of:
- a sitemap or a sitemap index (also gzipped): each address that is an advert's becomes an advert to be read from its
  own page; ``lastmod`` tells when to read it again. Of an index whose files name jobs or vacancies only those are read;
- a listing page: its links that lead to adverts, its pager followed to the end;
- a page that itself holds the JobPostings (an ItemList or several), or adverts under headings of their own.

Options:
- ``link``: what an advert's address looks like, as a glob ("*/job/*") or a regular expression. Without it addresses
  are told by shape (see helpers.links): a word such as "job" or "vacancy" followed by something, within the site.
- ``id``: a regular expression whose first group is the id in an address. Without it the id is the number an address
  plainly has, else the canonical address (see helpers.identity).
- ``sitemaps``: a pattern for the files of a sitemap index that are read.

Identity is decided on the listing and kept when the detail page is read. Built from the vocabulary's definition and
captured mark-up of several vendors; it holds for any site, so it is proved site by site.
"""

import re

from msgspec import structs

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers import any_card, links, schema_org, sitemaps
from scraper.platforms.helpers.headed import adverts_by_headings
from scraper.platforms.helpers.identity import distinct, hashed, ref_of
from scraper.platforms.helpers.labels import complete
from scraper.platforms.helpers.markup import Tree, parse, parse_html
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import following, next_link
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import canonical, id_in, same_site
from scraper.records import Advert
from scraper.text import decode

_ABOUT_JOBS = re.compile(r"job|vacanc|career|opportunit|recruit|swydd", re.IGNORECASE)
_MARKS = re.compile(r"[\"'/:#\s]JobPosting\b", re.IGNORECASE)


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the source's own address."""
    return (Request(url=str(options["url"])),)


def listing(page: Page, options: Options) -> Listing:
    """Read a sitemap, a listing page or a page of JobPostings.

    Raises:
        Problem: undecodable, too_big, not_xml; layout_changed when an option is not a pattern.
    """
    page = sitemaps.unpacked(page)
    if sitemaps.is_sitemap(page):
        return _sitemap(page, options)
    tree = parse(page)
    adverts = _together(_held(tree, page.url, options), _linked(tree, page.url, options), options)
    if not adverts and not options.get("link"):
        adverts = distinct(adverts_by_headings(tree, page.url))
    return Listing(
        adverts=adverts,
        declared_total=declared_total(tree, len(adverts)),
        next=following(next_link(tree, page.url)),
        empty=not adverts and says_none(tree),
    )


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert as its page's JobPosting tells it: the one of its address or reference, else the first.

    What the posting leaves out stays as the listing gave it.

    Raises:
        Problem: layout_changed when the page holds no JobPosting, or we were sent on to a page of several others (the
            reader says soft_404 where the page does).
    """
    found = [schema_org.to_advert(one, page.url) for one in schema_org.postings_in(decode(page), page.url)]
    same = [one for one in found if _is_same(one, advert)]
    sent_on = canonical(page.url) != canonical(advert.detail_url or page.url)
    if not found or (len(found) > 1 and sent_on and not same):
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} holds no JobPosting of this advert: look at it")
    told = (same or found)[0]
    listed = {name: getattr(advert, name) for name in ("source_ref", "detail_url", "mark", "url")}
    kept = {name: value for name, value in listed.items() if value}
    return complete(structs.replace(told, **kept), structs.asdict(advert))


def _is_same(told: Advert, listed: Advert) -> bool:
    """Tell whether a posting is the advert that the listing named: by address, by its number, by reference."""
    address = listed.detail_url or listed.url
    if told.reference and told.reference in (listed.reference, listed.source_ref):
        return True
    return told.url is not None and address is not None and ref_of(told.url) == ref_of(address)


def recognise(page: Page) -> bool:
    """Tell whether a page carries a JobPosting."""
    try:
        text = decode(page)
        return _MARKS.search(text) is not None and bool(schema_org.postings(parse_html(text, page.url)))
    except Problem:
        return False


def _sitemap(page: Page, options: Options) -> Listing:
    found = sitemaps.read_sitemap(page)
    entry = str(options["url"])
    if found.sitemaps:
        chosen = _chosen([one.url for one in found.sitemaps], page.url, options)
        return Listing(next=tuple(Request(url=url) for url in chosen))
    marks = {one.url: one.lastmod for one in found.pages}
    wanted = _pattern(options, "link")
    urls = links.adverts_among(marks, wanted)
    if not urls and wanted is None and _is_about_jobs(page.url):
        urls = list(marks)
    adverts = tuple(
        Advert(source_ref=_ref(url, options), url=canonical(url), detail_url=canonical(url), mark=marks[url])
        for url in urls
    )
    if adverts or canonical(page.url) == canonical(entry):
        return Listing(adverts=adverts, empty=found.empty)
    # One file of an index may hold other pages only: it leads back to its index, which has been asked.
    return Listing(next=(Request(url=entry),))


def _chosen(urls: list[str], page_url: str, options: Options) -> list[str]:
    """Return the files of an index to read: those the option names, else those named after jobs, else all."""
    wanted = _pattern(options, "sitemaps")
    if wanted is not None:
        return [url for url in urls if wanted.search(url)]
    urls = [url for url in urls if same_site(url, page_url)]
    return list(filter(_is_about_jobs, urls)) or urls


def _is_about_jobs(url: str) -> bool:
    """Tell whether an address, its host apart, names jobs."""
    return _ABOUT_JOBS.search(url.partition("//")[2].partition("/")[2]) is not None


def _held(tree: Tree, url: str, options: Options) -> tuple[Advert, ...]:
    """Return the adverts of the postings that a page holds itself."""
    found = [schema_org.to_advert(one, url) for one in schema_org.postings(tree)]
    refs = [one.source_ref for one in found]
    return tuple(
        _named(one, url, options, shared=refs.count(one.source_ref) > 1) for one in found if one.title is not None
    )


def _named(advert: Advert, url: str, options: Options, *, shared: bool) -> Advert:
    """Give a held posting its identity; one that several postings share (an employer's number) is none."""
    if advert.url and canonical(advert.url) != canonical(url):
        more = None if advert.description else advert.url
        return structs.replace(advert, source_ref=_ref(advert.url, options), detail_url=more)
    if shared:
        return structs.replace(advert, source_ref=hashed(advert.title, advert.recruiter_text, *advert.location_texts))
    return advert


def _together(held: tuple[Advert, ...], linked: tuple[Advert, ...], options: Options) -> tuple[Advert, ...]:
    """Return the held postings, and the linked adverts beside them where the links prove to be of the same kind."""
    refs = {advert.source_ref for advert in held}
    if held and not options.get("link") and refs.isdisjoint(advert.source_ref for advert in linked):
        return held
    return held + tuple(advert for advert in linked if advert.source_ref not in refs)


def _linked(tree: Tree, url: str, options: Options) -> tuple[Advert, ...]:
    wanted = _pattern(options, "link")
    targets = links.targets_in(tree, url)
    found = dict(links.adverts_of(targets, url, wanted))
    shown = any_card.told_by_links(targets, frozenset(map(canonical, found)))
    named = schema_org.item_urls(tree, url)
    found |= {one: None for one in (links.adverts_among(named, wanted) if wanted else named) if one not in found}
    return tuple(
        complete(
            Advert(source_ref=_ref(one, options), url=canonical(one), title=title, detail_url=canonical(one)),
            shown.get(canonical(one), {}),
        )
        for one, title in found.items()
    )


def _ref(url: str, options: Options) -> str:
    wanted = options.get("id")
    return (id_in(url, wanted) if isinstance(wanted, str) else None) or ref_of(url)


def _pattern(options: Options, name: str) -> re.Pattern[str] | None:
    given = options.get(name)
    if not isinstance(given, str) or not given:
        return None
    try:
        return links.pattern(given)
    except ValueError as error:
        raise Problem(
            Verdict.BROKEN, "layout_changed", f"the option {name} of this source can't be used: {error}"
        ) from None
