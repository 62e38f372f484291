"""Standard output that tells a full disk, a closed descriptor and a reader who has left from faults of ours."""

import io
import os
import sys
from contextlib import suppress
from typing import Any

from newsarchive.cli.options import CommandError


class ReaderLeft(Exception):
    """Whoever read our output wants no more of it (`newsarchive … | head`)."""


class OutputFailed(CommandError):
    """Standard output takes nothing."""


class _Output(io.FileIO):
    """Descriptor 1; what fails in it is no `OSError`, which others would take for one of their own files."""

    def __init__(self) -> None:
        super().__init__(1, "w", closefd=False)

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError as error:
            raise ReaderLeft from error
        except OSError as error:
            raise OutputFailed(
                f"Cannot write to standard output ({error.strerror}): check where it goes, and the space left there.",
                1,
            ) from error


def open_stdout() -> None:
    """Put such an output in the place of `sys.stdout`; letters that its encoding lacks are written as `\\u1ea3`."""
    _fill_descriptors()
    before: Any = sys.stdout  # None where the descriptor was closed
    at_once = os.isatty(1) or getattr(before, "write_through", False)  # a terminal, or PYTHONUNBUFFERED
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(_Output()),
        encoding=getattr(before, "encoding", "utf-8"),
        errors="backslashreplace",
        line_buffering=at_once,
    )
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "r", closefd=False)), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w", closefd=False)), encoding="utf-8")


def drop_stdout() -> None:
    """Let what still waits to be written go nowhere, so that the end of the process does not fail over it."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _fill_descriptors() -> None:
    """Where standard descriptors were closed (`>&-`), no file of ours may get their numbers."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if descriptor == 2 else os.O_RDONLY)  # 1: to write fails
