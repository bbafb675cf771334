"""When a contract ends, or how long it lasts, as stated."""

import re

from scraper.normalising import dates
from scraper.normalising.contract.numbers import COUNT
from scraper.normalising.dates.words import MONTH
from scraper.records import Evidence

_UNTIL = re.compile(
    r"\b(?:until|till|up\sto(?:\sand\sincluding)?|ending(?:\son)?|ends?(?:\son)?|end\sdate|expir(?:es|ing|y)(?:\son)?|to|through\sto)\b\W{0,3}(?:the\s)?"
    rf"(?P<when>(?:end\sof\s)?[^.;\n()]{{0,14}}?(?:[0-9]{{1,2}}[^.;\n()]{{0,4}})?\b{MONTH}\b\.?\s?(?:[0-9]{{4}})|[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-](?:[0-9]{{4}}|[0-9]{{2}})|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"(?P<upto>\b(?:up\sto|maximum(?:\sof)?|initial(?:ly)?(?:\sfor)?|minimum(?:\sof)?|at\sleast)\s)?(?<![0-9£.,-])\b(?P<n>{COUNT}(?:\s?(?:-|–|to)\s?{COUNT})?)[\s-]?(?P<unit>months?|years?|mths?|yrs?|weeks?)\b"
    r"(?!\s?(?:prob|exper|notice|old|of\sexp|post|qual|per|a\syear|olds|driv|resid))",
    re.IGNORECASE,
)


def end(text: str) -> tuple[str, Evidence] | None:
    """The end of a contract that a text about a time-limited post states: a date, a month, or a length ("12 months").

    A date comes as YYYY-MM-DD, anything else in the text's own words.
    """
    if found := _UNTIL.search(text):
        words = " ".join(found["when"].split())
        reading = dates.read(words, what="contract")
        return (reading.at[:10] if reading.at else words), Evidence("contract_until", found.group().strip())
    if found := _LENGTH.search(text):
        return " ".join(found.group().split()), Evidence("contract_length", found.group().strip())
    return None
