"""Which hosts are a recruitment vendor's, or nobody's we look for: a table of data, read by host. Pure."""

import re
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from scraper.platforms.helpers.urls import host

Kind = Literal["own", "national", "unread"]


class Vendor(Struct, frozen=True):
    """Whose software a host is: ``own`` sites of employers, ``national`` boards, or ``unread`` by any platform yet."""

    name: str
    kind: Kind


HOSTS: dict[str, Vendor] = {
    **{
        name: Vendor(platform, "own")
        for platform, names in {
            "oleeo": ("tal.net",),
            "tribepad": ("tribepad.com", "tribepad-gro.com"),
            "talentlink": ("recruitmentplatform.com", "lumessetalentlink.com"),
            "jobtrain": ("jobtrain.co.uk",),
            "itrent": ("webitrent.com",),
            "eploy": ("eploy.net",),
            "oracle": ("oraclecloud.com",),
            "successfactors": ("successfactors.com", "successfactors.eu", "jobs2web.com"),
            "engageats": ("engageats.co.uk",),
            "jobposting": ("livevacancies.co.uk",),
        }.items()
        for name in names
    },
    **{
        name: Vendor(name, "national")
        for name in (
            "teaching-vacancies.service.gov.uk",
            "civilservicejobs.service.gov.uk",
            "findajob.dwp.gov.uk",
            "jobs.nhs.uk",
            "healthjobsuk.com",
            "localgov.co.uk",
            "themj.co.uk",
            "reed.co.uk",
            "adzuna.co.uk",
            "indeed.com",
            "indeed.co.uk",
            "totaljobs.com",
            "jobs.ac.uk",
            "eteach.com",
            "tes.com",
            "gov.uk",
            "www.gov.uk",
            "apprenticeships.gov.uk",
            "findapprenticeship.service.gov.uk",
            "nationalcareers.service.gov.uk",
            "linkedin.com",
            "facebook.com",
            "twitter.com",
            "x.com",
            "youtube.com",
            "instagram.com",
            "google.com",
            "nidirect.gov.uk",
            "careerswales.gov.wales",
            "myworldofwork.co.uk",
            "lgcareers.com",
        )
    },
    **{
        name: Vendor(label, "unread")
        for name, label in {
            "current-vacancies.com": "Networx",
            "vacancy-filler.co.uk": "Vacancy Filler",
            "vacancyfiller.com": "Vacancy Filler",
            "myworkdayjobs.com": "Workday",
            "taleo.net": "Taleo",
            "greenhouse.io": "Greenhouse",
            "lever.co": "Lever",
            "workable.com": "Workable",
            "teamtailor.com": "Teamtailor",
            "smartrecruiters.com": "SmartRecruiters",
            "hireful.co.uk": "Hireful",
            "getgotjobs.co.uk": "GetGot",
            "stonefish.co.uk": "StoneFish",
            "jobs.hireserve.com": "Hireserve",
            "ciphr-irecruit.com": "Ciphr",
            "getgotjobs.com": "GetGot",
            "pageuppeople.com": "PageUp",
            "icims.com": "iCIMS",
        }.items()
    },
}
"""Registered names; a subdomain counts as its name. "www.gov.uk" alone is national: every council's site ends in it."""
OWN_HOSTS: tuple[str, ...] = tuple(name for name, vendor in HOSTS.items() if vendor.kind == "own")
"""Where a redirect from a council's own link may lead."""
_ITRENT_PATH = re.compile(r"/[\w-]{0,60}_?webrecruitment/wrd/run/", re.IGNORECASE)
_ORACLE_PATH = "/hcmui/candidateexperience/"
_NOT_SUFFIXES = frozenset({"gov.uk"})


def vendor_of(url: str) -> Vendor | None:
    """Return the vendor that an address is known to be of, by its host or by a path that only one product has."""
    name = host(url)
    if name in HOSTS:
        return HOSTS[name]
    labels = name.split(".")
    for start in range(1, len(labels)):
        tail = ".".join(labels[start:])
        if tail in HOSTS and tail not in _NOT_SUFFIXES:
            return HOSTS[tail]
    return _by_path(url)


def _by_path(url: str) -> Vendor | None:
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    if _ITRENT_PATH.search(path):
        return Vendor("itrent", "own")
    return Vendor("oracle", "own") if _ORACLE_PATH in path.lower() else None
