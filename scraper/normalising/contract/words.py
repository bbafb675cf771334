"""The words of contracts and working patterns, as councils and schema.org write them.

Strong words state the contract; weak ones ("relief", "cover") only suggest it and give way to a strong one. Words that
belong to something else (temporary accommodation, the voluntary sector, full-time equivalent) are shut out by what
stands beside them.
"""

import re

from scraper.normalising.contract.numbers import COUNT
from scraper.records import ContractType, WorkingPattern

Table = tuple[tuple[str, re.Pattern[str]], ...]


def _compiled(table: dict[str, str]) -> Table:
    return tuple((name, re.compile(words, re.IGNORECASE)) for name, words in table.items())


_T = r"[\s_‐-―-]{0,3}"
"""What joins the halves of "full time": a space, a hyphen, schema.org's underscore, or nothing."""

PLAIN_KINDS = r"permanent|temporary|casual|secondment|sessional|seasonal|interim|substantive|open[\s-]ended"
"""Kinds of contract that are one word wherever they stand."""
_NOT_PERMANENT = r"\s(?:resid|exclu|way\b|disab|health|hous|accomm|exhib|collect|fixture|feature|part\sof)"
_NOT_TEMPORARY = (
    r"\s(?:accommodation|hous|structure|event|traffic|works\b|work(?:er)?s?\sagenc|exhibition|road|use\b|cover\sarrange|absence"
    r"|staffing|recruitment)"
)
_NOT_APPRENTICE = (
    r"\s(?:lead|manag|coord|co-ord|assess|officer|advis|train|levy|tutor|programme\smanag|engage|support|team|provision"
    r"|schem)"
)
_NOT_VOLUNTARY = (
    r"\s(?:sector|organi[sz]ation|aided|controlled|and\scommunity|&\scommunity|,?\scommunity|group|bod(?:y|ies)|redundan"
    r"|agenc|services?\b|action|school|academy|nature|benefit|contribution|registration|disclosure|coord|co-ord|manage"
    r"|engage|develop|support|officer|recruit|liaison|scheme)"
)
STRONG = _compiled(
    {
        "permanent": (
            rf"\bperm\b|\b[pb]arhaol\b|(?<!non[\s-])(?<!\bnot\s)(?<!\bnot\sa\s)(?:permanent|permenant|permanant)(?!ly)(?!{_NOT_PERMANENT})|\bindefinite\b"
            r"|\bsubstantive(?!\s(?:evid|exper|post\s?holder))|\bopen[ -]ended\scontract|\bcontract\sis\sopen[ -]ended"
            r"|\A\W*open[ -]ended\W*\Z"
        ),
        "fixed_term": (
            rf"(?<!\bnot\sa\s)(?<!\bnot\s)fixed{_T}(?:term|period)(?!\s(?:exclu|suspen|penal))|\bF\.?T\.?C\b\.?|\blimited{_T}term"
            r"|\b(?:tymor|cyfnod)\spenodol\b"
        ),
        "temporary": (
            rf"\btemporary(?!{_NOT_TEMPORARY})|(?<=[a-z])Temporary\b|\btemps?\b|\bseasonal\b|\bdros\sdro\b|\btymhorol\b"
        ),
        "casual": (
            r"\bcasual(?!\s(?:dress|visit|user|car|mileage))|\bzero[\s-]{0,2}hours?\b|\bper[_\s]diem\b|\bnil\shours\b"
            r"|\bachlysurol\b|\bdim\soriau\b|\bas\s(?:and|&)\swhen\b|\bad[\s-]hoc\s(?:basis|contract|hours)"
        ),
        "apprenticeship": rf"\bapprentice(?:ship)?s?\b(?!{_NOT_APPRENTICE})|\b(?:ph|p|b)rentis(?:iaeth)?\b",
        "secondment": r"\bsecondments?\b|\bsecondiad\b|\bseconded\b|\bsecondee\b",
        "voluntary": (
            rf"\bvolunteers?\b(?!{_NOT_VOLUNTARY})|\bvoluntary\b(?!{_NOT_VOLUNTARY})|\bunpaid\s(?:role|position|post|trustee|governor)"
            r"|\b(?:roles?|posts?|positions?|it)\s(?:is|are)\sunpaid\b"
        ),
    }
)

_RELIEVER = (
    r"staff|work|contract|post|position|shift|hours|basis|cover|pool|support|care|cook|driver|assist|warden|librar"
    r"|clean|manag|team"
)
WEAK = _compiled(
    {
        "fixed_term": (
            rf"\b{COUNT}[\s-](?:month|year)s?\scontracts?\b|\bcontracts?\s(?:of|for)\s(?:up\sto\s)?{COUNT}[\s-](?:month|year)s?\b"
            r"|\bcontract\s(?:is\s)?(?:runs?|running|lasts?|lasting|ends?|ending|until)\b"
            r"|\b(?:mat(?:ernity)?|paternity|parental|adoption|sickness|leave)(?:[_\s](?:leave|absence))?[_\s]cover\b"
            r"|\bcover(?:ing)?\s(?:for\s)?(?:a\s)?(?:maternity|sickness)"
        ),
        "casual": (
            rf"(?<!rates\s)(?<!debt\s)(?<!pain\s)\brelief\s(?:{_RELIEVER})|\A\W*relief\b|[(–-]\s?relief\s?\)?\s?\Z"
            r"|\bbank\s(?:staff|work|contract|post|position|shifts?|hours|support|care|nurs|basis)|\A\W*bank\W*\Z"
            r"|[(–-]\s?bank\s?\)?\s?\Z|\bsessional\b|\bon[\s-]call\scontract|\A\W*supply\W*\Z"
            r"|\bsupply\s(?:teach|staff|pool|cover|contract|work)"
        ),
        "temporary": (
            r"\A\W*agency\W*\Z|\A\W*contract\W{1,3}[0-9]{1,2}\smonths?\W*\Z|\blocum\b|\binterim\b(?!\s(?:bed|care\b|accommod|report))|\bcontractor\b|\bintern(?:ship)?\b|\A\W*contract\W*\Z"
            r"|\bagency\s(?:worker|contract|assignment)|\btemporarily\b"
        ),
    }
)

NOT_YET = re.compile(
    r"\b(?:possib|potential|opportunit|view\sto|may\s(?:become|lead)|could\s(?:become|lead)|chance|leading\sto|option"
    r"|prospect)[\w\s,/-]{0,40}?\bperm(?:anent|anency)?\b|\b(?:to|2)[\s-]perm(?:anent)?\b",
    re.IGNORECASE,
)
"""A permanent post that may come of it later is not this contract."""

REFUSED = re.compile(r"\bnot\s(?:suitable|available|open|eligible|possible|offered)\b[^.,;]{0,40}", re.IGNORECASE)
"""A pattern that is refused ("not suitable for job share") is not offered."""

_NO = r"(?<!\bno\s)(?<!\bnot\s)(?<!\bnon[\s-])(?<!\boutside\s)(?<!\boutside\sof\s)"
_NOT_BASE = r"(?<!\bbased\son\s)(?<!\bbased\son\sa\s)"
_NOT_FULL = (
    r"\W{0,3}(?:equivalent|salary|rate|pay\b|wage|education|study|course|student|staff|employ|week\sis|equiv|role\sis"
    r"|hours\s(?:are|is|at))"
)
PATTERNS = _compiled(
    {
        "full_time": rf"{_NO}{_NOT_BASE}(?:full|whole){_T}time(?!{_NOT_FULL})|\bf/t\b|\bl+awn[\s-]amser\b",
        "part_time": (
            rf"{_NO}part{_T}time(?!\W{{0,3}}(?:equivalent|study|course|student|staff))|\bp/t\b|\brh?an[\s-]amser\b|\breduced\shours\b"
        ),
        "term_time": (
            rf"{_NO}(?:\bterm|(?<=[a-z])Term){_T}time|\bTTO\b|\bt\.t\.o\b|\bterm{_T}only\b"
            r"|\byn\systod\s(?:y\s)?tymor\b|\b[td]ymor\s(?:yr\s)?ysgol\b"
        ),
        "job_share": (
            rf"\bshare\sth(?:is|e)\s(?:job|role|post)\b|\brhannu\sswydd\b"
            rf"|{_NO}job{_T}shar(?:e|ing)(?!\W{{0,3}}(?:no\b|not\b|n/a))"
        ),
        "flexible": (
            r"\bgweithio(?:'n)?\shyblyg\b|\bworked\sflexibly\b|\bflexible\s(?:work|hours|pattern|basis|shift)|\bflexi(?:ble)?[\s-]?time\b|\bflexi\b|\A\W*flexible\s*(?:[,/;|]|\Z)"
            r"|(?<=[,/;|]\s)flexible\b(?=\s*(?:[,/;|]|\Z))"
        ),
        "compressed_hours": r"\bcompressed\b|\b(?:nine|9)[\s-]day\sfortnight",
        "annualised_hours": r"\bannuali[sz]ed\b|\bannual\shours\b",
        "shifts": rf"{_NO}\bshifts?\b|\brotas?\b|\brotational\b|\brostered\b|\bearlies\b",
        "nights": (
            rf"{_NO}\b(?:wak(?:ing|eful)[\s-]nights?|nights\b(?!\sout)|night[\s-](?:shifts?|work)|overnights?\b)"
            r"|\A\W*night\W*\Z"
        ),
        "weekends": rf"{_NO}\bweekends?\b(?!\soff)|\bsaturdays?\s(?:and|&)\ssundays?\b",
        "zero_hours": r"\bzero[\s-]{0,2}hours?\b|\bnil\shours\b",
    }
)
SHORT = _compiled({"full_time": r"\bFT\b", "part_time": r"\bPT\b"})
"""Abbreviations that only a field about the contract makes clear."""

MANNERS: tuple[WorkingPattern, ...] = tuple(name for name, _ in PATTERNS)  # type: ignore[misc]
TIME_LIMITED: frozenset[ContractType] = frozenset({"fixed_term", "temporary", "secondment", "apprenticeship"})
