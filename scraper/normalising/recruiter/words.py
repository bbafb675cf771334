"""The words of council names: what stands before a place, what stands behind it, and what makes it another body."""

from scraper.reference.authorities import Authority
from scraper.reference.keys import wordset

Words = tuple[str, ...]


def _table(text: str) -> dict[str, list[Words]]:
    """Phrases by their first word, the longest first."""
    phrases = sorted((tuple(line.split()) for line in text.strip().split("\n")), key=len, reverse=True)
    return {first: [one for one in phrases if one[0] == first] for first in {one[0] for one in phrases}}


STRONG_PREFIXES = _table(
    """
    london borough of
    lb of
    lb
    lbc
    royal borough of
    royal borough
    rb of
    metropolitan borough of
    metropolitan district of
    borough council of
    city council of
    county council of
    district council of
    council of the
    council of
    council for the
    city and county of
    cyngor bwrdeistref sirol
    cyngor sir
    cyngor dinas a sir
    cyngor dinas
    cyngor bro
    cyngor
    comhairle
    """
)
"""Phrases that make the place behind them a council."""
WEAK_PREFIXES = _table(
    """
    city of
    the city of
    borough of
    county of
    district of
    county borough of
    city and district of
    the
    """
)
"""Phrases that make a place a council when nothing else follows ("City of York", but not "City of York Museums")."""
TYPE_WORDS = wordset(
    "county city borough district metropolitan metro met unitary royal london local region regional islands"
)
"""What may stand between a place and the word council."""
COUNCIL_WORDS = wordset(
    "council councils mbc mdc bc dc cc cbc lbc lb ua cdc corporation coucil councl concil counci cuncil"
)
"""What makes the place before it a council; common misspellings of the word are in."""
AUTHORITY_KINDS = frozenset({"local", "unitary"})
"""Before "authority" these make a place a council: "Hackney Local Authority", but no port's or police authority."""
WEAK_SUFFIXES = wordset("boro borough district county ua")
"""What names a council behind a place when the text holds nothing else ("brent london boro")."""
INVERTED: tuple[Words, ...] = (("city", "of"), ("county", "of"), ("borough", "of"), ("city", "and", "county", "of"))
"""Endings of register style: "Bristol, City of"."""
SMALL_COUNCIL_WORDS = frozenset({"town", "parish", "community"})
"""Councils below the districts: they are councils, but have no code of the register ("Newport Town Council")."""
PARISH_CITIES = frozenset({"chichester", "lichfield", "armagh"})
"""Places with a district of one name whose *City* Council is a parish council."""
LONGER = wordset(
    "north south east west mid central upper lower new old great greater inner outer little northern southern"
    " eastern western in upon under le by next near super n s e w ne nw se sw"
)
"""Before a place these make another name of it: West Suffolk is not Suffolk."""
NOT_A_COUNCIL_OF = frozenset({"for", "of", "on"})
"""After "council" these make it a council *for* something: a voluntary body."""
ABBREVIATIONS = {
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "middlesboro": "middlesbrough",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "ne": "north east",
    "nw": "north west",
    "oxon": "oxfordshire",
    "shrops": "shropshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
}
"""Postal abbreviations of counties, also inside names: "East Herts"."""
_UNITARY_COUNTIES = wordset(
    "E06000011 E06000017 E06000019 E06000046 E06000047 E06000051 E06000052 E06000054 E06000057 E06000059"
    " E06000060 E06000065 E06000066"
)
"""Unitary authorities that cover a county or speak of themselves as one."""


def fits(found: Authority, kinds: frozenset[str]) -> bool:
    """Whether an authority can be meant by a name with these type words ("city", "county"...)."""
    if "county" in kinds and "borough" not in kinds and "city" not in kinds:
        return found.type in ("county", "welsh_council") or found.code in _UNITARY_COUNTIES
    if kinds & {"district", "city", "borough"} and found.type == "county":
        return False
    return "london" not in kinds or found.type in ("london_borough", "city_corporation")
