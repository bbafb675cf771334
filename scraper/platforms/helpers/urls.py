"""Addresses: made absolute and safe, cut down to what identifies a page, and the id read out of them. Pure."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

LONGEST = 4_000
"""Characters; a longer address is no link to an advert (data URIs, signed blobs) and servers refuse it."""

CACHED = 4_096
"""Addresses remembered: a page's navigation is asked about again and again while its links are told apart."""

_TRACKING_NAMES = (
    "gclid dclid gbraid wbraid fbclid msclkid yclid twclid ttclid igshid mc_cid mc_eid _ga _gl _hsenc _hsmi "
    "mkt_tok hsctatracking trk ref_src vero_id wickedid s_cid"
)
TRACKING = frozenset(_TRACKING_NAMES.split())
"""Parameters that say where a visitor came from, never what the page shows."""
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "piwik_", "matomo_")
_SESSION_NAMES = (
    "sid usession jsessionid phpsessid aspsessionid asp.net_sessionid cfid cftoken session sessionid session_id "
    "sessid csrf csrftoken __requestverificationtoken xf token signature"
)
SESSIONS = frozenset(_SESSION_NAMES.split())
"""Parameters that name a visit: signed, short-lived, never part of what a page is."""

_STRIPPED = re.compile(r" *[\t\r\n\x00][\t\r\n\x00 ]*")
_BLANKS = re.compile(r"[\x00-\x20\x7f\u00a0\u200b\ufeff]+")
_PATH_SESSION = re.compile(r";(?:jsessionid|sid|phpsessid|cfid|cftoken)=[^/?#;]*", re.IGNORECASE)
_XF = re.compile(r"/xf-[0-9a-z]{4,}(?=/|$)|(?<=/)\(S\([a-z0-9]+\)\)/", re.IGNORECASE)
"""Oleeo's per-visit path token, and ASP.NET's cookieless session."""
_PLAIN = "%/:=&?~#+!$,;'@()*[]"
_PLAIN_PATH = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*+)++/?")
"""Most links by far: an absolute path with nothing to resolve, quote or drop."""
_PLAIN_ORIGIN = re.compile(r"https?://([a-z0-9.-]+)(?::[0-9]+)?(?=[/?#]|$)")
_PLAIN_URL = re.compile(r"https?://[a-z0-9.-]+(?::(?!(?:80|443)/)[1-9][0-9]*+)?(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*+)++/?")
"""An absolute address with nothing to resolve, quote, lower or drop (a path of Oleeo's "xf-" apart)."""
_DEFAULT_PORTS = {"http": "80", "https": "443"}


@lru_cache(maxsize=CACHED)
def absolute(href: str | None, base: str) -> str | None:
    """Return a link's target as an absolute http(s) address without its fragment; None for anything else.

    Literal new lines and tabs inside the quotes are dropped, as browsers do (WHATWG URL), and with them the source's
    indentation; an ampersand that was escaped twice is read.
    """
    if not href or len(href) > LONGEST:
        return None
    if _PLAIN_PATH.fullmatch(href) and (origin := _origin(base)):
        return origin + href
    if _PLAIN_URL.fullmatch(href):
        return href
    try:
        joined = urljoin(base, _STRIPPED.sub("", href).strip().replace("&amp;", "&"))
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return None
    path = quote(_BLANKS.sub(" ", parts.path).strip(), safe=_PLAIN)
    return urlunsplit((parts.scheme.lower(), parts.netloc, path, parts.query.replace(" ", "%20"), ""))


@lru_cache(maxsize=CACHED)
def _origin(base: str) -> str | None:
    """Return scheme and host of a plain http(s) address, to which a plain path need only be added."""
    found = _PLAIN_ORIGIN.match(base)
    return found[0] if found else None


@lru_cache(maxsize=CACHED)
def canonical(url: str) -> str:
    """Return what identifies a page: host in lower case, no fragment, tracking, session or default port.

    The order of the parameters that stay is kept: some servers care. An address that can't be read is returned as is.
    """
    if _PLAIN_URL.fullmatch(url) and "/xf-" not in url:
        return url
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), str(parts.port or "")
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    netloc = f"[{host}]" if ":" in host else host
    if port and port != _DEFAULT_PORTS.get(scheme):
        netloc += f":{port}"
    path = _XF.sub("", _PATH_SESSION.sub("", parts.path)) or "/"
    return urlunsplit((scheme, netloc, path, _kept(parts.query), ""))


def _kept(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair and not _is_noise(pair))


def _is_noise(pair: str) -> bool:
    name = unquote(pair.partition("=")[0]).lower()
    return name in TRACKING or name in SESSIONS or name.startswith(TRACKING_PREFIXES) or name.startswith("xf-")


@lru_cache(maxsize=CACHED)
def host(url: str) -> str:
    """Return the host of an address in lower case, without "www."; "" when it has none."""
    if plain := _PLAIN_ORIGIN.match(url):
        return plain[1].removeprefix("www.")
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are on one host, "www." apart."""
    return host(one) == host(other) != ""


def parameter(url: str, name: str) -> str | None:
    """Return the value of a query parameter, its name in any case; None when absent or empty."""
    try:
        pairs = parse_qsl(urlsplit(url).query)
    except ValueError:
        return None
    return next((value for key, value in pairs if key.lower() == name.lower() and value), None)


def with_parameters(url: str, **values: str | int) -> str:
    """Return the address with these query parameters set; others stay, in their order. Names match in any case."""
    parts = urlsplit(url)
    wanted = {name.lower(): (name, str(value)) for name, value in values.items()}
    pairs = []
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        pairs.append((key, wanted.pop(key.lower())[1] if key.lower() in wanted else value))
    pairs.extend(wanted.values())
    return urlunsplit(parts._replace(query=urlencode(pairs), fragment=""))


def id_in(url: str | None, *patterns: str) -> str | None:
    """Return the first group of the first pattern found in the address (case does not matter), or None.

    Patterns must be linear: ``id_in(url, r"/job/([0-9]+)", r"[?&]jid=([0-9]+)")``.
    """
    for pattern in patterns:
        found = re.search(pattern, (url or "")[:LONGEST], re.IGNORECASE)
        if found and found[1]:
            return found[1]
    return None
