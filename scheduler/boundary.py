"""The run boundary: the one place where any failure is caught, so that one source never stops the others."""

import logging
from collections.abc import Awaitable

from scheduler.walk import Walk
from scraper.pages import Problem, Verdict

log = logging.getLogger("counciljobs")


async def guarded(work: Awaitable[None], walk: Walk) -> None:
    """Await a walk; a defect of our own becomes the walk's problem, is logged, and goes no further."""
    try:
        await work
    except Exception as error:
        log.exception("a defect in reading this source")
        what = f"{type(error).__name__}: {error}"
        walk.problem = Problem(
            Verdict.BROKEN,
            "internal_error",
            f"counciljobs itself failed on this source ({what[:200]}); please report it with the page.",
        )
