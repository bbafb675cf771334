"""Who employs: an employer text to its canonical name, its GSS code when it is an authority, and its kind."""

from scraper.normalising.recruiter.read import read

__all__ = ["read"]
