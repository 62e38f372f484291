"""Places of a site that show the day of rendering, and the sightings of dates that tell them from real ones."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from newsarchive.model.article import WITNESS_KINDS, Sighting
from newsarchive.store.times import from_utc_text

_VIETNAM = timedelta(hours=7)
_OLD_EVENT = timedelta(days=30)
"""An article is not published so long after the event of its dateline."""
_NEWEST = """
SELECT a.id, a.source_id, s.fetched_at, w.kind, w.value, w.place
FROM (SELECT id, source_id, snapshot_id FROM articles WHERE site = :site ORDER BY snapshot_id DESC LIMIT :newest) a
JOIN snapshots s ON s.id = a.snapshot_id JOIN date_witnesses w ON w.article_id = a.id
WHERE w.value IS NOT NULL AND w.kind NOT IN ('updated', 'id-bounds', 'clock') ORDER BY a.id
"""
_SHOWN = """
SELECT w.place, w.value, s.fetched_at FROM articles a
JOIN snapshots s ON s.id = a.snapshot_id JOIN date_witnesses w ON w.article_id = a.id
WHERE a.site = ? AND a.source_id = ? AND w.kind = 'printed' AND length(w.value) >= 10
"""
_DATED_BY = """
SELECT DISTINCT a.id FROM articles a
JOIN snapshots s ON s.id = a.snapshot_id JOIN date_witnesses w ON w.article_id = a.id
WHERE a.site = :site AND w.kind = 'printed' AND w.place IN (SELECT value FROM json_each(:places))
  AND substr(w.value, 1, 10) BETWEEN date(s.fetched_at, '+7 hours', '-1 day') AND date(s.fetched_at, '+7 hours')
ORDER BY a.id
"""


def clock_places(connection: sqlite3.Connection, site: str) -> frozenset[str]:
    """Places that were found to show the day of rendering."""
    rows = connection.execute("SELECT place FROM clock_places WHERE site = ?", (site,))
    return frozenset(row["place"] for row in rows)


def sites_with_articles(connection: sqlite3.Connection) -> list[str]:
    return [row["id"] for row in connection.execute("SELECT id FROM sites ORDER BY id")]


def add_clock_place(connection: sqlite3.Connection, site: str, place: str) -> None:
    connection.execute("INSERT OR IGNORE INTO clock_places (site, place) VALUES (?, ?)", (site, place))


def shown_before(connection: sqlite3.Connection, site: str, source_id: str) -> dict[str, Sighting]:
    """What the stored capture of an article prints, by place."""
    return {
        row["place"]: Sighting(
            page=source_id, captured=_day(row["fetched_at"]), shown=date.fromisoformat(row["value"][:10])
        )
        for row in connection.execute(_SHOWN, (site, source_id))
    }


def sightings(connection: sqlite3.Connection, site: str, newest: int) -> dict[str, list[Sighting]]:
    """What the newest articles of a site print, by place, each beside what else tells of its publication."""
    pages: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(_NEWEST, {"site": site, "newest": newest}):
        pages[row["id"]].append(row)
    found: dict[str, list[Sighting]] = defaultdict(list)
    for rows in pages.values():
        for row in rows:
            if row["kind"] == "printed" and len(row["value"]) >= 10:
                shown = date.fromisoformat(row["value"][:10])
                others = [one for one in rows if one["place"] != row["place"]]
                seen = Sighting(
                    page=row["source_id"],
                    captured=_day(row["fetched_at"]),
                    shown=shown,
                    published=_told_by(others, shown),
                )
                found[row["place"]].append(seen)
    return found


def dated_by(connection: sqlite3.Connection, site: str, places: Collection[str]) -> list[int]:
    """Articles that one of these places dates to the day of their capture, or the day before."""
    values = {"site": site, "places": json.dumps(sorted(places))}
    return [row["id"] for row in connection.execute(_DATED_BY, values)]


def _told_by(rows: list[sqlite3.Row], shown: date) -> date | None:
    """The day of publication by the strongest of other witnesses; that of an event long before `shown` for want of
    one."""
    stated = [row for row in rows if row["kind"] != "dateline" and len(row["value"]) >= 10]
    if stated:
        best = min(stated, key=lambda row: WITNESS_KINDS.index(row["kind"]))
        return date.fromisoformat(best["value"][:10])
    events = [date.fromisoformat(row["value"][:10]) for row in rows if row["kind"] == "dateline"]
    return next((event for event in events if shown - event > _OLD_EVENT), None)


def _day(fetched_at: str) -> date:
    moment: datetime = from_utc_text(fetched_at)
    return (moment + _VIETNAM).date()
