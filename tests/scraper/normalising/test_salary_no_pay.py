"""No amount is invented: texts without pay give none, alone, side by side and as a body."""

import random
from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest

from scraper.normalising.readings import Salary
from scraper.normalising.salary import read
from tests.conftest import ROOT

LINES = (ROOT / "tests/scraper/normalising/golden/no_pay.txt").read_text(encoding="utf-8").splitlines()[1:]
ON = date(2026, 11, 1)
FEW, FULL = 400, 20_000
"""Texts put together in the plain run and in the long one."""


def amounts(reading: Salary) -> list[float]:
    every = (
        reading.min, reading.max, reading.annual_min, reading.annual_max, reading.actual_min, reading.actual_max,
    )  # fmt: skip
    return [amount for amount in every if amount is not None]


def together(seed: int) -> Iterator[str]:
    """Lines put together at random: two sentences, or a body of them."""
    draw = random.Random(seed)
    while True:
        size = draw.choice((2, 2, 2, 9, 16))
        yield " ".join(line.rstrip(".") + "." for line in draw.sample(LINES, size))


def invented(texts: Iterator[str]) -> list[str]:
    return [text for text in texts if amounts(read(text)) or amounts(read(text, on=ON))]


def test_what_is_no_pay_gives_no_amount() -> None:
    assert invented(iter(LINES)) == []


def test_what_is_no_pay_gives_no_amount_beside_more_of_its_kind() -> None:
    assert invented(islice(together(seed=7), FEW)) == []


@pytest.mark.soak
def test_no_heap_of_what_is_no_pay_gives_an_amount() -> None:
    assert invented(islice(together(seed=random.randrange(10**9)), FULL)) == []
