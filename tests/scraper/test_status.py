"""HTTP statuses as verdicts: the table of causes."""

import pytest

from scraper.pages import Problem, Verdict
from scraper.status import check_status
from tests.conftest import page_of


@pytest.mark.parametrize("status", [200, 201, 203, 204, 206, 304])
def test_a_good_answer_is_no_problem(status: int) -> None:
    check_status(page_of(b"", status=status))


@pytest.mark.parametrize(
    ("status", "verdict", "cause"),
    [
        (401, Verdict.BLOCKED, "http_401"),
        (403, Verdict.BLOCKED, "http_403"),
        (429, Verdict.BLOCKED, "http_429"),
        (451, Verdict.BLOCKED, "http_451"),
        (404, Verdict.BROKEN, "http_404"),
        (410, Verdict.BROKEN, "http_404"),
        (400, Verdict.BROKEN, "http_400"),
        (418, Verdict.BROKEN, "http_418"),
        (500, Verdict.BROKEN, "http_5xx"),
        (503, Verdict.BROKEN, "http_5xx"),
        (599, Verdict.BROKEN, "http_5xx"),
        (999, Verdict.BROKEN, "http_5xx"),
        (302, Verdict.BROKEN, "moved"),
        (300, Verdict.BROKEN, "moved"),
        (100, Verdict.BROKEN, "moved"),
    ],
)
def test_a_bad_answer_has_a_verdict_and_a_cause(status: int, verdict: Verdict, cause: str) -> None:
    with pytest.raises(Problem) as caught:
        check_status(page_of(b"", status=status))
    assert (caught.value.verdict, caught.value.cause) == (verdict, cause)
    assert str(status) in caught.value.message


def test_a_platform_may_accept_more() -> None:
    check_status(page_of(b"", status=404), frozenset({404}))
    with pytest.raises(Problem):
        check_status(page_of(b"", status=410), frozenset({404}))
