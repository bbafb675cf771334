"""From what a source run read to the batch that the store ingests: adverts become postings here."""

from collections.abc import Callable, Iterable

import msgspec

from scheduler.spool import Head, Spooled
from scheduler.walk import Found, Job, Walk
from scraper.normalising.posting import Context
from scraper.records import Advert, Posting
from storage.batch import Batch, Known, SeenPosting, SourceRun

Normalise = Callable[[Advert, Context], Posting]


def batch_of(head: Head, job: Job, walk: Walk, source_run: SourceRun, normalise: Normalise) -> Batch:
    """Return the batch of a finished walk."""
    news = filter(job.is_news, walk.found.values())
    return Batch(
        source_run=source_run,
        pages=tuple(walk.pages.values()),
        postings=_postings(head, news, job.known, source_run.finished_at, normalise),
        seen=tuple(ref for ref, found in walk.found.items() if found.advert.title is not None),
    )


def batch_of_spool(spooled: Spooled, known: Known, source_run: SourceRun, normalise: Normalise) -> Batch:
    """Return the batch of a source run whose process was killed before the store had it."""
    postings = _postings(spooled.head, spooled.news.values(), known, source_run.finished_at, normalise)
    written = {one.posting.source_ref for one in postings}
    seen = tuple(ref for ref in spooled.seen if ref in written or ref in known.postings)
    return Batch(source_run=source_run, pages=tuple(spooled.pages.values()), postings=postings, seen=seen)


def _postings(
    head: Head, news: Iterable[Found], known: Known, at: str, normalise: Normalise
) -> tuple[SeenPosting, ...]:
    context = Context(source=head.source, fetched_at=at, authority=head.authority, parser_version=head.version)
    written = []
    for found in news:
        advert, detail_at = _whole(found, known, at)
        if advert.title is not None:
            posting = normalise(advert, context)
            written.append(
                SeenPosting(posting=posting, advert=advert, listed_hash=found.listed_hash, detail_at=detail_at)
            )
    return tuple(written)


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
