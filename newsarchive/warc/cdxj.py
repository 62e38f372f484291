"""CDXJ: one line a record, sorted by address and time, as pywb and ReplayWeb.page look them up."""

import heapq
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote, urlsplit

from newsarchive.warc.dates import parse_date
from newsarchive.warc.digest import base32
from newsarchive.warc.scan import Record

RUN_LINES = 100_000
"""So many lines are sorted in memory at a time."""
_WWW = re.compile(r"^www\d*\.")
_SAFE = "/:@!$&'()*+,;=~-._%"


def surt(url: str) -> str:
    """The key of an address: host reversed, without `www.`, all in lower case, query sorted.

    >>> surt("https://www.thanhuytphcm.vn/Tin/?b=2&a=1"), surt("http://127.0.0.1:8000")
    ('vn,thanhuytphcm)/tin?a=1&b=2', '1,0,0,127:8000)/')
    """
    parts = urlsplit(url)
    host = _WWW.sub("", (parts.hostname or "").lower())
    key = ",".join(reversed(host.split(".")))
    port = parts.port
    if port and (parts.scheme, port) not in (("http", 80), ("https", 443)):
        key += f":{port}"
    path = quote(parts.path, safe=_SAFE).lower()
    path = path.rstrip("/") or "/"
    query = "&".join(sorted(quote(parts.query, safe=_SAFE + "?").lower().split("&"))) if parts.query else ""
    return f"{key}){path}?{query}" if query else f"{key}){path}"


def timestamp(date: str) -> str:
    """The 14 digits of a WARC date.

    >>> timestamp("2024-07-27T02:00:00.123456Z"), timestamp("2024-07")
    ('20240727020000', '20240701000000')
    """
    try:
        return parse_date(date).strftime("%Y%m%d%H%M%S")
    except ValueError:
        return re.sub(r"\D", "", date)[:14]


def cdxj_line(record: Record, *, filename: str, offset: int) -> str:
    """The line of a record that lies at `offset` of `filename`."""
    mime = (
        "warc/revisit" if record.type == "revisit" else (record.content_type or "unk").split(";")[0].strip()
    )
    entry = {
        "url": record.url,
        "mime": mime,
        "status": str(200 if record.status is None else record.status),
        "digest": record.get("WARC-Payload-Digest") or base32(record.payload_sha256),
        "length": str(record.length),
        "offset": str(offset),
        "filename": filename,
    }
    return f"{surt(record.url)} {timestamp(record.date)} {json.dumps(entry, ensure_ascii=False)}\n"


class SortedLines:
    """Collects any number of lines and gives them back in the order of their bytes, without holding them all."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._folder = tempfile.TemporaryDirectory(prefix="newsarchive-index-")
        self._runs: list[Path] = []

    def add(self, line: str) -> None:
        self._lines.append(line)
        if len(self._lines) >= RUN_LINES:
            path = Path(self._folder.name) / f"{len(self._runs)}"
            path.write_bytes(b"".join(self._sorted()))
            self._runs.append(path)
            self._lines = []

    def __iter__(self) -> Iterator[bytes]:
        with ExitStack() as files:
            runs = [files.enter_context(path.open("rb")) for path in self._runs]
            yield from heapq.merge(*runs, self._sorted())

    def close(self) -> None:
        self._folder.cleanup()

    def _sorted(self) -> list[bytes]:
        return sorted(line.encode() for line in self._lines)
