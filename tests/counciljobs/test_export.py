"""``counciljobs export``: the jobs, taken away as a file."""

import csv
import io
import json
from pathlib import Path

import pytest

from scraper.records import Posting
from tests.counciljobs.conftest import Cli, World


@pytest.fixture
def store(cli: Cli, world: World) -> None:
    cli("--now", "2026-11-23T09:00:00Z", "collect", "--sources", world.sources("gazette"))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.usefixtures("store")
def test_the_format_follows_from_the_ending(cli: Cli, tmp_path: Path) -> None:
    for name in ("a.csv", "a.json", "a.jsonl", "A.CSV"):
        ran = cli("export", tmp_path / name)
        assert (ran.code, ran.out, ran.err) == (0, "", f"6 jobs written to {tmp_path / name}.\n")
    as_csv = rows((tmp_path / "a.csv").read_bytes().decode())
    as_json = json.loads((tmp_path / "a.json").read_bytes())
    as_lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_bytes().splitlines()]
    assert as_json == as_lines
    assert [row["title"] for row in as_csv] == [row["title"] for row in as_json]
    assert set(as_json[0]) == set(Posting.__struct_fields__)


@pytest.mark.usefixtures("store")
def test_standard_output_is_csv_or_json_lines(cli: Cli) -> None:
    assert len(rows(cli("export", "-").out)) == 6
    assert len(cli("export", "-", "--json").objects) == 6
    assert cli("export", "-", "--format", "jsonl") == cli("--json", "export", "-")


@pytest.mark.usefixtures("store")
def test_columns_are_chosen_and_ordered(cli: Cli) -> None:
    out = cli("export", "-", "--columns", "salary_max, title").out
    assert out.splitlines()[0] == "salary_max,title"
    ran = cli("export", "-", "--columns", "titel")
    assert (ran.code, ran.out) == (2, "")
    assert "title" in ran.err
    assert cli("export", "-", "--columns", " , ").code == 2


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("council", ["Plymouth City Council", "E06000026", "plymouth city council"])
def test_one_councils_jobs(cli: Cli, council: str) -> None:
    (row,) = rows(cli("export", "-", "--council", council).out)
    assert row["title"] == "Principal Planning Officer"


@pytest.mark.usefixtures("store")
def test_since_a_day(cli: Cli) -> None:
    assert len(rows(cli("export", "-", "--since", "2026-11-23").out)) == 6
    assert rows(cli("export", "-", "--since", "2026-11-24").out) == []
    assert cli("export", "-", "--since", "last week").code == 2


@pytest.mark.usefixtures("store")
def test_excel_gets_its_mark(cli: Cli) -> None:
    assert cli("export", "-", "--excel").out.startswith("\ufeffsource,")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["jobs.parquet"], "The format parquet is not built yet: use csv, json or jsonl."),
        (["-", "--format", "xlsx"], "The format xlsx is not built yet: use csv, json or jsonl."),
        (["-", "--format", "yaml"], "There is no format 'yaml': say --format csv, json or jsonl."),
        (["jobs"], "The ending of jobs names no format: say --format csv, json or jsonl."),
        (["counciljobs.db"], "The ending of counciljobs.db names no format: say --format csv, json or jsonl."),
    ],
)
def test_a_format_that_is_not_there_is_told(cli: Cli, arguments: list[str], sentence: str) -> None:
    ran = cli("export", *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"counciljobs: {sentence}\n")


@pytest.mark.usefixtures("store")
def test_an_out_that_cannot_be_written_is_told(cli: Cli, tmp_path: Path) -> None:
    for out in (tmp_path / "nowhere" / "a.csv", tmp_path):
        ran = cli("export", out, "--format", "csv")
        assert ran.code in {2, 3}
        assert ran.err.startswith("counciljobs: ")
        assert ran.err.count("\n") == 1


def test_without_a_store_it_says_what_to_type(cli: Cli) -> None:
    assert cli("export", "a.csv").code == 3
