"""E-mail addresses and UK telephone numbers masked, so that adverts are kept without the people they name.

References, postcodes, dates and money are left alone: a telephone number has 10 or 11 digits, begins with 0 or +44 and
its second digit is one that Ofcom gives out (1, 2, 3, 5, 7, 8 or 9).
"""

import re

EMAIL_MASK = "[email removed]"
TELEPHONE_MASK = "[telephone removed]"

_AT = r"(?:@|\s?[\[(]\s?at\s?[\])]\s?)"
_EMAIL = re.compile(rf"[\w.%+'’-]{{1,64}}{_AT}(?:[\w-]{{1,63}}\.){{1,8}}[a-z]{{2,24}}(?![\w-])", re.IGNORECASE)
_TELEPHONE = re.compile(
    r"(?<![0-9A-Za-z_£$€/])(?<![0-9][.,-])"
    r"(?:(?P<abroad>\+\s?44|0044)[\s.-]{0,2}(?:\(\s?0\s?\)|0)?|\(?0(?=[0-9]{2}))"
    r"(?P<digits>(?:[\s.()-]{0,2}[0-9]){9,10})(?![0-9])"
    r"(?P<more>\s?/\s?[0-9]{3,6}\b(?![\s][0-9]))?(?P<ext>[\s,(]{0,2}\b(?:ext(?:ension|n)?|x)\b\.?[\s:]{0,2}[0-9]{2,6}\)?)?",
    re.IGNORECASE,
)
_NOT_GIVEN_OUT = "046"
"""First digits after the 0 that no UK number has."""
_DATE = re.compile(r"0[1-9][\s.-]{1,2}[01][0-9][\s.-]{1,2}(?:19|20)[0-9]{2}")
_REFERENCE = re.compile(
    r"\b(?:ref(?:erence)?|vacancy|job|post|requisition|req|id|invoice|account|charity|company|reg(?:istration|istered)?)"
    r"(?:\s?(?:no|number|id|code|ref)\b\.?)?[\s.:#]{0,3}\Z",
    re.IGNORECASE,
)
_BEFORE = 40
"""Characters before a number in which a word can make it a reference ("Vacancy number: ")."""


def _masked(found: re.Match[str]) -> str:
    digits = [character for character in found["digits"] if character.isdigit()]
    before = found.string[max(0, found.start() - _BEFORE) : found.start()]
    if digits[0] in _NOT_GIVEN_OUT or _DATE.match(found.group()) or (not found["abroad"] and _REFERENCE.search(before)):
        return found.group()
    return TELEPHONE_MASK


def mask(text: str) -> str:
    """The text with e-mail addresses and UK telephone numbers replaced. Masking twice is masking once."""
    if "@" in text or "at]" in text.casefold() or "at)" in text.casefold() or "at " in text:
        text = _EMAIL.sub(EMAIL_MASK, text)
    return _TELEPHONE.sub(_masked, text)
