"""``counciljobs forget``: afterwards no byte of any file we keep has a word of the advert."""

import gzip
from pathlib import Path

import pytest

from counciljobs.cli import main
from tests.scheduler.replay.test_rebuild import World, tables
from tests.scheduler.world import careers, feed

WORDS = b"zeppelin"
ADVERTS = {1: "Quixotic zeppelin wrangler", 2: "Planner", 3: "Clerk to the board"}


class Small(World):
    """The same adverts every day, one more on the last: pages that change and pages that do not."""

    def turn(self, day: int) -> None:
        adverts = ADVERTS | ({4: "Warden"} if day == 2 else {})
        for site, source in zip(self.sites, self.sources, strict=True):
            pages = {"/rss": feed(site.url, adverts)} if source.platform == "feed" else careers(site.url, adverts)
            site.pages = pages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    world = Small()
    world.live(tmp_path, range(3))
    world.close()
    assert main(["--db", str(tmp_path / "live.db"), "backup", str(tmp_path / "copy.db")]) == 0
    return tmp_path


def forget(folder: Path, source: str) -> int:
    where = ["--archive", str(folder / "archive"), "--publish", str(folder / "copy.db")]
    return main(["--db", str(folder / "live.db"), "forget", f"{source}:1001", *where])


def kept(folder: Path) -> list[str]:
    """Names of the files that hold the words, archives as their readers see them."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    unpacked = {
        file: gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files
    }
    return [file.name for file, body in unpacked.items() if WORDS in body.lower()]


def test_no_word_is_left_in_store_archive_or_copy(folder: Path) -> None:
    assert {"live.db", "copy.db", "site-0.warc.gz", "site-3.warc.gz"} <= set(kept(folder))
    assert [forget(folder, f"site-{n}") for n in range(4)] == [0, 0, 0, 0]
    assert kept(folder) == []


def test_the_archive_can_still_be_replayed(folder: Path) -> None:
    assert forget(folder, "site-0") == 0
    assert main(["--db", str(folder / "again.db"), "replay", str(folder / "archive")]) == 0
    postings = [row[1:3] for row in tables(folder / "again.db")["postings"]]
    assert ("site-0", "1001") not in postings
    assert ("site-1", "1001") in postings


def test_its_page_is_not_asked_for_again_though_the_site_lists_it_still(tmp_path: Path) -> None:
    world = Small()
    world.live(tmp_path, range(2))
    assert forget(tmp_path, "site-0") == 0
    asked = [site.asked for site in world.sites]
    for paths in asked:
        paths.clear()
    world.live(tmp_path, range(9, 10))
    world.close()
    assert "/job/1001/post" not in asked[0]
    assert {"/jobs", "/job/1002/post"} <= set(asked[0])  # the others are due
    assert "/job/1001/post" in asked[2]  # another source's advert of the same id


def test_a_store_made_from_the_archive_keeps_it_out_from_then_on(tmp_path: Path) -> None:
    world = Small()
    world.live(tmp_path, range(2))
    assert forget(tmp_path, "site-0") == 0
    world.live(tmp_path, range(2, 4))
    world.close()
    assert main(["--db", str(tmp_path / "again.db"), "replay", str(tmp_path / "archive")]) == 0
    left = {path: [row[1:3] for row in tables(tmp_path / path)["postings"]] for path in ("live.db", "again.db")}
    assert ("site-0", "1001") not in left["again.db"]
    assert ("site-0", "1004") in left["again.db"]
    assert sorted(left["again.db"]) == sorted(left["live.db"])


def test_what_the_store_never_had_is_kept_out_all_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(folder / "live.db"), "forget", "site-0:9999"]) == 0
    assert "is not in the store, and will not come into it" in capsys.readouterr().err


def test_a_posting_is_named_by_source_and_ref(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(tmp_path / "none.db"), "forget", "kirklees"]) == 2
    assert "SOURCE:SOURCE_REF" in capsys.readouterr().err
