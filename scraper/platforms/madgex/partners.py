"""The XML that Madgex boards give their partners: Jobs/Job, one element a field. Pure."""

from scraper.pages import Page
from scraper.platforms.base import Listing
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.payload import Element, child_text, expect_xml, find_all, is_called, is_well_formed
from scraper.platforms.helpers.text import join, plain
from scraper.platforms.helpers.urls import absolute, canonical
from scraper.platforms.helpers.worth import UNSET
from scraper.records import Advert
from scraper.text import decode


def read_partner(page: Page) -> Listing:
    """Return the adverts of a partner's XML. They have no address of their own there, and sectors are bare numbers.

    Raises:
        Problem: not_xml, undecodable, too_big.
    """
    root = expect_xml(page)
    adverts = distinct(advert for job in find_all(root, "job") if (advert := _advert(job, page.url)) is not None)
    jobs = next(find_all(root, "jobs"), None)
    none = jobs is not None and not len(jobs) and is_called(root, "jobs", "rootnode")
    return Listing(adverts=adverts, empty=not adverts and none and is_well_formed(decode(page)))


def _advert(job: Element, base: str) -> Advert | None:
    number, title = child_text(job, "JobID"), _said(job, "JobTitle")
    if number is None or title is None:
        return None
    url = absolute(child_text(job, "JobURL", "JobDetailsURL"), base)
    place = _said(job, "LocationDescription")
    sectors = (plain(text) for one in find_all(job, "sector") if (text := one.text) and not text.strip().isdigit())
    return Advert(
        source_ref=number,
        url=canonical(url) if url else None,
        title=title,
        apply_url=absolute(child_text(job, "ApplicationURL"), base),
        summary=_said(job, "ShortJobDescription"),
        recruiter_text=_said(job, "RecruiterName"),
        location_texts=(place,) if place else (),
        salary_text=_said(job, "SalaryDescription"),
        category_text=join(*sectors),
    )


def _said(job: Element, name: str) -> str | None:
    text = plain(child_text(job, name))
    return None if text is None or text.casefold() in UNSET else text
