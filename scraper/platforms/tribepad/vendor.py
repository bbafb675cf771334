"""Tribepad's vendor XML: jobs of named fields, texts escaped twice, answers by number."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from scraper.pages import Page, Problem
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import Pair, complete, fields
from scraper.platforms.helpers.payload import (
    Element,
    child,
    child_text,
    expect_xml,
    find_all,
    is_called,
    is_well_formed,
    name_of,
)
from scraper.platforms.helpers.places import coordinates
from scraper.platforms.helpers.text import join, plain
from scraper.platforms.helpers.urls import absolute, canonical
from scraper.records import Advert
from scraper.text import decode

_BODIES = ("package_description", "main_responsibilities", "ideal_candidate", "about_company")
_CURRENCY = {"1": "£"}
_FREQUENCY = {"1": "per annum", "2": "per hour"}
"""Seen in captured jobs: 1 beside "per annum", 2 beside hourly pay. Others are left unread."""
_UNIT = re.compile(r"\bper\b|\bp\.? ?[ah]\b|\bhour|\bannum|\byear|\bday|\bweek|/", re.IGNORECASE)
_EMPLOYER = re.compile(
    r"\b(?:council|authority|borough|trust|police|service|university|college|schools?)\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\(([^()]{2,80})\)$")
_CUSTOM = re.compile(r"^custom_(\d{1,6})$")
_NO_DATE = re.compile(r"^[0\s:-]*$")
_VOLUNTEER = re.compile(r"\bvolunt", re.IGNORECASE)


def is_xml(page: Page) -> bool:
    """Tell whether a page is XML rather than HTML."""
    beginning = page.body[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return beginning.startswith((b"<?xml", b"<jobs", b"<job>")) and b"<html" not in beginning


def is_feed(page: Page) -> bool:
    """Tell whether XML is this vendor's: jobs that have a job_id and a job_title."""
    try:
        root = expect_xml(page)
    except Problem:
        return False
    return any(
        child(job, "job_id") is not None and child(job, "job_title") is not None for job in find_all(root, "job")
    )


def listing(page: Page, options: Options) -> Listing:
    """Read the XML: every job once. It is empty only when it is whole and its root holds nothing."""
    root = expect_xml(page)
    answers = _answers(root, options)
    adverts = distinct(advert for job in find_all(root, "job") if (advert := _advert(job, answers, page.url)))
    bare = is_called(root, "jobs") and len(root) == 0 and not (root.text or "").strip()
    return Listing(adverts=adverts, empty=bare and is_well_formed(decode(page)))


def _answers(root: Element, options: Options) -> dict[str, str]:
    """Return what questions ("15") and answers ("15/36") stand for: by the file's own tables, then by the source."""
    known: dict[str, str] = {}
    for question in find_all(root, "custom_fields"):
        number = child_text(question, "question_id") or ""
        known[number] = child_text(question, "label") or ""
        for choice in find_all(question, "options"):
            known[f"{number}/{child_text(choice, 'id')}"] = plain(child_text(choice, "label")) or ""
    for name in ("custom", "answers"):
        given = options.get(name)
        for row in given if isinstance(given, list) else []:
            key, sign, label = str(row).partition("=")
            known |= {key.strip(): label.strip()} if sign else {}
    return known


def _advert(job: Element, answers: Mapping[str, str], base: str) -> Advert | None:
    ref, title = child_text(job, "job_id"), plain(child_text(job, "job_title"))
    if ref is None or title is None:
        return None
    url = absolute(child_text(job, "public_url"), base)
    custom = list(_custom(job, answers))
    known = fields([("Salary", pay), *custom] if (pay := _pay(job, custom)) else custom)
    places = _places(job)
    advert = Advert(
        source_ref=ref,
        url=canonical(url) if url else None,
        title=title,
        reference=plain(child_text(job, "reference")),
        summary=plain(_markup(job, "summary_external")),
        description=_body(job),
        location_texts=places,
        coordinates=coordinates([_geo(job)]) if len(places) == 1 else None,
        hours_text=_number(child_text(job, "shift_hours")),
        contract_text=join(_contract(job), known.pop("contract_text", None)),
        posted_text=_date(child_text(job, "open_date")),
        closing_text=_date(child_text(job, "expiry_date")),
        category_text=plain(child_text(job, "category_name")),
        posts_text=_number(child_text(job, "no_of_positions")),
        **_people(job, title),
    )
    return complete(advert, known)


def _contract(job: Element) -> str | None:
    """Return the job's type in words; the number of one in the vendor's list says nothing."""
    found = (plain(child_text(job, name)) for name in ("job_type_text", "job_type"))
    return next((text for text in found if text and any(map(str.isalpha, text))), None)


def _people(job: Element, title: str) -> dict[str, str | None]:
    """Return employer and advertiser: in a partnership the employer stands in brackets after the title."""
    region, unit = (plain(child_text(job, name)) or "" for name in ("region", "business_unit"))
    named = (text for text in (region, unit) if _EMPLOYER.search(text))
    own = plain(child_text(job, "company_name")) or next(named, None)
    partner = _IN_BRACKETS.search(title)
    if partner and unit.casefold().endswith("partnership"):
        return {"recruiter_text": partner[1].strip(), "advertiser_text": own}
    return {"recruiter_text": own}


def _pay(job: Element, custom: list[Pair]) -> str | None:
    """Return pay as printed, with its unit where the text has none; in parts, from the texts that are not cut."""
    printed = plain(child_text(job, "salaryDisplay", "salaryText"))
    unit = _FREQUENCY.get(child_text(job, "salary_frequency") or "")
    if printed:
        hourly = unit == "per hour" and any(map(str.isdigit, printed)) and not _UNIT.search(printed)
        return f"{printed} {unit}" if hourly else printed
    sign = _CURRENCY.get(child_text(job, "salary_currency") or "", "")
    low, high = (_number(child_text(job, f"salary_{end}_text", f"salary_{end}")) for end in ("from", "to"))
    amounts = " - ".join(dict.fromkeys(f"{sign}{amount}" for amount in (low, high) if amount))
    if amounts:
        return join(amounts, unit, by=" ")
    return "Voluntary" if _is_voluntary(job, custom) else None


def _is_voluntary(job: Element, custom: list[Pair]) -> bool:
    """Tell whether pay of nothing is meant: both amounts are zero, and nothing else says what is paid."""
    zero = all(child_text(job, f"salary_{end}") == "0" for end in ("from", "to"))
    said = f"{child_text(job, 'job_title')} {child_text(job, 'category_name')}"
    graded = any("grade" in label.casefold() for label, _ in custom)
    answered = any(child_text(one, "answer") for one in job if _CUSTOM.match(name_of(one)))
    return zero and not graded and (not answered or _VOLUNTEER.search(said) is not None)


def _custom(job: Element, answers: Mapping[str, str]) -> Iterator[Pair]:
    """Yield the answers that are known by name; a number whose list nobody gave says nothing."""
    for one in job:
        found = _CUSTOM.match(name_of(one))
        answer = plain(child_text(one, "answer")) if found else None
        if found is None or answer is None or not answers.get(found[1]):
            continue
        label = answers[found[1]]
        meant = answers.get(f"{found[1]}/{answer}")
        if meant or not _is_choice(found[1], answers):
            yield label, meant or answer


def _is_choice(question: str, answers: Mapping[str, str]) -> bool:
    return any(key.startswith(f"{question}/") for key in answers)


def _places(job: Element) -> tuple[str, ...]:
    towns = [town.strip() for town in (plain(child_text(job, "location_city")) or "").split(",")]
    towns = list(dict.fromkeys(town for town in towns if town))
    if len(towns) > 1:
        return tuple(towns)
    rest = [plain(child_text(job, name)) for name in ("location_county", "location_postcode")]
    return tuple(filter(None, [join(*towns, *rest, by=", ")]))


def _geo(job: Element) -> dict[str, str | None]:
    return {"latitude": child_text(job, "location_lat"), "longitude": child_text(job, "location_lon")}


def _markup(job: Element, name: str) -> str | None:
    """Return a body as HTML: what XML escaped once more than it had to is unescaped until its tags show."""
    body = child_text(job, name)
    for _ in range(2):
        if body and "<" not in body and "&" in body:
            body = unescape(body)
    return body if plain(body) else None


def _body(job: Element) -> str | None:
    parts = [_markup(job, name) for name in ("summary_external", *_BODIES)]
    return "\n".join(part for part in parts if part) or None


def _date(text: str | None) -> str | None:
    return None if text is None or _NO_DATE.match(text) else text


def _number(text: str | None) -> str | None:
    """Return a number that is more than nothing, as given; "bad" and "0" are none."""
    plain_text = (text or "").replace(",", "")
    if len(plain_text) > 16 or not re.fullmatch(r"\d+(?:\.\d*)?", plain_text):
        return None
    return text if float(plain_text) > 0 else None
