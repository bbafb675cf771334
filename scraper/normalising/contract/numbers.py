"""Numbers as adverts write them: 18.5, 18½, 37:00, "36 hours 40 minutes", two."""

import re

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
NUMBER = r"[0-9]{1,2}(?:\s?[½¼¾]|[.:][0-9]{1,3}|,[0-9]{1,2}(?![0-9]))?"
COUNT = rf"(?:[0-9]{{1,3}}|{'|'.join(WORDS)})"
_PARTS = re.compile(r"(?P<whole>[0-9]{1,3})(?:\s?(?P<half>[½¼¾])|(?P<mark>[.,:])(?P<rest>[0-9]{1,3}))?")


def number(text: str) -> float:
    """The number written: decimal point or comma, a fraction sign, or hours:minutes ("18:30" is 18.5)."""
    found = _PARTS.fullmatch(text.strip())
    if found is None:
        return 0.0
    whole = float(found["whole"])
    if found["half"]:
        return whole + _FRACTIONS[found["half"]]
    if not found["rest"]:
        return whole
    if found["mark"] == ":":
        return round(whole + int(found["rest"]) / 60, 2)
    return float(f"{found['whole']}.{found['rest']}")


_SPELT = re.compile(rf"\b({'|'.join(WORDS)})(?=\s(?:hours?|hrs)\s(?:a|per|each)\s(?:week|wk)\b)", re.IGNORECASE)


def digits(text: str) -> str:
    """Return a text with the hours a week that it spells in digits ("five hours a week")."""
    return _SPELT.sub(lambda found: str(count(found[1])), text) if "hour" in text or "hrs" in text else text


def count(text: str) -> int:
    """A whole number in digits or as a word up to twelve."""
    word = text.strip().casefold()
    return WORDS.index(word) + 1 if word in WORDS else int(word)
