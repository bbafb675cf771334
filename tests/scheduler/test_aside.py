"""Open sources hold little: what stands in the spool is held in outline, and read back when it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler import drift
from scheduler.aside import comes_back, outline
from scheduler.batching import postings_of
from scheduler.source_run import Means, run_source
from scheduler.spool import Head, Spool
from scheduler.walk import Found, Job, Leaf, Walk, walk_source
from scraper.fetching import Validators
from scraper.normalising.posting import normalise
from scraper.pages import Page, Request
from scraper.platforms import registry
from scraper.records import Advert
from scraper.sources.model import Source
from storage.batch import Known, SeenPage
from storage.errors import StoreError
from tests.scheduler.world import FROZEN, careers, feed

NOW = "2026-11-23T09:00:00Z"
URL = "https://jobs.example.gov.uk"
HEAD = Head(run="R", source="s", platform="jobposting", version="1", authority=None, extent=None, started_at=NOW)
texts = st.none() | st.text(max_size=40)
adverts = st.builds(
    Advert,
    source_ref=st.text(min_size=1),
    title=texts,
    description=texts,
    salary_text=texts,
    closing_text=texts,
    location_texts=st.lists(st.text()).map(tuple),
)


@dataclass
class Walked:
    """A walk over pages at hand, with the leaves it left."""

    platform: str
    pages: dict[str, bytes]
    leaves: list[Leaf] = field(default_factory=list)
    walk: Walk = field(default_factory=Walk)

    async def fetch(self, request: Request, _: Validators | None) -> Page:
        body = self.pages[request.url.removeprefix(URL)]
        return Page(url=request.url, body=body, fetched_at=NOW, status=200, headers={"content-type": "text/html"})

    def keep(self, leaf: Leaf) -> int:
        self.leaves.append(leaf)
        return len(self.leaves) - 1

    async def over(self, first: str) -> Job:
        job = Job(
            source="s",
            platform=registry.load(self.platform),
            options={"url": URL + first},
            version="1",
            fetch=self.fetch,
            known=Known(),
            keep=self.keep,
            recall=self.leaves.__getitem__,
            now=lambda: NOW,
        )
        await walk_source(job, self.walk)
        return job


def longest(found: Sequence[Found]) -> int:
    """Return how many letters the longest text that is held has, but of what is never cut."""
    held = [each for one in found for each in (one.advert, one.carded) if each is not None]
    names = set(Advert.__struct_fields__) - {"source_ref", "closing_text"}
    return max(len(text) for each in held for name in names if isinstance(text := getattr(each, name), str))


@pytest.mark.parametrize(
    ("platform", "first", "pages"),
    [
        ("jobposting", "/jobs", careers(URL, {1: "Planner", 2: "Social Worker"})),
        ("feed", "/rss", {"/rss": feed(URL, {1: "Planner", 2: "Social Worker"})}),
    ],
)
async def test_a_walk_ends_with_outlines_and_its_postings_have_all_texts(
    platform: str, first: str, pages: dict[str, bytes]
) -> None:
    walked = Walked(platform, pages)
    job = await walked.over(first)
    assert longest(list(walked.walk.found.values())) == 1
    written, defects = postings_of(HEAD, job, walked.walk, NOW, normalise)
    assert defects == []
    assert [one.posting.title for one in written] == ["Planner", "Social Worker"]
    last = {one.advert.source_ref: one.advert for leaf in walked.leaves for one in leaf.news}
    assert [one.advert for one in written] == list(last.values())


async def test_a_card_whose_page_was_not_read_stays_whole() -> None:
    pages = careers(URL, {1: "Planner", 2: "Social Worker"})
    pages = {path: b"<html>nothing</html>" if "1002" in path else body for path, body in pages.items()}
    walked = Walked("jobposting", pages)
    job = await walked.over("/jobs")
    assert walked.walk.details_failed == 1
    written, _ = postings_of(HEAD, job, walked.walk, NOW, normalise)
    assert [one.posting.title for one in written] == ["Planner", "Social Worker"]
    assert [one.detail_at for one in written] == [NOW, None]


@given(adverts)
def test_an_outline_tells_what_an_advert_has_by_the_same_shares(advert: Advert) -> None:
    drawn = outline(advert)
    assert (drawn.source_ref, drawn.closing_text) == (advert.source_ref, advert.closing_text)
    assert [bool(getattr(drawn, name)) for name in drift.FIELDS] == [
        bool(getattr(advert, name)) for name in drift.FIELDS
    ]
    assert (drawn.title is None) == (advert.title is None)


def test_an_advert_that_json_cannot_hold_stays_in_memory() -> None:
    walk, found = Walk(), Found(Advert(source_ref="1", title="Planner", coordinates=(nan, 0.0)), "h", detailed=True)
    assert not comes_back(found.advert)
    walk.lay_aside(found, 0)
    assert (found.advert.title, walk.aside) == ("Planner", {})


def test_any_leaf_is_read_back_from_where_it_stands(tmp_path: Path) -> None:
    page = SeenPage(key="k", url=URL, status=200, fetched_at=NOW)
    leaves = [
        Leaf(page, (Found(Advert(source_ref=str(size), description="é\n" * size), "h"),), (str(size),))
        for size in (0, 1, 8_000, 16_384, 100_000)
    ]
    with Spool(tmp_path, HEAD) as spool:
        places = [spool.keep(leaf) for leaf in leaves]
        assert [spool.recall(at) for at in reversed(places)] == leaves[::-1]


@pytest.mark.parametrize("left", [b"", b"{", b"\n", b"{}\n" * 500])
def test_a_spool_that_was_changed_under_a_run_is_told_as_the_disks_fault(tmp_path: Path, left: bytes) -> None:
    page = SeenPage(key="k", url=URL, status=200, fetched_at=NOW)
    with Spool(tmp_path, HEAD) as spool:
        at = spool.keep(Leaf(page))
        spool.path.write_bytes(left)
        with pytest.raises(StoreError, match="the file was changed under the run"):
            spool.recall(at)


async def test_the_batch_of_a_source_run_holds_the_whole_adverts(tmp_path: Path) -> None:
    walked = Walked("jobposting", careers(URL, {1: "Planner"}))
    source = Source(id="s", name="S", platform="jobposting", url=f"{URL}/jobs")
    means = Means(
        run="R",
        clock=lambda: FROZEN,
        spool_dir=tmp_path,
        archive=None,
        normalise=normalise,
        heard=lambda *_: None,
    )
    batch, _ = await run_source(source, Known(), walked.fetch, means)
    assert [(one.advert.title, one.posting.closes_at) for one in batch.postings] == [("Planner", "2026-12-31")]
