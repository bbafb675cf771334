"""Challenges, login pages and soft 404s as sites serve them, and ordinary pages that merely look a little like them."""

import pytest

from scraper.platforms.helpers.causes import cause_of, challenge
from tests.conftest import page_of

MENU = "<nav>" + "".join(f"<a href='/{n}'>Service number {n} of the council</a> " for n in range(60)) + "</nav>"

CHALLENGES = {
    "Cloudflare": "<title>Just a moment...</title><script>(function(){window._cf_chl_opt={cvId:'3'}}())</script>",
    "Cloudflare block": "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>",
    "Turnstile": "<title>Verify you are human</title><div class=cf-turnstile></div>",
    "Incapsula": "<iframe src='/_Incapsula_Resource?CWUDNSAI=9&incident_id=1'>Request unsuccessful. Incapsula incident "
    "ID: 1</iframe>",
    "Incapsula script": "<html><head><script src='/_Incapsula_Resource?SWJIYLWA=1'></script></head><body></html>",
    "Imperva": "<title>Pardon Our Interruption</title><p>As you were browsing something made us think you were a bot.",
    "Akamai": "<title>Access Denied</title><h1>Access Denied</h1>You don't have permission to access this. "
    "https://errors.edgesuite.net/18.1",
    "Akamai challenge": "<div id=sec-if-cpt-container>Powered and protected by Akamai</div>",
    "DataDome": "<p>Please enable JS</p><script>var dd={'host':'geo.captcha-delivery.com'}</script>",
    "PerimeterX": "<h1>Press & Hold to confirm you are a human</h1><div id='px-captcha'></div>",
    "AWS WAF": "<script>window.gokuProps={key:'x'}</script><div id=challenge-container></div>",
    "hCaptcha": "<h1>One more step: complete the security check</h1><div class=h-captcha></div>",
    "ALTCHA": "<h1>Quick Check Needed</h1><p>We need to verify that you are human<altcha-widget></altcha-widget>",
    "reCAPTCHA": "<h1>Are you a robot?</h1><div class=g-recaptcha></div>",
    "Sucuri": "<title>Sucuri WebSite Firewall - Access Denied</title>",
    "F5": "<title>Request Rejected</title>The requested URL was rejected. Please consult with your administrator. "
    "<script>captcha</script>",
    "Anubis": "<title>Making sure you're not a bot!</title><script id=anubis_challenge>{}</script>",
}
LOGINS = {
    "form": "<title>Candidate login</title><h1>Sign in</h1><form><input type=password></form>" + MENU,
    "sentence": "<p>You must be logged in to view this page.</p>",
    "expired": "<h1>Your session has expired</h1><p>Please start again.</p>",
    "bare form": "<form>User <input> Word <input type=password></form>",
}
MISSING = {
    "title": "<title>404 - Page not found</title>" + MENU,
    "heading": "<h1>We can't find the page</h1>" + MENU,
    "closed": "<h1>Job details</h1><p>This vacancy is no longer available.</p>",
    "gone": "<p>The job you are looking for does not exist or has expired.</p>",
    "welsh": "<h1>Tudalen heb ei chanfod</h1>",
}
ORDINARY = {
    "reCAPTCHA on a form": "<h1>Vacancies</h1>" + MENU + "<form><div class=g-recaptcha></div></form>",
    "Cloudflare's script": "<h1>Jobs</h1>"
    + MENU
    + "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
    "login in the header": "<a>Log in</a><h1>Current jobs</h1>" + MENU + "<form><input type=password></form>",
    "sign in link": "<title>Jobs</title><a href=/login>Sign in</a><h1>Jobs</h1><p>Work with us.</p>",
    "words of adverts": "<h1>Jobs</h1><p>Robotics tutor</p><p>Posts where experience was not found wanting</p>" + MENU,
    "page shell": "<title>Jobs</title><div id=app></div><script src='https://www.google.com/recaptcha/api.js'></script>",
    "a telephone number": "<title>Jobs</title><p>Call 01404 404 404</p>",
}


def _cause(body: str, url: str = "https://example.org/jobs") -> str | None:
    problem = cause_of(page_of(body, url))
    return problem.cause if problem else None


@pytest.mark.parametrize("name", CHALLENGES)
def test_challenges_are_told(name: str) -> None:
    assert _cause(CHALLENGES[name]) == "challenge"


@pytest.mark.parametrize("name", LOGINS)
def test_login_pages_are_told(name: str) -> None:
    assert _cause(LOGINS[name]) == "login"


def test_a_login_address_with_its_form_is_a_login_page() -> None:
    body = "<h1>Welcome</h1>" + MENU + "<form><input type=password></form>"
    assert _cause(body, "https://x.engageats.co.uk/LoginV2.aspx?enc=abc") == "login"


@pytest.mark.parametrize("name", MISSING)
def test_soft_404s_are_told(name: str) -> None:
    assert _cause(MISSING[name]) == "soft_404"


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_pages_are_left_alone(name: str) -> None:
    assert _cause(ORDINARY[name]) is None


def test_a_header_tells_a_challenge_whatever_the_body() -> None:
    assert challenge(page_of("<p>x", headers={"cf-mitigated": "challenge"})) is not None
    assert challenge(page_of("<p>x", headers={"x-amzn-waf-action": "captcha"})) is not None
    assert challenge(page_of("<p>x", headers={"x-datadome": "protected", "server": "cloudflare"})) is None


def test_hidden_words_are_not_read() -> None:
    assert _cause("<h1>Jobs</h1><p hidden>Page not found</p><template><p>Job not found</p></template>") is None


def test_a_page_that_is_not_text_has_no_cause_of_its_own() -> None:
    assert cause_of(page_of(b"%PDF-1.7")) is None
