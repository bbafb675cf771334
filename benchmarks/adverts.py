"""Nasty adverts with their truth, by a seed: what makes matching hard, in the shares that hurt.

Sibling roles, same title at another school or team, reworded and truncated copies, hidden employers, missing fields,
re-adverts weeks later, identical vacancies on one day, stock sentences, references in other formats or reused by
another employer, misprints, and dates a day off.
"""

import random
import string
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec
from msgspec import Struct

from benchmarks import adverts_words as words
from benchmarks.adverts_places import councils

FIRST_DAY = date(2026, 9, 1)
DAYS = 90
BOARDS = ("own", "county", "national", "regional", "sector", "agency")
Row = dict[str, Any]


class Vacancy(Struct, frozen=True, kw_only=True):
    """One true job."""

    number: int
    title: str
    council: int
    recruiter: str
    other_name: str
    site: str
    town: str
    low: int
    reference: str
    posted: date
    closes: date
    body: tuple[str, ...]
    board: str | None = None
    """The one board that shows it; None for any."""
    tells: str | None = None
    """The field that alone parts it from its double elsewhere, so that no advert leaves it out: with neither told, an
    advert would belong to either and the truth would be a coin's."""


def adverts(count: int, seed: int = 1) -> list[tuple[Row, int]]:
    """Return at least so many adverts (cut to the count), each with the number of its job."""
    rng = random.Random(seed)
    rows: list[tuple[Row, int]] = []
    vacancies = _vacancies(rng)
    while len(rows) < count:
        vacancy = next(vacancies)
        rows += [(row, vacancy.number) for row in _shown(rng, vacancy)]
    rows = rows[:count]
    rng.shuffle(rows)
    return rows


def _vacancies(rng: random.Random) -> Iterator[Vacancy]:
    number = 0
    while True:
        base = _vacancy(rng, number)
        for one in _family(rng, base):
            yield _with(one, number=number)
            number += 1


def _vacancy(rng: random.Random, number: int) -> Vacancy:
    at = rng.randrange(len(councils()))
    name, short, _around, _letters, towns = councils()[at]
    town = rng.choice(towns)
    school = rng.random() < 0.4
    first = f"{rng.choice(words.FIRST)} {rng.choice(words.FIRST)}" if rng.random() < 0.5 else rng.choice(words.FIRST)
    site = f"{first} {rng.choice(words.SCHOOLS if school else words.BUILDINGS)}"
    recruiter = site if school else name
    other = rng.choice((name, words.TRUSTS[rng.randrange(len(words.TRUSTS))])) if school else short
    posted = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    return Vacancy(
        number=number,
        title=rng.choice(words.SCHOOL_ROLES if school else words.ROLES),
        council=at,
        recruiter=recruiter,
        other_name=other,
        site=site,
        town=town,
        low=rng.randrange(220, 520) * 100,
        reference=_reference(rng, at),
        posted=posted,
        closes=posted + timedelta(days=rng.choice((14, 14, 21, 21, 28, 10, 12, 17))),
        body=_body(rng, site, school=school),
    )


def _reference(rng: random.Random, council: int) -> str:
    return f"{councils()[council].letters}/{rng.randrange(1000, 200_000)}"


def _body(rng: random.Random, site: str, *, school: bool) -> tuple[str, ...]:
    def duty() -> str:
        return f"You will {rng.choice(words.ACTS)} {rng.choice(words.THINGS)} {rng.choice(words.REASONS)}."

    where = f"You will be based at {site}." if school or rng.random() < 0.5 else duty()
    return (where, *(duty() for _ in range(rng.randrange(3, 8))))


def _with(vacancy: Vacancy, **fields: object) -> Vacancy:
    return msgspec.structs.replace(vacancy, **fields)


def _family(rng: random.Random, base: Vacancy) -> list[Vacancy]:  # noqa: PLR0911 (a trap a line)
    """A vacancy with its traps: other jobs that look like it."""
    draw = rng.random()
    if draw < 0.20:
        return _siblings(rng, base)
    if draw < 0.32:
        firsts = rng.sample([first for first in words.FIRST if first not in base.site], rng.randrange(1, 4))
        base = _with(base, tells=rng.choice(("location", "reference")))
        return [base, *(_elsewhere(rng, base, first) for first in firsts)]
    if draw < 0.38:
        teams = rng.sample(words.TEAMS, 2)
        return [_with(base, title=f"{base.title} - {team}", reference=_reference(rng, base.council)) for team in teams]
    if draw < 0.46:
        return [base, _again(rng, base)]
    if draw < 0.50:
        board = rng.choice(BOARDS)
        alike = range(rng.randrange(2, 4))
        return [_with(base, reference=_reference(rng, base.council), board=board) for _ in alike]
    if draw < 0.53:
        return [base, _with(_vacancy(rng, 0), reference=base.reference)]
    return [base]


def _siblings(rng: random.Random, base: Vacancy) -> list[Vacancy]:
    fitting = [pair for pair in words.VARIANTS if not any(word in base.title for word in pair[1].split())]
    one, other = rng.choice(fitting)
    pay = rng.choice((0, 0, 3000, 5000))
    sibling = _with(base, title=other.format(base.title), low=base.low + pay, reference=_reference(rng, base.council))
    return [_with(base, title=one.format(base.title)), sibling]


def _again(rng: random.Random, base: Vacancy) -> Vacancy:
    """The post advertised again, weeks after it closed."""
    later = timedelta(days=rng.randrange(30, 60))
    kept = base.reference if rng.random() < 0.5 else _reference(rng, base.council)
    return _with(base, posted=base.posted + later, closes=base.closes + later, reference=kept)


def _elsewhere(rng: random.Random, base: Vacancy, first: str) -> Vacancy:
    kind = " ".join(base.site.split()[-2:]) if base.site.endswith("School") else base.site.split()[-1]
    site = f"{first} {kind}"
    recruiter = site if base.recruiter == base.site else base.recruiter
    body = tuple(sentence.replace(base.site, site) for sentence in base.body)
    towns = councils()[base.council].towns
    return _with(
        base, site=site, recruiter=recruiter, body=body, reference=_reference(rng, base.council), town=rng.choice(towns)
    )


def _shown(rng: random.Random, vacancy: Vacancy) -> Iterator[Row]:
    boards = [vacancy.board] if vacancy.board else rng.sample(BOARDS, rng.choice((1, 1, 2, 2, 3, 4)))
    for board in boards:
        yield _advert(rng, vacancy, board)


def _advert(rng: random.Random, vacancy: Vacancy, board: str) -> Row:
    source = f"own-{vacancy.council}" if board == "own" else board
    ref = str(rng.randrange(10**9))
    hidden = board == "agency" and rng.random() < 0.6
    row: Row = {
        "source": source,
        "source_ref": ref,
        "url": f"https://{source}.example/job/{ref}",
        "title": _title(rng, vacancy),
        "recruiter": rng.choice(words.AGENCIES) if hidden else _named(rng, vacancy),
        "location": _location(rng, vacancy),
        "salary_text": _salary(rng, vacancy),
        "closes_at": _closing(rng, vacancy),
        "posted_on": (vacancy.posted + timedelta(days=rng.choice((0, 0, 0, 1, 2)))).isoformat(),
        "reference": _printed(rng, vacancy.reference) if not hidden or vacancy.tells == "reference" else None,
        "description": _description(rng, vacancy, source, hidden=hidden),
    }
    for name, share in (
        ("location", 0.05),
        ("salary_text", 0.12),
        ("closes_at", 0.08),
        ("posted_on", 0.2),
        ("reference", 0.4),
        ("description", 0.08),
        ("recruiter", 0.02),
    ):
        if rng.random() < share and name != vacancy.tells and not (name == "posted_on" and row["closes_at"] is None):
            row[name] = None
    return row


def _title(rng: random.Random, vacancy: Vacancy) -> str:  # noqa: PLR0911 (a way of printing a line)
    title = vacancy.title
    draw = rng.random()
    if draw < 0.06:
        return _misprint(rng, title)
    if draw < 0.11:
        return title.upper()
    if draw < 0.16:
        return f"{title} - {vacancy.site}"
    if draw < 0.20:
        return f"{title} ({vacancy.town})"
    if draw < 0.23 and "Time" not in title:
        return f"{title} - 37 hours, Permanent"
    if draw < 0.27 and " (Children's)" in title:
        return "Children's " + title.replace(" (Children's)", "")
    return title.replace("Assistant", "Asst").replace("Senior", "Snr") if draw < 0.30 else title


def _misprint(rng: random.Random, title: str) -> str:
    at = rng.randrange(1, len(title) - 1)
    if not title[at - 1 : at + 2].isalpha():
        return title
    return rng.choice(
        (
            title[:at] + title[at + 1 :],
            title[:at] + title[at + 1] + title[at] + title[at + 2 :],
            title[:at] + rng.choice(string.ascii_lowercase) + title[at + 1 :],
        )
    )


def _named(rng: random.Random, vacancy: Vacancy) -> str:
    return vacancy.other_name if rng.random() < 0.3 else vacancy.recruiter


def _location(rng: random.Random, vacancy: Vacancy) -> str:
    county = councils()[vacancy.council].around
    forms = (f"{vacancy.site}, {vacancy.town}", vacancy.town, f"{vacancy.town}, {county}", county)
    if vacancy.tells == "location":
        return forms[0]
    return rng.choices(forms, (5, 3, 4, 1))[0]


def _salary(rng: random.Random, vacancy: Vacancy) -> str:
    low, high = vacancy.low, vacancy.low + 3200
    return rng.choices(
        (
            f"£{low:,} - £{high:,} per annum",
            f"£{low:,} to £{high:,}",
            f"up to £{high:,} a year",
            f"From £{low:,} per annum",
            "Competitive",
            "Grade 6",
        ),
        (6, 4, 1, 1, 1, 1),
    )[0]


def _closing(rng: random.Random, vacancy: Vacancy) -> str:
    day = vacancy.closes + timedelta(days=rng.choices((0, -1, 1), (18, 1, 1))[0])
    return day.isoformat() if rng.random() < 0.8 else f"{day.isoformat()}T23:59:00+00:00"


def _printed(rng: random.Random, reference: str) -> str:
    forms = (reference, reference.replace("/", "-"), reference.replace("/", ""), f"Ref: {reference}", reference.lower())
    return rng.choice(forms)


def _description(rng: random.Random, vacancy: Vacancy, source: str, *, hidden: bool) -> str:
    body = list(vacancy.body)
    draw = rng.random()
    if draw < 0.3:
        rng.shuffle(body)
        body = [" ".join(words.OTHER_WORDS.get(word, word) for word in sentence.split()) for sentence in body]
    text = " ".join(body)
    if not hidden:
        text += " " + " ".join(stock.format(vacancy.recruiter) for stock in words.EMPLOYER_STOCK)
    text = text + " " + " ".join(stock.format(source) for stock in words.BOARD_STOCK)
    return text[: rng.randrange(80, 200)] + "..." if draw > 0.75 else text
