"""Cards of Jobiqo's older sites (Drupal), and of its front end where a page carries no data."""

import re

from scraper.platforms.helpers import any_card
from scraper.platforms.helpers.cards import around
from scraper.platforms.helpers.labels import complete
from scraper.platforms.helpers.markup import Node, Tree, attribute, first, first_text, link, text
from scraper.platforms.helpers.urls import canonical, id_in
from scraper.records import Advert

_ID = r"/job/[^?#]{0,400}?-(\d{1,12})(?=[/?#]|$)"
_CARD = frozenset({"node--job-per-template", "node-job", "jcl-job-teaser", "job__content"})
_LABEL = re.compile(r"^Published ?: ?", re.IGNORECASE)
_TITLES = (".node__title a", "[class*=job-teaser-title] a", "h2 a", "h3 a", "a.recruiter-job-link", "h2", "h3")
_FIELDS = {
    "recruiter_text": (
        ".recruiter-company-profile-job-organization",
        "[class*=companyName]",
        "[class*=job-teaser-company]",
    ),
    "salary_text": ("[class*=job-teaser-salary]", ".salary", "[class*=job__salary]"),
    "workplace_text": ("[class*=job-teaser-remote]",),
    "posted_text": (".job__date", ".date", "[class*=jobTeaserDate]"),
}


def adverts(tree: Tree, base: str) -> list[Advert]:
    """Return the adverts of a page's cards, each link's own."""
    links = [(node, url) for node in tree.css("a[href*='/job/']") if (url := link(node, base)) and id_in(url, _ID)]
    refs = {node.mem_id: id_in(url, _ID) for node, url in links}
    alone = around([node for node, _ in links], lambda node: refs[node.mem_id])
    of_ref = {id_in(link(card, base), _ID): card for card in alone}
    found = (_advert(_card(node) or of_ref.get(refs[node.mem_id]) or node, url) for node, url in links)
    return [advert for advert in found if advert is not None]


def _card(node: Node) -> Node | None:
    """Return the outermost element around a link that is marked as one job's."""
    at, card = node.parent, None
    while at is not None and at.tag != "body":
        if not _CARD.isdisjoint((at.attributes.get("class") or "").split()):
            card = at
        at = at.parent
    return card


def _advert(card: Node, url: str) -> Advert | None:
    ref = id_in(url, _ID)
    title = first_text(card, *_TITLES) or attribute(first(card, "a[title]"), "title") or text(first(card, "a"))
    if ref is None or title is None:
        return None
    told: dict[str, str | None] = {name: first_text(card, *selectors) for name, selectors in _FIELDS.items()}
    posted = _LABEL.sub("", told.pop("posted_text") or "").rstrip(", ") or None
    place = first(card, "[class*=job-teaser-location]", ".job__location", ".location")
    places = [text(item) for item in place.css("li, span:not(:has(span))")] if place is not None else []
    texts = tuple(dict.fromkeys(one for one in places if one)) or tuple(filter(None, [text(place)]))
    address = canonical(url)
    told |= {"posted_text": posted}
    advert = Advert(source_ref=ref, url=address, title=title, detail_url=address, location_texts=texts)
    return complete(complete(advert, told), any_card.told(card))
