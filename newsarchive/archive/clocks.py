"""Masthead clocks that stand where a date of publication stands: found by watching; what they dated is read again.

One capture cannot tell them. They give themselves away on unrelated pages of one day, or by moving between two captures
of a page; then every article of the site that was dated by such a place is read again from its bytes.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from newsarchive.archive.reading import read_job
from newsarchive.extraction import places_of_clocks
from newsarchive.model.article import EXTRACTOR, Article, Sighting
from newsarchive.store import clocks
from newsarchive.store.connect import transaction
from newsarchive.store.planner import open_planner
from newsarchive.store.rereading import carry_out, jobs_of, plan

NEWEST_ARTICLES = 2000
"""So many of a site's articles are looked at, those read last."""
BATCH = 50
"""So many articles are read again in one transaction."""


def notice_move(db: sqlite3.Connection, before: dict[str, Sighting], article: Article) -> None:
    """Look at two captures of an article whose text did not change: what it printed before, and prints now."""
    assert article.site is not None
    now = clocks.shown_before(db, article.site, article.source_id)
    moved = {place: [before[place], now[place]] for place in before.keys() & now.keys()}
    moved = {place: pair for place, pair in moved.items() if pair[0].shown != pair[1].shown}
    if not moved:
        return
    others = clocks.sightings(db, article.site, NEWEST_ARTICLES)
    for place in places_of_clocks({place: pair + others[place] for place, pair in moved.items()}):
        clocks.add_clock_place(db, article.site, place)


def notice_repeats(db: sqlite3.Connection, site: str) -> list[int]:
    """Look at the site's newest articles side by side. Gives the articles that a clock dates, to be read again."""
    known = clocks.clock_places(db, site)
    seen = clocks.sightings(db, site, NEWEST_ARTICLES)
    for place in places_of_clocks({place: one for place, one in seen.items() if place not in known}):
        clocks.add_clock_place(db, site, place)
    known = clocks.clock_places(db, site)
    return clocks.dated_by(db, site, known) if known else []


def read_again(db: sqlite3.Connection, database: Path, ids: Sequence[int], at: datetime) -> None:
    """Read articles from their bytes, now that the clocks of their site are known and committed."""
    planner = open_planner(database)
    try:
        plans = [plan(planner, read_job(database.parent, job), at) for job in jobs_of(planner, ids)]
    finally:
        planner.close()
    carry_out(db, plans, EXTRACTOR)


def read_clocked(db: sqlite3.Connection, database: Path, site: str | None, at: datetime) -> None:
    """Both of the above, for one site or all, outside of a transaction."""
    for name in [site] if site else clocks.sites_with_articles(db):
        with transaction(db):
            ids = notice_repeats(db, name)
        for first in range(0, len(ids), BATCH):
            with transaction(db):
                read_again(db, database, ids[first : first + BATCH], at)
