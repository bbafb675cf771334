"""Contract, working pattern, hours, weeks and posts."""

from typing import get_args

from scraper.normalising.contract.reading import read, read_prose
from scraper.records import WorkingPattern

PATTERNS: tuple[WorkingPattern, ...] = get_args(WorkingPattern)
"""Every working pattern, in the order they are given."""

__all__ = ["PATTERNS", "read", "read_prose"]
