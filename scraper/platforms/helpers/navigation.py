"""Addresses that lead about a site rather than to an advert, told by their own words. Pure."""

import re
from urllib.parse import parse_qsl, urlsplit


def _words_of(table: str) -> list[str]:
    return table.split()


_PLACES = (
    "search|results?|categor(?:y|ies)|sectors?|locations?|employers?|recruiters?|companies|alerts?|log-?in|sign-?(?:in|up)"
    "|register|account|apply|saved|help|faqs?|advice|about|contact|rss|feeds?|tags?|how-to|privacy|cookies|terms"
    "|benefits|news|blog|page|all|index|home|archive"
)
_PLACE = re.compile(
    rf"/(?:{_PLACES})(?:-[0-9]{{1,4}})?(?:[/?#.]|$)|\.(?:pdf|docx?|jpe?g|png|gif|css|js|ics|zip)(?:$|\?)", re.IGNORECASE
)
"""A whole segment: "/jobs/benefits" is a page about them, "/jobs/benefits-officer" an advert."""
_PHRASE = re.compile(
    r"/(?:how-(?:to|we|do)-|why-|what-|who-|about-(?:us|our|the|working)|contact-us|contact-(?:details|hr)"
    r"|(?:job|vacancy|e-?mail|jobs-by-e-?mail)-(?:alerts?|search|updates?|categories|families|list|board|notifications?)"
    r"|(?:advanced|quick)-search|search-(?:results?|jobs|vacancies|for|all|our)|(?:all|current|latest|browse|view|see)-"
    r"(?:all-|our-|current-)?(?:jobs|vacancies|opportunities|roles)|apply-(?:online|now|for|here)|applying-|application-"
    r"(?:process|forms?|guidance|advice|help|tips)|guidance-(?:for|on|notes)|help-(?:with|and|centre)|tips-|advice-(?:for|on)|register-"
    r"(?:for|here|now)|create-|sign-(?:in|up|out)-|log-in-|my-|your-|our-(?:benefits|values|culture|people|teams|offer)"
    r"|(?:staff|employee)-benefits(?:[/?#]|$)|benefits-(?:of|and|for|package)(?:[/?#-]|$)|rewards-and-|pay-and-(?:benefits|rewards|grading)"
    r"|working-(?:for|at|with|here|in-)|work-(?:for-us|with-us)|life-(?:at|in)-|meet-the-|news-and-|terms-(?:and|of)"
    r"|(?:privacy|cookies?|accessibility)-(?:policy|notice|statement)|equality-and-diversity(?:[/?#]|$)|safer-recruitment(?:[/?#]|$)|recruitment-"
    r"(?:process|privacy|fraud|policy|agencies)(?:[/?#]|$))",
    re.IGNORECASE,
)
"""What the pages beside a list of jobs are called; said of an address that has no number of its own."""
_LISTING_PARAMETERS = frozenset(
    _words_of("""
    page p pg pageno pagenumber pagenum pageindex start startrow startindex offset skip from first rows per_page perpage
    pagesize size limit resultsperpage sort sortby sort_by order orderby direction dir filter filters facet f search
    keyword keywords q query term text what where location locations loc place town postcode distance radius category
    categories cat department directorate sector type jobtype contract salary hours view layout display lang language
    locale tab reset clear show returnurl print
    """)
)
"""Names of parameters by which a list is searched, sorted and turned over."""


def leads_about(url: str, *, numbered: bool) -> bool:
    """Tell whether an address is a search, a category, a page of advice, a document or the like, and no advert's.

    Args:
        url: absolute.
        numbered: it has an advert's number, so the words of a title in it say nothing ("my-choice-carer-12345").
    """
    parts = urlsplit(url)
    tail = f"{parts.path}?{parts.query}"
    return _PLACE.search(tail) is not None or (not numbered and _PHRASE.search(tail) is not None)


def turns_list(url: str) -> bool:
    """Tell whether an address has a query, and every parameter of it only searches, sorts or turns over a list."""
    try:
        names = {name.lower().partition("[")[0] for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)}
    except ValueError:
        return False
    return bool(names) and names <= _LISTING_PARAMETERS
