"""A small threaded HTTP/1.1 server for a `Site`, on loopback only, standard library only.

All hosts of the site are served from one origin, by path: a crawl with `--origin` maps them to it.
"""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from socketserver import StreamRequestHandler, ThreadingTCPServer

from newsarchive.errors import ConfigError
from newsarchive.sample.article import http_date
from newsarchive.sample.faults import Response
from newsarchive.sample.site import RequestRecord, Site

HOST = "127.0.0.1"
MAX_LINE_BYTES = 65_536
IDLE_SECONDS = 30.0
"""A connection without a request for this long is closed."""
_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER of zero seconds: closing sends RST."""


class _Handler(StreamRequestHandler):
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    server: "SampleServer"

    def handle(self) -> None:
        """Answer requests on one connection until the reader, or a fault, ends it."""
        try:
            while not self.server.stopping.is_set() and self._answer_one():
                pass
        except (ConnectionError, TimeoutError):
            return  # the reader left: nothing to answer

    def _answer_one(self) -> bool:
        """Read one request and answer it. False ends the connection."""
        line = self.rfile.readline(MAX_LINE_BYTES).decode("latin-1").split()
        if len(line) != 3:
            return False
        method, target, version = line
        headers = self._headers()
        site = self.server.site
        record = site.begin(method, target, headers)
        try:
            response = site.respond(method, target, headers)
            self.server.stopping.wait(site.latency)
            keep = version == "HTTP/1.1" and headers.get("connection", "").lower() != "close"
            keep = keep and response.behaviour == "plain"
            if response.behaviour == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            else:
                record.status = response.status
                self._send(response, method, keep, record)
        finally:
            site.finish(record)
        return keep

    def _headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        while line := self.rfile.readline(MAX_LINE_BYTES).strip():
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        return headers

    def _send(self, response: Response, method: str, keep: bool, record: RequestRecord) -> None:
        """Send an answer. The request counts as finished before its last byte leaves, so that a reader that
        waits for each answer never has two under way."""
        reason = HTTPStatus(response.status).phrase
        lines = [f"HTTP/1.1 {response.status} {reason}", f"Date: {http_date(self.server.site.clock())}"]
        if response.status != 304:
            lines.append(f"Content-Type: {response.content_type}")
            lines.append(f"Content-Length: {len(response.body)}")
        lines.extend(f"{name}: {value}" for name, value in response.headers)
        lines.append("Connection: keep-alive" if keep else "Connection: close")
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        body = b"" if method == "HEAD" else response.body
        if response.behaviour == "truncate":
            body = body[: len(body) // 2]
        if response.behaviour == "drip":
            self.wfile.write(head)
            self._drip(body[:-1], response.drip_seconds)
            head, body = b"", body[-1:]
        self.server.site.finish(record)
        self.wfile.write(head + body)

    def _drip(self, body: bytes, seconds: float) -> None:
        """Send byte by byte; a stopping server does not wait for the end."""
        for position in range(len(body)):
            self.wfile.write(body[position : position + 1])
            if self.server.stopping.wait(seconds):
                return


class SampleServer(ThreadingTCPServer):
    """Serves one site. Use `serve` to start and stop it.

    Raises:
        ConfigError: the port is taken or not allowed.
    """

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, site: Site, port: int = 0) -> None:
        self.site = site
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            raise ConfigError(
                f"Port {port} on {HOST} cannot be used ({error}); choose another one, or 0 for any free one.",
                setting="port",
                value=port,
            ) from error

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return f"http://{HOST}:{self.server_address[1]}"

    def process_request(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        if isinstance(request, socket.socket):
            with self._open_lock:
                self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        if isinstance(request, socket.socket):
            with self._open_lock:
                self._open.discard(request)
            request.close()  # no shutdown(): a fault's RST must stay one

    def close_connections(self) -> None:
        """End all connections that readers hold open, so that their threads end."""
        with self._open_lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the reader was faster


@contextmanager
def serve(site: Site, port: int = 0) -> Iterator[SampleServer]:
    """Serve a site on loopback while the block runs; afterwards port, connections and threads are gone.

    Args:
        port: 0 takes any free one; `.origin` of the server tells.
    Raises:
        ConfigError: the port is taken.

    >>> with serve(Site()) as server:
    ...     server.origin.rpartition(":")[0]
    'http://127.0.0.1'
    """
    before = set(threading.enumerate())
    server = SampleServer(site, port)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="sample-site", daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        server.close_connections()
        thread.join()
        for worker in set(threading.enumerate()) - before:
            if worker.name.endswith("(process_request_thread)"):
                worker.join(timeout=2)
