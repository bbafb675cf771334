"""A run from end to end over real HTTP: what is stored, what is fetched again, what is never closed."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.sources.model import Source
from tests.scheduler.world import FROZEN, Site, careers, feed, run

TOMORROW = FROZEN + timedelta(days=1)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def board(site: Site) -> Source:
    """A feed, whose listing says all."""
    site.pages = {"/rss": feed(site.url, {1: "Planner", 2: "Social Worker"})}
    return Source(id="board", name="Board", platform="feed", url=f"{site.url}/rss")


@pytest.fixture
def council(site: Site) -> Source:
    """A careers site with a listing of links and detail pages."""
    site.pages = careers(site.url, {1: "Planner", 2: "Social Worker"})
    return Source(id="council", name="Council", platform="jobposting", url=f"{site.url}/jobs", authority="E10000012")


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def verdicts(summary: object) -> list[tuple[str, str | None]]:
    return [(result.verdict, result.cause) for result in summary.results]  # type: ignore[attr-defined]


def test_adverts_of_a_feed_are_stored_and_counted(board: Source, tmp_path: Path) -> None:
    (result,) = run([board], tmp_path / "a.db").results
    assert (result.verdict, result.pages, result.adverts, result.new, result.changed, result.gone) == (
        "ok",
        1,
        2,
        2,
        0,
        0,
    )
    assert rows(tmp_path / "a.db", "select title, salary_min from postings order by 1") == [
        ("Planner", 30000.0),
        ("Social Worker", 30000.0),
    ]


def test_detail_pages_fill_what_the_listing_lacks(council: Source, tmp_path: Path) -> None:
    (result,) = run([council], tmp_path / "a.db").results
    assert (result.verdict, result.adverts, result.new) == ("ok", 2, 2)
    assert rows(tmp_path / "a.db", "select title, recruiter_code, closes_at from postings order by 1") == [
        ("Planner", "E10000012", "2026-12-31"),
        ("Social Worker", "E10000012", "2026-12-31"),
    ]


def test_the_same_pages_again_change_nothing_but_last_seen(board: Source, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    run([board], database)
    before = rows(database, "select title, first_seen, status, job from postings order by 1")
    (result,) = run([board], database, TOMORROW).results
    assert (result.verdict, result.new, result.changed, result.gone) == ("unchanged", 0, 0, 0)
    assert rows(database, "select title, first_seen, status, job from postings order by 1") == before
    assert rows(database, "select distinct last_seen from postings") == [("2026-11-24T09:00:00Z",)]
    assert rows(database, "select count(*) from posting_changes") == [(0,)]


def test_detail_pages_are_not_fetched_again_until_due(council: Source, site: Site, tmp_path: Path) -> None:
    run([council], tmp_path / "a.db")
    for days, details in ((1, 0), (8, 2)):
        site.asked.clear()
        run([council], tmp_path / "a.db", FROZEN + timedelta(days=days))
        assert sum(path.startswith("/job/") for path in site.asked) == details


def test_a_new_advert_costs_one_detail_page(council: Source, site: Site, tmp_path: Path) -> None:
    run([council], tmp_path / "a.db")
    site.pages = careers(site.url, {1: "Planner", 2: "Social Worker", 3: "Driver"})
    site.asked.clear()
    (result,) = run([council], tmp_path / "a.db", TOMORROW).results
    assert (result.new, result.changed) == (1, 0)
    assert [path for path in site.asked if path.startswith("/job/")] == ["/job/1003/post"]


def test_an_advert_that_leaves_is_withdrawn_after_two_complete_walks_apart(
    board: Source, site: Site, tmp_path: Path
) -> None:
    database = tmp_path / "a.db"
    run([board], database)
    site.pages = {"/rss": feed(site.url, {1: "Planner"})}
    status = "select title, status from postings order by 1"
    for moment, gone in ((timedelta(days=1), 0), (timedelta(days=1, hours=1), 0), (timedelta(days=2), 1)):
        (result,) = run([board], database, FROZEN + moment).results
        assert result.gone == gone, moment
    assert rows(database, status) == [("Planner", "live"), ("Social Worker", "withdrawn")]


def test_a_broken_source_closes_nothing_and_is_named(board: Source, site: Site, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    run([board], database)
    site.pages = {}
    for day in range(1, 5):
        summary = run([board], database, FROZEN + timedelta(days=day))
        assert verdicts(summary) == [("broken", "http_404")]
        assert summary.results[0].last_good == "2026-11-23T09:00:00Z"
        assert summary.results[0].since == "2026-11-24T09:00:00Z"
    assert rows(database, "select distinct status from postings") == [("live",)]


def test_a_page_that_lost_its_adverts_is_broken_not_a_quiet_day(council: Source, site: Site, tmp_path: Path) -> None:
    run([council], tmp_path / "a.db")
    site.pages["/jobs"] = b"<html><body><h1>Our careers</h1><p>Work with us.</p></body></html>"
    assert verdicts(run([council], tmp_path / "a.db", TOMORROW)) == [("broken", "layout_changed")]


def test_a_page_that_says_there_are_no_jobs_is_empty(council: Source, site: Site, tmp_path: Path) -> None:
    site.pages["/jobs"] = b"<html><body><h1>Jobs</h1><p>There are currently no vacancies.</p></body></html>"
    assert verdicts(run([council], tmp_path / "a.db")) == [("empty", None)]


def test_fewer_adverts_than_declared_is_partial_and_closes_nothing(council: Source, site: Site, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    run([council], database)
    site.pages["/jobs"] = site.pages["/jobs"].replace(b'<li><a href="/job/1002/post">Social Worker</a></li>', b"")
    for day in (1, 2, 3):
        summary = run([council], database, FROZEN + timedelta(days=day))
        assert verdicts(summary) == [("partial", "short_listing")]
    assert rows(database, "select distinct status from postings") == [("live",)]


def test_a_detail_page_that_fails_is_told_and_tried_again(council: Source, site: Site, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    kept = site.pages.pop("/job/1002/post")
    (result,) = run([council], database).results
    assert (result.verdict, result.warnings) == ("ok", ("details_failed",))
    site.pages["/job/1002/post"] = kept
    (result,) = run([council], database, TOMORROW).results
    assert (result.new, result.changed, result.warnings) == (0, 1, ())
    assert rows(database, "select title, closes_at from postings order by 1") == [
        ("Planner", "2026-12-31"),
        ("Social Worker", "2026-12-31"),
    ]


def test_one_source_never_harms_another(board: Source, site: Site, tmp_path: Path) -> None:
    lost = Source(id="lost", name="Lost", platform="feed", url=f"{site.url}/nowhere")
    summary = run([lost, board], tmp_path / "a.db")
    assert verdicts(summary) == [("ok", None), ("broken", "http_404")]


def test_rows_that_are_switched_off_or_unknown_are_never_fetched(site: Site, tmp_path: Path) -> None:
    off = Source(id="off", name="Off", platform="feed", url=f"{site.url}/rss", enabled=False)
    unknown = Source(id="unknown", name="Unknown", platform="unknown", url=f"{site.url}/")
    assert run([off, unknown], tmp_path / "a.db").results == ()
    assert site.asked == []


def test_adverts_that_a_sitemap_names_again_count_as_adverts(site: Site, tmp_path: Path) -> None:
    site.pages = careers(site.url, {1: "Planner", 2: "Social Worker"})
    source = Source(id="map", name="Map", platform="jobposting", url=f"{site.url}/sitemap.xml")
    for day, count in ((0, 2), (1, 3)):
        addresses = [f"<url><loc>{site.url}/job/{1001 + n}/post</loc></url>" for n in range(count)]
        site.pages |= careers(site.url, {n + 1: f"Planner {n}" for n in range(count)})
        site.pages["/sitemap.xml"] = f'<?xml version="1.0"?><urlset>{"".join(addresses)}</urlset>'.encode()
        (result,) = run([source], tmp_path / "a.db", FROZEN + timedelta(days=day)).results
        assert (result.verdict, result.adverts) == ("ok", count)


def adverts_with(salaries: bool, url: str, count: int = 8) -> bytes:
    page = feed(url, {n: f"Planner {n}" for n in range(count)})
    return page if salaries else page.replace(b"Salary: \xc2\xa330,000 per annum&lt;br/&gt;", b"")


def test_a_field_that_vanished_from_the_page_is_warned_of(board: Source, site: Site, tmp_path: Path) -> None:
    for day in range(4):
        site.pages = {"/rss": adverts_with(True, site.url, 8 + day)}
        (result,) = run([board], tmp_path / "a.db", FROZEN + timedelta(days=day)).results
        assert (result.verdict, result.warnings) == ("ok", ())
    site.pages = {"/rss": adverts_with(False, site.url, 12)}
    (result,) = run([board], tmp_path / "a.db", FROZEN + timedelta(days=4)).results
    assert (result.verdict, result.cause, result.warnings) == ("ok", None, ("fields_lost",))
    assert "salary_text is filled in 0% of adverts, usually 100%." in (result.message or "")


def test_a_listing_that_stopped_moving_is_warned_of(board: Source, site: Site, tmp_path: Path) -> None:
    for day in range(4):
        site.pages = {"/rss": feed(site.url, {n: f"Planner {n}" for n in range(day, day + 3)})}
        run([board], tmp_path / "a.db", FROZEN + timedelta(days=day))
    for day, warnings in ((10, ()), (32, ("stale",))):
        (result,) = run([board], tmp_path / "a.db", FROZEN + timedelta(days=day)).results
        assert result.verdict in ("ok", "unchanged")
        assert result.warnings == warnings
