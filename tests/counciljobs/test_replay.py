"""``counciljobs replay`` and ``counciljobs backup`` as people call them."""

from pathlib import Path

import pytest

from counciljobs.cli import main
from tests.scheduler.replay.test_rebuild import World, same, tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    world = World()
    world.live(tmp_path, range(3))
    world.close()
    return tmp_path


def test_a_store_is_rebuilt(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(folder / "again.db"), "replay", str(folder / "archive")]) == 0
    assert "12 source runs were taken in" in capsys.readouterr().err
    same(folder / "live.db", folder / "again.db")


def test_a_torn_file_is_told_and_everything_before_is_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = max((folder / "archive").rglob("site-1.warc.gz"))
    last.write_bytes(last.read_bytes()[:-20])
    assert main(["--db", str(folder / "again.db"), "replay", str(folder / "archive")]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "torn" in line]
    assert len(told) == 1
    assert "site-1.warc.gz" in told[0]
    assert len(tables(folder / "again.db")["postings"]) == len(tables(folder / "live.db")["postings"])


def test_no_archive_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(tmp_path / "none")]) == 3
    assert main(["replay", str(tmp_path)]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_dry_run_shows_nothing_where_nothing_differs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(folder / "live.db"), "replay", str(folder / "archive"), "--dry-run"]) == 0
    answer = capsys.readouterr()
    assert answer.out == ""
    assert "0 source runs would be taken in, 12 read again" in answer.err


def test_a_backup_is_the_store(folder: Path) -> None:
    assert main(["--db", str(folder / "live.db"), "backup", str(folder / "copy.db")]) == 0
    assert tables(folder / "copy.db") == tables(folder / "live.db")
    assert [path.name for path in folder.glob(".*")] == []


def test_a_backup_of_no_store_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(tmp_path / "none.db"), "backup", str(tmp_path / "copy.db")]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1
