"""Is this text, as a whole, the name of a place? Told from the reference tables and from the words boards use instead.

This only divides text; which place is meant, and whose, is for ``scraper.normalising`` to say.
"""

import re
from functools import cache

from scraper.reference import authorities, tables
from scraper.reference.keys import key

AREAS = """
England|Scotland|Wales|Northern Ireland|Great Britain|United Kingdom|UK|GB
London|East Midlands|West Midlands|East of England|North East|North West|South East|South West
North East England|North West England|South East England|South West England|Yorkshire and the Humber|Yorkshire
Midlands|Home Counties|Thames Valley|East Anglia|Humberside|Merseyside|Teesside|Tyneside|Wearside|Tyne and Wear
Greater Manchester|Greater London|South Yorkshire|West Yorkshire|East Yorkshire|East Riding of Yorkshire|Berkshire
Bedfordshire|Buckinghamshire|Cheshire|Cumbria|Cumberland|Westmorland|Dorset|Durham|County Durham|Cleveland|Avon
Hereford and Worcester|Huntingdonshire|Middlesex|Northamptonshire|Sussex|Shropshire|Cornwall|Isles of Scilly
Clwyd|Dyfed|Gwent|Gwynedd|Glamorgan|Mid Glamorgan|South Glamorgan|West Glamorgan|Powys|Anglesey|North Wales
South Wales|Mid Wales|West Wales|Ayrshire|Lanarkshire|Dunbartonshire|Renfrewshire|Lothian|Tayside|Strathclyde
Grampian|Highlands|Scottish Borders|Dumfries and Galloway|Western Isles|Outer Hebrides|Orkney|Shetland|Caithness
Sutherland|Antrim|Armagh|Down|Fermanagh|Londonderry|Tyrone|Channel Islands|Jersey|Guernsey|Isle of Man
Isle of Wight|Wirral|Thanet|New Forest|Lake District|Peak District|Cotswolds|Fylde|Black Country
"""
"""Nations, regions, counties past and present, and districts people name that no authority has as its short name."""

INSTEAD_OF_PLACE = """
home working|homeworking|home based|homebased|home|work from home|working from home|remote|remote working|hybrid
hybrid working|agile|agile working|flexible|flexible location|mobile|field based|nationwide|national|uk wide|ukwide
countywide|county wide|boroughwide|borough wide|citywide|city wide|districtwide|district wide|regional|various
various locations|various sites|various places|multiple locations|multiple sites|multiple|any location|anywhere
no fixed location|across the county|across the borough|across the city|overseas|international|office based
"""
"""What boards print where a place would stand."""

_TITLES = (
    "city of",
    "borough of",
    "london borough of",
    "royal borough of",
    "county of",
    "district of",
    "town of",
    "co",
    "county",
)
_BEFORE = frozenset(("north", "south", "east", "west", "central", "greater", "inner", "outer", "mid", "upper", "lower"))
_AFTER = ("city centre", "town centre", "centre", "city", "area", "county", "borough", "district", "region", "wide")
POSTCODE = re.compile(r"(?:^|[ ,])[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$")
OUTWARD = re.compile(r"[ ,][A-Z]{1,2}[0-9][0-9A-Z]?$")
"""The first half of a postcode: only after a name, for "PO3" and "G7" alone are pay grades."""
_BRACKETS = re.compile(r"\([^()]{0,40}\)")


def _listed(table: str) -> set[str]:
    return {key(name) for name in table.replace("\n", "|").split("|") if name.strip()}


@cache
def _names() -> frozenset[str]:
    places = {key(row[0]) for row in tables.rows("places.tsv")}
    councils = {key(one.short) for one in authorities.register().values() if one.is_council}
    others = {key(row[0]) for row in tables.rows("authority_aliases.tsv") if row[2] == "bare"}
    return frozenset(places | councils | others | _listed(AREAS))


@cache
def _instead() -> frozenset[str]:
    return frozenset(_listed(INSTEAD_OF_PLACE))


def _trimmed(name: str) -> str:
    for title in _TITLES:
        if name.startswith(title + " "):
            return name[len(title) + 1 :]
    first, _, rest = name.partition(" ")
    if rest and first in _BEFORE:
        return rest
    for ending in _AFTER:
        if name.endswith(" " + ending):
            return name[: -len(ending) - 1]
    return name


def is_name(text: str) -> bool:
    """Tell whether a text is one place's name: "Wembley", "London (Greater)", "North Oxford", "Norwich NR1 2DH"."""
    plain = _BRACKETS.sub(" ", text).strip()
    bare = OUTWARD.sub("", POSTCODE.sub("", plain)).strip(" ,")
    if not bare:
        return bool(plain)
    name = key(bare)
    return name in _names() or _trimmed(name) in _names()


def _all(parts: list[str]) -> bool:
    return bool(parts) and all(is_name(part) for part in parts)


_LISTS = tuple(map(re.compile, (r",", r"[,/;+]|\s[-–—|]\s", r"[,/;+]|\s[-–—|]\s|\s(?:and|or|&)\s")))
"""Ways in which a text lists places, the most careful first: "Tyne and Wear" is one place, "Leeds and York" are two."""


def is_place(text: str) -> bool:
    """Tell whether a text is a place or a list of places and nothing else: "Wembley, London (Greater)"."""
    plain = OUTWARD.sub("", POSTCODE.sub("", text)).strip(" ,") or text
    return any(_all([part.strip() for part in divider.split(plain)]) for divider in _LISTS)


def is_instead(text: str) -> bool:
    """Tell whether a text stands where a place would: "Homeworking", "Various locations"."""
    return key(text) in _instead()


def ends_in_name(text: str) -> bool:
    """Tell whether the last part of an address is a known place or a postcode: "Civic Centre, Wembley"."""
    return ("," in text and is_name(text.rpartition(",")[2])) or POSTCODE.search(text) is not None
