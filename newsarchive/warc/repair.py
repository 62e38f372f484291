"""What a kill leaves behind: files still called `.open`, perhaps with a torn last record."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsarchive.warc.reader import CHUNK_BYTES, iter_members
from newsarchive.warc.writer import OPEN_SUFFIX, sync_folder


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealed:
    """A file made whole. `cut` is the number of torn bytes taken off its end."""

    relative: str
    bytes: int
    sha256: str
    cut: int
    records: int


def iter_left_open(folder: Path) -> Iterator[Path]:
    """Files in `folder` that are called open although nobody writes them any more."""
    for path in sorted(folder.glob("*" + OPEN_SUFFIX)):
        if not is_being_written(path):
            yield path


def is_being_written(path: Path) -> bool:
    """Whether a living process holds the file (it keeps a lock on it)."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def seal_left_open(path: Path) -> Sealed | None:
    """Cut a torn tail and give the file its final name; None where nothing whole is in it (it is removed).

    Raises:
        OSError: the folder cannot be written.
    """
    end = records = 0
    with path.open("rb") as file:
        for offset, length in iter_members(file):
            end, records = offset + length, records + 1
    size = path.stat().st_size
    if not records:
        path.unlink()
        return None
    if end < size:
        os.truncate(path, end)
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
