"""Whether a value is worth what its label promises: codes, numbers of a vendor's own lists and blanks are not. Pure."""

import re

UNSET = frozenset(
    {"-", "--", "n/a", "na", "none", "null", "not specified", "item not found", "please select", "select", "undefined"}
)
"""What platforms print for a field nobody filled, in lower case."""

_NAMED = frozenset({"recruiter_text", "advertiser_text", "category_text", "location_text", "contract_text"})
"""Fields that are words: a bare number there is an entry of a list that the page does not show."""
_VAGUE = frozenset({"type", "vacancy type", "job type", "position type"})
"""Labels that stand over a contract on one site, over a trade or a board's code on another: the value decides."""
_CONTRACT = re.compile(
    r"perm|temp|fixed|casual|contract|relief|bank|session|second|volunt|unpaid|agency|interim|season|supply|locum"
    r"|apprentic|train|intern|graduate|placement|ongoing|establish|substantive|acting|cover|freelance|employed|diem"
    r"|full|part|term|hour|annualised|share|flexib|month|week|night|shift|\bday|\b[fp][./]?t\b|fte|zero"
    r"|parhaol|dros dro|llawn|rhan|cyfnod|achlysurol|prentis|secondiad|tymor|oriau",
    re.IGNORECASE,
)


def is_worth(field: str, label: str, text: str) -> bool:
    """Tell whether a value says something of its field: not unset, no bare number for a name, a contract for a type."""
    if text.casefold() in UNSET or (field in _NAMED and not any(map(str.isalpha, text))):
        return False
    vague = field == "contract_text" and " ".join(label.casefold().split()).rstrip(" :") in _VAGUE
    return not vague or _CONTRACT.search(text) is not None
