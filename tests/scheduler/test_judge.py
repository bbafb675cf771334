"""What a walk saw decides the verdict: the table of causes, row by row, without a network."""

import pytest

from scheduler.judge import judge
from scheduler.walk import Found, Walk
from scraper.pages import Problem, Verdict
from scraper.records import Advert
from storage.batch import SeenPage


def found(ref: str, title: str | None = "Planner", *, detailed: bool = False) -> Found:
    advert = Advert(source_ref=ref, title=title, detail_url=f"https://example.org/{ref}")
    return Found(advert, "hash", carded=advert, detailed=detailed)


def walk(*adverts: Found, pages: int = 1, **more: object) -> Walk:
    seen = {f"p{n}": SeenPage(key=f"p{n}", url=f"p{n}", status=200, fetched_at="") for n in range(pages)}
    rest = {"listing_pages": pages, **more}
    return Walk(pages=seen, found={one.advert.source_ref: one for one in adverts}, **rest)  # type: ignore[arg-type]


SERVER_DOWN = Problem(Verdict.BROKEN, "http_5xx", "The server answers 503.")
CHALLENGE = Problem(Verdict.BLOCKED, "challenge", "A bot challenge answers.")
OUT_OF_TIME = Problem(Verdict.PARTIAL, "budget", "The time for this source is spent.")
NO_CARDS = Problem(Verdict.BROKEN, "layout_changed", "No adverts and no word of none.")

CASES = [
    ("a complete walk", walk(found("1")), True, ("ok", None, True)),
    ("every page untouched", walk(found("1"), untouched_pages=1), False, ("unchanged", None, True)),
    ("untouched pages but older rules", walk(found("1"), untouched_pages=1), True, ("ok", None, True)),
    ("an untouched empty page", walk(empty=True, untouched_pages=1), False, ("unchanged", None, True)),
    ("the page says there are none", walk(empty=True), False, ("empty", None, True)),
    ("none shown, thirty declared", walk(empty=True, declared=30), False, ("broken", "layout_changed", False)),
    ("neither adverts nor a word", walk(), False, ("broken", "layout_changed", False)),
    ("as many as declared", walk(found("1"), found("2"), declared=2), True, ("ok", None, True)),
    ("fewer than declared", walk(found("1"), declared=2), True, ("partial", "short_listing", False)),
    ("more than declared", walk(found("1"), found("2"), declared=1), True, ("partial", "short_listing", False)),
    ("a window of many", walk(found("1"), declared=90, extent="window"), True, ("ok", None, True)),
    ("down at once", walk(pages=0, problem=SERVER_DOWN), False, ("broken", "http_5xx", False)),
    ("challenged at once", walk(pages=0, problem=CHALLENGE), False, ("blocked", "challenge", False)),
    ("out of time at once", walk(pages=0, problem=OUT_OF_TIME), False, ("partial", "budget", False)),
    ("down on page two", walk(found("1"), problem=SERVER_DOWN), True, ("partial", "short_listing", False)),
    ("challenged on page two", walk(found("1"), problem=CHALLENGE), True, ("partial", "short_listing", False)),
    ("out of time on page two", walk(found("1"), problem=OUT_OF_TIME), True, ("partial", "budget", False)),
    (
        "cut, though all were seen",
        walk(found("1"), declared=1, problem=SERVER_DOWN),
        True,
        ("partial", "short_listing", False),
    ),
    (
        "only addresses, details down",
        walk(found("1", None), detail_problem=SERVER_DOWN),
        True,
        ("broken", "http_5xx", False),
    ),
    (
        "only addresses, details wait",
        walk(found("1", None), detail_problem=OUT_OF_TIME),
        True,
        ("partial", "budget", False),
    ),
    ("cards, details down", walk(found("1"), detail_problem=SERVER_DOWN, details_failed=1), True, ("ok", None, True)),
]


@pytest.mark.parametrize(("seen", "wrote", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_verdict_follows_what_was_seen(seen: Walk, wrote: bool, expected: tuple[str, str | None, bool]) -> None:
    judgement = judge(seen, wrote=wrote)
    assert (str(judgement.verdict), judgement.cause, judgement.complete) == expected


def test_failed_and_waiting_details_are_told_but_do_not_spoil_the_listing() -> None:
    judgement = judge(walk(found("1"), details_failed=2, details_waiting=3, detail_problem=SERVER_DOWN), wrote=True)
    assert judgement.complete
    assert judgement.warnings == ("details_failed", "details_waiting")
    assert "2 detail pages could not be read: The server answers 503." in (judgement.message or "")
    assert "3 detail pages wait" in (judgement.message or "")


def test_a_broken_walk_says_how_far_it_came_and_why_it_stopped() -> None:
    judgement = judge(walk(found("1"), pages=2, problem=SERVER_DOWN), wrote=True)
    assert judgement.message == "The walk stopped after 2 pages and 1 adverts: The server answers 503."
