"""Jobs are a function of the set of postings: no order, no batching and no history changes them."""

from pathlib import Path

import pytest

from storage import joining
from storage.exports import export, rows
from storage.joining.items import items_of
from storage.matching import match
from storage.refresh import refresh
from storage.store import Store
from tests.storage.joining.filling import days_of, fill
from tests.storage.making import Diary


def exported(path: Path) -> bytes:
    out = path.with_suffix(".csv")
    with Store.open(path) as store:
        export(rows(store, live=False), out)
    return out.read_bytes()


def jobs(path: Path) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for job, source, ref in Diary(path).ask("SELECT job, source, source_ref FROM postings"):
        found.setdefault(job, set()).add((source, ref))
    return found


def chains(path: Path) -> list[tuple[object, ...]]:
    return Diary(path).ask(
        "SELECT a.source, a.source_ref, b.source, b.source_ref, r.gap_days, r.found_at FROM readverts AS r"
        " JOIN postings AS a ON a.id = r.posting JOIN postings AS b ON b.id = r.earlier_posting ORDER BY 1, 2"
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_no_order_and_no_batching_changes_an_export(tmp_path: Path, seed: int) -> None:
    days = days_of(240, seed)
    fill(tmp_path / "usual.db", days)
    fill(tmp_path / "shuffled.db", days, shuffle=7)
    fill(tmp_path / "one-by-one.db", days, shuffle=8, at_once=False)
    usual = exported(tmp_path / "usual.db")
    assert exported(tmp_path / "shuffled.db") == usual
    assert exported(tmp_path / "one-by-one.db") == usual
    assert len(jobs(tmp_path / "usual.db")) < 240
    assert chains(tmp_path / "shuffled.db") == chains(tmp_path / "one-by-one.db") == chains(tmp_path / "usual.db")


def test_what_runs_find_is_what_matching_everything_at_once_finds(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    fill(path, days_of(400, 3))
    with Store.open(path) as store:
        numbers = [row[0] for row in store.connection.execute("SELECT id FROM postings ORDER BY id")]
        items = items_of(store.connection, numbers)
    at_once = {
        frozenset((items[numbers[at]].source, items[numbers[at]].ref) for at in group)
        for group in match([items[number] for number in numbers])
    }
    assert {frozenset(members) for members in jobs(path).values()} == at_once
    assert max(map(len, at_once)) > 2


def test_rebuilding_gives_the_same_jobs_with_the_same_ids(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    fill(path, days_of(240, 4))
    before, text = jobs(path), exported(path)
    with Store.open(path) as store, store.writing() as connection:
        joining.forget_all(connection)
        refresh(connection)
    assert jobs(path) == before
    assert exported(path) == text


def test_every_id_that_ever_was_leads_to_its_job_and_the_books_balance(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    fill(path, days_of(240, 5))
    diary = Diary(path)
    assert diary.ask(
        "SELECT count(*) FROM postings WHERE job NOT IN (SELECT id FROM jobs WHERE merged_into IS NULL)"
    ) == [(0,)]
    merged = diary.ask("SELECT id, merged_into, lead, postings FROM jobs WHERE merged_into IS NOT NULL")
    assert merged
    ids = {row[0] for row in diary.ask("SELECT id FROM jobs WHERE merged_into IS NULL")}
    assert all(into in ids and lead is None and count == 0 for _, into, lead, count in merged)
    assert diary.ask(
        "SELECT count(*) FROM job_links AS l JOIN postings AS p ON p.id = l.posting WHERE l.job <> p.job"
    ) == [(0,)]
    wrong = diary.ask(
        "SELECT j.id FROM jobs AS j WHERE merged_into IS NULL AND (postings <> (SELECT count(*) FROM postings AS p"
        " WHERE p.job = j.id) OR first_seen <> (SELECT min(first_seen) FROM postings AS p WHERE p.job = j.id)"
        " OR (status = 'live') <> EXISTS (SELECT 1 FROM postings AS p WHERE p.job = j.id AND p.status = 'live'))"
    )
    assert wrong == []
    rules = {row[0] for row in diary.ask("SELECT DISTINCT rule FROM job_links")}
    assert "alone" in rules
    assert len(rules) > 2
    with Store.open(path) as store:
        assert store.check() == []


def test_a_key_that_becomes_too_wide_is_passed_over_for_all_who_share_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("storage.matching.blocks", "storage.joining.index"):
        monkeypatch.setattr(f"{module}.WIDEST", 4)
    path = tmp_path / "s.db"
    fill(path, days_of(160, 6, days=12))
    text = exported(path)
    with Store.open(path) as store, store.writing() as connection:
        joining.forget_all(connection)
        refresh(connection)
    assert exported(path) == text


TABLES = ("posting_keys", "posting_pairs", "posting_matching", "postings", "jobs", "job_links", "readverts")


@pytest.mark.parametrize("widest", [4, 250])
def test_how_many_postings_are_looked_at_at_a_time_changes_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, widest: int
) -> None:
    for module in ("storage.matching.blocks", "storage.joining.index"):
        monkeypatch.setattr(f"{module}.WIDEST", widest)
    days, told = days_of(160, 7), []
    for at_once in (1, 7, 1000):
        monkeypatch.setattr("storage.joining.steps.AT_ONCE", at_once)
        path = tmp_path / f"{at_once}.db"
        fill(path, days)
        told.append(_tables(path))
        with Store.open(path) as store, store.writing() as connection:
            joining.forget_all(connection)
            refresh(connection)
        assert _tables(path) == told[0]
    assert told[1] == told[2] == told[0]
    assert told[0]["posting_pairs"]


def _tables(path: Path) -> dict[str, list[str]]:
    return {table: sorted(map(repr, Diary(path).ask(f"SELECT * FROM {table}"))) for table in TABLES}
