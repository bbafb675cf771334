"""``counciljobs collect``: one run, told as it goes, its exit code telling a broken source from a quiet day."""

from pathlib import Path

import pytest

from counciljobs.settings import DEFAULT_DB
from tests.counciljobs.conftest import Cli, World

REAL = "https://jobs.example.gov.uk/"
RESULT = [
    *("source", "verdict", "cause", "checked_at", "since", "last_good", "pages", "adverts", "new", "changed", "gone"),
    *("warnings", "message"),
]


def test_a_run_ends_with_a_table_and_exit_code_0(cli: Cli, world: World) -> None:
    ran = cli("collect", "--sources", world.sources("gazette"))
    assert ran.code == 0
    assert [line.split()[:4] for line in ran.out.splitlines()] == [
        ["source", "verdict", "cause", "pages"],
        ["gazette", "ok", "1", "6"],
    ]
    assert ran.err == "[1/1] gazette: ok, 6 adverts\n"
    assert Path(DEFAULT_DB).is_file()


def test_a_second_run_finds_nothing_new(cli: Cli, world: World) -> None:
    sources = world.sources("gazette")
    cli("collect", "--sources", sources)
    (result,) = cli("collect", "--sources", sources, "--json").objects
    assert (result["verdict"], result["new"], result["changed"]) == ("unchanged", 0, 0)


def test_the_json_is_one_object_a_source_with_the_contracts_fields(cli: Cli, world: World) -> None:
    ran = cli("collect", "--json", "--now", "2026-11-23T09:00:00Z", "--sources", world.sources("one", "two"))
    assert [list(result) for result in ran.objects] == [RESULT, RESULT]
    assert [result["source"] for result in ran.objects] == ["one", "two"]
    assert {result["checked_at"] for result in ran.objects} == {"2026-11-23T09:00:00Z"}
    assert ran.err == ""


def test_a_broken_source_is_named_with_its_cause_and_costs_exit_code_1(cli: Cli, world: World) -> None:
    ran = cli("collect", "--sources", world.sources("gazette", nowhere=world.gone))
    assert ran.code == 1
    assert "nowhere is broken (http_404) since " in ran.err
    assert world.gone in ran.err
    assert ran.out.splitlines()[-1].split()[0] == "nowhere"


def test_when_nothing_could_be_collected_the_exit_code_is_3(cli: Cli, world: World) -> None:
    assert cli("collect", "--sources", world.sources(nowhere=world.gone), "--json").code == 3


def test_quiet_shows_only_what_failed(cli: Cli, world: World) -> None:
    assert cli("collect", "--quiet", "--sources", world.sources("gazette")).err == ""
    ran = cli("collect", "--quiet", "--sources", world.sources("gazette", nowhere=world.gone))
    assert ran.out == ""
    assert [line.split()[0] for line in ran.err.splitlines()] == ["nowhere"]


def test_only_the_sources_named_are_collected(cli: Cli, world: World) -> None:
    ran = cli("collect", "two", "--json", "--sources", world.sources("one", "two"))
    assert [result["source"] for result in ran.objects] == ["two"]


def test_the_settings_sources_extend_the_register_and_can_be_named(
    cli: Cli, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNCILJOBS_SOURCES", str(world.sources("mine")))
    assert [result["source"] for result in cli("collect", "mine", "--json").objects] == ["mine"]


def test_an_unknown_source_is_told(cli: Cli, world: World) -> None:
    ran = cli("collect", "gazete", "--sources", world.sources("gazette"))
    assert (ran.code, ran.out) == (2, "")
    assert "gazette" in ran.err


def test_a_missing_file_of_sources_is_told(cli: Cli) -> None:
    ran = cli("collect", "--sources", "nowhere.toml")
    assert (ran.code, ran.err) == (2, "counciljobs: There is no file or folder of sources at nowhere.toml.\n")


@pytest.mark.parametrize("contact", [None, "nobody"])
def test_the_contact_is_asked_for_before_the_run_leaves_this_machine(
    cli: Cli, world: World, monkeypatch: pytest.MonkeyPatch, contact: str | None
) -> None:
    if contact:
        monkeypatch.setenv("COUNCILJOBS_CONTACT", contact)
    ran = cli("collect", "--sources", world.sources("gazette", real=REAL))
    assert (ran.code, ran.out) == (2, "")
    assert "Set COUNCILJOBS_CONTACT to a mail address or URL first" in ran.err
    assert not Path(DEFAULT_DB).exists()


def test_a_source_that_is_off_is_never_fetched(cli: Cli, world: World) -> None:
    path = world.sources(real=REAL)
    path.write_text(path.read_text(encoding="utf-8") + "enabled = false\n", encoding="utf-8")
    ran = cli("collect", "--sources", path)
    assert ran.code == 3
    assert "None of these sources can be collected" in ran.err


def test_publish_leaves_a_copy_that_can_be_read(cli: Cli, world: World, tmp_path: Path) -> None:
    copy = tmp_path / "snapshot.db"
    assert cli("collect", "--sources", world.sources("gazette"), "--publish", copy).code == 0
    assert [state["source"] for state in cli("--db", copy, "status", "--json").objects] == ["gazette"]


@pytest.mark.parametrize(
    ("place", "says"), [("nowhere/copy.db", "There is no folder nowhere for the copy"), (".", ". is a folder: name")]
)
def test_a_place_that_cannot_hold_the_copy_is_told_before_the_run(
    cli: Cli, world: World, place: str, says: str
) -> None:
    ran = cli("collect", "--sources", world.sources("gazette"), "--publish", place)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err
    assert not Path("counciljobs.db").exists()


def test_a_copy_that_fails_is_told_after_the_run(cli: Cli, world: World) -> None:
    ran = cli("collect", "--sources", world.sources("gazette"), "--publish", "counciljobs.db")
    assert ran.code == 1
    assert "gazette" in ran.out
    assert "The run is stored, but the copy was not made: " in ran.err


def test_a_store_that_is_not_ours_is_left_alone(cli: Cli, world: World, tmp_path: Path) -> None:
    other = tmp_path / "notes.db"
    other.write_text("not a database, but somebody's notes, long enough to be read as a header" * 20, encoding="utf-8")
    ran = cli("--db", other, "collect", "--sources", world.sources("gazette"))
    assert ran.code == 3
    assert ran.err.splitlines()[-1].startswith("counciljobs: ")
    assert other.read_text(encoding="utf-8").startswith("not a database")
