"""Rows are written as TOML that the loader reads back as the same source; a file changes whole or not at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.sources.loader import SourceError, load
from scraper.sources.model import Source
from scraper.sources.writing import add_row, check_new, row_text

LEEDS = Source(id="leeds", name="Leeds", platform="feed", url="https://jobs.example/rss")


def test_only_what_differs_from_the_defaults_is_written() -> None:
    assert row_text(LEEDS) == (
        '[[source]]\nid = "leeds"\nname = "Leeds"\nplatform = "feed"\nurl = "https://jobs.example/rss"\n'
    )


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=20)
values = texts | st.integers(-(2**53), 2**53) | st.booleans() | st.lists(texts, max_size=3)


@given(
    st.dictionaries(texts.filter(bool), values, max_size=3),
    texts,
    st.booleans(),
    st.none() | st.floats(0, 100),
    st.lists(st.sampled_from(["E08000035", "S12000033"]), max_size=2),
)
def test_any_row_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    options: dict[str, str | int | bool | list[str]],
    notes: str,
    enabled: bool,
    pace: float | None,
    covers: list[str],
) -> None:
    row = Source(
        id="leeds",
        name="Leeds",
        platform="feed",
        url="https://jobs.example/rss",
        options=options,
        notes=notes,
        enabled=enabled,
        pace=pace,
        covers=tuple(covers),
    )
    path = tmp_path_factory.getbasetemp() / "row.toml"
    path.write_text(row_text(row), encoding="utf-8")
    assert load([path]) == (row,)


def test_rows_are_added_at_the_end_and_no_id_twice(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "mine.toml"
    add_row(path, LEEDS)
    add_row(path, Source(id="york", name="York", platform="feed", url="https://york.example/"))
    assert [row.id for row in load([path])] == ["leeds", "york"]
    with pytest.raises(SourceError, match="it has a row 'york' already"):
        add_row(path, Source(id="york", name="York", platform="feed", url="https://york.example/"))
    assert [one.name for one in path.parent.iterdir()] == ["mine.toml"]


def test_a_folder_of_rows_is_asked_as_a_whole(tmp_path: Path) -> None:
    add_row(tmp_path / "a.toml", LEEDS)
    with pytest.raises(SourceError, match="it has a row 'leeds' already"):
        check_new(tmp_path, LEEDS)


def test_a_wrong_row_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="id: 'Leeds' must be lower-case"):
        add_row(tmp_path / "mine.toml", Source(id="Leeds", name="Leeds", platform="feed", url="https://x.example/"))
    assert list(tmp_path.iterdir()) == []
