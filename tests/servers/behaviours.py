"""What a site may do to us over HTTP, by name: statuses, caching, redirects, charsets, pages that are none."""

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.servers.wire import Exchange, Handler

BEHAVIOURS: dict[str, Handler] = {}
ETAG = '"first"'
MODIFIED = "Mon, 23 Nov 2026 08:00:00 GMT"
POUND_PAGE = "<html><body><h1>Jobs</h1><p>£30,000 – £35,000 a year</p></body></html>"
CHALLENGE = (
    '<html><head><title>Just a moment...</title></head><body><div id="challenge-form" class="cf-chl">'
    "Checking your browser before accessing the site.</div></body></html>"
)
LOGIN = (
    '<html><head><title>Sign in</title></head><body><form action="/login" method="post"><input name="username">'
    '<input type="password" name="password"><button>Sign in</button></form></body></html>'
)
NOT_FOUND = "<html><head><title>Page not found</title></head><body><h1>Page not found</h1></body></html>"


def behaviour(handler: Handler) -> Handler:
    """Register a handler under its own name."""
    BEHAVIOURS[handler.__name__] = handler
    return handler


def good(exchange: Exchange) -> tuple[bytes, str]:
    """Return the body and content type of the page that this server shows when it behaves."""
    return exchange.server.good  # type: ignore[attr-defined, no-any-return]


@behaviour
async def ok(exchange: Exchange) -> None:
    body, content_type = good(exchange)
    await exchange.send(body, content_type=content_type)


@behaviour
async def etag(exchange: Exchange) -> None:
    if exchange.seen.headers.get("if-none-match") == ETAG:
        await exchange.send(status=304, headers=[("ETag", ETAG)], content_type=None)
    else:
        body, content_type = good(exchange)
        await exchange.send(body, content_type=content_type, headers=[("ETag", ETAG)])


@behaviour
async def last_modified(exchange: Exchange) -> None:
    if exchange.seen.headers.get("if-modified-since") == MODIFIED:
        await exchange.send(status=304, headers=[("Last-Modified", MODIFIED)], content_type=None)
    else:
        body, content_type = good(exchange)
        await exchange.send(body, content_type=content_type, headers=[("Last-Modified", MODIFIED)])


def _status(code: int) -> Handler:
    async def handler(exchange: Exchange) -> None:
        await exchange.send(f"<h1>{code}</h1>", status=code)

    return handler


for _code in (400, 401, 403, 404, 410, 451, 500, 501, 502, 503):
    BEHAVIOURS[f"status_{_code}"] = _status(_code)


def _busy(times: int, status: int, retry_after: Callable[[], str | None]) -> Handler:
    async def handler(exchange: Exchange) -> None:
        if exchange.earlier >= times:
            await ok(exchange)
            return
        value = retry_after()
        await exchange.send(
            "busy", status=status, headers=[("Retry-After", value), ("Date", _date(0))] if value else []
        )

    return handler


def _date(seconds: int) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


ALWAYS = 1_000_000
BEHAVIOURS["too_many"] = _busy(ALWAYS, 429, lambda: "1")
BEHAVIOURS["too_many_date"] = _busy(ALWAYS, 429, lambda: _date(1))
BEHAVIOURS["too_many_bare"] = _busy(ALWAYS, 429, lambda: None)
BEHAVIOURS["too_many_far"] = _busy(ALWAYS, 429, lambda: "86400")
BEHAVIOURS["too_many_once"] = _busy(1, 429, lambda: "1")
BEHAVIOURS["too_many_twice_date"] = _busy(2, 429, lambda: _date(2))
BEHAVIOURS["unavailable_once"] = _busy(1, 503, lambda: None)
BEHAVIOURS["unavailable_after"] = _busy(1, 503, lambda: "1")


def _redirect(location: Callable[[Exchange], str], status: int = 302) -> Handler:
    async def handler(exchange: Exchange) -> None:
        if exchange.seen.path.startswith("/there"):
            await ok(exchange)
        else:
            await exchange.send("moved", status=status, headers=[("Location", location(exchange))])

    return handler


def _other_port(exchange: Exchange) -> str:
    return f"http://{exchange.seen.host}:{exchange.server.port + 1 if exchange.server.port < 65_535 else 1}/admin"


BEHAVIOURS["redirect"] = _redirect(lambda _: "/there")
BEHAVIOURS["redirect_308"] = _redirect(lambda _: "/there", 308)
BEHAVIOURS["redirect_loop"] = _redirect(lambda exchange: exchange.seen.path)
BEHAVIOURS["redirect_endless"] = _redirect(lambda exchange: f"{exchange.seen.path}x")
BEHAVIOURS["redirect_offsite"] = _redirect(lambda _: "https://www.example.com/elsewhere")
BEHAVIOURS["redirect_private"] = _redirect(lambda _: "http://10.0.0.1/")
BEHAVIOURS["redirect_metadata"] = _redirect(lambda _: "http://169.254.169.254/latest/meta-data/")
BEHAVIOURS["redirect_loopback_port"] = _redirect(_other_port)
BEHAVIOURS["redirect_localhost"] = _redirect(lambda exchange: f"http://localhost:{exchange.server.port}/")
BEHAVIOURS["redirect_numeric"] = _redirect(lambda exchange: f"http://2130706433:{exchange.server.port}/")
BEHAVIOURS["redirect_file"] = _redirect(lambda _: "file:///etc/passwd")
BEHAVIOURS["redirect_nowhere"] = _redirect(lambda _: "http://[::1")


@behaviour
async def redirect_without_location(exchange: Exchange) -> None:
    await exchange.send("moved", status=302)


@behaviour
async def cookie(exchange: Exchange) -> None:
    """Set a cookie and come back for it, as sites with sessions do; a visitor without it is sent round again."""
    if "visit=1" in exchange.seen.headers.get("cookie", ""):
        await ok(exchange)
    else:
        moves = [("Location", exchange.seen.path), ("Set-Cookie", "visit=1; Path=/")]
        await exchange.send("moved", status=302, headers=moves)


@behaviour
async def wrong_charset(exchange: Exchange) -> None:
    """Windows-1252 that says it is UTF-8."""
    await exchange.send(POUND_PAGE.encode("cp1252"), content_type="text/html; charset=utf-8")


@behaviour
async def latin_charset(exchange: Exchange) -> None:
    """Windows-1252 that calls itself ISO-8859-1."""
    await exchange.send(POUND_PAGE.encode("cp1252"), content_type="text/html; charset=ISO-8859-1")


@behaviour
async def missing_charset(exchange: Exchange) -> None:
    await exchange.send(POUND_PAGE.encode("cp1252"), content_type="text/html")


@behaviour
async def mislabelled_utf8(exchange: Exchange) -> None:
    await exchange.send(POUND_PAGE, content_type="text/html; charset=ISO-8859-1")


@behaviour
async def binary(exchange: Exchange) -> None:
    await exchange.send(bytes(range(256)) * 40, content_type="text/html")


@behaviour
async def packed(exchange: Exchange) -> None:
    body, content_type = good(exchange)
    await exchange.send(gzip.compress(body), content_type=content_type, headers=[("Content-Encoding", "gzip")])


@behaviour
async def deflated(exchange: Exchange) -> None:
    body, content_type = good(exchange)
    await exchange.send(zlib.compress(body), content_type=content_type, headers=[("Content-Encoding", "deflate")])


@behaviour
async def deflated_raw(exchange: Exchange) -> None:
    body, content_type = good(exchange)
    raw = zlib.compress(body)[2:-4]
    await exchange.send(raw, content_type=content_type, headers=[("Content-Encoding", "deflate")])


@behaviour
async def unpacked_gzip(exchange: Exchange) -> None:
    """Plain text that is said to be gzip."""
    body, content_type = good(exchange)
    await exchange.send(body, content_type=content_type, headers=[("Content-Encoding", "gzip")])


@behaviour
async def brotli_unasked(exchange: Exchange) -> None:
    await exchange.send(b"\x0b\x02\x80hello\x03", headers=[("Content-Encoding", "br")])


def _page(html: str, status: int = 200, content_type: str = "text/html; charset=utf-8") -> Handler:
    async def handler(exchange: Exchange) -> None:
        await exchange.send(html, status=status, content_type=content_type)

    return handler


BEHAVIOURS["challenge"] = _page(CHALLENGE)
BEHAVIOURS["challenge_403"] = _page(CHALLENGE, 403)
BEHAVIOURS["login"] = _page(LOGIN)
BEHAVIOURS["soft_404"] = _page(NOT_FOUND)
BEHAVIOURS["html_for_data"] = _page("<html><body><h1>Down for maintenance</h1></body></html>")
BEHAVIOURS["html_called_json"] = _page("<html><body><h1>Error</h1></body></html>", 200, "application/json")
BEHAVIOURS["nothing"] = _page("")
