"""A listing reached within a session: walked to its end, and the session kept nowhere."""

import json

import msgspec

from scheduler.walk import Job, Leaf, Walk, walk_source
from scraper.fetching import Validators
from scraper.pages import Page, Request
from scraper.platforms import itrent
from storage.batch import Known
from tests.conftest import page_of

RUN = "https://ce0136li.webitrent.com/ce0136li_webrecruitment/wrd/run"
ENTRY = f"{RUN}/ETREC179GF.open?WVID=506283GkCP"
REPLY = {"search": {"total_rec": "1"}, "results": [{"vacancy_id": "7", "job_title": "Cook"}]}


class _Site:
    """A tenant whose every visit opens another session."""

    def __init__(self) -> None:
        self.visit = 0

    @property
    def session(self) -> str:
        return f"{self.visit:032X}"

    async def fetch(self, request: Request, _: Validators | None) -> Page:
        if ".open" in request.url:
            self.visit += 1
            return page_of(f"<script>USESSION='{self.session}'</script>", request.url, headers={"etag": '"same"'})
        assert self.session in request.url
        assert self.session in request.headers["mhrParams"]
        return page_of(json.dumps(REPLY), request.url)


async def _walk(site: _Site, known: Known) -> tuple[Walk, list[Leaf]]:
    leaves: list[Leaf] = []
    walk = Walk()
    now = "2026-11-23T09:00:00Z"

    def keep(leaf: Leaf) -> int:
        leaves.append(leaf)
        return len(leaves) - 1

    job = Job(
        source="itrent",
        platform=itrent,
        options={"url": ENTRY},
        version="1",
        fetch=site.fetch,
        known=known,
        keep=keep,
        recall=leaves.__getitem__,
        now=lambda: now,
    )
    await walk_source(job, walk)
    return walk, leaves


async def test_a_listing_within_a_session_is_read_and_the_session_is_kept_nowhere() -> None:
    site = _Site()
    walk, leaves = await _walk(site, Known())
    assert (list(walk.found), walk.problem, walk.declared) == (["7"], None, 1)
    assert site.session not in msgspec.json.encode([leaves, walk.pages]).decode()


async def test_the_next_visit_goes_the_whole_way_again_by_the_same_keys() -> None:
    site = _Site()
    first, _ = await _walk(site, Known())
    second, _ = await _walk(site, Known(pages=first.pages))
    assert site.visit == 2
    assert (list(second.found), second.problem) == (["7"], None)
    assert list(second.pages) == list(first.pages)
