"""From any page or link of a platform to the addresses its source row may have, the cheapest first. Pure."""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit, urlunsplit

from scheduler.discovery.finding import Entry
from scraper.pages import Page
from scraper.platforms.helpers.urls import absolute, canonical, parameter
from scraper.text import decode

SEARCHED = 400_000
"""Characters of a page searched for a vendor's marks: as much as the platforms search themselves."""
_OLEEO = re.compile(r"^(.*?)/candidate/jobboard/vacancy/([0-9]{1,4})(/feed(?:/structured)?)?", re.IGNORECASE)
_OLEEO_FEED = re.compile(r"href=[\"']([^\"'<>\s]{1,300}/vacancy/[0-9]{1,4}/feed(?:/structured)?)\b", re.IGNORECASE)
_ITRENT = re.compile(r"^(.*?_?webrecruitment/wrd/run/)", re.IGNORECASE)
_ITRENT_ENTRY = re.compile(r"/(?:etrec179gf\.open|etrec106gf\.display_srch_all|etrec002gf\.open)$", re.IGNORECASE)
_TENANT = re.compile(r"^/([\w-]{1,60})(?:/|$)")
_ORACLE = re.compile(r"^(.*?/CandidateExperience/[\w-]{1,20}/sites/[\w-]{1,80})", re.IGNORECASE)
_ORACLE_API = re.compile(r"/hcmRestApi/resources/", re.IGNORECASE)
_NEAR_FEED = re.compile(r"(?:href|src)=[\"']([^\"'<>\s]{0,300}RSSJobs\.aspx[^\"'<>\s]{0,100})[\"']", re.IGNORECASE)
_SITE_ID = re.compile(r"data-lumesse-site-tech-id=[\"']([\w-]{1,80})[\"']", re.IGNORECASE)
_LUMESSE = re.compile(r"https?://([\w-]{1,40}\.(?:recruitmentplatform|lumessetalentlink)\.com)\b", re.IGNORECASE)
_SYNDICATED = re.compile(
    r"(?:src|href)=[\"'](https?://[^\"'<>\s]{1,200}/syndicated/lay/jsoutputinitrapido\.cfm[^\"'<>\s]{1,400})",
    re.IGNORECASE,
)


def from_url(platform: str, url: str) -> tuple[Entry, ...]:
    """Return the ways into a platform's source that an address of it alone gives away; none when it tells too little.

    Args:
        platform: its name.
        url: absolute address of any page of the source.
    """
    derive = _DERIVED.get(platform, _page_itself)
    return tuple(Entry(platform=platform, url=one) for one in dict.fromkeys(derive(canonical(url))))


def is_built_with(platform: str, page: Page) -> bool:
    """Tell whether a page's own head says who made it: an empty list has no cards to know a product by."""
    mark = _BUILT_WITH.get(platform)
    return mark is not None and mark.search(page.body[:SEARCHED]) is not None


def from_page(platform: str, page: Page) -> tuple[Entry, ...]:
    """Return the ways into a platform's source that a page of it shows: feeds it names, then what its address gives."""
    source = decode(page)[:SEARCHED]
    if platform == "talentlink":
        return _talentlink(page.url, source)
    named = _NAMED.get(platform)
    found = [absolute(one.replace("&amp;", "&"), page.url) for one in named.findall(source)[:1]] if named else []
    told = tuple(Entry(platform=platform, url=canonical(one)) for one in found if one)
    return (*told, *from_url(platform, page.url))


def _talentlink(url: str, source: str) -> tuple[Entry, ...]:
    site, vendor = _SITE_ID.search(source), _LUMESSE.search(source)
    if site and vendor:
        host = vendor[1].lower()
        return (Entry(platform="talentlink", url=f"https://{host}/fo/rest/jobs", options={"site": site[1]}),)
    lists = _SYNDICATED.search(source)
    return from_url("talentlink", lists[1].replace("&amp;", "&") if lists else url)


def _root(url: str, path: str = "/") -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _page_itself(url: str) -> tuple[str, ...]:
    return (url,)


def _site_root(url: str) -> tuple[str, ...]:
    return (_root(url),)


def _oleeo(url: str) -> tuple[str, ...]:
    found = _OLEEO.match(urlsplit(url).path)
    if found is None:
        return (_root(url, "/candidate/jobboard/vacancy/1/adv/"),)
    prefix = f"{found[1]}/candidate/jobboard/vacancy/{found[2]}"
    return (_root(url, prefix + (found[3] or "/adv/")),)


def _tribepad(url: str) -> tuple[str, ...]:
    parts = urlsplit(url)
    gro = parts.path.startswith(("/v2/", "/members/")) or parts.netloc.lower().endswith("tribepad-gro.com")
    if gro:
        return (urljoin(url, "/v2/job/search?page=1"),)
    search = _root(url, "/jobs/search/-1/1")
    return (search, _root(url)) if parts.path.startswith("/jobs/") else (_root(url), search)


def _syndicated(url: str) -> tuple[str, ...]:
    return (url,) if "jsoutputinitrapido" in url.lower() else ()


def _jobtrain(url: str) -> tuple[str, ...]:
    found = _TENANT.match(urlsplit(url).path)
    shared = (urlsplit(url).hostname or "").endswith("jobtrain.co.uk")
    if not shared:
        return (_root(url),)
    return (_root(url, f"/{found[1]}/Home/Job"),) if found else ()


def _itrent(url: str) -> tuple[str, ...]:
    parts = urlsplit(url)
    found = _ITRENT.match(parts.path)
    if found is None:
        return ()
    entry = _root(url, found[1] + "etrec002gf.open")
    wvid = parameter(url, "wvid")
    if not _ITRENT_ENTRY.search(parts.path) or not wvid:
        return (_root(url, found[1] + "ETREC179GF.open") + f"?WVID={wvid}", entry) if wvid else (entry,)
    name = "wvid" if "display_srch_all" in parts.path else "WVID"
    return (_root(url, parts.path) + f"?{name}={wvid}", entry)


def _oracle(url: str) -> tuple[str, ...]:
    found = _ORACLE.match(url)
    return (found[1],) if found else (url,) if _ORACLE_API.search(url) else ()


def _hireful(url: str) -> tuple[str, ...]:
    return (_root(url, "/sitemap.xml"),) if "livevacancies.co.uk" in url else (url,)


_BUILT_WITH: dict[str, re.Pattern[bytes]] = {
    "tribepad": re.compile(rb"<(?:meta|script|link)\b[^<>]{0,300}\btribepad", re.IGNORECASE),
}
"""Products whose ``recognise`` goes by their cards."""
_DERIVED: dict[str, Callable[[str], tuple[str, ...]]] = {
    "oleeo": _oleeo,
    "tribepad": _tribepad,
    "talentlink": _syndicated,
    "jobtrain": _jobtrain,
    "itrent": _itrent,
    "eploy": _site_root,
    "engageats": _site_root,
    "successfactors": _site_root,
    "madgex": _site_root,
    "oracle": _oracle,
    "jobposting": _hireful,
}
"""Platforms missing here are read from the very page that was found."""
_NAMED: dict[str, re.Pattern[str]] = {"oleeo": _OLEEO_FEED, "northeastjobs": _NEAR_FEED}
"""Feeds that a platform's pages link to."""
