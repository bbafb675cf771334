"""What a look at a source says beside what the store remembers of it: pure, for ``sources check``."""

from collections.abc import Sequence

from msgspec import Struct

from counciljobs.looks import Look
from scraper.records import Advert
from storage.batch import Known, PastRun
from storage.hashing import listed_hash

FIELDS = (
    *("title", "recruiter_text", "location_texts", "salary_text", "hours_text", "contract_text", "closing_text"),
    *("posted_text", "reference", "summary", "description", "category_text"),
)
"""What a listing may show of a vacancy, in the order of an advert."""
LOST = 0.5
"""A field that fewer than half as many adverts carry as in the last run is lost by the page, not by employers."""
USUAL = 0.5
"""A field that fewer than half the adverts carried comes and goes by itself."""


class Checkup(Struct, frozen=True, kw_only=True):
    """The answer for one source: what ``sources check --json`` prints.

    Attributes:
        fields: share (0 to 1) of the adverts looked at that have each verbatim field; those that none has are left out.
        new: adverts on the page that the store does not hold; None when it has never collected the source.
        changed: adverts on the page that read differently from what the store holds.
        last_run: when it was last collected, UTC.
        changes: a sentence for each thing that differs from the last run.
    """

    source: str
    platform: str
    verdict: str
    cause: str | None
    recognised: bool
    adverts: int
    declared_total: int | None
    fields: dict[str, float]
    new: int | None
    changed: int | None
    last_run: str | None
    changes: tuple[str, ...]
    message: str | None


def checkup(look: Look, known: Known) -> Checkup:
    """Return what a look showed and what has changed since the source was last collected."""
    listing, problem = look.listing, look.problem
    adverts = listing.adverts if listing else ()
    last = known.history[0] if known.history else None
    fields = shares(look.adverts)
    return Checkup(
        source=look.source.id,
        platform=look.source.platform,
        verdict=str(problem.verdict if problem else "ok" if adverts else "empty"),
        cause=problem.cause if problem else None,
        recognised=look.recognised,
        adverts=len(adverts),
        declared_total=listing.declared_total if listing else None,
        fields=fields,
        new=None if last is None else sum(advert.source_ref not in known.postings for advert in adverts),
        changed=None if last is None else sum(_differs(advert, known) for advert in adverts),
        last_run=last.finished_at if last else None,
        changes=tuple(_changes(look, fields, last)) if last else (),
        message=problem.message if problem else None,
    )


def shares(adverts: Sequence[Advert]) -> dict[str, float]:
    """Return the share of adverts with each field that any of them has."""
    counts = {field: sum(1 for advert in adverts if getattr(advert, field)) for field in FIELDS}
    return {field: round(count / len(adverts), 3) for field, count in counts.items() if count}


def _differs(advert: Advert, known: Known) -> bool:
    stored = known.postings.get(advert.source_ref)
    return stored is not None and stored.listed_hash != listed_hash(advert)


def _changes(look: Look, fields: dict[str, float], last: PastRun) -> list[str]:
    """Return what differs from the last run; of a source that can't be read, only that it could be."""
    readable = last.verdict in {"ok", "unchanged", "empty"}
    if look.listing is None:
        return [f"It was read well on {last.finished_at[:10]}."] if readable else []
    told = [] if readable else [f"It was {last.verdict} on {last.finished_at[:10]} and can be read again."]
    if not look.recognised:
        told.append(f"The page no longer looks like {look.source.platform}.")
    if not look.listing.next and len(look.listing.adverts) != last.adverts:
        told.append(f"It shows {len(look.listing.adverts)} adverts; the last run found {last.adverts}.")
    for key, before in last.fill.items():
        where, _, field = key.partition(".")
        now = fields.get(field, 0.0)
        if where == "listing" and look.adverts and before >= USUAL and now < before * LOST:
            told.append(f"{field} is filled in {now:.0%} of adverts, in the last run in {before:.0%}.")
    return told
