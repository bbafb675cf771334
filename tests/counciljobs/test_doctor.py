"""``counciljobs doctor``: each line ok, warn or fail, saying what to do."""

from pathlib import Path

import pytest

from tests.counciljobs.conftest import Cli, Ran, World

NAMES = ["python", "sqlite", "settings", "contact", "sources", "folder", "disk", "store", "clock"]


def levels(ran: Ran) -> dict[str, str]:
    return {check["check"]: check["level"] for check in ran.objects}


def test_in_an_empty_folder_only_the_contact_is_wanting(cli: Cli) -> None:
    ran = cli("doctor", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert list(levels(ran)) == NAMES
    assert {name: level for name, level in levels(ran).items() if level != "ok"} == {"contact": "warn"}
    assert [line.split()[1] for line in cli("doctor").out.splitlines()] == NAMES


def test_quiet_it_says_only_what_is_not_well(cli: Cli) -> None:
    assert [line.split()[:2] for line in cli("doctor", "--quiet").out.splitlines()] == [["warn", "contact"]]


@pytest.mark.parametrize(("contact", "level"), [("a@example.org", "ok"), ("https://example.org", "ok"), ("me", "warn")])
def test_the_contact_is_checked(cli: Cli, monkeypatch: pytest.MonkeyPatch, contact: str, level: str) -> None:
    monkeypatch.setenv("COUNCILJOBS_CONTACT", contact)
    assert levels(cli("doctor", "--json"))["contact"] == level


def test_a_sound_store_is_ok_and_a_damaged_one_fails(cli: Cli, world: World, tmp_path: Path) -> None:
    cli("collect", "--sources", world.sources("gazette"))
    assert levels(cli("doctor", "--json"))["store"] == "ok"
    store = tmp_path / "counciljobs.db"
    for end in ("-wal", "-shm"):
        store.with_name(store.name + end).unlink(missing_ok=True)
    raw = bytearray(store.read_bytes())
    raw[8192:] = b"\xff" * (len(raw) - 8192)
    store.write_bytes(raw)
    ran = cli("doctor", "--json")
    assert (ran.code, levels(ran)["store"]) == (1, "fail")


def test_sources_that_do_not_read_fail(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COUNCILJOBS_SOURCES", str(tmp_path / "nowhere.toml"))
    ran = cli("doctor", "--json")
    assert (ran.code, levels(ran)["sources"]) == (1, "fail")


def test_a_folder_that_is_not_there_fails(cli: Cli, tmp_path: Path) -> None:
    ran = cli("doctor", "--json", "--db", tmp_path / "nowhere" / "a.db")
    assert (ran.code, levels(ran)["folder"]) == (1, "fail")
