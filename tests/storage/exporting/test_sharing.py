"""A large CSV is made by two processes: the same bytes, the same errors."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import writers
from storage.errors import StoreError
from storage.exporting import sharing
from storage.exporting.batches import Columns
from storage.writers import write_text

NAMES = ("title", "salary_min", "pro_rata", "description")
ROW = ("=Planner", 30000.5, 1, 'Say "plans",\nthen — draw them\0')
BATCH: Columns = [[value, None] for value in ROW]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Share the work from the second batch on, however busy the machine."""
    monkeypatch.setattr(writers, "WORTH_SHARING", 2)
    monkeypatch.setattr(sharing, "is_able", lambda: True)


def test_two_processes_write_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared, alone = tmp_path / "shared.csv", tmp_path / "alone.csv"
    assert write_text(NAMES, [BATCH] * 500, shared, "csv") == 1000
    monkeypatch.setattr(sharing, "is_able", lambda: False)
    assert write_text(NAMES, [BATCH] * 500, alone, "csv") == 1000
    assert shared.read_bytes() == alone.read_bytes()
    assert shared.read_bytes().count(b"'=Planner,30000.5,true,") == 500


def test_a_full_disk_is_told_by_the_process_that_does_not_write() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    large: Columns = [["x" * 100_000], [1.0], [None], [None]]
    with pytest.raises(StoreError, match="full"):
        write_text(NAMES, [large] * 400, full, "csv")


def test_rows_that_fail_end_both_and_leave_no_file(tmp_path: Path) -> None:
    def failing() -> Iterator[Columns]:
        yield from [BATCH] * 50
        raise StoreError("no more rows")

    with pytest.raises(StoreError, match="no more rows"):
        write_text(NAMES, failing(), tmp_path / "out.csv", "csv")
    assert list(tmp_path.iterdir()) == []


def test_a_killed_writer_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_received", lambda _pipe: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(StoreError, match="can't be used"):
        write_text(NAMES, [BATCH] * 5000, tmp_path / "out.csv", "csv")
    assert list(tmp_path.iterdir()) == []
