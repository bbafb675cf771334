"""Exports: the same rows in the same order, in formats that others' tools read and no spreadsheet runs."""

import csv
import io
import json
import os
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.records import Place, Posting
from storage.cells import RISKY, cell, guarded, lines_of
from storage.errors import StoreError
from storage.exporting.batches import batches_of
from storage.exports import COLUMNS, Condition, export, rows
from storage.store import Store
from storage.writers import FORMATS, write_text
from tests.storage.making import Diary, moment

POST: dict[str, Any] = {
    "recruiter": "Essex County Council",
    "recruiter_code": "E10000012",
    "salary_min": 30000.0,
    "salary_max": 31000.5,
    "longitude": -0.5,
    "working_pattern": ("full_time", "term_time"),
    "flags": ("period_inferred",),
    "places": (Place(location="Chelmsford"), Place(location="Harlow")),
    "pro_rata": False,
    "description": 'Say "plans",\nthen draw them; plan, plan',
}


@pytest.fixture
def full(diary: Diary) -> Diary:
    diary.day(1, {"a": POST, "b": {"recruiter": "Kent Fire and Rescue Service", "title": "=2+5+cmd|' /C calc'!A0"}})
    diary.day(2, {"a": POST})
    diary.day(3, {"a": POST, "c": {"recruiter": "Harlow District Council", "recruiter_code": "E07000073"}})
    return diary


@pytest.fixture
def store(full: Diary) -> Iterator[Store]:
    with Store.open(full.path) as opened:
        yield opened


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def refs(found: Any) -> list[object]:
    return [row[found.columns.index("source_ref")] for row in found]


def test_a_csv_has_a_row_a_live_job_and_every_field_in_order(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "jobs.csv"
    assert export(rows(store), out) == 2
    raw = out.read_bytes()
    assert raw.endswith(b"\r\n")
    assert raw.split(b"\r\n")[0].decode().split(",") == [name for name in COLUMNS if name != "rules"]
    first, second = table(out)
    assert first["description"] == POST["description"]
    assert [first[name] for name in ("salary_min", "salary_max", "longitude", "pro_rata")] == [
        "30000",
        "31000.5",
        "-0.5",
        "false",
    ]
    assert [first[name] for name in ("working_pattern", "flags", "places", "left_censored", "scp_min")] == [
        "full_time; term_time",
        "period_inferred",
        "Chelmsford; Harlow",
        "true",
        "",
    ]
    assert second["source_ref"] == "c"


def test_the_columns_are_the_postings_fields() -> None:
    assert Posting.__struct_fields__ == COLUMNS


def test_what_is_exported_can_be_chosen(store: Store) -> None:
    assert refs(rows(store)) == ["a", "c"]
    assert refs(rows(store, live=False)) == ["a", "b", "c"]
    assert refs(rows(store, live=False, postings=True)) == ["a", "b", "c"]
    assert refs(rows(store, since="2026-11-04")) == ["c"]
    assert refs(rows(store, since=moment(3))) == ["c"]
    assert refs(rows(store, council="E10000012")) == ["a"]
    assert refs(rows(store, council="e07000073")) == ["c"]
    assert refs(rows(store, live=False, council="kent fire and rescue service")) == ["b"]
    assert refs(rows(store, council=" essex ")) == ["a"]
    assert refs(rows(store, council="Ess")) == []
    assert refs(rows(store, council="%")) == []
    assert refs(rows(store, where=Condition("p.salary_max > ?", (30000,)))) == ["a"]
    assert list(rows(store, columns=["title", "source"], council="harlow")) == [("Planner c", "essex")]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"columns": ["tittle"]}, "There is no column tittle: did you mean title"),
        ({"columns": ["zzz"]}, "There is no column zzz: the columns are source, "),
        ({"columns": ['title" FROM postings --']}, "There is no column"),
        ({"since": "last week"}, "last week is not a date: write it as"),
    ],
)
def test_what_can_not_be_exported_is_told(store: Store, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(StoreError, match=says):
        rows(store, **asked)


def test_a_format_that_does_not_exist_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="use one of csv, json, jsonl, parquet, xlsx"):
        export(rows(store), tmp_path / "out", "xls")


def test_json_has_every_field_typed_and_null_where_unknown(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "jobs.json"
    assert export(rows(store, live=False), out, "json") == 3
    first, *_ = found = json.loads(out.read_text())
    assert [tuple(one) for one in found] == [COLUMNS] * 3
    assert first["working_pattern"] == ["full_time", "term_time"]
    assert [place["location"] for place in first["places"]] == ["Chelmsford", "Harlow"]
    assert (first["salary_min"], first["pro_rata"], first["left_censored"], first["grade"]) == (
        30000,
        False,
        True,
        None,
    )
    assert (first["rules"], found[1]["working_pattern"]) == ({}, [])
    assert msgspec.convert(first, Posting).source_ref == "a"


def test_json_lines_are_the_same_objects(store: Store, tmp_path: Path) -> None:
    export(rows(store), tmp_path / "jobs.json", "json")
    assert export(rows(store), tmp_path / "jobs.jsonl", "jsonl") == 2
    lines = (tmp_path / "jobs.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == json.loads((tmp_path / "jobs.json").read_text())


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_nothing_to_export_is_a_valid_file(store: Store, tmp_path: Path, form: str) -> None:
    out = tmp_path / "jobs"
    assert export(rows(store, council="nobody"), out, form) == 0
    expected = {"csv": "", "json": "[]\n", "jsonl": ""}
    assert out.read_text() == expected[form] or (form == "csv" and out.read_text().count("\n") == 1)


def test_a_formula_is_made_harmless_and_numbers_are_left(store: Store, tmp_path: Path) -> None:
    export(rows(store, live=False), tmp_path / "jobs.csv")
    assert table(tmp_path / "jobs.csv")[1]["title"] == "'=2+5+cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-5", "@SUM(1)", "\tx", "\rx", "＝1+1", "＋1", "－1", "＠x", "  =1+1", "\u200b=1"]
)
def test_cells_that_a_spreadsheet_would_run(text: str) -> None:
    assert cell(text) == "'" + text


@pytest.mark.parametrize("value", ["a=b", "Planner - North", "", "£-5", "'=x", -5, -5.5, 0, 10**12])
def test_cells_that_are_left_as_they_are(value: object) -> None:
    assert cell(value) == value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (5.0, 5),
        (-0.5, -0.5),
        (1e15, 10**15),
        (True, "true"),
        (None, None),
        ([], ""),
        (["a", "b"], "a; b"),
        (["=a"], "'=a"),
    ],
)
def test_other_cells(value: object, shown: object) -> None:
    assert cell(value) == shown
    assert type(cell(value)) is type(shown)


@given(st.text())
def test_no_text_comes_out_ready_to_run(text: str) -> None:
    first = guarded(text).lstrip(" \xa0\ufeff\u200b")[:1]
    assert not first or first not in RISKY
    assert guarded(text).removeprefix("'") in (text, text.removeprefix("'"))


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.text('\r\n",;=')),
        min_size=1,
    )
)
def test_any_text_survives_the_way_through_a_csv(values: list[tuple[str, str]]) -> None:
    stream = io.StringIO(newline="")
    assert FORMATS["csv"](("one", "two"), batches_of(("one", "two"), values), stream) == len(values)
    header, *read = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    assert header == ["one", "two"]
    assert [tuple(row) for row in read] == [tuple(map(guarded, row)) for row in values]


@given(
    st.text(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]))),
    st.none() | st.booleans(),
)
def test_a_row_is_what_its_cells_are(text: str, number: float, words: list[str], flag: bool | None) -> None:
    stored = (text, number, msgspec.json.encode(words).decode(), flag, "live", text)
    values = (text, number, words, flag, "live", text)
    columns = ("title", "salary_min", "flags", "pro_rata", "status", "something_else")
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerow([cell(value) for value in values])
    assert lines_of(columns)([[value] for value in stored]) == stream.getvalue()


@pytest.mark.parametrize("value", [None, "", [], "a,b", 'a "b"'])
def test_a_row_of_one_column_is_never_an_empty_line(value: object) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerow([cell(value)])
    stored = None if value is None else msgspec.json.encode(value).decode()
    assert lines_of(("flags",))([[stored]]) == lines_of(("something_else",))([[value]]) == stream.getvalue()


def test_excel_gets_its_mark(store: Store, tmp_path: Path) -> None:
    export(rows(store), tmp_path / "plain.csv")
    export(rows(store), tmp_path / "excel.csv", excel=True)
    assert (tmp_path / "excel.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "plain.csv").read_bytes()


def test_standard_output_gets_the_same_bytes(
    store: Store, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    export(rows(store), tmp_path / "jobs.csv")
    assert export(rows(store), None) == 2
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == (tmp_path / "jobs.csv").read_bytes()


def test_an_export_that_fails_leaves_the_last_one_in_place(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "jobs.csv"
    export(rows(store), out)
    before = out.read_bytes()

    def broken() -> Iterator[tuple[object, ...]]:
        yield ("a",)
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match=r"disk that holds .*jobs\.csv is full: free some space"):
        write_text(("title",), batches_of(("title",), broken()), out, "csv")
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


def test_a_pipe_is_written_and_stays_a_pipe(store: Store, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    count = export(rows(store, columns=["title"]), pipe)
    with os.fdopen(reader) as stream:
        assert len(stream.readlines()) == 1 + count
    assert pipe.is_fifo()


def test_a_link_stays_and_its_file_is_replaced(store: Store, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    link = tmp_path / "latest.csv"
    link.symlink_to("real.csv")
    export(rows(store), link)
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(b"source,")


def test_an_export_that_never_begins_leaves_no_trace(store: Store, tmp_path: Path) -> None:
    found = rows(store)
    with pytest.raises(StoreError, match="No such file"):
        export(found, tmp_path / "nowhere" / "jobs.csv")
    waiting = iter(found)
    next(waiting)
    store.close()
    waiting.close()  # type: ignore[attr-defined]  # the generator that reads the store


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_a_folder_without_a_name_is_told(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="Is a directory"):
        export(rows(store), Path(name))


def test_a_folder_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="choose another place"):
        export(rows(store), tmp_path)


def test_a_source_that_forbids_it_keeps_its_descriptions(store: Store) -> None:
    store.register([{"id": "essex", "name": "Essex", "platform": "feed", "url": "u", "redistribute": False}])
    found = rows(store, columns=["title", "description"])
    assert ("Planner a", None) in list(found)


def test_an_export_does_not_see_what_is_written_after_it_began(full: Diary, store: Store) -> None:
    found = iter(rows(store, live=False))
    next(found)
    full.day(4, {"a": POST, "d": {}, "e": {}})
    assert len(list(found)) == 2


def test_rows_come_from_an_index_and_are_never_sorted_in_memory(store: Store) -> None:
    for what in ({}, {"live": False}, {"live": False, "postings": True}, {"council": "essex", "since": "2026-01-01"}):
        asked: list[str] = []
        store.connection.set_trace_callback(asked.append)
        list(rows(store, **what))
        store.connection.set_trace_callback(None)
        plan = store.connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}").fetchall()
        assert not [step for *_, step in plan if "TEMP B-TREE" in step], plan


def test_memory_does_not_grow_with_the_number_of_rows(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        many = ((f"Planner {number}", "text " * 50) for number in range(count))
        names = ("title", "description")
        write_text(names, batches_of(names, many), tmp_path / "out.csv", "csv")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(20_000) < 2 * peak(1_000) + 100_000


def test_a_damaged_file_is_told_in_a_sentence_that_says_what_to_do(full: Diary) -> None:
    with Store.open(full.path) as store:
        (root,) = store.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'postings'").fetchone()
        (size,) = store.connection.execute("PRAGMA page_size").fetchone()
    raw = bytearray(full.path.read_bytes())
    raw[(root - 1) * size : root * size] = b"\xff" * size
    full.path.write_bytes(raw)
    with Store.open(full.path) as store, pytest.raises(StoreError, match="is damaged: restore a backup"):
        list(rows(store, postings=True))
