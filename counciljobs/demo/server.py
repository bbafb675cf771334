"""Small HTTP servers on 127.0.0.1, one a demonstration site, that end with the demonstration."""

import socketserver
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from counciljobs.demo.site import Answer, Site
from counciljobs.errors import NOTHING_DONE, Stop

HOST = "127.0.0.1"
FIRST_PORT = 8731
"""The same ports every time, so that addresses in the CSV are the same every time; no registered service uses them."""
NEXT_BLOCK = 20
BLOCKS = 20


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, port: int, site: Site) -> None:
        self.site = site
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        """Bind without the name look-up that the standard server makes, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet: a caller that hangs up, as Ctrl-C does, is told of by the run."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        answer = self.server.site.answer(self.path)
        known = answer.status == 200 and self.headers.get("If-None-Match") == answer.etag
        self.send_response(304 if known else answer.status)
        self._headers(answer)
        if not known:
            self.wfile.write(answer.body)

    def _headers(self, answer: Answer) -> None:
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.status == 200:
            self.send_header("ETag", answer.etag)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Keep quiet: the run itself says what it fetched."""


@contextmanager
def serving(sites: Sequence[Site]) -> Iterator[int]:
    """Serve the sites on neighbouring ports while the block runs; gives the first port.

    Raises:
        Stop: when no block of ports is free.
    """
    with ExitStack() as stack:
        servers = _bound(sites)
        for server in servers:
            stack.callback(server.server_close)
        for server in servers:
            server.site.origin = f"http://{HOST}:{server.server_port}"
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            stack.callback(server.shutdown)
        yield servers[0].server_port


def _bound(sites: Sequence[Site]) -> list[_Server]:
    for block in range(BLOCKS):
        servers = _block(sites, FIRST_PORT + block * NEXT_BLOCK)
        if servers:
            return servers
    last = FIRST_PORT + BLOCKS * NEXT_BLOCK
    raise Stop(f"No {len(sites)} neighbouring ports from {FIRST_PORT} to {last} are free on {HOST}.", NOTHING_DONE)


def _block(sites: Sequence[Site], first: int) -> list[_Server]:
    servers: list[_Server] = []
    try:
        for number, site in enumerate(sites):
            servers.append(_Server(first + number, site))
    except OSError:
        for server in servers:
            server.server_close()
        return []
    return servers
