"""The XML API: a hundred adverts a reply, each with what a card shows and a first few lines of text. Pure."""

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.base import Extent, Listing
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.pagers import until
from scraper.platforms.helpers.payload import (
    Element,
    child,
    child_text,
    expect_xml,
    find_all,
    is_called,
    is_well_formed,
)
from scraper.platforms.helpers.text import plain
from scraper.platforms.helpers.urls import id_in, parameter, with_parameters
from scraper.platforms.nhsjobs.common import ID, REF, address
from scraper.records import Advert
from scraper.text import decode

MOST_VACANCIES = 2_000
"""Read of one reply: twenty times what is asked for."""


def reply(page: Page, extent: Extent) -> Listing:
    """Read one reply of the API.

    Raises:
        Problem: not_xml, undecodable, too_big; layout_changed when it is another kind of XML.
    """
    root = expect_xml(page)
    if not is_called(root, "nhsJobs"):
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} is XML but no reply of NHS Jobs: look at it")
    listed = list(find_all(root, "vacancyDetails"))[:MOST_VACANCIES]
    total, pages = _number(child_text(root, "totalResults")), _number(child_text(root, "totalPages"))
    adverts = distinct(advert for one in listed if (advert := _vacancy(one)) is not None)
    here = _number(parameter(page.url, "page")) or 1
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=until(pages, here, with_parameters(page.url, page=here + 1)) if adverts else (),
        empty=total == 0 and not listed and is_well_formed(decode(page)),
        extent=extent,
    )


def _number(shown: str | None) -> int | None:
    return int(shown) if shown and shown.isascii() and shown.isdigit() and len(shown) < 8 else None


def _vacancy(element: Element) -> Advert | None:
    ref = id_in(child_text(element, "url"), ID) or child_text(element, "id")
    title = plain(child_text(element, "title"))
    if ref is None or not REF.fullmatch(ref) or title is None:
        return None
    around = child(element, "locations")
    places = [plain(one.text) for one in around if len(one) == 0] if around is not None else []
    return Advert(
        source_ref=ref,
        url=address(ref),
        title=title,
        reference=plain(child_text(element, "reference")),
        summary=plain(child_text(element, "description")),
        recruiter_text=plain(child_text(element, "employer")),
        location_texts=tuple(dict.fromkeys(place for place in places if place)),
        salary_text=plain(child_text(element, "salary")),
        contract_text=plain(child_text(element, "type")),
        posted_text=child_text(element, "postDate"),
        closing_text=child_text(element, "closeDate"),
        detail_url=address(ref),
    )
