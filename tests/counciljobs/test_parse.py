"""``counciljobs parse``: one page in, its postings out."""

from pathlib import Path

import pytest

from counciljobs.demo.site import demo_folder
from scraper.records import Posting
from tests.counciljobs.conftest import Cli

URL = "https://www.gazette.example.org/news/potholes-and-patience"
INFO = ["adverts", "declared_total", "next", "empty", "extent", "cause"]


@pytest.fixture
def article() -> Path:
    return demo_folder() / "trade-press" / "1" / "news" / "potholes-and-patience.html"


def test_each_posting_is_one_object_with_every_field(cli: Cli, article: Path) -> None:
    ran = cli("parse", article, "--platform", "localgov", "--url", URL, "--fetched-at", "2026-11-23T09:00:00Z")
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.objects) == 6
    assert all(list(posting) == list(Posting.__struct_fields__) for posting in ran.objects)
    first = ran.objects[0]
    assert (first["title"], first["recruiter_code"]) == ("Principal Planning Officer", "E06000026")
    assert (first["salary_min"], first["salary_max"], first["source"]) == (46142, 50269, "www.gazette.example.org")


def test_the_page_may_come_from_standard_input(cli: Cli, article: Path) -> None:
    arguments = ("--platform", "localgov", "--url", URL, "--now", "2026-11-23T09:00:00Z")
    assert cli("parse", "-", *arguments, stdin=article.read_bytes()) == cli("parse", article, *arguments)


def test_listing_info_is_one_object(cli: Cli, article: Path) -> None:
    ran = cli("parse", article, "--platform", "localgov", "--url", URL, "--listing-info")
    (info,) = ran.objects
    assert list(info) == INFO
    assert list(info.values()) == [6, None, None, False, "sample", None]


def test_a_changed_page_is_told_in_one_sentence_with_verdict_and_cause(cli: Cli) -> None:
    ran = cli("parse", "-", "--platform", "localgov", "--url", URL, stdin="<p>Nothing of the kind</p>")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("counciljobs: broken (layout_changed): ")
    assert ran.err.count("\n") == 1


def test_listing_info_of_a_changed_page_carries_the_cause(cli: Cli) -> None:
    ran = cli("parse", "-", "--platform", "localgov", "--url", URL, "--listing-info", stdin="<p>Nothing</p>")
    (info,) = ran.objects
    assert list(info) == INFO
    assert (ran.code, info["adverts"], info["cause"]) == (1, 0, "layout_changed")
    assert "layout_changed" in ran.err


def test_a_challenge_page_is_blocked(cli: Cli) -> None:
    page = demo_folder() / "medway" / "2" / "jobs.html"
    ran = cli("parse", page, "--platform", "jobposting", "--url", "https://jobs.example.gov.uk/jobs")
    assert ran.code == 1
    assert ran.err.startswith("counciljobs: blocked (challenge): ")


def test_a_true_empty_is_a_success_without_output(cli: Cli) -> None:
    page = demo_folder() / "scilly" / "1" / "vacancies.html"
    arguments = ("--platform", "jobposting", "--url", "https://jobs.example.gov.uk/vacancies")
    assert (cli("parse", page, *arguments).code, cli("parse", page, *arguments).out) == (0, "")
    (info,) = cli("parse", page, *arguments, "--listing-info").objects
    assert (info["adverts"], info["empty"], info["cause"]) == (0, True, None)


def test_an_adverts_own_page_is_read_with_its_council(cli: Cli) -> None:
    page = demo_folder() / "oxfordshire" / "1" / "vacancy" / "ox4475.html"
    address = "https://jobs.example.gov.uk/vacancy/ox4475"
    arguments = ("--platform", "jobposting", "--url", address, "--detail", "--authority", "E10000025")
    (posting,) = cli("parse", page, *arguments).objects
    assert (posting["title"], posting["recruiter_code"]) == ("SEND Officer", "E10000025")
    assert (posting["contract_type"], posting["closes_at"][:10]) == ("fixed_term", "2026-12-01")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.html", "--platform", "localgov", "--url", URL], "There is no file nowhere.html."),
        ([".", "--platform", "localgov", "--url", URL], ". is a folder: name a file."),
        (["-", "--platform", "localgof", "--url", URL], "did you mean localgov"),
        (["-", "--platform", "localgov", "--url", "page"], "--url wants the whole address"),
        (["-", "--platform", "localgov", "--url", URL, "--option", "x"], "--option wants NAME=VALUE"),
        (["-", "--platform", "localgov", "--url", URL, "--authority", "Essex"], "--authority wants a GSS code"),
        (["-", "--platform", "localgov", "--url", URL, "--fetched-at", "now"], "--fetched-at wants a time"),
        (["-", "--platform", "localgov"], "Missing option '--url'"),
    ],
)
def test_a_mistake_is_told(cli: Cli, arguments: list[str], sentence: str) -> None:
    ran = cli("parse", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err


@pytest.mark.parametrize("page", [b"", b"\x00" * 5000, b"\xff\xfe<\x00p\x00>", b"<div>" * 20_000, b"{" * 9_000])
@pytest.mark.parametrize("platform", ["localgov", "jobposting", "feed"])
def test_hostile_pages_are_told_never_traced(cli: Cli, page: bytes, platform: str) -> None:
    ran = cli("parse", "-", "--platform", platform, "--url", URL, stdin=page)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("counciljobs: b")
    assert ran.err.count("\n") == 1


def test_a_file_without_end_is_read_to_the_bound_and_told(cli: Cli) -> None:
    ran = cli("parse", "/dev/zero", "--platform", "feed", "--url", URL)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
