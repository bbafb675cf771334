"""The place at the end of a text: "... leadership. Manchester" ends in Manchester, "... the two London (Greater)" too.

Boards print a place behind a summary on one line. Where the markup or the last full stop sets the end apart, it has to
look like a place; where the summary was cut in mid-sentence, it has to be a place we know, and not one that a sentence
which was not cut is talking about ("a career in Essex"). Whatever stays in doubt is no place.
"""

import re
from collections.abc import Iterator, Sequence

from scraper.platforms.helpers.known_places import ends_in_name, is_instead, is_place


def _words_of(table: str) -> frozenset[str]:
    return frozenset(table.split())


MOST_WORDS = 9
"""Words of the longest place looked for ("King's Lynn and West Norfolk, Norfolk" has six)."""
LONGEST = 90
"""Characters of the longest place looked for."""
SHORTEST_COINED = 6
"""Letters a name no table has needs, to be believed by its ending: "Shipton", not "Eton"."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=\S)|(?<=[a-z.)…][.!?…])(?=[A-Z])")
_ABBREVIATED = frozenset(("st", "ste", "gt", "lt", "mt", "nr", "upr", "lwr", "dr", "mr", "mrs", "ms", "no", "co"))
"""A full stop after these ends no sentence: "St. Albans"."""
_LABEL = re.compile(r"(?:Location|LOCATION|Based|BASED)\s*[:\-–]?\s*(?=[A-Z])")
_JOINERS = frozenset(
    (
        "of",
        "and",
        "the",
        "upon",
        "on",
        "in",
        "le",
        "la",
        "de",
        "by",
        "under",
        "with",
        "cum",
        "next",
        "y",
        "yr",
        "a",
        "&",
    )
)
"""Words in lower case that stand inside names of places: Stoke-on-Trent, Bishop's Castle, Thorpe le Soken."""
_NOT_FIRST = _words_of("""
    a about an any apply are as at band be benefits can closing come contact could do each email every find fixed for
    from full full-time grade help hours how i if in interview interviews is it job join location make may more no now
    of offer on or our part part-time permanent please role salary see send senior shape start support temporary term
    the these they this to us visit want we what when where who why will with work working would you your
""")
"""Words that begin a sentence or a heading, never a place."""
_NOT_PLACE = _words_of("""
    academy adults agency april assistant association august authority board borough's college commission committee
    communities community company council councils december department director experience february forum foundation
    friday group hospital january july june limited llp ltd manager monday nhs november october officer ombudsman
    partnership people plc police saturday school schools september service services skills society sunday teacher
    team teams thursday trust tuesday university wednesday worker workers children
""")
"""Words that show a name of something else: an organisation, a post, a day."""
_GOVERNS = _words_of("""
    across around at beside between beyond covering for from in inside like love near of outside over serve serves
    serving support supporting throughout visit visiting within
""")
"""Behind one of these a place may belong to the sentence: "young people in Oxfordshire"."""
SHORTEST_CUT = 140
"""Characters. Boards cut summaries at 150 or 250 in mid-word, then print the place: "... and develop the Towcester".
A shorter text was not cut, so the end of its sentence is its own."""
_COMMON = _words_of("""
    ash bat battle beer box bow bude came church coats cross deal down eye flash hale ham hook hope lane lee loose march
    mold nelson ore over poles rugby sale sandy seal send settle speke strand street ware wells wing
""")
"""Places that are also everyday words or names: not believed in mid-sentence."""
_NATIONS = frozenset(("England", "Scotland", "Wales", "UK", "Britain", "London", "Northern Ireland"))
"""Often the end of an organisation's name (Sport England): not believed behind a capitalised word."""
_ENDINGS = tuple(
    _words_of("""
    borough bridge burgh bury cester chester combe dale field ford gate ham hurst ington ley minster mouth pool stoke
    thorpe ton wich wick wood worth
""")
)
"""How English place names end; only for a single word that stands where a place would."""
_LAST_WORDS = _words_of("""
    bay bridge castle common court cross docks elms end fields gardens gate green grove hall harbour heath hill hills
    house island lane lodge magna mills park parva place quay regis road square street town valley village wharf wood
""")
"""Last words of places and addresses that no table has: Nine Elms, County Hall."""


def _is_named(word: str) -> bool:
    bare = word.strip("()[]'’\"“”-–")
    return not bare or bare[0].isupper() or bare[0].isdigit() or bare.lower() in _JOINERS


def has_shape(text: str) -> bool:
    """Tell whether a text looks like a place: a few capitalised words, none of which shows something else."""
    words = text.replace(",", " ").replace("/", " ").split()
    if not words or len(words) > MOST_WORDS or len(text) > LONGEST or text[-1] in ".!?:;…-–":
        return False
    if not text[0].isupper() or words[0].lower() in _NOT_FIRST:
        return False
    return all(map(_is_named, words)) and _NOT_PLACE.isdisjoint(word.lower().strip("()") for word in words)


def _is_coined(text: str) -> bool:
    *others, last = text.split()
    if others:
        return last.lower() in _LAST_WORDS
    return len(last) >= SHORTEST_COINED and last.isalpha() and last.endswith(_ENDINGS)


def is_place_text(text: str) -> bool:
    """Tell whether a text that stands apart is a place: one we know, an address, or words instead of a place."""
    text = text.strip(" ,")
    if is_instead(text) or (text[:1].isupper() and is_place(text)):
        return True
    return has_shape(text) and (ends_in_name(text) or _is_coined(text))


def _after_last_sentence(text: str) -> int:
    end = 0
    for match in _SENTENCE_END.finditer(text):
        before = text[: match.start()].rstrip(".").rpartition(" ")[2].lower()
        if before not in _ABBREVIATED:
            end = match.end()
    return end


def _starts(text: str) -> Iterator[int]:
    found = [match.start() for match in re.finditer(r"(?:^|(?<=\s))\S", text)]
    yield from found[-MOST_WORDS:]


def _belongs_to_sentence(before: str, tail: str, *, cut: bool) -> bool:
    words = before.split()
    if not words:
        return True
    last, capital = words[-1].strip("()[]'\"“”‘’"), words[-1][0].isupper()
    if capital and (tail in _NATIONS or all(map(_is_named, words))):
        return True
    if last.lower() in _GOVERNS and not cut:
        return "," not in tail and "(" not in tail
    return tail.lower() in _COMMON


def _in_mid_sentence(sentence: str, *, before: int) -> str | None:
    if sentence[-1] in ".!?":
        return None
    for start in _starts(sentence):
        tail = sentence[start:]
        if tail[0].isupper() and is_place(tail):
            cut = before + start >= SHORTEST_CUT
            return None if _belongs_to_sentence(sentence[:start], tail, cut=cut) else tail
    return None


def _labelled(text: str) -> str | None:
    found = list(_LABEL.finditer(text))
    tail = text[found[-1].end() :] if found else ""
    return tail if tail and is_place_text(tail) else None


def place_at_end(text: str, apart: Sequence[int] = ()) -> str | None:
    """Return the place at the end of a text as it stands there, or None.

    Args:
        text: one line, white space tidied.
        apart: where the markup sets a tail apart (a new element, a wide space), as offsets into the text, ascending.
    """
    for offset in reversed(apart[-MOST_WORDS:]):
        tail = text[offset:].strip(" ,")
        if offset > 0 and is_place_text(tail):
            return tail
    start = _after_last_sentence(text)
    sentence = text[start:].strip(" ,")
    if not sentence:
        return None
    if (start or is_place(sentence)) and is_place_text(sentence):
        return sentence.rstrip(" ,.")
    return _labelled(sentence) or _in_mid_sentence(sentence, before=start)
