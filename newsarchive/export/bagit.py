"""BagIt 1.0 (RFC 8493): a part of the archive as a folder for transfer, with SHA-256 manifests."""

import hashlib
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from newsarchive import __version__
from newsarchive.errors import StoreError
from newsarchive.export.jsonl import write_jsonl
from newsarchive.export.source import Progress, Source
from newsarchive.export.warc import copy_captures
from newsarchive.query.filters import Filters
from newsarchive.warc.cdxj import SortedLines
from newsarchive.warc.whole import made_whole

WARC_NAME = "data.warc.gz"
_README = """\
data.warc.gz      the captures as they were received (WARC/1.1, ISO 28500)
index.cdxj        index of the captures by address and time
articles.jsonl    the articles as they were read, one JSON object a line
"""


def write_bag(
    connection: sqlite3.Connection,
    base: Path,
    target: Path,
    filters: Filters,
    *,
    at: datetime,
    progress: Progress | None = None,
) -> int:
    """Write the chosen articles, their records and photos as a bag. Returns how many responses there are.

    Args:
        base: The database's folder.
        target: The bag's folder, not there yet.
        at: The moment of packaging.
    Raises:
        StoreError: the target exists or cannot be written, or a record is damaged. Nothing is left then.
    """
    if target.exists():
        raise StoreError(f"{target} is there already: a bag is a new folder; give -o another name.")
    try:
        with made_whole(target) as bag:
            data = bag / "data"
            data.mkdir(parents=True)
            copied = _write_records(connection, base, data, filters, progress)
            write_jsonl(connection, data / "articles.jsonl", Source(filters=filters))
            (data / "README.txt").write_text(_README)
            _write_tags(bag, at)
    except OSError as error:
        raise StoreError(
            f"Cannot write {target} ({error.strerror or error}): check folder and space."
        ) from error
    return copied


def _write_records(
    connection: sqlite3.Connection, base: Path, data: Path, filters: Filters, progress: Progress | None
) -> int:
    lines = SortedLines()
    try:
        with (data / WARC_NAME).open("wb") as file:
            copied = copy_captures(
                connection, base, file, filters, name=WARC_NAME, lines=lines, progress=progress
            )
            file.flush()
            os.fsync(file.fileno())
        with (data / "index.cdxj").open("wb") as file:
            file.writelines(lines)
    finally:
        lines.close()
    return copied


def _write_tags(bag: Path, at: datetime) -> None:
    payload = sorted((bag / "data").iterdir())
    size = sum(path.stat().st_size for path in payload)
    (bag / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (bag / "bag-info.txt").write_text(
        f"Bag-Software-Agent: newsarchive/{__version__}\n"
        f"Bagging-Date: {at.astimezone(UTC):%Y-%m-%d}\n"
        f"Payload-Oxum: {size}.{len(payload)}\n"
    )
    _write_manifest(bag / "manifest-sha256.txt", bag, payload)
    tags = [bag / name for name in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")]
    _write_manifest(bag / "tagmanifest-sha256.txt", bag, tags)


def _write_manifest(target: Path, base: Path, files: list[Path]) -> None:
    lines = []
    for path in files:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        lines.append(f"{digest}  {path.relative_to(base).as_posix()}\n")
    target.write_text("".join(lines))
