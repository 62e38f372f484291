"""Captures that no article was read from, read again: what an older reader or a broken layout had refused.

Their bytes are stored all the same, and the page may be gone by now. What reads as an article today is stored as of the
moment of its capture, in the order of captures, as the crawl would have done.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from newsarchive.archive.lock import SiteLock
from newsarchive.archive.past import settle_past
from newsarchive.archive.reading import read_place
from newsarchive.errors import ArchiveError, NotAnArticle, SiteLocked
from newsarchive.model.article import EXTRACTOR, Article
from newsarchive.model.finding import NOT_OF_READING, Finding
from newsarchive.store import captures
from newsarchive.store.articles import compared_text
from newsarchive.store.captures import PageCapture
from newsarchive.store.connect import transaction
from newsarchive.store.findings import add_findings
from newsarchive.store.rereading import replace_findings

BATCH = 50
"""So many captures are read in one transaction."""
EXAMPLES = 3
_STAY = NOT_OF_READING - {"not-stored", "older-text"}


@dataclass(slots=True)
class Unread:
    """What reading refused captures again brought, or would."""

    counts: Counter[str] = field(default_factory=Counter)
    """captures (read), new (articles), changed (further revisions)."""
    examples: list[dict[str, Any]] = field(default_factory=list)
    """Some of the new articles."""
    waiting: list[str] = field(default_factory=list)
    """Sites that are being crawled: theirs are read by the next call."""
    found: set[int] = field(default_factory=set)
    """Pages of the new articles."""
    refused: set[tuple[str, int]] = field(default_factory=set)
    """Places of bytes that are no article: when they came again they are not read again."""
    texts: dict[int, dict[str, Any]] = field(default_factory=dict)
    """By page, what its last revision would say after a dry run."""

    def to_dict(self) -> dict[str, Any]:
        names = ("captures", "new", "changed")
        counts = {name: self.counts[name] for name in names}
        return counts | {"examples": self.examples, "waiting": self.waiting}


def read_unread(
    db: sqlite3.Connection,
    database: Path,
    site: str,
    at: datetime,
    result: Unread,
    *,
    again: bool = False,
    dry_run: bool = False,
    limit: int | None = None,
) -> None:
    """Read the refused captures of a site, outside of a transaction.

    Args:
        at: The moment findings are noted at, and from which the pages are due: their photos and links are still to
            be fetched.
        again: Also what this very version has refused already.
    """
    extractor = None if again else EXTRACTOR
    if dry_run:
        for batch in _batches(db, site, extractor, limit):
            for capture in batch:
                _would(db, database.parent, capture, result)
        return
    if not captures.unread(db, site, extractor=extractor, limit=1):
        return
    try:
        lock = SiteLock(database, site)
    except SiteLocked:  # a capture may be waiting there for its crawl to read it
        result.waiting.append(site)
        return
    try:
        for batch in _batches(db, site, extractor, limit):
            with transaction(db):
                for capture in batch:
                    _take(db, database.parent, capture, at, result)
    finally:
        lock.release()


def _batches(
    db: sqlite3.Connection, site: str, extractor: str | None, limit: int | None
) -> Iterator[list[PageCapture]]:
    ids = captures.unread(db, site, extractor=extractor, limit=limit)
    for first in range(0, len(ids), BATCH):
        yield list(captures.of_ids(db, ids[first : first + BATCH]))


def read_capture(base: Path, capture: PageCapture) -> Article | NotAnArticle | Finding:
    """The article, or why the page is none; a remark where it cannot be read."""
    (place,) = capture.job.places
    try:
        return read_place(base, capture.job, place, whole=True)
    except NotAnArticle as error:
        return error
    except ArchiveError as error:
        return Finding(code="unread", message=f"{place.url} cannot be read: {error.message}")
    except Exception as error:
        return Finding(
            code="unread", message=f"{place.url} cannot be read ({type(error).__name__}: {error})."
        )


def _would(db: sqlite3.Connection, base: Path, capture: PageCapture, result: Unread) -> None:
    article = _read_once(base, capture, result)
    if not isinstance(article, Article):
        return
    page_id, text = capture.page.id, compared_text(article)
    last = result.texts.get(page_id) or captures.last_revision(db, capture.page.site, capture.job.source_id)
    result.texts[page_id] = text
    if last is None:
        _found(capture, article, result)
    elif last != text:
        result.counts["changed"] += 1


def _read_once(base: Path, capture: PageCapture, result: Unread) -> Article | Finding | None:
    (place,) = capture.job.places
    where = place.warc_file, place.warc_offset
    if where in result.refused:
        return None
    result.counts["captures"] += 1
    article = read_capture(base, capture)
    if isinstance(article, NotAnArticle):
        result.refused.add(where)
        return None
    return article


def _take(db: sqlite3.Connection, base: Path, capture: PageCapture, at: datetime, result: Unread) -> None:
    """Store one capture, or note why it brings nothing."""
    page, snapshot_id = capture.page, capture.job.snapshot_id
    article = _read_once(base, capture, result)
    if article is None:
        captures.note_refusal(db, snapshot_id, EXTRACTOR)
    if isinstance(article, Finding):
        add_findings(db, [article], at=at, run_id=None, page_id=page.id, snapshot_id=snapshot_id)
    if not isinstance(article, Article):
        return
    change = settle_past(db, capture, article, due=at)
    replace_findings(db, snapshot_id, list(article.findings), _STAY, at)
    result.counts["changed"] += change == "changed"
    if change == "new":
        _found(capture, article, result)


def _found(capture: PageCapture, article: Article, result: Unread) -> None:
    if capture.page.id in result.found:
        return
    result.found.add(capture.page.id)
    result.counts["new"] += 1
    if len(result.examples) < EXAMPLES:
        result.examples.append({"url": article.url, "title": article.title})
