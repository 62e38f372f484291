"""A log file for scheduled runs, rotated by itself."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from newsarchive.cli.options import CommandError
from newsarchive.cli.running import RunReport

MAX_BYTES = 5_000_000
KEPT_FILES = 5
logger = logging.getLogger("newsarchive.crawl")


def write_log(path: Path) -> None:
    """Send all log lines of this process to a file too.

    Raises:
        CommandError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"Cannot write the log {path} ({error.strerror}).") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    logger.setLevel(logging.INFO)


def log_report(report: RunReport) -> None:
    """One line on a run."""
    if report.error:
        logger.error("%s: %s", report.site, report.error)
        return
    counts = " ".join(f"{name}={value}" for name, value in report.to_dict().items() if name != "site")
    logger.info("%s: %s", report.site, counts)
