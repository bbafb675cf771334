"""Keys to APIs: sent to their own addresses, known to nobody else, and in no file that a run leaves."""

import base64
import json
import logging
import pickle
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest

from counciljobs.manners import fetching
from counciljobs.session import Session
from counciljobs.settings import Settings
from scheduler.collect import CollectSettings, collect
from scheduler.summary import RunSummary, Silent
from scraper.fetching import FetchSettings, Keys
from scraper.fetching.keys import CREDENTIALS, Credential
from scraper.pages import Problem, Request, Verdict
from scraper.sources.model import Source
from storage.store import Store
from tests.scheduler.world import FROZEN, Site
from tests.scraper.fetching.support import web

KEY = "4f1c0a9e-77aa-4d21-9b3e-0c5d2e8f6a10"
APP = "0a1b2c3d"
BASIC = base64.b64encode(f"{KEY}:".encode()).decode()
ENVIRONMENT = {"COUNCILJOBS_REED_KEY": KEY, "COUNCILJOBS_ADZUNA_ID": APP, "COUNCILJOBS_ADZUNA_KEY": KEY}
REED = "https://www.reed.co.uk/api/1.0/search?keywords=council"
ADZUNA = "https://api.adzuna.com/v1/api/jobs/gb/search/1?what=council"
SECRETS = (KEY, KEY.upper(), APP, BASIC)


def _keys(**environment: str) -> Keys:
    return Keys(ENVIRONMENT | environment)


def _holds_no_key(text: str) -> bool:
    return not any(secret in text for secret in SECRETS)


async def test_reed_is_asked_with_the_key_as_the_user_of_http_basic() -> None:
    async with web(keys=_keys()) as one:
        route = one.page(REED)
        page = await one.session(REED).fetch(Request(url=REED))
    assert route.calls.last.request.headers["authorization"] == f"Basic {BASIC}"
    assert page.url == REED


async def test_adzuna_is_asked_with_both_parameters_and_the_page_is_known_without() -> None:
    async with web(keys=_keys()) as one:
        route = one.page(f"{ADZUNA}&app_id={APP}&app_key={KEY}")
        page = await one.session(ADZUNA).fetch(Request(url=ADZUNA))
    assert route.called
    assert (page.url, page.requested_url) == (ADZUNA, None)
    assert "authorization" not in route.calls.last.request.headers


@pytest.mark.parametrize(
    "url",
    [
        "http://www.reed.co.uk/api/1.0/search",
        "https://www.reed.co.uk/jobs/7",
        "https://www.reed.co.uk.example.org/api/1.0/search",
        "https://example.org/?then=https://www.reed.co.uk/api/",
        "https://example.org/${COUNCILJOBS_REED_KEY}?key=${COUNCILJOBS_REED_KEY}",
        "https://www.reed.co.uk@example.org/api/",
    ],
)
async def test_no_other_address_is_told_a_key(url: str) -> None:
    async with web(keys=_keys()) as one:
        route = one.router.route().respond(200, html="<p>jobs</p>")
        await one.session(url).fetch(Request(url=url))
    sent = [f"{call.request.url}{call.request.headers}" for call in route.calls]
    assert sent
    assert all(map(_holds_no_key, sent))


async def test_robots_files_are_asked_without_it() -> None:
    async with web(keys=_keys()) as one:
        one.page(REED)
        await one.session(REED).fetch(Request(url=REED))
        asked = one.router["robots"].calls.last.request
    assert "authorization" not in asked.headers


@pytest.mark.parametrize("value", ["", "  ", "short", "has spaces in it", "line\r\nbreak-in-it", "é" * 20, "x" * 201])
async def test_without_a_usable_key_nothing_is_sent_and_the_variable_is_named(value: str) -> None:
    async with web(keys=_keys(COUNCILJOBS_REED_KEY=value)) as one:
        route = one.page(REED)
        with pytest.raises(Problem, match="COUNCILJOBS_REED_KEY") as caught:
            await one.session(REED).fetch(Request(url=REED))
        assert not one.router["robots"].called
    assert (caught.value.verdict, caught.value.cause) == (Verdict.BLOCKED, "key")
    assert not route.called


async def test_what_the_api_repeats_is_hidden_before_anyone_reads_it() -> None:
    body = f"key {KEY}, in capitals {KEY.upper()}, as sent {BASIC}, link ?utm_source={APP}, £9 and caf\u00e9"
    async with web(keys=_keys()) as one:
        one.page(REED, content=body.encode(), headers={"X-Echo": f"Basic {BASIC}"})
        page = await one.session(REED).fetch(Request(url=REED))
    assert _holds_no_key(page.body.decode() + page.headers["x-echo"])
    assert page.body.decode().startswith("key ${COUNCILJOBS_")
    assert page.body.decode().endswith("?utm_source=${COUNCILJOBS_ADZUNA_ID}, £9 and caf\u00e9")


async def test_a_redirect_that_repeats_the_key_gives_an_address_without_it() -> None:
    there = "https://api.adzuna.com/v1/api/moved"
    async with web(keys=_keys()) as one:
        one.router.get(url__startswith=there).respond(200, text="{}")
        location = {"Location": f"{there}?app_id={APP}&app_key={KEY}"}
        one.router.get(url__startswith=ADZUNA).respond(301, headers=location)
        page = await one.session(ADZUNA).fetch(Request(url=ADZUNA))
    assert page.url.startswith(there)
    assert _holds_no_key(page.url)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(302, headers={"Location": f"https://elsewhere.example/?app_id={APP}&app_key={KEY}"}),
        httpx.ConnectError(f"no way to {ADZUNA}&app_id={APP}&app_key={KEY}"),
        httpx.ReadTimeout(f"{ADZUNA}&app_id={APP}&app_key={KEY}"),
        httpx.InvalidURL(f"{ADZUNA}&app_id={APP}&app_key={KEY}"),
    ],
    ids=lambda answer: type(answer).__name__,
)
async def test_no_message_holds_a_key(answer: httpx.Response | Exception) -> None:
    async with web(keys=_keys(), retries=0) as one:
        one.router.get(url__startswith=ADZUNA).mock(side_effect=[answer])
        with pytest.raises(Problem) as caught:
            await one.session(ADZUNA).fetch(Request(url=ADZUNA))
    told = caught.value
    assert _holds_no_key(f"{told.message} {told} {told.args} {told.__cause__}")


def test_settings_show_no_key() -> None:
    settings = FetchSettings(keys=_keys())
    assert _holds_no_key(f"{settings!r} {settings} {settings.keys}")
    with pytest.raises(TypeError):
        msgspec.json.encode(settings)


def test_each_credential_is_for_one_secure_host() -> None:
    for one in CREDENTIALS:
        assert one.at.startswith("https://")
        assert one.at.removeprefix("https://").count("/") >= 1
        assert one.at.endswith("/")
        assert one.variable.startswith("COUNCILJOBS_")


def test_the_environment_is_read_where_a_command_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNCILJOBS_REED_KEY", KEY)
    settings = Settings(contact="jobs@example.org")
    session = Session(settings=settings, clock=lambda: FROZEN, fixed_clock=True, json=False, quiet=True)
    assert repr(fetching(session, [REED]).keys) == "Keys(COUNCILJOBS_REED_KEY)"


@pytest.fixture
def board() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def _reply(site: Site, asked: str) -> bytes:
    """A reply that repeats the key wherever an API could: in a title, a link, a text and the address of an advert."""
    job = {
        "jobId": 7001,
        "jobTitle": f"Clerk {KEY}",
        "employerName": "Essex County Council",
        "jobUrl": f"{site.url}/jobs/7001?key={KEY}&utm_source={APP}",
        "jobDescription": f"Asked with {asked} as {BASIC}",
        "date": "01/11/2026",
        "expirationDate": "31/12/2026",
    }
    return json.dumps({"results": [job], "totalResults": 1}).encode()


def _run(site: Site, folder: Path) -> RunSummary:
    at = f"{site.url}/api/"
    keys = Keys(
        ENVIRONMENT,
        (Credential("COUNCILJOBS_REED_KEY", at), Credential("COUNCILJOBS_ADZUNA_ID", at, "app_id")),
    )
    source = Source(id="reed", name="Reed", platform="reed", url=f"{at}1.0/search?keywords=council")
    settings = CollectSettings(
        fetch=FetchSettings(contact="https://example.org/contact", keys=keys),
        spool_dir=folder / "spool",
        archive=folder / "archive",
    )
    with Store.open(folder / "jobs.db") as store:
        return collect([source], store, settings, clock=lambda: FROZEN, observer=Silent())


def test_a_run_leaves_no_file_that_holds_a_key(board: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    path = f"/api/1.0/search?keywords=council&resultsToTake=100&resultsToSkip=0&app_id={APP}"
    board.pages[path] = _reply(board, path)
    board.pages[f"/api/1.0/jobs/7001?app_id={APP}"] = json.dumps({"jobId": 7001, "salary": f"£9 {KEY}"}).encode()
    summary = _run(board, tmp_path)
    assert path in board.asked, "the key was sent"
    (result,) = summary.results
    assert (result.verdict, result.adverts, result.warnings) == ("ok", 1, ())
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert {file.suffix for file in files} >= {".db", ".gz"}
    for file in files:
        held = _unpacked(file)
        assert not any(secret.encode() in held for secret in SECRETS), file
    assert _holds_no_key(caplog.text + repr(pickle.dumps(summary)))


def _unpacked(file: Path) -> bytes:
    import gzip  # noqa: PLC0415 (only an archive needs it)

    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
