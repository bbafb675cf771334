"""Any run of days over a site: whatever happens, nothing is withdrawn without proof and the books balance."""

import tempfile
from datetime import datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from storage.lifecycle import WALKS_APART
from storage.store import Store
from tests.storage.making import batch, moment

REFS = [f"r{number:02d}" for number in range(16)]
Looked = tuple[str, frozenset[str], bool]
REASON = {"live": None, "unconfirmed": None}


def absences(ref: str, walks: list[Looked]) -> list[str]:
    """When walks that prove absence did not show an advert, up to the first that showed it."""
    return [at for at, _, proves in takewhile(lambda walk: ref not in walk[1], walks) if proves]


class Site(RuleBasedStateMachine):
    """A site whose adverts come and go, and walks over it; what each walk showed is written down beside the store."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.open(Path(self.folder.name) / "s.db")
        self.at = datetime.fromisoformat(moment(1))
        self.up: dict[str, str | None] = {}
        self.walks: list[Looked] = []

    @property
    def now(self) -> str:
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ")

    @initialize(refs=st.sets(st.sampled_from(REFS), min_size=1))
    def open_site(self, refs: set[str]) -> None:
        self.up = dict.fromkeys(refs)

    @rule(ref=st.sampled_from(REFS), days=st.none() | st.integers(0, 30))
    def publish(self, ref: str, days: int | None) -> None:
        self.up[ref] = None if days is None else (self.at + timedelta(days=days)).date().isoformat()

    @rule(refs=st.sets(st.sampled_from(REFS), max_size=14))
    def take_down(self, refs: set[str]) -> None:
        self.up = {ref: date for ref, date in self.up.items() if ref not in refs}

    @rule(hours=st.sampled_from([1, 5, 6, 24, 24, 24, 15 * 24, 46 * 24]))
    def wait(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule(again=st.booleans())
    def walk(self, again: bool) -> None:
        self._run(frozenset(self.up), complete=True, again=again)

    @rule(shown=st.sets(st.sampled_from(REFS)), verdict=st.sampled_from(["partial", "broken", "blocked"]))
    def walk_in_part(self, shown: set[str], verdict: str) -> None:
        self._run(frozenset(self.up) & shown, complete=False, verdict=verdict)

    @rule(shown=st.sets(st.sampled_from(REFS)))
    def look_through_a_window(self, shown: set[str]) -> None:
        self._run(frozenset(self.up) & shown, complete=True, verdict="ok", extent="window")

    def _run(self, shown: frozenset[str], *, complete: bool, again: bool = False, **how: str) -> None:
        name = self.store.begin_run(self.now)
        adverts = {ref: {"closes_at": self.up[ref]} for ref in sorted(shown)}
        made = batch(name, self.now, adverts, complete=complete, **how)
        outcome = self.store.ingest(made)
        assert outcome.new + outcome.changed + outcome.unchanged >= len(shown) - outcome.reopened
        if again:
            assert self.store.ingest(made) == outcome
        self.store.finish_run(name, self.now)
        self.walks.append((self.now, shown, complete and how.get("extent", "full") == "full"))

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        return self.store.connection.execute(question).fetchall()

    @invariant()
    def nothing_is_withdrawn_without_two_walks_that_agree(self) -> None:
        for ref, closed_at in self.rows("SELECT source_ref, closed_at FROM postings WHERE status = 'withdrawn'"):
            last = max(n for n, (at, shown, _) in enumerate(self.walks) if ref in shown and at <= closed_at)
            absent = absences(ref, self.walks[last + 1 :])
            assert len(absent) >= 2, ref
            assert closed_at in absent
            assert datetime.fromisoformat(absent[-1]) - datetime.fromisoformat(absent[0]) >= WALKS_APART

    @invariant()
    def what_the_last_walk_showed_is_live_unless_its_date_has_passed(self) -> None:
        if self.walks:
            at, shown, _ = self.walks[-1]
            stored = dict(self.rows("SELECT source_ref, status FROM postings"))
            assert {stored[ref] for ref in shown} <= {"live", "expired", "withdrawn"}
            over = {ref for ref, closes in self.rows("SELECT source_ref, closes_at FROM postings") if closes}
            assert all(stored[ref] == "live" for ref in shown - over), at

    @invariant()
    def the_spells_agree_with_the_status(self) -> None:
        for status, reason, closed_at, spells, going, readverts in self.rows(
            "SELECT p.status, p.closed_reason, p.closed_at, count(*), sum(s.ended_at IS NULL),"
            " (SELECT count(*) FROM readverts AS r WHERE r.posting = p.id)"
            " FROM postings AS p JOIN posting_spells AS s ON s.posting = p.id GROUP BY p.id"
        ):
            assert reason == REASON.get(status, status)
            assert (closed_at is None) == (status in REASON) == (going == 1)
            assert int(spells) == 1 + int(readverts)

    @invariant()
    def every_posting_has_its_job_and_nothing_waits(self) -> None:
        assert self.rows("SELECT count(*) FROM posting_pending") == [(0,)]
        wrong = self.rows(
            "SELECT p.id FROM postings AS p LEFT JOIN jobs AS j ON j.id = p.job AND j.status = p.status"
            " AND j.closed_at IS p.closed_at WHERE j.id IS NULL OR p.first_seen > p.last_seen"
        )
        assert wrong == []

    def teardown(self) -> None:
        assert self.store.check() == []
        self.store.close()
        self.folder.cleanup()


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
TestSite = Site.TestCase
TestSite.settings = settings(max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=SLOW)


class LongSite(Site):
    """The same for longer."""


TestLongSite = pytest.mark.timeout(1800)(pytest.mark.soak(LongSite.TestCase))
TestLongSite.settings = settings(max_examples=300, stateful_step_count=50, deadline=None, suppress_health_check=SLOW)
