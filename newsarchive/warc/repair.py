"""What a kill leaves behind: files still called `.open`, perhaps with a torn last record."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsarchive.warc.reader import iter_members
from newsarchive.warc.scan import DamagedRecord, scan_record
from newsarchive.warc.writer import OPEN_SUFFIX, hold, sync_folder

CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealed:
    """A file made whole. `cut` is the number of torn bytes taken off its end."""

    relative: str
    bytes: int
    sha256: str
    cut: int
    records: int


def iter_left_open(folder: Path) -> Iterator[Path]:
    """Files in `folder` that are called open; whether somebody writes them `seal_left_open` finds out."""
    yield from sorted(folder.glob("*" + OPEN_SUFFIX))


def is_being_written(path: Path) -> bool:
    """Whether a living process holds the file (it keeps a lock on it)."""
    with path.open("rb") as file:
        return not hold(file, path)


def belongs_to(path: Path, archive: str) -> bool:
    """Whether the file's first record says that it is part of `archive` (a database's file name)."""
    with path.open("rb") as file:
        try:
            record = scan_record(file, 0, keep=1 << 16)
        except DamagedRecord:
            return False
    lines = (record.payload or b"").decode("utf-8", "replace").splitlines()
    return record.type == "warcinfo" and f"isPartOf: {archive}" in lines


def seal_left_open(path: Path) -> Sealed | None:
    """Cut a torn tail and give the file its final name; None where nothing whole is in it (it is removed).

    Raises:
        BlockingIOError: a living process writes it.
        OSError: the folder cannot be written.
    """
    end = records = 0
    with path.open("r+b") as file:
        if not hold(file, path):
            raise BlockingIOError(f"{path} is being written")
        size = file.seek(0, os.SEEK_END)
        for offset, length in iter_members(file):
            end, records = offset + length, records + 1
        if not records:
            path.unlink()
            return None
        if end < size:
            os.truncate(path, end)
        os.fsync(file.fileno())
        final = path.with_name(path.name.removesuffix(OPEN_SUFFIX))
        path.rename(final)
    sync_folder(final.parent)
    return Sealed(
        relative=f"{final.parent.name}/{final.name}",
        bytes=end,
        sha256=file_sha256(final),
        cut=size - end,
        records=records,
    )


def file_sha256(path: Path) -> str:
    """Hex SHA-256 of a whole file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
