"""The archive forgets whole runs, oldest first, and what is left replays as it ran."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from scheduler import retention
from scheduler.mentions import INDEX
from scheduler.replay.films import BODIES
from scheduler.replay.forgetting import forget_in
from scheduler.retention import Limits, Thinned, files_of, thin
from scraper.records import Advert
from storage.store import Store
from tests.scheduler.replay.test_rebuild import SITES, World, replayed, same
from tests.scheduler.world import FROZEN

DAYS = 12
TITLE = "Planner of week 1"
"""A title that pages of the days that are removed show, and that later ones point to."""
KEPT = 5
"""Days before the last one that the tests keep."""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give twelve days of runs with an archive, and the store as it was before the days that are kept."""
    folder, world = tmp_path_factory.mktemp("ran"), World()
    world.live(folder, range(DAYS - KEPT - 1))
    with Store.open(folder / "live.db") as store:
        store.publish(folder / "before.db")
    world.live(folder, range(DAYS - KEPT - 1, DAYS))
    world.close()
    return folder


@pytest.fixture
def archive(ran: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ran / "archive", tmp_path / "archive"))


def thinned(archive: Path, days: int | None = None, size: int | None = None, later: int = 0) -> Thinned:
    return thin(archive, Limits(days, size), FROZEN + timedelta(days=DAYS - 1 + later))


def days(archive: Path) -> list[str]:
    return sorted({file.day for file in files_of(archive) if not file.bodies_only})


def test_without_a_limit_all_is_kept(archive: Path) -> None:
    before = files_of(archive)
    assert thinned(archive).files == 0
    assert files_of(archive) == before


def test_runs_older_than_the_limit_go(archive: Path) -> None:
    done = thinned(archive, days=KEPT)
    assert done.files > 0
    assert days(archive) == [f"{FROZEN + timedelta(days=day):%Y-%m-%d}" for day in range(DAYS - KEPT - 1, DAYS)]
    assert done.left == sum(file.size for file in files_of(archive))


def test_what_is_kept_replays_over_the_store_of_then_field_for_field(ran: Path, archive: Path, tmp_path: Path) -> None:
    thinned(archive, days=KEPT)
    again = Path(shutil.copy(ran / "before.db", tmp_path / "again.db"))
    told = replayed(archive, again)
    assert (told.runs, told.notes) == ((KEPT + 1) * SITES, [])
    same(ran / "live.db", again)


def test_thinned_day_by_day_it_is_the_same_as_at_once(archive: Path, tmp_path: Path) -> None:
    by_days = Path(shutil.copytree(archive, tmp_path / "by_days"))
    for kept in range(DAYS, KEPT - 1, -1):
        thinned(by_days, days=kept)
    thinned(archive, days=KEPT)
    left, right = ({path.relative_to(folder) for path in folder.rglob("*.warc.gz")} for folder in (archive, by_days))
    assert left == right


def test_a_body_that_a_kept_run_points_to_stays_and_nothing_else_does(archive: Path, tmp_path: Path) -> None:
    thinned(archive, days=KEPT)
    held = [file for file in files_of(archive) if file.bodies_only]
    assert held
    assert replayed(archive, tmp_path / "whole.db").notes == []
    for file in held:
        file.path.unlink()
    replayed(archive, tmp_path / "torn.db")
    assert not_archived(tmp_path / "whole.db") == 0 < not_archived(tmp_path / "torn.db")


def not_archived(store: Path) -> int:
    """Count the source runs whose listing could not be read for want of a page."""
    rows = sqlite3.connect(store)
    (count,) = rows.execute("SELECT count(*) FROM source_runs WHERE cause = 'not_archived'").fetchone()
    rows.close()
    return int(count)


def test_the_archive_is_made_small_enough_and_no_smaller(archive: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(archive, tmp_path / "other"))
    every = files_of(archive)
    limit = sum(file.size for file in every) * 2 // 3
    done = thinned(archive, size=limit)
    assert sum(file.size for file in files_of(archive)) == done.left <= limit
    assert not done.over
    assert thinned(other, days=len(days(archive))).left > limit


def test_the_last_two_days_always_stay(archive: Path) -> None:
    done = thinned(archive, size=1)
    assert done.over
    assert days(archive) == ["2026-12-03", "2026-12-04"]


def test_after_long_silence_the_last_run_stays(archive: Path) -> None:
    thinned(archive, days=1, later=400)
    assert days(archive) == ["2026-12-04"]


def test_what_others_put_there_is_left_alone_and_empty_folders_go(archive: Path) -> None:
    for name in ("crawl.warc.gz", "2026/11/23/notes.txt", "other/2026/x.warc.gz"):
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_bytes(b"mine")
    thinned(archive, days=KEPT)
    assert [path.name for path in archive.rglob("*") if path.is_file() and path.read_bytes() == b"mine"] != []
    assert len([path for path in archive.rglob("*") if path.is_file() and path.read_bytes() == b"mine"]) == 3
    assert not any(path.is_dir() and not any(path.iterdir()) for path in archive.rglob("*"))


def test_a_damaged_index_is_made_again(archive: Path, tmp_path: Path) -> None:
    sound = Path(shutil.copytree(archive, tmp_path / "sound"))
    (archive / INDEX).write_bytes(b"\xff" * 4096)
    assert thinned(archive, days=KEPT) == thinned(sound, days=KEPT)


def test_an_index_damaged_within_is_made_again(archive: Path, tmp_path: Path) -> None:
    sound = Path(shutil.copytree(archive, tmp_path / "sound"))
    thinned(archive, days=DAYS)
    raw = bytearray((archive / INDEX).read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    (archive / INDEX).write_bytes(raw)
    assert thinned(archive, days=KEPT) == thinned(sound, days=KEPT)


@pytest.mark.parametrize("after", [0, 1, 7, 20])
def test_cut_off_at_any_step_it_goes_on_next_time(
    ran: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    steps = iter(range(after))
    with monkeypatch.context() as cut:
        for name in ("_remove", "_to_bodies"):
            cut.setattr(retention, name, partial(_until, steps, getattr(retention, name)))
        with pytest.raises(OSError, match="power"):
            thinned(archive, days=KEPT)
    again = Path(shutil.copy(ran / "before.db", tmp_path / "again.db"))
    assert replayed(archive, again).notes == []
    same(ran / "live.db", again)
    other = Path(shutil.copytree(ran / "archive", tmp_path / "other"))
    assert (thinned(archive, days=KEPT).left, days(archive)) == (thinned(other, days=KEPT).left, days(other))


def _until(steps: Iterator[int], act: Callable[[Path, Path], None], path: Path, archive: Path) -> None:
    if next(steps, None) is None:
        raise OSError("the power went")
    act(path, archive)


def test_an_advert_is_forgotten_also_in_the_bodies_that_stayed(archive: Path) -> None:
    thinned(archive, days=KEPT)
    held = {file.source for file in files_of(archive) if file.bodies_only}
    gone = 0
    for source in held:
        pages, notes = forget_in(
            [archive / BODIES], source, "nothing-is-called-so", Advert(source_ref="x", title=TITLE)
        )
        gone += pages
        assert notes == []
    assert gone > 0


def test_an_empty_archive_and_none_are_no_trouble(tmp_path: Path) -> None:
    assert thin(tmp_path, Limits(days=1), FROZEN) == Thinned()
    assert thin(tmp_path / "none", Limits(days=1), FROZEN) == Thinned()
    assert not (tmp_path / BODIES).exists()
