"""A second generator of adverts, in other words and with other noise, so that no figure rests on one generator alone.

Fewer councils with many posts each; bodies of paragraphs in which the employer's standing text outweighs the duties;
boards that rewrite titles, drop their tails, summarise bodies, name the directorate instead of the employer, give pay
by the hour, keep numbers of their own, and place adverts days late.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from benchmarks.adverts_places import councils

Row = dict[str, Any]
FIRST_DAY, DAYS, EMPLOYERS = date(2026, 8, 3), 60, 60
AREAS = ("Adult Social Care", "Highways", "Revenues", "Leisure", "Parks", "Registration", "Trading Standards", "ICT")
KINDS = ("Officer", "Adviser", "Technician", "Coordinator", "Practitioner", "Inspector", "Analyst", "Apprentice")
MARKS = ("", "", "", "Senior ", "Principal ", "Trainee ", "Assistant ", "Night ", "Lead ", "Bank ")
SITES = ("Larch", "Fernhill", "Wharf", "Moorside", "Tannery", "Sundial", "Quarry", "Beacon", "Lindale", "Thornbury")
HOUSES = ("House", "Day Centre", "Primary School", "Leisure Centre", "Library", "Children's Home", "Academy")
VERBS = ("Handling", "Planning", "Recording", "Leading on", "Checking", "Arranging", "Improving", "Explaining")
OBJECTS = ("enquiries", "site visits", "renewals", "referrals", "assessments", "equipment", "training", "budgets")
WHOM = ("tenants", "carers", "young people", "businesses", "colleagues", "members", "visitors", "older residents")
WAYS = ("by telephone", "in person", "through our portal", "at short notice", "each quarter", "out in the community")
STANDING = (
    "{} is a forward-thinking employer. We value difference and want our workforce to reflect the people we serve. ",
    "What we offer: up to 31 days of annual leave, a career-average pension, salary sacrifice for cycles. ",
    "Appointment is subject to checks by the Disclosure and Barring Service and two satisfactory references. ",
)
LEAD_INS = ("An exciting chance has come up. ", "Are you looking for a change? ", "{} has a vacancy in its {} team. ")
BOARDS = ("site", "jobsdirect", "wales-and-west", "publicwork", "hirewise")


class Post(NamedTuple):
    """One true job; ``tells`` is the one field that parts it from its double, which no advert leaves out."""

    number: int
    title: str
    area: str
    council: int
    site: str
    town: str
    hourly: int
    code: str
    opened: date
    closes: date
    duties: tuple[str, ...]
    tells: str


def adverts(count: int, seed: int = 1) -> list[tuple[Row, int]]:
    """Return so many adverts, each with the number of its job."""
    rng = random.Random(seed)
    rows: list[tuple[Row, int]] = []
    number = 0
    while len(rows) < count:
        for post in _doubles(rng, _post(rng, number)):
            boards = rng.sample(BOARDS, rng.choice((1, 2, 2, 3)))
            rows += [(_row(rng, post._replace(number=number), board), number) for board in boards]
            number += 1
    rows = rows[:count]
    rng.shuffle(rows)
    return rows


def _post(rng: random.Random, number: int) -> Post:
    at = rng.randrange(EMPLOYERS) * (len(councils()) // EMPLOYERS)
    area, opened = rng.choice(AREAS), FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    duties = tuple(
        f"{rng.choice(VERBS)} {rng.choice(OBJECTS)} for {rng.choice(WHOM)} {rng.choice(WAYS)}."
        for _ in range(rng.randrange(4, 9))
    )
    return Post(
        number,
        f"{rng.choice(MARKS)}{area} {rng.choice(KINDS)}",
        area,
        at,
        f"{rng.choice(SITES)} {rng.choice(HOUSES)}",
        rng.choice(councils()[at].towns),
        rng.randrange(1260, 2900),
        _code(rng),
        opened,
        opened + timedelta(days=rng.choice((13, 20, 27))),
        duties,
        rng.choice(("code", "site")),
    )


def _code(rng: random.Random) -> str:
    return f"REQ{rng.randrange(10_000, 99_999):06}"


def _doubles(rng: random.Random, post: Post) -> Iterator[Post]:
    """Yield a post and, often, its doubles: another rank, house or round, or the same at another council."""
    yield post
    draw = rng.random()
    if draw < 0.15:
        bare = post.title.removeprefix("Senior ")
        mark = "Senior " if bare == post.title else ""
        yield post._replace(title=mark + bare, code=_code(rng), hourly=post.hourly + rng.choice((0, 240)))
    elif draw < 0.3:
        site = f"{rng.choice([name for name in SITES if name not in post.site])} {' '.join(post.site.split()[1:])}"
        yield post._replace(site=site, code=_code(rng))
    elif draw < 0.4:
        gap = timedelta(days=rng.choice((35, 42, 70)))
        yield post._replace(opened=post.opened + gap, closes=post.closes + gap)
    elif draw < 0.5:
        at = (post.council + 1) % len(councils())
        yield post._replace(council=at, town=rng.choice(councils()[at].towns), code=_code(rng))


def _row(rng: random.Random, post: Post, board: str) -> Row:
    council = councils()[post.council]
    source = f"site-{post.council}" if board == "site" else board
    late = 0 if board == "site" else rng.choice((0, 0, 1, 3, 5))
    secret = board == "hirewise" and rng.random() < 0.5
    number = rng.randrange(10**7)
    tells_site = post.tells == "site"
    row: Row = {
        "source": source,
        "source_ref": f"{number}",
        "url": f"https://{source}.example/v/{number}",
        "title": _title(rng, post, board),
        "recruiter": rng.choice(("Our client", "", "Morgan Search Agency"))
        if secret
        else rng.choice((council.name, council.name.upper(), council.short)),
        "location": f"{post.site}, {post.town}" if tells_site else rng.choice((post.town, f"{post.site}, {post.town}")),
        "salary_text": _pay(rng, post),
        "closes_at": (post.closes + timedelta(days=rng.choice((0, 0, 0, 0, 1)))).strftime("%d/%m/%Y"),
        "posted_on": (post.opened + timedelta(days=late)).strftime("%d %B %Y"),
        "reference": rng.choice((post.code, post.code.lower(), f"Vacancy no. {post.code}")),
        "description": _body(rng, post, board, council.name if not secret else "The organisation"),
    }
    for name, share in (("salary_text", 0.15), ("closes_at", 0.1), ("reference", 0.5), ("description", 0.1)):
        if rng.random() < share and not (name == "reference" and not tells_site):
            row[name] = None
    return row


def _title(rng: random.Random, post: Post, board: str) -> str:
    if board == "jobsdirect":
        return f"{post.title} | {post.town} | Permanent"
    if board == "publicwork" and rng.random() < 0.3:
        return f"{post.title}, {post.site}"
    return rng.choice((post.title, post.title, post.title.lower(), f"{post.title} (Ref {post.code})"))


def _pay(rng: random.Random, post: Post) -> str:
    year = round(post.hourly / 100 * 52.143 * 37)
    return rng.choice((f"£{year:,} per annum", f"£{year:,}", f"£{post.hourly / 100:.2f} per hour", f"{year} GBP"))


def _body(rng: random.Random, post: Post, board: str, employer: str) -> str:
    duties = list(post.duties)
    lead_in = rng.choice(LEAD_INS).format(employer, post.area)
    if board == "hirewise":
        rng.shuffle(duties)
        return lead_in + " ".join(duty.replace("for", "on behalf of", 1) for duty in duties[: rng.randrange(2, 5)])
    text = lead_in + f"Your place of work is {post.site}. " + " ".join(duties) + " "
    text += "".join(standing.format(employer) for standing in STANDING)
    return text[: rng.randrange(120, 300)] + "…" if board == "wales-and-west" else text
