"""The spool keeps what a run has read, whatever moment its process dies at."""

from pathlib import Path

import pytest

from scheduler.spool import Head, Spool, Spooled, leftovers
from scheduler.walk import Found, Leaf
from scraper.records import Advert
from storage.batch import SeenPage, SourceRun
from storage.errors import StoreError

HEAD = Head(
    run="R1",
    source="essex",
    platform="feed",
    version="feed.1/1",
    authority=None,
    extent=None,
    started_at="2026-11-23T09:00:00Z",
)
END = SourceRun(run="R1", source="essex", started_at="a", finished_at="b", verdict="ok", complete=True)


def leaf(ref: str, at: str = "2026-11-23T09:00:05Z", title: str = "Planner") -> Leaf:
    page = SeenPage(key=f"page-{ref}", url="https://example.org/", status=200, fetched_at=at)
    return Leaf(page, (Found(Advert(source_ref=ref, title=title), "h"),), (ref, "old"))


def written(folder: Path, *leaves: Leaf, end: SourceRun | None = None) -> Path:
    with Spool(folder, HEAD) as spool:
        for one in leaves:
            spool.keep(one)
        if end:
            spool.end(end)
    return spool.path


def readable(folder: Path) -> list[Spooled]:
    return [left for left in leftovers(folder) if isinstance(left, Spooled)]


def test_a_finished_spool_reads_back_whole(tmp_path: Path) -> None:
    written(tmp_path, leaf("1"), leaf("2"), end=END)
    (spooled,) = readable(tmp_path)
    assert spooled.head == HEAD
    assert list(spooled.news) == ["1", "2"]
    assert spooled.seen == ("1", "old", "2")
    assert spooled.source_run == END


def test_a_cut_spool_has_no_ending_but_its_time(tmp_path: Path) -> None:
    written(tmp_path, leaf("1", at="2026-11-23T09:00:07Z"))
    (spooled,) = readable(tmp_path)
    assert spooled.source_run is None
    assert spooled.last_at == "2026-11-23T09:00:07Z"


def test_what_a_detail_page_added_replaces_the_card(tmp_path: Path) -> None:
    written(tmp_path, leaf("1"), leaf("1", title="Senior Planner"))
    (spooled,) = readable(tmp_path)
    assert spooled.news["1"].advert.title == "Senior Planner"


def test_wherever_the_file_is_torn_the_whole_lines_before_it_are_kept(tmp_path: Path) -> None:
    whole = written(tmp_path / "whole", leaf("1"), leaf("2"), end=END).read_bytes()
    ends = [n + 1 for n, byte in enumerate(whole) if byte == ord("\n")]
    for cut in range(len(whole)):
        folder = tmp_path / str(cut)
        folder.mkdir()
        (folder / "R1.essex.jsonl").write_bytes(whole[:cut])
        lines = sum(1 for end in ends if end <= cut + 1)
        spooled = readable(folder)
        assert [len(one.pages) for one in spooled] == ([min(lines - 1, 2)] if lines else [])


def test_a_spool_cut_before_its_head_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "R1.essex.jsonl").write_bytes(b'{"type":"head","run"')
    assert list(leftovers(tmp_path)) == []
    assert list(tmp_path.iterdir()) == []


def test_two_writers_never_share_a_spool(tmp_path: Path) -> None:
    written(tmp_path)
    with pytest.raises(StoreError, match="File exists"):
        Spool(tmp_path, HEAD)
