"""Text to tokens: numbers with their sign, words, codes such as "PO3", and the marks that matter. One linear pass."""

import re

from msgspec import Struct

from scraper.normalising.salary.numbers import Number, number

READ_WITHIN = 30_000
"""Characters read of one text: pay fields are lines, and the longest advert bodies seen tell pay long before this."""

_PLAIN = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("’‘‛ʼ`´", "'"),
    **dict.fromkeys("￡₤", "£"),
    **dict.fromkeys("•·●▪■◦*", "|"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\x00", ""),
    "＄": "$",
    "／": "/",
    "＋": "+",
    "，": ",",
    "：": ":",
    "（": "(",
    "）": ")",
}
_TABLE = str.maketrans(_PLAIN)
_ASCII_PLAIN = frozenset(char for char in _PLAIN if char.isascii())
"""Without one of these, a text of ASCII stays as it is."""

_TOKEN = re.compile(
    r"""\ ?(?:
      (?P<word>[a-z]{2,}(?![\w.@/+'$-]))
    | (?P<cash>(?P<sign>(?:gbp|us\$|[£$€]{1,3}))\ ?(?P<pounds>
          \d{1,3}(?:\ ,\ ?|,\ |\ )\d{3}(?![\d,])(?:\.\d\d)?|\d+(?:[.,]\d+)*(?:,\.\d\d(?!\d))?|\.\d\d(?!\d))
        (?P<scale>\ ?(?:k|m|mn|bn|million|billion|thousand)(?![a-z\d]))?)
    | (?P<date>(?=\d)(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d,k]) | \d{4}-\d{2}-\d{2}(?!\d)
        | 20\d\d(?:/|\ ?-\ ?)(?:20)?\d\d(?![\d,.])
        | (?<![£$€\d.,])(?:\d{1,2}:\d{2}(?::\d{2})? | \d{1,2}(?:[:.]\d{2})?)\ ?[ap](?:m|\.m\.?)(?![a-z])
        | \d{1,2}:\d{2}(?!\d)))
    | (?P<junk>\bir\ ?35(?![a-z\d])|(?<![\d£$€.,])(?:\+?44\ ?(?:\(0\)\ ?)?|0)\d{2,4}[\ -]?\d{3}[\ -]?\d{3,4}(?![\d,.]\d)
        | \b[a-z]{1,2}\d[a-z\d]?\ ?\d(?!p[ahmw]|hr|wk|am)[a-z]{2}(?![a-z\d])
        | \d{1,2}(?:st|nd|rd|th)(?![a-z]) | (?:https?://|www\.)\S{0,300}[^\s.,;:!?] | [\w.+-]{1,64}@[\w.-]{0,200}\w)
    | (?P<num>(?P<digits>\d+(?:[.,]\d+)*)(?P<suffix>
        \ ?(?:(?:k|m|mn|bn|million|billion|thousand)(?![a-z\d])|%)|p(?=\ (?:per|an)\ h))?)
    | (?P<abbr>[a-z](?:\.[a-z])+(?![a-z])\.? | p\ ?/\ ?(?:hour|annum|hr|h|a|w|d|m)(?![a-z])
        | p\.(?=hr|hour|annum|day|week))
    | (?P<code>[a-z]+\d+[a-z\d]*)
    | (?P<name>[^\W\d_]+(?:'[^\W\d_]+)?)
    | (?P<mark>…|\.{2,}|[-+/|:;,()\[\]=&.~<>!?£]))
    """,
    re.VERBOSE,
)
"""Words of letters alone are tried first, as most tokens are; what could be more than a word is tried in turn."""


class Token(Struct, gc=False):
    """One token, lower case, and its span; ``kind`` is the group it matched as, "num" for money too."""

    kind: str
    text: str
    start: int
    end: int
    number: Number | None = None


def tidied(text: str) -> str:
    """The text on one line with plain dashes, quotes and spaces; spans are spans of this."""
    text = text[:READ_WITHIN]
    if not (text.isascii() and _ASCII_PLAIN.isdisjoint(text)):
        text = text.translate(_TABLE)
    return " ".join(text.split())


def lowered(text: str) -> str:
    """Lower case, letter for letter, so that spans stay."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def tokens(low: str) -> list[Token]:
    """Every token of a tidied, lower-case text, in order; other characters are passed over."""
    found = []
    for match in _TOKEN.finditer(low):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        if kind == "cash":
            sign, digits, suffix = match.group("sign", "pounds", "scale")
            found.append(Token("num", low[start:end], start, end, number(sign, digits, suffix or "")))
        elif kind == "num":
            digits, suffix = match.group("digits", "suffix")
            found.append(Token("num", low[start:end], start, end, number("", digits, suffix or "")))
        else:
            found.append(Token("word" if kind == "name" else kind, low[start:end], start, end))
    return found
