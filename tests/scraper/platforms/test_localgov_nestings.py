"""Whatever elements stand round the lines and between them, the same lines are the same adverts."""

from dataclasses import dataclass, replace
from html import escape
from random import Random

import pytest

from tests.scraper.platforms.localgov_markups import SECOND, SEED, Ad, page
from tests.scraper.platforms.test_localgov_markups import expected, rows

INLINE = ("span", "b", "em", "strong", "i", "small", "font", "label", "x-f", "u", "cite", "a href='/x'")
BLOCKS = ("div", "p", "li", "h3", "h4", "section", "dd", "dt", "article", "header", "footer", "blockquote")
LABELS = (
    "Recuriter: {}",
    "<b>Recuriter:</b> {}",
    "<span>Recuriter:</span><span>{}</span>",
    "Recruiter : {}",
    "<i>Recuriter</i>: <a href='/r'>{}</a>",
    "Recuriter:&nbsp;{}",
    "RECURITER: <em>{}</em>",
    "Recuriter:<br>{}",
)
BUTTONS = ("", "", "<a href='/j'>View job</a>", "<p><a href='#'>Apply</a></p>")
BLOCKS_OF_ADS = (SEED, SECOND, SEED[:1], SEED[2:4])
SMALL, FULL = 300, 20_000


def wrapped(text: str, tags: list[str]) -> str:
    for tag in tags:
        text = f"<{tag}>{text}</{tag.split()[0]}>"
    return text


def elements(dice: Random) -> list[str]:
    """Round one line: none, inline ones, or blocks with an inline one inside."""
    inline = dice.choices(INLINE, k=dice.randint(0, 2))
    return inline + dice.choices(BLOCKS, k=dice.randint(0, 2))


def gap(dice: Random, before: list[str], after: list[str]) -> str:
    """Between two lines: a break unless their elements already set them apart."""
    if {*before, *after} & set(BLOCKS):
        return dice.choice(("", " ", "\n", "<br>", "\n\n"))
    if before and after:
        return dice.choice(("", " ", "\n", "<br>", "<br/>\n"))
    return dice.choice(("<br>", "<br/>\n", "<hr>", " <br> "))


@dataclass
class Style:
    """One way to write every advert of a block."""

    lines: list[list[str]]
    gaps: list[str]
    label: str
    card: list[str]
    outer: list[str]
    button: str

    @classmethod
    def thrown(cls, dice: Random) -> "Style":
        lines = [elements(dice) for _ in range(5)]
        gaps = [gap(dice, one, after) for one, after in zip(lines, lines[1:] + lines[:1], strict=True)]
        card, outer = (dice.choices(BLOCKS + INLINE, k=dice.randint(0, 3)) for _ in range(2))
        return cls(lines, gaps, dice.choice(LABELS), card, outer, dice.choice(BUTTONS))

    def html(self, ads: tuple[Ad, ...]) -> str:
        return wrapped("".join(map(self._card, ads)), self.outer)

    def _card(self, ad: Ad) -> str:
        texts = [escape(text, quote=False) for text in (ad.title, ad.organisation, ad.salary, ad.summary, ad.recruiter)]
        texts[-1] = self.label.format(texts[-1])
        lines = (wrapped(text, tags) + after for text, tags, after in zip(texts, self.lines, self.gaps, strict=True))
        return wrapped("".join(lines) + self.button, self.card)


def misread(first: int, count: int, ways: tuple[dict[str, str | None], ...] = ({},)) -> list[int]:
    """The throws that come out as other adverts."""
    wrong = []
    for number in range(first, first + count):
        dice = Random(number)
        ads = tuple(replace(ad, **dice.choice(ways)) for ad in dice.choice(BLOCKS_OF_ADS))  # type: ignore[arg-type]
        if rows(page(Style.thrown(dice).html(ads))) != expected(ads):
            wrong.append(number)
    return wrong


PARTS: tuple[dict[str, str | None], ...] = (
    {},
    {"salary": ""},
    {"summary": "", "location": None},
    {"organisation": ""},
    {"organisation": "Lea Bridge Academy Trust"},
)
KNOWN_LIMIT = 0.005
"""Share of throws that may be misread when the organisation is another one: title and it in one heading, say."""


def test_any_nesting_gives_the_same_adverts() -> None:
    assert misread(0, SMALL) == []


def test_any_nesting_with_parts_missing_gives_the_same_adverts() -> None:
    assert len(misread(0, SMALL, PARTS)) <= KNOWN_LIMIT * SMALL


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_any_nesting_at_full_size() -> None:
    assert misread(SMALL, FULL) == []
    assert len(misread(SMALL, FULL, PARTS)) <= KNOWN_LIMIT * FULL
