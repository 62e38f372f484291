"""Revisit records of imported files and what they repeat, whichever of them came in first."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import Message
from functools import partial
from pathlib import Path
from typing import BinaryIO

from newsarchive.errors import StoreError
from newsarchive.store import articles, snapshots
from newsarchive.store.connect import transaction
from newsarchive.store.snapshots import SnapshotRow
from newsarchive.store.times import utc_text
from newsarchive.warc.coding import MAX_PAYLOAD_BYTES, dechunk
from newsarchive.warc.dates import parse_date
from newsarchive.warc.digest import stated_digest
from newsarchive.warc.members import read_head
from newsarchive.warc.reader import real_path
from newsarchive.warc.scan import DamagedRecord, Record, scan_record

_Digest = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class _Revisit:
    """A revisit that no original is known of, and what its record says about it."""

    row: SnapshotRow
    refers_to: str
    refers_at: str | None
    record_id: str | None
    """Of the record that it repeats."""
    digest: _Digest | None
    size: int | None
    """Bytes that the server announced."""


@dataclass(frozen=True, slots=True)
class Links:
    """What came of looking: snapshots that have their original now, and those of no original by file."""

    linked: list[int]
    waiting: list[SnapshotRow]


def link_revisits(db: sqlite3.Connection, base: Path, paths: Iterable[str]) -> Links:
    """Find the originals of imported revisits that have none yet.

    An original is named by address and moment, by its record, or has the same payload digest, under whatever address.
    Where a digest is no SHA-256, what records of imported files state is looked at (for revisits that `paths` hold in
    all such files, for older ones in `paths`), then payloads as long as the server said are counted.
    """
    with ExitStack() as files:
        finder = _Finder(db, _Files(base, files))
        revisits = list(finder.revisits())
        found = finder.find(revisits, list(dict.fromkeys(paths)))
    with transaction(db):
        for snapshot_id, original in found.items():
            snapshots.link_revisit(db, snapshot_id, original)
        articles.link_photos_of(db, list(found))
    return Links(list(found), [one.row for one in revisits if one.row.id not in found])


class _Files:
    """WARC files, each opened once and closed with the stack."""

    def __init__(self, base: Path, stack: ExitStack) -> None:
        self._base, self._stack = base, stack
        self._name = ""
        self._file: BinaryIO | None = None

    def open(self, relative: str) -> BinaryIO:
        """Raises StoreError where the file is missing."""
        if self._file is None or self._name != relative:
            if self._file is not None:
                self._file.close()
            self._file = self._stack.enter_context(real_path(self._base, relative).open("rb"))
            self._name = relative
        return self._file

    def record(self, relative: str, offset: int, keep: int = 0) -> Record | None:
        """None where no whole record can be read; `verify` tells of that."""
        try:
            return scan_record(self.open(relative), offset, keep=keep)
        except (StoreError, DamagedRecord):
            return None

    def head(self, relative: str, offset: int) -> Message:
        """The header of a record; empty where none can be read."""
        try:
            return read_head(self.open(relative), offset)
        except (StoreError, DamagedRecord):
            return Message()


class _Finder:
    def __init__(self, db: sqlite3.Connection, files: _Files) -> None:
        self._db = db
        self._files = files
        self._digests: dict[tuple[int, str], set[bytes]] = {}

    def revisits(self) -> Iterable[_Revisit]:
        for row in snapshots.imported_without_bytes(self._db):
            record = self._files.record(row.warc_file, row.warc_offset)
            if record is not None and record.type == "revisit":
                size = record.http("Content-Length") or ""
                yield _Revisit(
                    row,
                    refers_to=(record.get("WARC-Refers-To-Target-URI") or row.url).strip("<>"),
                    refers_at=_moment(record.get("WARC-Refers-To-Date")),
                    record_id=record.get("WARC-Refers-To"),
                    digest=stated_digest(record.get("WARC-Payload-Digest")),
                    size=int(size) if size.isascii() and size.isdigit() and len(size) < 12 else None,
                )

    def find(self, revisits: Sequence[_Revisit], paths: Sequence[str]) -> dict[int, SnapshotRow]:
        """By the revisit's snapshot id."""
        if not revisits:
            return {}
        candidates = snapshots.possible_originals(
            self._db,
            urls={url for one in revisits for url in (one.row.url, one.refers_to)},
            page_ids={one.row.page_id for one in revisits if one.row.page_id is not None},
        )
        of_url: dict[str, list[SnapshotRow]] = {}
        of_page: dict[int | None, list[SnapshotRow]] = {}
        for original in candidates:
            of_url.setdefault(original.url, []).append(original)
            of_page.setdefault(original.page_id, []).append(original)
        found: dict[int, SnapshotRow] = {}
        for one in revisits:
            near = of_url.get(one.row.url, []) + of_url.get(one.refers_to, [])
            if one.row.page_id is not None:
                near += of_page.get(one.row.page_id, [])
            nearest = self._near(one, near)
            if nearest is not None:
                found[one.row.id] = nearest
        for search in (partial(self._as_stated, paths=paths), self._as_long):
            left = [one for one in revisits if one.row.id not in found]
            found |= search(left) if left else {}
        return found

    def _near(self, one: _Revisit, near: list[SnapshotRow]) -> SnapshotRow | None:
        if one.digest is not None and one.digest[0] == "sha256":
            return snapshots.find_original(
                self._db, one.digest[1].hex(), page_id=one.row.page_id, url=one.row.url
            )
        for original in near:
            if (original.url, original.fetched_at) == (one.refers_to, one.refers_at):
                return original
        if one.digest is None:
            return None
        algorithm, digest = one.digest
        return next((original for original in near if digest in self._digests_of(original, algorithm)), None)

    def _digests_of(self, original: SnapshotRow, algorithm: str) -> set[bytes]:
        """Of the payload as stored and without its transfer coding; and what its record states."""
        key = (original.id, algorithm)
        if key not in self._digests:
            self._digests[key] = self._count(original, algorithm)
        return self._digests[key]

    def _count(self, original: SnapshotRow, algorithm: str) -> set[bytes]:
        record = self._files.record(original.warc_file, original.warc_offset, MAX_PAYLOAD_BYTES)
        if record is None:
            return set()
        stated = stated_digest(record.get("WARC-Payload-Digest"))
        digests = {stated[1]} if stated is not None and stated[0] == algorithm else set()
        if record.payload is not None:
            forms = [record.payload]
            if (record.http("Transfer-Encoding") or "").lower() == "chunked":
                forms.append(dechunk(record.payload))
            digests |= {hashlib.new(algorithm, form, usedforsecurity=False).digest() for form in forms}
        return digests

    def _as_stated(self, left: Sequence[_Revisit], *, paths: Sequence[str]) -> dict[int, SnapshotRow]:
        """Originals under other addresses, by the digests and names that their records state."""
        wanted = {_name(one) for one in left} - {None}
        if not wanted:
            return {}
        known: dict[_Digest | str | None, SnapshotRow] = {}
        are_new = any(one.row.warc_file in paths for one in left)
        for original in snapshots.imported_originals(self._db, None if are_new else paths):
            head = self._files.head(original.warc_file, original.warc_offset)
            for name in (
                stated_digest(head.get("WARC-Payload-Digest")),
                head.get("WARC-Record-ID", "").strip(),
            ):
                if name in wanted:
                    known.setdefault(name, original)
        return {one.row.id: known[_name(one)] for one in left if _name(one) in known}

    def _as_long(self, left: Sequence[_Revisit]) -> dict[int, SnapshotRow]:
        """Originals under other addresses whose records state no such digest, by their length."""
        sizes = {one.size for one in left if one.size and one.digest}
        of_size: dict[int, list[SnapshotRow]] = {}
        for original in snapshots.originals_of_sizes(self._db, sizes) if sizes else ():
            of_size.setdefault(original.bytes, []).append(original)
        found = {one.row.id: self._near(one, of_size.get(one.size or 0, [])) for one in left if one.digest}
        return {row_id: original for row_id, original in found.items() if original is not None}


def _name(one: _Revisit) -> _Digest | str | None:
    """By what a revisit can be told to repeat a record: the digest that both state, else the record's own name."""
    return one.digest or one.record_id


def _moment(date: str | None) -> str | None:
    try:
        return utc_text(parse_date(date or ""))
    except ValueError:
        return None
