"""What all pages of NHS Jobs share: the id of an advert, and the address it makes. Pure."""

import re

ID = r"/candidate/jobadvert/([A-Za-z0-9_-]{1,60})"
"""Stands in every link to an advert, whatever the host (the API says beta.jobs.nhs.uk) and the search it came from."""
REF = re.compile(r"[A-Za-z0-9_-]{1,60}")
SITE = "https://www.jobs.nhs.uk"


def address(ref: str) -> str:
    """Return the address of an advert's own page, without the search that led there."""
    return f"{SITE}/candidate/jobadvert/{ref}"
