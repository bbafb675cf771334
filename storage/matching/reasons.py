"""Why two postings are one job or two, in sentences."""

from msgspec import Struct

from storage.matching.evidence import LINK_AT, findings
from storage.matching.profiles import Profile
from storage.matching.titles import VETO

SAYINGS = {
    "time": ("Their dates agree", "Their dates differ", "They belong to two rounds of recruitment"),
    "reference": ("They bear one reference", "Their references differ", "They bear two numbers of one numbering"),
    "title": ("Their titles say the same", "Their titles differ", "Their titles name two posts"),
    "employer": ("They name one employer", "Their employers differ", "They name two employers"),
    "place": ("They are at one place", "Their places differ", "They are at two places"),
    "pay": ("Their pay agrees", "Their pay differs", "Their pay excludes one job"),
    "address": ("They give one address", "Their addresses differ", "Their addresses exclude one job"),
    "told": (
        "Their bodies tell the same of the vacancy",
        "Their bodies tell other things of the vacancy",
        "Their bodies tell of two vacancies",
    ),
    "added": ("Their titles add the same", "Their titles add other things", "Their titles add what excludes one job"),
    "tie": ("Something ties them", "Nothing ties them to one employer or place", "Nothing ties them"),
    "text": ("Their texts agree", "Their texts differ", "Their texts exclude one job"),
}
"""What a finding says when it speaks for one job, against it, and when it settles the matter."""


class Why(Struct, frozen=True, kw_only=True):
    """What is to be said of a pair.

    Attributes:
        rule: the finding that says most: the veto, else what weighs most for (or, without a link, against) one job.
        score: evidence in bits; a link needs LINK_AT.
        is_near: whether the pair by itself is enough for a link; rivals or other members may still forbid it.
        sentences: one for each finding, those for one job first.
    """

    rule: str
    score: float
    is_near: bool
    sentences: tuple[str, ...]


def why(one: Profile, other: Profile) -> Why:
    """Tell what speaks for two postings being one job, and what against; the order of the two does not matter."""
    first, second = sorted((one, other), key=lambda profile: profile.item.key)
    found = [(name, weight) for name, weight in findings(first, second) if weight]
    found.sort(key=lambda each: -each[1])
    score = VETO if any(weight <= VETO for _, weight in found) else sum(weight for _, weight in found)
    is_near = score >= LINK_AT
    telling = found if is_near else found[::-1]
    return Why(
        rule=telling[0][0] if telling else "nothing",
        score=score,
        is_near=is_near,
        sentences=tuple(_sentence(name, weight) for name, weight in found) or ("Nothing speaks for one job.",),
    )


def _sentence(name: str, weight: float) -> str:
    agrees, differs, excludes = SAYINGS[name]
    if weight <= VETO:
        return f"{excludes}, which settles the matter."
    return f"{agrees if weight > 0 else differs} ({weight:+.1f} bits)."
