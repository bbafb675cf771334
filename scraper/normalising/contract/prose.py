"""What running text plainly says of the post: labelled lines, lists of contract words, "this is a permanent post".

Others' facts (a 37 hour week policy, 30 hours of free childcare, voluntary organisations) are left alone.
"""

import re

from scraper.normalising.contract.numbers import COUNT
from scraper.normalising.contract.terse import without_points
from scraper.normalising.contract.words import PLAIN_KINDS

LONGEST = 20_000
"""Characters of a body read for contract words: they stand near the top or in a list; hostile bodies have no end."""

_LABELS = (
    r"contract(?:\s(?:type|status|duration|length|term))?|type\sof\scontract|fte|tenure|basis|vacancies"
    r"|employment\s(?:type|basis|status)|(?:job|position|post|vacancy)\stype|(?:work(?:ing)?|shift)\spatterns?"
    r"|(?:(?:working|contract(?:ed|ual)?|weekly|total|basic)\s)?hours(?:\sof\swork|\sper\sweek)?|hours?\s?/\s?weeks?|weeks"
    r"|weeks\s(?:per|a)\syear|working\sweeks|(?:number|no\.?)\sof\s(?:posts|positions|vacancies)"
)
_LABEL = re.compile(
    rf"^\W{{0,4}}(?P<label>{_LABELS})\s?(?:[:–]|\s-\s)\s?(?P<value>[^\n]{{1,120}})$", re.IGNORECASE | re.MULTILINE
)
_ALONE = re.compile(rf"^(\W{{0,4}}(?:{_LABELS}))[ \t]*\n(?=[^\n]{{1,60}}$)", re.IGNORECASE | re.MULTILINE)
"""A label that stands alone over its value."""
_J = r"[\w \t,/()‐-―-]"
_TYPE = rf"(?:{PLAIN_KINDS}|fixed[\s_-]?(?:term|period)|apprenticeship|voluntary|zero[\s-]hours?)"
_TIME = r"(?:(?:full|part)[\s_-]?time|term[\s_-]?time(?:\sonly)?|job[\s-]share)"
_NOUN = r"(?:contracts?|posts?|positions?|roles?|basis|appointment|opportunit(?:y|ies)|vacanc(?:y|ies)|jobs?)\b"
_COMMA = r"\s?[,/|•·;–-]\s?"
_POST_IS = (
    rf"(?:\b{_NOUN}(?:\s\([^)\n]{{0,30}}\))?\s(?:is|are|will\sbe)|\b(?:this|it)\sis)\s(?:[\w-]+\s){{0,3}}?(?:{_TYPE}|{_TIME})\b"
    rf"|\b(?:both|all)\s(?:posts\s|roles\s)?(?:are\s)?{_TYPE}\b"
)
_NEEDED = (
    rf"\b{_TYPE}\s(?:[\w-]+\s){{1,3}}?(?:(?:is|are)\s)?(?:needed|required|wanted|sought)\b"
    rf"|\b{_TIME}(?:\s(?:and|or|&)\s{_TIME})?\s(?:hours|working|applica[a-z]+|requests?)[^.\n]{{0,40}}?\b(?:considered|available|welcomed?|possible)\b"
    r"|\bjob[\s-]share(?:rs?)?\s?(?:applica[a-z]+|candidates|arrangements|requests)?\b[^.\n]{0,20}?\b(?:considered|available|welcomed?|possible)\b"
    r"|\bjob[\s-]share\sapplicants\b"
    rf"|\bopen\sto\s{_TIME}(?:(?:,\s|\sand\s|\sor\s|\s/\s){_TIME}){{0,2}}"
)
_AFTER = (
    rf"\b{_NOUN}\s?[,–-]\s?{_TIME}"
    rf"|(?:week|wk|hpw|pw){_COMMA}{_TIME}"
    rf"|^\W{{0,4}}{_TYPE}{_COMMA}(?=[0-9])"
    r"|\b(?:annuali[sz]ed|compressed)[\s-]hours\s(?:contracts?|basis|posts?|roles?)"
    r"|\b(?:seasonal|casual)\swork\b(?!ers)"
)
_WANTED = (
    r"\b(?:seek(?:ing)?|recruit(?:ing)?|appoint|looking\sfor|require|opportunity\s(?:has\s(?:arisen|come\sup)\s)?for|join\s(?:us|our\steam)\sas|join\sour\s(?:bank|pool|team)\sof|we\s(?:also\s)?need)\b"
    rf"[^.\n]{{0,40}}?\b(?:{_TYPE}|{_TIME})\b(?:[,\s]{{1,2}}(?:and\s)?(?:{_TYPE}|{_TIME})){{0,2}}"
)
_MONTHS = rf"{COUNT}[\s-](?:month|year)s?"
_SPELL = (
    rf"(?:\b(?:on|offer(?:ing|ed)?|is|for)\sa(?:n\sinitial)?|\binitial|^\W{{0,4}})\s?{_MONTHS}\scontract\b(?!\s(?:with|for)\b)"
    rf"|\b(?:on\sa|for\sa|initial)\scontract\sof\s(?:up\sto\s)?{_MONTHS}\b"
    r"|\b(?:your|this)\scontract\s(?:is\s)?(?:runs?|lasts?|ends?|until)\b[^.\n]{0,40}?[0-9]"
    r"|\bapprenticeship\s(?:lasting|lasts|of|for)\b|\btemp(?:orary)?\sto\sperm(?:anent)?\b|\bagency\sassignment\b"
    r"|\b(?:bank|supply|relief)\s(?:[\w-]+\s){0,2}?(?:is\s|are\s)?(?:wanted|needed|required|sought)\b"
    r"|\b(?:roles?|posts?|positions?|it)\s(?:is|are)\sunpaid\b|\bas\sand\swhen\s(?:you\slike|needed|required)\b"
)
"""How long a contract runs, and kinds of it told by who is wanted."""
_YOU = (
    rf"\byou(?:['’](?:ll|d)|\swill|\swould)\s(?:be\s|work\s)(?:employed\s)?(?:{_TYPE}|{_TIME})\b(?!\s(?:and|or)\b)"
    rf"|\b{_NOUN}\sis\sfor\s[^\n]{{0,40}}?\sand\sis\s(?:{_TYPE}|{_TIME})\b"
    rf"|\b(?:done|worked|undertaken|offered|filled)\s(?:on\sa\s|as\sa\s|either\s)?{_TIME}(?:\s(?:or|and)\s{_TIME})?"
    r"|\bwork(?:ing)?\b[^.\n]{0,60}?\b(?:in|during)\sterm[\s-]time\b|\bto\sshare\sth(?:is|e)\s(?:job|role|post)\b"
    rf"|\boffer(?:ed|ing)?\s(?:[\w-]+\s){{0,2}}?as\sa(?:n)?\s(?:[\w-]+\s){{0,2}}?{_TYPE}\b|\bpart\sof\sa\sjob[\s-]share\b"
    rf"|\bhours\b[^.\n]{{0,20}}?\b(?:in|during)\sterm[\s-]time\b|\bhours?\b[^.\n]{{0,60}}[,;]\s{_TYPE}(?=\s?(?:\.|$))"
    r"|\bas\sa\s(?:bank|relief|casual|sessional)\s\w+,?\syou\b"
    rf"|\s[–-]\s{_TYPE}(?=\s?(?:[,;.)]|$))"
)
_LINE = rf"^\W{{0,4}}(?:{_TYPE}|{_TIME})(?:\W{{1,3}}(?:{_TYPE}|{_TIME}|only|to\scover\smaternity)){{0,3}}\W{{0,3}}$"
_SAID = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"(?<!\bnot\sa\s)(?<!\bpeople\son\s)(?<!\bthose\son\s)(?<!\bstaff\son\s)\b{_TYPE}\b{_J}{{0,30}}?\b{_NOUN}",
        _POST_IS,
        rf"\b(?<!\bfor\s){_TIME}\b{_J}{{0,30}}?\b{_NOUN}",
        rf"{_TYPE}{_COMMA}{_TIME}(?:{_COMMA}(?:{_TYPE}|{_TIME}))?",
        rf"{_TIME}{_COMMA}{_TYPE}",
        rf"(?:{_TYPE}|{_TIME})\s?(?=£)",
        _LINE,
        r"\b(?:fixed[\s-]term|temporary)\s(?:until|for\s(?:up\sto\s)?[0-9]|to\scover|maternity|cover)[^.\n]{0,60}",
        r"\b(?:maternity|paternity|parental|adoption)\s(?:leave\s)?cover\b",
        r"\(job[\s-]share\)",
        r"\bvolunteer\s(?:role|position|post|opportunity)\b",
        r"\bfixed[\s-]term\s(?:scheme|programme|traineeship|placement)\b",
        r"\bunpaid\s(?:roles?|positions?|posts?|trustees?|governors?|volunteers?)\b",
        rf"{_TIME}\s?\(?\s?[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?\s?(?:hours|hrs|hpw)\b",
        _WANTED,
        _NEEDED,
        _AFTER,
        _SPELL,
        _YOU,
    )
)
_CORE = re.compile(
    rf"{_TYPE}|{_TIME}|unpaid|contract|agency|bank\s|supply\s|relief\s|as\sand\swhen|share\sth|temp\sto|volunteer\s|(?:maternity|paternity|parental|adoption)\s(?:leave\s)?cover|annuali[sz]ed",
    re.IGNORECASE,
)
"""Every span above has one of these, so lines without are not looked at."""
_CORE_HINTS = (
    *("perm", "fixed", "temp", "casual", "second", "apprentice", "volunt", "zero", "session", "season", "interim"),
    *("unpaid", "substan", "open"),
    *(
        "full",
        "part",
        "term",
        "share",
        "cover",
        "annuali",
        "contract",
        "bank",
        "supply",
        "relief",
        "as and when",
        "agency",
    ),
)
_ENDING = re.compile(
    r"(?:\b[\w-]{1,8}[\s-](?:months?|years?)\W{1,2})?(?:fixed[\s-]?term|temporary|secondment|(?:maternity|parental)\s(?:leave\s)?cover)"
    r"\b[^.\n]{0,90}",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?<=[a-z])(?:Fixed Term|Permanent|Temporary|Full Time|Part Time|Casual|Term Time(?: Only)?)(?![a-z])"
)
_DUTY = re.compile(
    r"\b(?:you\swill|you['’]ll|you\sshould|must\sbe\s(?:able|willing|prepared)|required\sto|expected\sto|able\sto\swork"
    r"|willing(?:ness)?\sto|(?:role|post)\s(?:involves|requires|includes?))"
    r"\b[^.\n]{0,100}?\b(?:shifts?|weekends?|waking\snights?|nights|rota)\b[^.\n]{0,40}|\bshift\swork(?:ing)?\b",
    re.IGNORECASE,
)
_WEEKENDS = re.compile(
    r"\b(?:with|some|occasional|regular|alternate)\s(?:[\w-]+\s){0,2}?weekend\swork(?:ing)?\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.\n]+(?:\.[0-9][^.\n]*)*")
_TIMED = re.compile(r"\b(?:hours?|hrs?|weeks?|wks?|hpw|fte)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:our|(?:is|are)\sopen|opens|training\s(?:takes|lasts|is|runs)|polic(?:y|ies)|child(?:ren|care)?|pupils?|parents?|famil(?:y|ies)|opening|free|funded|carers?|benefits?"
    r"|overtime|standard|experience|notice|residents?|customers?|every\sweek\swe|holidays?|annual\sleave|probation"
    r"|training\sweek|qualif\w+|stud(?:y|ies)|course|volunteers\s(?:who\s)?(?:each\s)?give)\b",
    re.IGNORECASE,
)
"""A sentence with one of these speaks of leave, of training or of the people served, not of the post's own hours."""


def _has(text: str, *hints: str) -> bool:
    """Whether the text has one of these in lower case: much cheaper to see than that an expression does not match."""
    low = text[:LONGEST].lower()
    return any(hint in low for hint in hints)


def labelled(text: str) -> list[tuple[str, str]]:
    """Label and value of every line that names a contract or hours field ("Contract type: Permanent")."""
    text = text[:LONGEST].replace(" | ", "\n")
    text = _ALONE.sub(r"\1: ", text) if "\n" in text else text
    if not _has(text, ":", "–", " - "):
        return []
    return [(found["label"].casefold(), found["value"].strip()) for found in _LABEL.finditer(text, 0, LONGEST)]


def said(text: str) -> str:
    """The spans of running text that speak of this post's contract, one a line."""
    if not _has(text, *_CORE_HINTS):
        return ""
    lines = "\n".join(line for line in text[:LONGEST].split("\n") if _CORE.search(line))
    spans = [found.group().strip() for pattern in (*_SAID, _GLUED) for found in pattern.finditer(lines)]
    return "\n".join(dict.fromkeys(spans))


def endings(text: str) -> str:
    """The spans that may say when a time-limited contract ends, one a line."""
    return "\n".join(found.group() for found in _ENDING.finditer(text, 0, LONGEST))


def duties(text: str) -> str:
    """The spans that ask the worker for shifts, nights or weekends, one a line."""
    if not _has(text, "shift", "weekend", "night", "rota"):
        return ""
    return "\n".join(found.group() for asked in (_DUTY, _WEEKENDS) for found in asked.finditer(text, 0, LONGEST))


def timed(text: str) -> list[str]:
    """The sentences that state hours or weeks and speak of nothing but the post."""
    if not _has(text, "hour", "hr", "week", "wk", "hpw", "fte"):
        return []
    lines = (without_points(line) for line in text[:LONGEST].split("\n") if _TIMED.search(line))
    sentences = (found.group().strip() for line in lines for found in _SENTENCE.finditer(line))
    return [line for line in sentences if _TIMED.search(line) and not _OTHERS.search(line.partition(" subject to ")[0])]
