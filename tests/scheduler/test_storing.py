"""The store has each source run at once; the disk is waited for once a second, for all of them together."""

from pathlib import Path

import pytest

from scheduler.storing import EVERY, Intake
from storage.batch import Batch, Outcome
from storage.store import Store, StoreError
from tests.storage.making import batch, moment

RUN, AT = "20261102T090000Z-0001", moment(1)
SOURCES = ("essex", "kent", "surrey", "devon")


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each source run that was stored was waited for."""
    told, ingest = list[bool](), Store.ingest

    def noted(store: Store, batch: Batch, *, wait: bool = True) -> Outcome:
        told.append(wait)
        return ingest(store, batch, wait=wait)

    monkeypatch.setattr(Store, "ingest", noted)
    return told


def spooled(folder: Path, source: str) -> Path:
    path = folder / f"{source}.jsonl"
    path.write_text("{}\n")
    return path


def test_source_runs_that_end_within_a_second_are_waited_for_together(tmp_path: Path, waits: list[bool]) -> None:
    clock = Clock()
    with Store.open(tmp_path / "a.db") as store:
        intake = Intake(store, clock)
        for source in SOURCES[:3]:
            intake.take_in(batch(RUN, AT, ["1"], source), spooled(tmp_path, source))
        assert sorted(path.stem for path in tmp_path.glob("*.jsonl")) == ["kent", "surrey"]
        clock.now += EVERY
        intake.take_in(batch(RUN, AT, ["1"], SOURCES[3]), spooled(tmp_path, SOURCES[3]))
        assert list(tmp_path.glob("*.jsonl")) == []
        assert store.connection.execute("SELECT count(*) FROM postings").fetchone() == (4,)
    assert waits == [True, False, False, True]


def test_what_a_run_ends_with_clears_the_rest_away(tmp_path: Path, waits: list[bool]) -> None:
    with Store.open(tmp_path / "a.db") as store:
        intake = Intake(store, Clock())
        for source in SOURCES[:2]:
            intake.take_in(batch(RUN, AT, ["1"], source), spooled(tmp_path, source))
        store.finish_run(RUN, AT)
        intake.settled()
    assert waits == [True, False]
    assert list(tmp_path.glob("*.jsonl")) == []


def test_spools_stay_when_the_store_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path / "a.db") as store:
        intake = Intake(store, Clock())
        intake.take_in(batch(RUN, AT, ["1"], "essex"), spooled(tmp_path, "essex"))
        intake.take_in(batch(RUN, AT, ["1"], "kent"), spooled(tmp_path, "kent"))
        with monkeypatch.context() as full:
            full.setattr(Store, "ingest", lambda *_, **__: (_ for _ in ()).throw(StoreError("The disk is full.")))
            with pytest.raises(StoreError):
                intake.take_in(batch(RUN, AT, ["1"], "surrey"), spooled(tmp_path, "surrey"))
    assert sorted(path.stem for path in tmp_path.glob("*.jsonl")) == ["kent", "surrey"]
