"""A condition that a person types: what it may say, what it is told, and that it can do nothing else."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import StoreError
from storage.exporting.batches import asked
from storage.exporting.names import COLUMNS
from storage.exporting.watch import watched
from storage.exporting.where import LONGEST, condition
from storage.exports import rows
from storage.store import Store
from tests.storage.making import Diary


@pytest.fixture
def store(diary: Diary) -> Iterator[Store]:
    diary.day(
        1,
        {
            "a": {"recruiter": "Essex", "salary_annual_min": 30000.0, "flags": ("period_inferred",)},
            "b": {"recruiter": "Kent", "salary_annual_min": 50000.0, "working_pattern": ("term_time",)},
            "c": {"recruiter": "it's", "description": "not (json"},
        },
    )
    with Store.open(diary.path) as opened:
        yield opened


def refs(store: Store, where: str, *, live: bool = True, postings: bool = False) -> str:
    found = rows(store, where=condition(where), columns=["source_ref"], live=live, postings=postings)
    return "".join(str(ref) for (ref,) in found)


@pytest.mark.parametrize(
    ("where", "finds"),
    [
        ("salary_annual_min >= 40000", "b"),
        ("salary_annual_min >= 40000 OR recruiter = 'Essex'", "ab"),
        ("salary_annual_min IS NULL", "c"),
        ("recruiter = 'it''s'", "c"),
        ("title LIKE 'planner %' AND lower(recruiter) IN ('essex', 'kent')", "ab"),
        ("working_pattern LIKE '%term_time%'", "b"),
        ("json_array_length(flags) = 1", "a"),
        ("flags ->> 0 = 'period_inferred'", "a"),
        ("\"recruiter\" = 'Kent'", "b"),
        ("p.recruiter = 'Kent'", "b"),
        ("recruiter = 'a;b--c/*?:x'", ""),
        ("recruiter GLOB 'K*'", "b"),
        ("first_seen >= date('2026-11-01') AND NOT (salary_annual_min > 40000)", "a"),
        ("CASE WHEN recruiter = 'Kent' THEN 1 END", "b"),
        ("length(recruiter) = 5\n", "a"),
        ("left_censored", "abc"),
        ("0", ""),
    ],
)
def test_a_condition_chooses_rows(store: Store, where: str, finds: str) -> None:
    assert refs(store, where) == finds
    assert refs(store, where, postings=True) == finds


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("titel = 'x'", "There is no column titel: did you mean title"),
        ("salary > 3", "There is no column salary: did you mean salary_"),
        ("rowid = 1", "There is no column rowid"),
        ("id = 1", "There is no column id"),
        ("job_lead = 1", "There is no column job_lead"),
        ("j.job_id = 1", r"There is no column j\.job_id"),
        ("sources.id = 1", "There is no column"),
        ('recruiter = "Essex"', "\"Essex\" is no column: write a text in single quotes, 'Essex'"),
        ("recruiter = 'x", "has a ' that is not closed"),
        ("(title = 'x'", "opening bracket without a closing one"),
        ("1) OR (1", "closing bracket without an opening one"),
        ("", "The condition is empty"),
        ("title =", "can't be read"),
        ("a b c", "can't be read"),
        ("count(*) > 1", "can't call count"),
        ("title = ?", "can't hold parameters"),
        ("title = :x", "can't hold parameters"),
        ("title = 'x' -- that's all", "can't hold comments"),
        ("title = /* that's all", "can't hold comments"),
        ("1; DROP TABLE postings", "can't hold a semicolon"),
        ("title = 'x\0'", None),
        ("title = \0", "can't hold a NUL"),
        ("title = '\ud800'", "is no text"),
        ("1 " + "OR 1 " * LONGEST, "longer than"),
    ],
)
def test_what_is_wrong_with_a_condition_is_one_sentence(where: str, says: str | None) -> None:
    with pytest.raises(StoreError, match=says) as told:
        condition(where)
    assert "\n" not in str(told.value).removesuffix("\n")


@pytest.mark.parametrize(
    "where",
    [
        "(SELECT 1)",
        "EXISTS (SELECT 1 FROM sources)",
        "title IN (SELECT advert FROM posting_adverts)",
        "title IN sources",
        "title IN pragma_table_info('postings')",
        "1 UNION SELECT 1",
        "load_extension('x')",
        "randomblob(1000000000) > 1",
        "zeroblob(1000000000) > 1",
        "printf('%1000000000d', 1) > ''",
        "replace(title, 'a', 'aaaaaaaaaa') > ''",
        "writefile('x', 'y')",
        "fts5('x')",
        "title MATCH 'x'",
        "title REGEXP 'x'",
        "sqlite_version() > ''",
        "raise(ABORT, 'x')",
        "row_number() OVER () > 1",
    ],
)
def test_a_condition_can_do_nothing_but_look_at_its_row(where: str) -> None:
    with pytest.raises(StoreError, match="condition"):
        condition(where)


@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from(("'", '"', "(", ")", "title", " ", "SELECT", "1", "=", ";", "--", "IN", "*", "`", "["))
    ).map(" ".join)
)
def test_any_text_is_a_condition_or_a_sentence(text: str) -> None:
    try:
        told = condition(text).sql
    except StoreError as error:
        told = str(error)
    assert text in told or told.startswith(("The condition", "There is no column", '"'))


def test_every_column_can_be_asked_for() -> None:
    assert condition(" OR ".join(f"{name} IS NULL" for name in COLUMNS)).typed


def test_a_condition_never_widens_the_others(store: Store) -> None:
    store.register([{"id": "essex", "name": "Essex", "platform": "feed", "url": "u", "redistribute": False}])
    assert refs(store, "1 OR 1") == "abc"
    store.retire("essex", "c", "2026-11-05T09:00:00Z")
    store.finish_run(store.begin_run("2026-11-05T09:00:00Z"), "2026-11-05T09:00:00Z")
    assert refs(store, "1 OR 1") == "ab"
    assert [text for (text,) in rows(store, where=condition("1"), live=False, columns=["description"])] == [None] * 3


def test_a_condition_that_fails_on_a_row_is_told(store: Store) -> None:
    with pytest.raises(StoreError, match=r"can't be worked out on these rows \(malformed JSON\)"):
        refs(store, "json_extract(description, '$.x') = 1")


def test_a_condition_that_takes_too_long_is_given_up(store: Store) -> None:
    ticks = iter(range(0, 10**6, 60))
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n WHERE x < 0"
    found = watched(store.connection, asked(store.connection, endless, ()), patience=100, clock=lambda: next(ticks))
    with pytest.raises(StoreError, match="given up after 100 seconds without a row"):
        list(found)
    assert store.connection.execute("SELECT 1").fetchone() == (1,)


def test_the_time_for_writing_rows_is_not_the_conditions(store: Store) -> None:
    now = [0.0]
    slow = []
    for row in watched(store.connection, iter([(1,), (2,)]), patience=10, clock=lambda: now[0]):
        now[0] += 1000
        slow.append(row)
    assert slow == [(1,), (2,)]


def test_rows_with_a_condition_are_never_sorted_in_memory(store: Store) -> None:
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    refs(store, "recruiter = 'Essex' AND source = 'essex'", live=False)
    store.connection.set_trace_callback(None)
    plan = store.connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}").fetchall()
    assert not [step for *_, step in plan if "TEMP B-TREE" in step], plan
