"""Dates of adverts: day first, Europe/London, a date alone meaning the end of its day."""

from scraper.normalising.dates.prose import find
from scraper.normalising.dates.reading import FLAGS, read

__all__ = ["FLAGS", "find", "read"]
