"""What one run left behind: findings by code, examples, first snapshot, pages that wait."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingCount:
    """Findings of one code in one run, with one of them as an example."""

    code: str
    severity: str
    count: int
    example: str


def finding_counts(connection: sqlite3.Connection, run_id: int) -> list[FindingCount]:
    """Findings that a run made or met again, the gravest and most frequent first."""
    rows = connection.execute(
        "SELECT code, severity, count(*) AS count, min(message) AS example FROM findings WHERE run_id = ?"
        " GROUP BY code, severity"
        " ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, count(*) DESC, code",
        (run_id,),
    )
    return [
        FindingCount(code=row["code"], severity=row["severity"], count=row["count"], example=row["example"])
        for row in rows
    ]


def first_snapshot(connection: sqlite3.Connection, run_id: int) -> int | None:
    """The first snapshot of a run; None where nothing was stored."""
    row = connection.execute("SELECT min(id) FROM snapshots WHERE run_id = ?", (run_id,)).fetchone()
    return row[0] if row else None


def has_answers(connection: sqlite3.Connection, run_id: int) -> bool:
    """Whether the site answered a run with any page at all."""
    row = connection.execute(
        "SELECT 1 FROM snapshots WHERE run_id = ? AND status = 200 LIMIT 1", (run_id,)
    ).fetchone()
    return row is not None


def page_states(connection: sqlite3.Connection, site: str | None = None) -> list[tuple[str, str, str, int]]:
    """(site, kind, state, count) of all pages, or of one site's."""
    rows = connection.execute(
        "SELECT site, kind, state, count(*) FROM pages WHERE ? IS NULL OR site = ?"
        " GROUP BY site, kind, state ORDER BY site, kind, state",
        (site, site),
    )
    return [tuple(row) for row in rows]


def warc_bytes(connection: sqlite3.Connection) -> int:
    """Size of all sealed WARC files."""
    (total,) = connection.execute("SELECT coalesce(sum(bytes), 0) FROM warc_files").fetchone()
    return int(total)
