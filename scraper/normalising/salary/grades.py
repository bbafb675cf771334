"""Grades and scales as employers name them: "Grade 7", "PO3", "SO1/2", "AfC Band 8a", "L5-9", "Soulbury 3-6", "Hay".

A grade is told in one form: its keyword capitalised, its code in capitals (Agenda for Change's 8a to 8d aside), dashes
without spaces. So case and spacing of the text do not matter.
"""

from collections.abc import Iterator

from msgspec import Struct

from scraper.normalising.salary import codes, points
from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words

LAST_NJC_SCALE = 6
"""Above Scale 6 come SO1, SO2 and PO grades."""
LONGEST_UNKNOWN = 6
"""Letters of an employer's own scheme before a number at the beginning of a field ("PATH 4", "CSET 7")."""
MOST_NAMES = 3
"""Words of a scheme's name that may stand before an employer's own code ("Kent Scheme KR9")."""
EXAM_NEAR = 4
"""Items beside a grade among which "GCSE" or "qualification" makes it an examination's."""

LEARNT_NEAR = 6
"""Items after a level among which "apprentice" makes it one of learning: "Level 3 Business Admin Apprentice"."""

SCHEMES = {"njc": "NJC", "afc": "AfC", "jnc": "JNC", "hay": "Hay", "nhs": "NHS", "soulbury": "Soulbury", "glpc": "GLPC"}
_WORDS = {"range": "Pay Range", "group": "Pay Group"}
"""Keywords told with "pay": a range or a group alone may be anything."""
_STANDALONE = words("teacher leadership soulbury hay jnc glpc chief civil")
"""Schemes that are a grade by themselves."""
_NUMBERED = words("teacher leadership soulbury hay jnc")
"""Schemes whose name with a number is a grade."""
_KNOWN = words(
    "po so spo lpo epo g gr lg sc mg sm hg smg lmg lc mps ups mpr upr l ls jnc hay njcg hb cs eo heo seo sg co cof"
)
"""Letters that with a number are a grade anywhere in the text, and told without a keyword."""
_LONE = words("po so spo lg mps ups mpr upr hay epo lpo")
"""Those that may stand apart from their number: "SO 1/2", "MPS 1-6"."""
_TEACHERS = {"m": 6, "u": 3}
"""Points of teachers' main and upper scales by their letter, and the highest of each."""
_GLUED = {"grade": "Grade", "gr": "Grade", "band": "Band", "scale": "Scale"}
"""Keywords written together with their number: "Band7"."""
_NAMES = words("word pay gradeword scheme dash colon")
_REFERENCES = words("key stage unit room team block site job vacancy code post")
"""Words whose code is a reference."""
_PUNCTUATION = words("colon dash point_mark")
_ENDINGS = words("open close comma stop colon point gradeword fte dash scp prorata counted slash point_mark")
"""What may follow an unknown code for it to be a grade."""


class Grade(Struct):
    """A grade in its one form, its span, and the index of its last item."""

    name: str
    start: int
    end: int
    index: int


def read(found: list[Item], low: str, scp: points.Points, *, prose: bool) -> Grade | None:
    """The first grade of a text; the numbers of every one are taken out of play (kind "grade")."""
    first: Grade | None = None
    for grade in _all(found, low, scp, prose=prose):
        first = first or grade
        _points_after(found, grade, scp)
    return first or _scheme(found, low)


def _all(found: list[Item], low: str, scp: points.Points, *, prose: bool) -> Iterator[Grade]:
    index = 0
    while index < len(found):
        kind = found[index].kind
        grade = None
        if kind == "gradeword" or (kind == "maybegrade" and _may_be(found, index)):
            grade = _keyword(found, index, low, scp)
        elif kind == "code":
            grade = _code(found, index, low, prose=prose)
        elif kind == "scheme":
            grade = _numbered_scheme(found, index, low)
        elif kind == "point":
            grade = _after_point(found, index, low)
        elif kind == "word" or index == 0 or _begins(found, index):
            grade = _spaced(found, index, low, prose=prose)
        if grade:
            yield grade
            index = grade.index
        index += 1


def _grade(found: list[Item], first: int, name: str, end: int) -> Grade:
    for item in found[first : end + 1]:
        if item.kind in {"num", "code"} or item.end - item.start == 1:
            item.kind = "grade"
    return Grade(name, found[first].start, found[end].end, end)


def _may_be(found: list[Item], index: int) -> bool:
    """Tell a pay level from a level of qualification: it begins the text, or follows a scheme or a pay word."""
    if found[index].value == "range" and points.point_at(found, index + 1) is not None and _ends_well(found, index + 1):
        return True
    return (
        index == 0
        or found[index - 1].kind in {"scheme", "pay"}
        or [item.kind for item in found[:index]] == ["pay", "colon"]
    )


def _exam(found: list[Item], index: int, end: int) -> bool:
    """Tell whether a grade is an examination's: "GCSE grade C or above", "Level 2 apprentice"."""
    near = found[max(index - EXAM_NEAR, 0) : index] + found[end + 1 : end + EXAM_NEAR]
    after = [(item.kind, item.value) for item in found[end + 1 : end + 3]]
    above = len(after) == 2 and after[0][0] == "or" and after[1][1] in {"above", "higher", "equivalent"}
    learnt = found[index].kind == "maybegrade" and any(
        item.kind == "apprentice" for item in found[end + 1 :][:LEARNT_NEAR]
    )
    return above or learnt or any(item.kind in {"exam", "onward"} for item in near)


def _keyword(found: list[Item], index: int, low: str, scp: points.Points) -> Grade | None:
    """As in "Grade 7", "Scale 4-6", "Grade: PO3", "Grade 5 to Band A"."""
    word = found[index].value
    at = index + 1
    while at < len(found) and at <= index + 2 and found[at].kind in _PUNCTUATION:
        at += 1
    told = codes.listed(found, at, low, band=word == "band") or codes.letters(found, at, low, word)
    if told is None or _exam(found, index, told[1]):
        return None
    text, end = told
    start, prefix = _prefix(found, index)
    if prefix == "NJC " and word == "scale" and _are_points(text):
        points.after_grade(found, at, scp)
        return None
    match = codes.CODE.match(text.lower())
    scheme, _, number = text.partition(" ")
    named = len(scheme) > 1 and scheme.isalpha() and number[:1].isdigit()
    alone = named or (match is not None and match[1] in _KNOWN and not prefix)
    name = text if alone else f"{prefix}{_WORDS.get(word, word.capitalize())} {text}"
    return _grade(found, start, name, end)


def _prefix(found: list[Item], index: int) -> tuple[int, str]:
    at = index - 1 - (index > 1 and found[index - 1].kind in _PUNCTUATION)
    if at >= 0 and found[at].kind == "scheme" and found[at].value in SCHEMES:
        return at, SCHEMES[found[at].value] + " "
    return index, ""


def _are_points(text: str) -> bool:
    """Tell points from scales: the NJC's scales are 1 to 6, so that "NJC Scale 13-15" can only be points."""
    last = text.replace(" to ", "-").rpartition("-")[2]
    return last != text and last.isdigit() and int(last) > LAST_NJC_SCALE


def _code(found: list[Item], index: int, low: str, *, prose: bool) -> Grade | None:
    """As in "PO3", "SO1/2", "L5-9", "Band7"; an unknown "CRB18" only where nothing else can stand."""
    match = codes.CODE.fullmatch(low, found[index].start, found[index].end)
    if match is None or match[1] in codes.NOT_CODES:
        return None
    if match[1] in _GLUED and len(match[1]) > 2:
        start, prefix = _prefix(found, index)
        return _grade(found, start, f"{prefix}{_GLUED[match[1]]} {match[2]}{match[3]}", index)
    known = match[1] in _KNOWN or (not prose and int(match[2]) <= _TEACHERS.get(match[1], 0))
    if not known and (prose or not _stands_alone(found, index)):
        return None
    told = codes.listed(found, index, low)
    if told is None or not (known or _ends_well(found, told[1])):
        return None
    return _grade(found, index, told[0], told[1])


def _stands_alone(found: list[Item], index: int) -> bool:
    """Tell whether a code begins a field or its second part, or has a bracket to itself."""
    if _begins(found, index):
        return True
    after = found[index + 1] if index + 1 < len(found) else None
    if found[index - 1].kind == "open":
        return after is not None and after.kind in {"close", "dash", "rise"}
    named = index <= MOST_NAMES and all(item.kind in _NAMES and item.value not in _REFERENCES for item in found[:index])
    return named and (after is None or (after.number is not None and after.number.currency is not None))


def _begins(found: list[Item], index: int) -> bool:
    """Tell whether an item begins a field, or the free text a board put after "Annually (FTE)"."""
    return index == 0 or (index > 2 and found[index - 1].kind == "close" and found[index - 2].kind in {"fte", "actual"})


def _after_point(found: list[Item], index: int, low: str) -> Grade | None:
    """As in "scale point F3": a point of the employer's own."""
    following = codes.one(found, index + 1, low)
    return _grade(found, index + 1, following[0], following[2]) if following and following[1] == "code" else None


def _numbered_scheme(found: list[Item], index: int, low: str) -> Grade | None:
    """As in "Soulbury 3-6", "MPS 1-6", "Leadership Scale L1 - L5"."""
    if found[index].value not in _NUMBERED:
        return None
    at = index + 1
    while at < len(found) and found[at].kind in {"dash", "colon", "open"}:
        at += 1
    lettered = (
        at == index + 1 and found[index].value == "hay" and at < len(found) and found[at].end - found[at].start == 1
    )
    if at >= len(found) or not (lettered or found[at].kind in {"num", "code"}):
        return None
    told = codes.listed(found, at, low)
    if told is None:
        return None
    name = told[0] if found[at].kind == "code" else f"{_scheme_name(found[index], low)} {told[0]}"
    return _grade(found, index, name, told[1])


def _spaced(found: list[Item], index: int, low: str, *, prose: bool) -> Grade | None:
    """As in "SO 1/2", "LG 9"; an unknown "PATH 4" or a bare "4 (SCP 12-17)" only at the beginning of a field."""
    at = index + 1
    if at >= len(found) or not (found[at].kind in {"num", "dash"} or index == 0):
        return None
    raw = low[found[index].start : found[index].end]
    if index == 0 and points.point_at(found, 0) is not None and [item.kind for item in found[1:3]] == ["open", "point"]:
        return _grade(found, 0, raw, 0)
    known = raw in _LONE
    if not known and (prose or not _begins(found, index) or not _may_name(found[index], raw)):
        return None
    at += found[at].kind == "dash"
    told = codes.listed(found, at, low) if points.point_at(found, at) is not None else None
    if told is None or not (known or _ends_well(found, told[1])):
        return None
    return _grade(found, index, f"{raw.upper()} {told[0]}", told[1])


def _may_name(item: Item, raw: str) -> bool:
    """Tell whether a word can be the name of an employer's own scheme."""
    unknown = item.kind == "word" or raw == "as"
    return unknown and raw.isalpha() and len(raw) <= LONGEST_UNKNOWN and raw not in codes.NOT_CODES


def _ends_well(found: list[Item], end: int) -> bool:
    """Tell whether what follows an unknown code lets it be a grade: an amount with its sign, a mark, or nothing."""
    if end + 1 >= len(found):
        return True
    item = found[end + 1]
    return item.kind in _ENDINGS or (item.number is not None and item.number.currency is not None)


def _scheme_name(item: Item, low: str) -> str:
    if item.value in SCHEMES:
        return SCHEMES[item.value]
    raw = low[item.start : item.end]
    if item.value == "leadership":
        return "Leadership"
    if item.value == "civil":
        return raw.upper()
    if raw[:3] in {"mps", "ups", "mpr", "upr", "mpg", "tms", "uqt", "qts"}:
        return raw.upper().replace(" ", "/").replace("-", "/")
    return raw.title().replace("'S", "'s")


def _scheme(found: list[Item], low: str) -> Grade | None:
    """A scheme alone, where the text names nothing finer: "Soulbury", "MPS/UPS", "Hay"."""
    for index, item in enumerate(found):
        if item.kind == "scheme" and item.value in _STANDALONE:
            return Grade(_scheme_name(item, low), item.start, item.end, index)
    return None


def _points_after(found: list[Item], grade: Grade, scp: points.Points) -> None:
    at = grade.index + 1
    if at + 1 < len(found) and found[at].kind in {"stop", "point_mark"} and found[at + 1].value == "range":
        at += 1
    if (
        not (scp.found or scp.foreign)
        and at < len(found)
        and found[at].kind in {"comma", "open", "point_mark", "num", "maybegrade"}
    ):
        points.after_grade(found, at if found[at].kind == "num" else at + 1, scp)
