"""Serves the archive on one address until it is told to stop."""

import errno
import signal
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

from newsarchive.errors import ConfigError
from newsarchive.web.app import close, make_app
from newsarchive.web.guard import guard

LOOPBACK = ("127.0.0.1", "::1", "localhost")
STOP_SECONDS = 3
"""Answers under way may take so long when the server is told to stop."""


def serve(
    db: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    open_browser: bool = False,
    ready: Callable[[str], None] = print,
) -> None:
    """Serve until SIGINT or SIGTERM. `ready` is told the address when connections are taken; port 0 takes a free one.

    Raises:
        ConfigError: the address cannot be used, or Datasette is not installed.
        StoreError: there is no such archive.
    """
    datasette = make_app(db)
    import uvicorn

    taken = _listen(host, port)
    address = _address(host, taken.getsockname()[1])
    config = uvicorn.Config(
        guard(datasette.app(), local=host in LOOPBACK),
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=STOP_SECONDS,
        limit_concurrency=200,
    )
    server = uvicorn.Server(config)

    def stop(*_: object) -> None:
        server.should_exit = True

    # uvicorn sets its own handlers while it runs and raises what came again at its end: by then it means nothing
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        ready(address)
        if open_browser:
            webbrowser.open(address)
        server.run(sockets=[taken])
    finally:
        taken.close()
        close(datasette)
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        elsewhere = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
        remedy = "give --host an address of this machine" if elsewhere else "give --port another number"
        raise ConfigError(
            f"Cannot listen on {host} port {port} ({error.strerror or error}): {remedy}.",
            setting="host" if elsewhere else "port",
            value=host if elsewhere else port,
        ) from error
    return taken


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
