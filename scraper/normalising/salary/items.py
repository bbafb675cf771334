"""Tokens to items: words become the marks they stand for, by the phrases of the lexicon."""

from msgspec import Struct

from scraper.normalising.salary.lexer import Token
from scraper.normalising.salary.lexicon import PHRASES, UNITS
from scraper.normalising.salary.lists import words
from scraper.normalising.salary.numbers import Number

SESSION_NOUNS = words("meeting session visit shift hearing panel clinic sitting event")
WHOLE_UNITS = words("hour day week month year annum")
"""Units that may have a word before them: "per teaching hour", "per calendar month"."""
MOST_WORDS_AFTER_PER = 4
"""Words between "per" and what is paid for: "per Local Governing Body Meeting" has three."""
_MARKS = {
    "-": "dash", "+": "plus", "/": "slash", "|": "stop", ":": "colon", ";": "stop", ",": "comma", "(": "open",
    "[": "open", ")": "close", "]": "close", "=": "equals", "&": "and", "~": "circa", "<": "other", ">": "other",
    "!": "stop", "?": "stop", "£": "sign", "…": "cut", ".": "point_mark",
}  # fmt: skip
_ABBREVIATED = words(
    "pa p.a p c ca approx inc incl excl exc ref no st hrs hr pw pm ph wk max min est dept tel ext pt pts circ"
)
"""Words after which a full stop ends no sentence."""
_PERIODS = words("pa p.a pw pm ph pcm pd inc incl")
_OPENERS = words(
    "the we you this our if please there it they you'll we'll we're you're residents salary benefits a an any rate "
    "total day hourly daily weekly monthly employees staff scale sessional"
)
"""Words that begin a sentence after an abbreviated period; so does any that is no word of pay: "pa. Budget of"."""
_AMOUNT_BEFORE = words(
    "num close prorata fte actual currency comma dash slash competitive inc london period point_mark pay plus "
    "onward soft"
)
"""What may stand before "pa" for it to mean a year, and not a personal assistant."""


class Item(Struct, gc=False):
    """A mark of the text.

    Attributes:
        kind: what it stands for (see the lexicon), "num", "code", "word" for an unknown word, or a mark of punctuation.
        value: which one of its kind: the period, the scheme, the unit.
        start: where its text begins.
        end: where its text ends.
        number: the number, for "num".
        group: the innermost bracket it stands in; 0 for none. Brackets are numbered as they open.
    """

    kind: str
    value: str
    start: int
    end: int
    number: Number | None = None
    group: int = 0


def items(found: list[Token], low: str) -> list[Item]:
    """Every item of a text, in order."""
    out: list[Item] = []
    index, size = 0, len(found)
    while index < size:
        token = found[index]
        kind = token.kind
        if kind == "num":
            out.append(Item("num", "", token.start, token.end, token.number))
            index += 1
        elif kind in {"word", "abbr"}:
            index = _word(found, index, out)
            if token.text[-1] == "." and out[-1].kind == "period" and _opens(found, index):
                out.append(Item("stop", ".", token.end - 1, token.end))
        elif kind == "mark":
            index = _mark(found, index, low, out)
        else:
            extra = kind == "code" and token.text.startswith(("tlr", "sen"))
            out.append(Item("extra" if extra else kind, "", token.start, token.end))
            index += 1
    _brackets(out)
    return out


def _word(found: list[Token], index: int, out: list[Item]) -> int:
    """Append the item that begins with a word; return the index after it."""
    token = found[index]
    text = token.text
    if token.kind == "abbr":
        text = text.replace(".", "").replace("/", "").replace(" ", "")
    if text == "per":
        after = _per(found, index, out)
        if after:
            return after
    phrases = PHRASES.get(text)
    if phrases:
        second = _second(found, index + 1)
        for rest, (kind, value) in phrases.get(second, ()) if second else ():
            after = _fits(found, index + 1, rest)
            if after:
                out.append(Item(kind, value, token.start, found[after - 1].end))
                return after
        for _, (kind, value) in phrases.get("", ()):
            if text == "pa" and token.kind == "word" and not _yearly(found, index, out):
                break
            out.append(Item(kind, value, token.start, token.end))
            return index + 1
    out.append(Item("word", text, token.start, token.end))
    return index + 1


def _second(found: list[Token], index: int) -> str:
    """The word that a phrase would go on with, a hyphen or slash passed over; "" at the end of the text."""
    size = len(found)
    if index < size and found[index].kind == "mark" and found[index].text in "/-":
        index += 1
    return found[index].text if index < size else ""


def _yearly(found: list[Token], index: int, out: list[Item]) -> bool:
    """Tell whether "pa" is a year, and no personal assistant."""
    return bool(out and out[-1].kind in _AMOUNT_BEFORE) or _leads(found, index + 1)


def _leads(found: list[Token], index: int) -> bool:
    """Tell whether an amount follows: "p.a. £24,350"."""
    return index < len(found) and found[index].kind == "num"


def _fits(found: list[Token], index: int, rest: tuple[str, ...]) -> int:
    """Return the index after a phrase's other words, or 0. A hyphen or slash may stand between words."""
    size = len(found)
    for word in rest:
        if index < size and found[index].text in "-/" and found[index].kind == "mark":
            index += 1
        if index >= size or found[index].text != word:
            return 0
        index += 1
    return index


def _per(found: list[Token], index: int, out: list[Item]) -> int:
    """Read "per" and what is paid for, misspelt years included; 0 when it is something else ("per cent")."""
    start, size = found[index].start, len(found)
    index += 1
    if index < size and found[index].kind == "mark" and found[index].text in "/-":
        index += 1
    for at in range(index, min(index + MOST_WORDS_AFTER_PER, size)):
        word = found[at].text
        number = found[at].number
        if at == index and number is not None and number.currency is None:
            continue
        if found[at].kind != "word":
            return 0
        if at + 1 < size and found[at + 1].text in SESSION_NOUNS and word in WHOLE_UNITS:
            continue
        counted = at > index and found[index].kind == "num"
        unit = _unit(word) if at == index or (word in WHOLE_UNITS and not counted) else None
        unit = "session" if word in SESSION_NOUNS or (unit and found[index].text == "half") else unit
        if unit:
            out.append(Item("period", unit, start, found[at].end))
            return at + 1
    return 0


def _unit(word: str) -> str | None:
    unit = UNITS.get(word)
    if unit or len(word) < 4:
        return unit if len(word) > 1 else None
    return "year" if word.startswith(("annu", "anu", "anm", "anna")) else None


def _mark(found: list[Token], index: int, low: str, out: list[Item]) -> int:
    token = found[index]
    text = token.text
    kind = _MARKS.get(text, "cut")
    following = found[index + 1] if index + 1 < len(found) else None
    if kind == "slash" and following and following.text in UNITS and out and _payable(out[-1], following):
        out.append(Item("period", UNITS[following.text], token.start, following.end))
        return index + 2
    if kind == "point_mark":
        kind = _stop(token, following, low)
    elif text == "~" and out and out[-1].kind == "num":
        kind = "dash"
    out.append(Item(kind, text, token.start, token.end))
    return index + 1


def _payable(before: Item, unit: Token) -> bool:
    """Tell whether a slash and a unit are a period: "12/hour", "GBP/year"; a single letter needs a number."""
    return before.kind in {"num", "currency", "close", "pay"} and (len(unit.text) > 1 or before.kind == "num")


def _stop(token: Token, following: Token | None, low: str) -> str:
    """Tell a full stop that ends a sentence from one in an abbreviation or glued between words."""
    if following is None:
        return "stop"
    if following.start == token.end:
        return "point_mark"
    before = low[: token.start].rpartition(" ")[2] if token.start < 12 else low[token.start - 12 : token.start]
    last = before.rpartition(" ")[2].lstrip("(").rpartition("/")[2]
    short = last.lstrip("0123456789.,£")
    if (short in _PERIODS and _opens([following], 0)) or (short in {"c", "p"} and following.kind == "word"):
        return "stop"
    return "point_mark" if short in _ABBREVIATED else "stop"


def _opens(found: list[Token], index: int) -> bool:
    """Tell whether a word begins a sentence after "p.a.": one that no pay field goes on with."""
    number = found[index].number if index < len(found) else None
    if number is not None:
        return number.currency is not None
    word = found[index] if index < len(found) and found[index].kind == "word" else None
    if word is None:
        return False
    alone = PHRASES.get(word.text, {}).get("")
    return word.text in _OPENERS or alone is None or alone[0][1][0] == "notpay"


def _brackets(out: list[Item]) -> None:
    """Number the brackets and note in which one each item stands; one that never closes reaches to the end."""
    opened: list[int] = []
    count = 0
    for item in out:
        if item.kind == "open":
            count += 1
            opened.append(count)
            item.group = count
        elif opened:
            item.group = opened[-1]
            if item.kind == "close":
                opened.pop()
