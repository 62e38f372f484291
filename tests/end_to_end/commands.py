"""Starts commands of the tests: from the process that has the libraries imported, or in a fresh interpreter."""

import atexit
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, Self

ROOT = Path(__file__).parents[2]
TIMEOUT_SECONDS = 90


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def environment(**extra: str) -> dict[str, str]:
    """The tests' own environment without what would change the commands' answers."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
    warnings = "default,ignore:unclosed database:ResourceWarning"  # of Datasette's, from Python 3.13 on
    return kept | {"PYTHONWARNINGS": warnings, "COLUMNS": "120"} | extra


class Started:
    """A command that runs: `python -m MODULE WORDS` in a process of its own. The part of `subprocess.Popen` that
    tests use; what it prints is kept in files, so that nothing has to be read while it runs."""

    def __init__(
        self,
        module: str,
        *words: object,
        cwd: Path | None = None,
        stdin: str = "",
        largest_file: int | None = None,
        **extra: str,
    ) -> None:
        self.returncode: int | None = None
        asked = {
            "module": module,
            "words": [str(word) for word in words],
            "folder": str(cwd or Path.cwd()),
            "environment": environment(**extra),
            "largest_file": largest_file,
        }
        self._out, self._err = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115, read at its end
        self._line, theirs = socket.socketpair()
        with theirs, tempfile.TemporaryFile() as given:
            given.write(stdin.encode())
            given.seek(0)
            socket.send_fds(
                _warm(), [b"."], [each.fileno() for each in (theirs, given, self._out, self._err)]
            )
        self._line.sendall(json.dumps(asked).encode() + b"\n")
        self.pid = self._next_number()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.communicate()

    def poll(self) -> int | None:
        """Its exit code, negative where a signal ended it; None while it runs."""
        if self.returncode is None and select.select([self._line], [], [], 0)[0]:
            self.returncode = self._next_number()
        return self.returncode

    def wait(self, timeout: float = TIMEOUT_SECONDS) -> int:
        """Its exit code.

        Raises:
            subprocess.TimeoutExpired: it still ran after so many seconds; it is killed.
        """
        if self.returncode is None and not select.select([self._line], [], [], timeout)[0]:
            self.kill()
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        code = self.poll()
        assert code is not None
        return code

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float = TIMEOUT_SECONDS) -> tuple[bytes, bytes]:
        """What it wrote to standard output and standard error, once it has ended."""
        self.wait(timeout)
        self._line.close()
        return _all_of(self._out), _all_of(self._err)

    def _next_number(self) -> int:
        return int(struct.unpack("i", self._line.recv(4, socket.MSG_WAITALL))[0])


def _all_of(file: IO[bytes]) -> bytes:
    if file.closed:
        return b""
    with file:
        file.seek(0)
        return file.read()


def run(module: str, *words: object, timeout: float = TIMEOUT_SECONDS, **more: Any) -> Ran:
    """Run a command to its end; what it may take is said at `Started`."""
    started = Started(module, *words, **more)
    out, err = started.communicate(timeout)
    return Ran(started.wait(), out.decode(), err.decode())


@cache
def _warm() -> socket.socket:
    """The way to this test process's forking one, which ends with it."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("warm.py")), str(theirs.fileno())],
            env=environment(),
            pass_fds=[theirs.fileno()],
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours
