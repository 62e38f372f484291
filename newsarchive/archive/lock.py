"""One crawl of a site per database at a time: a file lock that the system gives back when its holder dies."""

import fcntl
import os
from pathlib import Path

from newsarchive.errors import SiteLocked, StoreError


class SiteLock:
    """Holds `<database>.<site>.lock` until released.

    Raises:
        SiteLocked: another process holds it.
        StoreError: the folder cannot be written.
    """

    def __init__(self, database: Path, site: str) -> None:
        path = database.with_name(f"{database.name}.{site}.lock")
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(f"Cannot write {path} ({error.strerror}): check the folder's rights.") from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.pread(self._handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(self._handle)
            raise SiteLocked(
                f"Another crawl of {site} is writing into {database}, or an import of its pages (process {holder}):"
                " wait for it or stop it.",
                site=site,
            ) from None
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, f"{os.getpid()}\n".encode("ascii"), 0)
        self._open = True

    def release(self) -> None:
        """Give it back; safe to call twice. The file stays: removing it would let two holders in."""
        if self._open:
            os.close(self._handle)
            self._open = False
