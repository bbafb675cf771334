"""Reading a location text. The rules, in the order they are tried, are explained in docs/location.md."""

from scraper.normalising.location import settle
from scraper.normalising.location import words as w
from scraper.normalising.location.by_name import all_of, by_area, by_employer, by_name, several
from scraper.normalising.location.by_postcode import by_postcode
from scraper.normalising.location.reading import LONGEST, Reading, take_apart
from scraper.normalising.readings import Location
from scraper.records import Evidence, Workplace
from scraper.reference.keys import key

FLAGS = (
    "ambiguous",
    "several_places",
    "postcode_mended",
    "postcode_unknown",
    "postcode_district",
    "sector_unverified",
    "from_recruiter",
    "abroad",
)
"""The order in which flags stand."""


def _workplace(low: str) -> tuple[Workplace, str] | None:
    for kind, pattern in w.WORKPLACES:
        if found := pattern.search(low):
            return kind, found.group()
    return None


def _finished(reading: Reading, found: Location) -> Location:
    """The location with its workplace, flags and rules."""
    place = _workplace(reading.low)
    if place is not None:
        reading.rules["workplace"] = Evidence("workplace_words", place[1])
    if several(reading):
        reading.flags.add("several_places")
        if len(named := all_of(reading)) > 1:
            reading.rules["authorities"] = Evidence("several_places", ", ".join(named))
    fields = {name: getattr(found, name) for name in Location.__struct_fields__}
    fields["workplace"] = place[0] if place else "unknown"
    fields["flags"] = tuple(one for one in FLAGS if one in reading.flags)
    fields["rules"] = reading.rules
    return Location(**fields)


def _abroad(reading: Reading) -> bool:
    return not reading.postcodes and any(one.meanings[0].level == "abroad" for one in reading.mentions)


def read(text: str, *, recruiter_code: str | None = None) -> Location:
    """The place of work that a text names, as locally as it says and no more.

    Args:
        text: the location, as printed.
        recruiter_code: GSS code of the employer, where it is an authority. It decides between namesakes and says
            whose a civic centre is; it never overrules what the text says.

    Of several places the first is read, and flagged. Never raises; an ambiguous name gives no authority, its candidates
    stand in the rules.
    """
    if key(text[:LONGEST]) in w.NOTHING:
        return Location(text=text)
    reading = take_apart(text, settle.recruiter_area(recruiter_code))
    if _abroad(reading):
        reading.flags.add("abroad")
        reading.mentions, reading.settled = [], []
        return _finished(reading, Location(text=text))
    found = by_postcode(reading) or by_name(reading) or by_area(reading) or by_employer(reading)
    return _finished(reading, found or Location(text=text))
