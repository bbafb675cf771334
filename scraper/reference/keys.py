"""One way to compare names: case, accents, punctuation and white space do not matter, "&" is "and"."""

import html
import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "’‘´ʼ`"
_DROPPED = re.compile(r"['.]")
"""Signs that people leave out inside a word: "King's" is "Kings", "St." is "St"."""
_MOJIBAKE = re.compile(r"ï¿½|\ufffd")
"""A letter lost in a wrong decoding: it is left out."""
_BETWEEN = re.compile(r"[^a-z0-9]+")
_REMEMBERED = 4096
"""Names repeat (one employer, many adverts): the last few thousand keys are kept."""


def fold(text: str) -> str:
    """The text in lower case without accents, apostrophes made plain; a sign with no ASCII behind it is a space."""
    if text.isascii():
        return text.lower()
    for sign in _APOSTROPHES:
        text = text.replace(sign, "'")
    plain = unicodedata.normalize("NFKD", _MOJIBAKE.sub("", text).replace("ï¾", " ")).casefold()
    return "".join(sign if sign.isascii() else " " for sign in plain if not unicodedata.combining(sign))


def unescaped(text: str) -> str:
    """The text with what is left of HTML in it read: "Reigate &amp; Banstead"."""
    return html.unescape(text) if "&" in text and ";" in text else text


@lru_cache(maxsize=_REMEMBERED)
def key(text: str) -> str:
    """The words of a name, folded and joined by single spaces: two spellings of one name have one key."""
    folded = _DROPPED.sub("", fold(unescaped(text))).replace("&", " and ")
    return _BETWEEN.sub(" ", folded).strip()


def wordset(text: str) -> frozenset[str]:
    """The words of a text as a set: how tables of words are written down."""
    return frozenset(text.split())
