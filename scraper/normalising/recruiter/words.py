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
    london borough
    lb of
    lb
    lbc
    royal borough of
    royal borough
    rb of
    rb
    metropolitan borough of
    metropolitan district of
    borough council of
    city council of
    council of the city of
    council of the borough of
    council of the county of
    county council of
    district council of
    city and county of
    cyngor bwrdeistref sirol
    cyngor sir
    cyngor dinas a sir
    cyngor dinas
    cyngor
    comhairle
    cbs
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
    " co operative cooperative"
)
"""What may stand between a place and the word council."""
COUNCIL_WORDS = wordset(
    "council councils mbc mdc mc bc dc cc cbc lbc lb ua cdc corporation coucil councl concil counci cuncil"
)
"""What makes the place before it a council; common misspellings of the word are in."""
BOROUGH_OF_LONDON = frozenset({"london", "borough"})
"""Behind a place these make it a council without the word: "Brent London Borough"."""
AUTHORITY_KINDS = frozenset({"local", "unitary"})
"""Before "authority" these make a place a council: "Hackney Local Authority", but no port's or police authority."""
SIGNALS = COUNCIL_WORDS | {"authority", "borough", "city", "county", "district"} | STRONG_PREFIXES.keys()
"""Without one of these no words inside a text name a council."""
WEAK_SUFFIXES = wordset("boro borough district county ua rb")
"""What names a council behind a place when the text holds nothing else ("brent london boro")."""
METROPOLITAN = wordset("metropolitan metro met")
"""Before a weak suffix they belong to it ("Tameside Metropolitan Borough"); alone it is a university ("Leeds Met")."""
INVERTED: tuple[Words, ...] = (
    *(("royal", "borough", "of"), ("london", "borough", "of"), ("royal", "borough"), ("london", "borough")),
    *(("city", "of"), ("county", "of"), ("borough", "of"), ("city", "and", "county", "of")),
)
"""Endings of register style: "Bristol, City of"."""
SMALL_COUNCIL_WORDS = frozenset({"town", "parish", "community"})
"""Councils below the districts: they are councils, but have no code of the register ("Newport Town Council")."""
PARISH_CITIES = frozenset({"chichester", "lichfield", "armagh"})
"""Places with a district of one name whose *City* Council is a parish council."""
CITIES_ABROAD = frozenset({"boston", "christchurch", "richmond"})
"""Councils here that are no city's, with a namesake abroad that is: their *City* Council is that one."""
CLUBS = wordset("birmingham bradford cardiff coventry exeter lincoln manchester norwich salford stoke swansea york")
"""Places whose "City" is a football club better known than the council that the same words would be short for."""
CLUB_LETTERS = frozenset({"ac", "fc", "sc"})
"""Letters of clubs, which are no council's initials beside its name ("Fife FC")."""
LONGER = wordset(
    "north south east west mid central upper lower new old great greater inner outer little northern southern"
    " eastern western in upon under le by next near super n s e w ne nw se sw"
)
"""Before a place these make another name of it: West Suffolk is not Suffolk."""
_COMPASS = ("north", "south", "east", "west")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _slips(word: str) -> set[str]:
    """Every word one slip away: a letter dropped, doubled up, changed, or two in the wrong order."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = {a + b[1:] for a, b in cuts if b}
    turned = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    changed = {a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS}
    added = {a + letter + b for a, b in cuts for letter in _LETTERS}
    return dropped | turned | changed | added


_AROUND = {word: _slips(word) for word in (*_COMPASS, "council", "borough", "district", "county", "metropolitan")}
_TWICE = {
    slip for word, slips in _AROUND.items() for other, more in _AROUND.items() if word < other for slip in slips & more
}
MEANT = {slip: word for word, slips in _AROUND.items() for slip in slips - _TWICE}
"""Slips in the words around a place, and the one word meant ("Noth", "Couhcil", "Country"; "Est" may be two)."""
COMPASS = wordset("north south east west mid central upper lower inner outer northern southern eastern western")
"""Before "City of" or "London Borough of" these make up a council that is none: "South London Borough of Hackney"."""
BEFORE_A_PLACE = wordset("of the city borough county district royal london lb")
"""What may stand between such a word and the place."""
MAKES_LONGER = LONGER | _TWICE | {slip for slip, word in MEANT.items() if word in LONGER}
"""What makes another name of the place behind it, slips included."""
JOINING = wordset("of the and upon on in under with")
"""Words that initials may leave out."""
FORMERLY = wordset("formerly previously")
"""What follows these is another name of the same employer."""
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
    "hunts": "huntingdonshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "middlesboro": "middlesbrough",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "glam": "glamorgan",
    "mids": "midlands",
    "ches": "cheshire",
    "gt": "great",
    "gtr": "greater",
    "nth": "north",
    "sth": "south",
    "bham": "birmingham",
    "soton": "southampton",
    "lpool": "liverpool",
    "n": "north",
    "s": "south",
    "saint": "st",
    "e": "east",
    "w": "west",
    "ne": "north east",
    "nottm": "nottingham",
    "bmouth": "bournemouth",
    "pboro": "peterborough",
    "nw": "north west",
    "oxon": "oxfordshire",
    "carms": "carmarthenshire",
    "pembs": "pembrokeshire",
    "shrops": "shropshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
}
"""Postal abbreviations of counties and the compass, also inside names: "East Herts", "N Tyneside"."""
ABROAD = wordset(
    "usa us nz nsw qld tas ma va nc sc ga tx ny nj nh ri vt ct mi mn wi tn ky az nv nm australia canada america india"
    " jamaica california florida texas virginia maryland ohio oregon massachusetts connecticut pennsylvania delaware"
    " georgia kentucky tennessee michigan illinois indiana alabama ontario quebec alberta manitoba saskatchewan"
    " tasmania queensland"
) | frozenset(
    {"united states", "new zealand", "south africa", "new south wales", "south australia", "western australia"}
    | {"north carolina", "south carolina", "new york", "new jersey", "new hampshire", "rhode island", "new mexico"}
    | {"west virginia", "british columbia", "nova scotia", "new brunswick", "cape breton"}
)
"""Countries and states with councils of British names, and their letters; not those that are places here too (Victoria,
Washington, Perth), nor letters that are words of employers (PA, BC, CA)."""
WORDS_ABROAD = wordset(" ".join(ABROAD))
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
