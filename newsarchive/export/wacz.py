"""WACZ 1.1.1: a part of the archive as one file that ReplayWeb.page and pywb open: records, index, list of pages.

Format: https://specs.webrecorder.net/wacz/1.1.1/
"""

import gzip
import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from newsarchive import __version__
from newsarchive.export.source import Progress
from newsarchive.export.target import replacing
from newsarchive.export.warc import copy_captures
from newsarchive.query.filters import Filters
from newsarchive.query.records import iter_pages
from newsarchive.warc.cdxj import SortedLines

WARC_NAME = "data.warc.gz"
INDEX_LINES = 3000
"""Lines in each gzip member of the index; a reader unpacks one member to look an address up."""


class _Part:
    """One file inside the package: its digest and size are counted as it is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.bytes = 0

    def write(self, data: bytes, /) -> int:
        self._digest.update(data)
        self.bytes += len(data)
        self._file.write(data)
        return len(data)

    @property
    def hash(self) -> str:
        return "sha256:" + self._digest.hexdigest()


class _Package:
    def __init__(self, archive: zipfile.ZipFile, at: datetime) -> None:
        self._zip = archive
        self._at = at.astimezone(UTC)
        self.resources: list[dict[str, Any]] = []

    @contextmanager
    def part(self, path: str, *, packed: bool = False) -> Iterator[_Part]:
        """A new file; what is looked into by offset must not be packed."""
        entry = zipfile.ZipInfo(path, self._at.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        with self._zip.open(entry, "w", force_zip64=True) as file:
            part = _Part(file)
            yield part
        name = path.rsplit("/", 1)[-1]
        self.resources.append({"name": name, "path": path, "hash": part.hash, "bytes": part.bytes})


def write_wacz(
    connection: sqlite3.Connection,
    base: Path,
    target: Path,
    filters: Filters,
    *,
    at: datetime,
    title: str = "newsarchive",
    progress: Progress | None = None,
) -> int:
    """Write the records of the chosen articles and their photos as a package. Returns how many responses there are.

    Args:
        base: The database's folder.
        at: The moment of packaging.
    Raises:
        StoreError: a record is damaged, or the target cannot be written.
    """
    lines = SortedLines()
    try:
        with replacing(target) as file, zipfile.ZipFile(file, "w") as archive:
            package = _Package(archive, at)
            with package.part(f"archive/{WARC_NAME}") as warc:
                copied = copy_captures(
                    connection, base, warc, filters, name=WARC_NAME, lines=lines, progress=progress
                )
            _write_index(package, iter(lines))
            first = _write_pages(package, connection, filters)
            _write_description(archive, package, at, title, first)
    finally:
        lines.close()
    return copied


def _write_index(package: _Package, lines: Iterator[bytes]) -> None:
    """The index in gzip members of `INDEX_LINES` lines, and the index of that index."""
    steps = [b'!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    with package.part("indexes/index.cdx.gz") as part:
        while block := list(islice(lines, INDEX_LINES)):
            member = gzip.compress(b"".join(block), mtime=0)
            key = b" ".join(block[0].split(b" ", 2)[:2]).decode()
            digest = "sha256:" + hashlib.sha256(member).hexdigest()
            step = {"offset": part.bytes, "length": len(member), "digest": digest, "filename": "index.cdx.gz"}
            steps.append(f"{key} {json.dumps(step)}\n".encode())
            part.write(member)
    with package.part("indexes/index.idx") as part:
        for line in steps:
            part.write(line)


def _write_pages(
    package: _Package, connection: sqlite3.Connection, filters: Filters
) -> dict[str, Any] | None:
    """The list of articles; gives the first of them."""
    first = None
    with package.part("pages/pages.jsonl", packed=True) as part:
        part.write(_json_line({"format": "json-pages-1.0", "id": "pages", "title": "Articles"}))
        for page in iter_pages(connection, filters):
            entry = {
                "id": str(page.id),
                "url": page.url,
                "ts": page.fetched_at,
                "title": page.title or page.url,
            }
            first = first or entry
            part.write(_json_line(entry))
    return first


def _write_description(
    archive: zipfile.ZipFile, package: _Package, at: datetime, title: str, first: dict[str, Any] | None
) -> None:
    description: dict[str, Any] = {
        "profile": "data-package",
        "resources": package.resources,
        "wacz_version": "1.1.1",
        "software": f"newsarchive/{__version__}",
        "title": title,
        "created": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    if first is not None:
        description |= {"mainPageUrl": first["url"], "mainPageDate": first["ts"]}
    text = json.dumps(description, ensure_ascii=False, indent=2).encode()
    with package.part("datapackage.json", packed=True) as part:
        part.write(text)
        digest = {"path": "datapackage.json", "hash": part.hash}
    with package.part("datapackage-digest.json", packed=True) as part:
        part.write(json.dumps(digest, indent=2).encode())


def _json_line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
