"""The formats: the same rows by the same filters, typed where the format has types, harmless in each."""

import csv
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import feedparser  # type: ignore[import-untyped]
import openpyxl  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from scraper.records import Evidence, Place
from storage.errors import StoreError
from storage.exporting import feed, workbook
from storage.exporting.containers import MARK
from storage.exporting.formats import FORMATS
from storage.exports import COLUMNS, condition, export, rows
from storage.store import Store
from tests.storage.making import Diary, batch, moment

SCRIPT = "<script>alert('x')</script>"
FORMULA = '=HYPERLINK("http://evil.example","x")'
HOSTILE: dict[str, dict[str, Any]] = {
    "script": {"title": SCRIPT, "description": f"{SCRIPT}\n]]> &amp; <b>", "url": "javascript:alert(1)"},
    "formula": {"title": FORMULA, "summary": "+1", "salary_text": "@SUM(A1)", "url": "https://a.example/?a=1&b=<2>"},
    "marks": {"title": "\u202egpj.exe\u202c \u200f", "description": "\ufeff=1+1", "starts_on": "soon"},
    "control": {"title": "a\0b\x07c\x1bd", "summary": "x\ud800y", "recruiter": "\udfff"},
    "large": {"title": "Planner", "description": "𝄞 =1 " * 250_000},
    "escape": {"title": "_x0041_ _x000D_", "interview_on": "9999-12-31", "starts_on": "0001-01-01"},
}
PLAIN: dict[str, Any] = {
    "recruiter": "Essex County Council",
    "url": "https://jobs.example/1?a=1&b=2",
    "salary_annual_min": 30000.0,
    "scp_min": 12,
    "pro_rata": False,
    "posted_on": "2026-11-01",
    "closes_at": "2026-12-01T12:00:00+00:00",
    "working_pattern": ("full_time", "term_time"),
    "places": (Place(location="Chelmsford", latitude=51.7), Place(location="Harlow")),
    "rules": {"salary_annual_min": Evidence("range", "£30,000")},
}


@pytest.fixture
def store(diary: Diary) -> Iterator[Store]:
    diary.day(1, {"plain": PLAIN} | HOSTILE)
    with Store.open(diary.path) as opened:
        yield opened


def rows_of(path: Path, form: str) -> list[dict[str, Any]]:
    """A file's rows as its own format's reader gives them."""
    if form in {"csv", "datapackage"}:
        with zipfile.ZipFile(path) if form == "datapackage" else path.open("rb") as file:
            data = file.read("data/jobs.csv") if isinstance(file, zipfile.ZipFile) else file.read()
        csv.field_size_limit(10**7)
        return list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    if form == "json":
        return list(json.loads(path.read_bytes()))
    if form == "jsonl":
        return [json.loads(line) for line in path.read_bytes().splitlines()]
    if form == "parquet":
        return list(pq.read_table(path).to_pylist())
    if form == "xlsx":
        head, *found = openpyxl.load_workbook(path)["jobs"].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in found]
    entries = feedparser.parse(path.read_bytes()).entries
    return [{"source_ref": entry.id.split(":")[-1]} for entry in reversed(entries)]


def written(store: Store, folder: Path, form: str, **how: Any) -> list[dict[str, Any]]:
    path = folder / f"out.{'zip' if form == 'datapackage' else form}"
    export(rows(store, **how), path, form)
    return rows_of(path, form)


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"live": False, "postings": True},
        {"council": "essex"},
        {"since": "2026-11-03"},
        {"where": condition("salary_annual_min > 20000 OR title LIKE '%x%'")},
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_the_same_rows(store: Store, tmp_path: Path, form: str, how: dict[str, Any]) -> None:
    expected = [ref for (ref,) in rows(store, columns=["source_ref"], **how)]
    assert [row["source_ref"] for row in written(store, tmp_path, form, **how)] == expected


@pytest.mark.parametrize("form", ["json", "jsonl", "parquet"])
def test_formats_with_types_say_what_the_store_says(store: Store, tmp_path: Path, form: str) -> None:
    by_ref = {row["source_ref"]: row for row in written(store, tmp_path, form)}
    plain = by_ref["plain"]
    assert (plain["salary_annual_min"], plain["scp_min"], plain["pro_rata"]) == (30000.0, 12, False)
    assert plain["working_pattern"] == ["full_time", "term_time"]
    assert [place["latitude"] for place in plain["places"]] == [51.7, None]
    assert dict(plain["rules"])["salary_annual_min"] == {"rule": "range", "text": "£30,000"}
    assert by_ref["formula"]["title"] == FORMULA
    assert by_ref["control"]["title"] == "a�b\x07c\x1bd"
    assert len(by_ref["large"]["description"]) == len(HOSTILE["large"]["description"])


def test_parquet_has_types_that_duckdb_reads(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "jobs.parquet"
    export(rows(store), path, "parquet")
    kinds = {name: kind for name, kind, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall()}
    assert tuple(kinds) == COLUMNS
    assert {
        name: kinds[name] for name in ("first_seen", "posted_on", "salary_min", "scp_min", "pro_rata", "title")
    } == {
        "first_seen": "TIMESTAMP WITH TIME ZONE",
        "posted_on": "DATE",
        "salary_min": "DOUBLE",
        "scp_min": "BIGINT",
        "pro_rata": "BOOLEAN",
        "title": "VARCHAR",
    }
    assert (kinds["flags"], kinds["places"][:6]) == ("VARCHAR[]", "STRUCT")
    (row,) = pq.read_table(path, filters=[("source_ref", "=", "plain")]).to_pylist()
    assert (row["first_seen"], row["posted_on"]) == (datetime(2026, 11, 2, 9, tzinfo=UTC), date(2026, 11, 1))
    frame = pq.read_table(path).to_pandas()
    assert str(frame["first_seen"].dtype) == "datetime64[ms, UTC]"
    assert pq.read_schema(path).field("title").metadata[b"description"].startswith(b"Job title")


def test_parquet_keeps_what_is_of_the_type_and_empties_the_rest(store: Store, tmp_path: Path) -> None:
    store.connection.execute("UPDATE postings SET posted_on = 'soon' WHERE source_ref = 'large'")
    store.connection.execute("UPDATE postings SET places = '{\"a\": 1}' WHERE source_ref = 'marks'")
    by_ref = {row["source_ref"]: row for row in written(store, tmp_path, "parquet")}
    assert (by_ref["large"]["posted_on"], by_ref["plain"]["posted_on"]) == (None, date(2026, 11, 1))
    assert len(by_ref["plain"]["places"]) == 2


def test_xlsx_has_typed_cells_a_header_that_stays_and_links_that_open(store: Store, tmp_path: Path) -> None:
    export(rows(store), tmp_path / "jobs.xlsx", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "jobs.xlsx")
    sheet = book["jobs"]
    names = [cell.value for cell in sheet[1]]
    refs = [cell.value for cell in sheet[get(names, "source_ref")]][1:]
    cells = dict(zip(names, sheet[refs.index("plain") + 2], strict=True))
    assert sheet.freeze_panes == "A2"
    assert names == [name for name in COLUMNS if name != "rules"]
    assert cells["salary_annual_min"].value == 30000
    assert cells["pro_rata"].value is False
    times = {name: cells[name].value for name in ("first_seen", "posted_on", "closes_at")}
    assert {name: time.isoformat() for name, time in times.items()} == {
        "first_seen": "2026-11-02T09:00:00",
        "posted_on": "2026-11-01T00:00:00",
        "closes_at": "2026-12-01T12:00:00",
    }
    assert (cells["url"].hyperlink.target, cells["url"].value) == (PLAIN["url"], PLAIN["url"])
    assert (cells["places"].value, cells["grade"].value) == ("Chelmsford; Harlow", None)
    assert [cell.value for cell in book["columns"]["A"]][1:] == names


def get(names: list[str], name: str) -> str:
    return str(openpyxl.utils.get_column_letter(names.index(name) + 1))


def test_xlsx_runs_nothing_and_says_when_a_text_is_cut(store: Store, tmp_path: Path) -> None:
    export(rows(store), tmp_path / "jobs.xlsx", "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "jobs.xlsx")["jobs"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert all((cell.hyperlink.target or "").startswith("https://") for cell in cells if cell.hyperlink)
    by_ref = {row["source_ref"]: row for row in rows_of(tmp_path / "jobs.xlsx", "xlsx")}
    assert by_ref["formula"]["title"] == FORMULA
    assert by_ref["script"]["url"] == "javascript:alert(1)"
    assert by_ref["control"]["title"] == "a�b�c�d"
    assert by_ref["escape"]["starts_on"] == "0001-01-01"
    large = by_ref["large"]["description"]
    assert large.endswith(workbook.CUT)
    assert len(large.encode("utf-16-le")) // 2 <= workbook.LONGEST_CELL


def test_xlsx_of_more_rows_than_a_sheet_has_goes_on_on_the_next(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    monkeypatch.setattr(workbook, "MOST_LINKS", 0)
    assert export(rows(store, columns=["source_ref", "url"]), tmp_path / "jobs.xlsx", "xlsx") == 7
    book = openpyxl.load_workbook(tmp_path / "jobs.xlsx")
    assert book.sheetnames == ["jobs", "jobs 2", "jobs 3", "columns"]
    assert [book[name].max_row - 1 for name in book.sheetnames[:3]] == [3, 3, 1]
    assert book["jobs 3"]["A1"].value == "source_ref"


def test_a_sheet_that_excel_would_find_too_large_goes_on_on_the_next(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_BYTES", 2 * (workbook.CELL_BYTES + len("plain")))
    expected = [ref for (ref,) in rows(store, columns=["source_ref"])]
    assert export(rows(store, columns=["source_ref"]), tmp_path / "jobs.xlsx", "xlsx") == 7
    book = openpyxl.load_workbook(tmp_path / "jobs.xlsx")
    sheets = [book[name] for name in book.sheetnames if name != "columns"]
    assert len(sheets) > 2
    assert [row[0] for sheet in sheets for row in sheet.iter_rows(min_row=2, values_only=True)] == expected


def test_a_sheet_that_outgrows_a_plain_zip_is_written_all_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1000)
    assert export(rows(store), tmp_path / "jobs.xlsx", "xlsx") == 7
    monkeypatch.undo()
    assert openpyxl.load_workbook(tmp_path / "jobs.xlsx")["jobs"].max_row == 8


def test_a_feed_is_sound_newest_first_and_holds_no_markup_of_strangers(diary: Diary, tmp_path: Path) -> None:
    diary.day(1, HOSTILE)
    diary.day(2, {"plain": PLAIN} | HOSTILE)
    with Store.open(diary.path) as store:
        export(rows(store), tmp_path / "jobs.rss", "rss")
    read = feedparser.parse((tmp_path / "jobs.rss").read_bytes(), sanitize_html=False)
    first, *others = read.entries
    assert not read.bozo
    assert (first.title, first.link) == ("Planner plain, Essex County Council", PLAIN["url"])
    assert first.published_parsed[:5] == (2026, 11, 3, 9, 0)
    assert "<script" not in "".join(entry.title + entry.description for entry in read.entries)
    assert [entry.link for entry in others if "link" in entry and not entry.link.startswith("https")] == []
    assert len(max((entry.description for entry in others), key=len)) <= 2 * feed.LONGEST


def test_csv_cells_of_strangers_start_nothing(store: Store, tmp_path: Path) -> None:
    by_ref = {row["source_ref"]: row for row in written(store, tmp_path, "csv")}
    assert by_ref["formula"]["title"] == f"'{FORMULA}"
    assert (by_ref["formula"]["summary"], by_ref["formula"]["salary_text"]) == ("'+1", "'@SUM(A1)")
    assert by_ref["marks"]["description"] == "'\ufeff=1+1"


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_to_export_is_a_sound_file(store: Store, tmp_path: Path, form: str) -> None:
    assert written(store, tmp_path, form, council="nobody") == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_store_gives_the_same_rows_again(store: Store, tmp_path: Path, form: str) -> None:
    assert written(store, tmp_path, form) == written(store, tmp_path, form)


@pytest.mark.parametrize("form", FORMATS)
def test_a_source_that_forbids_it_keeps_its_descriptions_in_every_format(
    store: Store, tmp_path: Path, form: str
) -> None:
    store.connection.execute("UPDATE postings SET description = 'kept to ourselves'")
    store.register([{"id": "essex", "name": "Essex", "platform": "feed", "url": "u", "redistribute": False}])
    path = tmp_path / f"out.{'zip' if form == 'datapackage' else form}"
    export(rows(store), path, form)
    if form == "rss":
        assert b"kept to ourselves" not in path.read_bytes()
    else:
        assert {row["description"] for row in rows_of(path, form)} <= {None, ""}


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_that_writes_meanwhile_neither_waits_nor_shows(
    diary: Diary, store: Store, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, wrote = threading.Event(), threading.Event()

    def write() -> None:
        began.wait(20)
        diary.day(2, {"new": {"title": "Written meanwhile"}, "plain": PLAIN | {"title": "Changed"}})
        wrote.set()

    found = rows(store, live=False)
    ask = type(found)._ask

    def slowly(self: Any) -> Iterator[Any]:
        for number, row in enumerate(ask(self)):
            if number == 1:
                began.set()
                assert wrote.wait(20), "the run was blocked"
            yield row

    monkeypatch.setattr(type(found), "_ask", slowly)
    writer = threading.Thread(target=write)
    writer.start()
    path = tmp_path / f"out.{'zip' if form == 'datapackage' else form}"
    export(found, path, form)
    writer.join()
    assert sorted(row["source_ref"] for row in rows_of(path, form)) == sorted({"plain", *HOSTILE})
    assert [row for row in rows_of(path, form) if row.get("title") == "Changed"] == []
    assert store.connection.execute("SELECT count(*) FROM postings").fetchone() == (8,)


def test_a_package_in_a_folder_replaces_only_a_package(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "package"
    export(rows(store), out, "datapackage")
    export(rows(store, columns=["title"]), out, "datapackage")
    assert sorted(path.name for path in out.iterdir()) == ["CHANGELOG.md", "DICTIONARY.md", "README.md", "data", MARK]
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith((".tmp", ".old"))] == []
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="holds no data package: choose another name"):
        export(rows(store), tmp_path / "mine", "datapackage")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_later_run_does_not_age_an_export(store: Store, tmp_path: Path) -> None:
    run = store.begin_run(moment(2))
    store.ingest(batch(run, moment(2), {}, complete=False, verdict="partial"))
    store.finish_run(run, moment(2))
    assert not store.connection.in_transaction
    export(rows(store), tmp_path / "a.csv")
    assert not store.connection.in_transaction
