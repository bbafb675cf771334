"""The demonstration: two days, three platforms, a broken source, the same CSV every time."""

import csv
import re
import socket
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from counciljobs.demo.server import HOST, serving
from counciljobs.demo.site import Site, demo_folder, site_rows
from storage.locking import only_writer
from tests.counciljobs.conftest import Cli, Ran

FIRST_DAY, SECOND_DAY = "Day 1, Monday 23 November 2026, 09:00", "Day 2, Tuesday 24 November 2026, 09:00"


def results(ran: Ran, day: str) -> dict[str, list[str]]:
    table = ran.out.split(day)[1].split("\n\n")[0]
    return {line.split()[0]: line.split()[1:] for line in table.splitlines() if line.startswith("demo-")}


@pytest.fixture
def ran(cli: Cli) -> Ran:
    return cli("demo")


def test_it_tells_both_days_names_what_broke_and_says_what_to_type(ran: Ran, cli: Cli) -> None:
    assert ran.code == 0
    first, second = results(ran, FIRST_DAY), results(ran, SECOND_DAY)
    assert len(first) == len(second) == len(site_rows(demo_folder()))
    assert {row[0] for name, row in first.items() if name != "demo-scilly"} == {"ok"}
    assert first["demo-scilly"][0] == "empty"
    assert second["demo-cumberland"][:2] == ["broken", "http_5xx"]
    assert second["demo-medway"][:2] == ["blocked", "challenge"]
    assert second["demo-highland"][0] == second["demo-scilly"][0] == "unchanged"
    assert "demo-cumberland is broken (http_5xx) since 2026-11-24 09:00" in ran.out
    assert "Next, type:" in ran.out
    for command in re.findall(r"^  counciljobs (.*)$", ran.out, re.MULTILINE):
        assert cli(*command.split()).code == 0


@pytest.mark.usefixtures("ran")
def test_adverts_appear_change_and_go() -> None:
    with closing(sqlite3.connect("counciljobs.db")) as store:
        refs = dict(store.execute("SELECT title, status FROM postings"))
        assert refs["Flood Risk Engineer"] == refs["Tree Officer"] == "live"
        assert refs["Team Leader, Customer Service Centre"] == refs["Museum Learning Assistant"] == "expired"
        assert refs["Refuse Collection Loader"] == "live", "one absence closes nothing"
        assert refs["Gritter Driver (winter)"] == "live", "a broken source closes nothing"
        changes = store.execute("SELECT field FROM posting_changes").fetchall()
        assert {"salary_min", "closes_at"} <= {field for (field,) in changes}
        assert store.execute("SELECT count(*) FROM postings WHERE title = 'Principal Planning Officer'").fetchone() == (
            2,
        )


@pytest.mark.usefixtures("ran")
def test_what_is_read_is_what_is_shown() -> None:
    with Path("counciljobs.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["title"]: row for row in csv.DictReader(stream)}
    assert 45 <= len(rows) <= 60
    library = rows["Library Customer Assistant"]
    assert (library["salary_min"], library["salary_max"]) == ("24796", "25185")
    assert (library["salary_actual_min"], library["hours_per_week"]) == ("12398", "18.5")
    assert rows["Chief Executive"]["salary_bound"] == "up_to"
    assert rows["Coastal Warden"]["recruiter_code"] == "E06000052"
    assert rows["Park Ranger"]["recruiter_code"] == "E08000035"
    assert rows["Independent Person (Standards)"]["salary_kind"] == "voluntary"


def test_again_it_gives_the_same_table(cli: Cli) -> None:
    cli("demo")
    first = Path("counciljobs.csv").read_bytes()
    again = cli("demo", "--quiet")
    assert (again.code, again.err) == (0, "")
    assert Path("counciljobs.csv").read_bytes() == first


def test_it_leaves_no_working_files(ran: Ran) -> None:
    assert ran.code == 0
    left = {path.name for path in Path().iterdir()}
    assert {"counciljobs.db", "counciljobs.csv"} <= left
    assert not [name for name in left if name.endswith((".tmp", "-wal", "-shm"))]


def test_a_real_store_is_never_overwritten(cli: Cli) -> None:
    Path("counciljobs.db").write_bytes(b"somebody's own")
    ran = cli("demo")
    assert (ran.code, ran.out) == (3, "")
    assert "is left alone" in ran.err
    assert Path("counciljobs.db").read_bytes() == b"somebody's own"


@pytest.mark.parametrize("busy", ["counciljobs.csv", "counciljobs.db"])
def test_one_that_is_at_work_is_not_disturbed(cli: Cli, busy: str) -> None:
    cli("demo", "--quiet")
    before = {name: Path(name).read_bytes() for name in ("counciljobs.csv", "counciljobs.db")}
    with only_writer(Path(busy)):
        ran = cli("demo")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"counciljobs: Another run is writing to {busy}: wait until it has ended, then run again.\n"
    assert {name: Path(name).read_bytes() for name in before} == before


def test_a_caller_that_hangs_up_is_not_told_in_a_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    folder = demo_folder()
    with serving([Site(folder, site_rows(folder)[0])]) as port, socket.create_connection((HOST, port)) as caller:
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        caller.sendall(b"GET /robots.txt HTTP/1.1\r\n")
    assert capfd.readouterr() == ("", "")


def test_the_clock_can_be_given(cli: Cli) -> None:
    ran = cli("demo", "--now", "2026-11-22T08:00:00Z", "--json")
    assert {result["checked_at"] for result in ran.objects} == {"2026-11-22T08:00:00Z", "2026-11-23T08:00:00Z"}


def test_taken_ports_are_told_and_others_used(cli: Cli) -> None:
    folder = demo_folder()
    with serving([Site(folder, site_rows(folder)[0])]):
        ran = cli("demo")
    assert ran.code == 0
    assert "are taken: serving from" in ran.err
