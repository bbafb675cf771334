"""Days of runs on a frozen clock: what goes wrong in a source is told every day since then, a healthy one never."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from counciljobs.states import results_of
from counciljobs.status_page import page
from scheduler.advice import ADVICE
from scheduler.summary import SourceResult
from scraper.sources.model import Source
from storage.store import Store
from tests.scheduler.world import FROZEN, Site, run

HEALTHY = {"tiny": (1, 21), "small": (3, 21), "middling": (12, 28), "large": (45, 24)}
"""Adverts that a healthy source publishes a week, and days that each is up, at most."""


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def listing(site: Site, closing: dict[int, date], *, bare: bool = False) -> bytes:
    """An RSS feed of adverts: number to closing day, which a bare one does not tell."""
    items = "".join(
        f"<item><title>Planner {n}</title><link>{site.url}/job/{n}/post</link><guid>{site.url}/job/{n}/post</guid>"
        f"<description>{'' if bare else f'Salary: £30,000 per annum&lt;br/&gt;Closing Date: {day:%d/%m/%Y}'}"
        "</description></item>"
        for n, day in closing.items()
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title>{items}</channel></rss>'.encode()


def today(day: int) -> date:
    return (FROZEN + timedelta(days=day)).date()


def usual(day: int, many: int = 14) -> dict[int, date]:
    """Adverts of a day: one comes and one goes daily, each up for a fortnight."""
    return {n: today(n) for n in range(day, day + many)}


class Board:
    """A source that is run once a day."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.database = site, folder / "a.db"
        self.source = Source(id="board", name="Board", platform="feed", url=f"{site.url}/rss")

    def days(self, days: range, closing: dict[int, date] | None = None, *, path: str = "/rss") -> list[SourceResult]:
        """Run daily and return how the source stands after each day."""
        found = []
        for day in days:
            self.site.pages = {path: listing(self.site, usual(day) if closing is None else closing)}
            found.append(self.one(day))
        return found

    def one(self, day: int) -> SourceResult:
        moment = FROZEN + timedelta(days=day)
        run([self.source], self.database, moment)
        with Store.open(self.database) as store:
            (state,) = results_of(store, moment)
        return state


@pytest.fixture
def board(site: Site, tmp_path: Path) -> Board:
    return Board(site, tmp_path)


def is_shown(state: SourceResult, since_day: int) -> bool:
    """Tell whether the status page says since when, and what to do."""
    shown = page([state], FROZEN)
    return f"{today(since_day)} 09:00" in shown and ADVICE[state.warnings[0]].replace("'", "&#x27;") in shown


def test_a_listing_that_shrank_is_told_since_it_did(board: Board) -> None:
    assert {one.warnings for one in board.days(range(6))} == {()}
    few = {n: today(90) for n in (100, 101, 102)}
    states = board.days(range(6, 14), few)
    assert {one.warnings[0] for one in states} == {"fewer_adverts"}
    assert {one.since for one in states} == {"2026-11-29T09:00:00Z"}
    assert states[0].message == "The listing has 3 adverts, usually 14."
    assert is_shown(states[-1], 6)
    assert board.days(range(14, 15))[0].warnings == ()


def test_a_listing_that_shows_all_the_region_is_told(board: Board) -> None:
    board.days(range(6))
    (state,) = board.days(range(6, 7), {n: today(90) for n in range(100, 180)})
    assert (state.warnings, state.message) == (("more_adverts",), "The listing has 80 adverts, usually 14.")


def test_a_listing_of_which_all_has_closed_is_told_a_week_later(board: Board) -> None:
    board.days(range(3))
    left = usual(2, many=6)
    states = board.days(range(3, 17), left)
    assert not any("all_past" in one.warnings for one in states[:12])
    assert states[12].warnings == ("all_past",)
    assert states[13].message == "Every advert of the listing has closed, the last on 2026-11-30."
    assert is_shown(states[13], 15)


def test_a_listing_that_moved_is_told_with_its_new_address_until_the_row_has_it(board: Board) -> None:
    board.days(range(3))
    board.site.moved = {"/rss": "/vacancies/feed"}
    states = board.days(range(3, 7), path="/vacancies/feed")
    assert {one.warnings for one in states} == {("moved_home",)}
    new = f"{board.site.url}/vacancies/feed"
    assert {one.message for one in states} == {f"The listing now answers at {new}; {board.source.url} leads there."}
    assert is_shown(states[-1], 3)
    board.source = Source(id="board", name="Board", platform="feed", url=new)
    assert {one.warnings for one in board.days(range(7, 9), path="/vacancies/feed")} == {()}


def test_a_listing_that_always_led_elsewhere_is_no_news(board: Board) -> None:
    board.site.moved = {"/rss": "/feed"}
    assert {one.warnings for one in board.days(range(4), path="/feed")} == {()}


def test_a_lost_field_is_told_also_on_a_day_on_which_nothing_changed(board: Board) -> None:
    board.days(range(5))
    board.site.pages = {"/rss": listing(board.site, usual(5), bare=True)}
    states = [board.one(day) for day in (5, 6, 7)]
    assert {one.warnings for one in states} == {("fields_lost",)}
    assert {one.since for one in states} == {"2026-11-28T09:00:00Z"}
    assert is_shown(states[-1], 5)


def test_a_failure_between_does_not_begin_a_warning_anew(board: Board) -> None:
    board.days(range(6))
    few = {n: today(90) for n in (100, 101, 102)}
    board.days(range(6, 8), few)
    board.site.pages = {}
    assert board.one(8).verdict == "broken"
    assert board.days(range(9, 10), few)[0].since == "2026-11-29T09:00:00Z"


def alarms(folder: Path, seed: int, days: int) -> list[tuple[int, str, tuple[str, ...]]]:
    """Run healthy sources daily and return what was warned of: the day, the source and the words."""
    sites = {name: Site() for name in HEALTHY}
    rows = [Source(id=name, name=name, platform="feed", url=f"{site.url}/rss") for name, site in sites.items()]
    lives = {name: dict(healthy(random.Random(seed), days, *HEALTHY[name])) for name in HEALTHY}
    warned = []
    for day in range(days):
        for name, site in sites.items():
            up = {n: end for n, (begin, end) in lives[name].items() if begin <= today(day) <= end}
            site.pages = {"/rss": listing(site, up)}
        summary = run(rows, folder / "a.db", FROZEN + timedelta(days=day))
        warned += [(day, one.source, one.warnings) for one in summary.results if one.warnings]
    for site in sites.values():
        site.close()
    return warned


def test_healthy_sources_raise_no_alarm_in_sixty_days(tmp_path: Path) -> None:
    assert alarms(tmp_path, 7, 60) == []


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(4))
def test_healthy_sources_raise_no_alarm_in_a_year(tmp_path: Path, seed: int) -> None:
    assert alarms(tmp_path, seed, 365) == []


def healthy(dice: random.Random, days: int, weekly: int, longest: int) -> Iterator[tuple[int, tuple[date, date]]]:
    """Yield adverts: number to first and last day. Posted on weekdays; most close on Sundays."""
    number = 0
    for day in range(-longest, days):
        begin = today(day)
        share = 0 if begin.weekday() > 4 else 0.5 if begin.month == 12 and begin.day > 15 else 1
        for _ in range(2 * weekly):
            if dice.random() < share / 10:
                end = begin + timedelta(days=dice.randint(10, longest))
                yield number, (begin, end - timedelta(days=(end.weekday() + 1) % 7) if dice.random() < 0.6 else end)
                number += 1
