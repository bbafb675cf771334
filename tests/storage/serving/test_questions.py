"""The questions, with data whose answers are known by hand."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from storage.serving.questions import QUESTIONS
from tests.storage.making import Diary, moment

SQL = {question.name: question.sql for question in QUESTIONS}
PAID = {"recruiter": "Kent County Council", "region": "South East", "nation": "England", "occupation_code": "2452"}
WELSH = {"recruiter": "Cardiff Council", "nation": "Wales", "occupation_code": "2452"}


def asked(diary: Diary, name: str, **params: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(diary.path)) as connection:
        return connection.execute(SQL[name], params).fetchall()


def pays(usual: dict[str, Any], *amounts: float) -> dict[str, dict[str, Any]]:
    """Adverts of an employer, one for each pay; refs differ between employers."""
    name = usual["recruiter"]
    return {
        f"{name} {n}": {**usual, "salary_annual_min": pay - 1, "salary_annual_max": pay + 1}
        for n, pay in enumerate(amounts)
    }


@pytest.fixture
def paid(diary: Diary) -> Diary:
    """Five jobs in Kent and six in Cardiff that state pay, four in Essex, one that states none, one long closed."""
    closed = {"old": {**PAID, "salary_annual_min": 90.0, "salary_annual_max": 90.0, "closes_at": "2026-11-02"}}
    diary.day(1, closed)
    kent, cardiff = pays(PAID, 10, 20, 30, 40, 90), pays(WELSH, 10, 20, 30, 40, 50, 60)
    essex = pays(PAID | {"recruiter": "Essex", "region": "East of England"}, 1, 2, 3, 4)
    diary.day(3, {**kent, **cardiff, **essex, "silent": dict(PAID)})
    return diary


def test_medians_are_of_live_jobs_in_groups_of_five_or_more(paid: Diary) -> None:
    assert asked(paid, "pay_by_occupation", region="", occupation="") == [
        ("2452", "Wales", 6, 10.0, 35.0, 60.0),
        ("2452", "South East", 5, 10.0, 30.0, 90.0),
    ]


def test_medians_of_one_region_or_occupation(paid: Diary) -> None:
    assert [row[1] for row in asked(paid, "pay_by_occupation", region="South", occupation="24")] == ["South East"]
    assert asked(paid, "pay_by_occupation", region="", occupation="9") == []


def test_who_is_hiring_counts_live_jobs_and_those_with_pay(paid: Diary) -> None:
    assert [(row[0], *row[2:]) for row in asked(paid, "who_is_hiring")] == [
        ("Cardiff Council", 6, 6),
        ("Kent County Council", 6, 5),
        ("Essex", 4, 4),
    ]


def test_what_is_broken_says_since_when(diary: Diary) -> None:
    diary.day(1, "ab")
    diary.broken(2)
    diary.day(3, "ab")
    diary.broken(4)
    diary.broken(5)
    diary.day(5, "a", source="kent")
    diary.day(5, "a", source="bucks", warnings=("stale",))
    assert asked(diary, "what_is_broken") == [
        ("essex", "broken", "timeout", moment(4), moment(3), None),
        ("bucks", "ok", None, moment(5), moment(5), None),
    ]


def test_a_month_without_runs_stands_between_months_with_them(diary: Diary) -> None:
    diary.day(1, "ab")
    diary.day(65, "abc")
    assert asked(diary, "vacancies_a_month") == [
        ("2027-01", 1, 0, 1, 1, 1),
        ("2026-11", 0, 2, 1, 1, 0),
    ]
