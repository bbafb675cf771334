"""Pay told once in an advert's body, amid other money, is found; nothing else is."""

import random
from collections.abc import Iterator
from itertools import islice

import pytest

from scraper.normalising.salary import read
from scraper.normalising.salary.reading import PROSE_FROM
from tests.conftest import ROOT
from tests.scraper.normalising.salary_rows import cell

GOLDEN = ROOT / "tests/scraper/normalising/golden"
OTHERS = (GOLDEN / "no_pay.txt").read_text(encoding="utf-8").splitlines()[1:]
PAY = [line.split("\t") for line in (GOLDEN / "pay_sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]]
FEW, FULL = 600, 20_000
"""Bodies put together in the plain run and in the long one."""


def bodies(seed: int) -> Iterator[tuple[str, list[str]]]:
    """Bodies of ten to sixteen other lines, with one that tells pay at the head, the end or between, and its label."""
    draw = random.Random(seed)
    while True:
        pay, *label = draw.choice(PAY)
        lines = draw.sample(OTHERS, draw.randint(10, 16))
        apart = draw.choice((" ", "\n", "\n\n"))
        lines.insert(draw.choice((0, len(lines), draw.randint(0, len(lines)))), pay.replace("\\n", "\n"))
        body = apart.join(line if apart != " " or line.endswith(".") else f"{line}." for line in lines)
        if len(body) > PROSE_FROM:
            yield body, label


def misread(found: Iterator[tuple[str, list[str]]]) -> list[tuple[str, list[str], list[str]]]:
    told = ((body, label, read(body)) for body, label in found)
    read_as = ((body, label, [cell(one.min), cell(one.max), cell(one.period)]) for body, label, one in told)
    return [(body, label, ours) for body, label, ours in read_as if ours != label]


def test_bodies_of_a_second_reader_give_the_pay_he_read() -> None:
    lines = (GOLDEN / "pay_bodies.tsv").read_text(encoding="utf-8").splitlines()[1:]
    told = [line.split("\t") for line in lines]
    assert len(told) >= 50
    assert misread((text.replace("\\n", "\n"), label) for text, *label in told) == []


def test_pay_told_once_in_a_body_is_read_and_nothing_else() -> None:
    assert misread(islice(bodies(seed=11), FEW)) == []


@pytest.mark.soak
def test_pay_is_read_in_every_body_put_together() -> None:
    assert misread(islice(bodies(seed=random.randrange(10**9)), FULL)) == []
