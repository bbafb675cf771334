"""An advert in, a posting out: every normaliser applied, verbatim texts kept beside what they came to.

Pure: the same advert and context always give the same posting; the clock is the advert's own fetch.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from scraper.normalising import parts, parts_time
from scraper.normalising.context import Context
from scraper.normalising.masking import mask
from scraper.normalising.prose import readable, tidy
from scraper.normalising.readings import Rules
from scraper.records import Advert, Posting


def _joined(found: Iterable[parts.Part]) -> tuple[dict[str, Any], Rules, tuple[str, ...]]:
    """All fields, rules and flags; flags in the order of the parts, each once."""
    fields: dict[str, Any] = {}
    rules: Rules = {}
    flags: dict[str, None] = {}
    for part in found:
        fields |= part.fields
        rules |= part.rules
        flags |= dict.fromkeys(part.flags)
    return fields, rules, tuple(flags)


def _verbatim(advert: Advert) -> dict[str, Any]:
    """The texts kept as printed."""
    return {
        "recruiter_text": advert.recruiter_text,
        "location_text": "; ".join(advert.location_texts) or None,
        "salary_text": advert.salary_text,
        "hours_text": advert.hours_text,
        "contract_text": advert.contract_text,
        "closing_text": advert.closing_text,
    }


def _day(posted_on: str | None, fetched: datetime) -> date:
    """The day of the advert, by which pay years and mergers are told: when it was posted, else when it was fetched."""
    return date.fromisoformat(posted_on) if posted_on else fetched.date()


def normalise(advert: Advert, context: Context) -> Posting:
    """The posting that an advert makes. Never raises, invents nothing: what the texts do not say stays null."""
    title = tidy(advert.title)
    summary = mask(readable(advert.summary)) if advert.summary else ""
    description = mask(readable(advert.description)) if advert.description else ""
    prose = tuple(filter(None, (summary, description)))
    fetched = datetime.fromisoformat(context.fetched_at)
    days = parts_time.days(advert, prose, fetched)
    on = _day(days.fields["posted_on"], fetched)
    who = parts.who(advert, context.authority, on)
    code = who.fields["recruiter_code"]
    pay = parts.pay(advert, prose, on, code)
    found = (
        who,
        parts.where(advert, (title, *prose), code),
        parts.pay_part(pay),
        parts_time.spell(advert, title, prose, pay),
        days,
        parts.what(title, summary or description, parts.stated(advert.category_text)),
    )
    fields, rules, flags = _joined(found)
    return Posting(
        source=context.source,
        source_ref=advert.source_ref,
        url=advert.url,
        apply_url=advert.apply_url,
        reference=parts.stated(advert.reference),
        title=title,
        summary=summary or None,
        description=description or None,
        parser_version=context.parser_version or None,
        rules=rules,
        flags=flags,
        **_verbatim(advert),
        **fields,
    )
