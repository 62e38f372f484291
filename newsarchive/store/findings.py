"""Rows of `findings`: one per snapshot (or page), code and field, however often it is seen."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from newsarchive.model.finding import Finding
from newsarchive.store.times import utc_text

_UPSERT = """
INSERT INTO findings (run_id, page_id, snapshot_id, code, field, severity, message, first_at, last_at)
VALUES (:run, :page, :snapshot, :code, :field, :severity, :message, :at, :at)
ON CONFLICT DO UPDATE SET last_at = :at, message = :message, run_id = :run
"""


def add_findings(
    connection: sqlite3.Connection,
    findings: Iterable[Finding],
    *,
    at: datetime,
    run_id: int | None,
    page_id: int | None = None,
    snapshot_id: int | None = None,
) -> None:
    """Note findings; a repeated one only moves its `last_at`. Runs inside the caller's transaction."""
    rows = [
        {
            "run": run_id,
            "page": page_id,
            "snapshot": snapshot_id,
            "code": finding.code,
            "field": finding.field,
            "severity": finding.severity,
            "message": finding.message,
            "at": utc_text(at),
        }
        for finding in findings
    ]
    if rows:
        connection.executemany(_UPSERT, rows)
