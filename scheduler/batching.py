"""From what a source run read to the batch that the store ingests: adverts become postings here."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from scheduler.boundary import contained
from scheduler.spool import Head, Spooled
from scheduler.walk import Found, Job, Walk
from scraper.normalising.context import Context
from scraper.pages import Problem
from scraper.records import Advert, Posting
from storage.batch import Batch, Known, SeenPosting, SourceRun

Normalise = Callable[[Advert, Context], Posting]


def postings_of(
    head: Head, job: Job, walk: Walk, at: str, normalise: Normalise
) -> tuple[tuple[SeenPosting, ...], list[Problem]]:
    """Return the postings that a walk gives the store to write, and what our own defects kept from it."""
    return _postings(head, _news(job, walk), job.known, at, normalise)


def _news(job: Job, walk: Walk) -> Iterator[Found]:
    """Yield what the store has to write, whole; adverts of one page follow one another, so it is read back once."""
    leaf, whole = None, dict[str, Found]()
    for found in filter(job.is_news, walk.found.values()):
        at = walk.aside.get(found.advert.source_ref)
        if at is None:
            yield found
            continue
        if at != leaf:
            leaf, whole = at, {one.advert.source_ref: one for one in job.recall(at).news}
        yield whole[found.advert.source_ref]


def with_defects(source_run: SourceRun, defects: list[Problem]) -> SourceRun:
    """Return how the source run went, with the adverts that a defect of ours kept out."""
    if not defects:
        return source_run
    sentence = f"{len(defects)} adverts could not be normalised: {defects[0].message}"
    message = " ".join(filter(None, [source_run.message, sentence]))
    return msgspec.structs.replace(source_run, warnings=(*source_run.warnings, "internal_error"), message=message)


def batch_of(walk: Walk, known: Known, source_run: SourceRun, postings: tuple[SeenPosting, ...]) -> Batch:
    """Return the batch of a finished walk; ``seen`` are the adverts of its listing that the store has or gets."""
    return Batch(
        source_run=source_run,
        pages=tuple(walk.pages.values()),
        postings=postings,
        seen=_stored(walk.found, postings, known),
    )


def batch_of_spool(spooled: Spooled, known: Known, source_run: SourceRun, normalise: Normalise) -> Batch:
    """Return the batch of a source run whose process was killed before the store had it."""
    postings, defects = _postings(spooled.head, spooled.news.values(), known, source_run.finished_at, normalise)
    return Batch(
        source_run=with_defects(source_run, defects),
        pages=tuple(spooled.pages.values()),
        postings=postings,
        seen=_stored(spooled.seen, postings, known),
    )


def _stored(refs: Iterable[str], postings: Iterable[SeenPosting], known: Known) -> tuple[str, ...]:
    written = {one.posting.source_ref for one in postings}
    return tuple(ref for ref in refs if ref in written or ref in known.postings)


def _postings(
    head: Head, news: Iterable[Found], known: Known, at: str, normalise: Normalise
) -> tuple[tuple[SeenPosting, ...], list[Problem]]:
    context = Context(source=head.source, fetched_at=at, authority=head.authority, parser_version=head.version)
    written, defects = list[SeenPosting](), list[Problem]()
    for found in news:
        advert, detail_at = _whole(found, known, at)
        if advert.title is None:
            continue
        with contained(defects.append):
            posting = normalise(advert, context)
            written.append(
                SeenPosting(posting=posting, advert=advert, listed_hash=found.listed_hash, detail_at=detail_at)
            )
    return tuple(written), defects


def _whole(found: Found, known: Known, at: str) -> tuple[Advert, str | None]:
    """Return the advert to store and when its detail page was read; None asks the next run to read it."""
    advert, stored = found.advert, known.postings.get(found.advert.source_ref)
    if found.detailed:
        return advert, at
    if stored is None or advert.detail_url is None:
        return advert, None
    same_card = stored.listed_hash == found.listed_hash
    return laid_over(advert, stored.advert), stored.detail_at if same_card else None


def laid_over(card: Advert, before: Advert) -> Advert:
    """Return the card as now listed, completed by what the detail page gave before: a failed detail loses nothing."""
    given = {name: value for name, value in msgspec.structs.asdict(card).items() if value not in (None, ())}
    return msgspec.structs.replace(before, **given)
