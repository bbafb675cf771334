"""What to be careful about in a reading of pay."""

import re

from scraper.normalising.salary.reading import Reading

FLAGS = (
    "period_inferred", "several_rates", "derived_from_spine", "computed", "ambiguous", "impossible", "truncated",
    "below_minimum_wage", "pay_award_pending", "london_weighting", "includes_extras", "term_time", "apprentice",
)  # fmt: skip
"""Every flag a salary can carry, in the order they are given. ``docs/salary.md`` says what each means."""

_CUT = re.compile(r"(?:…|\.\.\.?|[£$€]|(?<!\.\d\d)\d,\d{1,2}|\d ?-|\d to)\s?\)?\Z", re.IGNORECASE)
_BY_KIND = {
    "award": "pay_award_pending", "london": "london_weighting", "term": "term_time", "apprentice": "apprentice",
}  # fmt: skip


def of_text(reading: Reading) -> set[str]:
    """Flags that the words of the text raise by themselves."""
    flags = {flag for kind, flag in _BY_KIND.items() if kind in reading.kinds}
    if any(item.kind == "wage" and "apprentice" in reading.low[item.start : item.end] for item in reading.items):
        flags.add("apprentice")
    if _CUT.search(reading.text, max(len(reading.text) - 12, 0)):
        flags.add("truncated")
    if reading.pay and "inc" in reading.kinds and _includes_extras(reading):
        flags.add("includes_extras")
    return flags


def _includes_extras(reading: Reading) -> bool:
    """Tell whether the amount is said to include a bonus or an allowance: "£38,150pa (including 10% KPI bonus)"."""
    found = reading.items
    for index, item in enumerate(found):
        if item.kind == "inc":
            after = [each.kind for each in found[index + 1 : index + 6]]
            until = next(
                (at for at, kind in enumerate(after) if kind in {"stop", "close", "plus", "comma"}), len(after)
            )
            if "extra" in after[:until]:
                return True
    return False
