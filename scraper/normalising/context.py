"""What a normaliser knows beside the advert, and the version of the rules. Light: it loads no rule."""

from msgspec import Struct

RULES_VERSION = "10"
"""Raised by hand whenever any normaliser would answer differently, so that stored postings are read again; a test
fails when a golden answer changes and it does not."""


class Context(Struct, frozen=True, kw_only=True):
    """What is known about an advert beside itself.

    Attributes:
        source: id of the source.
        fetched_at: when its page was fetched, UTC with Z: the clock for "in 5 days" and for days without a year.
        authority: GSS code of the employer when the source is one council's own.
        parser_version: version of the platform module that read it.
    """

    source: str
    fetched_at: str
    authority: str | None = None
    parser_version: str = ""
