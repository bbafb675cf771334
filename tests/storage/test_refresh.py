"""What follows from the postings is brought up to date slice by slice, whatever the slices."""

from pathlib import Path

import pytest

from storage import refresh as refreshing
from storage.store import Store
from tests.storage.joining.filling import days_of, fill
from tests.storage.making import Diary


@pytest.mark.parametrize("most", [1, 7, 10_000])
def test_no_size_of_slice_changes_a_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    fill(tmp_path / "usual.db", days_of(60, 1))
    monkeypatch.setattr(refreshing, "SLICE", most)
    fill(tmp_path / "sliced.db", days_of(60, 1))
    jobs = "SELECT * FROM jobs ORDER BY id"
    assert Diary(tmp_path / "sliced.db").ask(jobs) == Diary(tmp_path / "usual.db").ask(jobs)
    shared = "SELECT count(*) FROM jobs WHERE postings > 1"
    assert Diary(tmp_path / "sliced.db").ask(shared)[0][0] > 0
    with Store.open(tmp_path / "sliced.db") as store:
        assert store.check() == []
