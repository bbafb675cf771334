"""The program as a whole: help, global options on both sides of the verb, one sentence for each mistake."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from counciljobs import crash
from tests.counciljobs.conftest import Cli

VERBS = ("collect", "demo", "status", "export", "parse", "normalise", "sources", "sources list", "doctor")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(cli: Cli, verb: str) -> None:
    ran = cli(*verb.split(), "--help")
    assert ran.code == 0
    assert "Examples:" in ran.out
    assert f"counciljobs {verb}" in ran.out
    assert ran.err == ""


def test_help_names_every_verb_and_the_exit_codes(cli: Cli) -> None:
    ran = cli("--help")
    assert all(verb.split()[0] in ran.out for verb in VERBS)
    assert "0 done; 1 done but something failed (named); 2 usage; 3 nothing could be done" in " ".join(ran.out.split())


def test_bare_it_shows_its_help(cli: Cli) -> None:
    assert cli() == cli("--help")
    assert cli("sources").out == cli("sources", "--help").out


def test_version(cli: Cli) -> None:
    assert cli("--version").out.startswith("counciljobs ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["colect"], "No such command 'colect'. Did you mean 'collect'?"),
        (["status", "--bogus"], "No such option '--bogus'"),
        (["parse"], "Missing argument 'FILE|-'"),
        (["status", "--db"], "--db wants a value"),
        (["status", "--now", "yesterday"], "--now wants a time such as 2026-11-23T09:00:00Z, not 'yesterday'."),
        (["status", "--now", "0001-01-01T00:00+14:00"], "--now wants a year from 1990 to 2100, not 1."),
        (["normalise", "date", "--on", "9999-12-31", "x"], "--on wants a year from 1990 to 2100, not 9999."),
        (["normalise", "pay", "x"], "is not one of"),
        (["normalise", "date", "--on", "soon", "x"], "--on wants a date such as 2026-11-23, not 'soon'."),
        (["collect", "--concurrency", "0"], "0 is not in the range 1<=x<=1000"),
        (["status", "--config", "nowhere.toml"], "There is no file nowhere.toml."),
    ],
)
def test_a_mistake_is_one_sentence_on_stderr_and_exit_code_2(cli: Cli, arguments: list[str], sentence: str) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert sentence in ran.err
    assert ran.err.startswith("counciljobs: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("option", [["--now", "2026-11-23"], ["--now=2026-11-23"], ["--quiet"], ["--json"]])
def test_global_options_stand_before_and_after_the_verb(cli: Cli, option: list[str]) -> None:
    before = cli(*option, "normalise", "date", "in 5 days")
    after = cli("normalise", "date", "in 5 days", *option)
    assert before == after
    assert before.code == 0


@pytest.mark.parametrize("option", ["--db", "--config"])
def test_global_files_are_named_before_or_after_the_verb(cli: Cli, tmp_path: Path, option: str) -> None:
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    before, after, joined = (
        cli(option, wrong, "status"),
        cli("status", option, wrong),
        cli("status", f"{option}={wrong}"),
    )
    assert before == after == joined
    assert str(wrong) in before.err


def test_the_fixed_clock_reaches_the_verb(cli: Cli) -> None:
    assert cli("--now", "2026-11-23", "normalise", "date", "tomorrow").objects[0]["at"] == "2026-11-24"


@pytest.mark.parametrize("name", ["folder", "folder/below", "missing/store.db"])
def test_a_store_that_cannot_be_is_told(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    ran = cli("--db", tmp_path / name, "status")
    assert ran.code in {2, 3}
    assert ran.err.count("\n") == 1


def test_a_config_that_is_a_folder_is_told(cli: Cli, tmp_path: Path) -> None:
    assert cli("--config", tmp_path, "status").err == f"counciljobs: {tmp_path} is a folder: name a file.\n"


def test_a_defect_is_told_in_one_sentence_with_its_trace_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    try:
        raise ValueError("one\ntwo")
    except ValueError as error:
        crash.tell(type(error), error, error.__traceback__)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "ValueError: one two" in said
    assert "Traceback" in (tmp_path / crash.LOG_NAME).read_text(encoding="utf-8")


def test_a_reader_that_leaves_ends_it_quietly(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.write_text("37 hours a week\n" * 20_000, encoding="utf-8")
    command = f"{sys.executable} -m counciljobs normalise contract --input {texts} | head -n 1"
    ran = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert ran.stdout.count("\n") == 1
    assert (ran.stderr, ran.returncode) == ("", 0)


def test_output_is_utf8_and_whole_whatever_the_locale(tmp_path: Path) -> None:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(Path.cwd())}
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "-m", "counciljobs", "normalise", "contract", b"\xa3 37 hours"],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0
    assert '"text":"\ufffd 37 hours"' in ran.stdout.decode("utf-8")
    assert ran.stderr == b""


@pytest.mark.parametrize("kind", ["salary", "location", "recruiter", "date", "contract"])
def test_normalise_starts_fast(kind: str) -> None:
    command = [sys.executable, "-m", "counciljobs", "normalise", kind, "x"]
    assert min(_seconds(command) for _ in range(5)) < 0.3


def _seconds(command: list[str]) -> float:
    """Seconds of processor time: a busy machine makes everything start late, not only this."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
