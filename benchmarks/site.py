"""The council sites that the crawl benchmark collects: many virtual loopback hosts, each with a fixed delay an answer.

Each host has a robots.txt, one listing page and its detail pages, which carry a JobPosting in JSON-LD among the usual
furniture of a careers page. Pages are rendered once; the server only looks them up.
"""

import asyncio
import json

DELAY = 0.020
"""Seconds before each answer: a near, healthy council site."""
FIRST_HOST = 2
"""127.0.0.1 is left to others; Linux answers on all of 127.0.0.0/8."""
FURNITURE = "".join(
    f'<li class="nav__item nav__item--level-2"><a class="nav__link" href="/services/{word}">Council {word}</a></li>\n'
    for word in (
        "bins",
        "council-tax",
        "planning",
        "schools",
        "roads",
        "parking",
        "benefits",
        "housing",
        "libraries",
        "care",
    )
    * 11
)
STYLE = "".join(f".card-{n}{{margin:0;padding:8px 16px;border:1px solid #0b0c0c;color:#1d70b8}}\n" for n in range(220))
"""Navigation and inline style bring a page to some 33 kB, the median of the whole pages seen on real platforms."""
TITLES = ("Planning Officer", "Social Worker", "Highways Engineer", "Care Assistant", "Revenues Officer")


def host(number: int) -> str:
    """Return the address of a virtual host, numbered from 0."""
    return f"127.0.{number // 250}.{FIRST_HOST + number % 250}"


def site(address: str, port: int, details: int) -> dict[str, bytes]:
    """Return every page of one host by path."""
    links = "".join(
        f'<li class="job"><a href="/job/{1000 + n}/{_slug(n)}">{_title(n)}</a></li>' for n in range(1, details + 1)
    )
    pages = {
        "/robots.txt": b"User-agent: *\nDisallow: /private/\n",
        "/jobs": _html("Jobs", f"<h1>Jobs</h1><p>{details} jobs found</p><ul>{links}</ul>"),
    }
    for n in range(1, details + 1):
        pages[f"/job/{1000 + n}/{_slug(n)}"] = _detail(f"http://{address}:{port}", n)
    return pages


def _title(n: int) -> str:
    return f"{TITLES[n % len(TITLES)]} {n}"


def _slug(n: int) -> str:
    return _title(n).lower().replace(" ", "-")


def _html(title: str, body: str) -> bytes:
    head = f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
    head += f"<style>{STYLE}</style></head>"
    return f"{head}<body><nav><ul>{FURNITURE}</ul></nav><main>{body}</main></body></html>".encode()


def _detail(base: str, n: int) -> bytes:
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": _title(n),
        "url": f"{base}/job/{1000 + n}/{_slug(n)}",
        "identifier": {"@type": "PropertyValue", "value": f"REF{n:05}"},
        "datePosted": "2026-11-02",
        "validThrough": "2026-12-13T23:59:00+00:00",
        "employmentType": "FULL_TIME",
        "hiringOrganization": {"@type": "Organization", "name": "Sandwell Metropolitan Borough Council"},
        "jobLocation": {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressLocality": "Oldbury", "postalCode": "B69 3DE"},
        },
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "GBP",
            "value": {"@type": "QuantitativeValue", "minValue": 31586 + n, "maxValue": 35235 + n, "unitText": "YEAR"},
        },
        "description": "<p>" + "You will join a friendly team that looks after the borough. " * 30 + "</p>",
    }
    body = f"<h1>{_title(n)}</h1>" + "<p>More about the council and its benefits.</p>" * 40
    return _html(_title(n), f'<script type="application/ld+json">{json.dumps(posting)}</script>{body}')


class _Answer(asyncio.Protocol):
    """One connection: each request is answered after the delay, keep-alive, one at a time.

    Answers are looked up whole by the bytes of their path: the server shares the machine with whoever is measured.
    """

    def __init__(self, answers: dict[str, dict[bytes, bytes]]) -> None:
        self._answers = answers
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._site = self._answers[transport.get_extra_info("sockname")[0]]

    def data_received(self, data: bytes) -> None:
        *requests, self._rest = (self._rest + data).split(b"\r\n\r\n")
        loop = asyncio.get_running_loop()
        for request in requests:
            loop.call_later(DELAY, self._send, request.split(b" ", 2)[1])

    def _send(self, path: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(self._site.get(path, _NOT_FOUND))  # type: ignore[attr-defined]


def _answer(status: bytes, body: bytes) -> bytes:
    head = b"HTTP/1.1 %b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
    return head % (status, len(body)) + body


_NOT_FOUND = _answer(b"404 Not Found", b"")


async def serve(hosts: int, details: int, port: int, ready: "asyncio.Future[None] | None" = None) -> None:
    """Serve every host on one port until cancelled."""
    sites = {host(n): site(host(n), port, details) for n in range(hosts)}
    answers = {
        address: {path.encode(): _answer(b"200 OK", body) for path, body in pages.items()}
        for address, pages in sites.items()
    }
    loop = asyncio.get_running_loop()
    servers = [await loop.create_server(lambda: _Answer(answers), address, port) for address in answers]
    if ready is not None:
        ready.set_result(None)
    await asyncio.gather(*(server.serve_forever() for server in servers))


def run(hosts: int, details: int, port: int) -> None:
    """Serve in this process until it is ended."""
    asyncio.run(serve(hosts, details, port))
