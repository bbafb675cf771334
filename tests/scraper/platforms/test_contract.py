"""One contract for every platform in the registry, proved on every fixture page of it."""

import random
import re
import resource
import socket
import time

import msgspec
import pytest

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms import registry
from scraper.platforms.base import Listing
from scraper.platforms.helpers.markup import parse_html
from scraper.records import Advert
from tests.conftest import FIXTURES as FOLDER
from tests.conftest import ROOT
from tests.scraper.platforms import golden, mutations
from tests.scraper.platforms.fixture_pages import Fixture, Result, adverts_of, all_fixtures, plain

FIXTURES = all_fixtures()
CAUSES = {
    "challenge", "login", "soft_404", "moved", "not_json", "not_xml", "undecodable", "too_big", "layout_changed"
} | {f"http_{status}" for status in ("401", "403", "404", "429", "5xx", "400", "405", "451")}  # fmt: skip
MOST_MEMORY = 500 * 1024
"""KiB that reading one page may add to the process at its peak."""
SMALL_PLATFORM = 60
"""Lines of a whole platform that fits the helpers."""
SLOWEST = 40
"""A page may cost this many times its bare parse, plus the base: relative, so that a slow machine does not fail."""
BASE_SECONDS = 0.05
HANG_SECONDS = 5.0
ROUNDS = 2
SOAK_ROUNDS = 120
LISTINGS = [fixture for fixture in FIXTURES if not fixture.is_detail]


def _each(fixtures: list[Fixture] = FIXTURES) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("fixture", fixtures, ids=repr)


@pytest.mark.parametrize("name", registry.names())
def test_a_platform_provides_what_the_contract_names(name: str) -> None:
    platform = registry.load(name)
    assert callable(platform.listing)
    assert callable(platform.detail)
    assert platform.recognise(Page(url="https://example.org/", body=b"<p>Bin days</p>", fetched_at="")) is False
    requests = platform.requests({"url": "https://example.org/jobs"})
    assert requests
    assert {type(request) for request in requests} == {Request}
    assert all(request.url.startswith("http") for request in requests)
    assert set(getattr(platform, "ACCEPTS", frozenset())) <= set(range(200, 600))
    assert getattr(platform, "EXPECTS", "html") in {"html", "json", "xml"}
    assert platform.__doc__


@_each()
def test_a_page_says_what_its_golden_says(fixture: Fixture) -> None:
    golden.check(golden.golden_of(fixture.path), plain(fixture.read()))


@_each()
def test_adverts_have_sound_fields(fixture: Fixture) -> None:
    for advert in adverts_of(fixture.read()):
        _check_advert(advert, is_detail=fixture.is_detail)


def _check_advert(advert: Advert, *, is_detail: bool) -> None:
    assert advert.source_ref
    assert advert.source_ref.strip() == advert.source_ref
    assert advert.title or (advert.detail_url and not is_detail), "a title, or a page that tells it"
    for name, value in msgspec.structs.asdict(advert).items():
        for text in value if name == "location_texts" else [value]:
            if isinstance(text, str):
                assert text.strip(), f"{name} is blank: unknown is None"
                assert not re.search(r"&(?:amp|nbsp|#\d+);", text) or name in {"description", "url", "detail_url"}, name
                assert name == "description" or "\n" not in text, name
    for url in (advert.url, advert.apply_url, advert.detail_url):
        assert url is None or re.match(r"https?://[^\s]+$", url)
    assert not re.search(r"[?&/;](?:SID=|USESSION=|jsessionid=|xf-)", advert.source_ref, re.IGNORECASE)


@_each()
def test_reading_twice_gives_the_same(fixture: Fixture) -> None:
    assert plain(fixture.read()) == plain(fixture.read())


@_each(LISTINGS)
def test_each_advert_comes_once(fixture: Fixture) -> None:
    refs = [advert.source_ref for advert in adverts_of(fixture.read())]
    assert len(refs) == len(set(refs))


@_each()
def test_ids_survive_a_cosmetic_change(fixture: Fixture) -> None:
    before = [advert.source_ref for advert in adverts_of(fixture.read())]
    body = fixture.page.body
    remark = b"" if fixture.path.suffix == ".json" else b"<!-- served by node 7 -->"
    for changed in (
        body.replace(b"\n", b"\n \n"),
        body.replace(b"</p>", b"</p> "),
        body + b"\n" + remark + b"\n",
    ):
        if b"pre>" not in body:
            assert [advert.source_ref for advert in adverts_of(fixture.read(fixture.with_body(changed)))] == before


@_each()
def test_reading_touches_no_network(fixture: Fixture, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a platform reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert fixture.read() is not None


@_each()
def test_a_page_costs_a_small_multiple_of_its_parse(fixture: Fixture) -> None:
    fixture.read()
    text = fixture.page.body.decode("utf-8", "replace")
    parse = min(_seconds(lambda: parse_html(text)) for _ in range(3))
    assert min(_seconds(fixture.read) for _ in range(3)) < SLOWEST * parse + BASE_SECONDS


def _seconds(action: object) -> float:
    start = time.process_time()
    action()  # type: ignore[operator]
    return time.process_time() - start


@_each()
@pytest.mark.parametrize("mutate", mutations.ALL, ids=lambda mutation: mutation.__name__)
def test_a_mutated_page_gives_adverts_or_a_typed_problem(fixture: Fixture, mutate: mutations.Mutation) -> None:
    for round_number in range(ROUNDS):
        _check_mutated(fixture, mutate, f"{fixture}-{mutate.__name__}-{round_number}")


@pytest.mark.soak
@pytest.mark.timeout(3600)
@_each()
@pytest.mark.parametrize("mutate", mutations.ALL, ids=lambda mutation: mutation.__name__)
def test_many_mutated_pages_do_so_too(fixture: Fixture, mutate: mutations.Mutation) -> None:
    before = _peak_memory()
    for round_number in range(SOAK_ROUNDS):
        _check_mutated(fixture, mutate, f"soak-{fixture}-{mutate.__name__}-{round_number}")
    assert _peak_memory() - before < MOST_MEMORY


def _peak_memory() -> int:
    """Return the most memory that this process ever held, KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_a_platform_that_fits_the_helpers_is_small() -> None:
    code = (ROOT / "scraper" / "platforms" / "greenhouse.py").read_text(encoding="utf-8")
    assert code.count("\n") < SMALL_PLATFORM


def _check_mutated(fixture: Fixture, mutate: mutations.Mutation, seed: str) -> None:
    body = mutate(fixture.page.body, random.Random(seed))
    start = time.process_time()
    result = fixture.read(fixture.with_body(body))
    assert time.process_time() - start < HANG_SECONDS, seed
    _check_result(result, seed)
    if isinstance(result, Listing) and result.empty:
        assert _was_empty(fixture), f"{seed}: a page that merely changed was called empty"


def _check_result(result: Result, seed: str) -> None:
    if isinstance(result, Problem):
        assert result.cause in CAUSES, seed
        assert result.verdict in {Verdict.BLOCKED, Verdict.BROKEN}
        assert result.message
    for advert in adverts_of(result):
        assert advert.source_ref


def _was_empty(fixture: Fixture) -> bool:
    result = fixture.read()
    return isinstance(result, Listing) and result.empty


@pytest.mark.parametrize("name", registry.names())
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"\0" * 1000,
        b"<",
        b"{}",
        b"[]",
        b"null",
        b"<rss/>",
        b"<html></html>",
        b"\xff\xfe\x00\xd8" * 100,
        b"%PDF-1.7 \x00\x01\x02",
        b"<div>" * 10_000,
        b'{"a":' * 10_000,
        b"<a>" * 200_000,
        b"&" * 200_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_junk_gives_a_typed_problem(name: str, body: bytes) -> None:
    fixture = Fixture(FOLDER / name / "junk.html")
    result = fixture.read(Page(url="https://example.org/jobs", body=body, fetched_at="2026-11-23T09:00:00Z"))
    assert isinstance(result, Problem)
    _check_result(result, name)
