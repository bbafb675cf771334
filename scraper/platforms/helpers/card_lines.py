"""What one line of a card is: a button, a tag, a label, pay, or running text. Told by its words alone."""

import re
from typing import Literal

Role = Literal["title", "organisation", "salary", "summary", "location"]


def _words_of(table: str) -> frozenset[str]:
    return frozenset(table.split())


_BUTTON_BEGINS = _words_of("""
    apply continue details discover email find full learn more print read save see send share show tell tweet view visit
""")
_BUTTON_WORDS = _BUTTON_BEGINS | _words_of("""
    a about ad advert all an and by closing company council description detail employer facebook for friend from here
    in info information it job jobs like link linkedin listing me new now of on online opportunity or organisation our
    out page position post posting recruiter role search similar site the these this to today twitter vacancies vacancy
    via website whatsapp window with x
""")
_TAGS = _words_of("new featured sponsored premium urgent promoted hot advert advertisement ad exclusive recommended")
_LABELS: dict[str, Role] = {
    "title": "title",
    "job title": "title",
    "job": "title",
    "role": "title",
    "post": "title",
    "position": "title",
    "vacancy": "title",
    "organisation": "organisation",
    "organization": "organisation",
    "employer": "organisation",
    "council": "organisation",
    "company": "organisation",
    "authority": "organisation",
    "salary": "salary",
    "pay": "salary",
    "remuneration": "salary",
    "salary range": "salary",
    "summary": "summary",
    "description": "summary",
    "job description": "summary",
    "details": "summary",
    "about": "summary",
    "location": "location",
    "place": "location",
    "where": "location",
}
_LABELLED = re.compile(r"([A-Za-z][A-Za-z ]{1,20}?) ?[:：] *")
_AGE = re.compile(
    r"\W*(?:(?:posted|added|published|closes|closing|expires|ends)\W{1,3})?(?:today|yesterday|tomorrow|just now"
    r"|(?:in )?[0-9]{1,4} (?:minute|hour|day|week|month)s? ?(?:ago|left|to go)?)\W*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"\w+")
_MONEY = re.compile(
    r"[£€]|\bGBP\b|\b\d{1,3}[,.]?\d{3}\b|\b\d{2,3}k\b|\b\d{1,3}\.\d{2}(?=p|\b)"
    r"|\b(?:SCP|NJC|PO|SO|Scale|Grade|Band) ?\d",
    re.IGNORECASE,
)
_PAY_WORDS = re.compile(
    r"\b(?:per (?:annum|hour|day|week|month|session)|p\.?a\b|p\.?h\b|pro rata|salary|competitive|negotiable|negotiated"
    r"|unpaid|volunt(?:eer|ary)|grades?|band|scale|scp|njc|jnc|fte|hourly|expenses|remuneration|honorarium|stipend"
    r"|allowance|soulbury|spine|pay|minimum wage|living wage|depending on experience|dependent on experience"
    r"|up to|tbc|to be confirmed)\b",
    re.IGNORECASE,
)
MOST_HEADING_WORDS = 3
"""Words of a block's heading."""
LONGEST_PAY = 220
"""Characters: 99.9% of 1,451 real lines of pay are shorter."""
MOST_PAID_WORDS = 30
"""Words: 99% of those lines have fewer."""
PAY_BEGINS_WITHIN = 45
"""Characters before the first amount of a line of pay ("Local Government Services Scale 4 SCP 7 ..."): a text that
names an amount later than this is about something else as well. 99% of real lines come to it sooner."""
MOST_PAY_WORDS = 12
"""Words of a line of pay that names no amount ("Competitive salary plus benefits")."""
PROSE_WORDS = 14
"""From this many words on a line with no amount at its start is running text."""


def is_button(text: str) -> bool:
    """Tell whether a text only says to click: "View job", "Apply now", "Find out more", arrows."""
    words = _LETTERS.findall(text.lower())
    return not words or (words[0] in _BUTTON_BEGINS and _BUTTON_WORDS.issuperset(words))


def is_tag(text: str) -> bool:
    """Tell whether a text is only a mark beside an advert: "New", "Featured", "3 days ago"."""
    words = _LETTERS.findall(text.lower())
    return (0 < len(words) <= 2 and _TAGS.issuperset(words)) or _AGE.fullmatch(text) is not None


def is_block_heading(text: str) -> bool:
    """Tell whether a line heads a block of adverts ("Highways jobs", "Latest jobs") and so is no advert's title."""
    words = _LETTERS.findall(text.lower())
    return 0 < len(words) <= MOST_HEADING_WORDS and words[-1] == "jobs" and not is_button(text)


def label_of(text: str) -> tuple[Role | None, str]:
    """Return the role that a leading label names, and the text without it; (None, text) when there is none.

    "Salary: £20,000" and the bare "Salary" carry a label; "Salary negotiable" is pay in its own words.
    """
    role = _LABELS.get(text.strip(" :：").lower())
    if role:
        return role, ""
    match = _LABELLED.match(text)
    role = _LABELS.get(match[1].lower()) if match else None
    return (role, text[match.end() :]) if role and match else (None, text)


def is_prose(text: str) -> bool:
    """Tell whether a text is running text rather than a name, a place or pay."""
    words = len(text.split())
    if words < PROSE_WORDS:
        return words > MOST_PAY_WORDS // 2 and text.rstrip()[-1:] in ".!?…" and not _MONEY.search(text)
    return not looks_like_pay(text)


def names_amount(text: str) -> bool:
    """Tell whether a short text begins with an amount of money, or comes to one within its first words."""
    found = _MONEY.search(text[:PAY_BEGINS_WITHIN])
    return found is not None and len(text) <= LONGEST_PAY and len(text.split()) <= MOST_PAID_WORDS


def looks_like_pay(text: str) -> bool:
    """Tell whether a line states pay: an amount near its start, or a few words such as "Competitive"."""
    if names_amount(text):
        return True
    return len(text.split()) <= MOST_PAY_WORDS and _PAY_WORDS.search(text) is not None
