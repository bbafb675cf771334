"""How one page is asked for: who we say we are, validators, retries, Retry-After, budgets."""

from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from scraper.fetching import Validators
from scraper.pages import Problem, Request, Verdict
from tests.conftest import NOW
from tests.scraper.fetching.support import URL, Web, web

GOOD = httpx.Response(200, html="<p>jobs</p>")


def busy(status: int = 429, after: str | None = None, date: str | None = None) -> httpx.Response:
    pairs = {"Retry-After": after, "Date": date}
    return httpx.Response(status, headers={name: value for name, value in pairs.items() if value})


async def cause_of(one: Web, request: Request | None = None) -> tuple[str, str]:
    with pytest.raises(Problem) as caught:
        await one.session().fetch(request or Request(url=URL))
    return caught.value.verdict, caught.value.cause


async def test_a_page_is_the_body_the_status_the_headers_and_the_clock() -> None:
    async with web() as one:
        one.page(headers={"ETag": '"a"', "X-Two": "2"})
        page = await one.session().fetch(Request(url=URL))
    assert (page.url, page.requested_url, page.status, page.body) == (URL, None, 200, b"<p>jobs</p>")
    assert page.fetched_at == "2026-11-23T09:00:00Z"
    assert (page.headers["etag"], page.headers["x-two"]) == ('"a"', "2")


async def test_we_say_who_we_are_and_ask_only_for_what_we_can_read() -> None:
    async with web() as one:
        route = one.page()
        await one.session().fetch(
            Request(url=URL, headers={"user-agent": "Mozilla/5.0", "X-Api": "k", "Cookie": "a=b"})
        )
    sent = route.calls.last.request.headers
    assert sent["user-agent"].startswith("counciljobs/")
    assert "+mailto:jobs@example.org" in sent["user-agent"]
    assert sent["accept-encoding"] == "gzip, deflate"
    assert sent["x-api"] == "k"
    assert "cookie" not in sent


@pytest.mark.parametrize("contact", [None, "", "me", "a@b", "x@example.org\r\nX-Evil: 1", "ftp://example.org"])
async def test_without_a_usable_contact_nothing_leaves_this_machine(contact: str | None) -> None:
    async with web(contact=contact) as one:
        route = one.page()
        assert await cause_of(one) == (Verdict.BLOCKED, "contact")
    assert not route.called


async def test_validators_are_sent_and_304_comes_back_as_a_page_without_body() -> None:
    async with web() as one:
        route = one.page(status_code=304, html=None)
        page = await one.session().fetch(Request(url=URL), Validators(etag='"a"', last_modified="Mon, 23 Nov 2026"))
    assert (page.status, page.body) == (304, b"")
    sent = route.calls.last.request.headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"a"', "Mon, 23 Nov 2026")


async def test_a_validator_that_could_not_stand_in_a_header_is_left_out() -> None:
    async with web() as one:
        route = one.page()
        await one.session().fetch(Request(url=URL), Validators(etag='"£\r\nX: y"'))
    assert "if-none-match" not in route.calls.last.request.headers


@pytest.mark.parametrize("status", [200, 204, 400, 401, 403, 404, 410, 418, 451, 501])
async def test_a_settled_status_is_answered_once(status: int) -> None:
    async with web() as one:
        route = one.page(status_code=status)
        assert (await one.session().fetch(Request(url=URL))).status == status
    assert route.call_count == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_passing_failure_is_asked_again_with_growing_pauses(status: int) -> None:
    async with web(pace=0.0) as one:
        one.answers(busy(status), busy(status), GOOD)
        page = await one.session().fetch(Request(url=URL))
    assert page.status == 200
    assert one.time.slept == [1.0, 2.0]


async def test_after_the_retries_the_last_status_is_the_answer() -> None:
    async with web() as one:
        route = one.page(status_code=503)
        assert (await one.session().fetch(Request(url=URL))).status == 503
    assert route.call_count == 3


@pytest.mark.parametrize(
    ("error", "cause", "asked"),
    [
        (httpx.ReadTimeout("slow"), "timeout", 3),
        (httpx.ConnectTimeout("slow"), "timeout", 3),
        (httpx.ConnectError("refused"), "connection", 3),
        (httpx.ReadError("reset"), "connection", 3),
        (httpx.RemoteProtocolError("garbage"), "connection", 3),
    ],
)
async def test_a_lost_connection_is_tried_again_then_named(error: Exception, cause: str, asked: int) -> None:
    async with web() as one:
        route = one.router.get(URL).mock(side_effect=error)
        assert await cause_of(one) == (Verdict.BROKEN, cause)
    assert route.call_count == asked


async def test_post_is_not_repeated_when_it_may_have_been_done() -> None:
    async with web() as one:
        lost = one.router.post(URL).mock(side_effect=httpx.ReadTimeout("slow"))
        assert await cause_of(one, Request(url=URL, method="POST", body=b"{}")) == (Verdict.BROKEN, "timeout")
        failed = one.router.post(f"{URL}/b").respond(500)
        await one.session().fetch(Request(url=f"{URL}/b", method="POST", body=b"{}"))
    assert (lost.call_count, failed.call_count) == (1, 1)


async def test_post_is_repeated_when_it_was_surely_not_done() -> None:
    async with web() as one:
        post = one.router.post(URL).mock(side_effect=[httpx.ConnectError("refused"), busy(503), GOOD])
        page = await one.session().fetch(Request(url=URL, method="POST", body=b'{"page": 2}'))
    assert page.status == 200
    assert [call.request.content for call in post.calls] == [b'{"page": 2}'] * 3


async def test_retry_after_in_seconds_is_waited_out_twice_then_we_are_blocked() -> None:
    async with web() as one:
        route = one.router.get(URL).mock(return_value=busy(after="7"))
        assert await cause_of(one) == (Verdict.BLOCKED, "http_429")
    assert route.call_count == 3
    assert one.time.slept.count(7.0) == 2


async def test_retry_after_as_a_date_counts_from_the_servers_own_clock() -> None:
    server_now = NOW + timedelta(days=400)
    until = format_datetime(server_now + timedelta(seconds=9), usegmt=True)
    async with web() as one:
        one.answers(busy(after=until, date=format_datetime(server_now, usegmt=True)), GOOD)
        assert (await one.session().fetch(Request(url=URL))).status == 200
    assert 9.0 in one.time.slept


async def test_retry_after_as_a_date_without_the_servers_clock_counts_from_ours() -> None:
    async with web() as one:
        one.answers(busy(503, format_datetime(NOW + timedelta(seconds=5), usegmt=True)), GOOD)
        assert (await one.session().fetch(Request(url=URL))).status == 200
    assert 5.0 in one.time.slept


async def test_a_retry_after_beyond_the_cap_ends_at_once() -> None:
    async with web() as one:
        route = one.router.get(URL).mock(return_value=busy(after="600"))
        assert await cause_of(one) == (Verdict.BLOCKED, "http_429")
    assert route.call_count == 1


async def test_while_a_host_asked_for_quiet_no_other_source_asks_it() -> None:
    async with web() as one:
        one.answers(busy(after="50"), GOOD)
        one.page(f"{URL}/other")

        async def other_source() -> None:
            await one.session().fetch(Request(url=f"{URL}/other"))

        await one.session().fetch(Request(url=f"{URL}/other"))
        one.time.meanwhile_sleeping(50.0, other_source)
        await one.session().fetch(Request(url=URL))
        await one.time.begun
    assert one.time.slept.count(50.0) == 2


async def test_a_quick_error_after_a_slow_page_does_not_speed_us_up() -> None:
    async with web() as one:

        def slowly(_: httpx.Request) -> httpx.Response:
            one.time.now += 8.0
            return GOOD

        one.router.get(URL).mock(side_effect=slowly)
        one.page(f"{URL}/gone", status_code=404)
        session = one.session()
        await session.fetch(Request(url=URL))
        for _ in range(3):
            await session.fetch(Request(url=f"{URL}/gone"))
    assert one.time.slept == [1.0, 8.0, 8.0, 8.0]


async def test_the_errors_of_a_source_are_budgeted() -> None:
    async with web(source_errors=4) as one:
        one.page(status_code=500)
        session = one.session()
        await session.fetch(Request(url=URL))
        await session.fetch(Request(url=URL))
        with pytest.raises(Problem) as caught:
            await session.fetch(Request(url=URL))
    assert (caught.value.verdict, caught.value.cause) == (Verdict.PARTIAL, "budget")


async def test_the_requests_of_a_source_are_budgeted_and_another_source_has_its_own() -> None:
    async with web(source_requests=2) as one:
        one.page()
        session = one.session()
        for _ in range(2):
            await session.fetch(Request(url=URL))
        with pytest.raises(Problem, match="2 requests"):
            await session.fetch(Request(url=URL))
        assert (await one.session().fetch(Request(url=URL))).status == 200


async def test_the_time_of_a_source_is_budgeted_and_no_wait_is_begun_that_would_outlast_it() -> None:
    async with web(source_seconds=20.0) as one:
        one.page()
        session = one.session(pace=15.0)
        await session.fetch(Request(url=URL))
        with pytest.raises(Problem) as caught:
            await session.fetch(Request(url=URL))
    assert caught.value.cause == "budget"
    assert sum(one.time.slept) < 20.0


async def test_a_retry_that_would_outlast_the_budget_is_not_waited_for() -> None:
    async with web(source_seconds=10.0) as one:
        route = one.page(status_code=503, headers={"Retry-After": "60"})
        assert (await one.session().fetch(Request(url=URL))).status == 503
    assert route.call_count == 1


@pytest.mark.parametrize(
    "url",
    ["", "jobs", "//x/y", "ftp://example.org/", "javascript:alert(1)", "http://", "http://a b/", "http://x:99999/",
     "http://exa\x00mple.org/", "http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://%31/", "http://..a/",
     "http://" + "a" * 70 + ".org/", "http://xn--0.example/" + "x" * 70_000],
)  # fmt: skip
async def test_what_is_no_address_is_a_typed_problem(url: str) -> None:
    async with web() as one:
        assert await cause_of(one, Request(url=url)) == (Verdict.BROKEN, "connection")


async def test_a_header_that_cannot_be_sent_is_a_typed_problem() -> None:
    async with web() as one:
        one.page()
        bad = Request(url=URL, headers={"X-Name": "Ŵ"})
        assert await cause_of(one, bad) == (Verdict.BROKEN, "connection")
