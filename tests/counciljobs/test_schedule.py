"""``counciljobs schedule``: keeps a store, tells what it does, ends cleanly, never twice at once."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counciljobs.clock import real_clock
from counciljobs.journal import Event, Journal
from counciljobs.settings import DEFAULT_CONFIG, DEFAULT_DB
from storage.locking import only_schedule
from tests.counciljobs.conftest import Cli, World

MORNING = "2026-11-23T09:00:00Z"


def test_once_runs_what_is_due_and_ends(cli: Cli, world: World) -> None:
    sources = world.sources("gazette")
    ran = cli("schedule", "--once", "--sources", sources, "--now", MORNING)
    assert ran.code == 0
    assert json.loads(ran.err.splitlines()[-1])["text"].endswith(": 1 source, 6 new, 0 changed, 0 gone.")
    assert cli("schedule", "--once", "--sources", sources, "--now", "2026-11-23T09:30:00Z").err == ""
    (turn,) = cli("schedule", "--list", "--json").objects
    assert turn["source"] == "gazette"
    assert "2026-11-24T05:30" <= turn["next_due"] < "2026-11-24T07:00"
    assert cli("schedule", "--list").out.splitlines()[0].split() == ["source", "timetable", "next", "due", "(UTC)"]


def test_a_machine_reads_one_object_a_line(cli: Cli, world: World) -> None:
    ran = cli("schedule", "--once", "--sources", world.sources("gazette", nowhere=world.gone), "--now", MORNING)
    events = [json.loads(line) for line in ran.err.splitlines()]
    assert {event["time"] for event in events} == {MORNING}
    sources = {event["source"]: event for event in events if event["event"] == "source"}
    assert (sources["gazette"]["verdict"], sources["gazette"]["new"]) == ("ok", 6)
    assert sources["gazette"]["seconds"] > 0
    assert (sources["nowhere"]["verdict"], sources["nowhere"]["cause"]) == ("broken", "http_404")
    (run,) = [event for event in events if event["event"] == "run"]
    assert (run["sources"], run["new"]) == (2, 6)


def test_no_secret_of_the_environment_is_logged(cli: Cli, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNCILJOBS_HEARTBEAT", "http://127.0.0.1:9/beat/hush-hush")
    ran = cli("schedule", "--once", "--sources", world.sources("gazette"), "--now", MORNING)
    assert ran.code == 1
    assert "the watchdog was not told" in json.loads(ran.err.splitlines()[-1])["text"]
    assert "hush-hush" not in ran.err + ran.out


def test_a_person_reads_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    journal = Journal(real_clock, structured=False)
    journal.write(Event(event="source", source="gazette", verdict="ok"))
    journal.trouble("The disk is full.")
    assert capsys.readouterr().err == "The disk is full.\n"


def test_a_broken_source_costs_exit_code_1_and_leaves_the_others(cli: Cli, world: World) -> None:
    ran = cli("schedule", "--once", "--sources", world.sources("gazette", nowhere=world.gone), "--now", MORNING)
    assert ran.code == 1
    assert "nowhere is broken (http_404) since " in ran.err
    (one,) = cli("status", "gazette", "--json").objects
    assert one["verdict"] == "ok"


def test_what_was_missed_is_told(cli: Cli, world: World) -> None:
    sources = world.sources("gazette")
    cli("schedule", "--once", "--sources", sources, "--now", MORNING)
    ran = cli("schedule", "--once", "--sources", sources, "--now", "2026-11-27T09:00:00Z")
    assert "gazette: 3 turns missed since 2026-11-24 0" in ran.err
    assert "newer ones were run in their place" in ran.err


def test_the_settings_say_when(cli: Cli, world: World) -> None:
    Path(DEFAULT_CONFIG).write_text('[schedule]\ntimetable = "every 2 hours"\nspread = "0 minutes"\n')
    cli("schedule", "--once", "--sources", world.sources("gazette"), "--now", MORNING)
    (turn,) = cli("schedule", "--list", "--json").objects
    assert (turn["rule"], turn["next_due"]) == ("every 2 hours", "2026-11-23T11:00:00Z")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('schedule = "daily"', "schedule is a table"),
        ('[schedule]\ntimetable = "often"', "'often' is no timetable"),
        ("[schedule]\ntimetable = 6", "must be text in quotes"),
        ('[schedule]\nspred = "1 hour"', "did you mean 'spread'"),
        ('[schedule]\ngrace = "forever"', "wants a time such as 90 minutes"),
        ('[schedule]\ngrace = "400 days"', "up to 31 days"),
    ],
)
def test_a_setting_that_is_wrong_is_told_in_a_sentence(cli: Cli, world: World, settings: str, said: str) -> None:
    Path(DEFAULT_CONFIG).write_text(settings)
    ran = cli("schedule", "--once", "--sources", world.sources("gazette"))
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_timetable_of_a_source_that_is_wrong_names_it(cli: Cli, world: World) -> None:
    path = world.sources("gazette")
    path.write_text(path.read_text() + 'timetable = "when it rains"\n')
    ran = cli("schedule", "--once", "--sources", path)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "The timetable of gazette: 'when it rains' is no timetable" in ran.err


def test_a_clock_that_stands_still_is_refused(cli: Cli, world: World) -> None:
    ran = cli("schedule", "--sources", world.sources("gazette"), "--now", MORNING)
    assert ran.code == 2
    assert "--once" in ran.err


def test_two_schedules_of_one_store_do_not_run_beside_each_other(cli: Cli, world: World, tmp_path: Path) -> None:
    with only_schedule(tmp_path / DEFAULT_DB):
        ran = cli("schedule", "--once", "--sources", world.sources("gazette"))
    assert ran.code == 3
    assert "Another schedule keeps" in ran.err
    assert cli("schedule", "--once", "--sources", world.sources("gazette")).code == 0


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(world: World, tmp_path: Path, cli: Cli, kind: signal.Signals) -> None:
    command = [sys.executable, "-m", "counciljobs", "schedule", "--sources", str(world.sources("gazette"))]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        lines = [next(process.stderr)]
        while json.loads(lines[-1])["event"] != "run":
            lines.append(next(process.stderr))
        process.send_signal(kind)
        lines += process.stderr
        assert process.wait() == 0
    events = [json.loads(line) for line in lines]
    assert [event["event"] for event in events] == ["up", "source", "run", "down"]
    assert events[0]["text"].startswith("Keeping counciljobs.db: next due ")
    assert events[-1]["text"].startswith("The schedule has ended")
    assert cli("doctor", "--json").code == 0
    assert not (tmp_path / f"{DEFAULT_DB}-schedule").exists()
