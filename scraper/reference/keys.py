"""One way to compare names: case, accents, punctuation and white space do not matter, "&" is "and"."""

import unicodedata
from functools import lru_cache

_DROPPED = {ord(sign): None for sign in "'’‘`´ʼ."}
"""Signs that people leave out inside a word: "King's" is "Kings", "St." is "St"."""
_REMEMBERED = 4096
"""Names repeat (one employer, many adverts): the last few thousand keys are kept."""


def fold(text: str) -> str:
    """The text in lower case without accents; what has no ASCII letter behind it becomes a space."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(
        sign if sign.isascii() or sign in "’‘´ʼ" else " " for sign in plain if not unicodedata.combining(sign)
    )


@lru_cache(maxsize=_REMEMBERED)
def key(text: str) -> str:
    """The words of a name, folded and joined by single spaces: two spellings of one name have one key."""
    folded = fold(text).translate(_DROPPED).replace("&", " and ")
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded).split())
