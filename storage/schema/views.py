"""Every view, with its sentence.

"Now" is the time of the last run (table clock), so that answers do not depend on when the question is put, and
simulated runs work.
"""

from msgspec import Struct


class View(Struct, frozen=True):
    """One view."""

    name: str
    sentence: str
    sql: str


VIEWS: tuple[View, ...] = ()
