"""Reading an employer text. The rules, in the order they are tried, are explained in docs/recruiter.md."""

import re
from datetime import date

from scraper.normalising.readings import Recruiter, Rules
from scraper.normalising.recruiter import councils, kinds, misspelt
from scraper.normalising.recruiter import words as w
from scraper.normalising.recruiter.councils import Mention
from scraper.records import Evidence, RecruiterKind
from scraper.reference import authorities, bodies
from scraper.reference.authorities import Authority
from scraper.reference.bodies import Body
from scraper.reference.keys import key, unescaped

LONGEST = 300
"""Characters read: the longest employer names are a third of this; the rest of a longer text is an advert's body."""
_EMPTY = frozenset(
    {"", "na", "n a", "none", "null", "unknown", "employer", "recruiter", "company", "organisation", "not specified"}
    | {"confidential", "various", "multiple", "tbc", "council", "the council", "local authority", "local council"}
)
"""What stands in an employer field and names nobody."""
_PARTS = re.compile(r"\s[-–—|:/]+\s|[,;|()\n]|(?<!\b[cC])/")
_SPACES = re.compile(r"\s+")


def _parts(text: str) -> list[str]:
    return _PARTS.split(unescaped(text[:LONGEST]))


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text[:LONGEST]).strip(" ,;|-–—")


def _rules(rule: str, read: str, *names: str) -> Rules:
    return {name: Evidence(rule, read) for name in names}


def _kind(found: Authority) -> RecruiterKind:
    return "council" if found.is_council else "combined_authority"


def _former(found: Authority, rules: Rules) -> tuple[str, ...]:
    """The flag of an authority that is no more; its successors go into the rules."""
    if found.in_force():
        return ()
    after = ", ".join(f"{one.code} {one.name}" for one in authorities.successors(found.code))
    rules["successors"] = Evidence("register_successors", after)
    return ("former_authority",)


def _council(text: str, words: list[str], mention: Mention) -> Recruiter:
    """The authority of a mention; of several, the first one's code beside the name as written."""
    first = mention.found[0]
    span = " ".join(words[mention.start : mention.end])
    rules = _rules(mention.rule, span, "name", "code", "kind")
    flags = _former(first, rules)
    if mention.rule == "misspelt_name":
        flags = ("misspelt", *flags)
    if len(mention.found) == 1:
        return Recruiter(text=text, name=first.name, code=first.gss, kind=_kind(first), flags=flags, rules=rules)
    rules["authorities"] = Evidence(mention.rule, ", ".join(f"{one.code} {one.name}" for one in mention.found))
    return Recruiter(
        text=text, name=_tidy(text), code=first.gss, kind="council", flags=("several_authorities", *flags), rules=rules
    )


def _together(mentions: list[Mention]) -> Mention:
    """The first mention, with the authorities in force of the others: "Essex County Council / Thurrock Council"."""
    first = mentions[0]
    others = [one for mention in mentions[1:] for one in mention.found if one.in_force()]
    found = tuple(dict.fromkeys((*first.found, *others)))
    return first if found == first.found else Mention(first.start, mentions[-1].end, found, "joint_councils")


def _cut_short(words: list[str], mention: Mention) -> bool:
    """Whether a mention ends a longer name with a slip in it: "Bournemouth, Chirstchurch and Poole Council"."""
    if not mention.start or mention.found[0].in_force():
        return False
    longer = misspelt.mention(words)
    return longer is not None and longer.start < mention.start


def _part_with(text: str, kind: RecruiterKind) -> str:
    """The part of the text that speaks of a kind of employer; all of it when no part alone does."""
    for part in filter(None, map(_tidy, _parts(text))):
        told = kinds.kind_of(key(part))
        if told and told[0] == kind and not councils.mentions(key(part).split()):
            return part
    return _tidy(text)


def _own_body(text: str) -> Body | None:
    """A body that councils own, in a part of the text of its own: "London Borough of Sutton - Cognus"."""
    parts = (bodies.by_name(part) for part in _parts(text))
    return next((body for body in parts if body is not None and body.owners), None)


def _beside(text: str, words: list[str], mention: Mention) -> Recruiter | None:
    """Another employer that the text names beside a council: an agency, a school, a body; None when there is none."""
    before, behind = " ".join(words[: mention.start]), " ".join(words[mention.end :])
    code = mention.found[0].gss
    span = " ".join(words[mention.start : mention.end])
    known = bodies.bodies().get(kinds.FOR.sub("", kinds.ON_BEHALF.sub("", before).strip()).strip())
    own = known if known and known.owners else _own_body(text)
    if own is not None and own.kind not in ("agency", "other"):
        return _other(own.name, key(own.name))
    agency = known is not None and known.kind == "agency"
    if kinds.ON_BEHALF.search(before) or (before and (agency or (kinds.kind_of(before) or ("",))[0] == "agency")):
        rules = _rules("on_behalf_of", span, "code") | _rules("on_behalf_of", before, "name", "kind")
        name = (
            known.name if known else _tidy(re.split(r"(?i)\bon behalf of\b|\bfor\b|[(:–|]| - ", text)[0]) or _tidy(text)
        )
        return Recruiter(text=text, name=name, code=code, kind="agency", flags=("on_behalf",), rules=rules)
    rest = f"{before} {behind}"
    told = kinds.kind_of(rest)
    if told and told[0] == "school" and not kinds.departmental(rest.split()):
        rules = _rules("school_of_council", span, "code") | _rules("kind_words", told[1], "name", "kind")
        return Recruiter(
            text=text,
            name=_part_with(text, "school"),
            code=code,
            kind="school",
            flags=("school_of_council",),
            rules=rules,
        )
    if kinds.ANOTHER_BEFORE.search(before) or kinds.ANOTHER_BEHIND.search(behind):
        return _other(text, key(text))
    return None


def _other(text: str, words: str) -> Recruiter:
    """An employer that is no council of the register: its kind by the table of bodies, then by its words."""
    name = _tidy(text)
    body = bodies.by_name(text) or bodies.by_name(_parts(text)[0])
    if body is not None:
        rules = _rules("body_register", words, "name", "kind")
        if body.owners:
            rules["owners"] = Evidence("body_register", ", ".join(body.owners))
        flags = ("council_owned",) if body.owners else ()
        return Recruiter(text=text, name=body.name, kind=body.kind, flags=flags, rules=rules)
    told = kinds.kind_of(words)
    if found := (kinds.SMALL_COUNCIL if told is None else kinds.SMALL_COUNCIL_END).search(words):
        rules = _rules("town_or_parish_council", found.group(), "kind")
        return Recruiter(text=text, name=name, kind="council", flags=("not_in_register",), rules=rules)
    if told:
        return Recruiter(text=text, name=name, kind=told[0], rules=_rules("kind_words", told[1], "kind"))
    if found := kinds.COUNCIL_LIKE.search(words):
        rules = _rules("council_words", found.group(), "kind")
        return Recruiter(text=text, name=name, kind="council", flags=("not_in_register",), rules=rules)
    return Recruiter(text=text, name=name or None)


def _from_source(text: str, authority: str | None) -> Recruiter | None:
    """The authority whose own site the advert stands on."""
    found = authorities.get(authority)
    if found is None:
        return None
    rules = _rules("source_authority", found.code, "name", "code", "kind")
    flags = _former(found, rules)
    return Recruiter(text=text, name=found.name, code=found.gss, kind=_kind(found), flags=flags, rules=rules)


def _ambiguous(text: str, words: str) -> Recruiter | None:
    """A bare name that only means a council beside a council word ("Richmond"): its candidates, no code."""
    known = [one.authority for one in authorities.names().get(words, ())]
    if not known:
        return None
    rules = {"candidates": Evidence("register_name", ", ".join(f"{one.code} {one.name}" for one in known))}
    return Recruiter(text=text, name=_tidy(text), flags=("ambiguous",), rules=rules)


def _agency_for(text: str, words: list[str], on: date | None) -> Recruiter | None:
    """An agency that recruits for a council by its bare name: "Reed for Newham"."""
    for at, word in enumerate(words, start=1):
        mention = councils.whole(words[at:], on) if word in ("for", "of") and 1 < at < len(words) else None
        if mention is not None:
            found = _beside(text, words, Mention(at, len(words), mention.found, mention.rule))
            return found if found and found.kind == "agency" else None
    return None


def _beside_department(text: str, on: date | None) -> Recruiter | None:
    """A council's bare name with a department before or behind it: "Hackney - Adult Social Care"."""
    parts = [key(part).split() for part in _parts(text)]
    names = [part for part in parts if part and not kinds.departmental(part)]
    mention = councils.whole(names[0], on) if len(names) == 1 and len(parts) > 1 else None
    return _council(text, names[0], mention) if mention is not None else None


def _abroad(text: str, words: list[str]) -> bool:
    """Whether what stands behind says that the employer is in another country: "City Council, Virginia", "... NSW"."""
    if w.WORDS_ABROAD.isdisjoint(words):
        return False
    return any(key(part) in w.ABROAD for part in _parts(text)[1:]) or any(
        " ".join(words[-size:]) in w.ABROAD and words[-size - 1] in w.COUNCIL_WORDS
        for size in (1, 2)
        if len(words) > size
    )


def _today(words: list[str]) -> list[str]:
    """The words without a former name behind: "Folkestone & Hythe (formerly Shepway)"."""
    at = next((at for at, word in enumerate(words) if at and word in w.FORMERLY), len(words))
    return words[:at]


def _named(text: str, words: str, on: date | None) -> Recruiter:
    """Who is named by a text that names somebody."""
    split = _today(words.split())
    full = councils.spelt_out(split)
    if bodies.by_name(text[:LONGEST]) is not None or _abroad(text, split):
        return _other(text, words)
    spellings = [split] if full == split else [split, full]
    mention = next(filter(None, (councils.whole(one, on) for one in spellings)), None)
    if mention is not None:
        return _council(text, split, mention)
    mentions: list[Mention] = next(filter(None, (councils.mentions(one, on) for one in spellings)), [])
    if mentions and not _cut_short(full, mentions[0]):
        return _beside(text, full, mentions[0]) or _council(text, full, _together(mentions))
    mention = councils.pair(full, on) or councils.shortened_beside(full, on) or misspelt.mention(full, on)
    if mention is not None:
        return _council(text, full, mention)
    found = _agency_for(text, full, on) or _beside_department(text, on)
    return found or _ambiguous(text, words) or _other(text, words)


def read(text: str, *, on: date | None = None, authority: str | None = None) -> Recruiter:
    """The employer that a text names.

    Args:
        text: the employer field, as printed.
        on: the day of the advert; of two authorities of one name (Somerset) it chooses the one in force, without it
            the newest.
        authority: GSS code of the council whose own site the text stands on: taken when the text names nobody, or
            a department only.

    Never raises; what no rule reads has its text as name and kind "unknown".
    """
    words = key(text[:LONGEST])
    nobody = words in _EMPTY
    own = _from_source(text, authority) if nobody or kinds.departmental(words.split()) else None
    if own is not None:
        return own
    return Recruiter(text=text) if nobody else _named(text, words, on)
