"""Where the work is: a location text to postcode, place, authority, county, region, nation and position."""

from scraper.normalising.location.read import read

__all__ = ["read"]
