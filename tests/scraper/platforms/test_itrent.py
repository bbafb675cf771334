"""iTrent's entry page, JSON and old list; whole ones are in fixtures/itrent."""

import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from scraper.pages import Page, Problem, SessionRequest, Verdict
from scraper.platforms import itrent
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import page_of

RUN = "https://ce0136li.webitrent.com/ce0136li_webrecruitment/wrd/run"
ENTRY = f"{RUN}/ETREC179GF.open?WVID=506283GkCP"
SESSION = "D8D05292B462E63CE2DD2238EC47F03A"
REPLY = f"{RUN}/etrec106gf.json?WVID=506283GkCP&USESSION={SESSION}&LANG=USA&RESULTS_PP=200"
OLD = f"{RUN}/etrec106gf.display_srch_all?wvid=506283GkCP"


def _read(body: str, url: str = ENTRY) -> Listing:
    return read_listing(itrent, page_of(body, url), {"url": ENTRY})


def _results(total: Any, results: Any, url: str = REPLY) -> Listing:
    return _read(json.dumps({"search": {"total_rec": total, "results_pp": "200"}, "results": results}), url)


def _one(**more: Any) -> Advert:
    return _results("1", [{"vacancy_id": "7", "job_title": "Cook", **more}]).adverts[0]


def _way(listing: Listing) -> SessionRequest:
    (request,) = listing.next
    assert isinstance(request, SessionRequest)
    return request


@pytest.mark.parametrize(
    "holds",
    [
        f'<input type="hidden" name="SESSION.STD_HID_FLDS.ET_BASE.1-1" value="{SESSION}">',
        f'<script>var USESSION = "{SESSION}";</script>',
        f'<script>config({{"USESSION": "{SESSION}"}})</script>',
        f'<a href="etrec106gf.main?WVID=1&amp;USESSION={SESSION}">Search</a>',
    ],
)
def test_the_entry_page_leads_to_the_json_within_its_session(holds: str) -> None:
    request = _way(_read(f"<html><body>{holds}</body></html>"))
    assert request.url == REPLY
    sent = parse_qs(request.headers["mhrParams"], keep_blank_values=True)
    assert (sent["USESSION"], sent["REC_FROM"], sent["REC_TO"]) == ([SESSION], ["1"], ["200"])
    assert request.headers["Referer"].startswith(ENTRY)


def test_what_names_the_page_in_the_store_holds_no_session() -> None:
    request = _way(_read(f"<script>USESSION={SESSION}</script>"))
    other = _way(_read(f"<script>USESSION={'0' * 32}</script>"))
    assert SESSION not in request.key
    assert SESSION not in request.public(request.url)
    assert request.key == other.key


def test_the_live_wvid_of_the_page_that_answered_counts() -> None:
    page = page_of(f"<script>USESSION={SESSION}</script>", ENTRY.replace("506283GkCP", "LIVE99"))
    assert "WVID=LIVE99&" in _way(read_listing(itrent, page, {"url": f"{RUN}/etrec002gf.open?WVID=stale"})).url


def test_an_entry_page_without_a_session_is_a_problem() -> None:
    with pytest.raises(Problem) as caught:
        _read("<html><p>Welcome to our vacancies</p></html>")
    assert caught.value.cause == "layout_changed"


def test_a_sentence_that_the_entry_page_keeps_for_later_is_no_evidence() -> None:
    found = _read(f"<script>USESSION={SESSION}</script><div class='tpl'>There are currently no vacancies.</div>")
    assert (found.empty, len(found.next)) == (False, 1)
    assert _read("<p>There are currently no vacancies.</p>", OLD).empty


def test_no_advert_holds_the_session() -> None:
    found = _results("1", [{"vacancy_id": "7", "job_title": "Cook", "job_description": "Fresh food."}])
    assert SESSION not in repr(found.adverts)
    assert found.adverts[0].url == f"{ENTRY}&LANG=USA&VACANCY_ID=7"


def test_a_stub_of_html_in_place_of_the_json_is_a_problem() -> None:
    with pytest.raises(Problem) as caught:
        _read(f"<html><body><script>USESSION={SESSION}</script></body></html>", REPLY)
    assert (caught.value.cause, caught.value.verdict) == ("not_json", Verdict.BROKEN)
    assert SESSION not in caught.value.message


@pytest.mark.parametrize("total", [1, "1", " 1 "])
def test_the_total_may_be_a_number_or_a_text(total: object) -> None:
    assert _results(total, [{"vacancy_id": 7, "job_title": "Cook"}]).declared_total == 1


def test_entities_are_read_and_unset_fields_are_none() -> None:
    advert = _one(job_title="Cook &amp; Driver", salary="&pound;24,027", app_close_d="", con_hrs="", basis_id=None)
    assert (advert.title, advert.salary_text) == ("Cook & Driver", "£24,027")
    assert (advert.closing_text, advert.hours_text, advert.contract_text, advert.location_texts) == (
        None,
        None,
        None,
        (),
    )


def test_the_closing_day_stays_as_given_and_a_zero_is_none() -> None:
    assert _one(app_close_d="20261204").closing_text == "20261204"
    assert _one(app_close_d="00010101").closing_text is None


def test_it_asks_on_within_the_session_until_the_total() -> None:
    records = [{"vacancy_id": str(n), "job_title": "Cook"} for n in range(10)]
    request = _way(_results("11", records))
    assert request.url == f"{REPLY}&REC_FROM=11&REC_TO=210"
    assert "REC_FROM=11&REC_TO=210" in request.headers["mhrParams"]
    assert _results("11", [{"vacancy_id": "99", "job_title": "Cook"}], request.url).next == ()


def test_it_is_empty_only_when_it_counts_none_and_lists_none() -> None:
    assert _results("0", []).empty
    for total, results in (("0", None), (None, []), ("4", []), ("0", {"a": 1})):
        with pytest.raises(Problem) as caught:
            _results(total, results)
        assert caught.value.cause == "layout_changed"
        assert SESSION not in caught.value.message


def _old(inner: str) -> str:
    form = f'<form action="ETREC106GF.main?USESSION={SESSION}">{inner}</form>'
    link = f'<a class="job-result-title" href="ETREC107GF.open?VACANCY_ID=7&amp;WVID=5&amp;USESSION={SESSION}">Cook</a>'
    return f"<table role=listitem><tr><td>{link}<dl><dt>Closing</dt><dd>01/12/2026</dd></dl></td></tr></table>{form}"


def test_the_old_list_gives_adverts_whose_links_lose_the_session() -> None:
    (advert,) = _read(_old(""), OLD).adverts
    assert (advert.source_ref, advert.title, advert.closing_text) == ("7", "Cook", "01/12/2026")
    assert advert.url == advert.detail_url == f"{RUN}/ETREC107GF.open?VACANCY_ID=7&WVID=5"


def test_the_old_list_is_followed_by_its_next_button() -> None:
    button = (
        '<input type=hidden name="REC_TO.X" value="10"><input type=submit name="BU_NEXT.FRM_BUTTON.X" value="Next">'
    )
    request = _way(_read(_old(button), OLD))
    assert (request.method, request.body) == ("POST", b"REC_TO.X=10&BU_NEXT.FRM_BUTTON.X=Next")
    assert request.url.endswith(f"ETREC106GF.main?USESSION={SESSION}")
    assert SESSION not in request.key
    assert _read(_old(""), OLD).next == ()


def test_an_old_detail_page_is_read_by_its_labels() -> None:
    rows = [("Salary", "£9"), ("Job description", "Cook.")]
    body = "".join(f"<table><tr><td><b>{label}:</b></td><td>{text}</td></tr></table>" for label, text in rows)
    found = read_detail(itrent, page_of(body, RUN), Advert(source_ref="7", title="Cook"))
    assert (found.salary_text, found.description, found.source_ref) == ("£9", "Cook.", "7")
    with pytest.raises(Problem):
        read_detail(itrent, page_of("<p>Goodbye</p>", RUN), Advert(source_ref="7", title="Cook"))


@pytest.mark.parametrize(
    ("page", "is_own"),
    [
        (page_of("<p>x", ENTRY), True),
        (page_of("<p>x", "https://jobs.nf.uk/tlive_webrecruitment/wrd/run/etrec179gf.open?WVID=1"), True),
        (page_of("<input type=hidden name='WVID.STD_HID_FLDS.ET_BASE.1-1' value='5'>"), True),
        (page_of(f"<a href='{ENTRY}'>Vacancies</a>"), False),
        (page_of("<a href='/jobs'>Vacancies</a>"), False),
        (page_of(b"\x00\x01"), False),
    ],
)
def test_it_recognises_its_own_only(page: Page, is_own: bool) -> None:
    assert itrent.recognise(page) is is_own
