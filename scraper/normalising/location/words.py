"""The words of location texts: streets that are no towns, texts that are no place, sites that any council has."""

import re

from scraper.records import Workplace
from scraper.reference.keys import wordset

STREETS = wordset(
    "street st road rd lane ln avenue ave drive dr close way crescent cres terrace grove gardens square sq row"
    " place park walk mews rise parade court house hall lodge manor farm buildings building arms inn"
    " hotel wharf suite estate club"
)
"""Behind a name these make it a street or a building, which may stand in any town: "Oxford Street", "Essex House"."""
LONGER = wordset(
    "new old great little upper lower high low long st saint market chipping kings queens bishops abbots much"
    " royal nether over far castle church"
)
"""Before a name these make it another place: New Brighton is not Brighton."""
COMPOUND = wordset("on upon under le super cum juxta")
"""Behind a name these begin a longer one: "Sutton upon Derwent" is not Sutton."""
COMMON = wordset(
    "abbey ash balance bank bath battle beacon bean beer bell bourne bow box branch bridge broad brook bury"
    " bush cargo castle catering central centre chapel church clay clean coast coat cold college common cope"
    " corner court cove crook cross dale deal dean dollar down downside eagle east eden end eye farm fence"
    " field flash fleet flushing ford forest forth friday garden gate good grain grange green grove hale hall"
    " ham hamlet hart haven hay heath helm hide high hill holt home hook hope hospital house hub hyde iron"
    " kingdom lane law lea lee locking loose lot main manor march marine mark mere mill mold moor mount name"
    " nelson new newton north nun oak office old over page par park pill place plain point pool port post"
    " priory quarter rake ram range reading rest ridge ring rise river rock rose rye sale sandwich school seal"
    " selling send settle shaw shed ship sidings south square staff station stock stone street sway temple"
    " tongue top tower town tree trench twin union unit upper valley village wall ware waterside wave way well"
    " wells west white wick wing wood wool work worth yard yell mull idle lye"
)
"""Names of places that are words as well: they count alone between commas, or before one of SITES ("Bath Library")."""
SITES = wordset(
    "town city central civic council library libraries leisure area district borough county based office"
    " offices hospital museum depot and or uk england wales scotland"
)
"""What stands behind a town's name in the name of a site."""
JOINED = SITES | {"wide", "side", "and"}
"""What may be joined to a place's name by a hyphen without making another name of it: "Leeds-based", "Kent-wide"."""
BUILDINGS = wordset("school church primary academy college infant infants junior juniors hospice hospital surgery")
"""Behind a saint these make a building's name and no place: "St Mary's School"."""
SAINTS = wordset("st saint christchurch trinity")
LONG_SEGMENT = 6
"""Words from which a text between commas is a sentence: in it only towns and councils count, not villages."""
KNOWN_TOWN = 5_000
"""People that make a place a town which a sentence may name."""
OWN_SITE = re.compile(
    r"\b(?:civic (?:cent(?:re|er)|offices?|hub|suite|headquarters)|(?:town|city|county|shire) ?hall|guildhall"
    r"|council (?:house|offices?|buildings?|chambers?|depot|headquarters|hq)|head ?quarters|head ?office|main office|hq"
    r"|our offices?|(?:works? )?depot|librar(?:y|ies)|(?:leisure|sports|recycling|contact) cent(?:re|er)s?|museum"
    r"|child(?:ren)?'?s? (?:cent(?:re|er)|home)s?|family (?:hub|cent(?:re|er))s?|day (?:cent(?:re|er)|service)s?"
    r"|(?:care|residential|residential care) homes?|community (?:cent(?:re|er)|hub|base|hospital)s?|cemetery"
    r"|crematorium|country park|schools?|primary|academy|nursery|infants?|juniors?|pupil referral unit|respite"
    r"|extra care|(?:register|registry) office|offices?)\b"
)
"""Sites that a council has many of: with a known council they are its own."""
ALL_OVER = re.compile(
    r"\b(?:various|multiple|several|number of|across|throughout|(?:county|borough|city|district) ?-?wide|peripatetic"
    r"|mobile|locations|sites|all areas|any(?:where)? (?:in|within) the"
    r"|(?:within|in|around) the (?:borough|county|district|city|area|region))\b"
)
"""Words that say the work is in more than one place, or anywhere in an area."""
NOTHING = frozenset({"", "location", "locations", "n a", "na", "none", "tbc", "not specified", "unknown"})
"""Texts that are a form's label or nothing."""
_HOME = (
    r"(?:home[ -]?(?:based|working|worker)|(?:from|at) home|wfh|remote(?:ly)?|telecommut\w*|teleworking|home office)"
)
_HYBRID = re.compile(
    rf"\b(?:hybrid|agile|blended|flexible location)\b|\b{_HOME}\b.{{0,40}}\boffices?\b"
    rf"|\boffices?\b.{{0,40}}\b(?:{_HOME}|home)\b"
    r"|\bhome\s*(?:/|and|&|or)\s*office\b|\b(?:partly|partially|some|part) (?:remote|from home|home)"
)
_REMOTE = re.compile(rf"\b{_HOME}\b|^\W*(?:work from )?home\W*$|\bhome (?:or|and) remote\b")
_ON_SITE = re.compile(r"\b(?:on[ -]site|office[ -]based|site[ -]based|workplace[ -]based|in[ -]person)\b")
WORKPLACES: tuple[tuple[Workplace, re.Pattern[str]], ...] = (
    ("hybrid", _HYBRID),
    ("remote", _REMOTE),
    ("on_site", _ON_SITE),
)
"""Words of each workplace, the one that speaks of both first. A care home and home care are no home working."""
