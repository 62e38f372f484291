"""What can go wrong between a site and its reader, to order: kinds of faults and the answers they make."""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fnmatch import fnmatchcase
from functools import lru_cache
from html import escape
from typing import Literal
from urllib.parse import parse_qs

from newsarchive.errors import ConfigError

Behaviour = Literal["plain", "reset", "truncate", "drip"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """One answer, ready to send. `behaviour` says how the server misbehaves while sending it."""

    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    behaviour: Behaviour = "plain"
    drip_seconds: float = 0.0
    """Pause between two bytes of a drip."""


@dataclass(kw_only=True, slots=True)
class Fault:
    """A fault waiting for requests. `times` counts down; None means for good."""

    pattern: str
    kind: str
    times: int | None = None
    seconds: float = 0.2
    """Drip: pause between bytes. 503 and 429: Retry-After."""
    megabytes: float | None = None
    """Size of big pages (2 if not given) and of what a gzip bomb unpacks to (200)."""
    to: str | None = None
    """Redirects: the Location, where it is not the usual one of the kind."""

    def hits(self, path: str) -> bool:
        """Whether a path (without query) is meant: an exact path or a shell pattern."""
        return self.times != 0 and (path == self.pattern or fnmatchcase(path, self.pattern))


_SITE_LINK = re.compile(rb'href="(/(?:tin-tuc|nhom-tin)/[^"?]+)"')
Change = Callable[[Fault, str, str, Response], Response]


def apply_fault(fault: Fault, path: str, query: str, good: Response) -> Response:
    """The answer that a fault makes out of the right one. Counts the fault down."""
    if fault.times is not None:
        fault.times -= 1
    return KINDS[fault.kind](fault, path, query, good)


def check_kind(kind: str) -> None:
    """Raises ConfigError where no fault has this name."""
    if kind not in KINDS:
        raise ConfigError(
            f"There is no fault {kind!r}; known are {', '.join(sorted(KINDS))}.", setting="fault"
        )


def _behave(behaviour: Behaviour) -> Change:
    return lambda fault, path, query, good: replace(good, behaviour=behaviour, drip_seconds=fault.seconds)


def _status(status: int) -> Change:
    def answer(fault: Fault, path: str, query: str, good: Response) -> Response:
        headers = (("Retry-After", f"{max(1, round(fault.seconds))}"),) if status in (429, 503) else ()
        return Response(status=status, headers=headers, body=f"<h1>{status}</h1>".encode())

    return answer


def _redirect(usual: Callable[[str, str], str]) -> Change:
    return lambda fault, path, query, good: Response(
        status=302, headers=(("Location", fault.to or usual(path, query)),)
    )


def _lap(path: str, query: str) -> str:
    return f"{path}?lap={'2' if query == 'lap=1' else '1'}"


@lru_cache(maxsize=2)
def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1_000_000)
    parts = [
        packer.compress(b"<html><body>"),
        *(packer.compress(block) for _ in range(megabytes)),
        packer.flush(),
    ]
    return b"".join(parts)


def _gzip_bomb(fault: Fault, path: str, query: str, good: Response) -> Response:
    """200 MB of nothing by default, packed to 200 KB."""
    return Response(headers=(("Content-Encoding", "gzip"),), body=_bomb(int(fault.megabytes or 200)))


def _wrong_charset(fault: Fault, path: str, query: str, good: Response) -> Response:
    return replace(good, content_type="text/html; charset=iso-8859-1")


def _bad_bytes(fault: Fault, path: str, query: str, good: Response) -> Response:
    """A letter cut in half, as by a careless copy."""
    return replace(good, body=good.body.replace("ả".encode(), "ả".encode()[:2], 3))


def _big(fault: Fault, path: str, query: str, good: Response) -> Response:
    filler = b"<!-- " + b"x" * int((fault.megabytes or 2) * 1_000_000) + b" -->\n</body>"
    return replace(good, body=good.body.replace(b"</body>", filler))


def _calendar(fault: Fault, path: str, query: str, good: Response) -> Response:
    """The page with links to the days around it, each of which has links to the days around it."""
    try:
        day = date.fromisoformat(parse_qs(query).get("ngay", ["2026-01-01"])[0])
    except ValueError:
        day = date(2026, 1, 1)
    near = (day + timedelta(days=step) for step in (-2, -1, 1, 2, 30))
    links = "".join(f'<a href="{escape(path)}?ngay={each}">{each:%d/%m/%Y}</a> ' for each in near)
    page = good.body if good.status == 200 else b"<html><body></body></html>"
    body = page.replace(b"</body>", f'<div class="calendar">{links}</div></body>'.encode())
    return replace(good, status=200, body=body)


def _session_ids(fault: Fault, path: str, query: str, good: Response) -> Response:
    """Every link carries a session id, and each page hands out another one."""
    session = f"{zlib.crc32(f'{path}?{query}'.encode()):08x}".encode()
    return replace(good, body=_SITE_LINK.sub(rb'href="\1?sid=' + session + b'"', good.body))


def _growing(fault: Fault, path: str, query: str, good: Response) -> Response:
    """A link to the page itself, its query longer by one filter each time."""
    longer = f"{query}&loc=moi" if query else "loc=moi"
    link = f'<a href="{escape(path)}?{escape(longer)}">Lọc thêm</a></body>'.encode()
    return replace(good, body=good.body.replace(b"</body>", link))


def _challenge(fault: Fault, path: str, query: str, good: Response) -> Response:
    script = 'document.cookie="D1N=5f0e7c9a2b"; window.location.reload(true);'
    return Response(body=f"<html><head><script>{script}</script></head><body></body></html>".encode())


def _empty(fault: Fault, path: str, query: str, good: Response) -> Response:
    return Response(body=b"")


KINDS: dict[str, Change] = {
    "reset": _behave("reset"),
    "truncate": _behave("truncate"),
    "drip": _behave("drip"),
    "500": _status(500),
    "503": _status(503),
    "429": _status(429),
    "403": _status(403),
    "404": _status(404),
    "redirect": _redirect(lambda path, query: "/"),
    "redirect-loop": _redirect(_lap),
    "redirect-private": _redirect(lambda path, query: "http://10.11.12.13/noi-bo"),
    "redirect-loopback": _redirect(lambda path, query: "http://127.0.0.1:9/noi-bo"),
    "redirect-file": _redirect(lambda path, query: "file:///etc/hostname"),
    "gzip-bomb": _gzip_bomb,
    "wrong-charset": _wrong_charset,
    "bad-bytes": _bad_bytes,
    "big": _big,
    "calendar": _calendar,
    "session-ids": _session_ids,
    "growing": _growing,
    "challenge": _challenge,
    "empty": _empty,
}
"""Names that `Site.fault` knows; docs/sample.md says what each does."""
