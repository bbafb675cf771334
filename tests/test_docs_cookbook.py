"""The cookbook keeps its word: every block answers what the page shows, and the answers are those counted by hand."""

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cookbook.adverts import ADVERTS, Shown
from tests.cookbook.page import ANSWERED, PAGE, STORE, redrawn, table
from tests.cookbook.store import FIRST_MONDAY, WEEKS, build
from tests.counciljobs.conftest import Cli, alone, cli

__all__ = ["alone", "cli"]

TEXT = PAGE.read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^### \d+\. .*?```sql\n([^`]*)```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    build(tmp_path / STORE)
    return tmp_path / STORE


def answers(number: int, store: Path) -> list[list[str]]:
    """The rows that the page's question of this number answers, as printed."""
    lines = table(QUESTIONS[number - 1], store).splitlines()[2:]
    return [re.split(r"\s{2,}", line) for line in lines]


def up(week: int) -> list[Shown]:
    return [shown for shown in ADVERTS if any(first <= week <= last for first, last in shown.weeks)]


def jobs_now() -> list[Shown]:
    """What is live in the last week; the board's B1 is the job that Leeds advertises itself."""
    return [shown for shown in up(WEEKS) if shown.ref != "B1"]


@pytest.mark.usefixtures("store")
def test_every_answer_on_the_page_is_what_the_store_answers(cli: Cli, tmp_path: Path) -> None:
    for command in re.findall(r"^counciljobs (.*)$", TEXT, re.MULTILINE):
        assert cli(*shlex.split(command)).code == 0, command
    assert redrawn(TEXT, tmp_path) == TEXT, "run: python -m tests.cookbook"


def test_there_are_twenty_questions_and_each_has_an_answer() -> None:
    assert len(QUESTIONS) == 20
    assert {
        question for question in QUESTIONS if not any(question == block[2] for block in ANSWERED.finditer(TEXT))
    } == set()
    assert "```text\n```" not in TEXT


def test_numbered_one_after_the_other() -> None:
    assert re.findall(r"^### (\d+)\. .*\?$", TEXT, re.MULTILINE) == [str(number) for number in range(1, 21)]


def test_planners_are_those_of_councils_that_state_pay(store: Path) -> None:
    planners = [shown for shown in ADVERTS if shown.fields.get("occupation_code") == "2452"]
    paid = [s for s in planners if s.fields.get("salary_annual_min") and s.fields["recruiter_kind"] == "council"]
    lows = sorted((shown.fields["salary_annual_min"] for shown in paid), reverse=True)
    assert [float(row[2]) for row in answers(1, store)] == lows


def test_medians_of_regions(store: Path) -> None:
    rows = {row[0]: (int(row[1]), float(row[2])) for row in answers(2, store)}
    assert rows == {
        "Wales": (1, 42_000.0),
        "Yorkshire and The Humber": (3, 34_000.0),  # 24,791, 34,000 and 41,000
        "South East": (2, 31_000.0),  # 24,000 and 38,000
    }


def test_shares_of_those_that_state_pay(store: Path) -> None:
    stated = [(shown.source, "salary_annual_min" in shown.fields) for shown in ADVERTS]
    for source, adverts, paid, _percent in answers(3, store):
        assert (int(adverts), int(paid)) == (
            sum(one == source for one, _has in stated),
            sum(one == source and has for one, has in stated),
        )


def test_part_time_is_a_share_of_those_that_say(store: Path) -> None:
    patterns = [shown.fields.get("working_pattern", ()) for shown in jobs_now()]
    part, silent = sum("part_time" in pattern for pattern in patterns), patterns.count(())
    ((jobs, part_time, not_said, percent),) = answers(12, store)
    assert (int(jobs), int(part_time), int(not_said)) == (len(patterns), part, silent)
    assert float(percent) == round(100 * part / (len(patterns) - silent))


def test_one_vacancy_on_two_boards_is_one_job(store: Path) -> None:
    assert [row[2] for row in answers(10, store)] == ["leeds, board"]
    assert sum(int(row[1]) for row in answers(11, store)) == len(jobs_now())


def test_spells_tell_exactly_what_was_up_on_a_day(store: Path) -> None:
    week = (datetime(2026, 9, 28, tzinfo=UTC) - FIRST_MONDAY).days // 7 + 2
    rows = answers(17, store)
    assert sorted(row[1] for row in rows) == sorted(shown.title for shown in up(week))
    assert [row[2:] for row in rows if row[1] == "Social Worker, Adults"] == [
        ["£38,000 to £42,000 a year", "£40,000 to £44,000 a year"]
    ]


def test_months_count_what_the_panel_saw(store: Path) -> None:
    assert answers(9, store) == [
        ["2026-09", "3", "1", "3", "3", "3"],  # K3, L1, K2; K1 was up at the first look
        ["2026-10", "2", "1", "4", "3", "2"],  # L4, L5; B3 was up when the board was first looked at
        ["2026-11", "8", "0", "4", "3", "5"],  # K4, L2, L3, K5, K6; and B2, B4, B5 off the panel; B1 is L2
    ]
