"""Words of titles that mean something together: other boards' names of one post among them."""

from collections import defaultdict
from collections.abc import Mapping

from storage.matching import welsh

Phrase = tuple[str, ...]
PHRASES: dict[Phrase, Phrase] = {
    ("special", "educational", "need"): ("sen",),
    ("special", "education", "need"): ("sen",),
    ("co", "ordinator"): ("coordinator",),
    ("midday", "supervisory", "assistant"): ("midday", "supervisor"),
    ("midday", "meal", "supervisor"): ("midday", "supervisor"),
    ("modern", "foreign", "language"): ("modern", "language"),
    ("hybrid", "working"): (),
    ("flexible", "working"): (),
    ("great", "pension"): (),
    ("great", "benefit"): (),
    ("excellent", "benefit"): (),
    ("closing", "soon"): (),
    ("re", "advertisement"): (),
    ("re", "advert"): (),
    ("re", "advertised"): (),
    ("early", "closing"): (),
    ("front", "line"): ("frontline",),
    ("care", "taker"): ("caretaker",),
    ("handy", "person"): ("handyperson",),
    ("class", "assistant"): ("teaching", "assistant"),
    ("class", "support", "assistant"): ("teaching", "assistant"),
    ("class", "teaching", "assistant"): ("teaching", "assistant"),
    ("primary", "class", "teacher"): ("class", "teacher"),
    ("primary", "teacher"): ("class", "teacher"),
    ("pupil", "mentor"): ("learning", "mentor"),
    ("early", "year", "educator"): ("early", "year", "practitioner"),
    ("nursery", "practitioner"): ("early", "year", "practitioner"),
    ("nursery", "nurse"): ("early", "year", "practitioner"),
    ("administrator", "officer"): ("administrator",),
    ("school", "secretary"): ("school", "administrator"),
    ("laboratory", "technician"): ("science", "technician"),
    ("lunchtime", "supervisor"): ("midday", "supervisor"),
    ("lunch", "time", "supervisor"): ("midday", "supervisor"),
    ("mid", "day"): ("midday",),
    ("lunchtime", "supervisory", "assistant"): ("midday", "supervisor"),
    ("midday", "assistant"): ("midday", "supervisor"),
    ("lunchtime", "assistant"): ("midday", "supervisor"),
    ("parking", "enforcement"): ("civil", "enforcement"),
    ("parking", "attendant"): ("civil", "enforcement", "officer"),
    ("civil", "enforcement", "officer", "parking"): ("civil", "enforcement", "officer"),
    ("child", "care"): ("childcare",),
    ("children", "care"): ("childcare",),
    ("residential", "childcare", "officer"): ("residential", "childcare", "worker"),
    ("qualified", "social", "worker"): ("social", "worker"),
    ("passenger", "escort"): ("passenger", "assistant"),
    ("contact", "center", "adviser"): ("customer", "service", "adviser"),
    ("contact", "center", "agent"): ("customer", "service", "adviser"),
    ("call", "center", "adviser"): ("customer", "service", "adviser"),
    ("contact", "center", "assistant"): ("customer", "service", "adviser"),
    ("people", "adviser"): ("human", "resource", "adviser"),
    ("people", "business", "partner"): ("human", "resource", "business", "partner"),
    ("ground", "person"): ("ground", "maintenance", "operative"),
    ("ground", "operative"): ("ground", "maintenance", "operative"),
    ("cleaner", "assistant"): ("cleaner",),
    ("cleaner", "operative"): ("cleaner",),
    ("cleaner", "operator"): ("cleaner",),
    ("pastoral", "support"): ("pastoral",),
    ("care", "and", "support", "worker"): ("support", "worker"),
    ("care", "support", "worker"): ("support", "worker"),
    ("building", "inspector"): ("building", "control", "surveyor"),
    ("building", "control", "officer"): ("building", "control", "surveyor"),
    ("building", "control", "inspector"): ("building", "control", "surveyor"),
    ("environmental", "health", "practitioner"): ("environmental", "health", "officer"),
    ("committee", "officer"): ("democratic", "service", "officer"),
    ("committee", "service", "officer"): ("democratic", "service", "officer"),
    ("council", "tax", "officer"): ("revenue", "officer"),
    ("revenue", "officer", "council", "tax"): ("revenue", "officer"),
    ("sen", "case", "worker"): ("sen", "case", "officer"),
    ("ehcp", "coordinator"): ("sen", "case", "officer"),
    ("ehc", "coordinator"): ("sen", "case", "officer"),
    ("curriculum", "leader"): ("head", "department"),
    ("subject", "leader"): ("head", "department"),
    ("head", "of", "department"): ("head", "department"),
    ("it", "service", "desk"): ("it", "support"),
    ("ecology", "officer"): ("ecologist",),
    ("biodiversity", "officer"): ("ecologist",),
    ("town", "planning", "officer"): ("planning", "officer"),
    ("class", "cover", "supervisor"): ("cover", "supervisor"),
    ("lesson", "cover", "supervisor"): ("cover", "supervisor"),
    ("site", "caretaker"): ("caretaker",),
    ("premise", "caretaker"): ("caretaker",),
    ("school", "caretaker"): ("caretaker",),
    ("refuse", "and", "recycling"): ("refuse",),
    ("refuse", "recycling"): ("refuse",),
    ("recreation", "assistant", "lifeguard"): ("lifeguard",),
    ("leisure", "assistant", "lifeguard"): ("lifeguard",),
    ("examination", "invigilator"): ("invigilator",),
    ("leaving", "care", "personal", "adviser"): ("personal", "adviser"),
    ("business", "support", "administrator"): ("business", "support", "officer"),
    ("welsh", "essential"): (),
    ("driver", "license", "required"): (),
    ("driver", "license", "essential"): (),
    ("flexible", "hour"): (),
    ("main", "grade"): (),
    ("local", "government"): (),
    ("refuse", "loader"): ("waste", "collection", "operative"),
    ("refuse", "operative"): ("waste", "collection", "operative"),
    ("refuse", "collector"): ("waste", "collection", "operative"),
    ("waste", "operative"): ("waste", "collection", "operative"),
    ("waste", "loader"): ("waste", "collection", "operative"),
    ("recycling", "operative"): ("waste", "collection", "operative"),
    ("road", "worker"): ("highway", "operative"),
    ("highway", "maintenance", "operative"): ("highway", "operative"),
    ("care", "worker"): ("care", "assistant"),
    ("homeless", "prevention"): ("homelessness", "prevention"),
    ("homeless", "officer"): ("homelessness", "officer"),
    ("street", "cleaner"): ("street", "cleansing"),
    ("street", "cleaner", "operative"): ("street", "cleansing"),
    ("street", "cleansing", "operative"): ("street", "cleansing"),
    ("care", "leaver"): ("leaving", "care"),
    ("personal", "adviser", "leaving", "care"): ("personal", "adviser"),
    ("administrator", "officer", "business", "support"): ("business", "support", "officer"),
    ("rev", "and", "ben"): ("revenue", "benefit"),
    ("registration", "officer"): ("registrar",),
    ("registrar", "of", "birth", "and", "death"): ("registrar",),
    ("youth", "support", "worker"): ("youth", "worker"),
    ("sen", "coordinator", "inclusion", "lead"): ("sen", "coordinator"),
    ("inclusion", "lead", "sen", "coordinator"): ("sen", "coordinator"),
    ("great", "team"): (),
    ("welsh", "desirable"): (),
}
"""What words mean together, after each word's plural and abbreviation is gone; ranks are no synonyms of one another."""
MOST_PASSES = 2
"""A phrase's meaning may be part of another: "special educational needs caseworker"."""


def _by_first(phrases: Mapping[Phrase, Phrase]) -> dict[str, list[Phrase]]:
    """Return the phrases by their first words, the longest first."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda each: (-len(each), each)):
        found[phrase[0]].append(phrase)
    return dict(found)


_ALL = PHRASES | welsh.PHRASES
_BY_FIRST = _by_first(_ALL)


def as_phrases(raw: list[str]) -> list[str]:
    """Return words with each phrase as what it means."""
    for _ in range(MOST_PASSES):
        if _BY_FIRST.keys().isdisjoint(raw):
            break
        raw = _passed(raw)
    return raw


def _passed(raw: list[str]) -> list[str]:
    told: list[str] = []
    at = 0
    while at < len(raw):
        near = _BY_FIRST.get(raw[at], ())
        phrase = next((each for each in near if tuple(raw[at : at + len(each)]) == each), None)
        told += (raw[at],) if phrase is None else _ALL[phrase]
        at += 1 if phrase is None else len(phrase)
    return told
