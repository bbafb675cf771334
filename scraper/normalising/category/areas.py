"""The service area that words speak of: a title's weigh most, then the source's own category, then the summary."""

from collections import defaultdict

from scraper.normalising.category.tables import LONGEST_PHRASE, areas
from scraper.normalising.category.words import tokens

TITLE, LABEL, TEXT = 3.0, 2.0, 1.0
"""What one phrase is worth by where it stands."""
ENOUGH = 2.0
"""Worth that an area must reach: a word of the title or of the category does, one word of a summary does not."""
LONGER = 0.5
"""Added for each word of a phrase beyond the first: "environmental health" tells more than "health"."""
BROAD_AREAS = frozenset(("corporate", "customer_business_support", "schools_support"))
BROAD = 0.75
"""Factor for areas whose words ("strategy", "support", "school") go with every other area's."""
LONGEST_TEXT = 600
"""Characters of a summary read: service words further down are about other teams."""

Found = dict[str, dict[str, float]]


def _phrases(words: tuple[str, ...], worth: float, found: Found) -> None:
    """The longest phrases from left to right, each counted once."""
    table = areas()
    start = 0
    while start < len(words):
        for stop in range(min(len(words), start + LONGEST_PHRASE), start, -1):
            area = table.get(words[start:stop])
            if area:
                phrase = " ".join(words[start:stop])
                found[area][phrase] = max(found[area].get(phrase, 0.0), worth + LONGER * (stop - start - 1))
                start = stop
                break
        else:
            start += 1


def area(title: list[tuple[str, ...]], label: str, text: str) -> tuple[str, str] | None:
    """The service area most spoken of, with its words; None when none is, or two are spoken of alike."""
    found: Found = defaultdict(dict)
    for part in title:
        _phrases(part, TITLE, found)
    _phrases(tokens(label), LABEL, found)
    if text and not found:
        _phrases(tokens(text[:LONGEST_TEXT]), TEXT, found)
    ranked = sorted(
        ((sum(words.values()) * (BROAD if name in BROAD_AREAS else 1.0), name) for name, words in found.items()),
        reverse=True,
    )
    if not ranked or ranked[0][0] < ENOUGH or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    name = ranked[0][1]
    return name, "; ".join(found[name])
