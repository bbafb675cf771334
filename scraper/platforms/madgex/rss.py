"""Madgex RSS: "Employer: Title", then salary, employer, blurb and town in one text. Pure."""

from scraper.platforms.helpers.card_lines import looks_like_pay
from scraper.platforms.helpers.feeds import FeedEntry
from scraper.platforms.helpers.identity import hashed, ref_of
from scraper.platforms.helpers.text import lines, tidy
from scraper.platforms.helpers.trailing import is_place_text, place_at_end
from scraper.platforms.helpers.urls import canonical, id_in
from scraper.platforms.helpers.worth import UNSET
from scraper.records import Advert

ADVERT_ID = r"/job/([0-9]{1,12})(?:[/?#]|$)"
MOST_PARTS = 12
"""Colons in a title that are tried as the end of the employer."""
_PARTS = ":|,–—-\n"
"""What stands between salary, employer and blurb: a colon, or the line break that a feed reader keeps."""
_CUT = ("…", "...")


def read_entry(entry: FeedEntry) -> Advert:
    """Return one item as an advert; what its text does not plainly set apart stays in the summary."""
    text = "\n".join(lines(entry.body or ""))
    recruiter, title = _named(entry.title or "", text)
    salary, blurb = _around(text, recruiter)
    place = _place(blurb)
    url = canonical(entry.link).partition("?")[0] if entry.link else None
    return Advert(
        source_ref=id_in(url, ADVERT_ID) or (ref_of(url) if url else hashed(title, recruiter, place)),
        url=url,
        title=title,
        summary=tidy(blurb),
        recruiter_text=recruiter,
        location_texts=(place,) if place else (),
        salary_text=salary,
        posted_text=entry.posted,
    )


def _named(text: str, body: str) -> tuple[str | None, str]:
    """Split "Employer: Title" at its first colon, or at a later one where the body names the longer employer."""
    parts = text.split(": ")
    if len(parts) == 1:
        return None, text
    cuts = [": ".join(parts[:end]) for end in range(1, min(len(parts), MOST_PARTS))]
    employer = next((cut for cut in reversed(cuts) if _found(body, cut) is not None), cuts[0])
    title = text[len(employer) + 1 :].strip()
    return (employer.strip(), title) if employer.strip() and title else (None, text)


def _found(body: str, employer: str) -> int | None:
    """Return where the employer stands on its own in a body: parted from what is before and behind it."""
    start = body.find(employer) if employer else -1
    while start >= 0:
        before, after = body[:start].rstrip(" "), body[start + len(employer) :].lstrip(" ")
        if before[-1:] in _PARTS and after[:1] in _PARTS:
            return start
        start = body.find(employer, start + 1)
    return None


def _around(body: str, employer: str | None) -> tuple[str | None, str]:
    """Return the salary before the employer and the blurb behind it."""
    start = _found(body, employer) if employer else None
    if start is not None and employer:
        salary = tidy(body[:start].strip(_PARTS + " "))
        return _set(salary), body[start + len(employer) :].strip(_PARTS + " ")
    first, _, rest = body.partition("\n" if "\n" in body else ": ")
    return (tidy(first), rest.strip()) if rest and looks_like_pay(first) else (None, body)


def _set(text: str | None) -> str | None:
    return None if text is None or text.casefold() in UNSET else text


def _place(blurb: str) -> str | None:
    """Return the town behind a blurb: its last line or last words; a blurb cut off, or a whole sentence, has none."""
    last = blurb.rpartition("\n")[2].strip()
    if not last or last.endswith((*_CUT, ".", "!", "?")):
        return None
    return last if "\n" in blurb and is_place_text(last) else place_at_end(tidy(blurb) or "")
