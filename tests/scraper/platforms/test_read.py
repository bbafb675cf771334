"""What every page is checked for, whatever platform serves it."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms.base import Listing, Platform
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import page_of

CLERK = Advert(source_ref="1", title="Clerk")
CHALLENGE = "<title>Just a moment...</title><script>window._cf_chl_opt={}</script><p>Enable JavaScript and cookies</p>"
LOGIN = "<title>Log in</title><form><input name=u><input type=password></form>"
MISSING = "<title>Page not found</title><h1>Sorry</h1>"


def _platform(listing: Listing | Problem = Listing(), **more: Any) -> Platform:  # noqa: B008 (a frozen value)
    def answer(*_: Any) -> Any:
        if isinstance(listing, Problem):
            raise listing
        return listing

    return cast("Platform", SimpleNamespace(listing=answer, detail=answer, **more))


def _cause(page: Page, platform: Platform) -> tuple[Verdict, str]:
    with pytest.raises(Problem) as caught:
        read_listing(platform, page, {"url": page.url})
    assert page.url in caught.value.message
    return caught.value.verdict, caught.value.cause


def test_each_source_ref_once_the_first_wins() -> None:
    listing = Listing(adverts=(CLERK, Advert(source_ref="2"), Advert(source_ref="1", title="Clerk again")))
    found = read_listing(_platform(listing), page_of("<p>x"), {"url": "https://example.org/jobs"})
    assert [(advert.source_ref, advert.title) for advert in found.adverts] == [("1", "Clerk"), ("2", None)]


@pytest.mark.parametrize("body", [CHALLENGE, LOGIN, MISSING])
def test_a_page_with_adverts_is_never_condemned_by_its_words(body: str) -> None:
    assert read_listing(_platform(Listing(adverts=(CLERK,))), page_of(body), {}).adverts == (CLERK,)
    assert read_listing(_platform(Listing(empty=True)), page_of(body), {}).empty
    assert read_listing(_platform(Listing(next=(Request(url="https://x.org"),))), page_of(body), {}).next


@pytest.mark.parametrize(
    ("body", "verdict", "cause"),
    [
        (CHALLENGE + LOGIN + MISSING, Verdict.BLOCKED, "challenge"),
        (LOGIN + MISSING, Verdict.BROKEN, "login"),
        (MISSING, Verdict.BROKEN, "soft_404"),
        ("<h1>Vacancies</h1><p>Work for us.", Verdict.BROKEN, "layout_changed"),
        ("", Verdict.BROKEN, "layout_changed"),
    ],
)
def test_a_page_that_gives_nothing_is_asked_why_in_this_order(body: str, verdict: Verdict, cause: str) -> None:
    assert _cause(page_of(body), _platform()) == (verdict, cause)


@pytest.mark.parametrize(
    ("status", "body", "cause"),
    [
        (401, "", "http_401"),
        (403, "<h1>Forbidden</h1>", "http_403"),
        (403, CHALLENGE, "challenge"),
        (503, CHALLENGE, "challenge"),
        (404, CHALLENGE, "http_404"),
        (410, "", "http_404"),
        (429, "", "http_429"),
        (500, "", "http_5xx"),
    ],
)
def test_the_status_comes_first_and_a_refusal_that_is_a_challenge_is_called_one(
    status: int, body: str, cause: str
) -> None:
    page = page_of(body, status=status)
    assert _cause(page, _platform(Listing(adverts=(CLERK,))))[1] == cause


def test_a_status_that_the_platform_reads_is_no_problem() -> None:
    platform = _platform(Listing(empty=True), ACCEPTS=frozenset({404}))
    assert read_listing(platform, page_of("", status=404), {}).empty


@pytest.mark.parametrize(("body", "cause"), [(CHALLENGE, "challenge"), (LOGIN, "login"), (MISSING, "not_json")])
def test_html_where_json_is_due_is_a_challenge_or_a_login_before_it_is_not_json(body: str, cause: str) -> None:
    problem = Problem(Verdict.BROKEN, "not_json", "https://example.org/jobs should be JSON")
    assert _cause(page_of(body), _platform(problem))[1] == cause


def test_other_problems_of_a_platform_stand() -> None:
    problem = Problem(Verdict.BROKEN, "too_big", "https://example.org/jobs is too big")
    assert _cause(page_of(LOGIN), _platform(problem))[1] == "too_big"


def test_a_detail_page_keeps_the_adverts_identity() -> None:
    told = Advert(source_ref="other", title="Clerk")
    platform = cast("Platform", SimpleNamespace(detail=lambda *_: told))
    assert read_detail(platform, page_of("<p>x"), Advert(source_ref="1")).source_ref == "1"


def test_a_closed_advert_is_a_soft_404() -> None:
    problem = Problem(Verdict.BROKEN, "layout_changed", "no posting")
    with pytest.raises(Problem) as caught:
        read_detail(_platform(problem), page_of("<h1>Oops</h1><p>This vacancy has now closed.</p>"), CLERK)
    assert caught.value.cause == "soft_404"
