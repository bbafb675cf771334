"""The views, with data whose answers are known by hand, and the search."""

import pytest

from storage import dictionary
from storage.schema.tables import TABLES
from storage.schema.views import VIEWS
from storage.store import Store
from tests.conftest import ROOT
from tests.storage.making import Diary, batch, moment


def test_live_jobs_has_one_row_a_live_job(diary: Diary) -> None:
    diary.day(1, {"a": {"closes_at": "2026-11-03"}, "b": {}})
    diary.day(3, {"a": {"closes_at": "2026-11-03"}, "b": {}})
    assert diary.ask("SELECT title, source, postings FROM live_jobs") == [("Planner b", "essex", 1)]


def test_closing_soon_counts_from_the_last_run(diary: Diary) -> None:
    dates = {"a": "2026-11-03", "b": "2026-11-08T12:00:00+00:00", "c": "2026-11-09", "d": None}
    diary.day(1, {ref: {"closes_at": date} for ref, date in dates.items()})
    assert diary.ask("SELECT source_ref, days_left FROM closing_soon ORDER BY 2") == [("a", 1.6), ("b", 6.1)]


def test_new_this_week_leaves_out_what_was_already_up(diary: Diary) -> None:
    diary.day(1, "a")
    diary.day(2, "ab")
    diary.day(8, "abc")
    assert diary.ask("SELECT source_ref FROM new_this_week ORDER BY 1") == [("b",), ("c",)]
    diary.day(9, "abc")
    assert diary.ask("SELECT source_ref FROM new_this_week ORDER BY 1") == [("c",)]


def test_source_health_says_since_when_and_when_it_was_last_good(diary: Diary) -> None:
    diary.day(1, "ab")
    diary.day(2, "ab", verdict="unchanged")
    diary.broken(3)
    diary.broken(4)
    diary.day(4, "a", source="kent", warnings=("stale",))
    assert diary.ask("SELECT source, verdict, cause, checked_at, since, last_good FROM source_health ORDER BY 1") == [
        ("essex", "broken", "timeout", moment(4), moment(3), moment(2)),
        ("kent", "ok", None, moment(4), moment(4), moment(4)),
    ]
    with Store.open(diary.path) as store:
        essex, kent = store.states(moment(4))
    assert (essex.verdict, essex.since, essex.last_good) == ("broken", moment(3), moment(2))
    assert (kent.adverts, kent.new, kent.warnings) == (1, 1, ("stale",))


def test_a_source_that_never_worked_has_no_last_good(diary: Diary) -> None:
    diary.broken(1)
    with Store.open(diary.path) as store:
        (state,) = store.states(moment(1))
    assert (state.last_good, state.since, state.message) == (None, moment(1), None)


def test_source_days_tell_whole_days_from_others(diary: Diary) -> None:
    diary.day(1, "ab")
    diary.day(1.2, "a", verdict="partial", complete=False)
    diary.day(2, "ab", extent="window")
    diary.broken(3)
    assert diary.ask("SELECT source, day, whole, runs, adverts FROM source_days ORDER BY day") == [
        ("essex", "2026-11-02", 1, 2, 2),
        ("essex", "2026-11-03", 0, 1, 2),
        ("essex", "2026-11-04", 0, 1, 0),
    ]


def test_vacancies_by_month_say_what_was_observed(diary: Diary) -> None:
    diary.day(1, "ab")
    diary.day(2, "abc")
    diary.day(32, "abcd")
    diary.day(33, "xy", source="kent")
    diary.day(34, "xyz", source="kent")
    assert diary.ask("SELECT * FROM vacancies_by_month ORDER BY month") == [
        ("2026-11", 1, 2, 1, 1, 1),
        ("2026-12", 2, 2, 2, 1, 1),
    ]


@pytest.mark.parametrize(("pays", "median"), [([20, 30, 70], 30.0), ([20, 30, 50, 70], 40.0), ([20], 20.0)])
def test_salary_by_recruiter(diary: Diary, pays: list[int], median: float) -> None:
    diary.day(
        1,
        {
            str(number): {"recruiter": "Essex", "salary_annual_min": pay - 1.0, "salary_annual_max": pay + 1.0}
            for number, pay in enumerate(pays)
        }
        | {"unstated": {"recruiter": "Essex"}},
    )
    assert diary.ask("SELECT recruiter, jobs, live_jobs, lowest, median, highest FROM salary_by_recruiter") == [
        ("Essex", len(pays), len(pays), float(min(pays)), median, float(max(pays)))
    ]


def test_readvertised_counts_the_rounds(diary: Diary) -> None:
    for day, date in ((1, "2026-11-03"), (6, "2026-11-10"), (12, "2026-11-20")):
        diary.day(day, {"a": {"closes_at": date}})
    assert diary.ask("SELECT title, status, times, last_gap_days FROM readvertised") == [
        ("Planner a", "live", 2, 2.375)
    ]


def test_search_finds_words_in_any_form_and_follows_changes(diary: Diary) -> None:
    def found(words: str) -> list[str]:
        return [
            row[0]
            for row in diary.ask(
                "SELECT p.source_ref FROM postings_search AS s JOIN postings AS p ON p.id = s.rowid "
                "WHERE postings_search MATCH ? ORDER BY s.rowid DESC",
                words,
            )
        ]

    diary.day(1, {"a": {"description": "Planning in Ynys Môn"}, "b": {"recruiter": "Kent County Council"}})
    assert found("plans") == ["a"]
    assert found("planners") == ["b", "a"]
    assert found("mon") == ["a"]
    assert found("recruiter : kent") == ["b"]
    diary.day(2, {"a": {"description": "Draughting"}, "b": {"recruiter": "Kent County Council", "posts": 2}})
    assert (found("mon"), found("draughts"), found("kent")) == ([], ["a"], ["b"])
    diary.day(3, {"a": {"description": "Planning in Ynys Môn"}, "b": {"recruiter": "Kent County Council"}})
    assert (found("mon"), found("draughts")) == (["a"], [])


def test_text_that_changes_twice_before_it_is_indexed_is_found_once(diary: Diary) -> None:
    with Store.open(diary.path) as store:
        for day, word in ((1, "one"), (2, "two"), (3, "three")):
            run = store.begin_run(moment(day))
            store.ingest(batch(run, moment(day), {"a": {"description": word}}))
        store.finish_run(run, moment(3))
        ask = store.connection.execute
        hits = [
            ask("SELECT count(*) FROM postings_search WHERE postings_search MATCH ?", (word,)).fetchone()[0]
            for word in ("one", "two", "three")
        ]
        ask("INSERT INTO postings_search (postings_search) VALUES ('integrity-check')")
    assert hits == [0, 0, 1]


def test_recruiters_and_places_follow_the_postings(diary: Diary) -> None:
    diary.day(1, {"a": {"recruiter": "Essex", "recruiter_kind": "council"}})
    diary.day(
        2, {"a": {"recruiter": "Essex County Council", "recruiter_code": "E10000012", "recruiter_kind": "council"}}
    )
    assert diary.ask("SELECT * FROM recruiters") == [("Essex County Council", "E10000012", "council")]


def test_the_data_dictionary_is_up_to_date() -> None:
    stored = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert stored == dictionary.markdown(), "run: python -m storage.dictionary docs/data-dictionary.md"


def test_every_table_view_and_column_has_a_sentence() -> None:
    entries = dictionary.entries()
    assert {entry.name for entry in entries} >= {table.name for table in TABLES} | {view.name for view in VIEWS}
    sentences = [entry.sentence for entry in entries]
    sentences += [sentence for entry in entries for _, sentence in entry.columns.values()]
    assert [sentence for sentence in sentences if not sentence.endswith(".")] == []
    assert entries[0].name == "live_jobs"
