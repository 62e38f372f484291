"""Starts Scrapy for the commands that crawl, and brings back what came of each run."""

import gc
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from newsarchive.cli.options import EXIT_INTERRUPTED
from newsarchive.errors import ArchiveError, ConfigError, InUse
from newsarchive.fetch.guard import is_public

SWITCH_SECONDS = 0.0005
EXIT_BY_ERROR = ((InUse, 3), (ConfigError, 2), (ArchiveError, 2))


@dataclass(slots=True)
class RunReport:
    """What came of one site's run."""

    site: str
    exit_code: int = 1
    outcome: str | None = None
    error: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    run_id: int | None = None
    """Row of `runs`; None where the archive could not be opened."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "site": self.site,
            "exit_code": self.exit_code,
            "outcome": self.outcome,
            "error": self.error,
            "seconds": round(self.seconds, 2),
            **{
                name: self.counts.get(name, 0)
                for name in (
                    "pages",
                    "new",
                    "changed",
                    "missing",
                    "gone",
                    "failed",
                    "bytes",
                    "outside",
                    "undated",
                )
            },
        }


def crawl_sites(
    names: Sequence[str],
    *,
    db: Path,
    arguments: Mapping[str, Any],
    delay: float | None = None,
    origin: str | None = None,
    verbose: bool = False,
    demo: bool = False,
) -> list[RunReport]:
    """Run the spiders one beside the other in this process. Can be called once a process (Twisted's reactor).

    Args:
        demo: Note in `runs.arguments` that the run is a demo, whose archive the next demo may replace.
    Raises:
        ConfigError: `origin` is no http(s) address of a host, or no contact address is set.
    """
    from scrapy.utils.project import get_project_settings

    from newsarchive.cli.stopping import StoppableProcess
    from newsarchive.frontier.session import require_contact

    settings = get_project_settings()
    require_contact(settings["NEWSARCHIVE_CONTACT"], origin)
    overrides: dict[str, Any] = {"NEWSARCHIVE_DB": str(db), "LOG_LEVEL": "DEBUG" if verbose else "WARNING"}
    if origin is not None:
        overrides |= origin_settings(origin)
    if demo:
        overrides["NEWSARCHIVE_DEMO"] = True
    if delay is not None:
        overrides |= {
            "DOWNLOAD_DELAY": delay,
            "AUTOTHROTTLE_START_DELAY": delay,
            "AUTOTHROTTLE_ENABLED": delay > 0,
        }
    settings.update(overrides, priority="cmdline")
    process = StoppableProcess(settings)
    reports = [RunReport(site=name) for name in names]
    started = time.monotonic()
    for report in reports:
        crawler = process.create_crawler(report.site)
        task: Any = process.crawl(crawler, **dict(arguments))
        task.add_done_callback(lambda done, r=report, c=crawler: _collect(done, r, c, started))
    tune_interpreter()
    process.start()
    for report in reports:
        if process.is_stopping and report.outcome is None and report.error is None:  # a second signal came
            report.error = f"{report.site} was stopped at once; the next run goes on from what is stored."
            report.exit_code = EXIT_INTERRUPTED
    return reports


def tune_interpreter() -> None:
    """What is imported by now stays: the collector need not walk it again and again. And the two threads of a crawl
    take turns more often: with Python's 5 ms each waits for the other after almost every call into SQLite or a
    socket, and neither gets on."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    sys.setswitchinterval(SWITCH_SECONDS)


def _collect(done: Any, report: RunReport, crawler: Any, started: float) -> None:
    from newsarchive.frontier.session import session_of

    report.seconds = time.monotonic() - started
    session = session_of(crawler)
    error = None if done.cancelled() else done.exception()
    if session is not None:
        report.run_id = session.archive.run_id
        report.counts = dict(session.counts.totals)
        report.outcome, report.exit_code = (
            session.outcome,
            session.exit_code if session.exit_code is not None else 1,
        )
        error = error or session.error
    if error is not None:
        report.error = str(error)
        report.exit_code = next((code for kind, code in EXIT_BY_ERROR if isinstance(error, kind)), 1)
        if session is not None and session.error is error:
            report.exit_code = 1


def origin_settings(origin: str) -> dict[str, Any]:
    """Settings for a crawl from a replica; on loopback it runs without delay.

    Raises:
        ConfigError: no http(s) address of a host.
    """
    parts = _address_parts(origin)
    if parts is None or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise ConfigError(
            f"--origin {origin!r} is not an address like http://127.0.0.1:8000.",
            setting="origin",
            value=origin,
        )
    settings: dict[str, Any] = {"NEWSARCHIVE_ORIGIN": f"{parts.scheme}://{parts.netloc}"}
    if parts.hostname == "localhost" or (parts.hostname[0].isdigit() and not is_public(parts.hostname)):
        settings |= {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "NEWSARCHIVE_RETRY_SECONDS": 0.02}
    return settings


def _address_parts(url: str) -> SplitResult | None:
    """None for other schemes, broken brackets and ports above 65535."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.port != 0
    except ValueError:
        return None
    return parts if known else None
