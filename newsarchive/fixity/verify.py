"""Verification of a whole archive: database and WARC files, each against the other."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from newsarchive.errors import StoreError
from newsarchive.fixity.database import check_database, check_search_index
from newsarchive.fixity.files import check_files, check_sample
from newsarchive.fixity.readings import check_folded, check_readings
from newsarchive.fixity.report import Report
from newsarchive.store.connect import open_reader
from newsarchive.store.holdings import warc_files
from newsarchive.warc.repair import is_being_written
from newsarchive.warc.writer import OPEN_SUFFIX


def verify(
    database: Path, *, sample: int | None = None, progress: Callable[[str], None] = lambda _: None
) -> Report:
    """Hold everything in an archive against what was noted when it was stored. Changes nothing.

    Args:
        sample: Look at so many records and articles picked by chance, and at the sizes of all files, for daily runs.
        progress: Told what is looked at now.
    Raises:
        StoreError: there is no archive, or it belongs to another program or another version.
    """
    report = Report()
    try:
        db = open_reader(database)
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.DatabaseError):
            raise
        report.damage("database-damaged", error.message)
        return report
    try:
        progress("database")
        check_database(db, report, quick=sample is not None)
        if sample is None:
            check_folded(db, report)
            check_search_index(database, report, copy=_is_crawled(db, database.parent))
            check_files(db, database, report, progress)
        else:
            check_sample(db, database.parent, sample, report)
        progress("articles, read again")
        check_readings(db, database, report, sample=sample)
    except sqlite3.DatabaseError as error:
        report.damage("database-damaged", f"SQLite cannot read on ({error}): restore a backup")
    finally:
        db.close()
    return report


def _is_crawled(db: sqlite3.Connection, base: Path) -> bool:
    """Whether a crawl writes right now: it must not be kept waiting."""
    waiting = [base / (row.path + OPEN_SUFFIX) for row in warc_files(db) if row.sealed_at is None]
    return any(path.exists() and is_being_written(path) for path in waiting)
