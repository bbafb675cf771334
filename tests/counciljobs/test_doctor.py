"""``counciljobs doctor``: each line ok, warn or fail, saying what to do."""

from pathlib import Path

import pytest

from tests.counciljobs.conftest import Cli, Ran, World

NAMES = ["python", "sqlite", "settings", "contact", "sources", "folder", "disk", "archive", "store", "clock"]


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


def test_the_archive_is_told_with_its_size_and_what_is_kept(
    cli: Cli, world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COUNCILJOBS_ARCHIVE", str(tmp_path / "pages"))
    assert "there are none yet" in said(cli, "archive")
    cli("collect", "--sources", world.sources("gazette"), "--now", "2026-11-23T12:00:00Z")
    assert "since 2026-11-23; all is kept." in said(cli, "archive")
    monkeypatch.setenv("COUNCILJOBS_ARCHIVE_KEEP_DAYS", "90")
    assert "since 2026-11-23; 90 days are kept." in said(cli, "archive")


def test_an_archive_on_a_disk_that_is_nearly_full_is_a_warning(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COUNCILJOBS_ARCHIVE", str(tmp_path))
    monkeypatch.setattr("counciljobs.checks.COMFORTABLE_SPACE", 2**80)
    assert said(cli, "archive").endswith("are free: make room, or set archive_keep_days.")


def said(cli: Cli, check: str) -> str:
    return next(str(one["message"]) for one in cli("doctor", "--json").objects if one["check"] == check)
