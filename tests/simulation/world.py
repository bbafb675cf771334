"""A seeded world of councils, with the traps that real boards set, and its truth."""

import random
from datetime import date, timedelta

import msgspec

from benchmarks import adverts_words as words
from benchmarks.adverts_places import councils
from scraper.records import Advert
from tests.simulation.truth import Closing, Showing, Vacancy, Weather, World

STOCK = 10
"""Adverts that a council has up when the world begins."""
A_DAY = 0.35
"""New posts of a council a day."""
BOARD_OF = 10
"""Councils that share a regional board."""
AGENCY = "agency-board"
AGENCY_WINDOW = 40
"""Adverts that the agency board shows at most: its latest."""
AGAIN = 0.3
"""Share of posts that are advertised again after they closed."""
LAG = 3
"""A board copies an advert within so many days."""


def world(seed: int, first_day: date, *, number: int, days: int) -> World:
    """Return a world of so many councils over so many days."""
    return _Maker(random.Random(seed), first_day, number, days).made()


class _Maker:
    """Draws a world; every chance comes from the one generator."""

    def __init__(self, rng: random.Random, first_day: date, number: int, days: int) -> None:
        self.rng, self.first_day, self.days = rng, first_day, days
        self.councils = rng.sample(range(len(councils())), number)
        self.places = {council: at for at, council in enumerate(self.councils)}
        self.taken: set[tuple[int, str, str]] = set()
        self.vacancies = 0
        self.posts = 0
        self.ids = 0
        self.showings: list[Showing] = []

    def made(self) -> World:
        for council in self.councils:
            for day in range(-STOCK * 2, self.days):
                if self.rng.random() < (A_DAY if day >= 0 else STOCK / (STOCK * 2)):
                    self._post(council, day)
        sources = sorted({one.source for one in self.showings})
        redesigned = {one: self.rng.randrange(self.days) for one in sources if self.rng.random() < 0.2}
        own = [one for one in sources if one != AGENCY]
        moves = {one: self.rng.randrange(8, self.days) for one in own if self.rng.random() < 0.1}
        self._move(moves)
        self._reuse()
        shown = tuple(one for one in self.showings if one.end > 0 and one.start < self.days and one.end > one.start)
        return World(
            first_day=self.first_day,
            days=self.days,
            showings=shown,
            weather=self._weather(sources),
            redesigned=redesigned,
            moves=moves,
            windows=frozenset({AGENCY}),
        )

    def _post(self, council: int, day: int) -> None:
        vacancy = self._vacancy(council)
        own_ref = self._ref()
        while vacancy is not None and day < self.days:
            over = self._round(vacancy, day, own_ref)
            if self.rng.random() > AGAIN:
                return
            day = over + self.rng.randrange(15, 60)
            own_ref = own_ref if self.rng.random() < 0.5 else self._ref()
            vacancy = self._again(vacancy)

    def _vacancy(self, council: int) -> Vacancy | None:
        """Draw a post; None when the council has it already at that place, and nobody could tell the two apart."""
        rng = self.rng
        school = rng.random() < 0.4
        site = f"{rng.choice(words.FIRST)} {rng.choice(words.SCHOOLS if school else words.BUILDINGS)}"
        title = rng.choice(words.SCHOOL_ROLES if school else words.ROLES)
        if (council, title, site) in self.taken:
            return None
        self.taken.add((council, title, site))
        self.posts += 1
        duties = tuple(
            f"You will {rng.choice(words.ACTS)} {rng.choice(words.THINGS)} {rng.choice(words.REASONS)}."
            for _ in range(rng.randrange(3, 8))
        )
        return Vacancy(
            number=self._number(),
            post=self.posts,
            council=council,
            title=title,
            site=site,
            town=rng.choice(councils()[council].towns),
            low=rng.randrange(220, 520) * 100,
            reference=self._reference(council),
            body=(f"You will be based at {site}.", *duties),
        )

    def _again(self, vacancy: Vacancy) -> Vacancy:
        pay = vacancy.low + self.rng.choice((0, 0, 500, 1500, 3000))
        reference = vacancy.reference if self.rng.random() < 0.5 else self._reference(vacancy.council)
        return msgspec.structs.replace(
            vacancy, number=self._number(), low=pay, reference=reference, follows=vacancy.number
        )

    def _number(self) -> int:
        self.vacancies += 1
        return self.vacancies

    def _ref(self) -> str:
        self.ids += 1
        return str(10_000 + self.ids)

    def _reference(self, council: int) -> str:
        return f"{councils()[council].letters}/{self.rng.randrange(1000, 200_000)}"

    def _round(self, vacancy: Vacancy, day: int, own_ref: str) -> int:
        """Show a vacancy on its sources; returns the day on which it was over everywhere."""
        rng = self.rng
        closing = None if rng.random() < 0.1 else Closing(self._date(day + rng.randrange(10, 29)), rng.random() < 0.3)
        closings = ((day, closing),) if closing else ()
        if closing and rng.random() < 0.15:
            extended = Closing(closing.day + timedelta(days=rng.randrange(5, 15)), closing.noon)
            closings = (*closings, (self._day(closing.day) - rng.randrange(1, 4), extended))
        last = self._day(closings[-1][1].day) if closings else day + rng.randrange(14, 35)
        withdrawn = rng.random() < 0.2
        end = day + rng.randrange(3, max(4, last - day)) if withdrawn else last + rng.randrange(1, 4)
        place = self.places[vacancy.council]
        on = [(f"council-{place:03}", own_ref)]
        if rng.random() < 0.6:
            on.append((f"board-{place // BOARD_OF:02}", f"r{self._ref()}"))
        if rng.random() < 0.25:
            on.append((AGENCY, f"a{self._ref()}"))
        for at, (source, ref) in enumerate(on):
            self._show(vacancy, source, ref, day + (rng.randrange(LAG) if at else 0), end, closings)
        return end

    def _show(
        self, vacancy: Vacancy, source: str, ref: str, start: int, end: int, closings: tuple[tuple[int, Closing], ...]
    ) -> None:
        rng = self.rng
        is_own = source.startswith("council")
        paused = None
        if rng.random() < 0.05 and end - start > 8:
            gone = rng.randrange(start + 1, end - 5)
            paused = (gone, gone + rng.randrange(1, min(12, end - gone - 1)))
        told = is_own or rng.random() < 0.7
        self.showings.append(
            Showing(
                source=source,
                ref=ref,
                vacancy=vacancy,
                advert=self._advert(vacancy, source, ref),
                start=start,
                end=min(end, start + AGENCY_WINDOW) if source == AGENCY else end,
                paused=paused,
                closings=closings if told else (),
                edited=rng.randrange(start, end) if rng.random() < 0.2 and end > start else None,
            )
        )

    def _advert(self, vacancy: Vacancy, source: str, ref: str) -> Advert:
        """Return what a source prints, its closing time aside: a board rewords, shortens and leaves out."""
        rng, council = self.rng, councils()[vacancy.council]
        pay = f"£{vacancy.low:,} - £{vacancy.low + 3500:,} per annum"
        common = Advert(
            source_ref=ref, url=f"https://{source}.example/jobs/{ref}", title=vacancy.title, salary_text=pay
        )
        if source.startswith("council"):
            return msgspec.structs.replace(
                common,
                recruiter_text=council.name,
                reference=vacancy.reference,
                location_texts=(f"{vacancy.site}, {vacancy.town}",),
                description=" ".join((*vacancy.body, words.EMPLOYER_STOCK[0].format(council.name))),
            )
        hidden = source == AGENCY and rng.random() < 0.5
        stock = words.BOARD_STOCK[0].format(source)
        return msgspec.structs.replace(
            common,
            title=rng.choice(
                (vacancy.title, vacancy.title, vacancy.title.upper(), f"{vacancy.title} - {vacancy.site}")
            ),
            recruiter_text=None if hidden else rng.choice((council.name, council.short)),
            reference=vacancy.reference if rng.random() < 0.4 else None,
            location_texts=(f"{vacancy.site}, {vacancy.town}" if rng.random() < 0.6 else vacancy.town,),
            description=f"{' '.join(vacancy.body)[: rng.choice((160, 300, 5000))]} {stock}",
        )

    def _move(self, moves: dict[str, int]) -> None:
        """Give every advert of a source a new id on the day on which it moves."""
        for one in list(self.showings):
            day = moves.get(one.source)
            if day is None or one.end <= day:
                continue
            self.showings.remove(one)
            ref = f"new-{one.ref}"
            advert = msgspec.structs.replace(one.advert, source_ref=ref, url=f"https://{one.source}.example/v/{ref}")
            after = msgspec.structs.replace(
                one, ref=ref, advert=advert, moved=one.start < day, start=max(one.start, day)
            )
            self.showings.append(after)
            if one.start < day:
                self.showings.append(msgspec.structs.replace(one, end=day))

    def _reuse(self) -> None:
        """Let a few sources give an old id to another post."""
        spans: dict[tuple[str, str], list[int]] = {}
        for one in self.showings:
            spans.setdefault((one.source, one.ref), []).append(one.end)
        for at, one in enumerate(self.showings):
            if spans[one.source, one.ref] != [one.end] or one.moved or self.rng.random() > 0.02:
                continue
            free = sorted(
                ref for (source, ref), ends in spans.items() if source == one.source and 0 < max(ends) < one.start - 20
            )
            if free:
                ref = self.rng.choice(free)
                advert = msgspec.structs.replace(
                    one.advert, source_ref=ref, url=f"https://{one.source}.example/jobs/{ref}"
                )
                self.showings[at] = msgspec.structs.replace(one, ref=ref, advert=advert)
                spans[one.source, ref] = [*spans[one.source, ref], one.end]

    def _weather(self, sources: list[str]) -> dict[tuple[str, int], Weather]:
        found: dict[tuple[str, int], Weather] = {}
        for source in sources:
            day = self.rng.randrange(4, 20)
            while day < self.days:
                kind: Weather = self.rng.choice(("down", "down", "partial", "empty"))
                spell = self.rng.randrange(1, 3 if kind == "empty" else 6)
                found |= {(source, each): kind for each in range(day, day + spell)}
                day += spell + self.rng.randrange(10, 30)
        return found

    def _date(self, day: int) -> date:
        return self.first_day + timedelta(days=day)

    def _day(self, when: date) -> int:
        return (when - self.first_day).days
