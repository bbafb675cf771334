"""GOV.UK's Local Links export: for each council the address of its page on jobs, where it has told one. Pure.

Columns: Authority Name, SNAC, GSS, Description, LGSL, LGIL, URL, Supported by GOV.UK. Open Government Licence.
"""

import csv
import io

from scheduler.discovery.scores import LIKELY, is_file, score
from scraper.pages import Page, Problem, Verdict
from scraper.platforms.helpers.urls import absolute
from scraper.reference import authorities
from scraper.text import decode

ADDRESS = (
    "https://local-links-manager.publishing.service.gov.uk/data/links_to_services_provided_by_local_authorities.csv"
)
NEEDED = frozenset({"GSS", "Description", "URL"})


def careers_pages(page: Page) -> dict[str, str]:
    """Return the likeliest careers page by the GSS code in force.

    A service counts by what its description and its address say; which numbers LGSL gives to jobs is not relied on.

    Raises:
        Problem: undecodable; broken, layout_changed when it is not such an export.
    """
    table = csv.DictReader(io.StringIO(decode(page).lstrip("\ufeff")))
    best: dict[str, tuple[float, str]] = {}
    try:
        if not set(table.fieldnames or ()) >= NEEDED:
            raise _not_an_export(page.url)
        for row in table:
            url = absolute((row["URL"] or "").strip(), "https://www.gov.uk/")
            council = authorities.get((row["GSS"] or "").strip())
            if url is None or council is None or is_file(url):
                continue
            weight = score((row["Description"] or "").strip(), url)
            for one in authorities.successors(council.code):
                if weight >= LIKELY and weight > best.get(one.code, (0.0, ""))[0]:
                    best[one.code] = (weight, url)
    except csv.Error:
        raise _not_an_export(page.url) from None
    return {code: url for code, (_, url) in best.items()}


def _not_an_export(url: str) -> Problem:
    return Problem(
        Verdict.BROKEN, "layout_changed", f"{url} is not GOV.UK's export of local links: look for its new address"
    )
