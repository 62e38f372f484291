"""What one run left behind: findings by code, examples, first snapshot, pages that wait."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadList:
    """A listing, feed or sitemap that a run asked for in vain."""

    url: str
    state: str
    error: str


def unread_lists(connection: sqlite3.Connection, run: Mapping[str, Any]) -> list[UnreadList]:
    """The lists that a run asked for and could not read, front pages first."""
    rows = connection.execute(
        "SELECT url, state, last_error AS error FROM pages WHERE site = ? AND kind IN ('listing', 'feed', 'sitemap')"
        " AND state != 'fetched' AND last_error IS NOT NULL AND last_visit_at >= ? ORDER BY depth, id",
        (run["site"], run["started_at"]),
    )
    return [UnreadList(url=row["url"], state=row["state"], error=row["error"]) for row in rows]


def has_read_list(connection: sqlite3.Connection, run: Mapping[str, Any]) -> bool:
    """Whether a run could read any listing, feed or sitemap."""
    row = connection.execute(
        "SELECT 1 FROM pages WHERE site = ? AND kind IN ('listing', 'feed', 'sitemap') AND state = 'fetched'"
        " AND last_visit_at >= ? LIMIT 1",
        (run["site"], run["started_at"]),
    ).fetchone()
    return row is not None


def hollow_pages(connection: sqlite3.Connection, run_id: int) -> int:
    """On how many pages a run missed title or text."""
    row = connection.execute(
        "SELECT count(DISTINCT page_id) FROM findings WHERE run_id = ? AND code IN ('no-title', 'no-body')",
        (run_id,),
    ).fetchone()
    return int(row[0])


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
