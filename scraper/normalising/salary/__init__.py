"""Pay: what one text says the post pays, read by a small grammar.

Tokens (``lexer``) become marks by the words of pay (``lexicon``, ``items``); numbers that count are set aside
(``counts``, ``points``, ``grades``); the rest make amounts and ranges (``figures``), which get their period, bound and
role (``periods``, ``bounds``, ``roles``), or are found to be no pay (``extras``); ``combine`` makes one answer of them.
"""

from datetime import date

from scraper.normalising.readings import Salary
from scraper.normalising.salary import reading
from scraper.normalising.salary.answer import salary
from scraper.normalising.salary.flags import FLAGS

__all__ = ["FLAGS", "read"]


def read(text: str, *, on: date | None = None, recruiter_code: str | None = None) -> Salary:
    """Read pay from one text: a pay field, or an advert's body, where only a sentence about pay tells pay.

    Amounts are in ``currency`` per ``period``; annual_* are pounds a year full time, actual_* pounds a year of the post
    itself, by the pay rules of the design. Every amount stands in the text, or its rule says what derived it.

    Args:
        text: the text as printed; markup is read through.
        on: the day of the advert, for the pay year of spine points and the minimum wage; None: neither is used.
        recruiter_code: the employer's GSS code; spine points need it, or the word NJC.

    Returns:
        The reading. It never raises: what the text does not say is None, and ``flags`` say what to be careful about.
    """
    return salary(text, reading.read(text, on, recruiter_code))
