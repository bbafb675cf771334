"""Dates of adverts: day first, Europe/London."""

from scraper.normalising.dates.reading import read

__all__ = ["read"]
