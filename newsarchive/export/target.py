"""Where an export goes: a file that appears whole or not at all, or standard output."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from newsarchive.errors import StoreError

STDOUT = Path("-")


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A binary file to write; it takes the place of `target` when all went well, else nothing is left.

    `-` is standard output.

    Raises:
        StoreError: the folder cannot be written, or the disk is full.
    """
    if target == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with temporary_beside(target) as path, path.open("wb", buffering=1 << 20) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def temporary_beside(target: Path) -> Iterator[Path]:
    """A path beside `target` that is renamed to it at the end, or removed on any error.

    Raises:
        StoreError: the folder cannot be written, or the disk is full.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise StoreError(f"{target} is a folder: give -o the name of a file.")
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise StoreError(_explain(target, error)) from error
    path = Path(name)
    try:
        yield path
        os.chmod(path, 0o666 & ~_umask())
        os.replace(path, target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StoreError(_explain(target, error)) from error
    finally:
        path.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _explain(target: Path, error: OSError) -> str:
    return (
        f"Cannot write {target} ({error.strerror or error}): check the folder and the space left on the disk."
    )
