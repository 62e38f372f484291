"""What the archive holds of each site."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteState:
    """Counts and the last run of one site; `last_run` is UTC text."""

    site: str
    articles: int
    pending: int
    failed: int
    last_run: str | None
    outcome: str | None


def site_states(connection: sqlite3.Connection) -> dict[str, SiteState]:
    """State of every site that has a row."""
    rows = connection.execute(
        "SELECT sites.id AS site,"
        " (SELECT count(*) FROM articles WHERE articles.site = sites.id) AS articles,"
        " (SELECT count(*) FROM pages WHERE pages.site = sites.id AND state = 'pending') AS pending,"
        " (SELECT count(*) FROM pages WHERE pages.site = sites.id AND state = 'failed') AS failed,"
        " last.started_at AS last_run, last.outcome AS outcome FROM sites LEFT JOIN runs last ON last.id ="
        " (SELECT id FROM runs WHERE runs.site = sites.id ORDER BY id DESC LIMIT 1)"
    )
    return {row["site"]: SiteState(**dict(row)) for row in rows}
