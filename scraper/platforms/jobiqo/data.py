"""The data that Jobiqo's front end carries in its page: jobs found by their shape, wherever they stand."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, structs

from scraper.platforms.helpers import jsonld
from scraper.platforms.helpers.labels import complete
from scraper.platforms.helpers.markup import Tree
from scraper.platforms.helpers.pay import pay_text
from scraper.platforms.helpers.text import join, plain
from scraper.platforms.helpers.urls import absolute, canonical, id_in
from scraper.records import Advert

MOST_PLACES = 100
"""Places of one advert."""
_BODIES = ("content", "body", "description", "jobDescription")
_BODY_PARTS = ("processed", "value", "html", "content")
_DECIMALS = re.compile(r"^(\d{1,9})(?:\.(\d{2})?\d*)?$")

Node = Mapping[str, Any]


class Result(Struct, frozen=True):
    """What the data says was found: the jobs in their order, their declared number, whether there is any such data."""

    jobs: tuple[Node, ...] = ()
    total: int | None = None
    found: bool = False


def result_of(tree: Tree) -> Result:
    """Return the result that a listing page carries; without one, every job of the page."""
    nodes = list(_objects(tree))
    known = {str(node["id"]): node for node in nodes if _is_job(node)}
    best = Result(jobs=tuple(known.values()))
    for node in nodes:
        count = node.get("result_count")
        lists = [one for one in node.values() if isinstance(one, list)]
        if not isinstance(count, int) or isinstance(count, bool) or not lists:
            continue
        listed = (tuple(job for one in pages if (job := _resolved(one, known)) is not None) for pages in lists)
        jobs = max(listed, key=len)
        if not best.found or len(jobs) > len(best.jobs):
            best = Result(jobs=jobs, total=count, found=True)
    return best


def _objects(tree: Tree) -> Iterator[dict[str, Any]]:
    for script in tree.css("script[id='__NEXT_DATA__'], script[type='application/json']"):
        yield from jsonld.objects(jsonld.loads(script.text() or ""))


def _is_job(node: Node) -> bool:
    """Tell a job: named so, with an id and a title of its own."""
    kind = node.get("__typename")
    named = isinstance(kind, str) and kind.startswith("Job")
    return named and _said(node.get("id")) is not None and _said(node.get("title")) is not None


def _resolved(one: object, known: Mapping[str, Node]) -> Node | None:
    """Return the job that an entry of a result is, or that it refers to in the cache ("Job:35526")."""
    if not isinstance(one, dict):
        return None
    if _is_job(one):
        return one
    name = one.get("__ref")
    return known.get(name.rpartition(":")[2]) if isinstance(name, str) else None


def adverts(result: Result, base: str) -> list[Advert]:
    """Return the adverts of a result."""
    return [_advert(job, base) for job in result.jobs]


def one(tree: Tree, listed: Advert, base: str) -> Advert | None:
    """Return the advert as its own page's data tells it; None when that holds no such job.

    Other jobs stand on the page ("similar jobs"): it is the one of this id, in its fullest form.
    """
    path = id_in(base, r"-(\d{1,12})(?=[/?#]|$)")
    jobs = [node for node in _objects(tree) if _is_job(node)]
    wanted = [job for job in jobs if str(job["id"]) in (listed.source_ref, path)]
    if not wanted:
        return None
    told = _advert(max(wanted, key=len), base)
    kept = {name: value for name in ("source_ref", "detail_url", "mark") if (value := getattr(listed, name))}
    return complete(structs.replace(told, **kept), structs.asdict(listed))


def _advert(job: Node, base: str) -> Advert:
    employer, account = _said(job.get("organization")), _said(job.get("organizationProfile"), "name")
    url = _address(job, base)
    address = job.get("address")
    places = address if isinstance(address, list) else [address]
    texts = (_said(place, "label") or _said(place, "name") for place in places[:MOST_PLACES])
    differs = employer is not None and account is not None and employer.casefold() != account.casefold()
    return Advert(
        source_ref=str(job["id"]).strip(),
        url=url,
        title=_said(job.get("title")),
        detail_url=url,
        apply_url=absolute(_said(job.get("applicationLink")) or _said(job.get("linkUrl")), base),
        description=_body(job),
        recruiter_text=employer or account,
        advertiser_text=account if differs else None,
        location_texts=tuple(dict.fromkeys(text for text in texts if text)),
        workplace_text=_terms(job.get("remoteOptions")),
        salary_text=_pay(job.get("salaryRangeFree")) or _stated_pay(job) or _terms(job.get("salaryRange")),
        contract_text=_terms(job.get("employmentType")),
        posted_text=_said(job.get("published")),
        closing_text=_said(job.get("expiration")),
        category_text=_terms(job.get("occupationalField")) or _terms(job.get("industry")),
    )


def _address(job: Node, base: str) -> str | None:
    path = _said(job.get("url"), "path") or _said(job.get("urlNoPrefix")) or _said(job.get("absoluteUrl"))
    url = absolute(path, base)
    return canonical(url) if url else None


def _pay(given: object) -> str | None:
    """Return pay in parts as one text; "34206.000000" is 34206 and "12.600000" is 12.60."""
    if not isinstance(given, Mapping):
        return None
    low, high = _amount(given.get("minSalary")), _amount(given.get("maxSalary"))
    unit = given.get("salaryUnit")
    value = {"minValue": low, "maxValue": high, "unitText": _said(unit, "label") or _said(unit, "value")}
    return pay_text({"currency": _said(given.get("currencyCode")), "value": value})


def _stated_pay(job: Node) -> str | None:
    """Return pay as an advert's own page has it for search engines: {"minValue": {"number": "29540"}, ...}."""
    given = job.get("schemaOrgSalary")
    if not isinstance(given, Mapping):
        return None
    low, high = (_said(given.get(name), "number") or _said(given.get(name)) for name in ("minValue", "maxValue"))
    unit, currency = given.get("unitText"), _said(given.get("currencyCode")) or _said(given.get("currency"))
    parts = {"minSalary": low, "maxSalary": high, "salaryUnit": unit, "currencyCode": currency}
    return _pay(parts)


def _amount(value: object) -> str | None:
    said = _said(value)
    found = _DECIMALS.match(said or "")
    if found is None:
        return said
    return found[1] if found[2] in (None, "00") else f"{found[1]}.{found[2]}"


def _terms(value: object) -> str | None:
    terms = value if isinstance(value, list) else [value]
    return join(*(_said(term, "label") or _said(term, "name") for term in terms[:MOST_PLACES]))


def _body(job: Node) -> str | None:
    for name in _BODIES:
        body = job.get(name)
        if isinstance(body, Mapping):
            body = next((body[part] for part in _BODY_PARTS if isinstance(body.get(part), str)), None)
        if isinstance(body, str) and plain(body):
            return body.strip()
    return None


def _said(value: object, name: str | None = None) -> str | None:
    """Return a text or number as text; of an object, what it has under that name."""
    if isinstance(value, Mapping):
        value = value.get(name) if name else None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return plain(str(value))
