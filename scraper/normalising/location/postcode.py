"""Postcodes in a text: full ones, mended where only one reading is real, and districts ("CM1") that stand alone.

Shapes after BS 7666: an outward half of two to four signs, an inward half of a digit and two letters.
"""

import re
from collections.abc import Iterator
from itertools import product

from msgspec import Struct

from scraper.reference import postcodes

_FULL = re.compile(r"(?<![A-Z0-9])(NPT|[A-Z01]{1,2}[0-9OI][0-9A-Z]?)[ .\-]{0,3}([0-9OI][A-Z]{2})(?![A-Z0-9])")
_DISTRICT = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2}[0-9][0-9A-Z]?)(?:\s{1,3}([0-9])(?![A-Z0-9]))?(?![A-Z0-9])")
_WRITTEN = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")
_SHAPES = ("A9", "A99", "AA9", "AA99", "A9A", "AA9A", "AAA")
"""Shapes of outward halves; the last one was Newport's, withdrawn, and no other place's ("NPT")."""
_INWARD = 3
_AS_LETTER = {"0": "O", "1": "I"}
_AS_DIGIT = {"O": "0", "I": "1"}
_ENDING = frozenset("ABDEFGHJLNPQRSTUWXYZ")
"""The last two letters never hold C, I, K, M, O or V (Royal Mail's programmers' guide)."""


class Found(Struct, frozen=True):
    """A postcode in a text: its halves as read and the text it was read from.

    ``inward`` is empty for a district, one digit for a sector.
    """

    outward: str
    inward: str
    text: str
    mended: bool = False
    real: bool = True

    @property
    def full(self) -> bool:
        """Whether it is a whole postcode of a real sector."""
        return self.real and len(self.inward) == _INWARD

    @property
    def code(self) -> str:
        """As the Post Office prints it, with one space."""
        return f"{self.outward} {self.inward}".strip()


def _readings(sign: str, wanted: str) -> str | None:
    """A sign read as a letter (A) or a digit (9); None where it can be neither."""
    if wanted == "9":
        return sign if sign.isdigit() else _AS_DIGIT.get(sign)
    return sign if sign.isalpha() else _AS_LETTER.get(sign)


def _shaped(outward: str, shape: str) -> str | None:
    if len(outward) != len(shape):
        return None
    signs = [_readings(sign, wanted) for sign, wanted in zip(outward, shape, strict=True)]
    return "".join(sign for sign in signs if sign) if all(signs) else None


def _real(outward: str, inward: str) -> list[tuple[str, str]]:
    """Every real postcode the two halves can be read as, letters and digits mended by shape."""
    digit = _readings(inward[0], "9")
    if digit is None or not _ENDING.issuperset(inward[1:]):
        return []
    halves = {one for shape in _SHAPES if (one := _shaped(outward, shape))}
    fixed = digit + inward[1:]
    return [(out, into) for out, into in product(sorted(halves), [fixed]) if postcodes.exists(out, into)]


def _full(match: re.Match[str]) -> Found:
    outward, inward = match.groups()
    real = _real(outward, inward)
    if (outward, inward) in real:
        return Found(outward, inward, match.group())
    if len(real) == 1:
        return Found(*real[0], match.group(), mended=True)
    return Found(outward, inward, match.group(), real=False)


def full(text: str) -> Iterator[Found]:
    """Postcodes in a text in capitals, in reading order; those of no real sector are marked so.

    A word that only looks like one ("POOLE" is P0 0LE) is none: one digit at least must stand in the text.
    """
    for match in _FULL.finditer(text):
        found = _full(match)
        if any(map(str.isdigit, match.group())) and (found.real or _WRITTEN.fullmatch(found.outward + found.inward)):
            yield found


def districts(text: str) -> Iterator[Found]:
    """Real postcode districts in a text in capitals, and sectors where the digit behind makes a real one."""
    for match in _DISTRICT.finditer(text):
        outward, digit = match.groups()
        if postcodes.district(outward) is not None:
            real = digit and postcodes.sector(f"{outward} {digit}") is not None
            yield Found(outward, digit if real else "", match.group())


def area(found: Found) -> postcodes.Area | None:
    """What is known of the area of a postcode; of one that is not real, of its district."""
    if found.real and len(found.inward) == _INWARD:
        return postcodes.lookup(found.outward, found.inward)
    return (postcodes.sector(found.code) if len(found.inward) == 1 else None) or postcodes.district(found.outward)
