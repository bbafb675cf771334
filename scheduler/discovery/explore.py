"""From a council's website to its vacancies: the likeliest link first, until a way in is proved or the allowance spent.

The core is pure: pages come from ``Visits``, whose fetch is passed in, and what was decided goes out as a Finding.
"""

import heapq
import itertools
import re
from collections.abc import Callable, Iterable

from msgspec import Struct, structs

from scheduler.discovery import entries, sight
from scheduler.discovery.boards import SAMPLES, SHARED, Boards, site_name
from scheduler.discovery.finding import Entry, Finding, Start
from scheduler.discovery.prove import GENERIC, Proof, prove
from scheduler.discovery.scores import PLAIN
from scheduler.discovery.vendors import vendor_of
from scheduler.discovery.visits import Visits, refusal
from scraper.fetching.domains import registered_domain
from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms import registry
from scraper.platforms.helpers.links import advert_links
from scraper.platforms.helpers.markup import parse
from scraper.platforms.helpers.urls import canonical, host
from scraper.reference import authorities

MOST_HOPS = 3
"""Links from the website to the list: no council hides its vacancies deeper, and more would be crawling."""
START_SCORE = 20.0
VENDOR_BONUS = 6.0
"""A link to recruitment software outweighs any link within the site."""
BOARD_MALUS = 3.0
"""Where a page leads to the council's own list and to a board, the own list comes first."""
PARENT_SHARE = 0.25
"""How much of a page's own likelihood its links inherit: a link on a page of news is worth less."""
MOST_REASONS = 6
_REDIRECT = re.compile(r"redirects to (https?://\S{1,300}), on another site")
Note = Callable[[str], None]


class Lead(Struct, frozen=True, kw_only=True):
    """An address to be tried: a link, how likely it is, how many links from the website, and the way to it."""

    url: str
    text: str = ""
    score: float = START_SCORE
    hops: int = 0
    trail: tuple[str, ...] = ()


class Explorer:
    """One council's search."""

    def __init__(self, start: Start, visits: Visits, boards: Boards) -> None:
        self._start, self._visits, self._boards = start, visits, boards
        self._home = _domain(start.row.url)
        self._order = itertools.count()
        self._queue: list[tuple[float, int, int, Lead]] = []
        self._seen: set[str] = set()
        self._reasons: dict[str, None] = {}
        self._proved: list[tuple[Proof, Lead]] = []
        self._tried: set[tuple[str, str]] = set()

    async def explore(self) -> Finding:
        """Follow the likeliest links until one way in is proved. Never raises for anything a site does."""
        if self._start.careers:
            self._push(Lead(url=self._start.careers, text="jobs", hops=1))
        self._push(Lead(url=self._start.row.url))
        while self._queue and not self._is_settled(self._queue[0][3]):
            lead = heapq.heappop(self._queue)[3]
            if self._visits.affords(lead.url):
                await self._follow(lead)
            else:
                self._note(f"{lead.url} was left out: the allowance of requests is spent.")
        return self._finding()

    def _push(self, lead: Lead) -> None:
        key = canonical(lead.url)
        if key not in self._seen:
            self._seen.add(key)
            heapq.heappush(self._queue, (-lead.score, lead.hops, next(self._order), lead))

    def _note(self, sentence: str) -> None:
        self._reasons[sentence.rstrip(".") + "."] = None

    def _is_settled(self, following: Lead) -> bool:
        """Tell whether what is proved stands: only another own list that is linked as plainly could still compete."""
        if not self._proved:
            return False
        vendor = vendor_of(following.url)
        rival = vendor is not None and vendor.kind == "own" and following.score >= self._proved[0][1].score
        return not (rival and self._boards.at(following.url) is None)

    async def _follow(self, lead: Lead) -> None:
        vendor = vendor_of(lead.url)
        board = self._boards.entry(lead.url)
        if board:
            await self._try_board(board, lead)
            return
        if vendor and vendor.kind == "unread":
            self._note(f"{lead.url} is served by {vendor.name}, which no platform reads yet")
            return
        if vendor and vendor.kind == "own" and await self._try(entries.from_url(vendor.name, lead.url), lead):
            return
        await self._visit(lead)

    async def _try_board(self, entry: Entry, lead: Lead) -> None:
        if entry.platform == "unknown":
            self._note(f"its adverts are on {host(entry.url)} ({entry.board}), which no platform reads yet")
        else:
            await self._try((entry,), lead)

    async def _try(self, ways: Iterable[Entry], lead: Lead) -> bool:
        """Prove the first way in that works."""
        for entry in ways:
            key = (entry.platform, canonical(entry.url))
            if key in self._tried:
                continue
            self._tried.add(key)
            try:
                proof = await prove(entry, self._visits, lead.text)
            except Problem as problem:
                self._note(f"{entry.url} as {entry.platform}: {problem.verdict} ({problem.cause}), {problem.message}")
                if problem.verdict is Verdict.BLOCKED:
                    return False
                continue
            if self._is_ours(proof):
                self._proved.append((proof, lead))
                return True
        return False

    def _is_ours(self, proof: Proof) -> bool:
        """Tell whether the adverts can be this council's: they name it, or no council at all, or a board has them."""
        own = authorities.get(self._start.row.authority)
        if proof.entry.board or not proof.codes or own is None or own.code in proof.codes:
            return True
        named = ", ".join(sorted(one.name for code in proof.codes if (one := authorities.get(code))))
        self._note(f"the adverts at {proof.entry.url} are of {named}")
        return False

    async def _visit(self, lead: Lead) -> None:
        try:
            page = await self._visits.page(Request(url=lead.url))
            problem = refusal(page)
            if problem:
                raise problem
            seen = sight.look(page)
        except Problem as problem:
            self._stumble(lead, problem)
            return
        if lead.hops and await self._try(self._ways_in(page, seen), lead):
            return
        self._expand(lead, page, seen)

    def _stumble(self, lead: Lead, problem: Problem) -> None:
        """Take a redirect off the site as the link it is; note anything else."""
        away = _REDIRECT.search(problem.message) if problem.cause == "moved" else None
        if away and lead.hops and lead.score >= PLAIN:
            self._push(structs.replace(lead, url=away[1], trail=(*lead.trail, lead.url)))
        else:
            self._note(f"{lead.url}: {problem.verdict} ({problem.cause}), {problem.message}")

    def _ways_in(self, page: Page, seen: sight.Sight) -> list[Entry]:
        """Return what a page may be the way into: products by their marks, then feeds, then pages of JobPostings."""
        found: list[Entry] = []
        for name in registry.names():
            if name not in GENERIC | SAMPLES and (_recognised(name, page) or entries.is_built_with(name, page)):
                found.extend(self._placed(one) for one in entries.from_page(name, page))
        found.extend(Entry(platform="feed", url=link.url) for link in seen.feeds[:1])
        if _recognised("jobposting", page) or advert_links(parse(page), page.url):
            found.append(Entry(platform="jobposting", url=canonical(page.url)))
        return found

    def _placed(self, entry: Entry) -> Entry:
        """Return a way in as a board's where its product is one and it does not stand on the council's own domain."""
        known = self._boards.entry(entry.url)
        if known or entry.platform not in SHARED or _domain(entry.url) == self._home:
            return known or entry
        return structs.replace(entry, board=re.sub(r"[^a-z0-9]+", "-", site_name(entry.url)).strip("-"))

    def _expand(self, lead: Lead, page: Page, seen: sight.Sight) -> None:
        offsite = _domain(page.url) != self._home
        trail = (*lead.trail, page.url)
        for link in (*seen.links, *(seen.embedded if lead.hops else ())):
            weight = link.score + (lead.score if lead.hops else 0.0) * PARENT_SHARE
            vendor, board = vendor_of(link.url), self._boards.at(link.url)
            if vendor and vendor.kind == "national" and not board:
                continue
            if board:
                weight += VENDOR_BONUS - BOARD_MALUS
            elif vendor:
                weight += VENDOR_BONUS
            elif _domain(link.url) != _domain(page.url) and (offsite or link.score < PLAIN):
                continue
            if lead.hops < MOST_HOPS:
                self._push(Lead(url=link.url, text=link.text, score=weight, hops=lead.hops + 1, trail=trail))
        if lead.hops and seen.documents:
            self._note(f"{page.url} lists documents: {', '.join(seen.documents[:2])}")
        for text in seen.scripted[:2]:
            self._note(f"{text!r} on {page.url} works by script only")

    def _finding(self) -> Finding:
        base = Finding(council=self._start.row.id, code=self._start.row.authority, requests=self._visits.spent)
        distinct = {(proof.entry.platform, canonical(proof.entry.url)) for proof, _ in self._proved}
        if len(distinct) > 1:
            both = " and ".join(sorted(url for _, url in distinct))
            return structs.replace(base, saw=f"Two lists are linked as plainly, a person must choose: {both}.")
        if not self._proved:
            reasons = list(self._reasons)[:MOST_REASONS] or ["No link on its website leads to vacancies."]
            return structs.replace(base, saw=" ".join(reasons))
        proof, lead = self._proved[0]
        read = f"{proof.adverts} adverts were read" if proof.adverts else "It says that there are no vacancies"
        return structs.replace(
            base,
            state="board" if proof.entry.board else "own_site",
            entry=proof.entry,
            adverts=proof.adverts,
            saw=f"Reached by {lead.text!r}. {read} as {proof.entry.platform}.",
            trail=(*lead.trail, lead.url),
        )


def _recognised(name: str, page: Page) -> bool:
    try:
        return registry.load(name).recognise(page)
    except Problem:
        return False


def _domain(url: str) -> str:
    """Return what a site's pages share: its registered domain; of an address on this machine, the port too."""
    name = site_name(url)
    return name if ":" in name else registered_domain(name, private=True)


async def explore(start: Start, visits: Visits, boards: Boards) -> Finding:
    """Return what is found of one council, within the visits' allowance."""
    return await Explorer(start, visits, boards).explore()
