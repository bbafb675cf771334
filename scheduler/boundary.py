"""The run boundary: the one place where any failure is caught, so that one source never stops the others."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from scraper.pages import Problem, Verdict
from storage.errors import StoreError

log = logging.getLogger("counciljobs")

LONGEST_REASON = 200
"""Of a defect's own words in a message that must stay one sentence; the log has it whole."""


@contextmanager
def contained(told: Callable[[Problem], None]) -> Iterator[None]:
    """Do the block; a defect of our own in it is logged, told as a problem, and goes no further.

    Raises:
        StoreError: when the file or the disk can't be used: no source's fault, and every other source would meet it.
    """
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        log.exception("a defect of our own")
        what = " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_REASON]
        message = f"counciljobs itself failed here ({what}); please report it with the page."
        told(Problem(Verdict.BROKEN, "internal_error", message))
