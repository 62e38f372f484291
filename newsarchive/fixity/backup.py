"""A consistent copy of a whole archive, also while crawls write into it.

The database is copied first, as it stands at one moment; then every WARC file, sealed ones whole and those being
written as far as that copy of the database refers to them. In the copy every file is sealed but those of an import that
has not ended, so `verify` can be run on it at once. A list of digests (`MANIFEST.sha256`) that `sha256sum -c` reads
lies beside it.
"""

import hashlib
import io
import os
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import quote

from newsarchive.errors import StoreError
from newsarchive.store.connect import open_reader
from newsarchive.store.holdings import FileRow, end_of_rows, warc_files
from newsarchive.store.snapshots import forget_empty_file, seal_warc_file
from newsarchive.warc.reader import real_path
from newsarchive.warc.scan import DamagedRecord, scan_record
from newsarchive.warc.whole import made_whole

CHUNK_BYTES = 1 << 20
MANIFEST = "MANIFEST.sha256"
PACKED = (".gz", ".tgz", ".zip", ".xz", ".bz2", ".zst", ".7z")
"""Ends of names that promise a packed file."""


@dataclass(slots=True)
class Backup:
    """What was copied. `damaged` names sealed files that are not what they were sealed as, and a database that SQLite
    finds damaged (copied all the same)."""

    target: Path
    files: int = 0
    bytes: int = 0
    damaged: list[str] = field(default_factory=list)


class _Target(Protocol):
    def add(self, name: str, source: BinaryIO, size: int) -> str:
        """Copy `size` bytes under a name; gives their hex SHA-256."""


def backup(
    database: Path, target: Path, *, at: datetime, progress: Callable[[str], None] = lambda _: None
) -> Backup:
    """Copy the archive into a new folder, or into one file where the name ends in `.tar`.

    Args:
        at: The moment that files sealed only in the copy are noted with.
    Raises:
        StoreError: the target exists, is being made or is named like a packed file; there is no archive; a WARC file
            is missing.
        OSError: the target cannot be written; nothing is left there.
    """
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise StoreError(f"{target} is there already: a backup never overwrites; give it a new name.")
    if target.suffix.lower() in PACKED:
        raise StoreError(
            f"{target} would be a folder of that name: a backup is a folder or a .tar file, and the captures in it are"
            " packed already."
        )
    done = Backup(target=target)
    with made_whole(target) as whole:
        copy = whole.with_name(f"copy of {database.name}")
        progress(f"{database.name}")
        _copy_database(database, copy)
        with _opened(whole) as place, closing(_connect(copy)) as db:
            if not _is_sound(db):
                done.damaged.append(database.name)
            manifest = dict(_copy_files(db, database.parent, place, done, at, progress))
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("PRAGMA journal_mode = DELETE")  # one file, whatever the program that copies it on
            db.close()
            with copy.open("rb") as file:
                manifest[database.name] = place.add(database.name, file, copy.stat().st_size)
            text = "".join(f"{digest}  {name}\n" for name, digest in sorted(manifest.items())).encode()
            place.add(MANIFEST, io.BytesIO(text), len(text))
            done.bytes += copy.stat().st_size
            done.files += 1
    return done


def _copy_database(source: Path, copy: Path) -> None:
    """In one step: writers go on meanwhile, and what they write does not come in."""
    with closing(open_reader(source)) as old, closing(sqlite3.connect(copy)) as new:
        try:
            old.backup(new, pages=-1)
        except sqlite3.Error as error:
            raise StoreError(f"{source} cannot be copied ({error}): is there room for the copy?") from error


def _is_sound(db: sqlite3.Connection) -> bool:
    """A copy of a damaged database is as damaged: it must not pass for a good one and push older ones out."""
    try:
        return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=rw", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _copy_files(
    db: sqlite3.Connection,
    base: Path,
    place: _Target,
    done: Backup,
    at: datetime,
    progress: Callable[[str], None],
) -> Iterator[tuple[str, str]]:
    for row in warc_files(db):
        progress(row.path)
        with _open(base, row.path) as file:
            size = _size(db, row, file)
            if size == 0:
                forget_empty_file(db, row.path)
                continue
            digest = place.add(row.path, file, size)
        _note(db, row, digest, size, at, done)
        done.files += 1
        done.bytes += size
        yield row.path, digest


def _size(db: sqlite3.Connection, row: FileRow, file: BinaryIO) -> int:
    if row.waits_for_import:  # it goes on from the whole file
        return os.fstat(file.fileno()).st_size
    if row.bytes is None:
        return _whole_end(file, end_of_rows(db, row.path))
    return min(row.bytes, os.fstat(file.fileno()).st_size)


def _note(db: sqlite3.Connection, row: FileRow, digest: str, size: int, at: datetime, done: Backup) -> None:
    if row.waits_for_import:
        return
    if row.sealed_at is None:
        seal_warc_file(db, row.path, digest, size, at)
    elif digest != row.sha256:
        done.damaged.append(row.path)


def _open(base: Path, relative: str) -> BinaryIO:
    try:
        return real_path(base, relative).open("rb")
    except FileNotFoundError:  # sealed, that is renamed, between finding and opening it
        return real_path(base, relative).open("rb")


def _whole_end(file: BinaryIO, end: int) -> int:
    """The byte after the last record that belongs to what rows refer to: a request follows its response."""
    try:
        following = scan_record(file, end) if end else None
    except DamagedRecord:  # being written just now
        following = None
    return end + following.length if following is not None and following.type == "request" else end


@contextmanager
def _opened(target: Path) -> Iterator[_Target]:
    if target.suffix == ".tar":
        with tarfile.open(target, "w") as tar:
            yield _Tar(tar)
        with target.open("rb") as file:
            os.fsync(file.fileno())
    else:
        target.mkdir()
        yield _Folder(target)


class _Digesting:
    """Reads no more than `size` bytes and digests them."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self._source, self._left = source, size
        self.digest = hashlib.sha256()
        source.seek(0)

    def read(self, count: int = CHUNK_BYTES) -> bytes:
        data = self._source.read(min(count, self._left))
        self._left -= len(data)
        self.digest.update(data)
        return data


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, source: BinaryIO, size: int) -> str:
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        reader = _Digesting(source, size)
        with path.open("xb") as file:
            while data := reader.read():
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return reader.digest.hexdigest()


class _Tar:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, source: BinaryIO, size: int) -> str:
        entry = tarfile.TarInfo(name)
        entry.size = size
        entry.mtime = int(os.fstat(source.fileno()).st_mtime) if _is_file(source) else 0
        reader = _Digesting(source, size)
        self._tar.addfile(entry, reader)
        return reader.digest.hexdigest()


def _is_file(source: BinaryIO) -> bool:
    return not isinstance(source, io.BytesIO)
