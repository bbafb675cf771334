"""The one writer: once is enough, order does not matter, history is kept, hostile text does no harm."""

import itertools
from pathlib import Path

import msgspec
import pytest

from scraper.records import Advert, Evidence, Place, Posting
from storage.batch import Batch, Outcome, SeenPosting, SourceRun
from storage.identity import job_id
from storage.store import Store
from tests.storage.making import Diary, batch, moment, seen


def dump(diary: Diary, *, but: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    """Everything an analyst could see of postings and what hangs on them, in an order of its own."""
    columns = [
        row[0] for row in diary.ask("SELECT name FROM pragma_table_info('postings')") if row[0] not in ("id", *but)
    ]
    listed = ", ".join(f'p."{name}"' for name in columns)
    spells = (
        "(SELECT json_group_array(json_array(number, started_at, ended_at)) FROM posting_spells WHERE posting = p.id)"
    )
    changes = "(SELECT json_group_array(json_array(field, old, new, cause)) FROM posting_changes WHERE posting = p.id)"
    return diary.ask(
        f"SELECT {listed}, {spells}, {changes}, j.status, j.postings FROM postings AS p "
        "JOIN jobs AS j ON j.id = p.job ORDER BY p.source, p.source_ref"
    )


def test_the_same_batch_again_changes_nothing(diary: Diary) -> None:
    with Store.open(diary.path) as store:
        run = store.begin_run(moment(1))
        first = store.ingest(batch(run, moment(1), "abc"))
        before = store.connection.total_changes
        assert store.ingest(batch(run, moment(1), "abc")) == first == Outcome(new=3)
        assert store.connection.total_changes == before


def test_two_runs_with_the_same_content_change_nothing_but_last_seen(diary: Diary) -> None:
    adverts = {ref: {"closes_at": "2026-12-01", "description": "Plans.", "salary_min": 30000.0} for ref in "abc"}
    diary.day(1, adverts)
    before = dump(diary, but=("last_seen",))
    outcome = diary.day(2, adverts)
    assert outcome == Outcome(unchanged=3)
    assert dump(diary, but=("last_seen",)) == before
    assert diary.ask("SELECT DISTINCT last_seen FROM postings") == [(moment(2),)]


def test_refs_seen_without_being_read_again_only_move_last_seen(diary: Diary) -> None:
    diary.day(1, "abc")
    with Store.open(diary.path) as store:
        run = store.begin_run(moment(2))
        again = msgspec.structs.replace(batch(run, moment(2), "abc", verdict="unchanged"), postings=())
        assert store.ingest(again) == Outcome(unchanged=3)
    assert diary.ask("SELECT DISTINCT last_seen, status FROM postings") == [(moment(2), "live")]


@pytest.mark.parametrize("order", list(itertools.permutations(("essex", "kent", "devon"))))
def test_the_order_of_sources_does_not_matter(tmp_path: Path, order: tuple[str, ...]) -> None:
    def two_days(diary: Diary, sources: tuple[str, ...]) -> list[tuple[object, ...]]:
        for day, refs in ((1, "abc"), (2, "ab"), (3, "abd")):
            with Store.open(diary.path) as store:
                run = store.begin_run(moment(day))
                for source in sources:
                    store.ingest(batch(run, moment(day), refs, source))
                store.finish_run(run, moment(day))
        return dump(diary)

    usual = two_days(Diary(tmp_path / "usual.db"), ("devon", "essex", "kent"))
    assert two_days(Diary(tmp_path / "other.db"), order) == usual


def test_a_change_is_kept_field_by_field_with_its_cause(diary: Diary) -> None:
    diary.day(1, {"a": {"salary_min": 30000.0, "closes_at": "2026-12-01"}})
    outcome = diary.day(2, {"a": {"salary_min": 31000.0, "closes_at": "2026-12-08"}})
    assert outcome == Outcome(changed=1)
    assert diary.ask("SELECT field, old, new, seen_at, cause FROM posting_changes ORDER BY field") == [
        ("closes_at", "2026-12-01", "2026-12-08", moment(2), "source"),
        ("salary_min", 30000.0, 31000.0, moment(2), "source"),
    ]
    assert diary.ask("SELECT salary_min, closes_at FROM postings") == [(31000.0, "2026-12-08")]


def test_the_same_advert_read_differently_is_a_reparse(diary: Diary) -> None:
    advert = {"salary_text": "£30k"}
    diary.day(1, {"a": {"advert": advert}})
    diary.day(2, {"a": {"advert": advert, "salary_min": 30000.0, "flags": ("period_inferred",)}})
    assert diary.ask("SELECT field, old, new, cause FROM posting_changes ORDER BY field") == [
        ("flags", "[]", '["period_inferred"]', "reparse"),
        ("salary_min", None, 30000.0, "reparse"),
    ]


def test_better_reasons_for_the_same_values_are_stored_but_are_no_change(diary: Diary) -> None:
    diary.day(1, {"a": {"advert": {}}})
    with Store.open(diary.path) as store:
        run = store.begin_run(moment(2))
        read = seen("a", advert={})
        rules = {"title": Evidence(rule="heading", text="Planner a")}
        better = msgspec.structs.replace(read.posting, rules=rules, parser_version="2")
        made = msgspec.structs.replace(
            batch(run, moment(2), "a"), postings=(msgspec.structs.replace(read, posting=better),)
        )
        assert store.ingest(made) == Outcome(unchanged=1)
        assert store.known("essex").postings["a"].parser_version == "2"
    assert diary.ask("SELECT rules ->> '$.title.rule' FROM postings") == [("heading",)]
    assert diary.ask("SELECT count(*) FROM posting_changes") == [(0,)]


def test_words_that_age_by_themselves_change_nothing(diary: Diary) -> None:
    for day, ago, left in ((1, "Posted 9 days ago", "3 days left"), (2, "Posted 10 days ago", "2 days left")):
        advert = {"posted_text": ago, "closing_text": left, "summary": f"Plan towns. {ago}."}
        fields = {"closing_text": left, "summary": f"Plan towns. {ago}.", "posted_on": f"2026-10-2{day}"}
        outcome = diary.day(day, {"a": {"advert": advert, **fields}})
    assert outcome == Outcome(unchanged=1)
    assert diary.ask("SELECT count(*) FROM posting_changes") == [(0,)]


@pytest.mark.parametrize(
    ("second", "closes", "changes"),
    [
        ("2 days left", "2026-11-05", []),
        ("2 days left", "2026-11-06", []),
        ("9 days left", "2026-11-12", [("closes_at", "2026-11-05", "2026-11-12", "source")]),
    ],
    ids=["the same day", "the next day by rounding", "an extension"],
)
def test_days_left_are_compared_as_dates(diary: Diary, second: str, closes: str, changes: list[object]) -> None:
    diary.day(
        1, {"a": {"advert": {"closing_text": "3 days left"}, "closing_text": "3 days left", "closes_at": "2026-11-05"}}
    )
    outcome = diary.day(2, {"a": {"advert": {"closing_text": second}, "closing_text": second, "closes_at": closes}})
    assert outcome.changed == len(changes)
    assert diary.ask("SELECT field, old, new, cause FROM posting_changes") == changes
    assert diary.ask("SELECT closes_at FROM postings") == [(changes[0][2] if changes else "2026-11-05",)]  # type: ignore[index]


def test_ageing_words_read_by_other_rules_are_a_reparse(diary: Diary) -> None:
    diary.day(1, {"a": {"advert": {"posted_text": "1 day ago"}}})
    with Store.open(diary.path) as store:
        run = store.begin_run(moment(2))
        read = seen("a", advert={"posted_text": "2 days ago"}, posts=2)
        newer = msgspec.structs.replace(read.posting, parser_version="2")
        rows = (msgspec.structs.replace(read, posting=newer),)
        assert store.ingest(msgspec.structs.replace(batch(run, moment(2), "a"), postings=rows)) == Outcome(changed=1)
    assert diary.ask("SELECT field, cause FROM posting_changes") == [("posts", "reparse")]


def test_what_a_page_needs_for_a_conditional_request_is_known_next_time(diary: Diary) -> None:
    diary.day(1, "a")
    with Store.open(diary.path) as store:
        known = store.known("essex")
        assert store.known("nowhere").postings == {}
    page = known.pages["https://essex.example/jobs"]
    assert (page.fetched_at, page.listing) == (moment(1), "{}")
    assert known.postings["a"].advert == Advert(source_ref="a", title="Planner a")
    assert "b" not in known.postings
    assert list(known.postings) == ["a"]
    assert [(run.verdict, run.adverts, run.new) for run in known.history] == [("ok", 1, 1)]


def test_the_history_reaches_back_to_the_last_changes_and_the_first_run(diary: Diary) -> None:
    diary.day(1, "a")
    diary.day(2, "ab")
    for day in range(3, 40):
        diary.day(day, "ab")
    with Store.open(diary.path) as store:
        history = store.known("essex").history
    times = [run.finished_at for run in history]
    assert times == sorted(times, reverse=True)
    assert times[-2:] == [moment(2), moment(1)]
    assert len(times) == 32


def test_a_batch_that_comes_late_adds_only_what_is_new(diary: Diary) -> None:
    diary.day(1, "a")
    with Store.open(diary.path) as store:
        early, late = store.begin_run(moment(2)), store.begin_run(moment(3))
        store.ingest(batch(late, moment(3), {"a": {"title": "Chief planner"}}))
        outcome = store.ingest(batch(early, moment(2), "ab"))
        store.finish_run(late, moment(3))
    assert outcome.new == 1
    assert diary.ask("SELECT title, last_seen, status FROM postings ORDER BY source_ref") == [
        ("Chief planner", moment(3), "live"),
        ("Planner b", moment(2), "live"),
    ]


def test_runs_in_one_second_have_different_names_that_sort(diary: Diary) -> None:
    with Store.open(diary.path) as store:
        names = [store.begin_run(moment(1)) for _ in range(12)] + [store.begin_run(moment(2))]
    assert sorted(set(names)) == names


def test_a_job_is_named_after_its_earliest_posting(diary: Diary) -> None:
    diary.day(1, "a")
    assert diary.ask("SELECT job FROM postings") == [(job_id(moment(1), "essex", "a"),)]
    assert diary.ask("SELECT job, rule, score FROM job_links") == [(job_id(moment(1), "essex", "a"), "alone", 1.0)]


HOSTILE = "Plan\0ner \ud800 £ ' \" ; DROP TABLE postings; --"


def test_hostile_text_is_kept_harmlessly(diary: Diary) -> None:
    posting = Posting(
        source="essex",
        source_ref=HOSTILE,
        title=HOSTILE,
        description="\0" * 10,
        posts=10**30,
        latitude=float("inf"),
        longitude=float("nan"),
        flags=(HOSTILE,),
        places=(Place(location=HOSTILE),),
        rules={HOSTILE: Evidence(rule="r", text=HOSTILE)},
    )
    advert = Advert(source_ref=HOSTILE, title=HOSTILE, coordinates=(float("nan"), float("inf")))
    run = SourceRun(
        run="r",
        source="essex",
        started_at=moment(1),
        finished_at=moment(1),
        verdict="ok",
        message=HOSTILE,
        complete=True,
    )
    shown = Batch(
        source_run=run, postings=(SeenPosting(posting=posting, advert=advert, listed_hash="h"),), seen=(HOSTILE,)
    )
    with Store.open(diary.path) as store:
        assert store.ingest(shown) == Outcome(new=1)
        again = msgspec.structs.replace(run, run="s", finished_at=moment(2))
        assert store.ingest(msgspec.structs.replace(shown, source_run=again)) == Outcome(unchanged=1)
        store.finish_run("s", moment(2))
        assert store.check() == []
        (known,) = store.known("essex").postings.values()
    assert known.advert.title == "Plan\ufffdner \ufffd £ ' \" ; DROP TABLE postings; --"
    assert diary.ask("SELECT title = source_ref, posts, latitude, longitude FROM postings") == [(1, None, None, None)]
    assert diary.ask("SELECT length(description) FROM postings") == [(10,)]
    assert diary.ask("SELECT location FROM places") == [(known.advert.title,)]


def test_a_source_that_nobody_registered_is_known_by_its_id(diary: Diary) -> None:
    diary.day(1, "a", source="elsewhere")
    assert diary.ask("SELECT id, platform FROM sources") == [("elsewhere", "unknown")]


def test_a_batch_that_can_not_be_stored_leaves_nothing_behind(diary: Diary) -> None:
    wrong = msgspec.structs.replace(seen("b").posting, salary_kind="plenty")
    made = batch("r", moment(1), "a")
    bad = msgspec.structs.replace(made, postings=(*made.postings, msgspec.structs.replace(seen("b"), posting=wrong)))
    with Store.open(diary.path) as store:
        with pytest.raises(Exception, match="CHECK constraint failed"):
            store.ingest(bad)
        assert store.connection.execute("SELECT count(*) FROM postings").fetchone() == (0,)
        assert store.ingest(made) == Outcome(new=1)


def test_the_end_of_a_run_changes_nothing_of_what_is_known_of_its_sources(diary: Diary) -> None:
    """A replay goes on with the next run before it: expiry and doubt close postings, and are not forgotten by it."""
    closing = {f"closes-{day}": {"closes_at": moment(day)[:10]} for day in (10, 74, 76, 90)}
    diary.day(1, {"open": {}, **closing})
    known = []
    with Store.open(diary.path) as store:
        run = store.begin_run(moment(75))
        broken = batch(run, moment(75), verdict="broken", cause="timeout", complete=False)
        store.ingest(broken)
        known.append(set(store.known("essex").postings))
        store.finish_run(run, moment(75), settled=lambda: known.append(set(store.known("essex").postings)))
        known.append(set(store.known("essex").postings))
    assert dict(diary.ask("SELECT source_ref, status FROM postings")) == {
        "open": "unconfirmed",
        "closes-10": "expired",
        "closes-74": "expired",
        "closes-76": "live",
        "closes-90": "live",
    }
    assert known == [{"open", "closes-74", "closes-76", "closes-90"}] * 3
