"""Labels told by the words they are made of, where the table of whole labels has none: "Vacancy closes at". Pure.

A label means a field when it has one of the field's own words and no word but those that go with it: "Closing date for
this post" does, "Closing the gap" does not. English and Welsh words may stand beside each other ("Cyflog / Salary").
"""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
"""What has a number in it is a value: "37 hours per week"."""
_ABOUT = frozenset(re.findall(r"\w+", "the this of for a our job post role vacancy position y yr swydd i"))
ENOUGH = 2
"""Words beside "the", "job" and the like that make a label of those that say too little alone."""
_TABLE = """
closing_text: closing closes closed close expiry expires expiration deadline cau
 | date time day on at and to by applications application apply applying advert advertisement advertising listing
 posting submission submissions receipt end last latest final midnight dyddiad amser ar gyfer ceisiadau cais ymgeisio
 hysbyseb
posted_text: posted published advertised listed publication
 | date on at first day dyddiad
starts_text: start starting starts commencement commencing commences ddechrau dechrau
 | date on from proposed anticipated expected preferred estimated ideal planned earliest latest appointment
 employment dyddiad
interview_text: interview interviews cyfweliad cyfweliadau
 | date dates on provisional likely proposed planned anticipated expected estimated held will be to assessment dyddiad
salary_text: salary salaries pay wage cyflog
 | range details information per annum annual annually full time equivalent fte gross basic base scale scales starting
 description text display package offered advertised total rate rates hour hourly pa ph p year week weekly month band
 ystod graddfa blynyddol manylion
hours_text: hours oriau
 | per week weekly working work contracted contractual total number standard basic wythnos gwaith gweithio yn fesul
location_text: location locations lleoliad workplace lleoliadau
 | work working office primary main base address site name town city details area place employment prif
reference: reference ref cyfeirnod
 | number no id code advert requisition unique recruitment hr rhif
contract_text: contract employment contractual gontract gytundeb contracts
 | type types term terms length status duration basis details math o
pattern_text: pattern patterns patrwm
 | working work shift hours gwaith gweithio
recruiter_text: employer organisation organization recruiter cyflogwr sefydliad
 | name hiring recruiting employing enw
grade_text: grade gradd
 | pay salary scale band range point level
"""
"""A field a line: its own words, and behind the bar those that go with them."""
_NEEDS_MORE = frozenset(
    {"closing", "closed", "close", "start", "starting", "starts", "pay", "employment", "base", "ref", "no", "id"}
)
"""Words of a field that say too little alone."""


def _rows() -> list[tuple[str, frozenset[str], frozenset[str]]]:
    found = []
    for row in re.split(r"\n(?=[a-z_]+: )", _TABLE.strip()):
        field, _, words = row.partition(": ")
        own, _, others = words.partition(" | " if " | " in words else "|")
        found.append((field, frozenset(own.split()), frozenset(f"{own} {others}".split()) | _ABOUT))
    return found


_ROWS = _rows()


@lru_cache(maxsize=4_096)
def field_of(label: str) -> str | None:
    """Return the field that a label's words mean, the label in lower case; None where they mean none or several."""
    if _DIGIT.search(label):
        return None
    words = frozenset(_WORD.findall(label))
    if words - _ABOUT <= _NEEDS_MORE and len(words - _ABOUT) < ENOUGH:
        return None
    found = [field for field, own, all_words in _ROWS if own & words and words <= all_words]
    return found[0] if len(found) == 1 else None
