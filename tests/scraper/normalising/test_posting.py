"""An advert becomes a posting."""

from scraper.normalising.posting import Context, normalise
from scraper.records import Advert

CONTEXT = Context(source="example", fetched_at="2026-11-23T09:00:00Z", parser_version="1")


def test_what_is_not_said_stays_null() -> None:
    posting = normalise(Advert(source_ref="1", title="  Clerk &amp;amp;\n Typist "), CONTEXT)
    assert posting.title == "Clerk & Typist"
    assert (posting.salary_min, posting.closes_at, posting.location, posting.flags) == (None, None, None, ())


def test_contract_is_read_from_a_glued_summary() -> None:
    summary = "Senior Business Support AdministratorFixed Term, Full Time£26,927 to £31,678 per annumLocation"
    posting = normalise(Advert(source_ref="1", title="Clerk", summary=summary), CONTEXT)
    assert (posting.contract_type, posting.working_pattern) == ("fixed_term", ("full_time",))
