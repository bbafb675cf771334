"""How a run is shown, and what the exit code says of it."""

import pytest

from counciljobs.errors import DONE, NOTHING_DONE, SOME_FAILED
from counciljobs.statuses import print_status
from counciljobs.summaries import exit_code, json_of, print_run, troubles
from scheduler.advice import ADVICE, advice_for
from scheduler.summary import RunSummary, SourceResult


def result(source: str = "a", verdict: str = "ok", **more: object) -> SourceResult:
    return SourceResult(source=source, verdict=verdict, **more)  # type: ignore[arg-type]


def summary(*verdicts: str, interrupted: bool = False) -> RunSummary:
    results = tuple(result(f"s{number}", verdict) for number, verdict in enumerate(verdicts))
    return RunSummary(run="r", results=results, interrupted=interrupted)


BROKEN = result(
    "leeds",
    "broken",
    cause="http_5xx",
    message="The server answered 500.",
    checked_at="2026-11-24T09:00:00Z",
    since="2026-11-24T09:00:00Z",
    last_good="2026-11-23T09:00:00Z",
)


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        (("ok", "unchanged", "empty"), DONE),
        (("ok", "partial"), SOME_FAILED),
        (("partial",), SOME_FAILED),
        (("ok", "blocked"), SOME_FAILED),
        (("empty", "broken"), SOME_FAILED),
        (("blocked", "broken"), NOTHING_DONE),
        ((), NOTHING_DONE),
    ],
)
def test_the_exit_code_says_how_the_run_went(verdicts: tuple[str, ...], code: int) -> None:
    assert exit_code(summary(*verdicts)) == code


def test_a_run_that_was_stopped_is_not_a_success() -> None:
    assert exit_code(summary("ok", interrupted=True)) == SOME_FAILED


def test_the_table_names_every_source_with_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    print_run(RunSummary(run="r", results=(BROKEN, result("wigan", pages=3, adverts=40, new=2, seconds=1.25))), "Day 1")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["Day", "1"]
    assert lines[1] == ["source", "verdict", "cause", "pages", "adverts", "new", "changed", "gone", "seconds"]
    assert lines[2] == ["wigan", "ok", "3", "40", "2", "0", "0", "1.2"]
    assert lines[3][:3] == ["leeds", "broken", "http_5xx"]


def test_each_source_in_trouble_gets_its_cause_and_message() -> None:
    assert troubles([result(), BROKEN]) == [
        "leeds is broken (http_5xx) since 2026-11-24 09:00: The server answered 500."
    ]


def test_a_cause_without_a_message_gets_its_advice() -> None:
    (sentence,) = troubles([result("leeds", "blocked", cause="robots")])
    assert sentence.startswith("leeds is blocked (robots): the site forbids it: find another way in")


def test_a_warning_is_told_too() -> None:
    assert troubles([result("a", warnings=("stale",), message="Nothing has changed since May.")]) == [
        "a is ok with a warning (stale): Nothing has changed since May."
    ]


def test_the_json_has_the_fields_of_the_contract_in_order() -> None:
    fields = "source verdict cause checked_at since last_good pages adverts new changed gone warnings message"
    assert list(json_of(BROKEN)) == fields.split()


def test_a_page_cannot_write_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = result("x", "broken", cause="moved", message="\x1b[2J[red]gone[/red]\nsecond line")
    print_status([hostile], said=True)
    (said,) = troubles([hostile])
    shown = capsys.readouterr().out + said
    assert "\x1b" not in shown
    assert "[red]gone[/red] second line" in shown


def test_status_says_what_is_broken_since_when_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    print_status([result("wigan", checked_at="2026-11-24T09:00:00Z", pages=1, adverts=7), BROKEN], said=False)
    out = capsys.readouterr().out
    assert "2 sources: 1 ok, 1 broken; last checked 2026-11-24 09:00 UTC." in out
    (line,) = [line for line in out.splitlines() if line.startswith("leeds")]
    assert line.split()[1:7] == ["broken", "http_5xx", "2026-11-24", "09:00", "2026-11-23", "09:00"]
    assert line.rstrip().endswith("the site's server fails: wait for the next run")
    assert out.index("wigan") < out.index("Need a person:") < out.index("leeds")


def test_status_of_nothing_says_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    print_status([], said=False)
    assert "run counciljobs collect" in capsys.readouterr().out


@pytest.mark.parametrize("cause", [*ADVICE, "http_503", "http_418", "never heard of", None])
def test_every_cause_has_an_advice(cause: str | None) -> None:
    assert advice_for(cause)


def test_a_sentence_that_asks_keeps_its_mark() -> None:
    asking = result("leeds", "broken", cause="too_big", message="The answer is too large; is it the right address?")
    (sentence,) = troubles([asking])
    assert sentence == "leeds is broken (too_big): The answer is too large; is it the right address?"


def test_on_a_narrow_terminal_a_name_goes_on_below_and_is_never_cut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    name = "kingston-upon-hull-and-the-east-riding"
    print_run(RunSummary(run="r", results=(result(name),)))
    lines = capsys.readouterr().out.splitlines()
    assert "…" not in "".join(lines)
    assert "".join(line.split()[0] for line in lines[1:]) == name


def test_status_says_what_drifted_in_a_source_that_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = "The listing now answers at https://example.org/new; https://example.org/jobs leads there."
    moved = result("wigan", since="2026-11-20T09:00:00Z", warnings=("moved_home",), message=sentence)
    print_status([moved], said=False)
    out = capsys.readouterr().out
    (line,) = [line for line in out.splitlines() if line.startswith("wigan ")]
    assert "moved_home" in line
    assert "2026-11-20 09:00" in line
    assert line.rstrip().endswith(ADVICE["moved_home"])
    assert f"wigan: {sentence}" in out


def test_a_warning_that_passes_by_itself_needs_no_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    print_status([result("wigan", warnings=("details_waiting",), message="Two wait.")], said=False)
    assert "Two wait." not in capsys.readouterr().out
