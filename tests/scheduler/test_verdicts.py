"""One run over every misbehaving site at once: each gets its verdict and cause, and none harms another."""

from pathlib import Path

import pytest

from scheduler.collect import CollectSettings, collect
from scheduler.summary import RunSummary, Silent, SourceResult
from scraper.fetching import FetchSettings
from scraper.sources.model import Source
from storage.store import Store
from tests.scheduler.world import FROZEN, feed
from tests.servers.certificates import Certificates
from tests.servers.fixtures import certificates
from tests.servers.hostile import Hostile

__all__ = ["certificates"]

FEED = feed("http://127.0.0.1", {1: "Planner", 2: "Social Worker"})
EMPTY = "<html><body><h1>Jobs</h1><p>There are currently no vacancies.</p></body></html>"
HURRIED = FetchSettings(
    contact="https://example.org/contact",
    connect_timeout=2.0,
    read_timeout=0.6,
    total_timeout=1.5,
    retry_wait=0.01,
    max_body=2_000_000,
    concurrency=64,
)
"""The limits of a run, made small: what they do is tested, not how long they are."""

OK = ("ok", None)
CASES: dict[str, tuple[str, str | None]] = {
    "ok": OK,
    "packed": OK,
    "deflated": OK,
    "redirect": OK,
    "redirect_308": OK,
    "cookie": OK,
    "too_many_once": OK,
    "too_many_twice_date": OK,
    "unavailable_once": OK,
    "truncated_once": OK,
    "big_policy": OK,
    "robots_html": OK,
    "robots_403": OK,
    "robots_redirect": ("blocked", "robots"),
    "robots_forbids": ("blocked", "robots"),
    "robots_forbids_us": ("blocked", "robots"),
    "robots_delay_huge": ("blocked", "robots"),
    "robots_500": ("blocked", "robots_unreachable"),
    "robots_503": ("blocked", "robots_unreachable"),
    "robots_silent": ("blocked", "robots_unreachable"),
    "robots_hang_up": ("blocked", "robots_unreachable"),
    "challenge": ("blocked", "challenge"),
    "challenge_403": ("blocked", "challenge"),
    "status_401": ("blocked", "http_401"),
    "status_403": ("blocked", "http_403"),
    "too_many": ("blocked", "http_429"),
    "too_many_date": ("blocked", "http_429"),
    "too_many_far": ("blocked", "http_429"),
    "status_404": ("broken", "http_404"),
    "status_410": ("broken", "http_404"),
    "status_500": ("broken", "http_5xx"),
    "status_503": ("broken", "http_5xx"),
    "silent": ("broken", "timeout"),
    "silent_midway": ("broken", "timeout"),
    "slow_drip": ("broken", "timeout"),
    "slow_headers": ("broken", "timeout"),
    "reset": ("broken", "connection"),
    "reset_midway": ("broken", "connection"),
    "hang_up": ("broken", "connection"),
    "truncated": ("broken", "connection"),
    "truncated_chunks": ("broken", "connection"),
    "not_http": ("broken", "connection"),
    "endless": ("broken", "too_big"),
    "endless_chunks": ("broken", "too_big"),
    "declared_huge": ("broken", "too_big"),
    "gzip_bomb": ("broken", "too_big"),
    "redirect_loop": ("broken", "moved"),
    "redirect_endless": ("broken", "moved"),
    "redirect_offsite": ("broken", "moved"),
    "redirect_private": ("broken", "moved"),
    "redirect_metadata": ("broken", "moved"),
    "redirect_loopback_port": ("broken", "moved"),
    "redirect_numeric": ("broken", "moved"),
    "redirect_file": ("broken", "moved"),
    "login": ("broken", "login"),
    "soft_404": ("broken", "soft_404"),
    "html_for_data": ("broken", "not_xml"),
    "html_called_json": ("broken", "not_xml"),
    "binary": ("broken", "undecodable"),
}
AS_HTML = {"login", "soft_404", "challenge", "challenge_403"}
"""Sites that are asked for a page of links, where a login page is not merely "no feed"."""


def run(sources: list[Source], database: Path) -> RunSummary:
    settings = CollectSettings(fetch=HURRIED, spool_dir=database.with_suffix(".spool"))
    with Store.open(database) as store:
        return collect(sources, store, settings, clock=lambda: FROZEN, observer=Silent())


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SourceResult]:
    """One run over all of them."""
    with Hostile(FEED, "application/rss+xml") as sites:
        sources = [
            Source(
                id=name.replace("_", "-"),
                name=name,
                platform="jobposting" if name in AS_HTML else "feed",
                url=sites.url(name),
            )
            for name in CASES
        ]
        dead = Source(id="nobody-there", name="Nobody", platform="feed", url="http://127.0.0.1:9/rss")
        lost = Source(id="no-such-host", name="Lost", platform="feed", url="http://no-such-host.invalid:8080/rss")
        summary = run([*sources, dead, lost], tmp_path_factory.mktemp("verdicts") / "a.db")
    return {result.source.replace("-", "_"): result for result in summary.results}


@pytest.mark.parametrize("name", CASES)
def test_each_misbehaviour_gets_its_verdict_and_cause(name: str, results: dict[str, SourceResult]) -> None:
    assert (results[name].verdict, results[name].cause) == CASES[name], results[name].message


@pytest.mark.parametrize("name", [name for name, verdict in CASES.items() if verdict == OK])
def test_sites_that_work_are_read_whole_beside_those_that_do_not(name: str, results: dict[str, SourceResult]) -> None:
    assert (results[name].adverts, results[name].new) == (2, 2)


@pytest.mark.parametrize("name", [name for name, verdict in CASES.items() if verdict != OK])
def test_each_cause_comes_with_one_sentence(name: str, results: dict[str, SourceResult]) -> None:
    message = results[name].message
    assert message
    assert "\n" not in message


def test_a_port_where_nobody_listens_is_a_connection(results: dict[str, SourceResult]) -> None:
    assert (results["nobody_there"].verdict, results["nobody_there"].cause) == ("broken", "connection")


def test_a_host_that_does_not_exist_is_dns(results: dict[str, SourceResult]) -> None:
    assert (results["no_such_host"].verdict, results["no_such_host"].cause) == ("broken", "dns")


def test_a_certificate_that_nobody_vouches_for_is_tls(certificates: Certificates, tmp_path: Path) -> None:
    with Hostile(FEED, "application/rss+xml", names=["ok"], context=certificates.untrusted()) as sites:
        source = Source(id="tls", name="TLS", platform="feed", url=sites.url("ok"))
        (result,) = run([source], tmp_path / "a.db").results
    assert (result.verdict, result.cause) == ("broken", "tls")


@pytest.mark.parametrize("name", ["etag", "last_modified", "ok"])
def test_a_page_that_has_not_changed_is_unchanged(name: str, tmp_path: Path) -> None:
    with Hostile(FEED, "application/rss+xml", names=[name]) as sites:
        source = Source(id="quiet", name="Quiet", platform="feed", url=sites.url(name))
        runs = [run([source], tmp_path / "a.db").results[0] for _ in range(2)]
    assert [result.verdict for result in runs] == ["ok", "unchanged"]
    assert [result.adverts for result in runs] == [2, 2]


def test_a_page_that_says_there_are_none_is_empty(tmp_path: Path) -> None:
    with Hostile(EMPTY, names=["ok"]) as sites:
        source = Source(id="none", name="None", platform="jobposting", url=sites.url("ok"))
        (result,) = run([source], tmp_path / "a.db").results
    assert (result.verdict, result.cause) == ("empty", None)


def test_a_page_without_adverts_or_a_word_of_none_is_a_changed_layout(tmp_path: Path) -> None:
    with Hostile("<html><body><h1>Work with us</h1></body></html>", names=["ok"]) as sites:
        source = Source(id="changed", name="Changed", platform="jobposting", url=sites.url("ok"))
        (result,) = run([source], tmp_path / "a.db").results
    assert (result.verdict, result.cause) == ("broken", "layout_changed")
