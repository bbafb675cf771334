"""An advert in, a posting out: every normaliser applied, verbatim texts kept beside what they came to.

Pure: the same advert and context always give the same posting; the clock is the advert's own fetch.
"""

from datetime import date
from typing import Any

from msgspec import Struct

from scraper.normalising import parts
from scraper.normalising.masking import mask
from scraper.normalising.prose import readable, tidy
from scraper.normalising.readings import Rules
from scraper.records import Advert, Posting

RULES_VERSION = "1"
"""Changes whenever any normaliser would answer differently, so that stored postings are read again."""


class Context(Struct, frozen=True, kw_only=True):
    """What is known about an advert beside itself.

    Attributes:
        source: id of the source.
        fetched_at: when its page was fetched, UTC with Z.
        authority: GSS code of the employer when the source is one council's own.
        parser_version: version of the platform module that read it.
    """

    source: str
    fetched_at: str
    authority: str | None = None
    parser_version: str = ""


def _merged(found: list[parts.Part]) -> tuple[dict[str, Any], Rules, tuple[str, ...]]:
    fields: dict[str, Any] = {}
    rules: Rules = {}
    flags: dict[str, None] = {}
    for part in found:
        fields |= {name: value for name, value in part.fields.items() if fields.get(name) is None}
        rules = part.rules | rules
        flags |= dict.fromkeys(part.flags)
    return fields, rules, tuple(flags)


def normalise(advert: Advert, context: Context) -> Posting:
    """The posting an advert makes. Never raises, invents nothing: what the texts do not say stays null."""
    title = tidy(advert.title)
    summary = mask(readable(advert.summary)) if advert.summary else ""
    description = mask(readable(advert.description)) if advert.description else ""
    fetched = date.fromisoformat(context.fetched_at[:10])
    days = parts.days(advert, fetched)
    on = date.fromisoformat(days.fields.get("posted_on") or fetched.isoformat())
    who = parts.who(advert, context.authority, on)
    code = who.fields["recruiter_code"]
    found = [
        who,
        parts.where(advert, (title, summary, description), code),
        parts.pay(advert, on, code),
        parts.time(advert, title, summary, description),
        days,
        parts.what(title, summary or description),
    ]
    fields, rules, flags = _merged(found)
    return Posting(
        source=context.source,
        source_ref=advert.source_ref,
        url=advert.url,
        apply_url=advert.apply_url,
        reference=parts.stated(advert.reference),
        title=title,
        summary=summary or None,
        description=description or None,
        recruiter_text=advert.recruiter_text,
        location_text="; ".join(advert.location_texts) or None,
        salary_text=advert.salary_text,
        hours_text=advert.hours_text,
        contract_text=advert.contract_text,
        closing_text=advert.closing_text,
        parser_version=context.parser_version,
        rules=rules,
        flags=flags,
        **fields,
    )
