"""What kind of employer a name speaks of when it is no council: told by its words, most telling first."""

import re

from scraper.records import RecruiterKind
from scraper.reference.keys import wordset

_KINDS: tuple[tuple[str, str], ...] = (
    (
        "government",
        (
            r"ombudsman|ministry of|department (?:for|of)"
            r"|hm (?:revenue|prison|treasury|courts|land|inspectorate|passport)"
            r"|hmrc|hmp|hmpps|dwp|defra|civil service|cabinet office|home office|[a-z]+ (?:government|inspectorate)"
            r"|parliament|llywodraeth"
            r"|senedd|(?:electoral|care quality|charity|law|forestry|gambling|competition|boundary) commission"
            r"|environment agency|crown prosecution|probation service|[a-z]+ and [a-z]+ licensing agency"
        ),
    ),
    ("police", r"police|constabulary|crime commissioner|heddlu"),
    ("fire", r"fire (?:and|n) rescue|gwasanaeth tan|fire (?:service|brigade|authority|commissioner)|[a-z]+ fire$"),
    ("national_park", r"national parks?(?: authority)?|broads authority|parc cenedlaethol"),
    (
        "nhs",
        (
            r"nhs|foundation trust|integrated care (?:board|system)|icb|health boards?"
            r"|(?<!air )ambulance (?:service|trust)"
            r"|(?:teaching|general|royal|district|university) hospitals?|hospitals$|royal infirmary"
            r"|(?<!nuffield )(?<!spire )(?<!private )(?<!animal )(?<!veterinary )(?<!pet )hospital$"
            r"|clinical commissioning|ccg|hospitals?(?: [a-z]+)? trust|university hospitals?|public health wales"
            r"|community health(?:care)? trust|bwrdd iechyd"
        ),
    ),
    (
        "agency",
        (
            r"recruitment|recruiters?|recruiting|personnel|staffing|resourcing|executive search|search and selection"
            r"|employment (?:agency|bureau|solutions|services)|temps|supply teachers?|people solutions|talent solutions"
        ),
    ),
    (
        "university",
        r"university(?! centre)|^university centre|universities|prifysgol|polytechnic|birkbeck|imperial college",
    ),
    (
        "school",
        (
            r"schools?|academy|academies|ysgol|college|colleges|coleg|sixth form|infants|juniors"
            r"|kindergarten|montessori"
            r"|multi academy|(?:education|learning|schools|academies|teaching|mat|catholic) (?:[a-z]+ )?trust"
            r"|(?:primary|infant|junior|grammar|nursery|secondary)$|primary federation|pupil referral unit|pru"
        ),
    ),
    (
        "housing_association",
        (
            r"cymdeithas tai"
            r"|housing (?:association|group|trust|society|co operative|partnership|company|solutions|services)"
            r"|housing$|(?:community|city|borough|coastal|rural) (?:homes|housing)|[a-z]+ homes$"
            r"|homes (?:for|in) [a-z]+"
            r"|almshouses?"
        ),
    ),
    ("company", r"ltd|limited|plc|llp|cic|inc|building society|bank|holdings|consultancy|consultants|consulting"),
    (
        "charity",
        (
            r"charity|charitable|charities|foundation|hospice|age uk|mencap|mind|ymca|ywca|citizens advice"
            r"|wildlife trust"
            r"|cathedral|church|diocese|diocesan|volunt[a-z]+|cvs|trust|salvation army|red cross|samaritans"
            r"|credit union|air ambulance"
            r"|union|friends of|theatre"
        ),
    ),
    (
        "company",
        (
            r"group|company"
            r"|solutions|care homes?|nursing homes?|solicitors|architects|engineering|construction|logistics|hotel"
            r"|restaurant|brewery|dental|pharmacy|garage|supermarket|football club|a?fc|rlfc|airport|water|energy|cares"
        ),
    ),
    (
        "other",
        (r"society|association|club|museum|library|partnership|forum|federation|commission|authority|board|agency"),
    ),
)
KINDS: tuple[tuple[RecruiterKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b"))  # type: ignore[misc]  # a test holds the table to the kinds there are
    for kind, words in _KINDS
)
ON_BEHALF = re.compile(
    r"\b(?:on behalf of|working (?:with|for)|recruiting (?:for|on behalf of)|acting for|our client|client)\b"
)
"""Words by which an agency names the employer behind it."""
FOR = re.compile(r"\b(?:for|via|through|with|at|c o)$")
"""The same between a known agency and a council."""
ANOTHER_BEFORE = re.compile(
    r"\b(?:university|college|nhs|police|constabulary|ltd|limited|plc|llp|cic|housing association|homes|trust|charity"
    r"|foundation|union|unison|friends|ombudsman|club|society|association)\b"
)
"""Before a council's name these make the employer another body, which the council stands beside."""
ANOTHER_BEHIND = re.compile(
    r"\b(?:ltd|limited|plc|llp|cic|union|unison|club|society|trust|supporters|pensioners|association"
    r"|(?:labour|conservative|democrat|green|independent) group)\b"
)
"""Behind a council's name these make it another body's name."""
DEPARTMENT_WORDS = wordset(
    "a adult adults and assets benefit benefits business care careers catering children childrens cleaning"
    " commissioning communities community corporate council councils culture customer democratic department"
    " dept development digital directorate early economy education environment environmental estates external"
    " facilities families family finance for governance growth health help highways housing hr hub human ict"
    " income internal it jobs leaders learning legal leisure libraries library licensing neighbourhood"
    " neighbourhoods of operations our parks payroll people place planning policy procurement property public"
    " regeneration regulatory resources revenue revenues safeguarding school schools service services skills"
    " social staff strategic strategy street support team the trading transport vacancies vacancy waste"
    " wellbeing years young youth"
)
"""A text of these words only is, on a council's own site, a department of the council."""
SMALL_COUNCIL = re.compile(r"\b(?:town|parish|community|rural|city) council\b|\bcyngor (?:tref|cymuned|plwyf)\b")
"""A council below the districts: a council without a code in the register."""
SMALL_COUNCIL_END = re.compile(r"\b(?:town|parish|community|rural) council$|^cyngor (?:tref|cymuned|plwyf)\b")
"""The same at the end of a name, which outweighs every other word in it ("Church Aston Parish Council")."""
COUNCIL_LIKE = re.compile(r"\b(?:(?:county|city|borough|district|metropolitan) council|london borough of)\b")


def departmental(words: list[str]) -> bool:
    """Whether a name's words are all department words."""
    return all(word in DEPARTMENT_WORDS for word in words)


def kind_of(words: str) -> tuple[RecruiterKind, str] | None:
    """Kind of employer and the words that tell it, of a name's key; None when no word tells."""
    for kind, pattern in KINDS:
        if found := pattern.search(words):
            return kind, found.group()
    return None
