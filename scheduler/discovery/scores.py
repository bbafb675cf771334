"""How likely a link is to lead to a council's own vacancies: by its words, its address and its company. Pure."""

import re
from urllib.parse import urlsplit

LIKELY = 3.0
"""Links below are never followed: a word about work in passing, a news story, a page of advice."""
PLAIN = 6.0
"""From here on a link says plainly that it leads to jobs: only such a one is followed off the council's site."""
LONGEST_LABEL = 6
"""Words: a menu's label is short, a headline is not."""

_RULES: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (weight, re.compile(rule, re.IGNORECASE))
    for weight, rule in (
        (
            10.0,
            (
                r"\b(?:current|latest|all|live|our|job|council|external|search|view|browse|see)\b[\w' ]{0,30}"
                r"\b(?:vacanc(?:y|ies)|jobs|opportunities|openings|roles)\b"
                r"|\b(?:search|apply|look|find)\b[\w' ]{0,20}\bjobs?\b"
                r"|\bjobs? (?:search|vacanc|listings?|board|opportunit)"
                r"|\bswyddi (?:gwag|presennol|cyfredol|diweddaraf)|\bchwilio am (?:swydd|swyddi)|\bswyddi'r cyngor"
            ),
        ),
        (
            8.0,
            (
                r"\b(?:jobs|careers?|vacanc(?:y|ies)|recruitment|swyddi|gyrfa(?:oedd)?|recriwtio|swyddi gwag)\b"
                r"|\bwork(?:ing)? (?:for|with|at) (?:us|the council)\b|\bjoin (?:us|our team|the team)\b"
                r"|\bgwei?thio i (?:ni|'r cyngor)|\bgweithio gyda ni\b|\bemployment (?:opportunit|at|with)"
            ),
        ),
        (4.0, r"\b(?:job|employment|opportunities|swydd)\b|\bwork(?:ing)? (?:for|with|at)\b|\bgweithio (?:i|gyda)\b"),
    )
)
_OFF = re.compile(
    r"\b(?:news|events?|blog|press|story|stories|councillors?|elections?|polls?|community|communities|volunteer(?:s|ing)?"
    r"|gwirfoddoli|benefits?|budd-daliadau|job ?cent(?:re|er)|jobseekers?|job ?club|support|advice|cyngor ar|help"
    r"|fairs?|report|well done|business(?:es)?|employers|training|skills|adult learning|dwp|universal credit"
    r"|losses|creat(?:e|es|ing|ed)|thousands|hundreds|new jobs|apprentice of|awards?|fraud|scam|privacy|cookies?"
    r"|terms|complain|statistics|data|strategy|plan|policy|policies|foster(?:ing|ers?)?|licen[cs]\w*|crossing"
    r"|contract(?:s|ors)?|tender(?:s|ing)?|procurement|pay gap|pension|faqs?|alerts?|log ?in|sign in|register)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:schools?|ysgol(?:ion)?|teach(?:er|ers|ing)|nhs|agency|agencies|supply|casual|apprenticeships?|prentisiaethau"
    r"|partners?|other|elsewhere|internal|care providers?)\b",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"(?:^|[/_.-])(?:jobs?|careers?|vacanc(?:y|ies)|recruitment|work-?(?:for|with)-?us|working-?for-?us|swyddi"
    r"|current-vacancies|job-?search|gyrfaoedd)(?:[/_.?-]|$)",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"/(?:news|newsroom|blog|events?|press|media|newyddion|councillors?|democracy)(?:[/?-]|$)|/20\d\d/", re.IGNORECASE
)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|odt|rtf|zip|jpe?g|png|gif|svg|mp4|ics|css|js)$", re.IGNORECASE)
STORY_WEIGHT = -8.0
OFF_WEIGHT = -6.0
OTHERS_WEIGHT = -3.0
"""Vacancies of schools, the NHS or agencies: worth a look only where nothing else is on offer."""
PATH_WEIGHT = 2.0
LONG_WEIGHT = -5.0
HOST_WEIGHT = 2.0
_HOST = re.compile(r"^(?:jobs?|careers?|vacancies|recruitment|work|swyddi|apply)[.-]", re.IGNORECASE)


def is_file(url: str) -> bool:
    """Tell whether an address is a document or a picture, by its path's end."""
    return _FILE.search(_parts(url)[1]) is not None


def score(text: str, url: str) -> float:
    """Return how likely a link leads to the council's own vacancies; LIKELY and more is worth a request.

    Args:
        text: what the link says, tidied.
        url: its absolute address.
    """
    host, path = _parts(url)
    words = _of_words(text)
    if _STORY.search(path):
        words += STORY_WEIGHT
    elif _PATH.search(path):
        words += PATH_WEIGHT
    return words + (HOST_WEIGHT if _HOST.search(host) else 0.0)


def _of_words(text: str) -> float:
    weight = next((weight for weight, rule in _RULES if rule.search(text)), 0.0)
    if _OFF.search(text):
        weight += OFF_WEIGHT
    if _OTHERS.search(text):
        weight += OTHERS_WEIGHT
    return weight + (LONG_WEIGHT if len(text.split()) > LONGEST_LABEL else 0.0)


def _parts(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.hostname or "", parts.path
