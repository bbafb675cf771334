"""The pay spine and the minimum wage: dated facts."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from scraper.reference import pay, wages


def test_pay_years_begin_in_april() -> None:
    assert pay.pay_year(date(2025, 3, 31)) == "2024-25"
    assert pay.pay_year(date(2025, 4, 1)) == "2025-26"
    assert pay.pay_year(date(1999, 12, 31)) == "1999-00"


def test_a_point_is_worth_what_its_year_says() -> None:
    assert pay.annual(18, date(2025, 11, 3)) == 31_537
    assert pay.hourly(18, date(2025, 11, 3)) == 16.35
    assert pay.annual(18, date(2024, 11, 3)) == 30_559


@pytest.mark.parametrize(("scp", "on"), [(1, date(2024, 5, 1)), (44, date(2024, 5, 1)), (0, date(2024, 5, 1))])
def test_a_point_the_year_does_not_have_is_worth_nothing(scp: int, on: date) -> None:
    assert pay.annual(scp, on) is None
    assert pay.hourly(scp, on) is None


@pytest.mark.parametrize("on", [date(2026, 4, 1), date(2021, 3, 31), date(1990, 1, 1)])
def test_a_year_the_table_does_not_hold_is_not_guessed(on: date) -> None:
    assert pay.annual(20, on) is None


def test_points_rise_within_a_year_and_years_rise_within_a_point() -> None:
    table = pay.spine()
    for points in table.values():
        assert list(points) == sorted(points)
        assert all(low < high for low, high in pairwise(points.values()))
    for earlier, later in pairwise(table.values()):
        assert all(earlier[scp] < later[scp] for scp in earlier.keys() & later.keys())


def test_the_spine_agrees_with_the_reference(shared: Path) -> None:
    with (shared / "reference" / "njc_pay_spine.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    theirs = {(row["pay_year"], int(row["scp"])): int(row["annual_gbp"]) for row in rows}
    ours = {(year, scp): pounds for year, points in pay.spine().items() for scp, pounds in points.items()}
    assert ours == theirs
    for row in rows:
        assert pay.hourly(int(row["scp"]), date.fromisoformat(row["effective_from"])) == pytest.approx(
            float(row["hourly_gbp_37h_52.143w"]), abs=0.011
        )


def test_the_minimum_wage_holds_from_its_day() -> None:
    before, after = wages.minimum(date(2025, 3, 31)), wages.minimum(date(2025, 4, 1))
    assert before
    assert after
    assert (before.living, after.living, after.youth, after.apprentice) == (11.44, 12.21, 10.00, 7.55)


def test_before_the_table_there_is_no_minimum_and_after_it_the_last_one_holds() -> None:
    assert wages.minimum(date(2016, 3, 31)) is None
    assert wages.minimum(date(2040, 1, 1)) == wages.minimums()[-1]


def test_minimum_wages_never_fall() -> None:
    for earlier, later in pairwise(wages.minimums()):
        assert earlier.since < later.since
        assert earlier.living <= later.living
        assert earlier.youth <= later.youth
        assert earlier.apprentice < later.apprentice < later.youth < later.living
