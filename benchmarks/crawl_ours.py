"""Our side of the crawl benchmark: the run that ``counciljobs collect`` makes, over the same pages."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.site import host
from scheduler.collect import CollectSettings, collect
from scheduler.summary import Silent
from scraper.fetching import FetchSettings
from scraper.normalising.context import Context
from scraper.records import Advert, Posting
from scraper.sources.model import Source
from storage.store import Store


def verbatim(advert: Advert, context: Context) -> Posting:
    """Return the posting as printed: the fields that the peer stores too, without normalising."""
    return Posting(
        source=context.source,
        source_ref=advert.source_ref,
        url=advert.url,
        title=advert.title or "",
        reference=advert.reference,
        description=advert.description,
        recruiter_text=advert.recruiter_text,
        location_text="; ".join(advert.location_texts),
        salary_text=advert.salary_text,
        contract_text=advert.contract_text,
        closing_text=advert.closing_text,
        posted_on=advert.posted_text,
    )


def main() -> None:
    """Crawl: arguments are hosts, port, concurrency, database, and "normalise" to do that too."""
    hosts, port, concurrency = (int(word) for word in sys.argv[1:4])
    database = Path(sys.argv[4])
    sources = [
        Source(id=f"site-{n}", name=f"Site {n}", platform="jobposting", url=f"http://{host(n)}:{port}/jobs")
        for n in range(hosts)
    ]
    settings = CollectSettings(
        fetch=FetchSettings(contact="https://example.org/contact", concurrency=concurrency),
        spool_dir=database.with_suffix(".spool"),
        normalise=None if "normalise" in sys.argv[5:] else verbatim,
        match="normalise" in sys.argv[5:],
    )
    with Store.open(database) as store:
        summary = collect(sources, store, settings, clock=lambda: datetime.now(UTC), observer=Silent())
    for result in summary.results:
        if result.verdict != "ok":
            print(result)


if __name__ == "__main__":
    main()
