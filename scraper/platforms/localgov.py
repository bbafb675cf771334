"""localgov.co.uk: a few adverts in the side of every article page, signed "Recuriter: NAME".

Built from the text of such pages alone (their markup is not known), so the block is read by what a person sees of it,
whatever the tags are. The block is headed "Highways jobs", which says nothing about the adverts; it is a sample of the
site's adverts, put in when the page is served. Nothing can be closed by an advert's absence here.

A source row needs only ``url``: any article page.
"""

from collections import Counter
from collections.abc import Sequence

from scraper.pages import Page, Request
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers import urls
from scraper.platforms.helpers.blocks import Block, Edge, split
from scraper.platforms.helpers.card_bodies import read_body
from scraper.platforms.helpers.card_lines import is_block_heading, label_of
from scraper.platforms.helpers.identity import distinct, has_number, hashed, ref_of
from scraper.platforms.helpers.markup import base_of, parse
from scraper.platforms.helpers.none import none_in
from scraper.platforms.helpers.signatures import signed_block
from scraper.platforms.helpers.signed_cards import PARTING, Card, cards
from scraper.platforms.helpers.unspoken import spell_out
from scraper.records import Advert
from scraper.reference.keys import key

EXPECTS = "html"
SITE = "localgov.co.uk"
_IDS = (r"/[^/?]{1,200}/([0-9]{4,12})/?(?:\?|$)", r"-([0-9]{5,12})/?(?:\.[a-z]{3,5})?(?:\?|$)")
"""How the publisher writes ids where no word says that a vacancy follows: "/a-slug/12345", "/a-slug-12345"."""
LINES_UNDER_HEADING = 2
"""Lines under the block's heading that may say that there are no adverts."""


def _is_of_site(url: str) -> bool:
    return urls.host(url) == SITE or urls.host(url).endswith("." + SITE)


def requests(options: Options) -> tuple[Request, ...]:
    """Return the one page to ask for."""
    return (Request(url=str(options["url"])),)


def _link(card: Card, page: Page, base: str) -> str | None:
    """The advert's own address: its title's link, else that of a button which is not for applying."""
    views = (line.href for line in card.buttons if not line.text.lower().startswith("apply"))
    for href in (card.title.href, *views):
        url = urls.absolute(href, base) if href and not href.startswith("#") else None
        if url and urls.canonical(url) != urls.canonical(page.url):
            return urls.canonical(url)
    return None


def _apply(card: Card, base: str) -> str | None:
    hrefs = (line.href for line in card.buttons if line.text.lower().startswith("apply"))
    return next((url for href in hrefs if (url := urls.absolute(href, base))), None)


def _number(url: str | None) -> str | None:
    return (ref_of(url) if has_number(url) else urls.id_in(url, *_IDS)) if url else None


def _ref(url: str | None, page: Page, otherwise: str) -> str:
    number = _number(url)
    if url is None or number in (None, _number(page.url)):
        return otherwise
    return str(number) if _is_of_site(url) or urls.same_site(url, page.url) else f"{urls.host(url)}:{number}"


def _advert(card: Card, page: Page, base: str, shared: frozenset[str]) -> Advert:
    title = label_of(card.title.text)[1].rstrip(PARTING)
    body = read_body(card.body, title)
    url = _link(card, page, base)
    url = None if url in shared else url
    other = card.organisation if key(card.organisation or "") != key(card.recruiter or "") else None
    return Advert(
        source_ref=_ref(url, page, hashed(title, card.recruiter or card.organisation, body.location)),
        url=url,
        title=title,
        apply_url=_apply(card, base),
        summary=body.summary,
        advertiser_text=other,
        recruiter_text=card.recruiter,
        location_texts=(body.location,) if body.location else (),
        salary_text=body.salary,
    )


def _shared(found: Sequence[Card], page: Page, base: str) -> frozenset[str]:
    """Addresses that different adverts link to: a list of jobs, not an advert's own page."""
    pairs = {(key(card.title.text), url) for card in found if (url := _link(card, page, base))}
    counts = Counter(url for _, url in pairs)
    return frozenset(url for url, count in counts.items() if count > 1)


def _says_none(block: Block) -> bool:
    """Whether the block itself, under its heading, says that there are no adverts: the article's words do not count."""
    shown = [text for line in split(block.runs, Edge.LINE) if (text := line.text)]
    headings = (n for n, text in enumerate(shown) if is_block_heading(text))
    return any(none_in(shown[n + 1 : n + 1 + LINES_UNDER_HEADING]) for n in headings)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the same for every platform)
    """Read the adverts beside an article, each once; a page without the block has none and does not say so.

    Raises:
        Problem: undecodable or too_big.
    """
    tree = parse(page)
    spell_out(tree)
    block = signed_block(tree)
    if block is None:
        return Listing(extent="sample")
    found, base = list(cards(block)), base_of(tree, page.url)
    shared = _shared(found, page, base)
    adverts = distinct(_advert(card, page, base, shared) for card in found)
    return Listing(adverts=adverts, empty=not adverts and _says_none(block), extent="sample")


def detail(page: Page, advert: Advert) -> Advert:  # noqa: ARG001 (the same for every platform)
    """Return the advert as it is: no page of one advert is read."""
    return advert


def recognise(page: Page) -> bool:
    """Tell whether a page is of the site, or carries the block.

    Raises:
        Problem: as in ``listing``.
    """
    return _is_of_site(page.url) or bool(listing(page, {}).adverts)
