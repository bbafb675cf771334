"""Sentences of a body that are fields without a label, such as "Permanent, full time" or "37 hours per week".

They are told by what they leave out: every word is one of contracts, hours or the calendar, so they can be of nobody
but the post. A sentence that goes on with other words ("Permanent, with a chance of travel") counts up to its comma;
one that breaks off in the middle ("Temporary, permanent and agency staff are paid weekly") counts for nothing.
"""

import re

from scraper.normalising.contract.numbers import NUMBER, WORDS
from scraper.normalising.contract.words import PLAIN_KINDS

_T = r"[\s_‐-―-]?"
_KIND = (
    rf"{PLAIN_KINDS}|perm\b|temp\b|fixed{_T}(?:term|period)|ftc\b|zero{_T}hours?|nil\shours|parhaol|barhaol|dros\sdro"
    r"|(?:dros\s)?(?:cyfnod|tymor)\spenodol|achlysurol"
)
_MANNER = (
    rf"(?:full|whole|part){_T}time|f/t\b|p/t\b|term{_T}time|tto\b|job{_T}share|compressed\shours|annuali[sz]ed\shours"
    rf"|(?:split\s|rotating\s|rolling\s|two-)?(?:shifts?|rotas?)|(?:waking\s)?nights?|weekends"
    r"|(?:l?lawn|rh?an|[lr]han)[\s-]amser|yn\systod\sy\stymor(?:\syn\sunig)?"
)
_HOURS = (
    rf"(?:(?:weekly|working|contracted)\s)?hours\s?:\s?{NUMBER}(?!\s?(?:[ap]\.?m|:))|{NUMBER}\s?(?:hours?|hrs?|awr)\b"
    rf"|{NUMBER}\s?(?:oriau|hpw|h/w)\b|0?\.[0-9]{{1,3}}\s?(?:fte|wte)\b|[0-9]{{2}}\s?weeks?"
)
_SMALL = (
    r"hours?|hrs?|per|an?|each|every|the|of|weeks?|weekly|wk|pw|p/w|years?|annum|pa|yr|days?|months?|fte|wte|fortnight|hpw"
    r"|and|or|plus|with|some|only|working|worked|work|contracts?|post|posts|position|role|basis|until|till|to|from|for|up"
    r"|at|on|in|over|across|spread|between|inclusive|considered|available|welcomed?|possible|both|all|round|total|average"
    r"|averaging|initially|first|instance|end|summer|autumn|spring|term|academic|school|maternity|paternity|parental"
    r"|adoption|sickness|absence|leave|cover|covering|inset(?:\straining)?|flexibl[ey]|flexi-?time|additional|extra|regular|occasional|alternate"
    r"|mornings?|afternoons?|evenings?|daytime|early|late|noon|midnight|starts?|starting|ends|ending|immediate|ie|required|wanted|needed|off|placement|scheme|programme|opportunity|vacancy|appointment|this|is|it"
    r"|yr|yr\swythnos|wythnos|y|pob|tan|am|flwyddyn|a|ac|neu"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|awst|medi|gorffennaf|mawrth|ebrill|rhagfyr"
    rf"|{'|'.join(WORDS)}|[0-9]{{1,4}}(?:st|nd|rd|th)?(?:[.:][0-9]{{1,3}})?(?:\s?[ap]m)?%?"
)
_MARK = r"[,;:()/|•·–—=+&]|\s-\s|-"
_STRONG = rf"(?:{_KIND}|{_MANNER}|{_HOURS})"
_TOKEN = re.compile(
    rf"\s*(?:(?P<strong>{_STRONG})(?![\w£])|(?P<small>(?:{_SMALL}))(?![\w£])|(?P<mark>{_MARK}))", re.IGNORECASE
)
_FIRST = re.compile(r"\W*([A-Za-z]*)")
_LETTERS = 3
_KNOWN = frozenset(word[:_LETTERS] for word in re.findall(r"[a-z]+", f"{_KIND} {_MANNER} {_HOURS} {_SMALL}"))
"""A sentence that begins with a word of other letters is looked at no further: most do."""
_POINTS = re.compile(r"\b([pi])\.\s?([awe])\b\.?|\b(approx|circa|min|max|c)\.(?=\s?[0-9])", re.IGNORECASE)
"""Points inside "p.a.", "p.w." and "i.e." and behind "approx.", which end no sentence."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=[0-9])[^.!?\n]*)*")
_OPENER = re.compile(
    rf"(?:{NUMBER}\s?(?:(?:hours?|hrs?)\s?(?:(?:per|a|each)\s(?:week|wk)\b|p/?w\b)|hpw\b)"
    r"|[0-9]{2}(?:\.[0-9]{1,2})?\s(?:hours|hrs)(?=\s?[,;(]))(?!\s(?:of|free|notice)\b)",
    re.IGNORECASE,
)
"""Hours that begin a sentence are the post's, whatever follows ("30 hours per week with 20% for study")."""
_WEEKLY = re.compile(
    rf"{NUMBER}\s?(?:(?:hours?|hrs?)\s?(?:per|a|each|/)\s?(?:week|wk)\b|hpw\b|hrs?\s?p/?w\b)", re.IGNORECASE
)
_FIRM = (";", ")")
"""Marks that end a clause: what follows is no more of the same list."""
_WHEN = re.compile(
    rf"\b(?:shifts?|rotas?|(?:waking\s)?nights|weekends|worked\sflexibly|term{_T}time|job{_T}share)\b(?!\soff)",
    re.IGNORECASE,
)
_SURE = re.compile(
    rf"permanent|perm\b|(?:fixed|full|part|term){_T}(?:term|time)|[0-9][0-9.]+\s?(?:hours|hrs|hpw)", re.IGNORECASE
)
"""Words of which one suffices where a sentence goes on: "Interim, final and annual reports" is of no contract."""
_A_WEEK_IS = re.compile(r"\b(?:working|full[\s-]time|normal|standard)\sweek\b", re.IGNORECASE)
_ALWAYS_OPEN = re.compile(r"24\s?(?:hours?|hrs?|/)\W{0,3}(?:a\sday\W{0,3})?(?:7|seven)\b", re.IGNORECASE)
_BULLET = " \t•·*–—->"
_LONGEST = 240
"""Characters of such a sentence: longer ones speak of something."""


def without_points(text: str) -> str:
    """Return a text without the points that end no sentence."""
    return _POINTS.sub(r"\1\2\3", text) if "." in text else text


def _piece(sentence: str) -> str:
    """The sentence up to the last mark before which every word is of contracts and hours; empty where none is."""
    at, strong, kept, end = 0, False, 0, len(sentence.rstrip())
    since = False
    while at < end and (found := _TOKEN.match(sentence, at)):
        at = found.end()
        if found["strong"]:
            strong, since = True, since or not found["strong"][0].isdigit()
        if found["mark"] and found["mark"] != "-" and strong:
            kept, since = found.start(), False
    if at >= end:
        return sentence.strip() if strong else ""
    weekly = _WEEKLY.search(sentence, kept, at) if kept and not since else None
    told = sentence[: weekly.end() if weekly else kept]
    listed = since and sentence[kept : kept + 1] not in _FIRM and not _WEEKLY.search(told)
    return told.strip() if _SURE.search(told) and not listed else ""


def _told(sentence: str) -> str:
    """What the sentence says of the post by itself."""
    if _ALWAYS_OPEN.search(sentence):
        return ""
    if piece := _piece(sentence):
        return "" if _A_WEEK_IS.search(piece) else piece
    opener = _OPENER.match(sentence)
    return ", ".join((opener.group(), *_WHEN.findall(sentence, opener.end()))) if opener else ""


def pieces(text: str) -> list[str]:
    """Every sentence of a body, or its beginning, that is a field without a label."""
    sentences = (found.group().lstrip(_BULLET)[:_LONGEST] for found in _SENTENCE.finditer(without_points(text)))
    return [piece for sentence in sentences if _may_tell(sentence) and (piece := _told(sentence))]


def _may_tell(sentence: str) -> bool:
    first = _FIRST.match(sentence)
    word = first[1].lower() if first else ""
    return word[:_LETTERS] in _KNOWN or (not word and any(map(str.isdigit, sentence[:4])))
