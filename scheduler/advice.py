"""What a person can do about each cause of the verdict table."""

ADVICE = {
    "robots": "the site forbids it: find another way in that it allows, or disable the source",
    "robots_unreachable": "robots.txt did not answer, which means stay away: wait for the next run",
    "challenge": "the site checks for robots: ask its owner for a feed, or disable the source",
    "key": "the API asks for a key of your own: set the variable that the message names (docs: keys)",
    "http_401": "the page wants a login: find its public address",
    "http_403": "the site refuses us: ask its owner, and check COUNCILJOBS_CONTACT",
    "http_429": "we were asked to slow down: give the source a larger pace",
    "http_404": "the page has gone: find the new address and change the source's url",
    "http_410": "the page has gone for good: find the new address and change the source's url",
    "dns": "the host name does not resolve: check the source's url",
    "tls": "the certificate does not verify: tell the site's owner",
    "timeout": "the site is too slow or down: wait for the next run",
    "connection": "the site does not answer: wait for the next run, then check the source's url",
    "login": "the listing now wants a login: find its public address",
    "soft_404": "the address answers but the listing is not there: find the new address",
    "moved": "the site now leads elsewhere: check the new address and change the source's url",
    "not_json": "something else answers where JSON was: see the page, the site may have changed",
    "not_xml": "something else answers where the feed was: see the page, the site may have changed",
    "undecodable": "the page's text can't be decoded: see the page",
    "too_big": "the page is over the size limit: use a narrower address",
    "layout_changed": "the page shows no adverts and does not say there are none: the platform's reading needs a look",
    "short_listing": "fewer adverts came than the site declares: run it again; nothing was closed",
    "budget": "its time or errors ran out: run it again; nothing was closed",
    "interrupted": "the run was stopped: run it again; nothing was closed",
    "fields_lost": "a field that used to be filled is empty: see whether the site's pages changed",
    "stale": "nothing has changed for long: see whether the site is still in use",
    "moved_home": "the listing has a new address (the run names it): check it and change the source's url",
    "fewer_adverts": "see whether the page shows all its adverts, or only a part that is read",
    "more_adverts": "see whether the listing now shows other employers' adverts too, and narrow the source's url",
    "all_past": "every advert has closed: see whether the site has a new listing elsewhere",
    "withdrawals_held": "most adverts went at once: nothing is closed until two more runs agree; see the page",
    "details_waiting": "some adverts' own pages wait for the next run: nothing to do",
    "details_failed": "some adverts' own pages could not be read: they are tried again at the next run",
    "internal_error": "this is a defect of counciljobs: please report it with the page",
}
SERVER_FAILED = "the site's server fails: wait for the next run"
DEFAULT = "see the source's page in a browser"


def advice_for(cause: str | None) -> str:
    """Return what to do about a cause, as part of a sentence."""
    if cause is None:
        return DEFAULT
    if cause in ADVICE:
        return ADVICE[cause]
    return SERVER_FAILED if cause.startswith("http_5") else DEFAULT
