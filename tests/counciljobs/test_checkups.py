"""A look beside the store's memory: what differs is told in a sentence, what does not is not."""

import pytest
from msgspec import structs

from counciljobs.checkups import checkup
from counciljobs.looks import Look
from scraper.pages import Problem, Request, Verdict
from scraper.platforms.base import Listing
from scraper.records import Advert
from scraper.sources.model import Source
from storage.batch import Known, KnownPosting, PastRun
from storage.hashing import listed_hash

SOURCE = Source(id="leeds", name="Leeds", platform="feed", url="https://jobs.example/")
ADVERTS = tuple(Advert(source_ref=str(number), title="Officer", salary_text="£30,000") for number in range(4))
RUN = PastRun(
    finished_at="2026-11-22T09:00:00Z", verdict="ok", complete=True, adverts=4, fill={"listing.salary_text": 1.0}
)
POSTINGS = {
    one.source_ref: KnownPosting(listed_hash=listed_hash(one), detail_at=None, parser_version=None, advert=one)
    for one in ADVERTS
}
KNOWN = Known(postings=POSTINGS, history=(RUN,))


def look(*adverts: Advert, recognised: bool = True, more: bool = False) -> Look:
    onward = (Request(url="https://jobs.example/2"),) if more else ()
    listing = Listing(adverts=adverts, next=onward, empty=not adverts)
    return Look(source=SOURCE, listing=listing, adverts=adverts, recognised=recognised)


def test_nothing_changed_is_nothing_told() -> None:
    answer = checkup(look(*ADVERTS), KNOWN)
    assert (answer.verdict, answer.new, answer.changed, answer.changes) == ("ok", 0, 0, ())
    assert answer.fields == {"title": 1.0, "salary_text": 1.0}


def test_a_source_never_collected_has_nothing_to_compare_with() -> None:
    answer = checkup(look(*ADVERTS), Known())
    assert (answer.new, answer.changed, answer.last_run, answer.changes) == (None, None, None, ())


def test_new_and_changed_adverts_are_counted() -> None:
    other = structs.replace(ADVERTS[0], title="Senior Officer")
    answer = checkup(look(other, *ADVERTS[1:], Advert(source_ref="9", title="Clerk", salary_text="£1")), KNOWN)
    assert (answer.new, answer.changed) == (1, 1)
    assert answer.changes == ("It shows 5 adverts; the last run found 4.",)


@pytest.mark.parametrize(("more", "told"), [(False, True), (True, False)])
def test_counts_are_compared_only_when_the_page_is_the_whole_listing(more: bool, told: bool) -> None:
    answer = checkup(look(*ADVERTS[:2], more=more), KNOWN)
    assert bool(answer.changes) is told


def test_a_field_that_was_lost_is_told_with_both_shares() -> None:
    bare = [structs.replace(one, salary_text=None) for one in ADVERTS]
    assert checkup(look(*bare), KNOWN).changes == ("salary_text is filled in 0% of adverts, in the last run in 100%.",)


def test_a_page_that_is_another_platforms_now_is_told() -> None:
    assert checkup(look(*ADVERTS, recognised=False), KNOWN).changes == ("The page no longer looks like feed.",)


def test_a_listing_that_says_there_are_none_is_empty() -> None:
    answer = checkup(look(), KNOWN)
    assert (answer.verdict, answer.fields) == ("empty", {})
    assert answer.changes == ("It shows 0 adverts; the last run found 4.",)


def test_a_problem_is_told_with_its_cause() -> None:
    problem = Problem(Verdict.BLOCKED, "challenge", "It asks for proof of a human")
    answer = checkup(Look(source=SOURCE, problem=problem), KNOWN)
    assert (answer.verdict, answer.cause, answer.message) == ("blocked", "challenge", "It asks for proof of a human")
    assert answer.changes == ("It was read well on 2026-11-22.",)


def test_a_source_that_was_broken_and_reads_again_is_told() -> None:
    broken = Known(history=(structs.replace(RUN, verdict="broken"),))
    assert "It was broken on 2026-11-22 and can be read again." in checkup(look(*ADVERTS), broken).changes
