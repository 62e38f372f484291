"""Articles against their bytes: what rows say a page said must come out of its capture when that is read again."""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from newsarchive.archive.reextract import TASK_ARTICLES, read_all
from newsarchive.fixity.report import Report
from newsarchive.model.article import EXTRACTOR
from newsarchive.model.counting import number_of, were
from newsarchive.store import clocks
from newsarchive.store.rereading import Plan
from newsarchive.store.searchtext import misfolded_texts

MAX_NAMED = 20
FEW_ARTICLES = 200
"""Starting processes for fewer takes longer than reading them."""
_TABLE = re.compile(r"\s*(?:UPDATE|INSERT INTO|DELETE FROM) (\w+)")
_OF_DATES = re.compile(r"published_|updated_at|date_witnesses|findings")
_STATED_LATER = (
    "SELECT a.id FROM articles a JOIN pages p ON p.site = a.site AND p.source_id = a.source_id"
    " JOIN stated_dates d ON d.page_id = p.id"
)

_WAITS_FOR_ITS_LINK = """
SELECT 1 FROM photos i JOIN pages p ON p.url = i.url
WHERE i.article_id = :article AND i.position = :position AND i.url = :url AND i.caption IS :caption
  AND i.credit IS :credit AND i.alt IS :alt AND i.width IS :width AND i.height IS :height
  AND (i.snapshot_id = :snapshot_id OR i.snapshot_id IS NULL AND p.state = 'pending')
"""
"""What is read now of a photo, but for a link that its page's visit is still to make (or has made meanwhile)."""


def check_folded(db: sqlite3.Connection, report: Report) -> None:
    """Search texts against their folded twins."""
    for article_id in islice(misfolded_texts(db), MAX_NAMED):
        report.damage("search-text-differs", f"article {article_id} is searched by another text than its own")


def check_readings(
    db: sqlite3.Connection, database: Path, report: Report, *, sample: int | None = None
) -> None:
    """Read every article (or so many by chance) again, and name what its rows say otherwise.

    Only those that this very version has read: others may rightly differ, `reextract` brings them up. Dates are left
    out where listings or feeds state some, since these may have come after the article was read.
    """
    order = "ORDER BY id" if sample is None else f"ORDER BY random() LIMIT {sample}"
    ids = [row[0] for row in db.execute(f"SELECT id FROM articles WHERE extractor = ? {order}", (EXTRACTOR,))]
    dated = {row[0] for row in db.execute(_STATED_LATER)} | set(_waiting_for_clocks(db))
    processes = 1 if len(ids) < FEW_ARTICLES else os.cpu_count() or 1
    (others,) = db.execute("SELECT count(*) FROM articles WHERE extractor != ?", (EXTRACTOR,)).fetchone()
    if others:
        report.note(
            "read-by-other-code",
            f"{number_of(others, 'article')} {were(others)} read by other code and not held against the bytes:"
            " `newsarchive reextract` reads such articles again",
        )
    named = 0
    for plans in read_all(database, _tasks(ids), datetime.now(UTC), processes):
        for plan in plans:
            report.checked["readings"] += 1
            differing = sorted(_differing(plan, without_dates=plan.article_id in dated))
            if "photos" in differing and _only_wait_for_their_link(db, plan):
                differing.remove("photos")
            if not differing or _is_overtaken(db, plan):
                continue
            named += 1
            if named <= MAX_NAMED:
                _say(plan, differing, report)
    if named > MAX_NAMED:
        report.damage("reading-differs", f"and {number_of(named - MAX_NAMED, 'more article')}")


def _waiting_for_clocks(db: sqlite3.Connection) -> Iterator[int]:
    """Articles dated by what turned out to be a clock: a run that was stopped had no time to read them again."""
    for site in clocks.sites_with_articles(db):
        if places := clocks.clock_places(db, site):
            yield from clocks.dated_by(db, site, places)


def _tasks(ids: list[int]) -> Iterator[list[int]]:
    return (ids[at : at + TASK_ARTICLES] for at in range(0, len(ids), TASK_ARTICLES))


def _differing(plan: Plan, *, without_dates: bool) -> Iterable[str]:
    """Names of the fields and tables that would have to be written."""
    if plan.found is None:
        return {"its capture can no longer be read"}
    tables = {match[1] for sql, _ in plan.statements if (match := _TABLE.match(sql))}
    names = set(plan.found) | (tables - {"articles"})
    return {name for name in names if not (without_dates and _OF_DATES.match(name))}


def _only_wait_for_their_link(db: sqlite3.Connection, plan: Plan) -> bool:
    """Whether photos lack nothing but the link to bytes that a crawl has just stored, or was killed after storing: it
    makes the link when it is done with the photo's page."""
    if plan.found is None or "photos" in plan.found:
        return False
    for sql, values in plan.statements:
        match = _TABLE.match(sql)
        if match is None or match[1] != "photos":
            continue
        if not isinstance(values, dict) or db.execute(_WAITS_FOR_ITS_LINK, values).fetchone() is None:
            return False
    return True


def _is_overtaken(db: sqlite3.Connection, plan: Plan) -> bool:
    """Whether a crawl stored a newer look meanwhile."""
    row = db.execute("SELECT snapshot_id FROM articles WHERE id = ?", (plan.article_id,)).fetchone()
    return row is None or row[0] != plan.snapshot_id


def _say(plan: Plan, differing: list[str], report: Report) -> None:
    if plan.found is None:
        report.damage(
            "capture-unreadable",
            f"article {plan.article_id}: its capture (snapshot {plan.snapshot_id}) can no longer be read; bring back"
            " its file from a copy (`newsarchive backup` makes them)",
            snapshot_id=plan.snapshot_id,
        )
        return
    report.damage(
        "reading-differs",
        f"article {plan.article_id} does not say what its capture (snapshot {plan.snapshot_id}) and those of its"
        f" revisions say: {', '.join(differing)}; `newsarchive reextract --all` reads them again (needed too where the"
        " site's file was changed)",
        snapshot_id=plan.snapshot_id,
    )
