"""Files and folders that appear whole or not at all, whenever the program that makes them is killed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsarchive.errors import InUse
from newsarchive.warc.writer import hold, sync_folder


@contextmanager
def made_whole(target: Path) -> Iterator[Path]:
    """A path under which a file or a folder is to be made; it becomes `target` when all went well.

    It lies in a folder `<target>.part` beside it, in which other files may lie meanwhile. Nothing is left of that
    folder where something fails; what a program that was killed left there is removed first.

    Raises:
        InUse: another program is making `target` right now.
        OSError: the folder cannot be written.
    """
    target = target.absolute()  # "." has no name to add anything to
    target.parent.mkdir(parents=True, exist_ok=True)
    with _held(target.with_name(target.name + ".part")) as folder:
        path = folder / target.name
        yield path
        path.rename(target)
    sync_folder(target.parent)


@contextmanager
def _held(folder: Path) -> Iterator[Path]:
    """An empty folder under our lock, which is gone at the end."""
    folder.mkdir(exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if not hold(handle, folder):
            raise InUse(
                f"Another program is writing into {folder}: wait for it, or stop it and run this again."
            )
        _empty(folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)
    finally:
        os.close(handle)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
