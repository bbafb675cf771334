"""While the store finishes a run the next one is begun, with what the store will know of its sources then."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

from scheduler.replay.parts import Part
from scheduler.replay.players import Alone
from storage.batch import Known
from storage.store import Store
from tests.scheduler.replay.test_rebuild import World, replayed, same

DAYS = 6


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


class Heard:
    """What was given to players within the finishing of a run, and what the store knew then and right after."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, sources: list[str]) -> None:
        self.given, self.finishing = list[str](), ""
        self.then, self.after = list[object](), list[object]()
        give, finish = Alone.give, Store.finish_run

        def heard(players: Alone, part: Part) -> None:
            if self.finishing:
                self.given.append(part.run)
            give(players, part)

        def finished(store: Store, run: str, now: str, *, settled: Callable[[], None] = lambda: None) -> None:
            self.finishing = run
            finish(store, run, now, settled=partial(self._settled, store, sources, settled))
            self.finishing = ""
            self.after += [plain(store.known(source)) for source in sources]

        monkeypatch.setattr(Alone, "give", heard)
        monkeypatch.setattr(Store, "finish_run", finished)

    def _settled(self, store: Store, sources: list[str], settled: Callable[[], None]) -> None:
        settled()
        self.then += [plain(store.known(source)) for source in sources]


def plain(known: Known) -> object:
    """What a source's knowledge holds, to compare."""
    pages = {key: msgspec.structs.astuple(page) for key, page in known.pages.items()}
    return pages, dict(known.postings.items()), known.history, known.forgotten


def test_the_next_run_begins_while_the_store_finishes_one(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.live(tmp_path, range(DAYS))
    heard = Heard(monkeypatch, [source.id for source in world.sources])
    replayed(tmp_path / "archive", tmp_path / "again.db")
    assert len(set(heard.given)) == DAYS - 1
    assert heard.then == heard.after != []
    same(tmp_path / "live.db", tmp_path / "again.db")
