"""Whether a listing says plainly that there are no adverts: the only evidence that makes a listing ``empty``. Pure.

A sentence counts when it denies that there are vacancies ("no current vacancies", "0 jobs", "not any results") and is
made of nothing but words that such sentences are made of. So "There are currently no vacancies that match your search"
counts; "0 vacancies left in this team", "no closing date" and "You have no saved jobs" do not.
"""

import re
from collections.abc import Iterable

from scraper.platforms.helpers.markup import Node, Tree, shown_lines
from scraper.platforms.helpers.totals import KIND, NOUN, THINGS, declared_total

LONGEST_LINE = 400
"""Characters of a line that may be such a sentence with what follows it."""
LONGEST_SENTENCE = 30
"""Words; the longest seen has 19."""

_ENGLISH = (
    "there are is were was currently presently now at the present this moment time no not any zero 0 n't t we i"
    " have has had do does did don't doesn't didn't haven't hasn't aren't isn't weren't can't couldn't cannot"
    " could can be been being council authority our your you us it its which that who whose of for in on with"
    " within to from by and or but all a an search searches searched returned return returns found find matched"
    " match matches matching produced produce gave give yielded fit fits fitting meet meets meeting criteria"
    " criterion chosen selected selection filter filters term terms query request preference preferences keyword"
    " keywords specified entered given applied available advertised advertising advertise recruiting open listed"
    " live active display displayed show shown showing displaying view online here site website portal page"
    " category categories area areas section location locations posted placed vacant current new further other"
    " external internal externally internally suitable relevant career careers employment unfortunately sorry oops"
    " afraid unable today right just these those under using based as nothing none so far we're i'm we've you've"
    " total number yet week weeks month months job jobs vacancy vacancies role roles post posts position positions"
    " opportunity opportunities opening openings advert adverts advertisement advertisements result results record"
    " records listing listings entry entries item items"
)
_WELSH = (
    "nid oes unrhyw swyddi swydd gwag ar hyn o bryd gael i'w yn cyfateb i'ch i'r meini prawf chwiliad wedi eu"
    " hysbysebu ac cael ei gennym ni dim does ddim chafwyd hyd canlyniad canlyniadau a i na'n cyd fynd â nad mae'n"
    " ddrwg gyda hysbysebir"
)
_WORDS = frozenset(f"{_ENGLISH} {_WELSH}".split())
_DENIAL = re.compile(
    rf"\b(?:no|zero|dim|nid oes(?: gennym)?|does(?: gennym ni)?(?: ddim| dim)|unrhyw|(?<![\d,.])0) {THINGS}\b"
    rf"|(?:\bnot|n't|\bunable to|\bcannot)(?: \w+){{0,5}} (?:any|a|one) {THINGS}\b"
    rf"|\b(?:{KIND}{{0,3}}{NOUN})(?: found| available)? ?[:=(-]+ ?0\b(?![.,\d])"
    r"|\b0(?: ?(?:-|–|to) ?0)? (?:of|out of) 0\b|\bnothing (?:was )?(?:found|matche[sd])"
    r"|^ ?none (?:are |is )?(?:at|available|currently|advertised|found|right|today)\b"
    r"|\b(?:are|is|we're|council's) not (?:currently |presently )?(?:recruiting|advertising)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.!?;]|,? (?:please|but|however|check|try|sign up|register|why not|if you|subscribe|click)\b| [–—|-] ",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:at|with|within|in|for|by) (?:the )?[\w'&. -]{1,60}?(?:council|authority)\b|[\"“‘][^\"“”‘]{0,80}[\"”’]",
    re.IGNORECASE,
)
"""A council's name, and what was searched for: words of any kind."""
_WORD = re.compile(r"[\w']+")
_ADVERT = re.compile(r"^(?:clos(?:es|ing)|apply by|expir(?:es|y)|salary ?: ?£)[^\d]{0,30}\d", re.IGNORECASE)


def says_none(page: Tree | Node) -> bool:
    """Tell whether a listing says plainly that there are no adverts.

    Ask it only of a page that gave no adverts. False when the page contradicts itself: it declares a total, or shows
    lines that adverts have (a closing date with its date). What the page hides from readers does not count.
    """
    node = page.body if isinstance(page, Tree) else page
    return node is not None and none_in(shown_lines(node)) and not declared_total(page)


def none_in(texts: Iterable[str]) -> bool:
    """Tell the same of lines of text."""
    shown = list(texts)
    return any(map(_denies, shown)) and not any(_ADVERT.search(line) for line in shown)


def _denies(line: str) -> bool:
    if len(line) > LONGEST_LINE:
        return False
    return any(map(_is_denial, _ENDS.split(_NAMED.sub(" ", line.replace("’", "'")))))


def _is_denial(sentence: str) -> bool:
    if not _DENIAL.search(sentence):
        return False
    words = _WORD.findall(sentence.lower())
    return len(words) <= LONGEST_SENTENCE and all(word in _WORDS for word in words)
