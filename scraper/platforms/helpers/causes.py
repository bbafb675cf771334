"""Why a page that gave no adverts is not the page asked for: a challenge, a login page, a soft 404. Pure.

These look at words and marks, so they are asked only of a page from which nothing could be read: an advert for a
"Robotics technician, login support" must never condemn a listing.
"""

import re
from collections.abc import Callable
from functools import cached_property

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.helpers.markup import Tree, first_text, parse_html, shown_lines
from scraper.platforms.helpers.text import tidy
from scraper.text import decode

CHALLENGE_STATUSES = frozenset({202, 401, 403, 405, 429, 503})
"""Statuses that bot protection answers with: 202 and 405 are AWS WAF's challenge and CAPTCHA, 503 old Cloudflare's."""
SHORT = 1_500
"""Characters shown. Interstitials, login pages and "not found" pages say little; pages with a full menu more."""
SEARCHED = 400_000
"""Characters of source searched for marks; interstitials are under 50,000."""
HEADINGS = 6

_HEADER_MARKS = {"cf-mitigated": ("challenge",), "x-amzn-waf-action": ("challenge", "captcha")}
_STRONG = re.compile(
    r"_cf_chl_opt|cf-chl-|cf_chl_|cf-error-details|cf-please-wait|attention required! \| cloudflare"
    r"|incapsula incident id|_incapsula_resource\?cwudnsai"
    r"|errors\.edgesuite\.net|sec-if-cpt-container|/_sec/cp_challenge|bm-verify=|interstitial-inprogress"
    r"|captcha-delivery\.com|datadome\.co/captcha"
    r"|[\"']px-captcha|perimeterx\.net/whywasiblocked|human-challenge"
    r"|gokuprops|awswafintegration\.forcerefreshtoken|captcha\.awswaf\.com"
    r"|sucuri_cloudproxy|sucuri website firewall|validate\.perfdrive\.com|sgcaptcha|/\.well-known/captcha"
    r"|anubis_challenge|vercel security checkpoint|ddos-guard|kpsdk|imunify360",
    re.IGNORECASE,
)
"""What only the interstitials of Cloudflare, Imperva, Akamai, DataDome, HUMAN, AWS, Sucuri and their like carry.
(Their scripts alone, such as Cloudflare's challenge-platform/scripts/jsd, also stand on ordinary pages.)"""
_WEAK = re.compile(
    r"_incapsula_resource|g-recaptcha|grecaptcha|h-captcha|hcaptcha\.com|cf-turnstile|challenges\.cloudflare\.com"
    r"|challenge-platform|awswaf|_pxappid|captcha|altcha|oleeoprotect",
    re.IGNORECASE,
)
"""Scripts of bot protection that ordinary pages carry too: they count on a page that shows next to nothing else."""
_ASKS_HUMAN = re.compile(
    r"just a moment|checking (?:your browser|if the site)|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|are you (?:a )?(?:human|robot)|(?:not|n't) a (?:ro)?bot\b|pardon our interruption|human verification"
    r"|unusual (?:traffic|activity)|security check|access (?:to this page has been )?denied|you have been blocked"
    r"|request unsuccessful|one moment,? please|enable javascript and cookies to continue"
    r"|request (?:is being|has been) (?:verified|blocked)|requested url was rejected|complete the (?:captcha|security)"
    r"|bot (?:check|verification|protection)|quick check needed",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(
    r"^(?:please )?(?:log|sign)[ -]?(?:in|on)\b|^(?:login|logon|signin|mewngofnodi)\b", re.IGNORECASE
)
"""As a title only: "Sign in" is also a link on most pages."""
_LOGIN_SENTENCE = re.compile(
    r"\b(?:log|sign)[ -]?in (?:to (?:continue|view|see|access|your)|required)|authentication required"
    r"|session (?:has )?(?:expired|timed out)"
    r"|(?:must|need to|have to|please) (?:be )?(?:log(?:ged)?|sign(?:ed)?)[ -]?in\b",
    re.IGNORECASE,
)
_LOGIN_URL = re.compile(
    r"/(?:log-?in|log-?on|sign-?in|sso|saml2?|oauth2?|adfs|login\w{0,20}\.\w{2,5})(?:[/?#.]|$)"
    r"|//(?:login|sso|signin|auth|adfs)\.|login\.microsoftonline|\.okta\.com",
    re.IGNORECASE,
)
_THING = (
    r"(?:page|vacancy|job|post|role|position|advert|advertisement|opportunity|listing|content|resource|file|url"
    r"|requisition)"
)
_GONE = re.compile(
    r"\bnot found\b|can(?:no|')t be found"
    rf"|\b{_THING}s? (?:was |were |is |could )?(?:not|n't) (?:be )?found"
    rf"|can(?:no|')t find (?:the|that|this) {_THING}|no longer accepting applications"
    rf"|\b{_THING}\b[^.]{{0,80}}\b(?:no longer (?:exists?|available|open|active|advertised|accepting)"
    r"|does(?: no|n'?)t exist|(?:could|can) ?not be found|couldn'?t be found"
    r"|has (?:now )?(?:closed|expired|been (?:removed|deleted|filled|withdrawn|moved)))"
    r"|tudalen heb ei chanfod|heb ei ganfod|methu dod o hyd i'r dudalen",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b404\b(?! (?:adverts|jobs|results|roles|vacancies))", re.IGNORECASE)


class _Look:
    """What is seen of a page, worked out when first needed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def source(self) -> str:
        return decode(self.page)[:SEARCHED]

    @cached_property
    def tree(self) -> Tree:
        return parse_html(self.source, self.page.url)

    @cached_property
    def lines(self) -> list[str]:
        return shown_lines(self.tree.body) if self.tree.body else []

    @property
    def is_short(self) -> bool:
        return sum(map(len, self.lines)) < SHORT

    @cached_property
    def titles(self) -> list[str]:
        """The title and the first headings: what the page says it is."""
        title = first_text(self.tree, "title")
        headings = self.tree.css("h1")[:HEADINGS] or self.tree.css("h2, [role=heading]")[:1]
        return [text for text in (title, *(tidy(node.text()) for node in headings)) if text]

    def is_titled(self, pattern: re.Pattern[str]) -> bool:
        return any(pattern.search(text) for text in self.titles)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the title says so or, on a page that shows little else, any line does."""
        return self.is_titled(pattern) or (self.is_short and any(pattern.search(line) for line in self.lines))


def challenge(page: Page) -> Problem | None:
    """Return the problem of a page that is a bot challenge, a CAPTCHA or a refusal by bot protection; else None.

    An ordinary page with a reCAPTCHA on a form, or behind a protected host, is none.
    """
    return _asked(page, _challenge)


def _challenge(look: _Look) -> Problem | None:
    headers = look.page.headers
    marked = any(headers.get(name, "").lower() in values for name, values in _HEADER_MARKS.items())
    return _challenged(look.page) if marked or _is_challenge(look) else None


def _is_challenge(look: _Look) -> bool:
    if _STRONG.search(look.source):
        return look.is_short or look.says(_ASKS_HUMAN)
    if _WEAK.search(look.source) and look.is_short:
        return look.says(_ASKS_HUMAN) or (not look.lines and "_Incapsula_Resource" in look.source)
    return look.is_short and look.is_titled(_ASKS_HUMAN)


def _challenged(page: Page) -> Problem:
    return Problem(
        Verdict.BLOCKED, "challenge", f"{page.url} asks for proof of a human: ask the site's owner for access or a feed"
    )


def login(page: Page) -> Problem | None:
    """Return the problem of a page that asks to log in instead of showing what was asked for; else None."""
    return _asked(page, _login)


def _login(look: _Look) -> Problem | None:
    asks = look.tree.css_first("input[type=password]") is not None
    at_login = _LOGIN_URL.search(look.page.url) is not None
    says = look.is_titled(_LOGIN_TITLE) or look.says(_LOGIN_SENTENCE)
    if (asks and (says or at_login or look.is_short)) or (says and (at_login or look.is_short)):
        where = look.page.url
        return Problem(Verdict.BROKEN, "login", f"{where} asks to log in: find the public address of its vacancies")
    return None


def soft_404(page: Page) -> Problem | None:
    """Return the problem of a page that answers 200 and says that what was asked for is not there; else None."""
    return _asked(page, _soft_404)


def _soft_404(look: _Look) -> Problem | None:
    if not (look.says(_GONE) or look.is_titled(_NUMBERED)):
        return None
    return Problem(
        Verdict.BROKEN, "soft_404", f"{look.page.url} answers, but says it was not found: look for its new address"
    )


def cause_of(page: Page) -> Problem | None:
    """Return why a page without adverts is not the page asked for: challenge, else login, else soft_404, else None."""
    return _asked(page, _challenge, _login, _soft_404)


def _asked(page: Page, *questions: Callable[[_Look], Problem | None]) -> Problem | None:
    """Return the first answer; None also of a page that can't be looked at: its own problem stands."""
    look = _Look(page)
    try:
        return next((found for question in questions if (found := question(look))), None)
    except Problem:
        return None
