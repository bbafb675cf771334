"""``counciljobs export``: the jobs, taken away as a file."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from scraper.records import Posting
from tests.counciljobs.conftest import Cli, World

FORMATS = "csv, json, jsonl, parquet, xlsx, rss or datapackage"


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
def test_a_council_without_adverts_here_has_an_empty_file(cli: Cli) -> None:
    ran = cli("export", "-", "--council", "E10000012")
    assert (ran.code, rows(ran.out), ran.err) == (0, [], "")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("council", "sentence"),
    [
        ("Plymowt", "There is no employer 'Plymowt': did you mean Plymouth City Council"),
        ("Esex", "There is no employer 'Esex': did you mean Essex County Council?"),
        ("E99999999", "No authority has the code E99999999: counciljobs sources coverage lists the councils with"),
        ("qqqq", "There is no employer 'qqqq': name it as the table recruiters of the store does, or by its GSS code."),
        ("", "There is no employer '':"),
    ],
)
def test_a_council_that_is_none_is_told_with_the_nearest(cli: Cli, council: str, sentence: str) -> None:
    ran = cli("export", "-", "--council", council)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert sentence in ran.err


@pytest.mark.usefixtures("store")
def test_a_condition_chooses(cli: Cli) -> None:
    (row,) = rows(cli("export", "-", "--where", "title LIKE 'principal%' AND salary_annual_min > 20000").out)
    assert row["title"] == "Principal Planning Officer"


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("titel = 'x'", "There is no column titel: did you mean title"),
        ("title = 'x", "The condition has a ' that is not closed."),
        ("1; DELETE FROM postings", "The condition can't hold a semicolon."),
    ],
)
def test_a_condition_that_can_not_be_read_is_told(cli: Cli, where: str, sentence: str) -> None:
    ran = cli("export", "a.csv", "--where", where)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert sentence in ran.err
    assert not Path("a.csv").exists()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("form", "module"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_an_extra_that_is_not_installed_is_named(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, form: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    ran = cli("export", f"jobs.{form}")
    sentence = f"The format {form} needs {module}: install it with pip install 'counciljobs[{form}]'."
    assert (ran.code, ran.err) == (2, f"counciljobs: {sentence}\n")


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
        (["-", "--format", "yaml"], f"There is no format 'yaml': say --format {FORMATS}."),
        (["jobs"], f"The ending of jobs names no format: say --format {FORMATS}."),
        (["counciljobs.db"], f"The ending of counciljobs.db names no format: say --format {FORMATS}."),
        (["a.rss", "--columns", "title"], "A feed has its own fields: leave --columns out, or take another format."),
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
