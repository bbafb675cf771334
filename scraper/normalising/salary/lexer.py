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

_TOKEN = re.compile(
    r"""
      (?P<date>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d,k]) | \d{4}-\d{2}-\d{2}(?!\d)
        | 20\d\d(?:/|\ ?-\ ?)(?:20)?\d\d(?![\d,.])
        | (?<![£$€\d.,])(?:\d{1,2}:\d{2}(?::\d{2})? | \d{1,2}(?:[:.]\d{2})?)\ ?[ap]\.?m\.?(?![a-z])
        | \d{1,2}:\d{2}(?!\d))
    | (?P<junk>(?<![\d£$€.,])(?:\+?44\ ?(?:\(0\)\ ?)?|0)\d{2,4}[\ -]?\d{3}[\ -]?\d{3,4}(?![\d,.]\d)
        | \b[a-z]{1,2}\d[a-z\d]?\ ?\d(?!p[ahmw]|hr|wk|am)[a-z]{2}(?![a-z\d])
        | \d{1,2}(?:st|nd|rd|th)(?![a-z]) | (?:https?://|www\.)\S{1,300} | [\w.+-]{1,64}@[\w.-]{1,200})
    | (?P<num>(?P<sign>(?:gbp|us\$|[£$€]{1,3})\ ?)?
        (?P<digits>(?:(?<=[£$€])|(?<=[£$€]\ ))\d{1,3}(?:,\ |\ )\d{3}(?![\d,])(?:\.\d\d)? | \d+(?:[.,]\d+)* )
        (?P<suffix>\ ?(?:(?:k|m|mn|bn|million|billion|thousand)(?![a-z\d])|%))?)
    | (?P<abbr>[a-z](?:\.[a-z])+(?![a-z])\.? | p\ ?/\ ?(?:hour|annum|hr|h|a|w|d|m)(?![a-z])
        | p\.(?=hr|hour|annum|day|week))
    | (?P<code>[a-z]+\d+[a-z\d]*)
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)
    | (?P<mark>…|\.{2,}|[-+/|:;,()\[\]=&.~<>!?£])
    """,
    re.VERBOSE,
)


class Token(Struct, gc=False):
    """One token: ``kind`` is the group it matched as, ``text`` lower case, ``start`` and ``end`` its span."""

    kind: str
    text: str
    start: int
    end: int
    number: Number | None = None


def tidied(text: str) -> str:
    """The text on one line with plain dashes, quotes and spaces; spans are spans of this."""
    return " ".join(text[:READ_WITHIN].translate(_TABLE).split())


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
        if kind == "num":
            sign, digits, suffix = match.group("sign", "digits", "suffix")
            value = number(sign or "", digits, suffix or "")
            found.append(Token("num", match.group(), match.start(), match.end(), value))
        else:
            found.append(Token(kind, match.group(), match.start(), match.end()))
    return found
