"""What people are told: each change of state once, whatever fails in between, and a digest a day."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from scheduler.notices import Day, changes, digest, state_of
from scheduler.notifying import Notifier, by_apprise
from scheduler.summary import SourceResult
from storage.store import Store
from storage.telling import Told
from tests.storage.making import Diary, moment

NIGHT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def result(source: str, verdict: str = "ok", cause: str | None = None, **more: Any) -> SourceResult:
    return SourceResult(source=source, verdict=verdict, cause=cause, **more)


BROKEN = result("essex", "broken", "http_404", since="2026-11-22T09:00:00Z")


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (result("a"), "good"),
        (result("a", "unchanged"), "good"),
        (result("a", warnings=("details_waiting",)), "good"),
        (result("a", warnings=("fields_lost", "details_failed")), "ok (fields_lost)"),
        (BROKEN, "broken (http_404)"),
        (result("a", "partial", "interrupted"), None),
    ],
)
def test_the_state_of_a_source(one: SourceResult, state: str | None) -> None:
    assert state_of(one) == state


def test_a_source_that_breaks_is_told_with_what_to_do() -> None:
    message = changes([BROKEN, result("leeds")], {})
    assert message is not None
    assert message.title == "counciljobs: 1 source in trouble"
    assert message.body == (
        "essex is broken (http_404) since 2026-11-22 09:00: the page has gone: find the new address and change the"
        " source's url."
    )


def test_what_was_told_is_not_told_again_and_the_recovery_is() -> None:
    assert changes([BROKEN], {"essex": "broken (http_404)"}) is None
    message = changes([result("essex"), result("leeds")], {"essex": "broken (http_404)"})
    assert message is not None
    assert (message.title, message.body) == ("counciljobs: 1 source well again", "essex is well again.")


def test_many_at_once_are_one_message_that_suspects_ourselves_first() -> None:
    message = changes([result(f"s{n:02d}", "broken", "dns") for n in range(40)], {})
    assert message is not None
    lines = message.body.splitlines()
    assert lines[0].startswith("Most sources failed at once")
    assert lines[-1] == "and 16 more: see counciljobs status."
    assert len(message.states) == 40


def test_the_digest_counts_and_names_who_needs_a_person() -> None:
    message = digest("2026-11-23", [BROKEN, result("leeds")], Day(live=1200, new=30, closed=12))
    assert message.title == "counciljobs on 2026-11-23: 1200 live jobs"
    assert message.body.splitlines()[:2] == [
        "1200 live jobs; 30 new and 12 closed in the last day.",
        "2 sources: 1 broken, 1 ok.",
    ]
    assert message.body.splitlines()[2].startswith("essex is broken")


class Post:
    """A box that may be shut, and the clock."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.open, self.now = True, NIGHT

    def __call__(self, title: str, _body: str) -> bool:
        if self.open:
            self.sent.append(title)
        return self.open


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def notifier(tmp_path: Path, post: Post) -> Iterator[Callable[[], Notifier]]:
    """A notifier over a store in which essex has adverts; each call opens the store anew, as each run does."""
    diary = Diary(tmp_path / "s.db")
    diary.day(21, "abc")
    diary.day(21.9, "abd")
    stores: list[Store] = []

    def opened() -> Notifier:
        stores.append(Store.open(diary.path))
        return Notifier(Told(stores[-1]), post, lambda: post.now)

    yield opened
    for store in stores:
        store.close()


def test_a_message_that_could_not_be_sent_is_sent_by_a_later_run(notifier: Callable[[], Notifier], post: Post) -> None:
    post.open = False
    assert not notifier().after_run([BROKEN])
    post.open = True
    assert notifier().after_run([BROKEN])
    assert notifier().after_run([BROKEN])
    assert post.sent == ["counciljobs: 1 source in trouble"]


def test_the_digest_goes_out_once_a_day_from_seven_in_london(notifier: Callable[[], Notifier], post: Post) -> None:
    for hours in (0, 1, 2, 24, 25, 26):
        post.now = NIGHT + timedelta(hours=hours)
        assert notifier().daily([BROKEN])
    assert post.sent == ["counciljobs on 2026-11-23: 4 live jobs", "counciljobs on 2026-11-24: 4 live jobs"]


def test_the_numbers_of_a_day_are_of_that_day(notifier: Callable[[], Notifier], tmp_path: Path) -> None:
    notifier()
    with Store.open(tmp_path / "s.db") as store:
        assert Told(store).numbers(moment(22)) == (4, 1, 0)
        assert Told(store).numbers(moment(30)) == (4, 0, 0)


def test_an_address_that_apprise_does_not_know_is_told_without_its_secret() -> None:
    with pytest.raises(ValueError, match="address 2 of COUNCILJOBS_NOTIFY") as told:
        by_apprise(["json://127.0.0.1:1/", "carrierpigeon://secret-token"])
    assert "secret" not in str(told.value)


def test_apprise_delivers_to_a_real_address_and_a_dead_one_stops_nothing() -> None:
    got: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.handle_request, daemon=True)
        thread.start()
        send = by_apprise([f"json://127.0.0.1:{server.server_port}/", "json://127.0.0.1:9/"])
        assert send("counciljobs: 1 source in trouble", "essex is broken.")
        thread.join(timeout=10)
    assert b"essex is broken." in got[0]
    assert not by_apprise(["json://127.0.0.1:9/"])("title", "body")
