"""How a source run is judged: from what the walk saw to a verdict, a cause and one sentence. Pure.

The rules are the table "what happened, verdict, closes by absence?" of the design.
"""

from msgspec import Struct

from scheduler.walk import Walk
from scraper.pages import Problem, Verdict


class Judgement(Struct, frozen=True, kw_only=True):
    """How a source run ended. ``complete`` is the proof that the whole listing was walked."""

    verdict: Verdict
    cause: str | None = None
    message: str | None = None
    complete: bool = False
    warnings: tuple[str, ...] = ()


INTERRUPTED = Judgement(
    verdict=Verdict.PARTIAL,
    cause="interrupted",
    message="The run was stopped before this source was done; what it had read is kept.",
)


def judge(walk: Walk, *, wrote: bool) -> Judgement:
    """Return the verdict on a finished walk.

    Args:
        walk: what was read.
        wrote: whether anything read is new or changed, which keeps the run from being "unchanged".
    """
    stopped = _stopped(walk)
    if stopped is not None:
        return stopped
    short = _short(walk)
    if short is not None:
        return short
    verdict = Verdict.OK
    if walk.listing_pages == walk.untouched_pages and not wrote and not walk.details_read:
        verdict = Verdict.UNCHANGED
    elif not walk.found:
        verdict = Verdict.EMPTY
    warnings, message = _detail_warnings(walk)
    return Judgement(verdict=verdict, complete=True, warnings=warnings, message=message)


def _stopped(walk: Walk) -> Judgement | None:
    """Judge a walk from which nothing at all could be read."""
    if walk.problem and not walk.pages:
        return _of(walk.problem)
    if walk.detail_problem and _nothing_readable(walk):
        return _of(walk.detail_problem)
    if not walk.found and not walk.empty and walk.problem is None:
        return Judgement(
            verdict=Verdict.BROKEN,
            cause="layout_changed",
            message="The listing shows neither adverts nor a sentence that there are none; look at the page.",
        )
    if walk.empty and not walk.found and walk.declared:
        return Judgement(
            verdict=Verdict.BROKEN,
            cause="layout_changed",
            message=f"The listing declares {walk.declared} adverts but none could be read; look at the page.",
        )
    return None


def _of(problem: Problem) -> Judgement:
    return Judgement(verdict=problem.verdict, cause=problem.cause, message=problem.message)


def _nothing_readable(walk: Walk) -> bool:
    """Tell whether all the listing gave were addresses, and no detail page told what they advertise."""
    return bool(walk.found) and all(found.advert.title is None for found in walk.found.values())


def _short(walk: Walk) -> Judgement | None:
    """Judge a walk that ended early or read another number than the listing declares."""
    read = len(walk.found)
    if walk.problem:
        cause = walk.problem.cause if walk.problem.verdict is Verdict.PARTIAL else "short_listing"
        message = f"The walk stopped after {walk.listing_pages} pages and {read} adverts: {walk.problem.message}"
        return Judgement(verdict=Verdict.PARTIAL, cause=cause, message=message)
    if walk.extent == "full" and walk.declared not in (None, read):
        message = f"The listing declares {walk.declared} adverts and {read} were read."
        return Judgement(verdict=Verdict.PARTIAL, cause="short_listing", message=message)
    return None


def _detail_warnings(walk: Walk) -> tuple[tuple[str, ...], str | None]:
    warnings, sentences = [], []
    if walk.details_failed:
        warnings.append("details_failed")
        why = walk.detail_problem.message if walk.detail_problem else ""
        sentences.append(f"{walk.details_failed} detail pages could not be read: {why}")
    if walk.details_waiting:
        warnings.append("details_waiting")
        sentences.append(f"{walk.details_waiting} detail pages wait for the next run.")
    return tuple(warnings), " ".join(sentences) or None
