"""What is to run when: an interval, the sites, absolute paths, and a name that tells archives apart."""

import os
import re
import shutil
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

from newsarchive.errors import ConfigError

_INTERVAL = re.compile(r"^(\d{1,4})\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)$")
_UNITS = {"m": 1, "h": 60, "d": 1440, "w": 10_080}
ALLOWED = (15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 10_080)
"""Minutes: intervals that divide an hour, a day or a week, so that runs come at the same times each day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """One timer. All paths are absolute.

    Raises:
        ConfigError: no site, or a path with a line break.
    """

    sites: tuple[str, ...]
    """Empty for all sites."""
    database: Path
    minutes: int
    program: tuple[str, ...]
    """The command that starts newsarchive."""
    config: Path | None = None
    secrets: Path | None = None
    """File with environment variables, read by systemd before each run."""
    user: str | None = None
    """Account that runs it; None for the one that installs it."""

    def __post_init__(self) -> None:
        for path in (self.database, self.config, self.secrets, *self.program):
            if path is not None and any(ord(char) < 32 for char in str(path)):
                raise ConfigError(f"The path {str(path)!r} holds a control character: rename it first.")

    @property
    def name(self) -> str:
        """`newsarchive-<sites>-<hash>`: the same for the same sites and database, another for others."""
        sites = "-".join(self.sites) if self.sites else "all"
        return f"newsarchive-{sites[:60]}-{self._hash:08x}"

    @property
    def _hash(self) -> int:
        return zlib.crc32("\n".join((*sorted(self.sites), str(self.database))).encode())

    @property
    def offset(self) -> int:
        """Minutes after the full hour at which runs begin: spread over machines, the same each time."""
        return self._hash % min(self.minutes, 60)

    @property
    def log(self) -> Path:
        return self.database.parent / "logs" / f"{self.name}.log"

    @property
    def crawl(self) -> tuple[str, ...]:
        """The words of the crawl."""
        return (*self.program, "crawl", *(self.sites or ("--all",)), "--db", str(self.database))

    @property
    def environment(self) -> dict[str, str]:
        """Variables that the run needs, whatever surrounds it."""
        found = {"LANG": "C.UTF-8", "PYTHONUTF8": "1"}
        if self.config is not None:
            found["NEWSARCHIVE_CONFIG"] = str(self.config)
        return found


def parse_interval(text: str) -> int:
    """Minutes of an interval like "6h", "30min", "1d".

    Raises:
        ConfigError: no interval, or one that does not divide the day.

    >>> parse_interval("6h")
    360
    """
    match = _INTERVAL.match(text.strip().lower())
    minutes = int(match[1]) * _UNITS[match[2][0]] if match else 0
    if minutes not in ALLOWED:
        raise ConfigError(
            f"--every {text!r} cannot be kept at the same times each day: choose 15min, 20min, 30min, 1h, 2h, 3h, 4h,"
            " 6h, 8h, 12h, 1d or 1w.",
            setting="every",
            value=text,
        )
    return minutes


def find_program() -> tuple[str, ...]:
    """How to start this very installation, from anywhere: the script beside the interpreter, else the interpreter."""
    script = Path(sys.executable).with_name("newsarchive")
    if script.is_file() and os.access(script, os.X_OK):
        return (str(script),)
    return (sys.executable, "-m", "newsarchive")


def need_tool(name: str, why: str) -> str:
    """The path of a program of the system.

    Raises:
        ConfigError: it is not installed.
    """
    path = shutil.which(name)
    if path is None:
        raise ConfigError(f"`{name}` is not on this machine: {why}.", setting="kind", value=name)
    return path
