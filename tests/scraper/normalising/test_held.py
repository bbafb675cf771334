"""What normalising remembers is short: no text of an advert stays when its posting is made."""

import gc
import tracemalloc

from scraper.normalising.context import Context
from scraper.normalising.posting import normalise
from scraper.records import Advert

CONTEXT = Context(source="s", fetched_at="2026-11-23T09:00:00Z", authority=None, parser_version="1")
ADVERTS, LETTERS = 40, 16_000
LEFT = 8_000
"""Bytes an advert that may stay: its title, employer, place, pay and dates as read, and what names them."""


def advert(n: int) -> Advert:
    """An advert of some hundred words that no other has."""
    task = f"You will look after the survey of ward {n} and report to its panel number {n}."
    return Advert(
        source_ref=str(n),
        title=f"Officer {n}",
        description=f"<p>{task}</p>" * (LETTERS // len(task)),
        salary_text=f"£{24_000 + n} per annum",
        location_texts=(f"Ward {n} depot, Oldbury",),
        recruiter_text=f"Panel {n} of Oldbury",
        closing_text="31/12/2026",
    )


def test_no_text_of_an_advert_stays_when_its_posting_is_made() -> None:
    for n in range(3):
        normalise(advert(n), CONTEXT)
    adverts = [advert(n) for n in range(1_000, 1_000 + ADVERTS)]
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for one in adverts:
            assert normalise(one, CONTEXT).description
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (after - before) / ADVERTS < LEFT
